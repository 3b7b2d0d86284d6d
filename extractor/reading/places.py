"""Find where: in the clause or sentence, then the paragraph, then the office of the speaker.

A figure takes a place of its own clause: one right behind it, else the last one before it, else the first one after
it; then one of the clauses before. Without one, words that stand for a place («این شهرستان») give the place that they
stand for. Else the figure holds in the place of the document: that of the headline, else of the lead; or of the
office of the speaker, where that is as narrow («فرماندار اردکان» in news of Yazd); else of the dateline. What is not
said of the figure in its own sentence is inferred.

Input: scans, readings, voices. Output: for each reading, a PhraseMention or None for each of its mentions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model import Kind
from extractor.reading.mentions import Clause, Mention, PhraseMention, Scan, SentenceReading, Trace, Voice
from extractor.reading.toponyms import Spot, Tie, Toponyms
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.places import Level

Range = tuple[int, int]

_SHARES = (Kind.PERCENT, Kind.RATIO, Kind.RANK)
_WIDE = (Level.HOME, Level.WORLD)


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
        return not self.spot.back and self.spot.level not in _WIDE

    def phrase(self, *, inferred: bool) -> PhraseMention:
        """Return the place of a figure."""
        trace = Trace("place", self.start, self.end, self.spot.word.rule)
        return PhraseMention(self.start, self.end, inferred, (trace,))


def _offices(voice: Voice) -> Iterator[Range]:
    """Yield the role and the institution of a speaker, and where it speaks; the name of a person is none."""
    for part in (voice.role, voice.organisation):
        if part:
            yield part
    for trace in voice.traces:
        if trace.field == "speaker" and (trace.start, trace.end) != voice.speaker:
            yield trace.start, trace.end


class Places:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._toponyms = Toponyms(book)

    def __call__(
        self, scans: tuple[Scan, ...], readings: tuple[SentenceReading, ...], voices: tuple[Voice, ...]
    ) -> tuple[tuple[PhraseMention | None, ...], ...]:
        """Run the stage."""
        offices = sorted({part for voice in voices for part in _parties(voice)})
        listed = [_places(scan, self._toponyms(scan), offices) for scan in scans]
        document = _Document(scans, listed, voices, self._toponyms)
        return tuple(tuple(document.places(reading)) for reading in readings)


def _parties(voice: Voice) -> Iterator[Range]:
    """Yield the words of a speaker: the role, the institution, and the party where it speaks."""
    for part in (voice.role, voice.organisation, voice.speaker):
        if part:
            yield part
    for trace in voice.traces:
        if trace.field == "speaker":
            yield trace.start, trace.end


def _places(scan: Scan, spots: tuple[Spot, ...], offices: Sequence[Range]) -> tuple[Place, ...]:
    starts, ends = scan.words.starts, scan.words.ends
    found = []
    for spot in spots:
        start, end = starts[spot.first], ends[spot.last - 1]
        found.append(Place(spot, scan, start, end, any(a <= start and end <= b for a, b in offices)))
    return tuple(found)


class _Document:
    """The places of a document, sentence by sentence."""

    def __init__(
        self, scans: Sequence[Scan], listed: list[tuple[Place, ...]], voices: tuple[Voice, ...], toponyms: Toponyms
    ) -> None:
        self._numbers = {scan.sentence.start: number for number, scan in enumerate(scans)}
        self._listed = listed
        self._toponyms = toponyms
        self._voices = voices
        self._starts = [voice.start for voice in voices]
        self._all = [place for places in listed for place in places]
        self._own = self._of_document(scans)
        self._before: Place | None = None

    def _of_document(self, scans: Sequence[Scan]) -> Place | None:
        """Return the place of the whole document: of the headline, else of the lead."""
        head = [number for number, scan in enumerate(scans) if scan.sentence.heading]
        body = next((number for number, scan in enumerate(scans) if not scan.sentence.heading), len(scans))
        headings = tuple(place for number in head if number < body for place in self._listed[number])
        lead = self._listed[body] if body < len(scans) else ()
        if any(place.spot.level is Level.HOME for place in headings):
            lead = tuple(place for place in lead if place.spot.level is not Level.COUNTRY)
        for places in (headings, lead):
            for tie in (Tie.HERE, Tie.TOWARD):
                for place in places:
                    if place.named and not place.office and place.spot.tie is tie:
                        return place
            for place in places:
                if place.named and place.office:
                    return place
        return None

    def places(self, reading: SentenceReading) -> Iterator[PhraseMention | None]:
        """Yield the place of each figure of a sentence."""
        own = self._listed[self._numbers[reading.scan.sentence.start]]
        for mention in reading.mentions:
            place = self._place(reading, mention, own)
            if place is None:
                yield None
                continue
            here = place in own and not place.office and place.spot.tie is not Tie.CREDIT
            yield place.phrase(inferred=not here)
            self._before = place

    def _place(self, reading: SentenceReading, mention: Mention, own: tuple[Place, ...]) -> Place | None:
        usable = [place for place in own if not place.office and place.spot.tie is not Tie.CREDIT]
        starts = [clause.first for clause in reading.clauses]
        at = max(bisect_right(starts, mention.first) - 1, 0)
        wide: Place | None = None
        for clause in reversed(reading.clauses[: at + 1]):
            inside = [place for place in usable if clause.first <= place.spot.first < clause.last]
            found = self._in_clause(mention, inside, reading.mentions)
            if found is not None:
                return _paired(found, mention, reading, clause)
            if wide is None:
                wide = _widest(mention, inside)
                own_clause = clause is reading.clauses[at]
                if wide and own_clause and (mention.quantity.kind not in _SHARES or _is_subject(clause, inside)):
                    return wide
        return self._inherited(mention) or wide or self._last_resort()

    def _inherited(self, mention: Mention) -> Place | None:
        """Return the place of the document, or of the office of the speaker where that is narrower."""
        office, document = self._office(mention), self._own
        return office if office and (document is None or office.depth > document.depth) else document

    def _in_clause(self, mention: Mention, places: list[Place], mentions: Sequence[Mention]) -> Place | None:
        for tie in (Tie.HERE, Tie.TOWARD):
            named = [place for place in places if place.named and place.spot.tie is tie]
            found = self._nearest(mention, named, mentions)
            if found:
                return found
        back = self._nearest(mention, [place for place in places if place.spot.back], mentions)
        return self._meant(back) if back else None

    def _meant(self, back: Place) -> Place | None:
        """Return the place that «این شهرستان» stands for."""
        level = back.spot.level
        if level is None:
            return self._before
        earlier = [place for place in self._all if place.start < back.start and place.named]
        same = [place for place in earlier if place.spot.level is level]
        if same:
            return same[-1]
        if level.depth > 3 and earlier:
            return self._before or earlier[-1]
        return next((place for place in self._all if place.named and place.office and place.spot.level is level), None)

    def _office(self, mention: Mention) -> Place | None:
        """Return the place of the office of who says it."""
        index = bisect_right(self._starts, mention.start) - 1
        voice = self._voices[index] if index >= 0 else None
        if voice is None or mention.start >= voice.end:
            return None
        return next((place for part in _offices(voice) for place in self._within(part)), None)

    def _within(self, part: Range) -> Iterator[Place]:
        return (place for place in self._all if place.named and part[0] <= place.start and place.end <= part[1])

    def _last_resort(self) -> Place | None:
        """Return the place of the only office of the document, else where the news was written."""
        named = [place for place in self._all if place.named]
        offices = [place for place in named if place.office]
        speakers = {voice.speaker or voice.role for voice in self._voices}
        if offices and len(speakers) == 1:
            return offices[0]
        return next((place for place in named if place.spot.tie is Tie.CREDIT and not place.spot.word.desk), None)

    def _nearest(self, mention: Mention, places: Sequence[Place], mentions: Sequence[Mention]) -> Place | None:
        """Return the place right behind a figure, else the last before it, else the first after it."""
        before = [place for place in places if place.spot.last <= mention.first]
        after = [place for place in places if place.spot.last > mention.first]
        if before and after:
            until = min((other.first for other in mentions if other.first >= mention.last), default=None)
            spot, words = after[0].spot, after[0].scan.words.words
            between = words[mention.last : spot.first]
            if (until is None or spot.first < until) and self._toponyms.adjoining(between):
                return after[0]
        if before:
            return before[-1]
        return after[0] if after else None


def _widest(mention: Mention, places: Sequence[Place]) -> Place | None:
    """Return the country or the world; a rank is one in the world, where that is named."""
    wide = [place for place in places if place.spot.level in _WIDE]
    world = [place for place in wide if place.spot.level is Level.WORLD]
    return next(iter(world if mention.quantity.kind is Kind.RANK and world else wide), None)


def _is_subject(clause: Clause, places: Sequence[Place]) -> bool:
    """Whether a clause is about the country: it begins with its name."""
    return any(place.spot.level is Level.HOME and place.spot.first <= clause.first + 1 for place in places)


def _paired(place: Place, mention: Mention, reading: SentenceReading, clause: Clause) -> Place:
    """Return the one place of a row that goes with a figure of a row («به ترتیب»)."""
    parts = place.spot.parts
    figures = [other for other in reading.mentions if clause.first <= other.first < clause.last]
    if len(parts) != len(figures) or mention not in figures or not place.scan.of("paired_places"):
        return place
    first, last = parts[figures.index(mention)]
    words = place.scan.words
    return replace(place, start=words.starts[first], end=words.ends[last - 1])
