"""Find the places that a sentence names, and what each is to what is said.

A place is a name of the gazetteer, or a head («شهرستان», «روستای») with the name behind it. Doubtful names, which are
ordinary words or names of persons too, count only where their rule trusts them. Names side by side («مرز باشماق
مریوان») and in a row («گیلان و مازندران») are one place.

Input: a Scan. Output: Spot*, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from extractor.reading.mentions import Scan
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.attribution import AttributionCue
from extractor.rulebook.kinds.attribution import Part as Attributed
from extractor.rulebook.kinds.names import NameRule
from extractor.rulebook.kinds.places import Level, PlaceRule, PlaceWord, Sort, Trust
from extractor.rulebook.lexicon import Hit, longest, squeeze

_BREAKS = frozenset("،,:.؛;-")
_DASHES = frozenset("-|(/")
_BULLETS = frozenset("-•*▪●◾🔹🔸🔻🔴🔵✅«")
_LONGEST_CREDIT = 16
_LONGEST_DESK = 4
_LONGEST_ROW = 6
_LONGEST_TIE = 4
_SHORTEST = 2
_WIDE = (Level.HOME, Level.WORLD)


class Tie(StrEnum):
    """What a place is to what is said: where it holds, where something goes, where the news came from."""

    HERE = "here"
    TOWARD = "toward"
    AGAINST = "against"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a sentence: words ``first`` to ``last - 1``; ``back`` ones stand for a place named before.

    ``inside`` tells that «در» stands before it; ``parts`` are the names of a row.
    """

    first: int
    last: int
    level: Level | None
    word: PlaceWord
    tie: Tie = Tie.HERE
    back: bool = False
    inside: bool = False
    parts: tuple[tuple[int, int], ...] = ()


class Toponyms:
    """The words of places, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of places, and the words at which a name is over."""
        rules = book.of(PlaceRule)

        def every(sort: Sort) -> frozenset[str]:
            return frozenset(squeeze(word) for rule in rules if rule.sort is sort for word in rule.words)

        names = book.of(NameRule)
        over = ("prepositions", "adverbs", "finite", "objects", "others", "object_marks", "conjunctions")
        self.stops = every(Sort.COMMON) | {word for rule in names for key in over for word in getattr(rule, key)}
        self.openers, self.joints = every(Sort.OPENER), every(Sort.JOINT)
        self.conjunctions = frozenset(word for rule in names for word in rule.conjunctions)
        self.inside, self.toward, self.against = every(Sort.INSIDE), every(Sort.TOWARD), every(Sort.AGAINST)
        self.endings = tuple(sorted(every(Sort.ENDING)))
        self.ending = next((rule.word for rule in rules if rule.sort is Sort.ENDING), None)

    def adjoining(self, between: Sequence[str]) -> bool:
        """Whether a place belongs to the words before it: nothing stands between but nouns, and one preposition."""
        return self.stops.isdisjoint(between[:-1]) and self.joints.isdisjoint(between)

    def __call__(self, scan: Scan) -> tuple[Spot, ...]:
        """Read the places of a sentence."""
        hits = scan.of("places")
        if not hits and not any(word.endswith(self.endings) for word in scan.words.words):
            return ()
        reader = _Sentence(self, scan, hits)
        return tuple(reader.tied(_rows(reader.spots(), scan, self)))


@dataclass(frozen=True, slots=True)
class _Piece:
    first: int
    last: int
    word: PlaceWord


