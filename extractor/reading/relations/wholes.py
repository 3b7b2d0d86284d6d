"""Find the whole that a part is taken from, among the figures before it (or, where a rule allows it, after it).

The sentence of the part comes first, then those before it. Within a sentence a whole that the words of the cue name
goes before others («از این کسری»), then one that counts the same thing, then the main figure of a clause, then the
nearest.

Input: a part with those listed behind it. Output: Figure or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from extractor.model import Kind, Modality
from extractor.reading.relations.figures import Figure, Figures, alike
from extractor.reading.relations.fits import Fit, Fits
from extractor.reading.relations.partitives import Cue
from extractor.rulebook.kinds.relations import RelationRule, Role

_LOOK_BACK = 24
_LOOK_AHEAD = 8
_ROWS_AHEAD = 2
_TOLD = 5
_NEAR = 300
_FAR = 600
_SHARED = 4
_ECHOES = 2
_PLEDGED = frozenset((Modality.PROMISED, Modality.OBLIGATED, Modality.SCHEDULED))


class Sought(Struct, frozen=True):
    """A part whose whole is looked for.

    ``listed`` are the part and those that may follow it on one list, ``before`` is the number of figures in front of
    the cue, ``told`` are the words that may say what the whole is.
    """

    cue: Cue
    part: Figure
    listed: Sequence[Figure]
    before: int
    told: Sequence[str]


def suits(fits: Fits, rule: RelationRule, part: Figure, whole: Figure) -> bool:
    """Whether a part can be of a whole under a rule."""
    fit = fits.fit(part, whole)
    if fit is None or part.index == whole.index or (rule.takes and whole.kind not in rule.takes):
        return False
    if rule.strict and (fit is Fit.KIND or part.share) and not (part.share and whole.share):
        return False
    if rule.same and not fits.named_alike(part, whole):
        return False
    if part.share and whole.kind is Kind.COUNT and whole.high < _SHARED:
        return False
    return fits.smaller(part, whole)


class Search:
    """The search for one whole; ``known`` are figures that are parts, with the words that mark them."""

    def __init__(self, figures: Figures, fits: Fits, sought: Sought, known: Mapping[int, str]) -> None:
        """Look at what stands before the part."""
        self._figures = figures
        self._fits = fits
        self._sought = sought
        self._known = known
        self._rule = sought.cue.rule
        self._part = sought.part
        self._relative = self._clause_opens()
        self._another = self._told_of_another()

    def whole(self) -> Figure | None:
        """Return the whole."""
        sought, part = self._sought, self._part
        possible = [
            whole
            for whole in self._figures.all[max(0, sought.before - _LOOK_BACK) : sought.before]
            if part.row - whole.row <= self._rule.reach
        ]
        found = list(filter(self._fitting, possible))
        if not found:
            converted = [self._fits.convert(part, whole) for whole in possible]
            found = list(filter(self._fitting, possible)) if any(converted) else []
        if not found and self._rule.ahead:
            later = self._figures.all[part.index + 1 : part.index + _LOOK_AHEAD]
            found = [whole for whole in later if self._allowed(whole) and self._told_later(whole)]
        enough = [whole for whole in found if self._holds_all(whole)]
        told = tuple(self._figures.telling(sought.told))

        def cost(whole: Figure) -> tuple[int, ...]:
            """Return what speaks against a whole, what weighs most first."""
            echoes = min(alike(told, self._figures.around(whole)), _ECHOES) if told else 0
            fit = self._fits.fit(part, whole) or Fit.SAME
            far = abs(part.row - whole.row)
            told_as_part = echoes > 0 and far > 0 and whole.index in self._known
            return far, self._sibling(whole), -echoes, told_as_part, fit, whole.changes, whole.aside, -whole.index

        return min(enough or found, key=cost, default=None)

    def _fitting(self, whole: Figure) -> bool:
        if not self._allowed(whole) or not self._near(whole):
            return False
        return not (self._part.share and whole.share and self._sibling(whole))

    def _allowed(self, whole: Figure) -> bool:
        rule, named = self._rule, self._sought.cue.named
        if (whole.changes and whole.share) or (rule.roots and whole.index in self._known):
            return False
        if not suits(self._fits, rule, self._part, whole) or (rule.pledged and not self._kept(whole)):
            return False
        return not (rule.named and named) or alike((named,), self._figures.around(whole)) > 0

    def _near(self, whole: Figure) -> bool:
        """Whether a whole is near enough for how well it fits."""
        rule, part = self._rule, self._part
        fit = self._fits.fit(part, whole)
        loose = fit is Fit.KIND
        if part.row == whole.row:
            colon = rule.reach == 0 and self._figures.lines[part.row].colon(whole.last, part.first)
            return not (loose and whole.aside) and not colon
        if rule.strict or rule.named:
            return not loose or part.share
        if fit is not Fit.SAME and self._another:
            return False
        apart = part.mention.start - whole.mention.end
        if loose:
            return part.row - whole.row == 1 and apart <= _NEAR and not (part.share or whole.aside)
        return apart <= (_NEAR if part.share else _FAR) and not (part.share and whole.aside and not rule.takes)

    def _sibling(self, whole: Figure) -> bool:
        """Whether a figure is a part as the one sought for is, beside it or behind the same words."""
        key = self._known.get(whole.index)
        if key is None or self._relative:
            return False
        return key == self._sought.cue.key or whole.row == self._part.row

    def _holds_all(self, whole: Figure) -> bool:
        fitting = [other for other in self._sought.listed if self._fits.fit(other, whole) is not None]
        return self._fits.holds(whole, fitting)

    def _kept(self, whole: Figure) -> bool:
        """Whether the whole was promised and the part came true."""
        promised = self._figures.lines[whole.row].reading.standings[whole.column].modality
        came = self._figures.lines[self._part.row].reading.standings[self._part.column].modality
        return promised in _PLEDGED and came is Modality.ASSERTED

    def _told_later(self, whole: Figure) -> bool:
        """Whether a figure behind the part is marked as the whole («ظرفیت کل … ۳۶۰ هزار بشکه»)."""
        before = self._figures.lines[whole.row].words[max(0, whole.first - _TOLD) : whole.first]
        marked = not self._figures.vocabulary[Role.WHOLE].isdisjoint(before)
        return marked and whole.row - self._part.row <= _ROWS_AHEAD

    def _clause_opens(self) -> bool:
        """Whether a relative clause opens between the figure before the part and the part."""
        line = self._figures.lines[self._part.row]
        before = line.figures[self._part.column - 1].last if self._part.column else 0
        return not self._figures.vocabulary[Role.RELATIVE].isdisjoint(line.words[before : self._part.first])

    def _told_of_another(self) -> bool:
        """Whether a clause of the part's own sentence stands before it, so that «آن» points there."""
        line, part = self._figures.lines[self._part.row], self._part
        begins = max((colon + 1 for colon in line.colons if colon < part.first), default=0)
        return any(clause.verb and begins <= clause.first for clause in line.reading.clauses[: part.clause])
