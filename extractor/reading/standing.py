"""Find what is said about a figure: stage, modality, polarity, by cue and scope, clause by clause.

The stage comes from the first predicate behind the figure in its clause, which for a list is that of the next figure
that has one; a nominal cue before the figure («افتتاح ۸ بیمارستان») speaks where the clause has no other, or where it
stands aside («با افتتاح …»). The verb's form gives modality and polarity, unless a modal («باید», «قرار است …») does.

Input: Scan, clauses, mentions, changes, times. Output: a Standing for each mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.model import ChangeRole, Flag, Kind, Modality, Polarity, RuleRef, Stage, TimeKind
from extractor.reading.cues import ClauseCues, Cue, Cues
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, Standing, TimeMention, Trace, Verb
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import Hint

_NOMINAL_REACH = 6
_LIST_REACH = 5
_PLAIN = (Stage.OBSERVED, Stage.UNKNOWN)
_AHEAD = frozenset((Tense.FUTURE, Tense.SUBJUNCTIVE, Tense.PRESENT))
_CHANGING = frozenset((ChangeRole.TO, ChangeRole.INCREASE, ChangeRole.DECREASE))


class Standings:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the cues."""
        self._cues = Cues(book)

    def __call__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        mentions: tuple[Mention, ...],
        changes: tuple[ChangePart | None, ...],
        times: tuple[TimeMention, ...],
    ) -> tuple[Standing, ...]:
        """Run the stage."""
        cues = self._cues(scan, clauses, mentions)
        return tuple(_Sentence(scan, cues, mentions, changes, times).standings())


