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


def amount(quantity: Quantity) -> str:
    """Return the value with the sign of its bound, digits grouped, a true minus."""
    sign = _SIGNS.get(quantity.modifier, "")
    low, high = quantity.low, quantity.high
    if high is None:
        return f"≥ {_grouped(low)}"
    if low is None:
        return f"≤ {_grouped(high)}"
    return sign + _grouped(low) if low == high else f"{sign}{_grouped(low)}–{_grouped(high)}"


def unit_label(quantity: Quantity) -> str:
    """Return the unit, or the counted noun of a count with what it is counted by."""
    label = quantity.counter or quantity.unit
    return f"{label}/{quantity.per}" if quantity.per else label


def _grouped(number: Number | None) -> str:
    if number is None or isinstance(number, Fraction):
        return "" if number is None else str(number).replace("-", "−")
    whole, dot, fraction = cell_text(abs(number)).partition(".")
    groups = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)]
    return ("−" if number < 0 else "") + ",".join(reversed(groups)) + dot + fraction
