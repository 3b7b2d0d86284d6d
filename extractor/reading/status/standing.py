"""Find what is said about a figure: stage, modality, polarity.

The stage is that of the cue that speaks of the figure (``predicates``); without one, a plain statistic. The form of the
verb gives modality and polarity, unless a modal does: «باید» in the clause, or «قرار است …» in one before it.

Input: Scan, clauses, mentions, changes, times. Output: a Standing for each mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import ChangeRole, Flag, Kind, Modality, Polarity, RuleRef, Stage
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, Standing, TimeMention, Trace, Verb
from extractor.reading.status.continuations import TO_COME
from extractor.reading.status.cues import ClauseCues, Cue, Cues
from extractor.reading.status.medial import MedialPredicates
from extractor.reading.status.predicates import Predicates, Spoken
from extractor.reading.status.presents import Presents
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.clauses import ClauseRule, Order
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import Hint

_BY = (ChangeRole.INCREASE, ChangeRole.DECREASE)
_DECIDED = frozenset((Stage.PROPOSED, Stage.APPROVED, Stage.CANCELLED, Stage.NEEDED))


class Standings:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the cues."""
        self._cues = Cues(book)
        rules = book.of(ClauseRule)
        self._medial = any(rule.verb is Order.MEDIAL for rule in rules)
        self._openers = frozenset(word for rule in rules for word in rule.openers)

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
        predicates = (
            MedialPredicates(scan, cues, mentions) if self._medial else Predicates(scan, cues, mentions, self._openers)
        )
        return tuple(_Sentence(scan, cues, mentions, changes, times, predicates).standings())


