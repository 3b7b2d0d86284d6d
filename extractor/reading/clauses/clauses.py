"""Cut a sentence into clauses at its finite verbs; where verbs stand in the middle, see :mod:`segments`.

Persian clauses end with their verb, so a clause runs from the end of the one before to its finite verb and the marks
behind it; colons and semicolons end one as well. A participle is finite where a clause can end («پروانه صادر شده و …»)
and an adjective before a noun («پروانه‌های صادر شده در …»); a past stem that is a noun too («ساخت») is a verb only
there.

Input: Scan. Output: Clause*, in order, covering the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Modality
from extractor.reading.clauses.segments import Segments
from extractor.reading.mentions import Clause, Scan, Verb
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.clauses import ClauseRule, Order
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import CueRole, StatusCue, StatusRule
from extractor.rulebook.kinds.verbs import VerbForm
from extractor.rulebook.lexicon import Hit

_BREAKS = frozenset(":؛;")
_YOU = 5
_MARKS = frozenset('،,.:؛;!?؟)»"”…')


class Clauses:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the words that begin or join clauses, and those after which a verb is none."""
        rules = book.of(ClauseRule)
        self._segments = Segments(book) if any(rule.verb is Order.MEDIAL for rule in rules) else None
        self._openers = frozenset(word for rule in rules for word in rule.openers)
        told = (rule for rule in book.of(StatusRule) if rule.opens and rule.modality is Modality.ASSERTED)
        self._managed = frozenset(verb for rule in told if not rule.stems for verb in rule.verbs)
        self._holders = frozenset(word for rule in rules for word in rule.holders)

    def __call__(self, scan: Scan) -> tuple[Clause, ...]:
        """Run the stage."""
        if self._segments is not None:
            return self._segments(scan)
        verbs = list(self.verbs(scan))
        words, size = scan.words.words, len(scan.words)
        found: list[Clause] = []
        first, at = 0, 0
        for index in range(size):
            if at < len(verbs) and index == verbs[at].last - 1:
                last = index + 1
                while last < size and words[last] in _MARKS:
                    last += 1
                found.append(Clause(first, last, verbs[at]))
                first, at = last, at + 1
            elif words[index] in _BREAKS and index >= first and not self._clock(scan, index):
                found.append(Clause(first, index + 1, None))
                first = index + 1
        if first < size or not found:
            found.append(Clause(first, size, None))
        return tuple(found)

    def verbs(self, scan: Scan) -> Iterator[Verb]:
        """Yield the finite verbs of a sentence, in order."""
        end = 0
        for hit in _longest_first(scan.of("verbs")):
            form = hit.entry.payload
            if not isinstance(form, VerbForm) or hit.first < end or form.tense is Tense.INFINITIVE:
                continue
            if (form.tense is Tense.PARTICIPLE or form.doubtful) and not self._ends(scan, hit, form):
                continue
            end = hit.last
            yield Verb(hit.first, hit.last, form.lemma, form.tense, form.polarity, form.person, form.passive, form.rule)

    def _ends(self, scan: Scan, hit: Hit, form: VerbForm) -> bool:
        """Whether a clause can end behind a form that is no verb everywhere."""
        words = scan.words.words
        if form.doubtful and (hit.first == 0 or words[hit.first - 1] in self._holders):
            return False
        if form.tense is Tense.PARTICIPLE and self._speaks(scan, hit, form):
            return True
        return hit.last == len(words) or words[hit.last] in _MARKS or words[hit.last] in self._openers

    def _speaks(self, scan: Scan, hit: Hit, form: VerbForm) -> bool:
        """Whether a stem before a participle opens what follows: «پیشنهاد داده هزینه کم شود» are two clauses.

        Joined to its stem a participle is an adjective: «سرمایه پیش‌بینی‌شده این واحدها». «توانسته» is none ever.
        """
        if form.lemma in self._managed:
            return True
        if scan.words.touching(hit.first):
            return False
        for cue in scan.of("status"):
            status = cue.entry.payload
            if cue.last == hit.first and isinstance(status, StatusCue) and status.rule.opens:
                return status.role is CueRole.STEM and form.lemma in status.rule.verbs
        return False

    @staticmethod
    def _clock(scan: Scan, index: int) -> bool:
        words = scan.words.words
        return (
            0 < index < len(words) - 1
            and words[index - 1].isdigit()
            and words[index + 1].isdigit()
            and scan.words.adjoining(index)
            and scan.words.adjoining(index + 1)
        )


def _longest_first(hits: tuple[Hit, ...]) -> list[Hit]:
    """Return the hits by their first word, the longest first; of equal ones, those that are surely verbs first.

    Of two tenses that look the same («می‌رساند») it is the present, but news does not address who reads it («می‌رسید»).
    """
    return sorted(hits, key=_rank)


def _rank(hit: Hit) -> tuple[int, int, bool, int]:
    form = hit.entry.payload
    if not isinstance(form, VerbForm):
        return hit.first, -hit.last, False, 0
    addressed = form.tense is Tense.PRESENT and form.person == _YOU
    return hit.first, -hit.last, form.doubtful, 2 if addressed else int(form.tense is Tense.IMPERFECT)
