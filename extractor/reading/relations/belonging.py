"""Link the parts that a text marks to their wholes.

A cue marks one figure as a part, or those behind it («از این تعداد …»); figures of the same sort that follow in its
sentence go on being parts («… ۹ طرح آن افتتاح و ۳ طرح متوقف شد»), as long as the whole is large enough for all of them.
Which figure the whole is, ``wholes`` finds.

Input: Figures. Output: Link*, one for each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from extractor.model import Kind
from extractor.reading.mentions import Link
from extractor.reading.relations.figures import Figure, Figures
from extractor.reading.relations.fits import Fit, Fits
from extractor.reading.relations.partitives import Cue, Partitives
from extractor.reading.relations.wholes import Search, Sought, suits
from extractor.rulebook.kinds.relations import Relation, Role

_TRIES = 4
_ECHOED = 6
_LISTED = 40
_BESIDE = 12
_APART = 3
_NO_PARTS = frozenset((Kind.DURATION, Kind.RANK))


class Belonging:
    """The parts and wholes of one document."""

    def __init__(self, figures: Figures) -> None:
        """Begin with no links."""
        self._figures = figures
        self._fits = Fits(figures)
        self._partitives = Partitives(figures)
        self._links: dict[int, Link] = {}
        self._keys: dict[int, str] = {}

    def links(self) -> tuple[Link, ...]:
        """Return the links, in the order of their parts."""
        for row in range(len(self._figures.lines)):
            self._read(row)
        return tuple(self._links[index] for index in sorted(self._links))

    def _read(self, row: int) -> None:
        cues = self._partitives.cues(row)
        taken: set[int] = set()
        for cue in cues.found:
            if taken.isdisjoint(cue.words) and self._link(cue, cues.limit(cue)):
                taken.update(cue.words)

    def _link(self, cue: Cue, limit: int) -> bool:
        if cue.rule.means is Relation.TOTAL:
            return self._add_up(cue)
        for part in [cue.part] if cue.part else self._behind(cue, limit):
            if part.index in self._links or part.kind in _NO_PARTS or part.changes:
                continue
            listed = list(islice(self._listed(part, limit), _LISTED))
            whole = self._whole(cue, part, listed)
            if whole is None:
                continue
            done = [part]
            for other in listed[1:]:
                if self._goes_on(other, part, whole) or self._completes(other, done, whole):
                    if not self._fits.holds(whole, (*done, other)):
                        break
                    done.append(other)
            if cue.rule.several and len(done) == 1:
                continue
            for figure, its in zip(done, self._in_order(cue, done, whole), strict=True):
                self._add(cue, figure, its)
            if cue.rule.means is Relation.PART:
                self._beside(cue, part, whole, limit)
            return True
        return False

    def _add_up(self, cue: Cue) -> bool:
        """Link the figures before a total that are exactly as much as it."""
        whole = cue.whole
        if whole is None:
            return False
        parts: list[Figure] = []
        for part in reversed(self._figures.lines[cue.row].figures[max(0, whole.column - _BESIDE) : whole.column]):
            if part.share or self._fits.fit(part, whole) is not Fit.SAME or part.index in self._links:
                continue
            parts.append(part)
            if len(parts) > 1 and self._fits.sums_to(whole, parts):
                for figure in parts:
                    self._add(cue, figure, whole)
                return True
        return False

    def _behind(self, cue: Cue, limit: int) -> Sequence[Figure]:
        """Return the figures behind a cue that may be its first part."""
        if cue.rule.within is not None:
            limit = min(limit, cue.last + cue.rule.within + 1)
        tries = 1 if cue.rule.means is Relation.REST else _TRIES
        line = self._figures.lines[cue.row]
        at = line.before(cue.last)
        return [figure for figure in line.figures[at : at + tries] if cue.last <= figure.first < limit]

    def _listed(self, part: Figure, limit: int) -> Iterator[Figure]:
        """Yield a part and the figures that may stand in one list with it."""
        yield part
        for other in self._after(part, limit):
            if other.changes or other.again or other.index in self._links:
                continue
            if other.aside and not part.aside and self._fits.fit(other, part) is not Fit.SAME:
                continue
            if other.share is part.share and (other.unit == part.unit or (not part.share and other.kind is part.kind)):
                yield other

    def _after(self, part: Figure, limit: int) -> Iterator[Figure]:
        for other in islice(self._figures.lines[part.row].figures, part.column + 1, None):
            if other.first >= limit:
                return
            yield other

    def _in_order(self, cue: Cue, parts: Sequence[Figure], whole: Figure) -> Sequence[Figure]:
        """Return the wholes of some parts: one for all, or each its own where the text pairs two lists («به ترتیب»)."""
        words = self._figures.lines[cue.row].words[cue.last : parts[0].first]
        if len(parts) > 1 and not self._figures.vocabulary[Role.ORDER].isdisjoint(words):
            for last in range(whole.column + len(parts), whole.column, -1):
                wholes = self._figures.lines[whole.row].figures[max(0, last - len(parts)) : last]
                if len(wholes) == len(parts) and self._paired(parts, wholes):
                    return wholes
        return (whole,) * len(parts)

    def _paired(self, parts: Sequence[Figure], wholes: Sequence[Figure]) -> bool:
        """Whether wholes stand in one list, each large enough for its part."""
        listed = all(
            other.clause == whole.clause and other.first - whole.last <= _APART for whole, other in pairwise(wholes)
        )
        return listed and all(
            whole.index < parts[0].index
            and self._fits.fit(whole, wholes[0]) is Fit.SAME
            and self._fits.fit(part, whole) is not None
            and self._fits.smaller(part, whole)
            for part, whole in zip(parts, wholes, strict=True)
        )

    def _goes_on(self, other: Figure, part: Figure, whole: Figure) -> bool:
        """Whether a figure on the list of a part fits the whole as well as that part does."""
        fit = self._fits.fit(other, whole)
        if fit is None:
            return False
        if Fit.SAME in (fit, self._fits.fit(other, part)) or self._figures.item(other):
            return True
        return self._fits.fit(part, whole) is not Fit.SAME

    def _completes(self, other: Figure, parts: Sequence[Figure], whole: Figure) -> bool:
        """Whether a figure is just what parts lack of their whole."""
        return self._fits.fit(other, whole) is not None and self._fits.sums_to(whole, (*parts, other))

    def _whole(self, cue: Cue, part: Figure, listed: Sequence[Figure]) -> Figure | None:
        if cue.rule.means is Relation.REST:
            return self._rest(part)
        if cue.whole is not None:
            return cue.whole if suits(self._fits, cue.rule, part, cue.whole) else None
        line = self._figures.lines[cue.row]
        first, last = (part.last, cue.last) if cue.part else (cue.first, min(part.first, cue.last + _ECHOED))
        before = self._figures.starts[cue.row] + line.before(cue.begins)
        return Search(
            self._figures, self._fits, Sought(cue, part, listed, before, line.words[first:last]), self._keys
        ).whole()

    def _rest(self, part: Figure) -> Figure | None:
        """Return the whole of the part before, where this can be what is left of it."""
        first = max(self._figures.starts[max(part.row - 1, 0)], part.index - _BESIDE)
        last = next((index for index in range(part.index - 1, first - 1, -1) if index in self._links), None)
        if last is None:
            return None
        before, whole = self._figures.all[last], self._figures.at(self._links[last].whole)
        fit = self._fits.fit(part, whole)
        if fit is None or part.index <= whole.index or not self._fits.holds(whole, (before, part)):
            return None
        return whole if fit <= Fit.ITEM or before.counter == part.counter else None

    def _beside(self, cue: Cue, part: Figure, whole: Figure, limit: int) -> None:
        """Link figures beside parts to those beside the whole: «از این میزان ۳ تن به ارزش ۲ دلار»."""
        beside = self._figures.lines[whole.row].figures
        beside = beside[max(0, whole.column - _BESIDE) : whole.column + _BESIDE]
        for figure in islice(self._after(part, limit), _BESIDE):
            if figure.index in self._links or figure.share or figure.changes or figure.unit == whole.unit:
                continue
            for other in reversed(beside):
                fit = self._fits.fit(figure, other)
                if other.index < part.index and fit is Fit.SAME and self._fits.holds(other, (figure,)):
                    self._add(cue, figure, other)
                    break

    def _add(self, cue: Cue, part: Figure, whole: Figure) -> None:
        trace = self._figures.lines[cue.row].reading.scan.trace("part_of", cue.first, cue.last, cue.rule.ref)
        self._keys[part.index] = cue.key
        self._links[part.index] = Link(part.place, whole.place, traces=(trace,))
