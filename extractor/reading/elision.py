"""Give numerals without a unit the one that a neighbour has: «به ترتیب ۵۵۰ و ۳۵۰ مگاوات», «… که ۶۴۰ میلیارد آن».

A numeral takes the unit of the next figure where only words that join numerals stand between them, else that of the
nearest figure before it that fits it in size, where a word stands before it that can lead up to such a numeral. A
scale is shared with the unit where that brings the two figures closer: «از ۳ به ۵ میلیون تن» are two millions.

Input: Scan, drafts in order, the approaches to them. Output: drafts, with Flag.UNIT_INHERITED where a unit is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from extractor.model import Flag, Kind, Number
from extractor.reading.approaches import Approach
from extractor.reading.drafts import Draft, nearby, product
from extractor.reading.mentions import NumeralShape, Scan
from extractor.reading.units import UnitsOf

MAX_BACK = 30
MAX_AHEAD = 4
_FAR = 200
_ONE = Decimal(1)
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
            if filled[index].unit is None and self._led(index, filled[index]):
                source = self._source_before(index, filled) or self._source_ahead(index, filled)
                if source is not None:
                    filled[index] = self._taken(filled[index], source)
        return filled

    def _may(self, draft: Draft) -> bool:
        numeral = draft.numeral
        return numeral.shape in _PLAIN and not numeral.weak and self._units.opens(numeral.last)

    def _joined(self, index: int, drafts: Sequence[Draft]) -> bool:
        """Whether only joints, and what leads up to the next figure, stand between it and this one."""
        at, end = drafts[index].last, self._approaches[index + 1].first
        if at >= end:
            return at <= drafts[index + 1].first and at != drafts[index + 1].first
        while at < end:
            joint = next(iter(self._joints.at(at)), None)
            if joint is None:
                return False
            at = joint.last
        return True

    def _led(self, index: int, draft: Draft) -> bool:
        approach = self._approaches[index]
        if approach.modifier is not None or approach.first < draft.first:
            return True
        return any(True for _ in self._leads.before(draft.first))

    def _source_before(self, index: int, drafts: Sequence[Draft]) -> Draft | None:
        draft = drafts[index]
        for other in reversed(drafts[:index]):
            if draft.first - other.last > MAX_BACK:
                return None
            if other.unit is not None and _suits(draft, other):
                return other
        return None

    def _source_ahead(self, index: int, drafts: Sequence[Draft]) -> Draft | None:
        """Take the unit of a figure close behind, with a verb between them: «۱۳ بود و اکنون ۱۵ استان»."""
        if index + 1 < len(drafts):
            other = drafts[index + 1]
            if other.unit is not None and other.first - drafts[index].last <= MAX_AHEAD and _suits(drafts[index], other):
                return other
        return None

    def _taken(self, draft: Draft, source: Draft) -> Draft:
        factor = _shared(draft, source)
        trace = self._scan.trace("unit", source.unit_first, source.last) if source.unit_first < source.last else None
        return replace(
            draft,
            unit=source.unit,
            kind=source.kind,
            counter=source.counter,
            rate=draft.rate or source.rate,
            factor=factor,
            flags=(*draft.flags, Flag.UNIT_INHERITED),
            traces=(*draft.traces, trace) if trace else draft.traces,
        )


def _shared(draft: Draft, source: Draft) -> Number:
    """Return the factor that the draft takes over: that of the unit, and the scale where it brings them closer."""
    value, other = draft.numeral.low, source.numeral.low
    unit_factor = source.factor
    scale = source.numeral.scale
    if draft.numeral.scaled or value is None or other is None or not value or not other or scale == 1:
        return unit_factor
    plain, scaled = _distance(value, other), _distance(product(value, scale), other)
    return product(unit_factor, scale) if scaled < plain else unit_factor


def _distance(one: Number, other: Number) -> Fraction:
    """How many times the larger number is the smaller one."""
    ratio = abs(Fraction(one) / Fraction(other))
    return ratio if ratio >= 1 else 1 / ratio


def _suits(draft: Draft, source: Draft) -> bool:
    """Whether the figure before can lend its unit: of a kind that is left out, and near in size."""
    if source.kind in (Kind.DURATION, Kind.RATIO) or (draft.numeral.scaled and source.kind in (Kind.PERCENT, Kind.RANK)):
        return False
    value, other = draft.numeral.low, source.numeral.low
    if value is None or other is None:
        return False
    if not value or not other:
        return True
    return _distance(product(value, _shared(draft, source)), product(other, source.factor)) <= _FAR
