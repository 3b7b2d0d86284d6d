"""Look up the units and counted nouns that rules list, where their surroundings hold.

Input: Scan, the nouns of the sentence. Output: Hit, asked for at one word at a time.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import Number
from extractor.reading.mentions import Scan
from extractor.reading.quantities.nouns import Nouns
from extractor.rulebook.kinds.counters import CounterWord, Role
from extractor.rulebook.kinds.units import UnitWord
from extractor.rulebook.lexicon import Hit


class Listed:
    """The listed units and counted nouns of one sentence."""

    __slots__ = ("_hits", "_nouns", "_words")

    def __init__(self, scan: Scan, nouns: Nouns) -> None:
        """Take what else is known of the sentence."""
        self._hits = scan.hits
        self._words = scan.words
        self._nouns = nouns

    def unit(self, first: int, number: Number | None = None) -> Hit | None:
        """Return the unit that is written at a word, behind a number if there is one."""
        return self._best(hit for hit in self._hits.at("units", first) if unit_word(hit).rule.takes(number))

    def counter(self, first: int) -> Hit | None:
        """Return the counted noun that is written at a word; no event that only a verb follows."""
        hit = self._best(self._hits.at("counters", first))
        if hit is not None and counter_word(hit).rule.role is Role.EVENT and self._done(hit.last):
            return None
        return hit

    def _best(self, hits: Iterable[Hit]) -> Hit | None:
        """Return the longest hit whose surroundings hold; of equal ones, the one that asks for surroundings."""
        best: Hit | None = None
        for hit in hits:
            around = hit.entry.payload.rule.around  # type: ignore[attr-defined]
            if around and not around.hold(self._words, hit.first, hit.last):
                continue
            if best is None or (around and hit.last == best.last):
                best = hit
        return best

    def _done(self, index: int) -> bool:
        """Whether a verb stands at a word, or nothing does any more."""
        return index >= len(self._words) or self._nouns.verb(index)


def unit_word(hit: Hit) -> UnitWord:
    """Return what a unit stands for."""
    word = hit.entry.payload
    assert isinstance(word, UnitWord)  # noqa: S101  only this kind of rule gives hits of its kind
    return word


def counter_word(hit: Hit) -> CounterWord:
    """Return what a counted noun stands for."""
    word = hit.entry.payload
    assert isinstance(word, CounterWord)  # noqa: S101  only this kind of rule gives hits of its kind
    return word
