"""Read the names of places in one sentence, one by one.

Input: a Scan. Output: Spot*, in order, not yet joined to rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from extractor.reading.mentions import Scan
from extractor.reading.places.gazetteer import WIDE, Gazetteer, Spot
from extractor.rulebook.kinds.numerals import NUMBERS
from extractor.rulebook.kinds.places import Level, PlaceWord, Sort, Trust, narrower
from extractor.rulebook.kinds.roles import Sort as Role
from extractor.rulebook.lexicon import Hit, longest

_LONGEST_OFFICE = 12
_LONGEST_ROW = 6
_SHORTEST = 2


class _Piece(Struct, frozen=True):
    """Words that a rule knows, before it is settled whether they are a place here."""

    first: int
    last: int
    word: PlaceWord


class Offices:
    """The offices and institutions of a sentence, looked up by the word behind them."""

    __slots__ = ("_breaks", "_heads", "_inner", "_words")

    def __init__(self, book: Gazetteer, scan: Scan) -> None:
        """Index the hits of a scan."""
        self._breaks = book.breaks
        self._words = scan.words.words
        self._heads: set[int] = set()
        self._inner: set[int] = set()
        for hit in scan.of("roles"):
            sort = hit.entry.payload.sort  # type: ignore[attr-defined]
            if sort in (Role.OFFICE, Role.ORGANISATION):
                self._heads.add(hit.last)
            elif sort is Role.FIELD:
                self._inner.update(range(hit.first, hit.last))

    def hold(self, first: int) -> bool:
        """Whether a name at word ``first`` ends the name of an office or institution («اداره برق فارس»)."""
        words = self._words
        for at in range(first, max(first - _LONGEST_OFFICE, 0), -1):
            if at in self._heads:
                return True
            if at - 1 not in self._inner and (words[at - 1] in self._breaks or not words[at - 1].isalpha()):
                return False
        return False


class SpotReader:
    """The words of one sentence with what the rules know of them.

    ``doubtful`` are the doubtful names that turned out to be places.
    """

    __slots__ = ("_book", "_known", "_led", "_offices", "_pieces", "_scan", "_verbs", "_words", "doubtful")

    def __init__(self, book: Gazetteer, scan: Scan) -> None:
        """Index the hits of a scan."""
        self._book = book
        self._scan = scan
        self._words = scan.words.words
        self._offices: Offices | None = None
        self._verbs: frozenset[int] | None = None
        self._known: Collection[str] = ()
        self.doubtful: set[str] = set()
        hits = [hit for hit in scan.of("places") if not self._falls_apart(hit) and not self._is_tail(hit)]
        self._pieces = {
            hit.first: _Piece(hit.first, hit.last, hit.entry.payload)  # type: ignore[arg-type]
            for hit in longest(hits)
        }
        self._led = {
            hit.last
            for hit in hits
            if hit.entry.payload.sort in (Sort.LEAD, Sort.HEAD)  # type: ignore[attr-defined]
        }
        self._add_endings()

    def spots(self, known: Collection[str] = ()) -> Iterator[Spot]:
        """Yield the places; names that are ``known`` to be places in this document are trusted more."""
        self._known = known
        end, before = 0, None
        for first in sorted(self._pieces):
            if first < end:
                continue
            spot = self._spot(self._pieces[first], before)
            if spot is not None:
                end, before = spot.last, spot
                yield spot

    def may_hold(self, known: Collection[str]) -> bool:
        """Whether one of some doubtful names is in the sentence."""
        return any(piece.word.trust is not Trust.SURE and self._name(piece) in known for piece in self._pieces.values())

    def _name(self, piece: _Piece) -> str:
        return "".join(self._words[piece.first : piece.last])

    def _falls_apart(self, hit: Hit) -> bool:
        """Whether a name is two other words that only look like one when joined («به شهر», not «بهشهر»)."""
        return (
            hit.last - hit.first > 1
            and hit.entry.payload.sort is Sort.NAME  # type: ignore[attr-defined]
            and not all(self._scan.words.touching(at) for at in range(hit.first + 1, hit.last))
            and "".join(self._words[hit.first : hit.last]) not in self._book.spaced
        )

    def _is_tail(self, hit: Hit) -> bool:
        """Whether the head of a name is only the end of a word: «می‌رود», not «رود کارون»."""
        return hit.entry.payload.sort is Sort.HEAD and self._scan.words.bound(hit.first)  # type: ignore[attr-defined]

    def _add_endings(self) -> None:
        """Take words with an ending that makes a place of any word («مهدی‌آباد»), where no rule knows them."""
        ending, endings, words = self._book.ending, self._book.endings, self._words
        if ending is None:
            return
        longer = (piece for piece in self._pieces.values() if piece.last - piece.first > 1)
        taken = {at for piece in longer for at in range(piece.first, piece.last)}
        shortest = max(map(len, endings)) + _SHORTEST
        for at, word in enumerate(words):
            if not word.endswith(endings) or at in taken or at in self._pieces:
                continue
            if word not in endings:
                if len(word) >= shortest:
                    self._pieces[at] = _Piece(at, at + 1, ending)
            elif self._scan.words.touching(at) and words[at - 1].isalpha() and at - 1 not in taken:
                self._pieces[at - 1] = _Piece(at - 1, at + 1, ending)

    def _spot(self, piece: _Piece, before: Spot | None) -> Spot | None:
        word = piece.word
        if word.sort is Sort.HEAD:
            return self._headed(piece)
        if word.sort is Sort.SIDE:
            return self._sided(piece)
        if word.sort is Sort.BACK:
            return Spot(piece.first, piece.last, word.level, word, back=True)
        if word.sort not in (Sort.NAME, Sort.ENDING) or not self._counts(piece, before):
            return None
        if word.trust is not Trust.SURE:
            self.doubtful.add(self._name(piece))
        if word.level is Level.HOME:
            return self._country(piece)
        return Spot(piece.first, self._within(piece.last, word.level), word.level, word)

    def _country(self, piece: _Piece) -> Spot:
        """Read «کشور», which may be that of the name behind it."""
        name = self._pieces.get(piece.last)
        if name is not None and name.word.sort is Sort.NAME and name.word.level is Level.COUNTRY:
            return Spot(piece.first, name.last, Level.COUNTRY, name.word)
        return Spot(piece.first, piece.last, Level.HOME, piece.word)

    def _counts(self, piece: _Piece, before: Spot | None) -> bool:
        """Whether a name is a place here."""
        first, words = piece.first, self._words
        if piece.word.level is Level.HOME and first and words[first - 1].isdigit():
            return False
        if not self._apart(first, piece.last) or (self._book.capitals and not self._scan.words.capital(first)):
            return False
        if first not in self._led and not piece.word.around.hold(self._scan.words, first, piece.last):
            return False
        trust = piece.word.trust
        if trust is not Trust.SURE and self._name(piece) in self._known:
            trust = Trust.INSIDE if trust is Trust.HEAD else Trust.SURE
        if trust is Trust.SURE or first in self._led:
            return True
        if before is not None and before.last == first - 1 and words[first - 1] in self._book.joints:
            return trust is Trust.INSIDE or before.word.sort is Sort.HEAD or before.first in self._led
        return trust is Trust.INSIDE and self._is_inside(piece)

    def _is_inside(self, piece: _Piece) -> bool:
        """Whether a name stands after «در», in an office or institution, or in a row with a sure one."""
        first, last, words = piece.first, piece.last, self._words
        if first and words[first - 1] in self._book.inside:
            return True
        if piece.word.level is not Level.COUNTRY and self._in_office(first):
            return True
        after = self._pieces.get(last + 1)
        return (
            after is not None
            and words[last] in self._book.conjunctions
            and after.word.sort is Sort.NAME
            and after.word.trust is Trust.SURE
        )

    def _in_office(self, first: int) -> bool:
        self._offices = self._offices or Offices(self._book, self._scan)
        return self._offices.hold(first)

    def _apart(self, first: int, last: int) -> bool:
        """Whether a name stands alone, and is no part of a longer word («ایران‌خودرو»)."""
        words, touching = self._words, self._scan.words.touching
        if touching(first) and words[first - 1].isalpha() and first not in self._led:
            return False
        return not (touching(last) and words[last].isalpha())

    def _headed(self, piece: _Piece) -> Spot | None:
        """Read a head with the name behind it."""
        at, word = piece.last, piece.word
        counted = self._counted(piece.first)
        first = at if counted or word.outside else piece.first
        name = self._pieces.get(at)
        if name is not None and name.word.sort in (Sort.NAME, Sort.ENDING) and name.word.level not in WIDE:
            if name.word.trust is not Trust.SURE:
                self.doubtful.add(self._name(name))
            level = name.word.level if word.outside else narrower(word.level, name.word.level)
            return Spot(first, self._within(self._whole(name.last), level), level, name.word)
        if not counted and (word.open or not word.outside):
            last = self._unknown(at, several=word.several)
            if last is not None and (word.open or self._within(last, word.level) > last):
                return Spot(first, self._within(last, word.level), word.level, word)
        return Spot(piece.first, at, word.level, word, back=True) if word.alone and not counted else None

    def _counted(self, first: int) -> bool:
        """Whether a number stands before a word: «پنج سد» are five dams, and none by name."""
        if first and self._words[first - 1].isdigit():
            return True
        return any(
            hit.last == first and hit.entry.payload.role in NUMBERS  # type: ignore[attr-defined]
            for hit in self._scan.of("numerals")
        )

    def _unknown(self, at: int, *, several: bool) -> int | None:
        """Return the end of a name that no rule knows, or of ``several`` in a row, where one can stand."""
        words, last = self._words, at + 1
        if last < len(words) and words[at] in self._book.openers:
            last += 1
        if not all(self._can_be_name(k) for k in range(at, last)):
            return None
        whole = self._whole(last)
        if any(not self._can_be_name(k) for k in range(last, whole) if words[k] not in self._book.endings):
            return None
        last = whole
        if last < len(words) and words[last] in self._book.endings:
            last += 1
        return max(last, self._row_of_unknown(at)) if several else last

    def _whole(self, last: int) -> int:
        """Return the end of a word that non-joiners keep together («خواجه‌کنتی»)."""
        while last < len(self._words) and self._words[last].isalpha() and self._scan.words.touching(last):
            last += 1
        return last

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
            and not word.endswith(self._book.tails)
            and at not in self._pieces
            and at not in self._verb_starts()
        )

    def _verb_starts(self) -> frozenset[int]:
        if self._verbs is None:
            self._verbs = frozenset(hit.first for hit in self._scan.of("verbs"))
        return self._verbs

    def _within(self, last: int, level: Level | None) -> int:
        """Take the larger place right behind a name («بافق یزد»)."""
        name = self._pieces.get(last)
        if name is None or level is None or name.word.level is None or name.word.level in WIDE:
            return last
        if name.word.level.depth >= level.depth or name.word.trust is Trust.HEAD:
            return last
        if name.word.sort is Sort.NAME:
            return name.last
        inner = self._headed(name) if name.word.sort is Sort.HEAD else None
        return inner.last if inner and not inner.back else last

    def _sided(self, piece: _Piece) -> Spot | None:
        """Read «شمال», «جنوب شرق» with the place behind it."""
        name = self._pieces.get(piece.last)
        inner = self._spot(name, None) if name else None
        if inner is None or inner.back or inner.level is Level.WORLD:
            return inner
        level = Level.COUNTRY if inner.level is Level.HOME else inner.level
        return replace(inner, first=piece.first, level=level)
