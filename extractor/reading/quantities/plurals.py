"""Find the plural that a numeral counts, a few words behind it: «12 new coal-fired power plants».

Input: Scan, how the language counts, what stands in the sentence. Output: Draft.
"""

from __future__ import annotations

from extractor.model import Kind
from extractor.reading.mentions import Numeral, Scan
from extractor.reading.quantities.counting import Counting
from extractor.reading.quantities.drafts import Draft
from extractor.reading.quantities.listed import Listed, counter_word
from extractor.reading.quantities.nouns import Nouns
from extractor.rulebook.lexicon import Hit


class Plurals:
    """The plurals of one sentence."""

    __slots__ = ("_counting", "_hits", "_listed", "_nouns", "_scan", "_taken")

    def __init__(self, scan: Scan, counting: Counting, nouns: Nouns, listed: Listed, taken: frozenset[int]) -> None:
        """Take what else is known of the sentence; words that are ``taken`` are labels («20 Boeing 737 jets»)."""
        self._scan = scan
        self._hits = scan.hits
        self._counting = counting
        self._nouns = nouns
        self._taken = taken
        self._listed = listed

    def at(self, first: int) -> int | None:
        """Return the first word of the plural, or listed noun, that a numeral before a word counts."""
        words, nouns, at = self._scan.words, self._nouns, first
        for _ in range(self._counting.reach + 1):
            if at >= len(words) or words.after_line_end(at):
                return None
            if at in self._taken and at > first:
                at += 1
                continue
            if not nouns.stands(at) or (self._hits.at("numerals", at) and not self._tie(at + 1)):
                return None
            hit = self._listed.counter(at)
            if hit is not None and not self._goes_on(hit.last):
                return at
            if nouns.closes(at) or (at == first and nouns.place(at)):
                return None
            if self._counting.is_plural(words.words[at]):
                return at
            at += 2 if self._tie(at + 1) else 1
            if self._and(first, at):
                at += 1
        return None

    def counted(self, numeral: Numeral) -> Draft | None:
        """Count a plural, with those that follow it: «sports clubs»."""
        words, first = self._scan.words, numeral.last
        at = None if self._hits.at("units", first) else self.at(first)
        if at is None:
            return None
        hit = self._listed.counter(at)
        if hit is not None:
            return self._named(numeral, hit)
        while at + 1 - first <= self._counting.reach and self._goes_on(at + 1):
            at += 1
        counter = self._counting.singular(words.words[at])
        if at - 2 >= first and self._tie(at - 1):
            counter = f"{words.words[at - 2]}{words.words[at - 1]}{counter}"  # «start-ups»
        return Draft(numeral, numeral.first, at + 1, first, "count", Kind.COUNT, counter)

    def tied(self, numeral: Numeral) -> Draft | None:
        """Count a singular that is tied to its numeral, one word: «a 500-bed hospital»."""
        first = numeral.last
        if numeral.low in (None, 1) or not countable(numeral):
            return None
        if not self._nouns.stands(first) or self._nouns.grammar(first):
            return None
        counter = self._scan.words.words[first]
        return Draft(numeral, numeral.first, first + 1, first, "count", Kind.COUNT, counter)

    def _named(self, numeral: Numeral, hit: Hit) -> Draft:
        word = counter_word(hit)
        counter = word.noun or self._counting.singular(" ".join(self._scan.words.words[hit.first : hit.last]))
        unit, trace = word.rule.unit, self._scan.trace("unit", hit.first, hit.last, hit.entry.rule)
        counted = counter if unit == "count" else None
        return Draft(numeral, numeral.first, hit.last, numeral.last, unit, Kind.COUNT, counted, traces=(trace,))

    def _goes_on(self, at: int) -> bool:
        words = self._scan.words
        if at >= len(words) or not self._nouns.stands(at) or self._nouns.closes(at):
            return False
        return self._counting.is_plural(words.words[at])

    def _and(self, first: int, at: int) -> bool:
        """Whether an adjective stands before a word that ties it to another one: «small and medium firms»."""
        words = self._scan.words
        return first < at < len(words) and words.words[at] in self._counting.ands and not words.adjoining(at)

    def _tie(self, at: int) -> bool:
        """Whether a mark at a word ties two words to one: «coal-fired»."""
        words = self._scan.words
        return (
            at + 1 < len(words)
            and words.words[at] in self._counting.ties
            and words.adjoining(at)
            and words.adjoining(at + 1)
        )


def countable(numeral: Numeral) -> bool:
    """Whether a numeral can count things: a whole number, or one in millions."""
    bounds = [bound for bound in (numeral.low, numeral.high) if bound is not None]
    return numeral.scaled or all(bound == int(bound) for bound in bounds)
