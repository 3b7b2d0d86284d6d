"""Say where a clause goes on: which clause behind it tells what is said of its figures.

«۹ خانه که کهنه شده بود تخریب شد» goes on behind the clause inside it, «اعتبار آن که ۹ همت است هنوز تخصیص نیافته» with
the next, «۹ مزرعه خشک مانده و از کار ایستاده است» with the same subject.

Input: ClauseCues, words, leads. Output: for a figure whether its clause goes on, and the predicate it goes on to.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.reading.leads import Leads
from extractor.reading.mentions import Mention
from extractor.reading.status.cues import ClauseCues, Cue
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import Hint

TO_COME = frozenset((Tense.FUTURE, Tense.SUBJUNCTIVE, Tense.PRESENT))
_SHORT_CLAUSE = 10
_EQUATED = 3
_RESUMED = 2
_BREAKS = frozenset("؛;")


class Continuations:
    """The clauses of one sentence, and how they go on; ``conjunctions`` are those ``openers`` that join."""

    def __init__(
        self,
        words: Sequence[str],
        leads: Leads,
        cues: Sequence[ClauseCues],
        openers: frozenset[str],
        conjunctions: frozenset[str],
    ) -> None:
        """Look at the sentence."""
        self._words = words
        self._leads = leads
        self._cues = cues
        self._openers = openers
        self._conjunctions = conjunctions

    def related(self, mention: Mention, at: int, picked: Cue | None) -> bool:
        """Whether the verb of a figure's clause is that of one inside it («۹ خانه که …»), or the next relates to it."""
        cues = self._cues[at]
        verb = cues.clause.verb
        if verb is None or at + 1 >= len(self._cues):
            return False
        if cues.relative is not None:
            inside = mention.last <= cues.relative < verb.first and not self._is_aside(mention, cues)
            if inside or (cues.relative < mention.first and verb.first == mention.last):
                return True
        following = self._cues[at + 1]
        equated = cues.plain is not None and verb.first - mention.last <= _EQUATED and picked is None
        return equated and following.relative == following.clause.first

    def later(self, at: int, picked: Cue | None, *, related: bool) -> tuple[int, Cue | None]:
        """Return the clause behind that tells of a figure of this one, and its predicate."""
        if not related and self._arranges(at, picked):
            verb = self._cues[at + 1].clause.verb
            told = [cue for cue in self._cues[at + 1].predicates if cue.verb is verb and cue.rule.stage is not None]
            return (at + 1, told[-1]) if told else (at, None)
        for to in self._following(at, picked, related=related):
            for cue in reversed(self._cues[to].predicates):
                if cue.rule.stage is not None and not cue.rule.opens and (related or not cue.rule.verbs):
                    return to, cue
        if picked is None and self._resumes(at):
            return at + 1, self._cues[at + 1].predicates[0]
        return at, None

    def _arranges(self, at: int, picked: Cue | None) -> bool:
        """Whether a clause only says that what the next tells is to be: «۹ خانه قرار است … افتتاح شود»."""
        if picked is None or picked.rule.stage is not None or not picked.rule.opens or picked.verb is None:
            return False
        return (
            picked.verb is self._cues[at].clause.verb
            and at + 1 < len(self._cues)
            and self._tense(at + 1) is Tense.SUBJUNCTIVE
        )

    def _following(self, at: int, picked: Cue | None, *, related: bool) -> tuple[int, ...]:
        """Return the clauses behind that may tell of a figure of this one, the likeliest first.

        Where the clause inside opens another («که قرار بود آغاز شود، متوقف شده»), it is the one behind both.
        """
        if not self._goes_on(at, picked, related=related):
            return ()
        beyond = at + 2
        opened = related and self._cues[at].opening is not None and self._tense(at + 1) is Tense.SUBJUNCTIVE
        if not opened or beyond >= len(self._cues) or self._cues[beyond].figures or self._cues[beyond].says:
            return (at + 1,)
        first = self._words[self._cues[beyond].clause.first]
        return (at + 1,) if first in self._openers else (beyond, at + 1)

    def _tense(self, at: int) -> Tense | None:
        verb = self._cues[at].clause.verb
        return verb.tense if verb is not None else None

    def _resumes(self, at: int) -> bool:
        """Whether the next clause has no subject of its own: it begins with «و» and its predicate."""
        if at + 1 >= len(self._cues) or self._cues[at].plain is not None or self._cues[at].says:
            return False
        following, here = self._cues[at + 1], self._cues[at].clause.verb
        first, verb = following.clause.first, following.clause.verb
        if here is None or verb is None or following.figures or following.says or following.opening is not None:
            return False
        if self._words[first] not in self._conjunctions or here.person != verb.person:
            return False
        if (here.tense in TO_COME) is not (verb.tense in TO_COME):
            return False
        cue = next(iter(following.predicates), None)
        return (
            cue is not None
            and cue.rule.stage is not None
            and cue.verb is verb
            and first < cue.first <= first + _RESUMED
        )

    def _goes_on(self, at: int, picked: Cue | None, *, related: bool) -> bool:
        """Whether the next clause, which has no figure and no semicolon before it, tells of a figure of this one.

        So it is where clauses are ``related``; else where this one only says how much and the next is a short state.
        """
        if at + 1 >= len(self._cues) or self._cues[at].says or self._cues[at + 1].says:
            return False
        following = self._cues[at + 1].clause
        if following.verb is None or self._cues[at + 1].figures or self._words[following.first - 1] in _BREAKS:
            return False
        short = following.last - following.first <= _SHORT_CLAUSE
        return related or (picked is None and self._cues[at].plain is not None and short)

    def _is_aside(self, mention: Mention, cues: ClauseCues) -> bool:
        """Whether a figure stands beside what the clause tells: «با ۹ همت که …», also with a bound between."""
        start = self._leads.start(mention.first)
        return any(start <= hint.last <= mention.first for hint in cues.hints.get(Hint.ASIDE, ()))
