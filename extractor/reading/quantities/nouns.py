"""Tell a noun that a numeral can count from words of grammar, verbs, plurals and names of places.

Input: Scan. Output: Nouns, asked for one word at a time.
"""

from __future__ import annotations

from extractor.reading.mentions import Scan
from extractor.reading.quantities.counting import Counting
from extractor.rulebook.kinds.auxiliaries import AuxiliaryWord, Part
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.places import PlaceWord, Sort, Trust
from extractor.rulebook.kinds.verbs import VerbForm


class Nouns:
    """The nouns of one sentence."""

    __slots__ = ("_counting", "_hits", "_scan")

    def __init__(self, scan: Scan, counting: Counting) -> None:
        """Look at the hits of the sentence."""
        self._scan = scan
        self._hits = scan.hits
        self._counting = counting

    def stands(self, index: int) -> bool:
        """Whether a word is made of the letters of the language, and long enough to be a noun."""
        if index >= len(self._scan.words):
            return False
        word = self._scan.words.words[index]
        return len(word) > 1 and self._counting.script.writes(word)

    def end(self, first: int) -> int:
        """Return the word behind the noun at a word, with what a non-joiner ties to it; ``first`` if there is none."""
        if not self.stands(first):
            return first
        words, last = self._scan.words, first + 1
        while words.touching(last) and not words.adjoining(last) and self.stands(last):
            last += 1
        return last

    def verb(self, index: int) -> bool:
        """Whether a word can only be a verb."""
        if self._hits.at("counters.verb", index):
            return True
        return any(not getattr(hit.entry.payload, "doubtful", False) for hit in self._hits.at("verbs", index))

    def acts(self, index: int) -> bool:
        """Whether a word can only be a verb, or may be one and an auxiliary stands before it: «will open»."""
        if self.verb(index):
            return True
        if not self._hits.at("verbs", index):
            return False
        words = (hit.entry.payload for hit in self._hits.before("auxiliaries", index))
        return any(isinstance(word, AuxiliaryWord) and word.part is Part.AUXILIARY for word in words)

    def closes(self, index: int) -> bool:
        """Whether no plural that a numeral counts can stand at a word or behind it: «12 have lapsed».

        A participle may lead up to one («12 licensed clinics»), and so may a noun that is a verb too.
        """
        if self._hits.at("counters.uncounted", index) or self._hits.at("counters.verb", index):
            return True
        forms = [hit.entry.payload for hit in self._hits.at("verbs", index) if isinstance(hit.entry.payload, VerbForm)]
        return bool(forms) and all(form.tense is Tense.PRESENT and not form.doubtful for form in forms)

    def place(self, index: int) -> bool:
        """Whether the name of a place stands at a word: «پایگاه خبری ۲۴ امارات» counts nothing."""
        words = (hit.entry.payload for hit in self._hits.at("places", index))
        return any(
            isinstance(word, PlaceWord) and word.sort is Sort.NAME and word.trust is Trust.SURE for word in words
        )

    def grammar(self, index: int) -> bool:
        """Whether a word is one of grammar, a verb or a plural."""
        if self._hits.at("counters.uncounted", index) or self.verb(index):
            return True
        return self._scan.words.words[index].endswith(self._counting.plurals)
