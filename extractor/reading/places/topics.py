"""The place that each sentence of a document stands under.

It is that with which a sentence before it in the paragraph opens, else that of the last heading, else of the headline
or lead. It is over once the text has gone on to another place of its kind («شاهرود», then «گرمسار»), until it is named
again: what is said then holds neither here nor there.

Input: scans with their Places, and where the clause of the first figure of a sentence ends. Output: a Place or None
for each sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.reading.mentions import Scan
from extractor.reading.places.gazetteer import Tie
from extractor.reading.places.whereabouts import Place, topic
from extractor.rulebook.kinds.places import Level

_OPENING = 2
_SEVERAL = 2
_COLON = ":"


def topics(
    scans: Sequence[Scan], listed: Sequence[Sequence[Place]], figures: Mapping[int, int]
) -> Iterator[Place | None]:
    """Yield the place that each sentence stands under."""
    body = next((number for number, scan in enumerate(scans) if not scan.sentence.heading), len(scans))
    first = _first(scans, listed, figures, body)
    current = _Course(first, _wider(first, [place for places in listed[: body + 1] for place in places]))
    paragraph, opened = -1, None
    for number, scan in enumerate(scans):
        here = [place for place in listed[number] if place.usable and place.spot.tie is Tie.HERE]
        if scan.sentence.paragraph != paragraph:
            paragraph, opened = scan.sentence.paragraph, None
        if number > body and scan.sentence.heading:
            found = topic(here)
            current = _Course(found, current.wider) if found else current
        yield opened or current.place
        if scan.sentence.heading:
            continue
        if here and here[0].named and _opens(here[0]):
            opened = here[0]
        current.read(listed[number])


class _Course:
    """Whether a text is still about its place: ``wider`` is that in which it lies, where the text is about several.

    It is about several once a sentence names another of its kind beside it, or two others have been named since.
    """

    def __init__(self, first: Place | None, wider: Place | None) -> None:
        self.wider = wider
        self._first = first
        self._others: list[Place] = []
        self._several = False

    @property
    def place(self) -> Place | None:
        """What the next sentence stands under."""
        return self.wider if self._several else self._first

    def read(self, places: Sequence[Place]) -> None:
        """Take the places of a sentence."""
        first = self._first
        if first is None or first.spot.level is Level.COUNTRY:
            return
        kind = [place for place in places if place.named and place.depth == first.depth]
        again = any(place.same(first) for place in kind)
        others = [place for place in kind if place.usable and place.spot.tie is Tie.HERE and not place.same(first)]
        if again:
            self._others, self._several = others, bool(others)
            return
        for place in others:
            if not any(place.same(other) for other in self._others):
                self._others.append(place)
        self._several = self._several or sum(len(place.spot.parts) or 1 for place in self._others) >= _SEVERAL


def _opens(place: Place) -> bool:
    """Whether a place stands at the head of a sentence, or of what is said («گفت: در بافق …»)."""
    first = place.spot.first
    return first <= _OPENING or _COLON in place.scan.words.words[first - _OPENING : first]


def _first(
    scans: Sequence[Scan], listed: Sequence[Sequence[Place]], figures: Mapping[int, int], body: int
) -> Place | None:
    """Return the place of the headline, or of the lead up to the clause of its first figure."""
    headlines = [place for places in listed[:body] for place in places]
    found = topic(headlines)
    if found is not None or body == len(scans):
        return found
    until = figures.get(scans[body].sentence.start, len(scans[body].words))
    at_home = any(place.spot.level is Level.HOME for place in headlines)
    return topic(
        [
            place
            for place in listed[body]
            if place.spot.first < until and not (at_home and place.spot.level is Level.COUNTRY)
        ]
    )


def _wider(first: Place | None, places: Sequence[Place]) -> Place | None:
    """Return the place of an office in the headline or lead that is wider than that of the document."""
    if first is None:
        return None
    offices = (place for place in places if place.office and place.named and place.spot.tie is not Tie.DESK)
    return next((place for place in offices if place.depth < first.depth), None)
