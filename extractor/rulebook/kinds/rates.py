"""Rates: how a text says per day, per litre, per hectare, after the unit, before the numeral or apart from both.

Input: a rule's table. Output: RateRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import Kind, RuleRef
from extractor.rulebook.kinds.units import unit_name
from extractor.rulebook.rule import Form
from extractor.rulebook.surroundings import Surroundings, surroundings
from extractor.rulebook.table import Table


class Position(StrEnum):
    """Where a form stands: behind the unit, before the numeral, or anywhere before it in the clause."""

    AFTER = "after"
    BEFORE = "before"
    APART = "apart"


class RateWord(Struct, frozen=True):
    """A form of a rate, and where it counts."""

    rule: RateRule
    position: Position


class RateRule(Struct, frozen=True):
    """A rate.

    Without a ``unit`` of its own, the unit that the forms lead up to is the denominator: «برای هر» لیتر; ``of`` are
    the kinds of units that they can lead up to.
    """

    ref: RuleRef
    unit: str | None
    after: tuple[str, ...]
    before: tuple[str, ...]
    apart: tuple[str, ...]
    of: tuple[Kind, ...]
    around: Surroundings

    def forms(self) -> Iterable[Form]:
        """Yield each form with where it counts."""
        places = ((Position.AFTER, self.after), (Position.BEFORE, self.before), (Position.APART, self.apart))
        for position, forms in places:
            for form in forms:
                yield Form("rates", form, RateWord(self, position))


def read(table: Table) -> RateRule:
    """Read a rule of kind rates."""
    return RateRule(
        table.ref(),
        unit_name(table, "unit") if table.node("unit") else None,
        table.forms("after"),
        table.forms("before"),
        table.forms("apart"),
        table.choices("of", Kind),
        surroundings(table),
    )
