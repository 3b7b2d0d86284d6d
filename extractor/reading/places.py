"""Find where: in the clause or sentence, then in the headline and lead, then the office of the speaker.

A figure takes a place of its own clause: one right behind it, else the last one before it, else the first one after
it; then one of the clauses before. Words that stand for a place («این شهرستان») give the place that they stand for.
The country and the world are places of a figure where nothing narrower is, and not of a share or rank, which is only
taken in them. Else the figure holds in the place of the document: that of the last heading, the headline or the
first sentence; or of the office of the speaker, where that is narrower («فرماندار اردکان» in news of Yazd); at last
where the news was written. What the sentence does not say of the figure itself is inferred.

Input: scans, readings, voices. Output: for each reading, a PhraseMention or None for each of its mentions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor.model import Kind
from extractor.reading.gazetteer import WIDE, Gazetteer, Spot, Tie
from extractor.reading.mentions import Clause, Mention, PhraseMention, Scan, SentenceReading, Trace, Voice
from extractor.reading.toponyms import Toponyms
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.places import Level

Range = tuple[int, int]

_SHARES = (Kind.PERCENT, Kind.RATIO, Kind.RANK)
_ASIDE = (Tie.AGAINST, Tie.CREDIT, Tie.DESK)
_BRACKET = "("


@dataclass(frozen=True, slots=True)
class Place:
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

    def phrase(self, *, inferred: bool) -> PhraseMention:
        """Return the place of a figure."""
        trace = Trace("place", self.start, self.end, self.spot.word.rule)
        return PhraseMention(self.start, self.end, inferred, (trace,))


class Places:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._toponyms = Toponyms(book)

    def __call__(
        self, scans: tuple[Scan, ...], readings: tuple[SentenceReading, ...], voices: tuple[Voice, ...]
    ) -> tuple[tuple[PhraseMention | None, ...], ...]:
        """Run the stage."""
        document = _Document(scans, readings, self._toponyms(scans), voices, self._toponyms.gazetteer)
        return tuple(tuple(document.places(reading)) for reading in readings)


class _Document:
    """The places of a document, sentence by sentence."""

    def __init__(
        self,
        scans: Sequence[Scan],
        readings: Sequence[SentenceReading],
        spots: list[tuple[Spot, ...]],
        voices: tuple[Voice, ...],
        gazetteer: Gazetteer,
    ) -> None:
        self._numbers = {scan.sentence.start: number for number, scan in enumerate(scans)}
        self._gazetteer = gazetteer
        self._voices = voices
        self._voice_starts = [voice.start for voice in voices]
        speakers = _Ranges(part for voice in voices for part in _parties(voice))
        self._listed = [tuple(_places(scan, found, speakers)) for scan, found in zip(scans, spots, strict=True)]
        self._all = [place for places in self._listed for place in places]
        self._starts = [place.start for place in self._all]
        self._levels: dict[Level | None, list[Place]] = defaultdict(list)
        for place in self._all:
            if place.named:
                self._levels[place.spot.level].append(place)
        figures = {
            reading.scan.sentence.start: next(c.last for c in reading.clauses if c.last > reading.mentions[0].first)
            for reading in readings
        }
        self._headed = tuple(self._headings(scans, figures))
        self._last_resort = self._find_last_resort()
        self._office_of = cache(self._find_office)
        self._before: Place | None = None

    def _headings(self, scans: Sequence[Scan], figures: Mapping[int, int]) -> Iterator[Place | None]:
        """Yield the place that each sentence stands under: of the last heading, else of the headline or lead."""
        body = next((number for number, scan in enumerate(scans) if not scan.sentence.heading), len(scans))
        headlines = [place for places in self._listed[:body] for place in places]
        lead = self._listed[body] if body < len(scans) else ()
        first = figures.get(scans[body].sentence.start, len(scans[body].words)) if lead else 0
        if any(place.spot.level is Level.HOME for place in headlines):
            first = 0
        lead = tuple(place for place in lead if place.spot.first < first)
        current = _topic(headlines) or _topic(lead)
        for number, scan in enumerate(scans):
            if number > body and scan.sentence.heading:
                own = [place for place in self._listed[number] if place.usable and place.spot.tie is Tie.HERE]
                current = _topic(own) or current
            yield current

    def _find_last_resort(self) -> Place | None:
        """Return the place of the office of the only speaker, else where the news was written."""
        named = [place for place in self._all if place.named]
        if len({voice.speaker or voice.role for voice in self._voices}) == 1:
            office = next((place for place in named if place.office), None)
            if office:
                return office
        return next((place for place in named if place.spot.tie is Tie.CREDIT), None)

    def places(self, reading: SentenceReading) -> Iterator[PhraseMention | None]:
        """Yield the place of each figure of a sentence."""
        number = self._numbers[reading.scan.sentence.start]
        own = self._listed[number]
        clauses = _by_clause(reading.clauses, own)
        starts = [clause.first for clause in reading.clauses]
        for index, mention in enumerate(reading.mentions):
            at = max(bisect_right(starts, mention.first) - 1, 0)
            place = self._in_sentence(reading, index, at, clauses)
            here = place is not None and not place.office and own[0].start <= place.start <= own[-1].start
            place = place or self._inherited(mention, number) or _wide(mention, clauses, at) or self._last_resort
            yield place.phrase(inferred=not here) if place else None
            self._before = place or self._before

    def _in_sentence(
        self, reading: SentenceReading, index: int, at: int, clauses: dict[int, list[Place]]
    ) -> Place | None:
        """Return the place of a figure in its own clause or those before it."""
        mention = reading.mentions[index]
        until = reading.mentions[index + 1].first if index + 1 < len(reading.mentions) else len(reading.scan.words)
        held = self._held(mention, clauses.get(at, []), until)
        if held is not None:
            return held
        for number in sorted((number for number in clauses if number <= at), reverse=True):
            found = self._in_clause(mention, clauses[number], until)
            if found is not None:
                return _paired(found, mention, reading, reading.clauses[number])
            if number == at:
                wide = _widest(mention, clauses[at])
                about = mention.quantity.kind not in _SHARES or _is_subject(reading.clauses[at], clauses[at])
                if wide and about:
                    return wide
        return None

    def _held(self, mention: Mention, places: Sequence[Place], until: int) -> Place | None:
        """Return the place that brackets a figure («سومالی (۴ میلیون نفر)»), or the country right behind it."""
        for place in places:
            spot, words = place.spot, place.scan.words.words
            if spot.last == mention.first - 1 and words[spot.last] == _BRACKET and place.named:
                return place
            if spot.level in WIDE and mention.quantity.kind not in _SHARES and self._behind(mention, place, until):
                return place
        return None

    def _in_clause(self, mention: Mention, places: list[Place], until: int) -> Place | None:
        usable = [place for place in places if place.usable and place.spot.level not in WIDE]
        told = [place for place in usable if place.spot.level is not None]
        for tie in (Tie.HERE, Tie.TOWARD):
            found = self._nearest(mention, [place for place in told if place.spot.tie is tie], until)
            meant = self._meant(found) if found and found.spot.back else found
            if meant:
                return meant
        named = self._nearest(mention, [place for place in usable if place.named], until)
        return named or (self._before if len(told) < len(usable) else None)

    def _nearest(self, mention: Mention, places: Sequence[Place], until: int) -> Place | None:
        """Return the place right behind a figure, else the last before it, else the first after it."""
        split = bisect_left([place.spot.last for place in places], mention.first + 1)
        before, after = places[:split], places[split:]
        if before and after and self._behind(mention, after[0], until):
            return after[0]
        if before:
            return before[-1]
        return after[0] if after else None

    def _behind(self, mention: Mention, place: Place, until: int) -> bool:
        """Whether a place stands right behind a figure, before the next one."""
        first = place.spot.first
        return mention.last <= first < until and self._gazetteer.adjoining(place.scan.words.words[mention.last : first])

    def _inherited(self, mention: Mention, number: int) -> Place | None:
        """Return the place that the sentence stands under, or of the office of the speaker where that is narrower."""
        index = bisect_right(self._voice_starts, mention.start) - 1
        spoken = index >= 0 and mention.start < self._voices[index].end
        office = self._office_of(index) if spoken else None
        document = self._headed[number]
        return office if office and (document is None or office.depth > document.depth) else document

    def _find_office(self, index: int) -> Place | None:
        """Return the place of the office of a voice."""
        for start, end in _offices(self._voices[index]):
            for at in range(bisect_left(self._starts, start), len(self._all)):
                place = self._all[at]
                if place.end > end:
                    break
                found = self._meant(place) if place.spot.back else place if place.named else None
                if found:
                    return found
        return None

    def _meant(self, back: Place) -> Place | None:
        """Return the place that «این شهرستان» stands for: the last of its level, else one of an office."""
        level = back.spot.level
        same = self._levels[level]
        at = bisect_left([place.start for place in same], back.start)
        return same[at - 1] if at else next((place for place in same if place.office), None)


class _Ranges:
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


def _places(scan: Scan, spots: Iterable[Spot], speakers: _Ranges) -> Iterator[Place]:
    for spot in spots:
        start, end = scan.words.starts[spot.first], scan.words.ends[spot.last - 1]
        yield Place(spot, scan, start, end, speakers.hold(start, end))


def _parties(voice: Voice) -> Iterator[Range]:
    """Yield the words of a speaker: the name, the role, the institution, and the party where it speaks."""
    if voice.speaker:
        yield voice.speaker
    yield from _offices(voice)


def _offices(voice: Voice) -> Iterator[Range]:
    """Yield the role and the institution of a speaker, and where it speaks; the name of a person is none."""
    for part in (voice.role, voice.organisation):
        if part:
            yield part
    for trace in voice.traces:
        if trace.field == "speaker" and (trace.start, trace.end) != voice.speaker:
            yield trace.start, trace.end


def _topic(places: Sequence[Place]) -> Place | None:
    """Return the place that a heading or lead is about: no office where it names another place, too."""
    named = [place for place in places if place.named]
    for tie in (Tie.HERE, Tie.TOWARD):
        for place in named:
            if not place.office and place.spot.tie is tie:
                return place
    return next((place for place in named if place.office), None)


def _by_clause(clauses: Sequence[Clause], places: Iterable[Place]) -> dict[int, list[Place]]:
    starts = [clause.first for clause in clauses]
    found: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        found[max(bisect_right(starts, place.spot.first) - 1, 0)].append(place)
    return dict(found)


def _wide(mention: Mention, clauses: dict[int, list[Place]], at: int) -> Place | None:
    """Return the country or the world of a figure's clause, or of the nearest before it."""
    before = sorted((number for number in clauses if number <= at), reverse=True)
    return next((wide for number in before if (wide := _widest(mention, clauses[number]))), None)


def _widest(mention: Mention, places: Sequence[Place]) -> Place | None:
    """Return the country or the world; a rank is one in the world, where that is named."""
    wide = [place for place in places if place.usable and place.spot.level in WIDE]
    world = [place for place in wide if place.spot.level is Level.WORLD]
    return next(iter(world if mention.quantity.kind is Kind.RANK and world else wide), None)


def _is_subject(clause: Clause, places: Sequence[Place]) -> bool:
    """Whether a clause is about the country: it begins with its name."""
    return any(place.spot.level is Level.HOME and place.spot.first <= clause.first + 1 for place in places)


def _paired(place: Place, mention: Mention, reading: SentenceReading, clause: Clause) -> Place:
    """Return the one place of a row that goes with a figure of a row («به ترتیب»)."""
    parts = place.spot.parts
    if not parts or not place.scan.of("paired_places"):
        return place
    figures = [other for other in reading.mentions if clause.first <= other.first < clause.last]
    if len(parts) != len(figures) or mention not in figures:
        return place
    first, last = parts[figures.index(mention)]
    words = place.scan.words
    return replace(place, start=words.starts[first], end=words.ends[last - 1])
