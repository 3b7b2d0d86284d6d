"""Join numerals to ranges, and let the numerals of a list or a change share a scale.

A numeral without a scale may have that of the numeral it is joined to: «۵ تا ۶ میلیارد», «از ۳ به ۵ میلیون», but not
«۹۰۰ تا ۲ هزار». Of the scales that follow, none included, it has the one that brings the two figures closest.

Input: Scan and Part*, the numerals of a sentence with their scales. Output: Numeral*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Kind, Number, RuleRef
from extractor.reading.mentions import Numeral, NumeralShape, Scan
from extractor.reading.numerals.arithmetic import ONE, negated, ratio, tidy, times
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.ranges import Joint, RangeRule
from extractor.rulebook.kinds.units import UnitRule, UnitWord
from extractor.rulebook.lexicon import squeeze

_WORDS = re.compile(r"[^\W\d_]+|\W")
_LONGEST_GAP = 6
_NAMED_WITHIN = 8
_WIDEST, _TURNED = Decimal(10_000), Decimal(2)
_YEARS = ((1300, 1499), (1900, 2100))
_JOINED = frozenset((NumeralShape.CARDINAL, NumeralShape.FRACTION))
_FALLEN = Decimal(20)
_TWO, _FIVE, _TEN, _HUNDRED = Decimal(2), Decimal(5), Decimal(10), Decimal(100)


class Part(Struct, frozen=True):
    """A numeral, the word where its sign begins, and the scales at its end.

    ``word``: it is one word of letters; ``digits``: it begins with digits; ``bare``: it is nothing but scales («هزار»),
    so that no scale in it is for sharing.
    """

    numeral: Numeral
    begin: int
    scales: tuple[Number, ...]
    word: bool
    digits: bool
    bare: bool


class Ranges:
    """Joins numerals by the rules of a book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the joints."""
        self._joints: dict[str, list[RangeRule]] = {}
        self._neighbours: dict[str, RuleRef] = {}
        for rule in book.of(RangeRule):
            if rule.neighbours:
                self._neighbours |= dict.fromkeys(("", *map(squeeze, rule.joins)), rule.ref)
                continue
            for join in rule.joins:
                self._joints.setdefault(squeeze(join), []).append(rule)
        for listed in self._joints.values():
            listed.sort(key=lambda rule: not (rule.opens or rule.named))
        self._signs = frozenset(
            word for rule in book.of(UnitRule) for form in rule.leading for word in _WORDS.findall(form)
        )
        self._opens = {rule.ref.id: frozenset(map(squeeze, rule.opens)) for rule in book.of(RangeRule)}
        self._barred = {rule.ref.id: frozenset(map(squeeze, rule.not_after)) for rule in book.of(RangeRule)}

    def __call__(self, scan: Scan, parts: Sequence[Part]) -> tuple[Numeral, ...]:
        """Return the numerals in order, ranges as one."""
        if len(parts) < 2:
            return tuple(part.numeral for part in parts)
        if self._signs:
            parts = [self._signed(scan, part) for part in parts]
        beside = [None, *(self._beside(scan, one, two) for one, two in pairwise(parts)), None]
        joined: list[tuple[Part, RangeRule | None]] = [(parts[0], None)]  # with the joint before it
        for index, part in enumerate(parts[1:], 1):
            before, joint = joined[-1]
            rule, both = self._rule(scan, before, part), None
            if rule is not None and rule.means is Joint.RATIO:
                joined[-1] = (_as_ratio(scan, before, part, rule.ref), joint)
                continue
            neighbours = beside[index]
            if neighbours is not None and beside[index - 1] is beside[index + 1] is None:
                both = self._range(scan, before, part, neighbours)
            elif rule is not None and rule.means is Joint.RANGE:
                both = self._range(scan, before, part, rule.ref, digits=rule.digits)
                if both is None and rule.digits:  # «۳-۱» is a score, if nothing else
                    joined[-1], part = (_weak(before), joint), _weak(part)  # noqa: PLW2901
                rule = None
            if both is None:
                joined.append((part, rule))
            else:
                joined[-1] = (both, joint)
        return self._shared(scan, joined)

    def _signed(self, scan: Scan, part: Part) -> Part:
        """Let a numeral begin with the sign before it: «$5 to $10 million»."""
        begin = part.begin
        while begin and scan.words.words[begin - 1] in self._signs:
            begin -= 1
        return replace(part, begin=begin)

    def _rule(self, scan: Scan, before: Part, part: Part) -> RangeRule | None:
        """Return the rule for the words between two numerals."""
        gap = part.begin - before.numeral.last
        if not 0 < gap <= _LONGEST_GAP:
            return None
        words, last = scan.words, part.begin
        rules = self._joints.get("".join(words.words[before.numeral.last : last]))
        if rules is None and gap > 1:
            first = before.numeral.last + 1
            if any(hit.last == last for hit in scan.hits.at("modifiers.before", first)):
                rules = self._joints.get(words.words[before.numeral.last])
        for rule in rules or ():
            if (
                self._allowed(scan, before, rule)
                and (rule.means is not Joint.RATIO or _divides(scan, before, part, rule))
                and (not rule.widest or _close(before, part, rule.widest))
            ):
                return rule
        return None

    def _allowed(self, scan: Scan, before: Part, rule: RangeRule) -> bool:
        opens, barred, first = self._opens[rule.ref.id], self._barred[rule.ref.id], before.begin
        previous = scan.words.words[first - 1] if first else ""
        if opens and previous not in opens:
            return False
        if rule.named and not _named(scan, before, rule):
            return False
        if previous in rule.never_after:
            return False
        return not (previous in barred and _can_be_year(before.numeral))

    def _beside(self, scan: Scan, before: Part, part: Part) -> RuleRef | None:
        if not before.word or part.begin - before.numeral.last > 1 or not _successive(before, part):
            return None
        return self._neighbours.get("".join(scan.words.words[before.numeral.last : part.begin]))

    def _range(self, scan: Scan, before: Part, part: Part, ref: RuleRef, *, digits: bool = False) -> Part | None:
        """Return two numerals as one range, or None where they are none."""
        one, two = before.numeral, part.numeral
        if one.shape not in _JOINED or two.shape not in _JOINED or one.low is None or two.low is None:
            return None
        if one.high is None or two.high is None:
            return None
        start = tidy(times(one.low, _factor(before, part)))
        low, high = min(start, two.low), max(start, two.low)
        if low == high or (low > 0 and ratio(high, low) > (_TURNED if low != start else _WIDEST)):
            return None
        if digits and (not (before.digits and part.digits) or _numbers_item(scan, before, part)):
            return None
        if _can_be_year(one) != _can_be_year(two) and low > 0 and ratio(high, low) > _TEN:
            return None
        numeral = replace(
            one,
            last=two.last,
            low=low,
            high=high,
            shape=NumeralShape.RANGE,
            weak=digits or (one.weak and two.weak),
            scaled=two.scaled,
            negative=one.negative or two.negative,
            alternatives=(),
            flags=tuple(dict.fromkeys(one.flags + two.flags)),
            traces=(*one.traces, scan.trace("value", one.first, two.last, ref), *two.traces),
        )
        return Part(numeral, before.begin, part.scales, word=False, digits=before.digits, bare=part.bare)

    def _shared(self, scan: Scan, joined: Sequence[tuple[Part, RangeRule | None]]) -> tuple[Numeral, ...]:
        """Let the numerals of a list have the scale of the next, from the last to the first."""
        done: list[Numeral] = []
        after: Part | None = None
        joint: RangeRule | None = None
        for part, before in reversed(joined):
            numeral, scales = part.numeral, part.scales
            if joint is not None and after is not None and (not joint.goes_on or after.numeral.shares):
                numeral = self._sharing(scan, part, after, joint.ref)
                scales = scales or (after.scales if numeral.scaled else ())
            done.append(numeral)
            after, joint = replace(part, numeral=numeral, scales=scales), before
        return tuple(reversed(done))

    def _sharing(self, scan: Scan, part: Part, after: Part, ref: RuleRef) -> Numeral:
        one, two = part.numeral, after.numeral
        if (one.shape is NumeralShape.ORDINAL) != (two.shape is NumeralShape.ORDINAL):
            return one
        if one.low is None or one.high is None or two.low is None:
            return replace(one, shares=True)
        factor = _factor(part, after)
        trace = scan.trace("value", two.first, two.last, ref)
        if factor == ONE:
            return replace(one, shares=True)
        return replace(
            one,
            low=tidy(times(one.low, factor)),
            high=tidy(times(one.high, factor)),
            alternatives=tuple(tidy(times(other, factor)) for other in one.alternatives),
            scaled=True,
            shares=True,
            traces=(*one.traces, trace),
        )


def _named(scan: Scan, before: Part, rule: RangeRule) -> bool:
    words = scan.words.words
    return any(word in rule.named for word in words[max(0, before.begin - _NAMED_WITHIN) : before.begin])


def _divides(scan: Scan, before: Part, part: Part, rule: RangeRule) -> bool:
    """Whether two numerals are plain and nothing is measured by them: «۲۵ به ۱»; «one in five children» are counted."""
    one, two = before.numeral, part.numeral
    if {one.shape, two.shape} != {NumeralShape.CARDINAL} or not two.low or one.low is None:
        return False
    if rule.counted:
        units = (hit.entry.payload for hit in scan.hits.at("units", two.last))
        measured = any(isinstance(word, UnitWord) and word.rule.kind is not Kind.COUNT for word in units)
        return one.low < two.low <= _HUNDRED and not measured and not one.scaled
    return not any(scan.hits.at(kind, two.last) for kind in ("units", "counters"))


def _close(before: Part, part: Part, widest: int) -> bool:
    """Whether the second of two numbers is larger than the first, but not many times so."""
    low, high = before.numeral.low, part.numeral.low
    if not low or high is None:
        return False
    low = times(low, _factor(before, part))
    return low < high <= times(low, Decimal(widest))


def _numbers_item(scan: Scan, before: Part, part: Part) -> bool:
    """Whether the first of two numbers only numbers an item of a list: «۱- ۲۰ هزار تن خرید شد»."""
    words, dash = scan.words, before.numeral.last
    return before.begin == 0 and words.adjoining(dash) and not words.adjoining(part.begin)


def _as_ratio(scan: Scan, before: Part, part: Part, ref: RuleRef) -> Part:
    one, two = before.numeral, part.numeral
    assert one.low is not None and two.low is not None  # noqa: S101, PT018  asked before
    value = tidy(ratio(one.low, two.low))
    traces = (*one.traces, scan.trace("value", one.first, two.last, ref), *two.traces)
    numeral = Numeral(one.first, two.last, value, value, NumeralShape.FRACTION, traces=traces)
    return Part(numeral, before.begin, (), word=False, digits=before.digits, bare=False)


def _weak(part: Part) -> Part:
    return replace(part, numeral=replace(part.numeral, weak=True))


def _successive(before: Part, part: Part) -> bool:
    """Whether two numerals side by side are a rough range: «سه چهار», «ده پانزده», «صد دویست»."""
    if before.scales or part.digits or part.numeral.negative:
        return False
    low, high = before.numeral.low, _coefficient(part)
    if before.numeral.shape is not NumeralShape.CARDINAL or part.numeral.shape is not NumeralShape.CARDINAL:
        return False
    if not isinstance(high, Decimal) or not isinstance(low, Decimal) or high <= low:
        return False
    if high <= _TEN:
        return high == low + ONE
    if high < _HUNDRED:
        return low >= _TEN and high - low <= _TEN and (high % _FIVE == 0 or high - low <= _TWO)
    return high - low == _HUNDRED and high < _TEN * _HUNDRED


def _factor(part: Part, after: Part) -> Number:
    """Return the scales of the next numeral that this one shares: those that bring both closest, at best none.

    A figure that would be many times the next with them has none: «from $200 to $4 million».
    """
    value, other = part.numeral.high, after.numeral.low
    if not value or not other or after.bare:
        return ONE
    best: Number = ONE
    factor: Number = ONE
    closest = _distance(value, other)
    for scale in reversed(after.scales):
        factor = times(factor, scale)
        scaled = times(value, factor)
        distance = _distance(scaled, other)
        if scaled != other and distance < closest:
            best, closest = factor, distance
    return ONE if best != ONE and ratio(times(value, best), other) > _FALLEN else best


def _distance(one: Number, two: Number) -> Number:
    one, two = (negated(number) if number < 0 else number for number in (one, two))
    return ratio(one, two) if one > two else ratio(two, one)


def _coefficient(part: Part) -> Number | None:
    value = part.numeral.low
    for scale in part.scales:
        value = ratio(value, scale) if value is not None else None
    return value


def _can_be_year(numeral: Numeral) -> bool:
    value = numeral.low
    if value is None or numeral.scaled or numeral.last - numeral.first != 1 or numeral.low != numeral.high:
        return False
    return any(low <= value <= high for low, high in _YEARS)
