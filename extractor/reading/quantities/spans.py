"""Join two figures, each with its unit, to one range: «بین ۱۰ درصد تا ۱۲ درصد», «ranging from $200 to $4 million».

Input: Scan, two drafts side by side. Output: Draft, or None where they are two figures.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractor.reading.mentions import NumeralShape, Scan
from extractor.reading.numerals.arithmetic import ONE, tidy, times
from extractor.reading.quantities.drafts import Draft
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.ranges import Joint, RangeRule
from extractor.rulebook.lexicon import squeeze

_NAMED_WITHIN = 8


class Spans:
    """Joins figures; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile what joins them."""
        self._joints: dict[str, list[RangeRule]] = {}
        for rule in book.of(RangeRule):
            if rule.units and rule.means is Joint.RANGE:
                for join in rule.joins:
                    self._joints.setdefault(squeeze(join), []).append(rule)

    def __call__(self, scan: Scan, one: Draft, two: Draft) -> Draft | None:
        """Return two figures as one range, where both are of one thing."""
        rules = self._joints.get("".join(scan.words.words[one.last : two.first]))
        if not rules or (one.unit, one.kind, one.counter) != (two.unit, two.kind, two.counter):
            return None
        first, second = one.numeral, two.numeral
        if not first.shape is second.shape is NumeralShape.CARDINAL or first.low is None or second.high is None:
            return None
        rule = next((rule for rule in rules if _stands(scan, one, rule)), None)
        low, high = tidy(times(first.low, one.factor)), tidy(times(second.high, two.factor))
        if rule is None or low >= high:
            return None
        numeral = replace(
            first,
            last=second.last,
            low=low,
            high=high,
            shape=NumeralShape.RANGE,
            scaled=second.scaled,
            negative=first.negative or second.negative,
            alternatives=(),
            flags=tuple(dict.fromkeys(first.flags + second.flags)),
            traces=(*first.traces, scan.trace("value", one.first, two.last, rule.ref), *second.traces),
        )
        return replace(two, numeral=numeral, first=one.first, factor=ONE, traces=(*one.traces, *two.traces))


def _stands(scan: Scan, one: Draft, rule: RangeRule) -> bool:
    """Whether the words before the first figure allow a range."""
    words = scan.words.words
    before = words[one.first - 1] if one.first else ""
    if before in rule.never_after or (rule.opens and before not in rule.opens):
        return False
    return not rule.named or any(word in rule.named for word in words[max(0, one.first - _NAMED_WITHIN) : one.first])
