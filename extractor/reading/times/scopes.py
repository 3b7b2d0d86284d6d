"""Give each figure the time expression that it stands under.

A figure takes a time of its own clause: one that follows it at once, else the last one before it, else the first one
after it; but a later time is not that of the whole in «از ۶۰ مدرسه تا امروز ۳۰ مدرسه», nor that of the progress in
«با ۸۰ درصد پیشرفت در پاییز افتتاح می‌شود». The time of what a change sets out from («از ۷۶ درصد در نوروز») or is
compared with («نسبت به ۴۰ واحد پارسال») is that figure's alone, and so is a time in a relative clause behind another
figure. A clause without a time goes on in the time of the clause before it where it tells of the same thing: a relative
clause, a comparison, another verb of the past after one of the past. «اکنون» and «تاکنون» do not go on, and a deadline
only to verbs that are not past; how a part is now, and what is «هنوز» not done, has no time of what went before. What
only says that something is to be («قرار است») has the time of that. A moment in a clause of saying is that of saying.

Input: Scan, clauses, mentions, times, changes. Output: a TimeMention or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from extractor.model import ChangeRole, TimeKind
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, TimeMention
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import CueRole, StatusCue
from extractor.rulebook.kinds.times import MARKS, Term
from extractor.rulebook.lexicon import Hit

_PAST = frozenset((Tense.PAST, Tense.IMPERFECT, Tense.PERFECT, Tense.PLUPERFECT, Tense.PARTICIPLE))
_TO_COME = frozenset((Tense.FUTURE, Tense.SUBJUNCTIVE))
_NOW = frozenset((Tense.PRESENT, Tense.PERFECT, Tense.PARTICIPLE))
_RESULTS = frozenset((Tense.PERFECT, Tense.PARTICIPLE))
_CLAUSE_HEAD = 3
_AHEAD = 2
_first = attrgetter("first")


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
        announced: TimeMention | None = None,
    ) -> tuple[TimeMention | None, ...]:
        """Return the time of each mention.

        ``before`` is that of the last figure of the sentence before, ``announced`` that of the table in which a line
        without a verb is a cell.
        """
        if announced is not None and not times and all(clause.verb is None for clause in clauses):
            return (announced,) * len(mentions)
        if before is None and all(time.base for time in times):
            return (None,) * len(mentions)
        reader = _Sentence(scan, clauses, times, mentions, changes)
        found: list[TimeMention | None] = []
        for mention, change in zip(mentions, changes, strict=True):
            found.append(before := reader.time_of(mention, change, before))
        return tuple(found)


class _Sentence:
    """The times of a sentence, clause by clause, and the words that bind clauses together."""

    def __init__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        times: tuple[TimeMention, ...],
        mentions: Sequence[Mention],
        changes: Sequence[ChangePart | None],
    ) -> None:
        """Sort the times by clause."""
        self._words = scan.words
        self._hedged = frozenset(hit.last for hit in scan.of("modifiers.before"))
        self._clauses = clauses
        self._figures = [mention.first for mention in mentions]
        self._starts = [clause.first for clause in clauses]
        self._marks: dict[str, list[Hit]] = {mark: [] for mark in MARKS}
        for hit in scan.of("time_marks"):
            term = hit.entry.payload
            if isinstance(term, Term):
                self._marks[term.gives].append(hit)
        said = {hit.last for hit in self._marks["saying"]}
        self._openings = [hit.first for hit in self._marks["relative"] if hit.first not in said]
        self._arranging = {hit.last for hit in scan.of("status") if _arranges(hit)}
        self._apart = _starting(mentions, changes) + self._bases(mentions)
        self._behind = frozenset(first for first, _ in self._apart)
        self._set_apart = frozenset(time.first for time in times if self._is_apart(time))
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
        found = self._nearest(self._own[at], mention) or self._arranged(at, mention)
        if found is None and self._refers(at, mention):
            self._inherited[at] = before if before and _may_go_on(before, clause) else None
            return self._inherited[at]
        if found is None:
            found = self._carried(at, mention)
            if found and found.kind is TimeKind.BY and _sets_out_from(change):
                return None
            clause = self._clauses[self._clause_at(found.first)] if found else clause
        return found and _settled(found, clause)

    def _arranged(self, at: int, mention: Mention) -> TimeMention | None:
        """Return the time of what a clause only says is to be: «۹ طرح قرار است تا پایان سال افتتاح شود»."""
        verb, to = self._clauses[at].verb, at + 1
        if verb is None or verb.first not in self._arranging or to >= len(self._clauses) or not self._own[to]:
            return None
        told = _tense(self._clauses[to]) is Tense.SUBJUNCTIVE and not self._is_relative(mention.last, verb.first)
        figures = any(verb.last <= figure < self._clauses[to].last for figure in self._figures)
        return self._own[to][0] if told and not figures and not self._stands_apart(mention, self._own[to][0]) else None

    def _refers(self, at: int, mention: Mention) -> bool:
        """Whether a figure is a share of the one before it, or compares that one with another time."""
        first = self._clauses[at].first
        return self._marked("share", first, mention.first) or (
            self._compares[at] and _tense(self._clauses[at]) in _PAST and self._marked("same", first, mention.first)
        )

    def _marked(self, mark: str, first: int, last: int) -> bool:
        """Whether a mark begins among words ``first`` to ``last - 1``."""
        hits = self._marks[mark]
        at = bisect_left(hits, first, key=_first)
        return at < len(hits) and hits[at].first < last

    def _clause_at(self, word: int) -> int:
        return max(bisect_right(self._starts, word) - 1, 0)

    def _carried(self, clause: int, mention: Mention) -> TimeMention | None:
        for before in range(clause - 1, -1, -1):
            if not self._own[before] and self._says(self._clauses[before]):
                return None
            own = [time for time in self._own[before] if time.first not in self._set_apart]
            time = own[-1] if own else self._inherited[before]
            if time is not None:
                opened = bool(own) and self._is_relative(self._clauses[before].first + 1, time.first)
                held = opened or self._is_part(mention, before, clause)
                return time if not held and self._goes_on(time, before, clause) else None
        return None

    def _says(self, clause: Clause) -> bool:
        """Whether a clause ends in a word of saying: what follows is told of no time before it."""
        words, last = self._words, clause.last
        return any(
            clause.first <= hit.first and (hit.last == last or (hit.last < last and words.words[hit.last] == ":"))
            for hit in self._marks["saying"]
            if hit.last <= last
        )

    def _is_part(self, mention: Mention, before: int, clause: int) -> bool:
        """Whether a figure tells how a part of what was counted is now."""
        here, tense, was = self._clauses[clause], _tense(self._clauses[clause]), _tense(self._clauses[before])
        if {tense, was} <= _RESULTS and self._marked("relative", here.first, here.first + _CLAUSE_HEAD):
            return False
        part = self._marked("part", mention.last, mention.last + 2)
        return part and was in _PAST and tense in _NOW and tense is not was

    def _goes_on(self, time: TimeMention, before: int, clause: int) -> bool:
        """Whether the time of one clause is that of a later one, too."""
        here, there = self._clauses[clause], self._clauses[before]
        past, was_past = _tense(here) in _PAST, _tense(there) in _PAST
        relative = self._marked("relative", here.first, here.first + _CLAUSE_HEAD)
        if time.stays or time.kind is TimeKind.UNTIL:
            return False
        if time.kind is TimeKind.AT and not (past and was_past) and not (relative and self._compares[clause]):
            return False
        if self._marked("still", here.first, here.last):
            return False
        if time.kind is TimeKind.BY:
            return _tense(here) is not Tense.PLUPERFECT and (
                (_tense(here) in _TO_COME) is not was_past or _leads_on(there, here)
            )
        if relative or self._compares[clause]:
            return True
        if time.kind is TimeKind.SINCE:
            return past is was_past and (_tense(here) not in _RESULTS or _tense(there) in _RESULTS)
        if self._marked("saying", there.first, there.last):
            return True
        if there.verb is None or here.verb is None:
            return True
        return past if was_past else not past and not self._marked("contrast", here.first, here.first + _CLAUSE_HEAD)

    def _is_relative(self, first: int, last: int) -> bool:
        """Whether a relative clause opens between two words; «گفت که» opens none."""
        at = bisect_left(self._openings, first)
        return at < len(self._openings) and self._openings[at] < last

    def _nearest(self, own: Sequence[TimeMention], mention: Mention) -> TimeMention | None:
        """Return the time of the figure's own clause; what a change sets out from has no deadline, nor has a base."""
        after = self._first_behind(own, mention)
        if after is not None and (after.first == mention.last or self._at_once(mention.last, after.first)):
            return after
        before = range(bisect_left(own, mention.first, key=_first) - 1, -1, -1)
        told = (own[at] for at in before if own[at].last <= mention.first and self._may_tell(own[at], mention))
        nearest = next((time for time in told if not self._stands_outside(time, mention)), None)
        if nearest is not None:
            return nearest
        return after if after is not None and not self._stands_apart(mention, after) else None

    def _first_behind(self, own: Sequence[TimeMention], mention: Mention) -> TimeMention | None:
        """Return the first time behind a figure that may be its own."""
        behind = range(bisect_left(own, mention.last, key=_first), len(own))
        return next((own[at] for at in behind if self._may_tell(own[at], mention)), None)

    def _may_tell(self, time: TimeMention, mention: Mention) -> bool:
        """Whether a time may be that of a figure: no deadline where a change sets out, and no time set apart."""
        return time.kind is not TimeKind.BY if mention.last in self._behind else time.first not in self._set_apart

    def _stands_outside(self, time: TimeMention, mention: Mention) -> bool:
        """Whether a deadline stands before a relative clause that tells how things are now."""
        clause = self._clauses[self._clause_at(mention.first)]
        return (
            time.kind is TimeKind.BY and _tense(clause) not in _TO_COME and self._is_relative(time.last, mention.first)
        )

    def _stands_apart(self, mention: Mention, time: TimeMention) -> bool:
        """Whether a time that comes later in the clause is not that of a figure."""
        if self._marked("progress", mention.last, mention.last + 1):
            return self._marked("with", mention.first - _AHEAD, mention.first)
        if self._marked("whole", mention.first - 1, mention.first) and mention.first not in self._hedged:
            at, following = self._clause_at(time.first), bisect_left(self._figures, time.last)
            if self._figures[following - 1] > mention.first:
                return True
            if following < len(self._figures) and self._clause_at(self._figures[following]) == at:
                figure = self._figures[following]
                return not any(time.last <= other.first < figure for other in self._own[at])
        return self._is_relative(mention.last, time.first)

    def _bases(self, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
        """Return the words behind each figure that another is compared with: «نسبت به ۴۰ واحد پارسال»."""
        against = sorted(hit.last for hit in self._marks["against"])
        ends = [*self._figures[1:], self._clauses[-1].last if self._clauses else 0]
        return [
            (mention.last, end)
            for mention, end in zip(mentions, ends, strict=True)
            if bisect_right(against, mention.first - _AHEAD) < bisect_right(against, mention.first)
        ]

    def _is_apart(self, time: TimeMention) -> bool:
        """Whether a time belongs to the figure that a change sets out from, or is compared with."""
        clause = self._clause_at(time.first)
        return any(first <= time.first < last and self._clause_at(first - 1) == clause for first, last in self._apart)

    def _at_once(self, last: int, first: int) -> bool:
        return any(hit.first == last and hit.last == first for hit in self._marks["in"])


def _arranges(hit: Hit) -> bool:
    """Whether a word before a verb says only that what follows is to be: «قرار», «قول»."""
    cue = hit.entry.payload
    return isinstance(cue, StatusCue) and cue.rule.opens and cue.rule.stage is None and cue.role is CueRole.STEM


def _starting(mentions: Sequence[Mention], changes: Sequence[ChangePart | None]) -> list[tuple[int, int]]:
    """Return the words between each figure that a change sets out from and the one that it leads to."""
    return [
        (mention.last, min(mentions[partner].first for partner in change.partners))
        for mention, change in zip(mentions, changes, strict=True)
        if change is not None and _sets_out_from(change)
    ]


def _sets_out_from(change: ChangePart | None) -> bool:
    """Whether a figure is what a change sets out from: no deadline is its own."""
    return change is not None and change.role is ChangeRole.FROM and bool(change.partners)


def _tense(clause: Clause) -> Tense | None:
    return clause.verb.tense if clause.verb else None


def _may_go_on(time: TimeMention, clause: Clause) -> bool:
    """Whether the time of a sentence before may be that of a clause: a deadline is none of what is past."""
    return time.kind is not TimeKind.BY or _tense(clause) not in _PAST


def _leads_on(there: Clause, here: Clause) -> bool:
    """Whether a present behind a future tells what comes of it: «تحویل خواهد شد و ظرفیت را به … می‌رساند»."""
    return _tense(there) in _TO_COME and _tense(here) in (Tense.PRESENT, Tense.IMPERFECT)


def _settled(time: TimeMention, clause: Clause) -> TimeMention:
    """Choose the interval of an expression without its year by the verb; a deadline of the past is «until»."""
    tense = _tense(clause)
    kind = TimeKind.UNTIL if time.kind is TimeKind.BY and tense in _PAST else time.kind
    chosen = time.past if tense in _PAST else time.coming if tense in _TO_COME else None
    begins, ends = chosen or (time.begins, time.ends)
    if kind is time.kind and chosen is None:
        return time
    return replace(time, kind=kind, begins=begins, ends=ends)
