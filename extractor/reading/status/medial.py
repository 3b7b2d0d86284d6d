"""Say which cue of status speaks of which figure, in languages whose verbs stand between subject and object.

The verb of a clause speaks of the figures before and behind it. Nearer ones go before it: a word beside a figure («62
percent complete»), a nominal cue that leads up to it («a shortage of 90 nurses»), a participle behind it («the money
pledged by donors»), the last verb before it («agreed to build 9 schools»), and in a list without verbs what follows in
its item («900 in execution»).

Input: ClauseCues, mentions. Output: for each mention the clause that counts for it, and its cues.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.reading.leads import Leads
from extractor.reading.mentions import Mention, Scan, Verb
from extractor.reading.status.cues import ClauseCues, Cue
from extractor.reading.status.predicates import Spoken
from extractor.rulebook.kinds.conjugation import Tense

_BEHIND = 4
_FARTHEST = 24
_MARKS = frozenset(",;:")
_CLOSING = frozenset(")")


class MedialPredicates:
    """The figures and cues of one sentence."""

    def __init__(self, scan: Scan, cues: Sequence[ClauseCues], mentions: Sequence[Mention]) -> None:
        """Look at the sentence."""
        self._cues = cues
        self._mentions = mentions
        self._starts = [cue.clause.first for cue in cues]
        self._words = scan.words.words
        self._joints = frozenset(scan.words.slice(hit.first, hit.last) for hit in scan.of("counters.joint")) | _MARKS
        self.leads = Leads(scan)

    def clause_of(self, word: int) -> int:
        """Return the index of the clause that holds a word."""
        return max(bisect_right(self._starts, word) - 1, 0)

    def spoken(self, index: int) -> Spoken:
        """Return what speaks of a figure."""
        mention = self._mentions[index]
        at = self.clause_of(mention.first)
        cues = self._cues[at]
        near = self._near(index)
        nominal = next((cue for cue in reversed(near) if cue.rule.stage is not None), None)
        modal = next((cue for cue in reversed(near) if cue.rule.modality is not None), None)
        beside = self._beside(index, cues)
        if beside is not None:
            return Spoken(cues, beside, modal=modal, at=at)
        picked = self._picked(index, cues)
        if nominal is not None and (picked is None or picked.rule.stage is None or nominal.rule.firm or cues.says):
            return Spoken(cues, nominal, nominal=True, modal=modal, at=at)
        if picked is None and cues.clause.verb is None:
            other = self._neighbour(at)
            if other is not None:
                cue = self._own(self._cues[other]) or self._first(self._cues[other])
                return Spoken(self._cues[other], cue, modal=modal, at=other)
        return Spoken(cues, picked, modal=modal, at=at)

    def _beside(self, index: int, cues: ClauseCues) -> Cue | None:
        """Return a cue that belongs to this figure alone."""
        mention, verb = self._mentions[index], cues.clause.verb
        until = self._until(index, cues)
        for cue in cues.predicates:
            if not _of_kind(cue, mention):
                continue
            behind = mention.last <= cue.first < until
            if cue.rule.own and behind:
                return cue
            adjective = mention.first <= cue.first < mention.last or cue.last == self.leads.start(mention.first)
            object_ = verb is None or verb.first < mention.first
            if cue.beside and (adjective or (behind and object_ and cue.first - mention.last <= _BEHIND)):
                return cue
        return None

    def _picked(self, index: int, cues: ClauseCues) -> Cue | None:
        mention, until = self._mentions[index], self._until(index, cues)
        told = [cue for cue in cues.predicates if _of_kind(cue, mention) and not cue.rule.own and not cue.rule.forward]
        staged = [cue for cue in told if cue.rule.stage is not None]
        own = next((cue for cue in staged if _holds(cue, cues.clause.verb)), None)
        firm = next((cue for cue in staged if cue.rule.firm), None)
        if own is not None and own.rule.opens:
            return own
        if firm is not None:
            return firm
        before = [cue for cue in staged if cue.last <= mention.first and not cue.beside]
        behind = [cue for cue in staged if mention.last <= cue.first]
        item = next((cue for cue in behind if cue.first < until), None)
        if own is not None and own.first >= mention.last:
            return own
        if item is not None and (own is None or self._listed(index, cues)):
            return item
        if before and not (own is not None and _purpose(before[-1])):
            return before[-1]
        if own is not None:
            return own
        later = next((cue for cue in behind if cue.verb is None or cue.verb.tense is Tense.INFINITIVE), None)
        return later or next((cue for cue in staged if cue.last <= mention.first), None)

    def _listed(self, index: int, cues: ClauseCues) -> bool:
        """Whether a figure begins an item of a list: behind a mark, and with what is said of it behind it."""
        first = self.leads.start(self._mentions[index].first)
        return first > cues.clause.first and self._words[first - 1] in _MARKS

    def _until(self, index: int, cues: ClauseCues) -> int:
        """Return where what is said of a figure alone ends: at the next figure, mark or joint of its clause."""
        mention = self._mentions[index]
        following = self._mentions[index + 1].first if index + 1 < len(self._mentions) else len(self._words)
        until = min(following, cues.clause.last)
        return next((at for at in range(mention.last, until) if self._words[at] in _MARKS), until)

    def _near(self, index: int) -> list[Cue]:
        """Return the nominal cues from which few words, beside bounds and rates, lead to a figure."""
        mention = self._mentions[index]
        cues = self._cues[self.clause_of(mention.first)]
        barrier = self._mentions[index - 1].last if index else 0
        start = self.leads.start(mention.first)
        return [
            cue
            for cue in cues.nouns
            if max(barrier, start - _FARTHEST) <= cue.first
            and start - cue.rule.reach <= cue.last <= mention.first
            and cue.first not in cues.purposes
            and _of_kind(cue, mention)
        ]

    def _neighbour(self, at: int) -> int | None:
        """Return the clause that goes on with one without a verb: the next of its kind, else the one before."""
        for other in range(at + 1, len(self._cues)):
            cues = self._cues[other]
            if cues.clause.verb is not None and cues.relative != cues.clause.first and not cues.says:
                return other
        before = (
            other for other in range(at - 1, -1, -1) if self._cues[other].clause.verb and not self._cues[other].says
        )
        return next(before, None)

    @staticmethod
    def _own(cues: ClauseCues) -> Cue | None:
        return next((c for c in cues.predicates if _holds(c, cues.clause.verb) and c.rule.stage), None)

    @staticmethod
    def _first(cues: ClauseCues) -> Cue | None:
        return next((cue for cue in cues.predicates if cue.rule.stage is not None and not cue.beside), None)


def _holds(cue: Cue, verb: Verb | None) -> bool:
    """Whether a cue is the verb of its clause, or holds it («voted against»)."""
    return verb is not None and (
        cue.verb is verb or (cue.first < verb.last <= cue.last) or verb.first <= cue.first < verb.last
    )


def _purpose(cue: Cue) -> bool:
    return cue.verb is not None and cue.verb.tense is Tense.INFINITIVE


def _of_kind(cue: Cue, mention: Mention) -> bool:
    return not cue.rule.kinds or mention.quantity.kind in cue.rule.kinds
