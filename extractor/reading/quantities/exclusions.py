"""Find numerals that are no quantities: dates, clock times, phone numbers, law articles, phases.

Input: Scan, numerals. Output: Excluded, word indexes that no mention may use.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from time import thread_time

import regex
from msgspec import Struct

from extractor.model import Number
from extractor.reading.mentions import Numeral, NumeralShape, Scan
from extractor.reading.numerals.digits import is_digits
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.exclusions import ExclusionLabel, ExclusionRule, Yields
from extractor.rulebook.lexicon import Hit
from extractor.rulebook.matching import Filler
from extractor.rulebook.trie import TemplateTrie

# For all patterns in one sentence, of work and not by the clock: what is found must not hang on how busy a machine is.
_SECONDS = 0.25
_DAY_OF_HOURS, _NINE = 24, 9  # «۲۴ ساعته» is always; «نه» is also «neither»


class Excluded(Struct, frozen=True):
    """Words that no mention may use; not ``complete`` where the patterns took longer than they may."""

    words: frozenset[int]
    complete: bool = True


class Exclusions:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        rules = book.of(ExclusionRule)
        self._bare = tuple(rule for rule in rules if rule.bare)
        self._numbers = _either(pattern for rule in rules for pattern in rule.numbers)
        self._patterns = tuple(
            (re.compile(f"[{rule.having}]" if rule.having else ""), _either(rule.patterns))
            for rule in rules
            if rule.patterns
        )
        self._frames: TemplateTrie[ExclusionRule] = TemplateTrie()
        for rule in rules:
            for sequence in rule.frames:
                self._frames.add(sequence, rule)

    def __call__(self, scan: Scan, numerals: tuple[Numeral, ...]) -> Excluded:
        """Run the stage."""
        excluded: set[int] = set()
        complete = self._by_surface(scan, numerals, excluded)
        by_first = {numeral.first: numeral for numeral in numerals}
        by_last = {numeral.last: numeral for numeral in numerals}
        own = _Own(scan)
        for numeral in numerals:
            if any(_fits(rule, numeral, scan) and not own.beats(rule.yields, numeral) for rule in self._bare):
                excluded.update(range(numeral.first, numeral.last))
        for hit in scan.of("exclusions.label"):
            rule = _rule(hit)
            labelled = by_first.get(hit.last) or by_first.get(_past_mark(scan, hit.last))
            while labelled is not None and _fits(rule, labelled, scan) and not own.beats(rule.yields, labelled):
                excluded.update(range(labelled.first, labelled.last))
                labelled = by_first.get(_past_joint(scan, labelled.last))
        for hit in scan.of("exclusions.follower"):
            before = by_last.get(hit.first)
            if before is not None and _fits(_rule(hit), before, scan):
                excluded.update(range(before.first, before.last))
        for _, match in self._frames.walk(scan.words, _fillers(numerals)):
            for _, filler in match.slots:
                excluded.update(range(filler.first, filler.last))
        following = False
        for numeral in reversed(numerals):
            following = numeral.first in excluded or (following and numeral.shares)
            if following:
                excluded.update(range(numeral.first, numeral.last))
        return Excluded(frozenset(excluded), complete)

    def _by_surface(self, scan: Scan, numerals: tuple[Numeral, ...], excluded: set[int]) -> bool:
        """Exclude what the characters show to be no amount; return whether the patterns came to an end."""
        words, begin = scan.words, scan.sentence.start
        digits = [numeral.first for numeral in numerals if is_digits(words.words[numeral.first])]
        if not digits:
            return True
        text, until = words.text[begin : scan.sentence.end], thread_time() + _SECONDS
        try:
            for first in digits:
                found = self._numbers.match(text, words.starts[first] - begin, timeout=_left(until))
                if found:
                    excluded.update(range(first, bisect_left(words.starts, begin + found.end())))
            for having, pattern in self._patterns:
                if having.search(text):
                    for found in pattern.finditer(text, timeout=_left(until)):
                        first = bisect_right(words.ends, begin + found.start())
                        excluded.update(range(first, bisect_left(words.starts, begin + found.end())))
        except TimeoutError:
            return False
        return True


class _Own:
    """What the numerals of a sentence have to count of their own, looked up only where a label asks."""

    __slots__ = ("_counted", "_leads", "_scan", "_units")

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._units: frozenset[int] | None = None
        self._counted: frozenset[int] = frozenset()
        self._leads: frozenset[int] = frozenset()

    def beats(self, yields: Yields, numeral: Numeral) -> bool:
        """Whether the word after a numeral, or the sign before it, is stronger than a label."""
        if numeral.scaled and is_digits(self._scan.words.words[numeral.first]):
            return True  # digits with a scale word («۲ هزار») are how amounts are written, never years or labels
        if yields is Yields.NOTHING and not numeral.scaled:
            return False
        if self._units is None:
            self._units = frozenset(hit.first for hit in self._scan.of("units"))
            self._counted = frozenset(hit.first for hit in self._scan.of("counters"))
            self._leads = frozenset(hit.last for hit in self._scan.of("units.leading"))
        if numeral.first in self._leads:  # «$2000»
            return True
        if numeral.last in self._units or (numeral.scaled and yields is not Yields.NOTHING):
            return True
        return yields is Yields.COUNTERS and numeral.last in self._counted


def _rule(hit: Hit) -> ExclusionRule:
    label = hit.entry.payload
    assert isinstance(label, ExclusionLabel)  # noqa: S101  only this kind of rule gives hits of its kind
    return label.rule


def _left(until: float) -> float:
    """Return the time that is left for the patterns of a sentence.

    Raises:
        TimeoutError: none is.
    """
    left = until - thread_time()
    if left <= 0:
        raise TimeoutError
    return left


def _either(patterns: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _fits(rule: ExclusionRule, numeral: Numeral, scan: Scan) -> bool:
    if rule.digits and not scan.words.words[numeral.first].isdigit():
        return False
    if rule.plain and not (numeral.last - numeral.first == 1 and scan.words.words[numeral.first].isdigit()):
        return False
    if not rule.values:
        return True
    return any(_between(numeral.low, low, high) and _between(numeral.high, low, high) for low, high in rule.values)


def _between(number: Number | None, low: int, high: int) -> bool:
    return number is not None and low <= number <= high


def _past_mark(scan: Scan, index: int) -> int:
    """Skip a colon or an opening bracket after a label: «کد خبر: ۱۲»."""
    return index + 1 if index < len(scan.words) and scan.words.words[index] in ":(#." else -1


def _past_joint(scan: Scan, index: int) -> int:
    """Skip what joins the numbers of a list of labels."""
    joint = next(iter(scan.hits.at("counters.joint", index)), None)
    return joint.last if joint else -1


def _fillers(numerals: tuple[Numeral, ...]) -> dict[int, list[tuple[str, Filler]]]:
    fillers: dict[int, list[tuple[str, Filler]]] = {}
    for numeral in numerals:
        if numeral.shape is not NumeralShape.FRACTION:
            filler = Filler(numeral.first, numeral.last, numeral)
            listed = fillers.setdefault(numeral.first, [("number", filler)])
            if numeral.low == _DAY_OF_HOURS:
                listed.append(("twenty_four", filler))
            elif numeral.low == _NINE and numeral.weak:
                listed.append(("nine", filler))
    return fillers