class _Sentence:
    """The words of one sentence with what the rules know of them."""

    def __init__(self, book: Toponyms, scan: Scan, hits: tuple[Hit, ...]) -> None:
        self._book = book
        self._scan = scan
        self._words = scan.words.words
        self._pieces: dict[int, _Piece] = {}
        self._led: set[int] = set()
        for hit in longest(hits):
            word: PlaceWord = hit.entry.payload  # type: ignore[assignment]
            self._pieces[hit.first] = _Piece(hit.first, hit.last, word)
        for hit in hits:
            if hit.entry.payload.sort in (Sort.LEAD, Sort.HEAD):  # type: ignore[attr-defined]
                self._led.add(hit.last)
        self._add_endings()

    def _add_endings(self) -> None:
        """Take words with an ending that makes a place of any word («مهدی‌آباد»), where no rule knows them."""
        ending, endings = self._book.ending, self._book.endings
        if ending is None:
            return
        taken = {
            at
            for piece in self._pieces.values()
            for at in range(piece.first, piece.last)
            if piece.last - piece.first > 1
        }
        for at, word in enumerate(self._words):
            if not word.endswith(endings) or at in taken or at in self._pieces:
                continue
            if word in endings:
                if self._scan.words.touching(at) and self._words[at - 1].isalpha() and at - 1 not in taken:
                    self._pieces[at - 1] = _Piece(at - 1, at + 1, ending)
            elif len(word) > max(map(len, endings)) + 1:
                self._pieces[at] = _Piece(at, at + 1, ending)

    def spots(self) -> Iterator[Spot]:
        """Yield the places, each by itself, in order."""
        end, before = 0, None
        for first in sorted(self._pieces):
            if first < end:
                continue
            piece = self._pieces[first]
            spot = self._spot(piece, before)
            if spot is not None:
                end, before = spot.last, spot
                yield spot

    def _spot(self, piece: _Piece, before: Spot | None) -> Spot | None:
        word = piece.word
        if word.sort is Sort.HEAD:
            return self._headed(piece)
        if word.sort is Sort.SIDE:
            return self._sided(piece)
        if word.sort is Sort.BACK:
            return Spot(piece.first, piece.last, word.level, word, back=True)
        if word.sort not in (Sort.NAME, Sort.ENDING) or not self._trusted(piece, before):
            return None
        return Spot(piece.first, self._within(piece.last, word.level), word.level, word)

    def _trusted(self, piece: _Piece, before: Spot | None) -> bool:
        """Whether a name counts here."""
        first, last, words = piece.first, piece.last, self._words
        if piece.word.level is Level.HOME and first and words[first - 1].isdigit():
            return False
        if not self._apart(first, last) or not piece.word.around.hold(self._scan.words, first, last):
            return False
        if piece.word.trust is Trust.SURE or first in self._led:
            return True
        if before is not None and before.last == first - 1 and words[first - 1] in self._book.joints:
            return piece.word.trust is Trust.INSIDE or before.word.sort is Sort.HEAD or before.first in self._led
        if piece.word.trust is not Trust.INSIDE:
            return False
        if first and words[first - 1] in self._book.inside:
            return True
        after = self._pieces.get(last + 1)
        return (
            after is not None
            and words[last] in self._book.conjunctions
            and after.word.sort is Sort.NAME
            and after.word.trust is Trust.SURE
        )

    def _apart(self, first: int, last: int) -> bool:
        """Whether a name stands alone, and is no part of a longer word («ایران‌خودرو»)."""
        words, touching = self._words, self._scan.words.touching
        if touching(first) and words[first - 1].isalpha() and first not in self._led:
            return False
        return not (touching(last) and words[last].isalpha())

    def _headed(self, piece: _Piece) -> Spot | None:
        """Read a head with the name behind it."""
        at, word = piece.last, piece.word
        counted = piece.first > 0 and self._words[piece.first - 1].isdigit()
        first = at if counted or word.outside else piece.first
        name = self._pieces.get(at)
        if name is not None and name.word.sort in (Sort.NAME, Sort.ENDING) and name.word.level not in _WIDE:
            level = name.word.level if word.outside else _narrower(word.level, name.word.level)
            return Spot(first, self._within(name.last, level), level, name.word)
        if not counted and (word.open or not word.outside):
            last = self._unknown(at, several=word.several)
            if last is not None and (word.open or self._within(last, word.level) > last):
                return Spot(first, self._within(last, word.level), word.level, word)
        return Spot(piece.first, at, word.level, word, back=True) if word.alone and not counted else None

    def _unknown(self, at: int, *, several: bool) -> int | None:
        """Return the end of a name that no rule knows, or of ``several`` in a row, where one can stand."""
        words, touching = self._words, self._scan.words.touching
        last = at + 1
        if last < len(words) and words[at] in self._book.openers:
            last += 1
        if last > len(words) or not all(self._can_be_name(k) for k in range(at, last)):
            return None
        while last < len(words) and words[last].isalpha() and touching(last):
            last += 1
        if last < len(words) and words[last] in self._book.endings:
            last += 1
        return max(last, self._row_of_unknown(at)) if several else last

    def _row_of_unknown(self, at: int) -> int:
        """Return the end of unknown names joined by «و»; the word ``at`` where nothing joins them."""
        words, last, joined = self._words, at, False
        while last < min(at + _LONGEST_ROW, len(words)):
            joint = words[last] in self._book.conjunctions
            if not self._can_be_name(last + 1 if joint else last):
                break
            joined = joined or joint
            last += 1 + joint
        return last if joined else at

    def _can_be_name(self, at: int) -> bool:
        word = self._words[at] if at < len(self._words) else ""
        return (
            word.isalpha()
            and len(word) >= _SHORTEST
            and word not in self._book.stops
            and at not in self._pieces
            and all(hit.first != at for hit in self._scan.of("verbs"))
        )

    def _within(self, last: int, level: Level | None) -> int:
        """Take the larger place right behind a name («بافق یزد»)."""
        name = self._pieces.get(last)
        if (
            name is None
            or level is None
            or name.word.sort not in (Sort.NAME, Sort.HEAD)
            or name.word.level is None
            or name.word.level.depth >= level.depth
            or name.word.trust is Trust.HEAD
            or name.word.level in _WIDE
        ):
            return last
        if name.word.sort is Sort.NAME:
            return name.last
        inner = self._headed(name)
        return inner.last if inner and not inner.back else last

    def _sided(self, piece: _Piece) -> Spot | None:
        """Read «شمال», «جنوب شرق» with the place behind it."""
        name = self._pieces.get(piece.last)
        if name is None:
            return None
        inner = self._spot(name, None)
        if inner is None or inner.back or inner.level is Level.WORLD:
            return inner
        level = Level.COUNTRY if inner.level is Level.HOME else inner.level
        return replace(inner, first=piece.first, level=level)

    def tied(self, spots: Iterator[Spot]) -> Iterator[Spot]:
        """Yield places with what they are to what is said; those that are only compared are left out."""
        credits: set[int] | None = None
        for spot in spots:
            if credits is None:
                credits = self._credited()
            inside = spot.first > 0 and self._words[spot.first - 1] in self._book.inside
            tie = Tie.CREDIT if spot.first in credits or self._dateline(spot) else self._tie(spot.first)
            if tie is not Tie.AGAINST:
                yield replace(spot, tie=tie, inside=inside)

    def _tie(self, first: int) -> Tie:
        begun = ""
        for at in range(first - 1, max(first - 1 - _LONGEST_TIE, -1), -1):
            begun = self._words[at] + begun
            if begun in self._book.against:
                return Tie.AGAINST
        return Tie.TOWARD if first and self._words[first - 1] in self._book.toward else Tie.HERE

    def _credited(self) -> set[int]:
        """Return the words of credits: «به گزارش ایسنا از قزوین، », «به خبرنگار ایرنا در یزد گفت»."""
        found: set[int] = set()
        for hit in self._scan.of("attribution"):
            cue = hit.entry.payload
            if isinstance(cue, AttributionCue) and cue.part is Attributed.REPORT:
                found |= self._up_to_break(hit.last, _LONGEST_CREDIT)
        for hit in self._scan.of("places"):
            if hit.entry.payload.sort is Sort.CREDIT:  # type: ignore[attr-defined]
                found |= self._up_to_break(hit.last, _LONGEST_DESK)
        return found

    def _up_to_break(self, first: int, longest: int) -> set[int]:
        last = first
        while last < min(first + longest, len(self._words)) and self._words[last] not in _BREAKS:
            last += 1
        return set(range(first, last))

    def _dateline(self, spot: Spot) -> bool:
        """Whether a sentence opens with where the news was written («یزد - »)."""
        words = self._words
        opened = spot.first <= 2 and all(word in _BULLETS for word in words[: spot.first])
        return opened and spot.last < len(words) and words[spot.last] in _DASHES


