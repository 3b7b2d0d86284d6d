"""Over a whole document: how far each voice reaches.

What is said goes on to the end of its paragraph. Into a paragraph without a cue it goes on where the same speaker
is cited again after it, where the words before end in a colon or an open quotation, where it speaks of «ما», where it
adds to them («… نیز»), and where the document cites only once, at its head, so that nothing tells its own words apart.
The text of a document that is given in full goes on to the next speaker, and so do the items of a list behind «وزیر
نفت: …». Else that paragraph is the outlet's.
Headings are the outlet's, unless they name their speaker, and he speaks on in the body only where it says so
(«… افزود»). In an interview everything is said by who answers, but the questions.

Input: the sentences of a document with who is cited in them. Output: Voice*, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extractor.model import Resolution
from extractor.reading.attribution.citing import Cited, Stretch
from extractor.reading.attribution.interviews import Interview
from extractor.reading.attribution.likeness import Words
from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.persons import Speaker
from extractor.reading.mentions import Trace, Voice
from extractor.rulebook.kinds.attribution import AttributionCue, Part
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.verbs import VerbForm

Range = tuple[int, int]

_HEAD = 8
_FIRST_PERSONS = (1, 4)


def voices(cited: Sequence[Cited], interview: Interview | None) -> tuple[Voice, ...]:
    """Return the voices of a document."""
    return tuple(
        _voice(stretch)
        for stretch in _carried(cited, interview)
        if stretch.found.candidates or (stretch.found.speaker and stretch.found.speaker.label)
    )


def _carried(cited: Sequence[Cited], interview: Interview | None) -> Iterator[Stretch]:
    """Yield all stretches, and between them those that go on."""
    following = _following(cited)
    once = _cites_once(cited)
    said: Stretch | None = None
    paragraph = -1
    pending = announced = False  # what is said only begins; it was a heading that told who says it
    listed = False  # it was an item of a list that names him
    for number, sentence in enumerate(cited):
        own = sentence.line.scan.sentence
        stretches = sentence.stretches
        if stretches and not (interview and interview.quotes(number, stretches[0])):
            first = stretches[0]
            if said and own.start < first.start and (sentence.quoted or (pending and own.paragraph == paragraph)):
                yield _carry(said, own.start, first.start)
            yield from stretches
            broken = own.heading and not sentence.heading
            said, paragraph = stretches[-1], own.paragraph + broken
            pending, announced = sentence.pending, sentence.heading
            listed = sentence.line.listed and said.direct and said.cue is None
            continue
        if interview and interview.asks(number):
            continue
        if interview and (answer := interview.stretch(number)):
            yield answer
            continue
        if sentence.outlet and not sentence.quoted and not pending:
            said = None
        after = following[number]
        back = cited[number + 1].back if number + 1 < len(cited) and not own.heading else None
        if back:
            yield replace(_carry(back, own.start, own.end), denies=back.denies)
            continue
        if said is None or sentence.sayings.asked:
            continue
        if own.heading:
            once = once and sentence.line.finite(0, sentence.line.until) is None
            if pending:
                yield _carry(said, own.start, own.end)
                pending = not announced
            continue
        item = listed and sentence.line.listed
        if sentence.quoted or pending or item or _goes_on(sentence, said, after, announced=announced, once=once):
            yield _carry(said, own.start, own.end)
            paragraph = own.paragraph
        elif own.paragraph == paragraph and not announced and not said.closed:
            yield _carry(said, own.start, own.end)
        else:
            said = None


def _goes_on(sentence: Cited, said: Stretch, after: Stretch | None, *, announced: bool, once: bool) -> bool:
    """Whether a voice goes on into a paragraph without a cue."""
    if said.full:
        return True
    same = after is not None and _is_of(after.found.speaker, said.found.speaker)
    if announced:
        return same and after is not None and after.continues
    return same or once or _first_person(sentence.line) or _adds(sentence.line)


def _is_of(speaker: Speaker | None, said: Speaker | None) -> bool:
    """Whether one speaks who spoke before, or somebody for the institution that did."""
    if speaker is said or speaker is None or said is None:
        return speaker is said
    return (
        not said.human
        and not said.group
        and speaker.organisation is not None
        and said.organisation is not None
        and (speaker.organisation.words[:1] == said.organisation.words[:1])
    )


def _following(cited: Sequence[Cited]) -> list[Stretch | None]:
    """Return for each sentence the first stretch after it."""
    found: list[Stretch | None] = [None] * len(cited)
    after: Stretch | None = None
    for number in range(len(cited) - 1, -1, -1):
        found[number] = after
        if cited[number].stretches:
            after = cited[number].stretches[0]
    return found


def _cites_once(cited: Sequence[Cited]) -> bool:
    """Whether the body cites in one paragraph only, or nobody but one institution."""
    body = [sentence for sentence in cited if sentence.stretches and not sentence.heading]
    paragraphs = {sentence.line.scan.sentence.paragraph for sentence in body}
    first = next((s.line.scan.sentence.paragraph for s in cited if not s.line.scan.sentence.heading), 0)
    if paragraphs and min(paragraphs) > first + 1:
        return False  # the document told by itself before
    speakers: list[Speaker | None] = []
    for sentence in body:
        for stretch in sentence.stretches:
            if stretch.found.speaker not in speakers and len(speakers) < 2:
                speakers.append(stretch.found.speaker)
    return len(paragraphs) <= 1 or (len(speakers) == 1 and speakers[0] is not None and not speakers[0].human)


def _first_person(line: Line) -> bool:
    """Whether a sentence says «می‌کنیم», «کرده‌ایم»: an outlet does not speak of itself."""
    return any(
        isinstance(form := hit.entry.payload, VerbForm)
        and form.person in _FIRST_PERSONS
        and form.tense is not Tense.SUBJUNCTIVE  # «ترسیم», «رسم» are nouns
        and not form.doubtful
        for hit in line.scan.of("verbs")
    )


def _adds(line: Line) -> bool:
    """Whether a sentence adds to what was said: «سه پرواز نیز …», «سهم گاز هم …», but not «هم‌اکنون»."""
    words = line.scan.words
    return any(
        isinstance(cue := hit.entry.payload, AttributionCue)
        and cue.part is Part.ALSO
        and 0 < hit.first < _HEAD
        and not words.touching(hit.last)
        for hit in line.scan.of("attribution")
    )


def _carry(stretch: Stretch, start: int, end: int) -> Stretch:
    resolution = stretch.found.resolution
    if resolution is not Resolution.AMBIGUOUS:
        resolution = Resolution.CARRIED_OVER
    return replace(stretch, start=start, end=end, denies=False, found=replace(stretch.found, resolution=resolution))


def _voice(stretch: Stretch) -> Voice:
    found = stretch.found
    speaker = found.speaker
    label = speaker.label if speaker else None
    traces = [stretch.trace]
    if label and (label.start, label.end) != (stretch.trace.start, stretch.trace.end):
        traces.append(Trace("speaker", label.start, label.end, found.rule))
    traces += [Trace("candidates", other.label.start, other.label.end) for other in found.candidates if other.label]
    traces += [stretch.cue] if stretch.cue else []
    told = (("role", speaker.role), ("organisation", speaker.organisation)) if speaker else ()
    traces += [Trace(field, words.start, words.end) for field, words in told if words]
    return Voice(
        stretch.start,
        stretch.end,
        speaker=_range(label),
        role=_range(speaker.role) if speaker else None,
        organisation=_range(speaker.organisation) if speaker else None,
        cue=(stretch.cue.start, stretch.cue.end) if stretch.cue else None,
        direct=stretch.direct,
        resolution=found.resolution.value if found.resolution else None,
        candidates=tuple((other.label.start, other.label.end) for other in found.candidates if other.label),
        denies=stretch.denies,
        traces=tuple(traces),
    )


def _range(words: Words | None) -> Range | None:
    return (words.start, words.end) if words else None
