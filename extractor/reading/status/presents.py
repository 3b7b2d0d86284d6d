"""Say what a present tense means: something to come, something that happens again and again, or how things are.

Persian has one form for all three: «تا مهر افتتاح می‌شود», «روزانه ۹ تن جمع می‌شود», «۹ روستا را زیر پوشش می‌برد». Words
of time and habit settle it, a rate of the figure, or what the clause before says.

Input: ClauseCues, mentions, changes, times, what speaks of each figure. Output: the modality of a present.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extractor.model import Modality, Stage, TimeKind
from extractor.reading.mentions import ChangePart, Mention, Standing, TimeMention
from extractor.reading.status.cues import ClauseCues
from extractor.reading.status.medial import MedialPredicates
from extractor.reading.status.predicates import Predicates, Spoken
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import Hint

_PART_REACH = 1
_TO_COME = (Modality.SCHEDULED, Modality.PREDICTED)
_RECURRING = frozenset(("hour", "day", "week", "month", "year"))


class Presents:
    """The figures of one sentence, as far as a present tense tells of them."""

    def __init__(
        self,
        cues: Sequence[ClauseCues],
        mentions: Sequence[Mention],
        changes: Sequence[ChangePart | None],
        times: Sequence[TimeMention],
        predicates: Predicates | MedialPredicates,
    ) -> None:
        """Note where deadlines stand, and months without their year."""
        self._cues = cues
        self._mentions = mentions
        self._changes = changes
        self._predicates = predicates
        self._deadlines = [time.first for time in times if time.kind is TimeKind.BY]
        self._yearless = [time.first for time in times if time.coming is not None]

    def modality(self, index: int, spoken: Spoken) -> Modality:
        """Return what a present tense means without a word that settles it."""
        cue, change, rated = spoken.cue, self._changes[index], self.is_rated(index)
        if (cue is None or cue.rule.stage is Stage.OBSERVED) and self._describes(spoken):
            return Modality.ASSERTED
        if cue is None:
            becoming = change is not None and (bool(change.partners) or not rated)
            return Modality.SCHEDULED if becoming else Modality.ASSERTED
        if spoken.nominal and not rated:
            return _beside(spoken)
        if rated or cue.verb is None:
            return Modality.ASSERTED
        if not cue.rule.verbs:
            return Modality.ASSERTED if spoken.cues.plain is not None else Modality.SCHEDULED
        return cue.rule.present

    def is_rated(self, index: int) -> bool:
        """Whether a figure is so much a day, a month, a year."""
        quantity = self._mentions[index].quantity
        return (quantity.per or quantity.unit.partition("/")[2]) in _RECURRING

    def is_coming(self, index: int, spoken: Spoken) -> bool:
        """Whether the clause looks ahead; where it tells of several things, what stands beside the figure does.

        A month without its year is the next one, but not that of a rate («در تیر روزانه ۹ تن مصرف می‌شود»).
        """
        cues = spoken.cues
        first, last = cues.clause.first, cues.clause.last
        if cues.says:
            change = self._changes[index]
            start = min(change.partners, default=index) if change is not None else index
            start = min(start, index)
            first = max(first, self._mentions[start - 1].last if start else first)
            last = min(last, self._mentions[index + 1].first if index + 1 < len(self._mentions) else last)
        hints = (cue.first for cue in cues.hints.get(Hint.AHEAD, ()))
        months = () if self.is_rated(index) else self._yearless
        return any(first <= word < last for word in (*hints, *self._deadlines, *months))

    def is_part(self, index: int, cues: ClauseCues) -> bool:
        """Whether a figure is called a part of the one before it: «… که ۶۴۰ میلیارد آن»."""
        last, parts = self._mentions[index].last, cues.hints.get(Hint.PART, ())
        return any(last <= part.first <= last + _PART_REACH for part in parts)

    def joined(self, index: int, spoken: Spoken, own: Standing, before: Sequence[Standing]) -> Standing:
        """Let a present go on as the clause before it, where it tells of no stage or of a part.

        «تا مهر افتتاح می‌شود و به ۹ تن می‌رساند» is to come twice, «روزانه ۹ تن جمع و نیمی از آن تفکیک می‌شود» a habit.
        """
        verb = spoken.cues.clause.verb
        if verb is None or verb.tense is not Tense.PRESENT or (spoken.cue is None and spoken.cues.plain is not None):
            return own
        if own.stage is not Stage.OBSERVED:
            recurs = (
                own.modality is Modality.SCHEDULED and bool(before) and self._recurs_with(index, spoken, before[-1])
            )
            return replace(own, stage=Stage.OBSERVED, modality=Modality.ASSERTED) if recurs else own
        if not spoken.at or spoken.cues.contrasts or spoken.cues.says or own.modality is not Modality.ASSERTED:
            return own
        told = self._cues[spoken.at - 1]
        if before and self._predicates.clause_of(self._mentions[index - 1].first) == spoken.at - 1:
            modality = before[-1].modality
        else:
            coming = not told.says and told.clause.verb is not None and told.clause.verb.tense is Tense.FUTURE
            modality = Modality.PREDICTED if coming else own.modality
        return replace(own, modality=modality) if modality in _TO_COME else own

    def _recurs_with(self, index: int, spoken: Spoken, whole: Standing) -> bool:
        """Whether a figure is a part of one that happens again and again."""
        if whole.stage is not Stage.OBSERVED or whole.modality is not Modality.ASSERTED:
            return False
        return self.is_rated(index - 1) and self.is_part(index, spoken.cues) and not self.is_coming(index, spoken)

    def _describes(self, spoken: Spoken) -> bool:
        """Whether a relative clause tells what a thing is like: «… طرحی است که ۹ روستا را زیر پوشش می‌برد»."""
        cues, before = spoken.cues, self._cues[spoken.at - 1] if spoken.at else None
        if before is None or before.plain is None or cues.relative != cues.clause.first:
            return False
        return before.clause.verb is not None and before.clause.verb.tense is Tense.PRESENT


def _beside(spoken: Spoken) -> Modality:
    """Return what a present says of a thing beside it: «با ورود ۹ قطار کار آغاز می‌شود» has them still to come."""
    verb = spoken.cues.clause.verb
    own = (cue.rule.present for cue in reversed(spoken.cues.predicates) if cue.verb is verb and cue.rule.verbs)
    return next(own, Modality.ASSERTED)