def _rows(spots: Iterator[Spot], scan: Scan, book: Toponyms) -> Iterator[Spot]:
    """Join places in a row that ends in «و»; those with commas alone are told one by one."""
    row: list[Spot] = []
    for spot in spots:
        if row and not _follows(row[-1], spot, scan, book):
            yield from _joined(row, scan, book)
            row = []
        row.append(spot)
    if row:
        yield from _joined(row, scan, book)


def _follows(before: Spot, spot: Spot, scan: Scan, book: Toponyms) -> bool:
    words = scan.words.words
    return spot.first == before.last + 1 and words[before.last] in book.joints and not before.back and not spot.back


def _joined(row: list[Spot], scan: Scan, book: Toponyms) -> Iterator[Spot]:
    """Yield a row as one place up to its last «و», and what is left one by one."""
    words = scan.words.words
    while row:
        joined = [at for at in range(1, len(row)) if words[row[at - 1].last] in book.conjunctions]
        until = (joined[0] if joined else 0) + 1
        group = row[:until] if joined else row[:1]
        row = row[len(group) :]
        first = group[0]
        if len(group) == 1:
            yield first
            continue
        level = reduce(_narrower, (spot.level for spot in group))
        parts = tuple((spot.first, spot.last) for spot in group)
        yield replace(first, last=group[-1].last, level=level, parts=parts)


def _narrower(one: Level | None, other: Level | None) -> Level | None:
    return max((one, other), key=lambda level: level.depth if level else 0)
