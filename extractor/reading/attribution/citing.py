"""Over the sentences of a document: who makes each statement, and which words are his.

A source that is quoted inside the speech of another does not speak: neither between the quotation marks of a speech of
several sentences, nor where a speaker tells in passing what somebody has said («وزیر نیرو قول داده است …»).

Input: the Lines of a document with what they tell of speakers. Output: Cited*, one for each sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Resolution
from extractor.reading.attribution.lines import VERBS, Line, part
from extractor.reading.attribution.persons import NOBODY, Found
from extractor.reading.attribution.sayings import Sayings, Statement
from extractor.reading.attribution.speakers import Speakers
from extractor.reading.mentions import Trace
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.kinds.roles import Sort

Range = tuple[int, int]

_LONGEST_QUOTE = 3000
_DENIED_SOON = 2
_TOPICS = (Part.TOPIC, Part.DENIED_TOPIC)


class Stretch(Struct, frozen=True):
    """Folded text said by one speaker, who may get a fuller name further on in the document.

    ``opens``, ``continues``, ``back``: see Statement; ``closed``: a quotation mark ends what is said; ``full``: the
    text of a document follows; ``denies``: these words are what is denied.
    """

    start: int
    end: int
    found: Found
    trace: Trace
    cue: Trace | None
    direct: bool
    opens: bool = False
    continues: bool = False
    back: bool = False
    closed: bool = False
    full: bool = False
    denies: bool = False


class Cited(Struct, frozen=True):
    """A sentence with its stretches, none where nobody is cited in it.

    ``outlet``: the outlet itself speaks. ``quoted`` sentences begin inside a quotation; ``pending``: what is said
    begins in the next.
    """

    line: Line
    sayings: Sayings
    stretches: tuple[Stretch, ...]
    outlet: bool = False
    quoted: bool = False
    pending: bool = False

    @property
    def heading(self) -> bool:
        """Whether this is a heading; none says «وی»: that is a line broken in the middle of a sentence."""
        broken = bool(self.stretches) and self.stretches[0].found.resolution is Resolution.PRONOUN
        return self.line.scan.sentence.heading and not broken

    @property
    def back(self) -> Stretch | None:
        """The stretch that the sentence before belongs to too («با بیان این مطلب», «این خبر را تکذیب کرد»)."""
        if not self.stretches or not self.stretches[0].back:
            return None
        return next((stretch for stretch in self.stretches if stretch.denies), self.stretches[0])


def cite(lines: Sequence[Line], sayings: Sequence[Sayings], speakers: Speakers) -> tuple[Cited, ...]:
    """Find out who makes the statements of each sentence; the sequences run parallel."""
    found: list[Cited] = []
    closings = _quotations(lines)
    before: Stretch | None = None
    for number, line in enumerate(lines):
        if found and found[-1].line.scan.sentence.paragraph != line.scan.sentence.paragraph:
            before = None
            speakers.end_paragraph()
        found.append(_cite(line, _told(sayings, number), speakers, closings[number], before))
        if found[-1].stretches or found[-1].outlet:
            before = found[-1].stretches[-1] if found[-1].stretches else None
    return tuple(found)


def _told(sayings: Sequence[Sayings], number: int) -> Sayings:
    """Return what a sentence tells; what an outlet reports is its statement where somebody soon denies it."""
    said = sayings[number]
    if said.reported is None:
        return said
    soon = sayings[number + 1 : number + 1 + _DENIED_SOON]
    denied = any(statement.denied is not None for later in soon for statement in later.statements)
    return replace(said, statements=(said.reported,), outlet=False) if denied else said


def _cite(line: Line, sayings: Sayings, speakers: Speakers, closing: int, before: Stretch | None) -> Cited:
    met = (sayings.answers,) if sayings.answers else () if line.scan.sentence.heading else sayings.brought_up
    if met and not closing:
        speakers.bring_up(met, line, aside=before is not None, speaks=_speaks(line))
    stretches: list[Stretch] = []
    pending = False
    for statement in sayings.statements:
        at = line.scan.words.starts[statement.cue[0] if statement.cue else statement.first]
        if at < closing or _in_passing(statement, before):
            continue
        found = _who(statement, line, speakers)
        if found is NOBODY:
            continue
        # where a wire tells what an institution said, «این گزارش» is the wire's
        reports, earlier = statement.reports or sayings.wire is None, statement.perfect and statement.contrast
        speakers.speak(found, reports=reports, before=earlier)
        stretches += (s for s in _stretches(statement, line, found, closing))
        pending = statement.pending
    outlet = sayings.outlet
    if sayings.this_report and not stretches:
        stretches = _reported(line, speakers)
        outlet = not stretches
    return Cited(line, sayings, tuple(stretches), outlet, bool(closing), pending)


def _speaks(line: Line) -> bool:
    """Whether a sentence without a reporting verb tells what somebody went into: «ضمن تأکید بر …»."""
    return any(part(mark) in _TOPICS for mark in line.marks)


def _reported(line: Line, speakers: Speakers) -> list[Stretch]:
    """Return a sentence that goes on with «این گزارش» as the words of the institution whose report it is."""
    current, sentence = speakers.current, line.scan.sentence
    if current is None or current.human or current.group or not speakers.reports:
        return []
    found = Found(current, Resolution.CARRIED_OVER)
    return [
        Stretch(sentence.start, sentence.end, found, Trace("speaker", sentence.start, sentence.end), None, direct=False)
    ]


def _who(statement: Statement, line: Line, speakers: Speakers) -> Found:
    party = statement.party
    if party is not None and party.sort is Sort.OUTLET and statement.sourced and speakers.current is None:
        return NOBODY  # what an outlet writes is told against another source, or it is but the wire
    if party is None:
        current = speakers.current
        if current is None or (statement.plural and not current.group):
            return NOBODY
        if statement.document and not statement.continues and (current.human or current.group):
            return NOBODY  # «بررسی‌ها نشان می‌دهد»: not the figures of the one who spoke before
        return Found(current, Resolution.CARRIED_OVER, rule=statement.rule)
    if statement.plural and party.weak and party.role is None:
        # «مسافران می‌گویند»: unknown words with a verb of many are no name
        party = replace(party, sort=Sort.GROUP, role=party.name, name=None)
        return speakers.find(party, line, statement)
    doubtful = party.weak and party.role is None and not (party.full and party.rule)
    if doubtful and not speakers.expects(party, line) and not (statement.cue and statement.opens):
        return NOBODY
    return speakers.find(party, line, statement)


def _in_passing(statement: Statement, before: Stretch | None) -> bool:
    """Whether a speaker tells in the middle of his speech what somebody has said, or what others' figures show."""
    party = statement.party
    if party is None or statement.contrast or party.sort in (Sort.PRONOUN, Sort.THIS_PERSON):
        return False
    quotes = statement.sourced and not party.person
    if not statement.perfect and not quotes:
        return False
    return before is not None and before.direct and before.found.speaker is not None


