"""Give each figure the time expression that it stands under.

A figure takes a time of its own clause: one that follows it at once, else the last one before it, else the first
one after it. The time of what a change sets out from («از ۷۶ درصد در نوروز») is that figure's alone, and so is a time
in a relative clause behind another figure. A clause without a time goes on in the time of the clause before it where it
tells of the same thing: a relative clause, a comparison, another verb of the past after one of the past. «اکنون» and
«تاکنون» do not go on, and a deadline only to verbs that are not past. A moment in a clause of saying is the time of
saying.

Input: Scan, clauses, mentions, times, changes. Output: a TimeMention or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extractor.model import ChangeRole, TimeKind
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, TimeMention
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.times import MARKS, Term
from extractor.rulebook.lexicon import Hit

_PAST = frozenset((Tense.PAST, Tense.IMPERFECT, Tense.PERFECT, Tense.PLUPERFECT, Tense.PARTICIPLE))
_TO_COME = frozenset((Tense.FUTURE, Tense.SUBJUNCTIVE))
_CLAUSE_HEAD = 3


class TimeScopes:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Take nothing: the words that matter are terms of the rules of time."""

    def __call__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        mentions: tuple[Mention, ...],
        times: tuple[TimeMention, ...],
        changes: tuple[ChangePart | None, ...],
        before: TimeMention | None = None,
    ) -> tuple[TimeMention | None, ...]:
        """Return the time of each mention; ``before`` is that of the last figure of the sentence before."""
        if before is None and all(time.base for time in times):
            return (None,) * len(mentions)
        reader = _Sentence(scan, clauses, times, _starting(mentions, changes))
        found: list[TimeMention | None] = []
        for mention, change in zip(mentions, changes, strict=True):
            before = reader.time_of(mention, change, before)
            found.append(before)
        return tuple(found)


class _Sentence:
    """The times of a sentence, clause by clause, and the words that bind clauses together."""

    def __init__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        times: tuple[TimeMention, ...],
        starting: Sequence[tuple[int, int]],
    ) -> None:
        """Sort the times by clause; ``starting`` are the words between where a change starts and where it leads."""
        self._clauses = clauses
        self._starting = starting
        self._starts = [clause.first for clause in clauses]
        self._marks: dict[str, list[Hit]] = {mark: [] for mark in MARKS}
        for hit in scan.of("time_marks"):
            term = hit.entry.payload
            if isinstance(term, Term):
                self._marks[term.gives].append(hit)
        self._own: list[list[TimeMention]] = [[] for _ in clauses]
        self._inherited: list[TimeMention | None] = [None] * len(clauses)
        self._compares = [False] * len(clauses)
        for time in times:
            clause = self._clause_at(time.first)
            if time.base:
                self._compares[clause] = True
            elif not (time.moment and self._marked("saying", time.last, clauses[clause].last)):
                self._own[clause].append(time)

    def time_of(self, mention: Mention, change: ChangePart | None, before: TimeMention | None) -> TimeMention | None:
        """Return the time of a figure, settled by the verb of its clause; ``before`` is that of the figure before."""
        at = self._clause_at(mention.first)
        clause = self._clauses[at]
        found = self._nearest(self._own[at], mention, change)
        if found is None and self._marked("share", clause.first, mention.first):
            self._inherited[at] = before
            return before
        found = found or self._carried(at)
        return found and _settled(found, clause)

    def _marked(self, mark: str, first: int, last: int) -> bool:
        """Whether a mark begins among words ``first`` to ``last - 1``."""
        return any(first <= hit.first < last for hit in self._marks[mark])

    def _clause_at(self, word: int) -> int:
        return max(bisect_right(self._starts, word) - 1, 0)

    def _carried(self, clause: int) -> TimeMention | None:
        for before in range(clause - 1, -1, -1):
            own = [time for time in self._own[before] if not self._sets_out(time)]
            time = own[-1] if own else self._inherited[before]
            if time is not None:
                opened = bool(own) and self._is_relative(self._clauses[before].first, time.first)
                return time if not opened and self._goes_on(time, before, clause) else None
        return None

    def _goes_on(self, time: TimeMention, before: int, clause: int) -> bool:
        """Whether the time of one clause is that of a later one, too."""
        here, there = self._clauses[clause], self._clauses[before]
        past, was_past = _tense(here) in _PAST, _tense(there) in _PAST
        if time.stays or time.kind is TimeKind.UNTIL or (time.kind is TimeKind.AT and not (past and was_past)):
            return False
        if time.kind is TimeKind.BY:
            return (_tense(here) in _TO_COME) is not was_past
        if self._marked("relative", here.first, here.first + _CLAUSE_HEAD) or self._compares[clause]:
            return True
        if time.kind is TimeKind.SINCE:
            return past
        if self._marked("saying", there.first, there.last):
            return True
        if there.verb is None or here.verb is None:
            return True
        return past if was_past else not past and not self._marked("contrast", here.first, here.first + _CLAUSE_HEAD)

    def _is_relative(self, first: int, last: int) -> bool:
        """Whether a relative clause opens between two words; «گفت که» opens none."""
        said = {hit.last for hit in self._marks["saying"]}
        return any(first <= hit.first < last and hit.first not in said for hit in self._marks["relative"])

    def _nearest(self, own: Sequence[TimeMention], mention: Mention, change: ChangePart | None) -> TimeMention | None:
        """Return the time of the figure's own clause; where a change sets out from has no deadline."""
        if change is not None and change.role is ChangeRole.FROM and change.partners:
            own = [time for time in own if time.kind is not TimeKind.BY]
        else:
            own = [time for time in own if not self._sets_out(time)]
        before = [time for time in own if time.last <= mention.first]
        after = [time for time in own if time.first >= mention.last]
        if after and (after[0].first == mention.last or self._at_once(mention.last, after[0].first)):
            return after[0]
        if before:
            return before[-1]
        return after[0] if after and not self._is_relative(mention.last, after[0].first) else None

    def _sets_out(self, time: TimeMention) -> bool:
        """Whether a time belongs to the figure that a change sets out from."""
        clause = self._clause_at(time.first)
        return any(
            first <= time.first < last and self._clause_at(first - 1) == clause for first, last in self._starting
        )

    def _at_once(self, last: int, first: int) -> bool:
        return any(hit.first == last and hit.last == first for hit in self._marks["in"])


def _starting(mentions: Sequence[Mention], changes: Sequence[ChangePart | None]) -> list[tuple[int, int]]:
    """Return the words between each figure that a change sets out from and the one that it leads to."""
    return [
        (mention.last, min(mentions[partner].first for partner in change.partners))
        for mention, change in zip(mentions, changes, strict=True)
        if change is not None and change.role is ChangeRole.FROM and change.partners
    ]


def _tense(clause: Clause) -> Tense | None:
    return clause.verb.tense if clause.verb else None


def _settled(time: TimeMention, clause: Clause) -> TimeMention:
    """Choose the interval of an expression without its year by the verb; a deadline of the past is «until»."""
    tense = _tense(clause)
    kind = TimeKind.UNTIL if time.kind is TimeKind.BY and tense in _PAST else time.kind
    chosen = time.past if tense in _PAST else time.coming if tense in _TO_COME else None
    begins, ends = chosen or (time.begins, time.ends)
    if kind is time.kind and chosen is None:
        return time
    return replace(time, kind=kind, begins=begins, ends=ends)
