"""How people read a quantity: ``≈ 2,600``, ``3–4``, ``≥ 20,000``, ``1/3``; and its unit.

Input: Quantity. Output: text.
"""

from __future__ import annotations

from fractions import Fraction

from extractor.model import Modifier, Number, Quantity
from extractor.tables.frame import cell_text

_SIGNS = {
    Modifier.APPROX: "≈ ",
    Modifier.AT_LEAST: "≥ ",
    Modifier.AT_MOST: "≤ ",
    Modifier.UP_TO: "≤ ",
    Modifier.MORE_THAN: "> ",
    Modifier.LESS_THAN: "< ",
}


def amount(quantity: Quantity, *, grouped_from: int = 1_000) -> str:
    """Return the value with the sign of its bound, a true minus, and digits grouped in numbers that are long."""
    sign = _SIGNS.get(quantity.modifier, "")
    low, high = (_grouped(number, grouped_from) for number in (quantity.low, quantity.high))
    if quantity.high is None:
        return f"≥ {low}"
    if quantity.low is None:
        return f"≤ {high}"
    return sign + low if quantity.low == quantity.high else f"{sign}{low}–{high}"


def unit_label(quantity: Quantity) -> str:
    """Return the unit, or the counted noun of a count with what it is counted by."""
    label = quantity.counter or quantity.unit
    return f"{label}/{quantity.per}" if quantity.per else label


def _grouped(number: Number | None, grouped_from: int) -> str:
    if number is None or isinstance(number, Fraction):
        return "" if number is None else str(number).replace("-", "−")
    whole, dot, fraction = cell_text(abs(number)).partition(".")
    if abs(number) < grouped_from:
        return ("−" if number < 0 else "") + whole + dot + fraction
    groups = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)]
    return ("−" if number < 0 else "") + ",".join(reversed(groups)) + dot + fraction