def _stretches(statement: Statement, line: Line, found: Found, closing: int) -> Iterator[Stretch]:
    """Yield the words of a statement, cut where a denial begins and ends."""
    if statement.first >= statement.last:
        return
    sentence, starts, ends = line.scan.sentence, line.scan.words.starts, line.scan.words.ends
    start = max(closing, sentence.start if statement.first == 0 else starts[statement.first])
    end = sentence.end if statement.last >= len(starts) else starts[statement.last]
    party, cue = statement.party, statement.cue
    shown = (party.first, party.last) if party else cue or (statement.first, statement.first + 1)
    whole = Stretch(
        start,
        end,
        found,
        Trace("speaker", starts[shown[0]], ends[shown[1] - 1], found.rule or statement.rule),
        Trace("cue", starts[cue[0]], ends[cue[1] - 1], statement.rule) if cue else None,
        statement.direct,
        statement.opens,
        statement.continues,
        statement.back,
        _is_quoted(statement, line),
        statement.full,
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


def _is_quoted(statement: Statement, line: Line) -> bool:
    """Whether what is said stands between quotation marks, so that it ends with them."""
    if statement.cue is None or not statement.direct:
        return False
    at = statement.cue[1]
    return "«" in line.words[at : at + 2]


def _quotations(lines: Sequence[Line]) -> list[int]:
    """Return for each sentence where the quotation ends that it begins in; 0 where it begins in none."""
    closings = [0] * len(lines)
    opened: list[tuple[int, int, bool]] = []
    for number, line in enumerate(lines):
        for at, word in enumerate(line.words):
            if word == "«":
                opened.append((number, line.scan.words.starts[at], _opens_speech(line, at)))
            elif word == "»" and opened:
                first, start, speech = opened.pop()
                end = line.scan.words.ends[at]
                if speech and first < number and end - start <= _LONGEST_QUOTE:
                    closings[first + 1 : number + 1] = [end] * (number - first)
    return closings


def _opens_speech(line: Line, at: int) -> bool:
    """Whether a quotation mark opens what somebody says, and not a name or a word: after a verb, a colon, a stop."""
    return at == 0 or not line.words[at - 1].isalnum() or line.ended(at) in VERBS
