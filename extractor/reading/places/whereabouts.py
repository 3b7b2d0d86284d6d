"""The places of a document: in folded offsets, and told apart from those of the offices of its speakers.

Input: a Scan with its Spots, voices. Output: Place*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.reading.mentions import PhraseMention, Scan, Trace, Voice
from extractor.reading.places.gazetteer import WIDE, Spot, Tie

Range = tuple[int, int]

_ASIDE = (Tie.AGAINST, Tie.CREDIT, Tie.DESK)


class Place(Struct, frozen=True):
    """A place in the document: folded offsets, and whether it belongs to the office of a speaker."""

    spot: Spot
    scan: Scan
    start: int
    end: int
    office: bool

    @property
    def depth(self) -> int:
        """How narrow it is."""
        return self.spot.level.depth if self.spot.level else 0

    @property
    def named(self) -> bool:
        """Whether it is the name of a place narrower than the country."""
        return not self.spot.back and self.spot.level not in WIDE

    @property
    def usable(self) -> bool:
        """Whether it can be the place of a figure of its own sentence."""
        return not self.office and self.spot.tie not in _ASIDE

    def same(self, other: Place) -> bool:
        """Whether it has the name of another place, alone, in a row, or with what it lies in («بافق یزد»)."""
        mine, others = self._names(), other._names()
        return mine[-1] in others or others[-1] in mine

    def _names(self) -> tuple[str, ...]:
        return self.scan.words.words[self.spot.first : self.spot.last]

    def part(self, words: Range) -> Place:
        """Return the place with some of its words."""
        if words == (self.spot.first, self.spot.last):
            return self
        return replace(self, start=self.scan.words.starts[words[0]], end=self.scan.words.ends[words[1] - 1])

    def phrase(self, *, inferred: bool) -> PhraseMention:
        """Return the place of a figure."""
        trace = Trace("place", self.start, self.end, self.spot.word.rule)
        return PhraseMention(self.start, self.end, inferred, (trace,))


class Ranges:
    """Ranges of text, which may overlap, looked up by position."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._merged: list[Range] = []
        self._exact: set[Range] = set()
        for start, end in sorted(ranges):
            self._exact.add((start, end))
            if self._merged and start < self._merged[-1][1]:
                self._merged[-1] = (self._merged[-1][0], max(end, self._merged[-1][1]))
            else:
                self._merged.append((start, end))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of the ranges, or several that overlap, hold this one and more."""
        at = bisect_right(self._merged, (start, float("inf"))) - 1
        return at >= 0 and end <= self._merged[at][1] and (start, end) not in self._exact


def placed(scan: Scan, spots: Iterable[Spot], speakers: Ranges) -> Iterator[Place]:
    """Yield the places of a sentence; those inside the words for a speaker are of an office."""
    for spot in spots:
        start, end = scan.words.starts[spot.first], scan.words.ends[spot.last - 1]
        yield Place(spot, scan, start, end, speakers.hold(start, end))


def parties(voice: Voice) -> Iterator[Range]:
    """Yield the words of a speaker: the name, the role, the institution, and the party where it speaks."""
    if voice.speaker:
        yield voice.speaker
    yield from offices(voice)


def offices(voice: Voice) -> Iterator[Range]:
    """Yield the role and the institution of a speaker, and where it speaks; the name of a person is none."""
    for part in (voice.role, voice.organisation):
        if part:
            yield part
    for trace in voice.traces:
        if trace.field == "speaker" and (trace.start, trace.end) != voice.speaker:
            yield trace.start, trace.end


def topic(places: Sequence[Place]) -> Place | None:
    """Return the place that a heading or lead is about: no office where it names another place, too."""
    named = [place for place in places if place.named]
    for tie in (Tie.HERE, Tie.TOWARD):
        for place in named:
            if not place.office and place.spot.tie is tie:
                return place
    return next((place for place in named if place.office and place.spot.tie is not Tie.DESK), None)
