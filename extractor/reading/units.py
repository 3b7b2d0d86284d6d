"""Find what a numeral is of: a unit, a counted noun, a place in an order, a share.

Input: Scan, numeral. Output: Draft; without a unit where what follows is nothing that a numeral counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Kind
from extractor.reading.drafts import Draft, nearby
from extractor.reading.mentions import Numeral, NumeralShape, Scan
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.counters import CounterRule, CounterWord, Role
from extractor.rulebook.kinds.units import UnitWord
from extractor.rulebook.lexicon import MAX_GAP, Hit

_SHARES = (Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.DURATION)


class Units:
    """Finds units; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the endings of plurals."""
        rules = book.of(CounterRule)
        self.plurals = tuple(ending for rule in rules if rule.role is Role.PLURAL for ending in rule.endings)

    def of(self, scan: Scan) -> UnitsOf:
        """Return the finder for one sentence."""
        return UnitsOf(scan, self.plurals)


class UnitsOf:
    """Finds the units of one sentence."""

    __slots__ = (
        "_adjectives",
        "_copulas",
        "_counters",
        "_heads",
        "_plurals",
        "_scan",
        "_tails",
        "_uncounted",
        "_verbs",
        "units",
    )

    def __init__(self, scan: Scan, plurals: tuple[str, ...]) -> None:
        """Index the hits of the sentence."""
        self._scan = scan
        self._plurals = plurals
        self.units = nearby(scan, "units")
        self._counters = nearby(scan, "counters")
        self._uncounted = nearby(scan, "counters.uncounted")
        self._adjectives = nearby(scan, "counters.adjectival")
        self._copulas = nearby(scan, "counters.verb")
        self._heads = nearby(scan, "counters.rank_head")
        self._tails = nearby(scan, "counters.rank_tail")
        self._verbs = nearby(scan, "verbs")

    def draft(self, numeral: Numeral) -> Draft | None:
        """Return what a numeral is of; None where it can be no quantity at all."""
        ranked = self._rank(numeral)
        if ranked is not None or numeral.shape is NumeralShape.ORDINAL:
            return ranked
        article = self._article(numeral)
        return (
            self._measured(numeral, article=article)
            or self._signed(numeral)
            or self._share(numeral)
            or self._counted(numeral, article=article)
            or (None if article or numeral.weak else _open(numeral))
        )

    def opens(self, index: int) -> bool:
        """Whether nothing that could be counted begins at a word."""
        words = self._scan.words
        if index >= len(words) or not self._noun(index):
            return True
        if self._adjectives.before(index):
            return True
        return not self._counters.at(index) and not self.units.at(index) and self._grammar(index)

    def unit_at(self, first: int) -> Hit | None:
        """Return the unit that is written at a word."""
        return self._best(self.units.at(first))

    def verb_at(self, index: int) -> bool:
        """Whether a word can only be a verb."""
        if any(True for _ in self._copulas.at(index)):
            return True
        return any(not getattr(hit.entry.payload, "doubtful", False) for hit in self._verbs.at(index))

    def _best(self, hits: Iterable[Hit]) -> Hit | None:
        """Return the longest hit whose surroundings hold; of equal ones, the one that asks for surroundings."""
        best: Hit | None = None
        for hit in hits:
            around = hit.entry.payload.rule.around  # type: ignore[attr-defined]
            if around and not around.hold(self._scan.words, hit.first, hit.last):
                continue
            if best is None or (around and hit.last == best.last):
                best = hit
        return best

    def _rank(self, numeral: Numeral) -> Draft | None:
        ordinal = numeral.shape is NumeralShape.ORDINAL
        head = next(iter(self._heads.before(numeral.first)), None)
        if head is not None and (ordinal or self.unit_at(numeral.last) is None):
            return self._ranked(numeral, head.first, numeral.last, head)
        tail = next(iter(self._tails.at(numeral.last)), None) if ordinal else None
        return self._ranked(numeral, numeral.first, tail.last, tail) if tail is not None else None

    def _ranked(self, numeral: Numeral, first: int, last: int, hit: Hit) -> Draft:
        trace = self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        return Draft(numeral, first, last, hit.first, "rank", Kind.RANK, traces=(trace,))

    def _article(self, numeral: Numeral) -> bool:
        """Whether a numeral is «یک», which may be only the article."""
        if numeral.low != 1 or numeral.high != 1 or numeral.scaled or numeral.last - numeral.first != 1:
            return False
        return not self._scan.words.words[numeral.first].isdigit()

    def _measured(self, numeral: Numeral, *, article: bool) -> Draft | None:
        hit = self.unit_at(numeral.last)
        if hit is None or not self._follows(numeral):
            return None
        word = _unit_word(hit)
        rule = word.rule
        if article and not (rule.single or word.adjectival):
            return None
        if numeral.shape is NumeralShape.FRACTION and rule.kind not in _SHARES:
            return None
        longer = self._counter(numeral.last)
        if longer is not None and longer.last > hit.last:
            return None
        trace = self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        return Draft(
            numeral, numeral.first, hit.last, hit.first, rule.unit, rule.kind, factor=rule.factor, traces=(trace,)
        )

    def _signed(self, numeral: Numeral) -> Draft | None:
        """Take a sign before the number: «%۴۰», «$5»."""
        words = self._scan.words
        for hit in self.units.before(numeral.first):
            word = _unit_word(hit)
            if word.sign and words.adjoining(numeral.first):
                trace = self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
                return Draft(
                    numeral, hit.first, numeral.last, hit.first, word.rule.unit, word.rule.kind, traces=(trace,)
                )
        return None

    def _share(self, numeral: Numeral) -> Draft | None:
        if numeral.shape is not NumeralShape.FRACTION or numeral.weak:
            return None
        return Draft(numeral, numeral.first, numeral.last, numeral.last, "ratio", Kind.RATIO)

    def _counter(self, first: int) -> Hit | None:
        return self._best(self._counters.at(first))

    def _counted(self, numeral: Numeral, *, article: bool) -> Draft | None:
        if not self._follows(numeral):
            return None
        scan, first = self._scan, numeral.last
        hit = self._counter(first)
        if hit is None:
            return None if article or numeral.weak else self._any_noun(numeral)
        word = hit.entry.payload
        assert isinstance(word, CounterWord)  # noqa: S101  only this kind of rule gives hits of its kind
        rule = word.rule
        if (article and not rule.single) or (rule.dual and numeral.low == numeral.high == 2):
            return None
        if numeral.shape is NumeralShape.FRACTION:
            return None
        trace = scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        counter = None if rule.unit != "count" else word.noun or scan.words.slice(hit.first, hit.last)
        return Draft(numeral, numeral.first, hit.last, first, rule.unit, Kind.COUNT, counter, traces=(trace,))

    def _any_noun(self, numeral: Numeral) -> Draft | None:
        """Count what no rule lists, unless it is a word of grammar, a verb, a plural or on the next line.

        A unit whose surroundings do not hold («۲۰ سال پیش») is no counted noun either, nor is anything counted by a
        numeral that is an adjective itself («معافیت ۱۸ میلیونی»).
        """
        words, first = self._scan.words, numeral.last
        if self.units.at(first) or self._counters.at(first) or self._adjectives.before(first):
            return None
        if not self._noun(first) or self._grammar(first):
            return None
        if "\n" in words.text[words.ends[first - 1] : words.starts[first]]:
            return None
        word = words.words[first]
        return Draft(numeral, numeral.first, first + 1, first, "count", Kind.COUNT, word)

    def _follows(self, numeral: Numeral) -> bool:
        words, last = self._scan.words, numeral.last
        return last < len(words) and words.starts[last] - words.ends[last - 1] <= MAX_GAP

    def _noun(self, index: int) -> bool:
        """Whether a word is made of Persian letters, and long enough to be a noun."""
        if index >= len(self._scan.words):
            return False
        word = self._scan.words.words[index]
        return len(word) > 1 and word[0] > "\u0600" and word[0].isalpha()

    def _grammar(self, index: int) -> bool:
        if any(True for _ in self._uncounted.at(index)) or self.verb_at(index):
            return True
        return self._scan.words.words[index].endswith(self._plurals)


def _unit_word(hit: Hit) -> UnitWord:
    word = hit.entry.payload
    assert isinstance(word, UnitWord)  # noqa: S101  only this kind of rule gives hits of its kind
    return word


def _open(numeral: Numeral) -> Draft:
    return Draft(numeral, numeral.first, numeral.last, numeral.last)
