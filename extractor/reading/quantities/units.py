"""Find what a numeral is of: a unit, a counted noun, a place in an order, a share.

Input: Scan, numeral. Output: Draft; without a unit where what follows is nothing that a numeral counts.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractor.model import Kind, Number
from extractor.reading.mentions import Numeral, NumeralShape, Scan
from extractor.reading.quantities.counting import Counting
from extractor.reading.quantities.drafts import Draft
from extractor.reading.quantities.listed import Listed, counter_word, unit_word
from extractor.reading.quantities.nouns import Nouns
from extractor.reading.quantities.plurals import Plurals, countable
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.counters import Role
from extractor.rulebook.lexicon import MAX_GAP, Hit

_TWO = 2
_SHARES = (Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.DURATION)


class Units:
    """Finds units; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile how the language counts."""
        self._counting = Counting(book)

    def of(self, scan: Scan, taken: frozenset[int] = frozenset()) -> UnitsOf:
        """Return the finder for one sentence; words that are ``taken`` by times are no units."""
        return UnitsOf(scan, self._counting, taken)


class UnitsOf:
    """Finds the units of one sentence."""

    __slots__ = (
        "_counting",
        "_hits",
        "_listed",
        "_plurals",
        "_scan",
        "_taken",
        "nouns",
    )

    def __init__(self, scan: Scan, counting: Counting, taken: frozenset[int]) -> None:
        """Look at the hits of the sentence."""
        self._scan = scan
        self._hits = scan.hits
        self._counting = counting
        self._taken = taken
        self.nouns = Nouns(scan, counting)
        self._listed = Listed(scan, self.nouns)
        self._plurals = Plurals(scan, counting, self.nouns, self._listed, taken)

    def named(self, first: int) -> int:
        """Return the word behind the noun that begins at a word, and is counted by a number told elsewhere."""
        if not self._counting.reach:
            return self.nouns.end(first)
        at = self._plurals.at(first)
        return first if at is None else at + 1

    def counter(self, first: int, last: int) -> str:
        """Return a counted noun as a counter: its plural as one of its kind."""
        words = self._scan.words
        if self._counting.reach:
            return self._counting.singular(words.words[last - 1])
        return words.slice(first, last)

    @property
    def medial(self) -> bool:
        """Whether verbs stand before their objects in the language."""
        return self._counting.medial

    def draft(self, numeral: Numeral) -> Draft | None:
        """Return what a numeral is of; None where it can be no quantity at all."""
        hedge = next(iter(self._hits.at("modifiers.after", numeral.last)), None)
        if hedge is not None and not self.opens(hedge.last):
            numeral = replace(numeral, last=hedge.last)  # «سه هزار و اندی نفر»
        ranked = self._rank(numeral)
        if ranked is not None or numeral.shape is NumeralShape.ORDINAL:
            return ranked
        article = self._article(numeral)
        if self._linked(numeral):
            return self._behind(numeral)
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
        if index >= len(words) or not self.nouns.stands(index):
            return True
        if self._hits.before("counters.adjectival", index):
            return True
        if self._counting.reach:
            return not self._hits.at("units", index) and self._plurals.at(index) is None
        return self._listed.counter(index) is None and not self._hits.at("units", index) and self.nouns.grammar(index)

    def _closed(self, index: int) -> bool:
        """Whether no noun can begin at a word, whatever it is."""
        return index >= len(self._scan.words) or not self.nouns.stands(index) or self.nouns.grammar(index)

    def unit_at(self, first: int, number: Number | None = None) -> Hit | None:
        """Return the unit that is written at a word, behind a number if there is one."""
        if first in self._taken:
            return None
        return self._listed.unit(first, number)

    def and_at(self, index: int) -> bool:
        """Whether «و» stands at a word."""
        return index < len(self._scan.words) and self._scan.words.words[index] in self._counting.ands

    def _linked(self, numeral: Numeral) -> bool:
        """Whether a word stands between a numeral and what it is of: «500-bed», «hundreds of villages»."""
        words, at = self._scan.words, numeral.last
        if at + 1 >= len(words):
            return False
        if words.words[at] in self._counting.links:
            return numeral.shape is NumeralShape.VAGUE
        return words.words[at] in self._counting.ties and words.adjoining(at) and words.adjoining(at + 1)

    def _behind(self, numeral: Numeral) -> Draft | None:
        """Return what a numeral is of over a word between them."""
        whole = replace(numeral, last=numeral.last + 1, weak=False)
        tied = self._scan.words.words[numeral.last] in self._counting.ties
        found = self._measured(whole, article=False) or (
            self._plurals.tied(whole) if tied else self._counted(whole, article=False)
        )
        return replace(found, numeral=numeral) if found is not None else None

    def _rank(self, numeral: Numeral) -> Draft | None:
        ordinal = numeral.shape is NumeralShape.ORDINAL
        head = next(iter(self._hits.before("counters.rank_head", numeral.first)), None)
        if head is not None and (ordinal or not self._counts(numeral)):
            return self._ranked(numeral, head.first, numeral.last, head)
        tail = next(iter(self._hits.at("counters.rank_tail", numeral.last)), None) if ordinal else None
        return self._ranked(numeral, numeral.first, tail.last, tail) if tail is not None else None

    def _counts(self, numeral: Numeral) -> bool:
        """Whether a cardinal has what it counts or measures behind it: «مقام‌های سه کشور»."""
        if self.unit_at(numeral.last) is not None:
            return True
        return not self._scan.words.words[numeral.first].isdigit() and self._listed.counter(numeral.last) is not None

    def _ranked(self, numeral: Numeral, first: int, last: int, hit: Hit) -> Draft:
        trace = self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        return Draft(numeral, first, last, hit.first, "rank", Kind.RANK, traces=(trace,))

    def _article(self, numeral: Numeral) -> bool:
        """Whether a numeral is «یک», which may be only the article."""
        if numeral.low != 1 or numeral.high != 1 or numeral.scaled or numeral.last - numeral.first != 1:
            return False
        return not self._scan.words.words[numeral.first].isdigit()

    def _bounded(self, numeral: Numeral) -> bool:
        """Whether «یک» is bounded, and so a number: «کمتر از یک ماه»."""
        return any(hit.last - hit.first > 1 for hit in self._hits.before("modifiers.before", numeral.first))

    def _measured(self, numeral: Numeral, *, article: bool) -> Draft | None:
        words, hit = self._scan.words, self.unit_at(numeral.last, numeral.high)
        if hit is None or not self._follows(numeral):
            return None
        word = unit_word(hit)
        rule = word.rule
        if article and not (rule.single or word.adjectival or self._bounded(numeral)):
            return None
        if numeral.shape is NumeralShape.FRACTION and rule.kind not in _SHARES:
            return None
        if numeral.weak and rule.kind is Kind.RATIO and word.adjectival and not words.touching(hit.first):
            return None
        if word.sign and not words.adjoining(hit.first) and words.adjoining(hit.last):
            return None  # the sign of the next number: «2 $11»
        longer = self._listed.counter(numeral.last)
        if longer is not None and longer.last > hit.last:
            return None
        trace = self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        return Draft(
            numeral, numeral.first, hit.last, hit.first, rule.unit, rule.kind, factor=rule.factor, traces=(trace,)
        )

    def _signed(self, numeral: Numeral) -> Draft | None:
        """Take a sign before the number: «%۴۰», «$5», and what leads up to one: «Rs 500»."""
        words = self._scan.words
        for hit in (*self._hits.before("units.leading", numeral.first), *self._hits.before("units", numeral.first)):
            word = unit_word(hit)
            near = words.starts[numeral.first] - words.ends[numeral.first - 1] <= 1 and (
                hit.last - hit.first == 1 or len(words.words[hit.first]) > 1 or words.adjoining(hit.first + 1)
            )  # «a $5 fee» is not in Australian dollars
            if (word.leading and near) or (word.sign and words.adjoining(numeral.first)):
                trace = self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
                rule = word.rule
                return Draft(
                    numeral,
                    hit.first,
                    numeral.last,
                    hit.first,
                    rule.unit,
                    rule.kind,
                    factor=rule.factor,
                    traces=(trace,),
                )
        return None

    def _share(self, numeral: Numeral) -> Draft | None:
        if numeral.shape is not NumeralShape.FRACTION:
            return None
        if numeral.weak and not (self._counting.reach and self._closed(numeral.last)):
            return None
        return Draft(numeral, numeral.first, numeral.last, numeral.last, "ratio", Kind.RATIO)

    def _refers(self, numeral: Numeral) -> bool:
        """Whether «دو» says only which two were spoken of: «این دو نهاد»."""
        return numeral.low == numeral.high == _TWO and bool(self._hits.before("counters.pointing", numeral.first))

    def _counted(self, numeral: Numeral, *, article: bool) -> Draft | None:
        if (
            not self._follows(numeral)
            or self._refers(numeral)
            or self._hits.before("counters.adjectival", numeral.last)
        ):
            return None
        if self._counting.reach:
            return (
                None
                if article or numeral.weak or numeral.shape is NumeralShape.FRACTION
                else self._plurals.counted(numeral)
            )
        scan, first = self._scan, numeral.last
        hit = self._listed.counter(first)
        if hit is None:
            return None if article or numeral.weak else self._any_noun(numeral)
        word = counter_word(hit)
        rule = word.rule
        if rule.touching and not scan.words.touching(hit.first):
            return None
        if numeral.weak and rule.role is Role.EVENT:
            return None
        if (article and not rule.single) or (rule.dual and numeral.low == numeral.high == 2):
            return None
        if numeral.shape is NumeralShape.FRACTION:
            return None
        trace = scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        counter = None if rule.unit != "count" else word.noun or scan.words.slice(hit.first, hit.last)
        return Draft(numeral, numeral.first, hit.last, first, rule.unit, Kind.COUNT, counter, traces=(trace,))

    def _any_noun(self, numeral: Numeral) -> Draft | None:
        """Count what no rule lists, unless it is a word of grammar, a verb, a plural, a place or on the next line.

        A unit whose surroundings do not hold («۲۰ سال پیش») is no counted noun either, nor is anything counted by a
        numeral that is an adjective itself («معافیت ۱۸ میلیونی») or by a part of one («۳۶.۸ مغلوب»), or by none at all
        («نقطه صفر جنوب»).
        """
        words, first = self._scan.words, numeral.last
        if (
            numeral.high == 0
            or self._hits.at("units", first)
            or self._hits.at("counters", first)
            or self._hits.at("numerals", first)
        ):
            return None
        if (
            not self.nouns.stands(first)
            or self.nouns.grammar(first)
            or self.nouns.place(first)
            or not countable(numeral)
        ):
            return None
        if words.after_line_end(first):
            return None
        last = self.nouns.end(first)
        return Draft(numeral, numeral.first, last, first, "count", Kind.COUNT, words.slice(first, last))

    def _follows(self, numeral: Numeral) -> bool:
        words, last = self._scan.words, numeral.last
        return last < len(words) and words.starts[last] - words.ends[last - 1] <= MAX_GAP


def _open(numeral: Numeral) -> Draft:
    return Draft(numeral, numeral.first, numeral.last, numeral.last)
