"""Tell a noun that a numeral can count from words of grammar, verbs, plurals and names of places.

Input: Scan. Output: Nouns, asked for one word at a time.
"""

from __future__ import annotations

from extractor.reading.mentions import Scan
from extractor.reading.quantities.counting import Counting
from extractor.reading.quantities.drafts import nearby
from extractor.rulebook.kinds.auxiliaries import AuxiliaryWord, Part
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.places import PlaceWord, Sort, Trust
from extractor.rulebook.kinds.verbs import VerbForm


class Nouns:
    """The nouns of one sentence."""

    __slots__ = ("_auxiliaries", "_copulas", "_counting", "_places", "_scan", "_uncounted", "_verbs")

    def __init__(self, scan: Scan, counting: Counting) -> None:
        """Look at the hits of the sentence."""
        self._scan = scan
        self._counting = counting
        self._uncounted = nearby(scan, "counters.uncounted")
        self._copulas = nearby(scan, "counters.verb")
        self._verbs = nearby(scan, "verbs")
        self._auxiliaries = nearby(scan, "auxiliaries")
        self._places = nearby(scan, "places")

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
        if any(True for _ in self._copulas.at(index)):
            return True
        return any(not getattr(hit.entry.payload, "doubtful", False) for hit in self._verbs.at(index))

    def acts(self, index: int) -> bool:
        """Whether a word can only be a verb, or may be one and an auxiliary stands before it: «will open»."""
        if self.verb(index):
            return True
        if not self._verbs.at(index):
            return False
        words = (hit.entry.payload for hit in self._auxiliaries.before(index))
        return any(isinstance(word, AuxiliaryWord) and word.part is Part.AUXILIARY for word in words)

    def closes(self, index: int) -> bool:
        """Whether no plural that a numeral counts can stand at a word or behind it: «12 have lapsed».

        A participle may lead up to one («12 licensed clinics»), and so may a noun that is a verb too.
        """
        if any(True for _ in self._uncounted.at(index)) or any(True for _ in self._copulas.at(index)):
            return True
        forms = [hit.entry.payload for hit in self._verbs.at(index) if isinstance(hit.entry.payload, VerbForm)]
        return bool(forms) and all(form.tense is Tense.PRESENT and not form.doubtful for form in forms)

    def place(self, index: int) -> bool:
        """Whether the name of a place stands at a word: «پایگاه خبری ۲۴ امارات» counts nothing."""
        words = (hit.entry.payload for hit in self._places.at(index))
        return any(
            isinstance(word, PlaceWord) and word.sort is Sort.NAME and word.trust is Trust.SURE for word in words
        )

    def grammar(self, index: int) -> bool:
        """Whether a word is one of grammar, a verb or a plural."""
        if any(True for _ in self._uncounted.at(index)) or self.verb(index):
            return True
        return self._scan.words.words[index].endswith(self._counting.plurals)
