"""Give numerals without a unit the one that a neighbour has: «به ترتیب ۵۵۰ و ۳۵۰ مگاوات», «… که ۶۴۰ میلیارد آن».

A numeral takes the unit of the next figure where only words that join numerals stand between them, else that of the
nearest figure before it that fits it in size, where a word stands before it that can lead up to such a numeral, else
that of the next item of its list («یزد ۱.۲ میلیون، قم ۳ میلیون تن»), else it counts what is named before it. A sum in
milliards may have the currency of a sentence before. Scales that are shared («از ۳ به ۵ میلیون تن») are the numerals'
own matter.

Input: Scan, drafts in order, the approaches to them. Output: drafts, with Flag.UNIT_INHERITED where a unit is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from extractor.model import Flag, Kind, Number, Quantity
from extractor.reading.mentions import Numeral, NumeralShape, Scan, SentenceReading
from extractor.reading.numerals.arithmetic import ONE, times
from extractor.reading.quantities.approaches import Approach
from extractor.reading.quantities.drafts import Draft
from extractor.reading.quantities.listed import counter_word
from extractor.reading.quantities.units import UnitsOf
from extractor.rulebook.lexicon import Hit

MAX_BACK = 30
MAX_AHEAD = 4
MAX_ITEM = 8
_SENTENCES_BACK = 40
_FAR = 200
_RATIO = "ratio"
_SUM = 1_000_000_000
_PLAIN = (NumeralShape.CARDINAL, NumeralShape.RANGE)


class Elision:
    """Fills in the units of one sentence."""

    __slots__ = ("_approaches", "_currency", "_hits", "_scan", "_units")

    def __init__(
        self, scan: Scan, units: UnitsOf, approaches: Sequence[Approach], currency: Quantity | None = None
    ) -> None:
        """Look at the joints and leads of the sentence; ``currency`` is the last sum of money said before it."""
        self._scan = scan
        self._hits = scan.hits
        self._units = units
        self._approaches = approaches
        self._currency = currency

    def fill(self, drafts: list[Draft]) -> list[Draft]:
        """Return the drafts with units filled in where a neighbour has one."""
        filled = list(drafts)
        for index, draft in enumerate(drafts):
            if draft.unit is None and index and self._ranks_too(index, filled):
                filled[index] = self._taken(draft, filled[index - 1])
        open_ones = [index for index, draft in enumerate(drafts) if draft.unit is None and self._may(draft)]
        for index in reversed(open_ones):
            if index + 1 < len(filled) and filled[index + 1].unit and self._joined(index, filled):
                filled[index] = self._taken(filled[index], filled[index + 1])
                filled[index + 1] = self._rated(filled[index + 1], filled[index], self._approaches[index])
        for index in open_ones:
            if filled[index].unit is None:
                source = self._source_before(index, filled) or self._source_ahead(index, filled)
                if source is not None:
                    filled[index] = self._taken(filled[index], source)
        for index in reversed(open_ones):
            if filled[index].unit is None:
                if self._item(index, filled):
                    filled[index] = self._taken(filled[index], filled[index + 1])
                else:
                    filled[index] = self._counted(index, filled)
        for index, draft in enumerate(filled):
            if draft.unit is None and is_sum(draft.numeral):
                filled[index] = self._in_currency(draft, filled[:index])
        return filled

    @staticmethod
    def _rated(draft: Draft, before: Draft, lead: Approach) -> Draft:
        """Let the end of a change have the rate said at its beginning: «از کیلویی ۱۳ به ۲۰ هزار تومان»."""
        if before.rate is None or draft.rate is not None or draft.kind is not Kind.MONEY:
            return draft
        said = tuple(trace for trace in lead.traces if trace.field == "per")
        return replace(draft, rate=before.rate, traces=(*draft.traces, *said))

    def _ranks_too(self, index: int, drafts: Sequence[Draft]) -> bool:
        """Whether an ordinal goes on a list of ranks: «رتبه‌های دوم و سوم»."""
        draft, before = drafts[index], drafts[index - 1]
        if before.unit is None or before.kind is not Kind.RANK or draft.numeral.shape is not NumeralShape.ORDINAL:
            return False
        joint = next(iter(self._hits.at("counters.joint", before.last)), None)
        while joint is not None and joint.last < draft.first:
            joint = next(iter(self._hits.at("counters.joint", joint.last)), None)
        return joint is not None and joint.last == draft.first and self._units.opens(draft.last)

    def _in_currency(self, draft: Draft, before: Sequence[Draft]) -> Draft:
        """Let a sum be in the currency said last, in this sentence or before it."""
        said = next((other.unit for other in reversed(before) if other.unit and other.kind is Kind.MONEY), None)
        said = said or (self._currency.unit if self._currency else None)
        if said is None or not self._may(draft):
            return draft
        unit = said.split("/")[0]
        return replace(draft, unit=unit, kind=Kind.MONEY, flags=(*draft.flags, Flag.UNIT_INHERITED))

    def _counted(self, index: int, drafts: Sequence[Draft]) -> Draft:
        """Let a numeral count what was named before it: «تعداد مشترکان به ۳ میلیون رسید», «جمعیت شهر ۴۰۰ هزار است»."""
        draft = drafts[index]
        after = drafts[index + 1] if index + 1 < len(drafts) else None
        if draft.numeral.shares and after is not None and after.unit is not None:
            return self._taken(draft, after)
        if not (self._led(index, draft) or self._units.nouns.verb(draft.last)):
            return draft
        begin = next((drafts[at].last for at in range(index - 1, -1, -1) if drafts[at].unit is not None), 0)
        for at in range(draft.first - 1, max(begin, draft.first - MAX_BACK) - 1, -1):
            for hit in self._hits.at("counters.named", at):
                return self._of_noun(draft, hit)
            if self._units.nouns.verb(at) and not self._units.medial:
                break
        return draft

    def _of_noun(self, draft: Draft, hit: Hit) -> Draft:
        word, last = counter_word(hit), hit.last
        if word.rule.unit == "count":
            last = self._units.named(hit.last)
        if last > draft.first or (word.rule.unit == "count" and last == hit.last):
            return draft
        counter = self._units.counter(hit.last, last) if word.rule.unit == "count" else None
        trace = self._scan.trace("unit", hit.first, last, hit.entry.rule)
        flags = (*draft.flags, Flag.UNIT_INHERITED)
        kind = Kind.RATIO if word.rule.unit == _RATIO else draft.kind
        return replace(
            draft, unit=word.rule.unit, kind=kind, counter=counter, flags=flags, traces=(*draft.traces, trace)
        )

    def _item(self, index: int, drafts: Sequence[Draft]) -> bool:
        """Whether a figure and the next are items of one list, each after its name."""
        if index + 1 == len(drafts):
            return False
        draft, after = drafts[index], drafts[index + 1]
        joint = next(iter(self._hits.at("counters.joint", draft.last)), None)
        if after.unit is None or joint is None or not 0 < after.first - joint.last <= MAX_ITEM:
            return False
        words = self._scan.words.words
        same = words[draft.first - 1] == words[after.first - 1]
        if any(self._units.nouns.verb(at) or not words[at].isalnum() for at in range(joint.last, after.first - same)):
            return False
        alike = (draft.numeral.scaled and after.numeral.scaled) or same
        between = index and drafts[index - 1].unit == after.unit and drafts[index - 1].counter == after.counter
        return bool(draft.first and (alike or between)) and _suits(draft, after)

    def _may(self, draft: Draft) -> bool:
        numeral = draft.numeral
        return numeral.shape in _PLAIN and not numeral.weak and self._units.opens(numeral.last)

    def _joined(self, index: int, drafts: Sequence[Draft]) -> bool:
        """Whether only joints, and what leads up to the next figure, stand between it and this one."""
        if drafts[index].numeral.shares:
            return True
        joint = next(iter(self._hits.at("counters.joint", drafts[index].last)), None)
        while joint is not None and joint.last < self._approaches[index + 1].first:
            joint = next(iter(self._hits.at("counters.joint", joint.last)), None)
        return joint is not None

    def _led(self, index: int, draft: Draft) -> bool:
        approach = self._approaches[index]
        if draft.numeral.scaled or approach.modifier is not None or approach.first < draft.first:
            return True
        if draft.numeral.high == 0 and self._units.nouns.verb(draft.last):
            return True
        if self._units.medial and draft.first and self._units.nouns.acts(draft.first - 1):
            return True
        return bool(self._hits.before("counters.lead", draft.first))

    def _source_before(self, index: int, drafts: Sequence[Draft]) -> Draft | None:
        draft = drafts[index]
        if draft.numeral.shares or not self._led(index, draft):
            return None
        for at in range(index - 1, -1, -1):
            other = drafts[at]
            if draft.first - other.last > MAX_BACK:
                return None
            if other.unit is not None and _suits(draft, other, close=draft.first - other.last == 1):
                return other
        return None

    def _source_ahead(self, index: int, drafts: Sequence[Draft]) -> Draft | None:
        """Take the unit of a figure close behind, with a verb between them: «۱۳ بود و اکنون ۱۵ استان»."""
        if index + 1 < len(drafts) and self._units.nouns.verb(drafts[index].last):
            other = drafts[index + 1]
            if (
                other.unit is not None
                and other.kind is not Kind.RANK
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
            factor=_factor(draft, source),
            flags=(*draft.flags, Flag.UNIT_INHERITED),
            traces=(*draft.traces, trace) if trace else draft.traces,
        )


def is_sum(numeral: Numeral) -> bool:
    """Whether a numeral is so large that it is a sum of money, if nothing else is said."""
    return numeral.scaled and numeral.low is not None and numeral.low >= _SUM


def currency(before: Sequence[SentenceReading]) -> Quantity | None:
    """Return the last sum of money in the sentences before, those of some paragraphs."""
    for reading in reversed(before[-_SENTENCES_BACK:]):
        for mention in reversed(reading.mentions):
            if mention.quantity.kind is Kind.MONEY:
                return mention.quantity
    return None


def _factor(draft: Draft, source: Draft) -> Number:
    """What a unit is worth: «۵ همت … ۷», but «۵ همت … ۱۲۰ میلیارد» shares its currency only."""
    return ONE if draft.numeral.scaled else source.factor


def _distance(one: Number, other: Number) -> Fraction:
    """How many times the larger number is the smaller one."""
    ratio = abs(Fraction(one) / Fraction(other))
    return ratio if ratio >= 1 else 1 / ratio


def _suits(draft: Draft, source: Draft, *, close: bool = False) -> bool:
    """Whether the figure before can lend its unit: of a kind that is left out, and near in size.

    Durations are left out only over one word: «از ۴۷ دقیقه به ۳۱ رسید».
    """
    if (source.kind in (Kind.DURATION, Kind.RATIO) and not (close and source.kind is Kind.DURATION)) or (
        draft.numeral.scaled and source.kind in (Kind.PERCENT, Kind.RANK)
    ):
        return False
    value, other = draft.numeral.low, source.numeral.low
    if value is None or other is None:
        return False
    value, other = times(value, _factor(draft, source)), times(other, source.factor)
    if not value or not other:
        return True
    return _distance(value, other) <= _FAR
