"""The parts that the words of a sentence play in noun phrases, and the pieces that a sentence falls into.

Input: Scan. Output: Parts; the type Piece.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.reading.mentions import Scan, Verb
from extractor.reading.subjects.actors import Actors, Name
from extractor.rulebook.kinds.counters import CounterWord, Role
from extractor.rulebook.kinds.subjects import VERBAL, Part, SubjectRule
from extractor.rulebook.lexicon import Hit

LEADS = frozenset(
    (
        Part.PREPOSITION,
        Part.REACHING,
        Part.WITH,
        Part.OF,
        Part.IN,
        Part.PURPOSE,
        Part.ON,
        Part.UPON,
        Part.INTO,
        Part.RESPECT,
        Part.ABOUT,
        Part.SOURCE,
        Part.STATE,
    )
)
ENDING = LEADS | {
    Part.SUFFIX,
    Part.RESPECTIVELY,
    Part.STOP,
    Part.OTHER,
    Part.OBJECT,
    Part.RELATIVE,
    Part.JOINT,
    Part.BACK,
    Part.COMPARATIVE,
}


_DASHES = frozenset("-–—")
_ISSUED = frozenset((Part.ISSUED,))
_NOUNS_OF_VERBS = frozenset(VERBAL) - _ISSUED


class Sort(StrEnum):
    """What a piece is."""

    PHRASE = "phrase"
    FIGURE = "figure"
    HEDGE = "hedge"
    TIME = "time"
    VERB = "verb"
    NOUN_OF_VERB = "noun_of_verb"
    WORD = "word"
    MARK = "mark"
    BREAK = "break"
    OPENING = "opening"
    CLOSING = "closing"


class Piece(Struct, frozen=True):
    """Words ``first`` to ``last - 1``. ``part`` is that of a word between phrases, ``index`` the number of a figure."""

    sort: Sort
    first: int
    last: int
    part: Part | None = None
    rule: RuleRef | None = None
    index: int = -1
    verb: Verb | None = None


class Parts:
    """The parts of the words of a sentence: those that end a phrase, and the others by where they begin and end.

    ``marked`` are the words where one of them begins, and marks; all others only go on with a phrase.
    """

    __slots__ = (
        "_actors",
        "_begin",
        "_end",
        "_place_begins",
        "_place_firsts",
        "_places",
        "_scan",
        "_words",
        "classifiers",
        "ends",
        "marked",
    )

    def __init__(self, scan: Scan, actors: Actors) -> None:
        """Index the hits."""
        self._scan = scan
        self._actors = actors
        self._words = scan.words
        self._places = {(hit.first, hit.last) for hit in scan.of("places")}
        self._place_firsts = frozenset(first for first, _ in self._places)
        self._place_begins = {last: first for first, last in sorted(self._places)}
        self.classifiers = frozenset(hit.first for hit in scan.of("counters") if _is_classifier(hit))
        self.ends: dict[int, Piece] = {}
        self._begin: dict[int, list[tuple[int, SubjectRule]]] = {}
        self._end: dict[int, list[tuple[int, SubjectRule]]] = {}
        for hit in scan.of("subjects"):
            rule = hit.entry.payload
            assert isinstance(rule, SubjectRule)  # noqa: S101  only this kind of rule gives hits of its kind
            if rule.part in ENDING:
                known = self.ends.get(hit.first)
                suffix = rule.part is Part.SUFFIX
                whole = scan.words.bound(hit.first) is suffix and not scan.words.bound(hit.last)
                if whole and (known is None or hit.last > known.last):
                    sort = Sort.VERB if suffix else Sort.WORD
                    self.ends[hit.first] = Piece(sort, hit.first, hit.last, rule.part, rule.ref)
            else:
                self._begin.setdefault(hit.first, []).append((hit.last, rule))
                self._end.setdefault(hit.last, []).append((hit.first, rule))
        marks = (at for at, word in enumerate(scan.words.words) if not word.isalnum())
        self.marked = frozenset((*self._begin, *self.ends, *marks))

    def beginning(self, first: int, *wanted: Part) -> int | None:
        """Return where the longest word of one of these parts ends that begins at ``first``."""
        longest: int | None = None
        for last, rule in self._begin.get(first, ()):
            if rule.part in wanted and (longest is None or last > longest):
                longest = last
        return longest

    def ending(self, last: int, *wanted: Part) -> int | None:
        """Return where the longest word of one of these parts begins that ends at ``last``."""
        longest: int | None = None
        for first, rule in self._end.get(last, ()):
            if rule.part in wanted and (longest is None or first < longest):
                longest = first
        return longest

    def begins(self, first: int) -> bool:
        """Whether a word that ends no phrase begins at ``first``."""
        return first in self._begin

    def heads(self, first: int) -> bool:
        """Whether a head of measured phrases begins at ``first``, and not a longer word: «قیمت‌گذاری»."""
        last = self.beginning(first, Part.HEAD, Part.AMOUNT)
        return last is not None and not self._words.bound(last)

    def actor(self, first: int, last: int) -> Name | None:
        """Return the name of somebody with which words begin: «وزارت نیرو | حقابه تالاب»."""
        return self._actors.name(self._scan, first, last, self._begins_anew)

    def is_person(self, first: int, last: int) -> bool:
        """Whether words are the name of a person."""
        return self._actors.is_person(self._scan, first, last)

    def _begins_anew(self, first: int) -> bool:
        """Whether a word names nobody, but begins what is measured or says how much of it."""
        return self.beginning(first, Part.HEAD, Part.AMOUNT, Part.RATE, Part.POINTING) is not None

    def without_last(self, first: int, last: int) -> int:
        """Return where words end without the last of them, which may be written in two («زمین‌گیر»), and without «و»."""
        last -= 1
        while last > first and (self._words.touching(last) or self.ending(last, Part.POINTING) is not None):
            last -= 1
        joint = self.ends.get(last - 1)
        return last - 1 if last > first and joint is not None and joint.part is Part.JOINT else last

    def is_place(self, first: int, last: int) -> bool:
        """Whether words are the name of a place."""
        return (first, last) in self._places

    def on_the_way(self, at: int, begun: int) -> bool:
        """Whether a dash stands between two places in a phrase that leads there: «آزادراه اراک - بروجرد»."""
        if self._words.words[at] not in _DASHES or self._place_begins.get(at, begun) <= begun:
            return False
        return at + 1 in self._place_firsts

    def is_colon(self, first: int) -> bool:
        """Whether a word is a colon."""
        return self._words.words[first] == ":"

    def is_number(self, first: int, last: int) -> bool:
        """Whether words are one number in digits."""
        return last - first == 1 and self._words.words[first].isdigit()

    def noun_of(self, lemma: str, last: int) -> int | None:
        """Return where the longest noun begins that ends at ``last`` and makes a compound verb with this verb."""
        return self._before_verb(lemma, last, _NOUNS_OF_VERBS)

    def issued_by(self, lemma: str, last: int) -> int | None:
        """Return where the longest word begins that ends at ``last`` and that this verb gives out: «پروانه» گرفت."""
        return self._before_verb(lemma, last, _ISSUED)

    def _before_verb(self, lemma: str, last: int, wanted: frozenset[Part]) -> int | None:
        found = (first for first, rule in self._end.get(last, ()) if rule.part in wanted and lemma in rule.verbs)
        return min(found, default=None)

    def longest(self, first: int, *, nouns_of_verbs: bool) -> int:
        """Return where the longest word ends that begins at ``first`` and ends no phrase; «در راه» (است) may do so."""
        begun = self._begin.get(first, ())
        return max((last for last, rule in begun if nouns_of_verbs or rule.part not in VERBAL), default=first)


def _is_classifier(hit: Hit) -> bool:
    """Whether a counter says nothing of what is counted: «فقره», not «کارگاه»."""
    word = hit.entry.payload
    return isinstance(word, CounterWord) and word.rule.role is Role.CLASSIFIER
