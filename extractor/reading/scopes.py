"""Give each figure the time expression that it stands under.

A figure takes a time of its own clause: one that follows it at once, else the last one before it, else the first
one after it. A clause without a time goes on in the time of the clause before it where it tells of the same thing:
a relative clause, a comparison, another verb of the past after one of the past. «اکنون» and «تاکنون» do not go on,
and a deadline only to verbs that are not past. A moment in a clause of saying is the time of saying.

Input: Scan, clauses, mentions, times, changes. Output: a TimeMention or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extractor.model import ChangeRole, TimeKind
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, Tense, TimeMention
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.times import Term

_PAST = frozenset((Tense.PAST, Tense.IMPERFECT, Tense.PERFECT, Tense.PLUPERFECT))
_TO_COME = frozenset((Tense.FUTURE, Tense.SUBJUNCTIVE))
_AT_ONCE = 2
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
    ) -> tuple[TimeMention | None, ...]:
        """Return the time of each mention."""
        if not any(not time.base for time in times):
            return (None,) * len(mentions)
        reader = _Sentence(scan, clauses, times)
        return tuple(reader.time_of(mention, change) for mention, change in zip(mentions, changes, strict=True))


class _Sentence:
    """The times of a sentence, clause by clause."""

    def __init__(self, scan: Scan, clauses: tuple[Clause, ...], times: tuple[TimeMention, ...]) -> None:
        self._clauses = clauses
        self._starts = [clause.first for clause in clauses]
        marks = [
            (hit.entry.payload.gives, hit.first)
            for hit in scan.of("times")
            if isinstance(hit.entry.payload, Term) and hit.entry.payload.gives in ("saying", "relative")
        ]
        self._sayings = [first for gives, first in marks if gives == "saying"]
        self._relatives = {first for gives, first in marks if gives == "relative"}
        self._own: list[list[TimeMention]] = [[] for _ in clauses]
        self._compares = [False] * len(clauses)
        for time in times:
            clause = self._clause_at(time.first)
            if time.base:
                self._compares[clause] = True
            elif not (time.moment and self._says(clause, time)):
                self._own[clause].append(time)

    def time_of(self, mention: Mention, change: ChangePart | None) -> TimeMention | None:
        """Return the time of a figure, settled by the verb of its clause."""
        clause = self._clause_at(mention.first)
        found = _nearest(self._own[clause], mention, change) or self._carried(clause)
        return found and self._settled(found, self._clauses[clause])

    def _clause_at(self, word: int) -> int:
        return max(bisect_right(self._starts, word) - 1, 0)

    def _says(self, clause: int, time: TimeMention) -> bool:
        last = self._clauses[clause].last
        return any(time.last <= saying < last for saying in self._sayings)

    def _carried(self, clause: int) -> TimeMention | None:
        for before in range(clause - 1, -1, -1):
            if self._own[before]:
                time = self._own[before][-1]
                return time if self._goes_on(time, before, clause) else None
        return None

    def _goes_on(self, time: TimeMention, before: int, clause: int) -> bool:
        past, was_past = self._is_past(clause), self._is_past(before)
        if time.kind in (TimeKind.AT, TimeKind.UNTIL):
            return False
        if time.kind is TimeKind.BY:
            return not past
        if time.kind is TimeKind.SINCE:
            return past
        start = self._clauses[clause].first
        if any(word in self._relatives for word in range(start, start + _CLAUSE_HEAD)) or self._compares[clause]:
            return True
        said = any(self._clauses[before].first <= saying < self._clauses[before].last for saying in self._sayings)
        return said or (past and was_past)

    def _is_past(self, clause: int) -> bool:
        verb = self._clauses[clause].verb
        return verb is not None and verb.tense in _PAST

    def _settled(self, time: TimeMention, clause: Clause) -> TimeMention:
        """Choose the interval of an expression without its year by the verb; a deadline of the past is «until»."""
        tense = clause.verb.tense if clause.verb else None
        kind = TimeKind.UNTIL if time.kind is TimeKind.BY and tense in _PAST else time.kind
        chosen = time.past if tense in _PAST else time.coming if tense in _TO_COME else None
        if chosen is None:
            return time if kind is time.kind else replace(time, kind=kind)
        begins, ends = chosen
        return replace(time, kind=kind, begins=begins, ends=ends)


def _nearest(own: Sequence[TimeMention], mention: Mention, change: ChangePart | None) -> TimeMention | None:
    """Return the time of the figure's own clause; where a change sets out from has no deadline."""
    if change is not None and change.role is ChangeRole.FROM and change.partners:
        own = [time for time in own if time.kind is not TimeKind.BY]
    before = [time for time in own if time.last <= mention.first]
    after = [time for time in own if time.first >= mention.last]
    if after and after[0].first - mention.last < _AT_ONCE:
        return after[0]
    if before:
        return before[-1]
    return after[0] if after else None