class _Sentence:
    """The cues of one sentence, and the figures that they speak of."""

    def __init__(
        self,
        scan: Scan,
        cues: Sequence[ClauseCues],
        mentions: Sequence[Mention],
        changes: Sequence[ChangePart | None],
        times: Sequence[TimeMention],
    ) -> None:
        self._scan = scan
        self._cues = cues
        self._mentions = mentions
        self._changes = changes
        self._starts = [cue.clause.first for cue in cues]
        self._deadlines = [time.first for time in times if time.kind is TimeKind.BY]
        self._modals = self._governing()
        self._picked = self._predicates()
        self._nominal: list[Cue | None] = self._nominals()

    def standings(self) -> list[Standing]:
        """Return the standing of each figure, in order."""
        return [self._standing(index) for index in range(len(self._mentions))]

    def _clause_of(self, word: int) -> int:
        return max(bisect_right(self._starts, word) - 1, 0)

    def _governing(self) -> list[Cue | None]:
        """Return for each clause the modal that it stands under: one that opened in a clause before it."""
        found: list[Cue | None] = []
        modal: Cue | None = None
        for cues in self._cues:
            verb = cues.clause.verb
            if verb is not None and verb.tense not in _AHEAD and not cues.words:
                modal = None
            found.append(modal)
            opened = [cue for cue in (*cues.predicates, *cues.words) if cue.rule.opens]
            if opened:
                modal = opened[-1]
            elif cues.says:
                modal = None
        return found

    def _predicates(self) -> list[Cue | None]:
        """Return for each figure the predicate cue that speaks of it."""
        found: list[Cue | None] = [None] * len(self._mentions)
        later: Cue | None = None
        for index in range(len(self._mentions) - 1, -1, -1):
            mention = self._mentions[index]
            at = self._clause_of(mention.first)
            cues = self._cues[at]
            following = self._mentions[index + 1] if index + 1 < len(self._mentions) else None
            same = following is not None and self._clause_of(following.first) == at
            until = following.first if following is not None and same else cues.clause.last
            own = [cue for cue in cues.predicates if mention.unit_first <= cue.first < until and _of_kind(cue, mention)]
            if not same:
                later = None
            best = _best(own, last=not same)
            if best is None and later is None:
                before = [cue for cue in cues.predicates if cue.last <= mention.first and _of_kind(cue, mention)]
                best = before[-1] if before else None
            found[index] = best or later
            if best is not None and not best.rule.own:
                later = best
        return found

    def _nominals(self) -> list[Cue | None]:
        """Return for each figure the nominal cue that it stands behind, its own or that of its list."""
        found: list[Cue | None] = []
        for index, mention in enumerate(self._mentions):
            at = self._clause_of(mention.first)
            before = self._mentions[index - 1] if index else None
            barrier = before.last if before is not None else 0
            near = [
                cue
                for cue in self._cues[at].nouns
                if barrier <= cue.first and cue.last <= mention.first <= cue.last + _NOMINAL_REACH
                and _of_kind(cue, mention)
            ]
            listed = (
                before is not None
                and not near
                and mention.first - before.last <= _LIST_REACH
                and self._clause_of(before.first) == at
                and mention.quantity.kind is before.quantity.kind
            )
            found.append(near[-1] if near else found[-1] if listed else None)
        return found

    def _standing(self, index: int) -> Standing:
        mention = self._mentions[index]
        at = self._clause_of(mention.first)
        cues = self._cues[at]
        cue = self._chosen(index, cues)
        verb = None if cues.says else cues.clause.verb
        stage = self._stage(index, cue, cues)
        if cue is not None and cue.verb is None and cue in cues.nouns:
            verb = verb if verb is not None and cue not in self._asides(cues) else None
        modality, reason = self._modality(index, at, cue, verb)
        polarity, denial = self._polarity(index, cue, verb, cues)
        flags: tuple[Flag, ...] = ()
        if polarity is Polarity.NEGATIVE and cue is not None and cue.rule.negated is not None:
            stage, polarity = cue.rule.negated, Polarity.POSITIVE
        elif polarity is Polarity.NEGATIVE and cues.hinted(Hint.NOT_YET):
            flags += (Flag.NOT_YET,)
        for part in (cue, reason):
            flags += part.rule.flags if part is not None else ()
        traces = (
            *self._traces("stage", cue, verb if cue is None and stage is Stage.OBSERVED else None),
            *self._traces("modality", reason, verb),
            *self._traces("polarity", denial, verb if polarity is Polarity.NEGATIVE else None),
        )
        return Standing(stage, modality, polarity, tuple(dict.fromkeys(flags)), traces)

    def _chosen(self, index: int, cues: ClauseCues) -> Cue | None:
        """Choose between the predicate and the nominal cue of a figure."""
        picked, nominal = self._picked[index], self._nominal[index]
        if nominal is None or nominal in self._purposes(cues):
            return picked
        if picked is None or cues.says or nominal in self._asides(cues):
            return nominal
        if picked.rule.stage in _PLAIN and picked.rule.modality is None and not self._changes[index]:
            return nominal
        return picked

    def _asides(self, cues: ClauseCues) -> list[Cue]:
        ends = {hint.last for hint in cues.hints.get(Hint.ASIDE, ())}
        return [cue for cue in cues.nouns if cue.first in ends]

    def _purposes(self, cues: ClauseCues) -> list[Cue]:
        ends = {hint.last for hint in cues.hints.get(Hint.PURPOSE, ())}
        return [cue for cue in cues.nouns if cue.first in ends]

    def _stage(self, index: int, cue: Cue | None, cues: ClauseCues) -> Stage:
        mention = self._mentions[index]
        stage = (cue.rule.stage if cue is not None else None) or Stage.OBSERVED
        if mention.quantity.kind is Kind.COUNT and self._is_setting(mention, cues) and stage not in _PLAIN:
            return Stage.UNKNOWN
        return stage

    def _is_setting(self, mention: Mention, cues: ClauseCues) -> bool:
        return any(hint.last == mention.first for hint in cues.hints.get(Hint.SETTING, ()))

    def _modality(self, index: int, at: int, cue: Cue | None, verb: Verb | None) -> tuple[Modality, Cue | None]:
        """Return the modality of a figure, and the cue that gives it, if any."""
        cues, governing = self._cues[at], self._modals[at]
        if cue is not None and cue.rule.modality is not None:
            return cue.rule.modality, cue
        for word in cues.words:
            if word.rule.modality is not None:
                return word.rule.modality, word
        if governing is not None and governing.rule.modality is not None and not cues.says:
            return governing.rule.modality, governing
        modal = next((other for other in cues.predicates if other.rule.modality and other.rule.stage is None), None)
        if modal is not None and modal.rule.modality is not None:
            return modal.rule.modality, modal
        ahead = cues.hinted(Hint.AHEAD)
        deadline = any(cues.clause.first <= word < cues.clause.last for word in self._deadlines)
        if verb is None:
            coming = (ahead is not None or deadline) and cue is not None
            return (Modality.SCHEDULED, ahead) if coming else (Modality.ASSERTED, None)
        if verb.tense is Tense.FUTURE:
            return Modality.PREDICTED, None
        if verb.tense is Tense.SUBJUNCTIVE:
            return Modality.SCHEDULED, None
        if verb.tense is not Tense.PRESENT:
            return Modality.ASSERTED, None
        habit = cues.hinted(Hint.HABIT)
        if habit is not None or self._is_rate(index):
            return Modality.ASSERTED, habit
        if ahead is not None or deadline:
            return Modality.SCHEDULED, ahead
        return self._present(index, cue)

    def _present(self, index: int, cue: Cue | None) -> tuple[Modality, Cue | None]:
        """Return what a present tense means without a word that settles it."""
        if cue is not None:
            return (cue.rule.present if cue.verb is not None and cue.rule.verbs else Modality.ASSERTED), None
        change = self._changes[index]
        becoming = change is not None and change.role in _CHANGING
        return (Modality.SCHEDULED if becoming else Modality.ASSERTED), None

    def _is_rate(self, index: int) -> bool:
        quantity = self._mentions[index].quantity
        return quantity.per is not None or "/" in quantity.unit

    def _polarity(
        self, index: int, cue: Cue | None, verb: Verb | None, cues: ClauseCues
    ) -> tuple[Polarity, Cue | None]:
        for other in (*cues.predicates, *cues.nouns, *cues.words):
            if other.rule.polarity is Polarity.NEGATIVE:
                return Polarity.NEGATIVE, other
        negative = verb is not None and verb.polarity is Polarity.NEGATIVE
        if not negative or verb is None or self._is_bound(index, verb):
            return Polarity.POSITIVE, None
        return Polarity.NEGATIVE, None

    def _is_bound(self, index: int, verb: Verb) -> bool:
        """Whether the negation belongs to the bound of the figure: «از ۵ بیشتر نیست»."""
        start, end = self._scan.words.starts[verb.first], self._scan.words.ends[verb.last - 1]
        traces = self._mentions[index].traces
        return any(trace.field == "modifier" and trace.start < end and start < trace.end for trace in traces)

    def _traces(self, field: str, cue: Cue | None, verb: Verb | None) -> tuple[Trace, ...]:
        parts: list[tuple[int, int, RuleRef | None]] = []
        if cue is not None:
            parts.append((cue.first, cue.last, cue.rule.ref))
            verb = cue.verb or verb
        if verb is not None:
            parts.append((verb.first, verb.last, verb.rule))
        return tuple(self._scan.trace(field, first, last, rule) for first, last, rule in parts)


def _of_kind(cue: Cue, mention: Mention) -> bool:
    return not cue.rule.kinds or mention.quantity.kind in cue.rule.kinds


def _best(cues: Sequence[Cue], *, last: bool) -> Cue | None:
    """Of the predicates behind a figure choose the verb's where the clause ends, else the first."""
    stages = [cue for cue in cues if cue.rule.stage is not None] or list(cues)
    if not stages:
        return None
    own = [cue for cue in stages if cue.rule.own]
    if own:
        return own[0]
    return stages[-1] if last else stages[0]

