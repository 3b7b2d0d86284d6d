"""Say which cue of status speaks of which figure of a sentence.

A predicate speaks of the figures before it in its clause, up to one that has a predicate of its own; a nominal cue
(«افتتاح ۸ بیمارستان») of the figure right behind it and the list that begins with it. A clause that only says how much
it is goes on with the predicate of the next, where that has no figure («… که ۹ همت است، هنوز تخصیص نیافته»).

Input: ClauseCues, mentions. Output: for each mention the clause that counts for it, and its cues.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from extractor.model import Stage
from extractor.reading.leads import Leads
from extractor.reading.mentions import Mention, Scan
from extractor.reading.status.continuations import Continuations
from extractor.reading.status.cues import ClauseCues, Cue
from extractor.rulebook.kinds.status import Hint

_LIST_REACH = 5
_AHEAD = 8
_SHARED = 3
_FARTHEST = 24
_MARKS = frozenset("،,")
_STOPS = frozenset("،,؛;:.()")


class Spoken(Struct, frozen=True):
    """What speaks of a figure: its clause, the predicate or nominal cue that counts, and a nominal modal before it.

    ``divided``: its predicate shares the verb with one of another stage («افتتاح یا آغاز شد»).
    """

    cues: ClauseCues
    cue: Cue | None
    nominal: bool = False
    modal: Cue | None = None
    at: int = 0
    divided: bool = False


class Predicates:
    """The figures and cues of one sentence."""

    def __init__(
        self, scan: Scan, cues: Sequence[ClauseCues], mentions: Sequence[Mention], openers: frozenset[str]
    ) -> None:
        """Assign predicates and nominal cues; ``openers`` are the words that may follow directly on a verb."""
        self._cues = cues
        self._mentions = mentions
        self._starts = [cue.clause.first for cue in cues]
        self.leads = Leads(scan)
        self._words = scan.words.words
        self._joints = frozenset(scan.words.slice(hit.first, hit.last) for hit in scan.of("counters.joint")) | _MARKS
        self._conjunctions = self._joints & openers
        self._behind = Continuations(self._words, self.leads, cues, openers, self._conjunctions)
        self._picked = self._predicates()
        self._nominal = self._nominals()

    def clause_of(self, word: int) -> int:
        """Return the index of the clause that holds a word."""
        return max(bisect_right(self._starts, word) - 1, 0)

    def spoken(self, index: int) -> Spoken:
        """Return what speaks of a figure."""
        at = self.clause_of(self._mentions[index].first)
        cues = self._cues[at]
        modals = [cue for cue in self._near(index) if cue.rule.modality is not None]
        modal = modals[-1] if modals else None
        picked, nominal = self._picked[index], self._nominal[index]
        related = self._behind.related(self._mentions[index], at, picked)
        to, later = self._behind.later(at, picked, related=related)
        behind = related or (picked is not None and picked.rule.stage is None)
        if nominal is not None and self._outranks(nominal, later if later and behind else picked, cues):
            return Spoken(cues, nominal, nominal=True, modal=modal, at=at)
        if later is not None:
            return Spoken(self._cues[to], later, modal=modal, at=to)
        if picked is None and (cues.plain is not None or related):
            picked = self._progress(index, at + related)
        return Spoken(cues, picked, modal=modal, at=at, divided=picked is not None and self._is_divided(picked, cues))

    def _is_divided(self, picked: Cue, cues: ClauseCues) -> bool:
        """Whether the noun before a predicate tells another stage by the same verb, with only «و» between."""
        if picked.verb is None or not picked.rule.verbs:
            return False
        return any(
            cue.verb is picked.verb
            and cue.rule.stage not in (None, picked.rule.stage)
            and picked.first - cue.last == 1
            and self._words[cue.last] in self._joints
            for cue in cues.predicates
        )

    def _outranks(self, nominal: Cue, picked: Cue | None, cues: ClauseCues) -> bool:
        """Whether a nominal cue speaks of its figure rather than the predicate of the clause."""
        if picked is None or picked.rule.stage is None or nominal.rule.firm:
            return True
        if cues.says:
            return bool(picked.rule.verbs) or picked.first < nominal.last
        if picked.verb is None and cues.clause.verb is None:
            return True
        return nominal.first in cues.asides and not picked.rule.complement

    def _progress(self, index: int, at: int) -> Cue | None:
        """Return what a later figure of the clause says of the thing: «طرح ۵۰ مگاواتی ۸۰ درصد پیشرفت دارد»."""
        for other in range(index + 1, min(index + _AHEAD, len(self._mentions))):
            cue = self._picked[other]
            if self.clause_of(self._mentions[other].first) > at:
                return None
            if cue is not None and cue.rule.own:
                return cue
        return None

    def _predicates(self) -> list[Cue | None]:
        """Return for each figure the predicate cue that speaks of it."""
        found: list[Cue | None] = [None] * len(self._mentions)
        later: list[Cue] = []
        for index in range(len(self._mentions) - 1, -1, -1):
            mention = self._mentions[index]
            at = self.clause_of(mention.first)
            cues = self._cues[at]
            following = self._mentions[index + 1] if index + 1 < len(self._mentions) else None
            last = following is None or self.clause_of(following.first) != at
            until = cues.clause.last if following is None or last else following.first
            later = [] if last else later
            begin = bisect_left(cues.predicates, mention.unit_first, key=_first)
            end = bisect_left(cues.predicates, until, key=_first)
            behind = [cue for cue in cues.predicates[begin:end] if cue.verb is not None or cue.last > mention.last]
            own = next((cue for cue in behind if cue.rule.own and _of_kind(cue, mention)), None)
            shared = [cue for cue in behind if not cue.rule.own]
            best = own or self._best([cue for cue in shared if _of_kind(cue, mention)])
            if best is None and not later:
                before = (
                    cue
                    for cue in reversed(cues.predicates[max(begin - _AHEAD, 0) : begin])
                    if cue.last <= mention.first
                    and _of_kind(cue, mention)
                    and (_is_free(cue, cues) or self._is_told(cue, index))
                    if not self._is_left(cue, cues) or not self._is_led(cue, index)
                )
                best = next(before, None)
            found[index] = best or self._best([cue for cue in later if _of_kind(cue, mention)])
            later = shared or later
        return found

    def _best(self, cues: Sequence[Cue]) -> Cue | None:
        """Of the predicates behind a figure choose the last that has a stage: in Persian it is the verb's.

        Where «و» joins two that are no verbs, the second is of something else («در مرحله نصب و باقی در انتظار … است»).
        """
        stages = [cue for cue in cues if cue.rule.stage is not None] or list(cues)
        stages = [cue for at, cue in enumerate(stages) if not at or cue.first != stages[at - 1].first]
        while len(stages) > 1 and not stages[-1].rule.verbs and not stages[-2].rule.verbs:
            if self._joints.isdisjoint(self._words[stages[-2].last : stages[-1].first]):
                break
            stages.pop()
        last = max(stages, key=lambda cue: cue.first, default=None)
        return self._shared(stages) if last is not None and last.rule.stage is Stage.OBSERVED else last

    def _shared(self, stages: Sequence[Cue]) -> Cue:
        """Return the stage in the life of a thing that shares its verb with mere flows: «تکمیل و ارسال شد»."""
        for cue, following in zip(reversed(stages[:-1]), reversed(stages), strict=False):
            if self._words[cue.last] not in self._conjunctions or following.first - cue.last > _SHARED:
                break
            if cue.rule.stage is not Stage.OBSERVED and cue.rule.verbs:
                return cue
        return stages[-1]

    def _nominals(self) -> list[Cue | None]:
        """Return for each figure the nominal cue that it stands behind, its own or that of its list."""
        found: list[Cue | None] = []
        for index, mention in enumerate(self._mentions):
            near = [cue for cue in self._near(index) if cue.rule.stage is not None]
            before = self._mentions[index - 1] if index else None
            attribute = before is not None and self._is_attribute(index)
            listed = attribute or (
                before is not None
                and mention.first - before.last <= _LIST_REACH
                and self.clause_of(before.first) == self.clause_of(mention.first)
                and mention.quantity.kind is before.quantity.kind
                and not self._joints.isdisjoint(self._words[before.last : mention.first])
            )
            found.append(_leading(near) if near else found[-1] if listed else None)
        return found

    def _is_attribute(self, index: int) -> bool:
        """Whether a figure is an attribute of the figure before it: «سه خط به طول ۸۵ کیلومتر»."""
        mention, before = self._mentions[index], self._mentions[index - 1]
        start = self.leads.start(mention.first)
        hints = self._cues[self.clause_of(mention.first)].hints.get(Hint.ATTRIBUTE, ())
        return any(before.last <= hint.first and start <= hint.last <= mention.first for hint in hints)

    def _near(self, index: int) -> list[Cue]:
        """Return the nominal cues from which few words, beside bounds and rates, lead to a figure."""
        mention = self._mentions[index]
        barrier = self._mentions[index - 1].last if index else 0
        start = self.leads.start(mention.first)
        cues = self._cues[self.clause_of(mention.first)]
        first = bisect_left(cues.nouns, max(barrier, start - _FARTHEST), key=_first)
        last = bisect_left(cues.nouns, mention.first, key=_first)
        return [
            cue
            for cue in cues.nouns[first:last]
            if start - cue.rule.reach <= cue.last <= mention.first
            and cue.first not in cues.purposes
            and _STOPS.isdisjoint(self._words[cue.last : start])
            and _of_kind(cue, mention)
            and not self._is_left(cue, cues)
        ]

    def _is_told(self, cue: Cue, index: int) -> bool:
        """Whether a cue that speaks of one figure only stands before this one, with none of its kind between."""
        between = self._mentions[:index]
        return cue.rule.own and not any(other.first >= cue.last and _of_kind(cue, other) for other in between)

    def _is_led(self, cue: Cue, index: int) -> bool:
        """Whether a figure of the same clause stands before a cue, which is its predicate."""
        before = self._mentions[index - 1] if index else None
        return (
            before is not None
            and before.last <= cue.first
            and self.clause_of(before.first) == self.clause_of(cue.first)
        )

    def _is_left(self, cue: Cue, cues: ClauseCues) -> bool:
        """Whether a noun is the predicate of what stands before it: «قرارداد ۹ نفر فسخ و به ۷ نفر مهلت داده شد»."""
        if self._words[cue.last] not in self._conjunctions:
            return False
        at = bisect_left(cues.predicates, cue.first, key=_first)
        return at < len(cues.predicates) and cues.predicates[at].first == cue.first


def _leading(near: Sequence[Cue]) -> Cue:
    """Return the nominal cue that holds the others: the last firm one, else the first that reaches far, else the last.

    «وزیر از پیشنهاد ساخت ۹ سد …» is a proposal; «این هدف در گرو تأمین ۹ همت» a need.
    """
    heads = [cue for cue in near if cue.rule.reach > 1]
    firm = [cue for cue in heads if cue.rule.firm]
    return firm[-1] if firm else heads[0] if heads else near[-1]


def _first(cue: Cue) -> int:
    return cue.first


def _is_free(cue: Cue, cues: ClauseCues) -> bool:
    """Whether a cue before a figure can speak of it: the verb is its own, or says nothing of the kind."""
    verb = cues.clause.verb
    return verb is None or cues.plain is not None or (bool(cue.rule.verbs) and cue.verb is verb)


def _of_kind(cue: Cue, mention: Mention) -> bool:
    return not cue.rule.kinds or mention.quantity.kind in cue.rule.kinds
