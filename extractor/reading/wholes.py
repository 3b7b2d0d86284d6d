"""Find the whole that a part is taken from, among the figures before it (or, where a rule allows it, after it).

The sentence of the part comes first, then those before it. Within a sentence a whole that the words of the cue name
goes before others («از این کسری»), then one that counts the same thing, then the main figure of a clause, then the
nearest.

Input: Figures, a part with those listed behind it. Output: Figure or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.model import Kind, Modality
from extractor.reading.figures import Figure, Figures, Fit, alike
from extractor.reading.partitives import Cue
from extractor.rulebook.kinds.relations import RelationRule, Role

_LOOK_BACK = 24
_LOOK_AHEAD = 8
_ROWS_AHEAD = 2
_TOLD = 4
_NEAR = 300
_FAR = 600
_SHARED = 4
_COLON = ":"
_PLEDGED = frozenset((Modality.PROMISED, Modality.OBLIGATED, Modality.SCHEDULED))


@dataclass(frozen=True, slots=True)
class Sought:
    """A part whose whole is looked for.

    ``listed`` are the part and those that may follow it on one list, ``before`` is the number of figures in front of
    the cue, ``told`` are the words that may say what the whole is.
    """

    cue: Cue
    part: Figure
    listed: Sequence[Figure]
    before: int
    told: Sequence[str]


class Wholes:
    """The search for wholes in one document."""

    def __init__(self, figures: Figures) -> None:
        """Take the figures of a document."""
        self._figures = figures

    def suits(self, rule: RelationRule, part: Figure, whole: Figure) -> bool:
        """Whether a part can be of a whole under a rule."""
        fit = self._figures.fit(part, whole)
        if fit is None or part.index == whole.index or (rule.takes and whole.kind not in rule.takes):
            return False
        if rule.strict and (fit is Fit.KIND or part.share) and not (part.share and whole.share):
            return False
        if part.share and whole.kind is Kind.COUNT and whole.high < _SHARED:
            return False
        return self._figures.smaller(part, whole)

    def find(self, sought: Sought, known: Mapping[int, str]) -> Figure | None:
        """Return the whole; ``known`` are figures that are parts, with the words that mark them."""
        rule, part = sought.cue.rule, sought.part
        possible = self._figures.all[max(0, sought.before - _LOOK_BACK) : sought.before]
        found = [
            whole
            for whole in possible
            if part.row - whole.row <= rule.reach
            and self._allowed(sought, whole, known)
            and self._near(sought, whole)
            and not (part.share and whole.share and self._sibling(sought, whole, known))
        ]
        if not found and rule.ahead:
            possible = self._figures.all[part.index + 1 : part.index + _LOOK_AHEAD]
            found = [
                whole for whole in possible if self._allowed(sought, whole, known) and self._told_later(part, whole)
            ]
        if not found:
            return None
        enough = [whole for whole in found if self._holds_all(whole, sought)]
        told = tuple(self._figures.telling(sought.told))

        def cost(whole: Figure) -> tuple[int, ...]:
            """Return what speaks against a whole, what weighs most first."""
            echoes = min(alike(told, self._figures.around(whole)), 2) if told else 0
            fit = self._figures.fit(part, whole) or Fit.SAME
            far, sibling = abs(part.row - whole.row), self._sibling(sought, whole, known)
            return far, sibling, -echoes, fit, whole.changes, whole.aside, -whole.index

        return min(enough or found, key=cost)

    def _sibling(self, sought: Sought, whole: Figure, known: Mapping[int, str]) -> bool:
        """Whether a figure is a part as the one sought for is, beside it or behind the same words."""
        key = known.get(whole.index)
        if key is None or self._relative(sought.part):
            return False
        return key == sought.cue.key or whole.row == sought.part.row

    def _allowed(self, sought: Sought, whole: Figure, known: Mapping[int, str]) -> bool:
        rule, part, named = sought.cue.rule, sought.part, sought.cue.named
        if (whole.changes and whole.share) or (rule.roots and whole.index in known):
            return False
        if not self.suits(rule, part, whole) or (rule.pledged and not self._kept(whole, part)):
            return False
        return not (rule.named and named) or alike((named,), self._figures.around(whole)) > 0

    def _near(self, sought: Sought, whole: Figure) -> bool:
        """Whether a whole is near enough for how well it fits."""
        rule, part = sought.cue.rule, sought.part
        loose = self._figures.fit(part, whole) is Fit.KIND
        if part.row == whole.row:
            words = self._figures.readings[part.row].scan.words.words
            return not (loose and whole.aside) and (rule.reach > 0 or _COLON not in words[whole.last : part.first])
        if rule.strict or rule.named:
            return not loose or part.share
        if self._figures.fit(part, whole) is not Fit.SAME and self._told_of_another(part):
            return False
        apart = part.mention.start - whole.mention.end
        if loose:
            return part.row - whole.row == 1 and apart <= _NEAR and not (part.share or whole.aside)
        return apart <= (_NEAR if part.share else _FAR) and not (part.share and whole.aside and not rule.takes)

    def _told_of_another(self, part: Figure) -> bool:
        """Whether a clause of the part's own sentence stands before it, so that «آن» points there."""
        reading = self._figures.readings[part.row]
        words = reading.scan.words.words
        begins = max((at + 1 for at in range(part.first) if words[at] == _COLON), default=0)
        return any(clause.verb and begins <= clause.first for clause in reading.clauses[: part.clause])

    def _holds_all(self, whole: Figure, sought: Sought) -> bool:
        return self._figures.holds(
            whole, [other for other in sought.listed if self._figures.fit(other, whole) is not None]
        )

    def _kept(self, whole: Figure, part: Figure) -> bool:
        """Whether the whole was promised and the part came true."""
        promised = self._figures.readings[whole.row].standings[whole.column].modality
        came = self._figures.readings[part.row].standings[part.column].modality
        return promised in _PLEDGED and came is Modality.ASSERTED

    def _told_later(self, part: Figure, whole: Figure) -> bool:
        """Whether a figure behind the part is marked as the whole («ظرفیت کل … ۳۶۰ هزار بشکه»)."""
        hits = self._figures.readings[whole.row].scan.of(f"relations.{Role.WHOLE}")
        return whole.row - part.row <= _ROWS_AHEAD and any(0 <= whole.first - hit.last <= _TOLD for hit in hits)

    def _relative(self, part: Figure) -> bool:
        """Whether a relative clause opens between the figure before the part and the part."""
        reading = self._figures.readings[part.row]
        before = reading.mentions[part.column - 1].last if part.column else 0
        hits = reading.scan.of(f"relations.{Role.RELATIVE}")
        return any(before <= hit.first < part.first for hit in hits)
