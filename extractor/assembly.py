"""Put what the stages found together into claims, in spans of the original text.

Input: a document, its sentence readings, voices, places and links. Output: Claim*.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from extractor.columns import exact_text
from extractor.model import (
    Attribution,
    Change,
    Claim,
    Evidence,
    Flag,
    Phrase,
    Polarity,
    Quantity,
    Resolution,
    TimeScope,
)
from extractor.reading.mentions import (
    ChangePart,
    Link,
    Mention,
    PhraseMention,
    SentenceReading,
    TimeMention,
    Trace,
    Voice,
)
from extractor.text.bidi import turned
from extractor.text.document import Document

Range = tuple[int, int]


def assemble(
    document: Document,
    readings: tuple[SentenceReading, ...],
    voices: tuple[Voice, ...],
    wire: Range | None,
    places: tuple[tuple[PhraseMention | None, ...], ...],
    links: tuple[Link, ...],
) -> tuple[Claim, ...]:
    """Return the claims of a document in the order of the text."""
    ids = {
        (row, column): _claim_id(document, mention)
        for row, reading in enumerate(readings)
        for column, mention in enumerate(reading.mentions)
    }
    said = _Voices(document, voices, wire)
    linked: dict[Range, list[Link]] = {}
    for link in links:
        linked.setdefault(link.part, []).append(link)
    return tuple(
        _claim(document, reading, (row, column), ids, said, places[row][column], linked.get((row, column), ()))
        for row, reading in enumerate(readings)
        for column in range(len(reading.mentions))
    )


def _claim(
    document: Document,
    reading: SentenceReading,
    at: Range,
    ids: Mapping[Range, str],
    said: _Voices,
    place: PhraseMention | None,
    links: Sequence[Link],
) -> Claim:
    row, column = at
    mention, standing = reading.mentions[column], reading.standings[column]
    change, scope, subject = reading.changes[column], reading.scopes[column], reading.subjects[column]
    span = document.span(mention.start, mention.end)
    around = reading.scan.sentence
    sentence = document.span(around.start, around.end)
    voice = said.at(mention)
    whole, former = (next((ids[link.whole] for link in links if link.repeat is kind), None) for kind in (False, True))
    flags = (*mention.flags, *standing.flags)
    flags += (Flag.HEADLINE,) if around.heading else ()
    flags += (Flag.PLACE_INFERRED,) if place and place.inferred else ()
    if document.folded.origin and turned(document.text, sentence, span):
        flags += (Flag.BIDI_OVERRIDE,)
    flags += (Flag.REPEATED,) if former else ()
    parts = (mention, standing, change, scope, subject, place, voice, *links)
    return Claim(
        id=ids[at],
        document=document.ref,
        span=span,
        text=document.text[span.start : span.end],
        sentence=sentence,
        quantity=mention.quantity,
        subject=_phrase(document, subject),
        stage=standing.stage,
        modality=standing.modality,
        polarity=Polarity.NEGATIVE if voice and voice.denies else standing.polarity,
        change=_change(document, change, [ids[row, index] for index in change.partners]) if change else None,
        time=_time(document, scope),
        place=_phrase(document, place),
        attribution=said.attribution(voice),
        part_of=whole,
        repeat_of=former,
        flags=tuple(dict.fromkeys(flags)),
        evidence=tuple(_evidence(document, trace) for part in parts if part for trace in part.traces),
    )


class _Voices:
    """The voices of a document, looked up by position."""

    def __init__(self, document: Document, voices: tuple[Voice, ...], wire: Range | None) -> None:
        self._document = document
        self._voices = voices
        self._starts = [voice.start for voice in voices]
        self._wire = document.phrase(*wire) if wire else None

    def at(self, mention: Mention) -> Voice | None:
        """Return who says a figure."""
        index = bisect_right(self._starts, mention.start) - 1
        voice = self._voices[index] if index >= 0 else None
        return voice if voice is not None and mention.start < voice.end else None

    def attribution(self, voice: Voice | None) -> Attribution:
        """Return what a voice is in the record."""
        if voice is None:
            return Attribution(wire=self._wire)
        return Attribution(
            speaker=self._part(voice.speaker),
            role=self._part(voice.role),
            organisation=self._part(voice.organisation),
            cue=self._part(voice.cue),
            direct=voice.direct,
            resolution=Resolution(voice.resolution) if voice.resolution else None,
            evidence=tuple(self._document.span(trace.start, trace.end) for trace in voice.traces),
            candidates=tuple(self._document.phrase(*place).text for place in voice.candidates),
            wire=self._wire,
        )

    def _part(self, place: Range | None) -> Phrase | None:
        return self._document.phrase(*place) if place else None


def _phrase(document: Document, mention: PhraseMention | None) -> Phrase | None:
    return document.phrase(mention.start, mention.end, inferred=mention.inferred) if mention else None


def _change(document: Document, part: ChangePart, partners: Iterable[str]) -> Change:
    base = document.phrase(*part.base) if part.base else None
    return Change(part.role, tuple(partners), base)


def _time(document: Document, mention: TimeMention | None) -> TimeScope | None:
    if mention is None:
        return None
    phrase = document.phrase(mention.start, mention.end)
    return TimeScope(phrase.span, phrase.text, mention.kind, mention.begins, mention.ends)


def _evidence(document: Document, trace: Trace) -> Evidence:
    return Evidence(trace.field, document.span(trace.start, trace.end), trace.rule)


def _claim_id(document: Document, mention: Mention) -> str:
    span = document.span(mention.start, mention.end)
    key = f"{document.ref.id}|{span.start}|{span.end}|{_reading(mention.quantity)}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _reading(quantity: Quantity) -> str:
    return f"{exact_text(quantity)}|{quantity.unit}|{quantity.counter or ''}"
