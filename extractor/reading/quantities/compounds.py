"""Join a whole and its parts to one figure: «دو ساعت و ۲۰ دقیقه», «۴۳ کیلو و ۴۵۰ گرم», «دو سال و نیم».

Ranks in a row are one as well: «رتبه‌های سوم تا پنجم».
The figure of a whole and its parts is told in the unit of the parts, so that it stays exact.

Input: Scan, two drafts side by side. Output: Draft, or None where they are two figures.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractor.model import Kind
from extractor.reading.mentions import Numeral, NumeralShape, Scan
from extractor.reading.numerals.arithmetic import ONE, plus, tidy, times
from extractor.reading.quantities.drafts import Draft
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.numerals import NumeralRule, Role
from extractor.rulebook.kinds.ranges import Joint, RangeRule
from extractor.rulebook.kinds.units import UnitRule
from extractor.rulebook.lexicon import squeeze

_HALVED = (Kind.MEASURE, Kind.PERCENT, Kind.DURATION)


class Compounds:
    """Joins figures; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile what is a part of what."""
        self._parts = {(rule.unit, rule.whole): rule.parts for rule in book.of(UnitRule) if rule.whole}
        self._ands = frozenset(
            squeeze(form) for rule in book.of(NumeralRule) for form, word in rule.words if word.role is Role.AND
        )
        ranges = (rule for rule in book.of(RangeRule) if rule.means is Joint.RANGE)
        self._until = frozenset(
            squeeze(join)
            for rule in ranges
            if not (rule.opens or rule.named or rule.neighbours or rule.digits)
            for join in rule.joins
        )

    def __call__(self, scan: Scan, one: Draft, two: Draft) -> Draft | None:
        """Return a whole and its parts as one figure, where nothing or only «و» stands between them."""
        parts = self._parts.get((two.unit or "", one.unit or ""))
        joint = scan.words.words[one.last : two.first]
        if parts is None or (joint and not (len(joint) == 1 and joint[0] in self._ands)):
            return None
        first, second = one.numeral, two.numeral
        if first.low is None or first.low != first.high or second.low is None or second.low != second.high:
            return None
        if first.low != int(first.low) or not 0 < second.low < parts or first.negative:
            return None
        value = tidy(plus(times(first.low, parts), second.low))
        numeral = replace(first, last=second.last, low=value, high=value, traces=(*first.traces, *second.traces))
        return replace(two, numeral=numeral, first=one.first, traces=(*one.traces, *two.traces))

    def ranked(self, scan: Scan, draft: Draft, numeral: Numeral) -> Draft | None:
        """Return a rank and the one up to which it goes on: «رتبه‌های سوم تا پنجم»."""
        one, joint = draft.numeral, "".join(scan.words.words[draft.last : numeral.first])
        if draft.kind is not Kind.RANK or draft.unit is None or joint not in self._until:
            return None
        if not one.shape is numeral.shape is NumeralShape.ORDINAL or one.high is None or numeral.high is None:
            return None
        if one.high >= numeral.high:
            return None
        joined = replace(one, last=numeral.last, high=numeral.high, traces=(*one.traces, *numeral.traces))
        return replace(draft, numeral=joined, last=numeral.last)

    def halved(self, scan: Scan, draft: Draft, numeral: Numeral) -> Draft | None:
        """Return a figure with the fraction that follows its unit: «دو سال و نیم»."""
        whole, joint = draft.numeral, scan.words.words[draft.last : numeral.first]
        if draft.kind not in _HALVED or draft.unit is None or draft.rate is not None or draft.factor != ONE:
            return None
        if len(joint) != 1 or joint[0] not in self._ands or numeral.shape is not NumeralShape.FRACTION:
            return None
        if whole.low is None or whole.low != whole.high or whole.low != int(whole.low) or numeral.low is None:
            return None
        value = tidy(plus(whole.low, -numeral.low if whole.negative else numeral.low))
        traces = (*whole.traces, *numeral.traces)
        joined = replace(whole, low=value, high=value, traces=traces)
        return replace(draft, numeral=joined, last=numeral.last)
