"""Find the places that a document names, and what each is to what is said.

A place is a name of the gazetteer, or a head («شهرستان», «روستای») with the name behind it. Doubtful names, which are
ordinary words or names of persons too, count where their rule trusts them; once one is known to be a place, it is
trusted a little more in the whole document. Names in a row («گیلان و مازندران») are one place.

Input: the Scans of a document. Output: Spot*, in order, for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import takewhile

from msgspec.structs import replace

from extractor.reading.mentions import Scan
from extractor.reading.places.gazetteer import Gazetteer, Spot, Tie
from extractor.reading.places.offices import Offices
from extractor.reading.places.spots import SpotReader
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.attribution import AttributionCue
from extractor.rulebook.kinds.attribution import Part as Attributed
from extractor.rulebook.kinds.places import Sort, narrower
from extractor.rulebook.kinds.roles import Sort as Role

_BREAKS = frozenset("،,:.؛;-–")
_DASHES = frozenset("-–|(/")
_SEMICOLON = "؛"
_BULLETS = frozenset("-•*▪●◾🔹🔸🔻🔴🔵✅«")
_LONGEST_BULLET = 2
_LONGEST_CREDIT = 16
_LONGEST_DESK = 4
_LONGEST_TIE = 4
_LONGEST_DATE = 3


class Toponyms:
    """The part of the stage that reads places, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the gazetteer."""
        self.gazetteer = Gazetteer(book)

    def __call__(self, scans: tuple[Scan, ...]) -> list[tuple[Spot, ...]]:
        """Read the places of each sentence."""
        readers = [SpotReader(self.gazetteer, scan) if self._may_have(scan) else None for scan in scans]
        found = [list(reader.spots()) if reader else [] for reader in readers]
        known = {name for reader in readers if reader for name in reader.doubtful}
        if known:
            for number, reader in enumerate(readers):
                if reader and reader.may_hold(known):
                    found[number] = list(reader.spots(known))
        return [
            tuple(self._tied(tuple(self._rows(spots, scan)), scan)) if spots else ()
            for spots, scan in zip(found, scans, strict=True)
        ]

    def _may_have(self, scan: Scan) -> bool:
        endings = self.gazetteer.endings
        return bool(scan.of("places")) or any(word.endswith(endings) for word in scan.words.words)

    def _tied(self, spots: Sequence[Spot], scan: Scan) -> Iterator[Spot]:
        """Yield places with what they are to what is said."""
        credited, housed, dateline = self._credited(scan), self._housed(scan), _dateline(scan)
        for spot in spots:
            if spot.first in housed:
                yield replace(spot, tie=Tie.DESK)
                continue
            tie = self._tie(spot, scan)
            if spot.first in credited or _is_dateline(spot, dateline, scan, spots):
                writes = spot.word.desk and not Offices(self.gazetteer, scan).hold(spot.first)
                tie = Tie.DESK if writes else Tie.CREDIT
                housed |= _outlet_behind(spot, scan)
            yield spot if tie is spot.tie else replace(spot, tie=tie)

    def _tie(self, spot: Spot, scan: Scan) -> Tie:
        words, first, begun = scan.words.words, spot.first, ""
        for at in range(first - 1, max(first - 1 - _LONGEST_TIE, -1), -1):
            begun = words[at] + begun
            if begun in self.gazetteer.against:
                return Tie.AGAINST
        toward = first and words[first - 1] in self.gazetteer.toward
        acted_on = spot.last < len(words) and words[spot.last] in self.gazetteer.objects
        return Tie.TOWARD if toward or acted_on else Tie.HERE

    @staticmethod
    def _credited(scan: Scan) -> set[int]:
        """Return the words of credits: «به گزارش ایسنا از قزوین، », «به خبرنگار ایرنا در یزد گفت»."""
        found: set[int] = set()
        for hit in scan.of("attribution"):
            cue = hit.entry.payload
            if isinstance(cue, AttributionCue) and cue.part is Attributed.REPORT:
                found |= _up_to_break(scan, hit.last, _LONGEST_CREDIT)
        for hit in scan.of("places"):
            if hit.entry.payload.sort is Sort.CREDIT:  # type: ignore[attr-defined]
                found |= _up_to_break(scan, hit.last, _LONGEST_DESK)
        return found

    def _housed(self, scan: Scan) -> set[int]:
        """Return the words of the names of outlets, and of houses that one only works for («روزنامه آوای یزد»)."""
        heads = [hit for hit in scan.of("places") if hit.entry.payload.sort is Sort.HOUSE]  # type: ignore[attr-defined]
        if not heads:
            return set()
        words, verbs = scan.words.words, {hit.first for hit in scan.of("verbs")}
        stops = self.gazetteer.inside | self.gazetteer.toward
        found: set[int] = set()
        for hit in heads:
            behind = sorted(_up_to_break(scan, hit.last, _LONGEST_DESK))
            found |= set(takewhile(lambda at: words[at] not in stops and at not in verbs, behind))
        return found

    def _rows(self, spots: Iterable[Spot], scan: Scan) -> Iterator[Spot]:
        """Join places in a row that ends in «و»; those with commas alone are told one by one."""
        words, joints = scan.words.words, self.gazetteer.joints
        row: list[Spot] = []
        for spot in spots:
            if row and not (
                spot.first == row[-1].last + 1 and words[row[-1].last] in joints and not row[-1].back and not spot.back
            ):
                yield from self._joined(row, scan)
                row = []
            row.append(spot)
        yield from self._joined(row, scan)

    def _joined(self, row: list[Spot], scan: Scan) -> Iterator[Spot]:
        """Yield a row as one place up to its last «و», and what is left one by one."""
        words, conjunctions = scan.words.words, self.gazetteer.conjunctions
        at = 0
        while at < len(row):
            last = next((k for k in range(at + 1, len(row)) if words[row[k - 1].last] in conjunctions), at)
            group = row[at : last + 1]
            at = last + 1
            if len(group) == 1:
                yield group[0]
                continue
            level = reduce(narrower, (spot.level for spot in group))
            parts = tuple((spot.first, spot.last) for spot in group)
            yield replace(group[0], last=group[-1].last, level=level, parts=parts)


def _up_to_break(scan: Scan, first: int, longest: int) -> set[int]:
    words, last = scan.words.words, first
    while last < min(first + longest, len(words)) and words[last] not in _BREAKS:
        last += 1
    return set(range(first, last))


def _dateline(scan: Scan) -> tuple[int, bool]:
    """Return the word where a sentence may tell where the news was written, and whether it surely does.

    «ایسنا/یزد» does; «یزد - …» only with the dash.
    """
    words, size = scan.words.words, len(scan.words)
    for hit in scan.of("roles"):
        if hit.first > 1:
            break
        outlet = hit.entry.payload.sort is Role.OUTLET  # type: ignore[attr-defined]
        if outlet and hit.last < size and words[hit.last] in _DASHES:
            return hit.last + 1, True
    at = 0
    while at < min(_LONGEST_BULLET, size) and words[at] in _BULLETS:
        at += 1
    return at, False


def _is_dateline(spot: Spot, dateline: tuple[int, bool], scan: Scan, spots: Sequence[Spot]) -> bool:
    """Whether a place tells where the news was written; a desk does with «؛» before a date or another place, too."""
    words, last = scan.words.words, spot.last
    if spot.first != dateline[0]:
        return False
    if dateline[1] or last == len(words):
        return dateline[1]
    if words[last] == _SEMICOLON and spot.word.desk:
        return len(words) - last <= _LONGEST_DATE + 1 or spots[-1].first > last
    return words[last] in _DASHES


def _outlet_behind(spot: Spot, scan: Scan) -> set[int]:
    """Return the word of an outlet between a dateline and a colon, which can be that of a place («یزد - فارس: …»)."""
    words, at = scan.words.words, spot.last + 1
    return {at} if at + 1 < len(words) and words[at - 1] in _DASHES and words[at + 1] in _BREAKS else set()
