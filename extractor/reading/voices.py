"""Over a whole document: how far each voice reaches.

What is said goes on to the end of its paragraph. Into a paragraph without a cue it goes on where the same speaker
is cited again after it, where the words before end in a colon or an open quotation, and where the document cites
only once, so that nothing tells its own words apart. Else that paragraph is the outlet's. Headings are the outlet's,
unless they name their speaker.

Input: the sentences of a document with their statements. Output: Voice*, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model import Resolution
from extractor.reading.mentions import Scan, Trace, Voice
from extractor.reading.speakers import Found, Speaker, Speakers, Words
from extractor.reading.statements import Sayings, Statement

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Folded text said by one speaker, who may get a fuller name further on in the document."""

    start: int
    end: int
    found: Found
    trace: Trace
    cue: Range | None
    direct: bool
    denies: bool = False


@dataclass(frozen=True, slots=True)
class _Cited:
    """A sentence with its stretches; none where nobody is cited in it."""

    scan: Scan
    sayings: Sayings
    stretches: tuple[Stretch, ...]

    @property
    def last(self) -> Stretch | None:
        return self.stretches[-1] if self.stretches else None


def voices(scans: Sequence[Scan], sayings: Sequence[Sayings]) -> tuple[Voice, ...]:
    """Return the voices of a document; the sequences run parallel."""
    speakers = Speakers()
    cited = [_cite(scan, said, speakers) for scan, said in zip(scans, sayings, strict=True)]
    return tuple(_voice(stretch) for stretch in _carried(cited) if stretch.found.speaker or stretch.found.candidates)


def _cite(scan: Scan, sayings: Sayings, speakers: Speakers) -> _Cited:
    """Find out who makes the statements of a sentence."""
    if sayings.brought_up and not scan.sentence.heading:
        speakers.bring_up(sayings.brought_up, scan)
    stretches: list[Stretch] = []
    for statement in sayings.statements:
        found = _who(statement, scan, speakers)
        speakers.speak(found)
        stretches += _stretches(statement, scan, found)
    return _Cited(scan, sayings, tuple(stretches))


def _who(statement: Statement, scan: Scan, speakers: Speakers) -> Found:
    party = statement.party
    if party is None:
        current = speakers.current
        return Found(current, Resolution.CARRIED_OVER if current else None, rule=statement.rule)
    if (
        party.sort is None
        and party.weak
        and statement.cue is None
        and not speakers.knows(party, scan)
        and not party.full
    ):
        # «لینک: …»: a word before a colon is a speaker only where the document knows it as a name
        return replace(speakers.find(party, scan), resolution=Resolution.SURNAME)
    return speakers.find(party, scan, contrast=statement.contrast)


def _stretches(statement: Statement, scan: Scan, found: Found) -> Iterator[Stretch]:
    """Yield the words of a statement, cut where a denial begins and ends."""
    if statement.first >= statement.last:
        return
    starts, ends = scan.words.starts, scan.words.ends
    start = scan.sentence.start if statement.first == 0 else starts[statement.first]
    end = scan.sentence.end if statement.last >= len(starts) else starts[statement.last]
    party, cue = statement.party, statement.cue
    shown = (party.first, party.last) if party else cue or (statement.first, statement.first + 1)
    whole = Stretch(
        start,
        end,
        found,
        Trace("speaker", starts[shown[0]], ends[shown[1] - 1], found.rule or statement.rule),
        (starts[cue[0]], ends[cue[1] - 1]) if cue else None,
        statement.direct,
    )
    denied = statement.denied
    if denied is None or denied[0] >= denied[1]:
        yield whole
        return
    first = max(start, starts[denied[0]])
    last = min(end, starts[denied[1]] if denied[1] < len(starts) else end)
    if start < first:
        yield replace(whole, end=first)
    if first < last:
        yield replace(whole, start=first, end=last, denies=True)
    if max(last, start) < end:
        yield replace(whole, start=max(last, start))


def _carried(cited: list[_Cited]) -> Iterator[Stretch]:
    """Yield all stretches, and between them those that go on."""
    following = _following(cited)
    once = _cites_once(cited)
    said: Stretch | None = None
    paragraph = -1
    opened = back = False
    for number, sentence in enumerate(cited):
        own = sentence.scan.sentence
        if sentence.stretches:
            if own.start < sentence.stretches[0].start and opened and said and own.paragraph == paragraph:
                yield replace(said, start=own.start, end=sentence.stretches[0].start)
            yield from sentence.stretches
            said, paragraph = sentence.last, own.paragraph
            opened = any(statement.pending for statement in sentence.sayings.statements) or _unclosed(sentence.scan)
            continue
        if sentence.sayings.outlet:
            said = None
        after = following[number]
        back = _takes_back(cited, number)
        if back and after:
            yield _carry(after, own.start, own.end)
            continue
        if said is None:
            continue
        if own.heading:
            if opened:
                yield _carry(said, own.start, own.end)
            continue
        same = after is not None and after.found.speaker is said.found.speaker
        if own.paragraph == paragraph or opened or same or once:
            yield _carry(said, own.start, own.end)
            if opened and own.paragraph != paragraph:
                paragraph = own.paragraph
        else:
            said = None


def _following(cited: list[_Cited]) -> list[Stretch | None]:
    """Return for each sentence the first stretch after it."""
    found: list[Stretch | None] = [None] * len(cited)
    after: Stretch | None = None
    for number in range(len(cited) - 1, -1, -1):
        found[number] = after
        if cited[number].stretches:
            after = cited[number].stretches[0]
    return found


def _cites_once(cited: list[_Cited]) -> bool:
    """Whether the body cites in one paragraph only, or nobody but one institution."""
    body = [sentence for sentence in cited if sentence.stretches and not sentence.scan.sentence.heading]
    paragraphs = {sentence.scan.sentence.paragraph for sentence in body}
    speakers: list[Speaker | None] = []
    for sentence in body:
        for stretch in sentence.stretches:
            if stretch.found.speaker not in speakers and len(speakers) < 2:
                speakers.append(stretch.found.speaker)
    return len(paragraphs) <= 1 or (len(speakers) == 1 and speakers[0] is not None and not speakers[0].human)


def _takes_back(cited: list[_Cited], number: int) -> bool:
    """Whether the next sentence says that it is speaking of this one («با بیان این مطلب»)."""
    own = cited[number].scan.sentence
    if own.heading or number + 1 >= len(cited):
        return False
    after = cited[number + 1].sayings.statements
    return bool(after) and after[0].back


def _unclosed(scan: Scan) -> bool:
    words = scan.words.words
    return words.count("«") > words.count("»")


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
    return Voice(
        stretch.start,
        stretch.end,
        speaker=_range(label),
        role=_range(speaker.role) if speaker else None,
        organisation=_range(speaker.organisation) if speaker else None,
        cue=stretch.cue,
        direct=stretch.direct,
        resolution=found.resolution.value if found.resolution else None,
        candidates=tuple(" ".join(other.label.words) for other in found.candidates if other.label),
        denies=stretch.denies,
        traces=tuple(traces),
    )


def _range(words: Words | None) -> Range | None:
    return (words.start, words.end) if words else None
