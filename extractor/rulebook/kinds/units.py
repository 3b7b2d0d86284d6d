"""Units: the name in ``rules/units.txt`` and how it is written.

Input: a rule's table. Output: UnitRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from extractor.model import Kind, Number, RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.surroundings import Surroundings, surroundings
from extractor.rulebook.table import Table, parse_number
from extractor.units import known_names, unit_names


class UnitWord(Struct, frozen=True):
    """A form of a unit. ``adjectival`` is مگاواتی; a ``sign`` may stand before the number too ($5, %70).

    A ``leading`` form stands before the number only, with or without a space (Rs 500).
    """

    rule: UnitRule
    adjectival: bool = False
    sign: bool = False
    leading: bool = False


class UnitRule(Struct, frozen=True):
    """A unit. ``factor`` is what a form is worth in it: a همت is 1e12 toman.

    ``single``: «یک» before it is a number, not an article («یک درصد», but «یک روز», «یک خانواده»). ``whole`` is a unit
    that ``parts`` of this one make, where both together name one quantity: «دو ساعت و ۲۰ دقیقه». ``values`` bounds
    the numbers that it is written with, ``vague`` ones are written with none but «صدها».
    """

    ref: RuleRef
    unit: str
    kind: Kind
    factor: Number
    plain: tuple[str, ...]
    adjectival: tuple[str, ...]
    signs: tuple[str, ...]
    leading: tuple[str, ...]
    single: bool
    around: Surroundings
    whole: str | None = None
    parts: Number = Decimal(1)
    values: tuple[tuple[int, int], ...] = ()
    vague: bool = False

    def takes(self, number: Number | None) -> bool:
        """Whether a number may stand before this unit; None is the upper bound of a vague one."""
        if self.vague or number is None:
            return number is None and not self.values
        return not self.values or any(low <= number <= high for low, high in self.values)

    def forms(self) -> Iterable[Form]:
        """Yield each form with how it is written."""
        for form in self.plain:
            yield Form("units", form, UnitWord(self))
        for form in self.adjectival:
            yield Form("units", form, UnitWord(self, adjectival=True))
        for form in self.signs:
            yield Form("units", form, UnitWord(self, sign=True))
        for form in self.leading:
            yield Form("units.leading", form, UnitWord(self, leading=True))


def read(table: Table) -> UnitRule:
    """Read a rule of kind units."""
    kind = table.choice("kind", Kind) or Kind.MEASURE
    return UnitRule(
        table.ref(),
        unit_name(table, "unit"),
        kind,
        _number(table, "factor"),
        table.forms(),
        table.forms("adjectival"),
        table.forms("signs"),
        table.forms("leading"),
        table.flag("single") or kind not in (Kind.COUNT, Kind.DURATION),
        surroundings(table),
        unit_name(table, "whole") if table.node("whole") else None,
        _number(table, "parts"),
        table.ranges("values"),
        table.flag("vague"),
    )


def unit_name(table: Table, key: str) -> str:
    """Read a unit expression; names that ``rules/units.txt`` does not define are a fault."""
    node = table.node(key)
    if node is None or not node.text:
        table.fault(f"'{key}' is missing")
        return ""
    try:
        unknown = [name for name in unit_names(node.text) if name not in known_names()]
    except ValueError as error:
        table.fault(str(error), node.place)
        return ""
    if unknown:
        table.fault(f"'{key}' names '{unknown[0]}', which rules/units.txt does not define", node.place)
    return node.text


def _number(table: Table, key: str) -> Number:
    text = table.text(key, "1") or "1"
    number = parse_number(text)
    if number is None:
        table.fault(f"'{key}' is no number: '{text}'; write 1000, 1_000, 2.5 or 1e12")
    return number if number is not None else Decimal(1)
