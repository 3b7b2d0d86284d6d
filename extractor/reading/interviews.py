"""Interviews: one is announced («گفت‌وگو با نیما رادمنش، مدیرعامل …»), then questions and answers take turns.

Nobody says who speaks in them: a paragraph that ends in a question mark is the reporter's, or begins with the mark
that the questions begin with; every other is the answer.
What a question claims is said by nobody, unless the answer denies it: then by who denies.

Input: the sentences of a document with who is cited in them. Output: Interview, where it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model import Resolution
from extractor.reading.citing import Cited, Stretch
from extractor.reading.mentions import Trace
from extractor.reading.persons import Found
from extractor.reading.speakers import Speakers

_ASKED = "؟"
_HEAD = 8
_FEWEST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Interview:
    """Who answers, from which sentence on, and what each paragraph is; ``denied`` are questions whose answer is no."""

    cited: Sequence[Cited]
    first: int
    found: Found
    trace: Trace
    asked: frozenset[int]
    denied: frozenset[int]

    def stretch(self, number: int) -> Stretch | None:
        """Return a sentence as the words of who answers, if they are."""
        sentence = self.cited[number].line.scan.sentence
        denied = sentence.paragraph in self.denied
        if number < self.first or (sentence.paragraph in self.asked and not denied):
            return None
        return Stretch(sentence.start, sentence.end, self.found, self.trace, None, direct=True, denies=denied)


def interview(cited: Sequence[Cited], speakers: Speakers) -> Interview | None:
    """Return the interview that a document is; None where it is none."""
    for number, sentence in enumerate(cited[:_HEAD]):
        party = sentence.sayings.answers
        if party is None:
            continue
        rest = cited[number + 1 :]
        asked = _asked(rest)
        if len(asked) < _FEWEST_QUESTIONS:
            return None
        found = Found(speakers.find(party, sentence.line).speaker, Resolution.CARRIED_OVER, rule=party.rule)
        words = sentence.line.scan.words
        trace = Trace("speaker", words.starts[party.first], words.ends[party.last - 1], party.rule)
        denied = {s.line.scan.sentence.paragraph - 1 for s in rest if s.sayings.denies} & asked
        return Interview(cited, number + 1, found, trace, frozenset(asked), frozenset(denied))
    return None


def _asked(rest: Sequence[Cited]) -> set[int]:
    """Return the paragraphs that are questions."""
    first: dict[int, str] = {}
    asked: set[int] = set()
    for sentence in rest:
        paragraph, words = sentence.line.scan.sentence.paragraph, sentence.line.words
        first.setdefault(paragraph, words[0] if words else "")
        if words and words[-1] == _ASKED:
            asked.add(paragraph)
    marks = {first[paragraph] for paragraph in asked if not first[paragraph].isalnum()}
    if len(marks) == 1 and all(first[paragraph] in marks for paragraph in asked):
        asked |= {paragraph for paragraph, word in first.items() if word in marks}
    return asked
