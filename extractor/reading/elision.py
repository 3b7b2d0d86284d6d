"""Give numerals without a unit the one that a neighbour has: «به ترتیب ۵۵۰ و ۳۵۰ مگاوات», «… که ۶۴۰ میلیارد آن».

A numeral takes the unit of the next figure where only words that join numerals stand between them, else that of the
nearest figure before it that fits it in size, where a word stands before it that can lead up to such a numeral.
Scales that are shared («از ۳ به ۵ میلیون تن») are the numerals' own matter.

Input: Scan, drafts in order, the approaches to them. Output: drafts, with Flag.UNIT_INHERITED where a unit is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from extractor.model import Flag, Kind, Number
from extractor.reading.approaches import Approach
from extractor.reading.drafts import Draft, nearby
from extractor.reading.mentions import NumeralShape, Scan
from extractor.reading.units import UnitsOf

MAX_BACK = 30
MAX_AHEAD = 4
_FAR = 200
_PLAIN = (NumeralShape.CARDINAL, NumeralShape.RANGE)


class Elision:
    """Fills in the units of one sentence."""

    __slots__ = ("_approaches", "_joints", "_leads", "_scan", "_units")

    def __init__(self, scan: Scan, units: UnitsOf, approaches: Sequence[Approach]) -> None:
        """Index the joints and leads of the sentence."""
        self._scan = scan
        self._units = units
        self._approaches = approaches
        self._joints = nearby(scan, "counters.joint")
        self._leads = nearby(scan, "counters.lead")

    def fill(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with units filled in where a neighbour has one."""
        filled = list(drafts)
        open_ones = [index for index, draft in enumerate(drafts) if draft.unit is None and self._may(draft)]
        for index in reversed(open_ones):
            if index + 1 < len(filled) and filled[index + 1].unit and self._joined(index, filled):
                filled[index] = self._taken(filled[index], filled[index + 1])
        for index in open_ones:
            if filled[index].unit is None:
                source = self._source_before(index, filled) or self._source_ahead(index, filled)
                if source is not None:
                    filled[index] = self._taken(filled[index], source)
        return filled

    def _may(self, draft: Draft) -> bool:
        numeral = draft.numeral
        return numeral.shape in _PLAIN and not numeral.weak and self._units.opens(numeral.last)

    def _joined(self, index: int, drafts: Sequence[Draft]) -> bool:
        """Whether only joints, and what leads up to the next figure, stand between it and this one."""
        if drafts[index].numeral.shares:
            return True
        joint = next(iter(self._joints.at(drafts[index].last)), None)
        while joint is not None and joint.last < self._approaches[index + 1].first:
            joint = next(iter(self._joints.at(joint.last)), None)
        return joint is not None

    def _led(self, index: int, draft: Draft) -> bool:
        approach = self._approaches[index]
        if draft.numeral.scaled or approach.modifier is not None or approach.first < draft.first:
            return True
        return any(True for _ in self._leads.before(draft.first))

    def _source_before(self, index: int, drafts: Sequence[Draft]) -> Draft | None:
        draft = drafts[index]
        if draft.numeral.shares or not self._led(index, draft):
            return None
        for other in reversed(drafts[:index]):
            if draft.first - other.last > MAX_BACK:
                return None
            if other.unit is not None and _suits(draft, other):
                return other
        return None

    def _source_ahead(self, index: int, drafts: Sequence[Draft]) -> Draft | None:
        """Take the unit of a figure close behind, with a verb between them: «۱۳ بود و اکنون ۱۵ استان»."""
        if index + 1 < len(drafts) and self._units.verb_at(drafts[index].last):
            other = drafts[index + 1]
            if (
                other.unit is not None
                and other.first - drafts[index].last <= MAX_AHEAD
                and _suits(drafts[index], other)
            ):
                return other
        return None

    def _taken(self, draft: Draft, source: Draft) -> Draft:
        trace = self._scan.trace("unit", source.unit_first, source.last) if source.unit_first < source.last else None
        return replace(
            draft,
            unit=source.unit,
            kind=source.kind,
            counter=source.counter,
            rate=draft.rate or source.rate,
            factor=source.factor,
            flags=(*draft.flags, Flag.UNIT_INHERITED),
            traces=(*draft.traces, trace) if trace else draft.traces,
        )


def _distance(one: Number, other: Number) -> Fraction:
    """How many times the larger number is the smaller one."""
    ratio = abs(Fraction(one) / Fraction(other))
    return ratio if ratio >= 1 else 1 / ratio


def _suits(draft: Draft, source: Draft) -> bool:
    """Whether the figure before can lend its unit: of a kind that is left out, and near in size."""
    if source.kind in (Kind.DURATION, Kind.RATIO) or (
        draft.numeral.scaled and source.kind in (Kind.PERCENT, Kind.RANK)
    ):
        return False
    value, other = draft.numeral.low, source.numeral.low
    if value is None or other is None:
        return False
    if not value or not other:
        return True
    return _distance(value, other) <= _FAR
