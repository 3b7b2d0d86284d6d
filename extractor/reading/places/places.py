"""Find where: in the clause or sentence, then in the headline and lead, then the office of the speaker.

A figure takes a place of its own clause: one right behind it, else the last one before it, else the first one after
it; then one of the clauses before. Words that stand for a place («این شهرستان») give the place that they stand for.
The country and the world are places of a figure where nothing narrower is, and not of a share or rank, which is only
taken in them. Else the figure holds where the sentence stands: under a place that the paragraph goes into, the last
heading, the headline or the lead; or in the office of the speaker, where that is narrower («فرماندار اردکان» in news
of Yazd); at last where the news was written. What the sentence does not say of the figure itself is inferred.

Input: scans, readings, voices. Output: for each reading, a PhraseMention or None for each of its mentions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.reading.mentions import Mention, PhraseMention, Scan, SentenceReading, Voice
from extractor.reading.places.gazetteer import Gazetteer, Spot, Tie
from extractor.reading.places.grounds import Ground, grounds, paired
from extractor.reading.places.topics import topics
from extractor.reading.places.toponyms import Toponyms
from extractor.reading.places.whereabouts import Place, Ranges, offices, parties, placed
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.places import Level, Sort

_LOOK_BACK = 8


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
        speakers = Ranges(part for voice in voices for part in parties(voice))
        self._listed = [tuple(placed(scan, found, speakers)) for scan, found in zip(scans, spots, strict=True)]
        self._all = [place for places in self._listed for place in places]
        self._starts = [place.start for place in self._all]
        self._told = [place for place in self._all if place.named and place.usable and place.spot.tie is Tie.HERE]
        self._levels: dict[Level | None, list[Place]] = defaultdict(list)
        for place in self._all:
            if place.named:
                self._levels[place.spot.level].append(place)
        figures = {reading.scan.sentence.start: _end_of_first(reading) for reading in readings}
        self._headed = tuple(topics(scans, self._listed, figures))
        self._last_resort = self._find_last_resort()
        self._offices: dict[int, Place | None] = {}
        self._before: Place | None = None

    def _find_last_resort(self) -> Place | None:
        """Return the place of the office of the only speaker, else where the news was written."""
        named = [place for place in self._all if place.named]
        if len({voice.speaker or voice.role for voice in self._voices}) == 1:
            office = next((place for place in named if place.office and place.spot.tie is not Tie.DESK), None)
            if office:
                return office
        return next((place for place in named if place.spot.tie is Tie.CREDIT), None)

    def places(self, reading: SentenceReading) -> Iterator[PhraseMention | None]:
        """Yield the place of each figure of a sentence."""
        number = self._numbers[reading.scan.sentence.start]
        own, mentions = self._listed[number], reading.mentions
        numbers, told = grounds(reading.clauses, own, self._gazetteer)
        starts = [clause.first for clause in reading.clauses]
        for index, mention in enumerate(mentions):
            clause = max(bisect_right(starts, mention.first) - 1, 0)
            at = bisect_right(numbers, clause)
            recent = slice(max(at - _LOOK_BACK, 0), at)
            near = tuple(zip(numbers[recent], told[recent], strict=True))
            until = mentions[index + 1].first if index + 1 < len(mentions) else len(reading.scan.words)
            place, where = self._in_sentence(mention, clause, near, until)
            here = place is not None and not place.office and own[0].start <= place.start <= own[-1].start
            if place is not None and here:
                place = place.part(paired(place, index, mentions, reading.clauses[where]))
            place = place or self._inherited(mention, number) or _wide(mention, near) or self._last_resort
            yield place.phrase(inferred=not here) if place else None
            self._before = place or self._before

    def _in_sentence(
        self, mention: Mention, clause: int, near: Sequence[tuple[int, Ground]], until: int
    ) -> tuple[Place | None, int]:
        """Return the place of a figure in its own clause or those before it, and the number of that clause."""
        if near and near[-1][0] == clause:
            held = near[-1][1].held(mention, until)
            if held is not None:
                return held, clause
        for number, ground in reversed(near):
            for place in ground.nearest(mention, until):
                if number != clause and ground.supposes(place):
                    continue
                meant = self._meant(place, self._office(mention)) if place.spot.back else place
                if meant:
                    return meant, number
            spoken_of = self._spoken_of(mention) if ground.refers else None
            if spoken_of:
                return spoken_of, number
            wide = ground.about_wide(mention) if number == clause else None
            if wide:
                return wide, number
        return None, clause

    def _spoken_of(self, mention: Mention) -> Place | None:
        """Return the place of the figure before, or one that was named since."""
        at = bisect_left(self._told, mention.start, key=lambda place: place.start)
        named = self._told[at - 1] if at else None
        return max(filter(None, (named, self._before)), key=lambda place: place.start, default=None)

    def _inherited(self, mention: Mention, number: int) -> Place | None:
        """Return the place that the sentence stands under, or of the office of the speaker.

        The office holds where it is narrower, where the sentence stands under several places at once, and where the
        lead tells no other place than an office, which may be of another speaker.
        """
        office, document = self._office(mention), self._headed[number]
        if office is None or document is None:
            return office or document
        of_lead = document.office and not document.scan.sentence.heading
        return office if of_lead or document.spot.parts or office.depth > document.depth else document

    def _office(self, mention: Mention) -> Place | None:
        """Return the place of the office of who says a figure, looked for once a voice."""
        index = bisect_right(self._voice_starts, mention.start) - 1
        if index < 0 or mention.start >= self._voices[index].end:
            return None
        if index not in self._offices:
            self._offices[index] = self._find_office(index)
        return self._offices[index]

    def _find_office(self, index: int) -> Place | None:
        for start, end in offices(self._voices[index]):
            for at in range(bisect_left(self._starts, start), len(self._all)):
                place = self._all[at]
                if place.end > end:
                    break
                told = place.named and place.spot.tie is not Tie.DESK
                found = self._meant(place) if place.spot.back else place if told else None
                if found:
                    return found
        return None

    def _meant(self, back: Place, office: Place | None = None) -> Place | None:
        """Return the place that «این شهرستان» stands for: the last of its level, else one of an office.

        «شهرستان» alone is that of the office of who speaks.
        """
        level = back.spot.level
        if office and office.spot.level is level and back.spot.word.sort is Sort.HEAD:
            return office
        same = self._levels[level]
        at = bisect_left([place.start for place in same], back.start)
        return same[at - 1] if at else next((place for place in same if place.office), None)


def _end_of_first(reading: SentenceReading) -> int:
    """Return the end of the clause that has the first figure of a sentence."""
    first = reading.mentions[0].first
    return next(clause.last for clause in reading.clauses if clause.last > first)


def _wide(mention: Mention, near: Sequence[tuple[int, Ground]]) -> Place | None:
    """Return the country or the world of a figure's clause, or of the nearest before it."""
    return next((wide for _, ground in reversed(near) if (wide := ground.wide(mention))), None)
