"""Put what the stages found together into claims, in spans of the original text.

Input: a document, its sentence readings, voices, places and links. Output: Claim*.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import replace

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
    claims = []
    for row, reading in enumerate(readings):
        own = [ids[row, column] for column in range(len(reading.mentions))]
        for column, mention in enumerate(reading.mentions):
            claim = _claim(document, reading, column, own, places[row][column])
            claim = said.attribute(claim, mention)
            for link in linked.get((row, column), ()):
                claim = _related(document, claim, link, ids[link.whole])
            claims.append(claim)
    return tuple(claims)


def _claim(
    document: Document, reading: SentenceReading, column: int, ids: list[str], place: PhraseMention | None
) -> Claim:
    mention, standing = reading.mentions[column], reading.standings[column]
    change, scope, subject = reading.changes[column], reading.scopes[column], reading.subjects[column]
    span = document.span(mention.start, mention.end)
    around = reading.scan.sentence
    sentence = document.span(around.start, around.end)
    flags = (*mention.flags, *standing.flags)
    flags += (Flag.HEADLINE,) if around.heading else ()
    flags += (Flag.PLACE_INFERRED,) if place and place.inferred else ()
    if document.folded.origin and turned(document.text, sentence, span):
        flags += (Flag.BIDI_OVERRIDE,)
    traces = [trace for part in (mention, standing, change, scope, subject, place) if part for trace in part.traces]
    return Claim(
        id=ids[column],
        document=document.ref,
        span=span,
        text=document.text[span.start : span.end],
        sentence=sentence,
        quantity=mention.quantity,
        subject=_phrase(document, subject),
        stage=standing.stage,
        modality=standing.modality,
        polarity=standing.polarity,
        change=_change(document, change, ids),
        time=_time(document, scope),
        place=_phrase(document, place),
        flags=tuple(dict.fromkeys(flags)),
        evidence=_evidence(document, traces),
    )


class _Voices:
    """The voices of a document, looked up by position."""

    def __init__(self, document: Document, voices: tuple[Voice, ...], wire: Range | None) -> None:
        self._document = document
        self._voices = voices
        self._starts = [voice.start for voice in voices]
        self._wire = document.phrase(*wire) if wire else None

    def attribute(self, claim: Claim, mention: Mention) -> Claim:
        index = bisect_right(self._starts, mention.start) - 1
        voice = self._voices[index] if index >= 0 else None
        if voice is None or mention.start >= voice.end:
            return replace(claim, attribution=Attribution(wire=self._wire))
        return replace(
            claim,
            attribution=self._attribution(voice),
            polarity=Polarity.NEGATIVE if voice.denies else claim.polarity,
            evidence=claim.evidence + _evidence(self._document, voice.traces),
        )

    def _attribution(self, voice: Voice) -> Attribution:
        evidence = tuple(self._document.span(trace.start, trace.end) for trace in voice.traces)
        return Attribution(
            speaker=self._part(voice.speaker),
            role=self._part(voice.role),
            organisation=self._part(voice.organisation),
            cue=self._part(voice.cue),
            direct=voice.direct,
            resolution=Resolution(voice.resolution) if voice.resolution else None,
            evidence=evidence,
            candidates=tuple(self._document.phrase(*place).text for place in voice.candidates),
            wire=self._wire,
        )

    def _part(self, place: Range | None) -> Phrase | None:
        return self._document.phrase(*place) if place else None


def _related(document: Document, claim: Claim, link: Link, other: str) -> Claim:
    evidence = claim.evidence + _evidence(document, link.traces)
    if link.repeat:
        return replace(claim, repeat_of=other, flags=(*claim.flags, Flag.REPEATED), evidence=evidence)
    return replace(claim, part_of=other, evidence=evidence)


def _phrase(document: Document, mention: PhraseMention | None) -> Phrase | None:
    return document.phrase(mention.start, mention.end, inferred=mention.inferred) if mention else None


def _change(document: Document, part: ChangePart | None, ids: list[str]) -> Change | None:
    if part is None:
        return None
    base = document.phrase(*part.base) if part.base else None
    return Change(part.role, tuple(ids[index] for index in part.partners), base)


def _time(document: Document, mention: TimeMention | None) -> TimeScope | None:
    if mention is None:
        return None
    phrase = document.phrase(mention.start, mention.end)
    return TimeScope(phrase.span, phrase.text, mention.kind, mention.begins, mention.ends)


def _evidence(document: Document, traces: list[Trace] | tuple[Trace, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence(trace.field, document.span(trace.start, trace.end), trace.rule) for trace in traces)


def _claim_id(document: Document, mention: Mention) -> str:
    span = document.span(mention.start, mention.end)
    key = f"{document.ref.id}|{span.start}|{span.end}|{_reading(mention.quantity)}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _reading(quantity: Quantity) -> str:
    return f"{exact_text(quantity)}|{quantity.unit}|{quantity.counter or ''}"
