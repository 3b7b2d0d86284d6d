"""Over the sentences of a document: who makes each statement, and which words are his.

A source that is quoted inside the speech of another does not speak: neither between the quotation marks of a speech of
several sentences, nor where a speaker tells in passing what somebody has said («وزیر نیرو قول داده است …»).

Input: the Lines of a document with what they tell of speakers. Output: Cited*, one for each sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model import Resolution
from extractor.reading.lines import Line
from extractor.reading.mentions import Trace
from extractor.reading.sayings import Sayings, Statement
from extractor.reading.speakers import NOBODY, Found, Speakers
from extractor.rulebook.kinds.roles import Sort

Range = tuple[int, int]

_LONGEST_QUOTE = 3000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Folded text said by one speaker, who may get a fuller name further on in the document."""

    start: int
    end: int
    found: Found
    trace: Trace
    cue: Range | None
    direct: bool
    opens: bool = False
    continues: bool = False
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence with its stretches, none where nobody is cited in it.

    ``quoted`` sentences begin inside a quotation; ``pending``: what is said begins in the next.
    """

    line: Line
    sayings: Sayings
    stretches: tuple[Stretch, ...]
    quoted: bool = False
    pending: bool = False

    @property
    def back(self) -> Stretch | None:
        """The stretch that the sentence before belongs to too («با بیان این مطلب», «این خبر را تکذیب کرد»)."""
        if not self.stretches or not self.sayings.statements[0].back:
            return None
        return next((stretch for stretch in self.stretches if stretch.denies), self.stretches[0])


def cite(lines: Sequence[Line], sayings: Sequence[Sayings], speakers: Speakers) -> tuple[Cited, ...]:
    """Find out who makes the statements of each sentence; the sequences run parallel."""
    found: list[Cited] = []
    closings = _quotations(lines)
    for number, (line, said) in enumerate(zip(lines, sayings, strict=True)):
        before = found[-1] if found and found[-1].line.scan.sentence.paragraph == line.scan.sentence.paragraph else None
        found.append(_cite(line, said, speakers, closings[number], before))
    return tuple(found)


def _cite(line: Line, sayings: Sayings, speakers: Speakers, closing: int, before: Cited | None) -> Cited:
    if sayings.brought_up and not line.scan.sentence.heading and not closing:
        speakers.bring_up(sayings.brought_up, line)
    stretches: list[Stretch] = []
    pending = False
    for statement in sayings.statements:
        at = line.scan.words.starts[statement.cue[0] if statement.cue else statement.first]
        if at < closing or _in_passing(statement, before):
            continue
        found = _who(statement, line, speakers)
        if found is NOBODY:
            continue
        speakers.speak(found)
        stretches += (s for s in _stretches(statement, line, found, closing))
        pending = statement.pending
    return Cited(line, sayings, tuple(stretches), bool(closing), pending)


def _who(statement: Statement, line: Line, speakers: Speakers) -> Found:
    party = statement.party
    if party is None:
        current = speakers.current
        return Found(current, Resolution.CARRIED_OVER, rule=statement.rule) if current else NOBODY
    if party.sort is Sort.OUTLET and not statement.contrast:
        # what an agency reports is the outlet's own news, unless it is set against another source
        return Found(None, None, rule=statement.rule)
    doubtful = party.weak and party.role is None and not (party.full and party.rule)
    if doubtful and not speakers.expects(party, line) and not (statement.cue and statement.opens):
        return NOBODY
    return speakers.find(party, line, contrast=statement.contrast, also=statement.also)


def _in_passing(statement: Statement, before: Cited | None) -> bool:
    """Whether a speaker tells in the middle of his speech what somebody else has said."""
    party = statement.party
    if not statement.perfect or party is None or statement.contrast or party.sort in (Sort.PRONOUN, Sort.THIS_PERSON):
        return False
    last = before.stretches[-1] if before and before.stretches else None
    return last is not None and last.direct and last.found.speaker is not None


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
        (starts[cue[0]], ends[cue[1] - 1]) if cue else None,
        statement.direct,
        statement.opens,
        statement.continues,
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


def _quotations(lines: Sequence[Line]) -> list[int]:
    """Return for each sentence where the quotation ends that it begins in; 0 where it begins in none."""
    closings = [0] * len(lines)
    opened: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        for at, word in enumerate(line.words):
            if word == "«":
                opened.append((number, line.scan.words.starts[at]))
            elif word == "»" and opened:
                first, start = opened.pop()
                end = line.scan.words.ends[at]
                if first < number and end - start <= _LONGEST_QUOTE:
                    closings[first + 1 : number + 1] = [end] * (number - first)
    return closings
