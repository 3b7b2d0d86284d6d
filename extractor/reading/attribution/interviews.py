"""Interviews: one is announced («گفت‌وگو با نیما رادمنش، مدیرعامل …»), then questions and answers take turns.

Without that it is one where a name with a colon stands right after the first question.

Nobody says who speaks in them: a paragraph that ends in a question mark is the reporter's, or begins with the mark
that the questions begin with, or with the outlet's name and a colon; every other is the answer, and who is quoted in
it does not speak.
What a question claims is said by nobody, unless the answer denies it: then by who denies.

Input: the sentences of a document with who is cited in them. Output: Interview, where it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from extractor.model import Resolution
from extractor.reading.attribution.citing import Cited, Stretch
from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.persons import Found, Speaker
from extractor.reading.attribution.speakers import Speakers
from extractor.reading.mentions import Trace
from extractor.rulebook.kinds.roles import Sort

_ASKED = "؟"
_HEAD = 8
_FEWEST_QUESTIONS = 2


class Interview(Struct, frozen=True):
    """Who answers, from which sentence on, and what each paragraph is; ``denied`` are questions whose answer is no."""

    cited: Sequence[Cited]
    first: int
    found: Found
    trace: Trace
    asked: frozenset[int]
    denied: frozenset[int]

    def asks(self, number: int) -> bool:
        """Whether a sentence is a question that is not denied."""
        paragraph = self.cited[number].line.scan.sentence.paragraph
        return number >= self.first and paragraph in self.asked and paragraph not in self.denied

    def quotes(self, number: int, stretch: Stretch) -> bool:
        """Whether somebody is quoted in the paragraph of an answer: by a verb, not by «رادمنش: …»."""
        paragraph = self.cited[number].line.scan.sentence.paragraph
        answered = number >= self.first and paragraph not in self.asked and paragraph - 1 in self.asked
        return answered and stretch.cue is not None and stretch.found.speaker is not self.found.speaker

    def stretch(self, number: int) -> Stretch | None:
        """Return a sentence as the words of who answers, if they are."""
        sentence = self.cited[number].line.scan.sentence
        if number < self.first or self.asks(number):
            return None
        denied = sentence.paragraph in self.denied
        return Stretch(sentence.start, sentence.end, self.found, self.trace, None, direct=True, denies=denied)


def interview(cited: Sequence[Cited], speakers: Speakers) -> Interview | None:
    """Return the interview that a document is; None where it is none."""
    for number, sentence in enumerate(cited[:_HEAD]):
        party = sentence.sayings.answers
        if party is not None:
            words = sentence.line.scan.words
            trace = Trace("speaker", words.starts[party.first], words.ends[party.last - 1], party.rule)
            return _interview(cited, number + 1, speakers.find(party, sentence.line).speaker, trace)
    number, answer = _first_answer(cited)
    return _interview(cited, number, answer.found.speaker, answer.trace) if answer else None


def _interview(cited: Sequence[Cited], first: int, speaker: Speaker | None, trace: Trace) -> Interview | None:
    """Return the interview that goes on from a sentence, if enough is asked in it."""
    rest = cited[first:]
    asked = _asked(rest)
    if len(asked) < _FEWEST_QUESTIONS:
        return None
    denied = {s.line.scan.sentence.paragraph - 1 for s in rest if s.sayings.denies} & asked
    found = Found(speaker, Resolution.CARRIED_OVER, rule=trace.rule)
    return Interview(cited, first, found, trace, frozenset(asked), frozenset(denied))


def _first_answer(cited: Sequence[Cited]) -> tuple[int, Stretch | None]:
    """Return the question that «رادمنش: …» answers, with this, if nobody is asked before and no other answers."""
    for number, sentence in enumerate(cited[1:_HEAD], 1):
        first = sentence.stretches[0] if sentence.stretches else None
        if first and first.direct and first.cue is None and cited[number - 1].line.words[-1:] == (_ASKED,):
            headed = (s for later in cited[number:] for s in later.stretches if s.direct and s.cue is None)
            others = {stretch.found.speaker for stretch in headed} - {first.found.speaker}
            return number - 1, None if others else first
    return 0, None


def _outlet_speaks(line: Line) -> bool:
    """Whether a sentence begins as «ایسنا: …»."""
    at = line.opening(0)
    hit = line.roles.get(at)
    return hit is not None and line.sort(at) is Sort.OUTLET and line.words[hit.last : hit.last + 1] == (":",)


def _asked(rest: Sequence[Cited]) -> set[int]:
    """Return the paragraphs that are questions."""
    first: dict[int, str] = {}
    asked: set[int] = set()
    for sentence in rest:
        paragraph, words = sentence.line.scan.sentence.paragraph, sentence.line.words
        first.setdefault(paragraph, words[0] if words else "")
        if words and (words[-1] == _ASKED or _outlet_speaks(sentence.line)):
            asked.add(paragraph)
    marks = {first[paragraph] for paragraph in asked if not first[paragraph].isalnum()}
    if len(marks) == 1 and all(first[paragraph] in marks for paragraph in asked):
        asked |= {paragraph for paragraph, word in first.items() if word in marks}
    return asked