class _Sentence:
    """The cues of one sentence, and the figures that they speak of."""

    def __init__(
        self,
        scan: Scan,
        cues: Sequence[ClauseCues],
        mentions: Sequence[Mention],
        changes: Sequence[ChangePart | None],
        times: Sequence[TimeMention],
        predicates: Predicates | MedialPredicates,
    ) -> None:
        self._scan = scan
        self._cues = cues
        self._mentions = mentions
        self._changes = changes
        self._modals = self._governing()
        self._predicates = predicates
        self._presents = Presents(cues, mentions, changes, times, predicates)

    def standings(self) -> list[Standing]:
        """Return the standing of each figure, in order."""
        found: list[Standing] = []
        for index in range(len(self._mentions)):
            spoken = self._predicates.spoken(index)
            if found and spoken.cue is None and spoken.cues.plain and self._presents.is_part(index, spoken.cues):
                found.append(found[-1])
            else:
                found.append(self._presents.joined(index, spoken, self._standing(index, spoken), found))
        return found

    def _governing(self) -> list[Cue | None]:
        """Return for each clause the modal that it stands under: one that opened in a clause before it."""
        found: list[Cue | None] = []
        modal: Cue | None = None
        for cues in self._cues:
            verb = cues.clause.verb
            inner = verb is not None and cues.relative is not None and cues.clause.first < cues.relative < verb.first
            if (
                cues.contrasts
                or cues.plain is not None
                or (verb is not None and verb.tense not in TO_COME and not inner)
            ):
                modal = None
            found.append(modal)
            modal = cues.opening or (None if cues.says else modal)
        return found

    def _standing(self, index: int, spoken: Spoken) -> Standing:
        cue, cues = spoken.cue, spoken.cues
        aside = spoken.nominal and cue is not None and (cue.first in cues.asides or cues.says)
        verb = cues.clause.verb
        verb = None if cues.says or (aside and verb is not None and verb.tense not in TO_COME) else verb
        stage = self._stage(index, spoken)
        modality, reason = self._modality(index, spoken, verb)
        polarity, denial = self._polarity(index, spoken, verb)
        flags: tuple[Flag, ...] = ()
        if polarity is Polarity.NEGATIVE and cues.hinted(Hint.NOT_YET):
            flags = (Flag.NOT_YET,)
        if spoken.divided:
            flags += (Flag.MULTI_STAGE,)
        for part in (cue, reason):
            flags += part.rule.flags if part is not None else ()
        plain = verb if cue is None and stage is Stage.OBSERVED else None
        traces = (
            *self._traces("stage", cue, plain),
            *self._traces("modality", reason, verb),
            *self._traces("polarity", denial, verb if polarity is Polarity.NEGATIVE else None),
        )
        return Standing(stage, modality, polarity, tuple(dict.fromkeys(flags)), traces)

    def _stage(self, index: int, spoken: Spoken) -> Stage:
        mention, change, cue = self._mentions[index], self._changes[index], spoken.cue
        if self._sets_out(index, spoken):
            return Stage.OBSERVED
        stage = (cue.rule.stage if cue is not None else None) or Stage.OBSERVED
        governing = None if spoken.cues.says else self._modals[spoken.at]
        if governing is not None and governing.rule.stage is not None:
            return governing.rule.stage
        grown = change is not None and change.role in _BY and mention.quantity.kind in (Kind.PERCENT, Kind.RATIO)
        if grown and stage not in _DECIDED:
            return Stage.OBSERVED
        if stage is Stage.OBSERVED or spoken.nominal:
            return stage
        if not self._is_own(index, cue) and self._behind(mention, spoken.cues, Hint.WHOLE) and self._has_share(index):
            return Stage.OBSERVED
        if self._recurs(index, spoken):
            return Stage.OBSERVED
        setting = mention.quantity.kind is Kind.COUNT and self._behind(mention, spoken.cues, Hint.SETTING)
        return Stage.UNKNOWN if setting else stage

    def _sets_out(self, index: int, spoken: Spoken) -> bool:
        """Whether a figure is only what a change sets out from; a clause of its own may tell its stage.

        So it does in «پارسال ۹ همت پرداخت شد و امسال این رقم به ۱۲ همت می‌رسد», not in «از ۹ به ۱۲ درصد رسید».
        """
        change = self._changes[index]
        if change is None or change.role is not ChangeRole.FROM:
            return False
        telling = (spoken.cue, self._modals[spoken.at])
        if not any(cue is not None and cue.rule.stage is not None for cue in telling):
            return True
        at = self._predicates.clause_of(self._mentions[index].first)
        return all(self._predicates.clause_of(self._mentions[other].first) == at for other in change.partners)

    def _is_own(self, index: int, cue: Cue | None) -> bool:
        """Whether a cue stands between a figure and the next, and says what it is («از ۳۲۰ کلاس در دست ساخت، …»)."""
        following = self._mentions[index + 1].first if index + 1 < len(self._mentions) else 0
        return cue is not None and not cue.rule.verbs and self._mentions[index].last <= cue.first < following

    def _recurs(self, index: int, spoken: Spoken) -> bool:
        """Whether a life cycle is told of as what happens again and again: «سالانه هزار خانه ساخته می‌شود»."""
        cue, cues = spoken.cue, spoken.cues
        if cue is None or cue.verb is None or cue.verb.tense is not Tense.PRESENT or not cue.rule.verbs:
            return False
        settled = cue.rule.present is not Modality.SCHEDULED or self._modal(spoken) is not None
        return not settled and (cues.hinted(Hint.HABIT) is not None or self._presents.is_rated(index))

    def _behind(self, mention: Mention, cues: ClauseCues, hint: Hint) -> bool:
        """Whether a figure stands right behind a hint, but for what bounds it."""
        start = self._predicates.leads.start(mention.first)
        return any(start <= part.last <= mention.first for part in cues.hints.get(hint, ()))

    def _has_share(self, index: int) -> bool:
        """Whether a figure of the same kind stands beside this one in its clause: «۱۴ کارخانه از ۷۳ کارخانه»."""
        mention = self._mentions[index]
        at = self._predicates.clause_of(mention.first)
        return any(
            other.quantity.kind is mention.quantity.kind and self._predicates.clause_of(other.first) == at
            for other in (*self._mentions[max(index - 1, 0) : index], *self._mentions[index + 1 : index + 2])
        )

    def _modality(self, index: int, spoken: Spoken, verb: Verb | None) -> tuple[Modality, Cue | None]:
        """Return the modality of a figure, and the cue that gives it, if any."""
        cue, cues, change = spoken.cue, spoken.cues, self._changes[index]
        if self._sets_out(index, spoken):
            return Modality.ASSERTED, None
        if cue is not None and cue.rule.modality is not None:
            return cue.rule.modality, cue
        if cue is not None and cue.rule.own and not cue.rule.verbs:
            return Modality.ASSERTED, None
        modal = self._modal(spoken)
        if modal is not None:
            return modal.rule.modality or Modality.ASSERTED, modal
        tense = None if cues.says or cues.clause.verb is None else cues.clause.verb.tense
        if tense is Tense.FUTURE:
            return Modality.PREDICTED, None
        if tense is Tense.SUBJUNCTIVE:
            return Modality.SCHEDULED, None
        if tense not in (None, Tense.PRESENT):
            return Modality.ASSERTED, None
        ahead, habit = cues.hinted(Hint.AHEAD), cues.hinted(Hint.HABIT)
        coming = self._presents.is_coming(index, spoken)
        if verb is None:
            arrives = change is not None and change.role is ChangeRole.TO
            told = cue is not None or arrives or cues.says
            return (Modality.SCHEDULED, ahead) if coming and told else (Modality.ASSERTED, None)
        plain = cue is None and cues.plain is not None
        needed = cue is not None and cue.rule.stage is Stage.NEEDED
        if habit is not None or verb.polarity is Polarity.NEGATIVE or plain or needed:
            return Modality.ASSERTED, habit
        return (Modality.SCHEDULED, ahead) if coming else (self._presents.modality(index, spoken), None)

    def _modal(self, spoken: Spoken) -> Cue | None:
        """Return the modal that a figure stands under: before it, in its clause, or in a clause before."""
        cues = spoken.cues
        return spoken.modal or cues.modal or (None if cues.says else self._modals[spoken.at])

    def _polarity(self, index: int, spoken: Spoken, verb: Verb | None) -> tuple[Polarity, Cue | None]:
        cues = spoken.cues
        # a noun denies what stands behind it: «عدم پرداخت ۹ همت», not «۹ درصد سهام و عدم …»
        if cues.denial is not None and (
            cues.denial not in cues.nouns or cues.denial.first < self._mentions[index].first
        ):
            denied = cues.denial.verb is None or cues.denial.verb.polarity is Polarity.POSITIVE
            return (Polarity.NEGATIVE, cues.denial) if denied else (Polarity.POSITIVE, None)
        governing = None if cues.says else self._modals[spoken.at]
        if governing is not None and governing.verb is not None and governing.verb.polarity is Polarity.NEGATIVE:
            return Polarity.NEGATIVE, governing
        if verb is None or verb.polarity is Polarity.POSITIVE or self._is_bound(index, verb):
            return Polarity.POSITIVE, None
        return Polarity.NEGATIVE, None

    def _is_bound(self, index: int, verb: Verb) -> bool:
        """Whether the negation belongs to the bound of the figure: «از ۵ بیشتر نیست»."""
        words = self._scan.words
        return self._mentions[index].is_bound(words.starts[verb.first], words.ends[verb.last - 1])

    def _traces(self, field: str, cue: Cue | None, verb: Verb | None) -> tuple[Trace, ...]:
        parts: list[tuple[int, int, RuleRef | None]] = []
        if cue is not None:
            parts.append((cue.first, cue.last, cue.rule.ref))
            verb = cue.verb or verb
        if verb is not None:
            parts.append((verb.first, verb.last, verb.rule))
        return tuple(self._scan.trace(field, first, last, rule) for first, last, rule in parts)
