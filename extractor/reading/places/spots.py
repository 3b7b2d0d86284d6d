"""Read the names of places in one sentence, one by one.

Input: a Scan. Output: Spot*, in order, not yet joined to rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from extractor.reading.mentions import Scan
from extractor.reading.places.gazetteer import WIDE, Gazetteer, Piece, Spot
from extractor.reading.places.offices import Offices
from extractor.rulebook.kinds.numerals import NUMBERS
from extractor.rulebook.kinds.places import Level, Sort, Trust, narrower
from extractor.rulebook.lexicon import Hit, longest

_LONGEST_ROW = 6
_SHORTEST = 2
_DASHES = frozenset("-–")
_BROAD = (*WIDE, Level.COUNTRY)


class SpotReader:
    """The words of one sentence with what the rules know of them.

    ``doubtful`` are the doubtful names that turned out to be places.
    """

    __slots__ = ("_book", "_known", "_led", "_listing", "_offices", "_pieces", "_scan", "_verbs", "_words", "doubtful")

    def __init__(self, book: Gazetteer, scan: Scan) -> None:
        """Index the hits of a scan."""
        self._book = book
        self._scan = scan
        self._words = scan.words.words
        self._offices: Offices | None = None
        self._verbs: frozenset[int] | None = None
        self._known: Collection[str] = ()
        self._listing: bool | None = None
        self.doubtful: set[str] = set()
        hits = [hit for hit in scan.of("places") if not self._falls_apart(hit) and not self._is_in_word(hit)]
        self._pieces = {
            hit.first: Piece(hit.first, hit.last, hit.entry.payload)  # type: ignore[arg-type]
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

    def _name(self, piece: Piece) -> str:
        return "".join(self._words[piece.first : piece.last])

    def _falls_apart(self, hit: Hit) -> bool:
        """Whether a name is two other words that only look like one when joined («به شهر», not «بهشهر»)."""
        return (
            hit.last - hit.first > 1
            and hit.entry.payload.sort is Sort.NAME  # type: ignore[attr-defined]
            and not all(self._scan.words.touching(at) for at in range(hit.first + 1, hit.last))
            and "".join(self._words[hit.first : hit.last]) not in self._book.spaced
        )

    def _is_in_word(self, hit: Hit) -> bool:
        """Whether the head of a name is only part of a word: «می‌رود», «کوه‌پیما», not «رود کارون»."""
        words, last = self._scan.words, hit.last
        if hit.entry.payload.sort is not Sort.HEAD:  # type: ignore[attr-defined]
            return False
        return words.bound(hit.first) or (last < len(words) and words.bound(last))

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
                    self._pieces[at] = Piece(at, at + 1, ending)
            elif self._scan.words.touching(at) and words[at - 1].isalpha() and at - 1 not in taken:
                self._pieces[at - 1] = Piece(at - 1, at + 1, ending)

    def _spot(self, piece: Piece, before: Spot | None) -> Spot | None:
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
        return self._line(Spot(piece.first, self._within(piece.last, word.level), word.level, word), piece.first)

    def _country(self, piece: Piece) -> Spot:
        """Read «کشور», which may be that of the name behind it."""
        name = self._pieces.get(piece.last)
        if name is not None and name.word.sort is Sort.NAME and name.word.level is Level.COUNTRY:
            return Spot(piece.first, name.last, Level.COUNTRY, name.word)
        return Spot(piece.first, piece.last, Level.HOME, piece.word)

    def _counts(self, piece: Piece, before: Spot | None) -> bool:
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
            named = trust is Trust.INSIDE or self._sure(piece.last + 1)
            return named or before.word.sort is Sort.HEAD or before.first in self._led
        return self._is_counted_off(piece) or (trust is Trust.INSIDE and self._is_inside(piece))

    def _is_inside(self, piece: Piece) -> bool:
        """Whether a name stands after «در», in an office, in a row with a sure one, or in its province."""
        first, last, words = piece.first, piece.last, self._words
        if first and words[first - 1] in self._book.inside:
            return True
        if piece.word.level is not Level.COUNTRY and self._in_office(first):
            return True
        if self._sure(last) and self._pieces[last].word.level is Level.PROVINCE:
            return True
        return self._sure(last + 1) and words[last] in self._book.conjunctions

    def _is_counted_off(self, piece: Piece) -> bool:
        """Whether a name ends a list in which each has its figure: «بافق ۱۱ مدرسه، تفت ۱۶ مدرسه و بهار ۱۵ مدرسه»."""
        first, words = piece.first, self._words
        if not first or words[first - 1] not in self._book.joints or not self._counted(piece.last + 1):
            return False
        if self._listing is None:
            pieces = self._pieces.items()
            self._listing = any(self._sure(at) and self._counted(other.last + 1) for at, other in pieces)
        return self._listing

    def _sure(self, at: int) -> bool:
        """Whether a name that is surely a place begins at a word."""
        piece = self._pieces.get(at)
        return piece is not None and piece.word.sort is Sort.NAME and piece.word.trust is Trust.SURE

    def _in_office(self, first: int) -> bool:
        self._offices = self._offices or Offices(self._book, self._scan)
        return self._offices.hold(first)

    def _apart(self, first: int, last: int) -> bool:
        """Whether a name stands alone, and is no part of a longer word («ایران‌خودرو»)."""
        words, touching = self._words, self._scan.words.touching
        if touching(first) and words[first - 1].isalpha() and first not in self._led:
            return False
        return not (touching(last) and words[last].isalpha())

    def _headed(self, piece: Piece) -> Spot | None:
        """Read a head with the name behind it."""
        at, word = piece.last, piece.word
        counted = self._counted(piece.first)
        first = at if counted or word.outside else piece.first
        name = self._pieces.get(at)
        if name is not None and name.word.sort in (Sort.NAME, Sort.ENDING) and name.word.level not in WIDE:
            if name.word.trust is not Trust.SURE:
                self.doubtful.add(self._name(name))
            level = name.word.level if word.outside else narrower(word.level, name.word.level)
            spot = Spot(first, self._within(self._whole(name.last), level), level, name.word)
            return self._line(spot, at, road=word.several)
        if not counted and (word.open or not word.outside):
            last = self._unknown(at, several=word.several)
            if last is not None and (word.open or self._within(last, word.level) > last):
                return Spot(first, self._within(last, word.level), word.level, word)
        return Spot(piece.first, at, word.level, word, back=True) if word.alone and not counted else None

    def _counted(self, first: int) -> bool:
        """Whether a number stands before a word: «پنج سد» are five dams, and none by name."""
        if not 0 < first <= len(self._words):
            return False
        return self._words[first - 1].isdigit() or any(
            hit.entry.payload.role in NUMBERS  # type: ignore[attr-defined]
            for hit in self._scan.hits.before("numerals", first)
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

    def _line(self, spot: Spot, name: int, *, road: bool = False) -> Spot:
        """Take the ends of a line («یزد - بافق»), behind a road also «بافق به یزد»; ``name`` is its first word.

        At the head of a sentence a dash stands behind the town where the news was written.
        """
        words, last = self._words, spot.last
        while name and last < len(words) and words[name - 1].isalpha():
            end = self._pieces.get(last + 1)
            joined = words[last] in _DASHES or (road and words[last] in self._book.toward)
            if not joined or end is None or end.word.sort is not Sort.NAME or end.word.level in _BROAD:
                break
            last = end.last
        return spot if last == spot.last else replace(spot, last=last, level=Level.SITE)

    def _sided(self, piece: Piece) -> Spot | None:
        """Read «شمال», «جنوب شرق» with the place behind it."""
        name = self._pieces.get(piece.last)
        if name is not None and name.word.trust is Trust.INSIDE:
            self._led.add(name.first)
        inner = self._spot(name, None) if name else None
        if inner is None or inner.back:
            return inner
        level = Level.COUNTRY if inner.level is Level.HOME else inner.level
        return replace(inner, first=piece.first, level=level)
