"""One sentence, indexed for reading who speaks in it: where roles, cues, verbs and figures begin.

Input: a Scan, the vocabulary of people. Output: Line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractor.reading.attribution.people import People
from extractor.reading.mentions import Scan
from extractor.rulebook.kinds.attribution import AttributionCue, Part
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.roles import RoleWord, Sort
from extractor.rulebook.kinds.verbs import VerbForm
from extractor.rulebook.lexicon import Hit, longest

VERBS = frozenset({Part.SAYING, Part.DENYING, Part.SHOWING})
_FREE = frozenset({Part.CONTRAST, Part.ALSO, Part.NO})
_BULLETS = frozenset("•*▪●◾🔹🔸🔻🔴🔵✅")
_OPENING = _BULLETS | frozenset("«\"'《“-(–—")
_QUOTES = frozenset("«»\"'《》“”")
_DOING = ("status", "change")
_FIGURES = (*_DOING, "counters", "units", "times", "time_words")


class Line:
    """The words of one sentence with what the rules know of them; what few lines are asked for is indexed then."""

    __slots__ = (
        "_begun",
        "_covered",
        "_done",
        "_ended",
        "_fields",
        "_finite",
        "_firsts",
        "_given",
        "_objects",
        "_taken",
        "cues",
        "marks",
        "people",
        "roles",
        "scan",
        "until",
        "words",
    )

    def __init__(self, people: People, scan: Scan) -> None:
        """Index the hits of a scan."""
        self.people = people
        self.scan = scan
        self.words = scan.words.words
        self.until = len(self.words)
        self.marks = tuple(hit for hit in longest(scan.of("attribution")) if part(hit) is not Part.NOTHING)
        self._firsts = [hit.first for hit in self.marks]
        self._begun: dict[int, Part] = {}
        self._ended: dict[int, Part] = {}
        self._covered: set[int] = set()
        self.cues: set[int] = set()
        for hit in self.marks:
            kind = self._begun[hit.first] = self._ended[hit.last] = part(hit)
            self._covered.update(range(hit.first, hit.last))
            if kind not in _FREE and not (kind is Part.DOCUMENT and self._inside(hit)):
                self.cues.add(hit.first)
        self.roles: dict[int, Hit] = {}
        self._given = people.given(scan.words)
        self._fields: dict[int, int] = {}
        self._finite: Sequence[int] | None = None
        self._objects: Sequence[int] | None = None
        self._done: AbstractSet[int] | None = None
        self._taken: AbstractSet[int] | None = None
        for hit in scan.of("roles"):
            if role(hit).sort is Sort.FIELD:
                self._fields[hit.first] = max(hit.last, self._fields.get(hit.first, 0))
            elif self._begins_surname(hit):
                continue
            elif hit.first not in self.roles or self.roles[hit.first].last < hit.last:
                self.roles[hit.first] = hit

    def _begins_surname(self, hit: Hit) -> bool:
        """Whether a role is only the beginning of a name: «علی قاضی‌پور»."""
        if hit.last >= self.until or not self.people.ends_surname(self.words[hit.last]):
            return False
        return self.scan.words.bound(hit.last) or (hit.first > 0 and self.people.is_given(self.words[hit.first - 1]))

    @property
    def speaks(self) -> bool:
        """Whether somebody may speak in the line, or be brought up in it."""
        return bool(self.marks or self.roles or ":" in self.words)

    def sort(self, at: int) -> Sort | None:
        """Return what a role word begins at a word."""
        hit = self.roles.get(at)
        return role(hit).sort if hit else None

    def covered(self, at: int) -> bool:
        """Whether a word belongs to a cue («پیش از این» before «وزارت»)."""
        return at in self._covered

    def begun(self, at: int) -> Part | None:
        """Return the part of the cue that begins at a word."""
        return self._begun.get(at)

    def ended(self, at: int) -> Part | None:
        """Return the part of the cue that ends before a word."""
        return self._ended.get(at)

    def marks_from(self, at: int, most: int) -> tuple[Hit, ...]:
        """Return the next cues at or behind a word."""
        index = bisect_left(self._firsts, at)
        return self.marks[index : index + most]

    def field(self, at: int) -> int:
        """Return the end of words that go on with a role over marks and prepositions; ``at`` where there are none."""
        return self._fields.get(at, at)

    def opening(self, at: int) -> int:
        """Return the word after bullets, dashes and opening quotes."""
        while at < self.until and self.words[at] in _OPENING:
            at += 1
        return at

    @property
    def listed(self) -> bool:
        """Whether the line is an item of a list: a bullet stands before it."""
        return bool(self.words) and self.words[0] in _BULLETS

    def _inside(self, hit: Hit) -> bool:
        """Whether words like «اطلاعات» stand inside a phrase («وزیر اطلاعات») and name no document."""
        return not self.boundary(hit.first) and not self.governed(hit.first)

    def is_quote(self, at: int) -> bool:
        """Whether a word is a quotation mark."""
        return self.words[at] in _QUOTES

    def boundary(self, at: int) -> bool:
        """Whether a subject may begin at a word: after a mark, a line end or a word that joins clauses."""
        if at == 0 or not self.words[at - 1].isalnum() or self.words[at - 1] in self.people.joints:
            return True
        cut = self.scan.words
        return "\n" in cut.text[cut.ends[at - 1] : cut.starts[at]]

    def governed(self, at: int) -> bool:
        """Whether the word stands right after a preposition."""
        while at > 0 and self.is_quote(at - 1):
            at -= 1
        return at > 0 and self.words[at - 1] in self.people.prepositions

    def finite(self, first: int, last: int) -> int | None:
        """Return the first finite verb between two words."""
        finite = self._finite
        if finite is None:
            finite = self._finite = sorted(_verbs(self.scan))
        index = bisect_left(finite, first)
        return finite[index] if index < len(finite) and finite[index] < last else None

    def object_mark(self, first: int, last: int) -> int | None:
        """Return the first «را» between two words, unless a verb stands before it."""
        objects = self._objects
        if objects is None:
            objects = self._objects = [at for at, word in enumerate(self.words) if word in self.people.object_marks]
        index = bisect_left(objects, first)
        if index == len(objects) or objects[index] >= last:
            return None
        mark = objects[index]
        return mark if self.finite(first, mark) is None else None

    def name_word(self, at: int) -> bool:
        """Whether a word may be part of a name or a role."""
        word = self.words[at]
        if not word.isalpha() or at in self.cues or word in self.people.ends or self.finite(at, at + 1) is not None:
            return False
        return self.sort(at) in (None, Sort.OUTLET)

    def phrase_word(self, at: int) -> bool:
        """Whether a word may stand in a role or the name of an institution."""
        word, people = self.words[at], self.people
        if word in people.conjunctions or self.sort(at) in (Sort.OFFICE, Sort.ORGANISATION):
            return True
        return self.name_word(at)

    def may_be_surname(self, at: int) -> bool:
        """Whether a word names an occupation that people are called by («عباس کشاورز»)."""
        hit = self.roles.get(at)
        return hit is not None and hit.last == at + 1 and role(hit).surname

    def given(self, at: int) -> int:
        """Return how many words at ``at`` are one given name: two where a gap divides it («نجیب‌الله»)."""
        return self._given.get(at, 0)

    def people_at(self) -> Sequence[int]:
        """Return where somebody may be named: at titles, given names and offices."""
        openers = self.people.openers
        titles = () if openers.isdisjoint(self.words) else [at for at, word in enumerate(self.words) if word in openers]
        offices = (at for at, hit in self.roles.items() if role(hit).sort is Sort.OFFICE)
        return sorted({*titles, *self._given, *offices})

    def taken(self, at: int) -> bool:
        """Whether a word begins what figures are told with («واگذاری», «دستگاه»)."""
        if self._taken is None:
            self._taken = {hit.first for kind in _FIGURES for hit in self.scan.of(kind)} | _infinitives(self.scan)
        return at in self._taken

    def done(self, at: int) -> bool:
        """Whether a word begins what is done («ساخت», «افزایش»)."""
        if self._done is None:
            self._done = {hit.first for kind in _DOING for hit in self.scan.of(kind)}
        return at in self._done

    def colon_near(self, at: int) -> bool:
        """Whether a colon opens speech behind the cue at a word."""
        last = next((hit.last for hit in self.marks_from(at, 1) if hit.first == at), at)
        return self.colon(last)

    def colon(self, at: int) -> bool:
        """Whether speech is opened at a word by a colon or a quotation mark."""
        return at < self.until and self.words[at] in ':«"'


def part(hit: Hit) -> Part:
    """Return the part that a cue plays."""
    return cue(hit).part


def cue(hit: Hit) -> AttributionCue:
    """Return what a cue stands for."""
    return hit.entry.payload  # type: ignore[return-value]


def role(hit: Hit) -> RoleWord:
    """Return what a role word stands for."""
    return hit.entry.payload  # type: ignore[return-value]


def _infinitives(scan: Scan) -> set[int]:
    """Return where infinitives stand: nobody is called «بردن»."""
    return {
        hit.first
        for hit in scan.of("verbs")
        if isinstance(hit.entry.payload, VerbForm) and hit.entry.payload.tense is Tense.INFINITIVE
    }


def _verbs(scan: Scan) -> set[int]:
    """Return where finite verbs begin that are no nouns."""
    found = set()
    for hit in scan.of("verbs"):
        form = hit.entry.payload
        if isinstance(form, VerbForm) and form.finite:
            found.add(hit.first)
    return found
