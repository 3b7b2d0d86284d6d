"""Link the parts that a text marks to their wholes.

A cue marks one figure as a part, or those behind it («از این تعداد …»); figures of the same sort that follow in its
sentence go on being parts («… ۹ طرح آن افتتاح و ۳ طرح متوقف شد»), as long as the whole is large enough for all of them.
Which figure the whole is, ``wholes`` finds.

Input: Figures. Output: Link*, one for each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model import Kind
from extractor.reading.figures import Figure, Figures, Fit
from extractor.reading.mentions import Link
from extractor.reading.partitives import Cue, Partitives
from extractor.reading.wholes import Sought, Wholes
from extractor.rulebook.kinds.relations import Relation, Role

_TRIES = 4
_ECHOED = 6
_COLON = ":"
_NO_PARTS = frozenset((Kind.DURATION, Kind.RANK))


class Belonging:
    """The parts of one document."""

    def __init__(self, figures: Figures) -> None:
        """Begin with no links."""
        self._figures = figures
        self._partitives = Partitives(figures)
        self._wholes = Wholes(figures)
        self._links: dict[int, Link] = {}
        self._keys: dict[int, str] = {}

    def links(self) -> tuple[Link, ...]:
        """Return the links, in the order of their parts."""
        for row in range(len(self._figures.readings)):
            self._read(row)
        return tuple(self._links[index] for index in sorted(self._links))

    def _read(self, row: int) -> None:
        cues = self._partitives.cues(row)
        taken: list[Cue] = []
        for cue in cues:
            if not any(map(cue.meets, taken)) and self._link(cue, self._limit(cue, cues)):
                taken.append(cue)

    def _limit(self, cue: Cue, cues: Sequence[Cue]) -> int:
        """Return the word where the list of a cue ends: at the next cue, a colon, or a word that leads elsewhere."""
        scan = self._figures.readings[cue.row].scan
        ends = [hit.first for hit in scan.of(f"relations.{Role.BREAK}")]
        ends += [at for at, word in enumerate(scan.words.words) if word == _COLON]
        for other in cues:
            if other.rule.yields:
                continue
            if other.part is not None or not any(rival.part and rival.meets(other) for rival in cues):
                ends.append(other.begins)
        return min((end for end in ends if end >= cue.behind), default=len(scan.words))

    def _link(self, cue: Cue, limit: int) -> bool:
        for part in [cue.part] if cue.part else self._behind(cue, limit):
            if part.index in self._links or part.kind in _NO_PARTS or part.changes:
                continue
            chain = list(self._chain(part, limit))
            whole = self._whole(cue, part, chain)
            if whole is None:
                continue
            done = [part]
            for other in chain[1:]:
                if self._goes_on(other, part, whole):
                    if not self._figures.holds(whole, (*done, other)):
                        break
                    done.append(other)
            for figure in done:
                self._add(cue, figure, whole)
            if cue.rule.means is Relation.PART:
                self._beside(cue, part, whole, limit)
            return True
        return False

    def _behind(self, cue: Cue, limit: int) -> Sequence[Figure]:
        """Return the figures behind a cue that may be its first part."""
        if cue.rule.within is not None:
            limit = min(limit, cue.last + cue.rule.within + 1)
        found = [figure for figure in self._figures.row(cue.row) if cue.last <= figure.first < limit]
        return found[: 1 if cue.rule.means is Relation.REST else _TRIES]

    def _chain(self, part: Figure, limit: int) -> Iterator[Figure]:
        """Yield a part and the figures that may stand in one list with it."""
        yield part
        for other in self._figures.row(part.row)[part.column + 1 :]:
            if other.first >= limit:
                return
            if other.changes or other.again or other.index in self._links:
                continue
            if other.aside and not part.aside and self._figures.fit(other, part) is not Fit.SAME:
                continue
            if other.share is part.share and (other.unit == part.unit or (not part.share and other.kind is part.kind)):
                yield other

    def _goes_on(self, other: Figure, part: Figure, whole: Figure) -> bool:
        """Whether a figure on the list of a part fits the whole as well as that part does."""
        fit = self._figures.fit(other, whole)
        if fit is None:
            return False
        if Fit.SAME in (fit, self._figures.fit(other, part)) or self._figures.item(other):
            return True
        return self._figures.fit(part, whole) is not Fit.SAME

    def _whole(self, cue: Cue, part: Figure, chain: Sequence[Figure]) -> Figure | None:
        if cue.rule.means is Relation.REST:
            return self._rest(part)
        if cue.whole is not None:
            return cue.whole if self._wholes.suits(cue.rule, part, cue.whole) else None
        words = self._figures.readings[cue.row].scan.words.words
        told = words[part.last : cue.last] if cue.part else words[cue.first : min(part.first, cue.last + _ECHOED)]
        own = self._figures.row(cue.row)
        before = self._figures.starts[cue.row] + sum(figure.last <= cue.begins for figure in own)
        return self._wholes.find(Sought(cue, part, chain, before, told), self._keys)

    def _rest(self, part: Figure) -> Figure | None:
        """Return the whole of the part before, where this can be what is left of it."""
        first = self._figures.starts[max(part.row - 1, 0)]
        last = next((index for index in range(part.index - 1, first - 1, -1) if index in self._links), None)
        if last is None:
            return None
        before, whole = self._figures.all[last], self._figures.at(*self._links[last].whole)
        fit = self._figures.fit(part, whole)
        if fit is None or part.index <= whole.index or not self._figures.holds(whole, (before, part)):
            return None
        return whole if fit <= Fit.ITEM or before.counter == part.counter else None

    def _beside(self, cue: Cue, part: Figure, whole: Figure, limit: int) -> None:
        """Link figures beside parts to those beside the whole: «از این میزان ۳ تن به ارزش ۲ دلار»."""
        others = [other for other in self._figures.row(whole.row) if other.index < part.index]
        for figure in self._figures.row(part.row)[part.column + 1 :]:
            if figure.first >= limit:
                return
            if figure.index in self._links or figure.share or figure.changes or figure.unit == whole.unit:
                continue
            for other in reversed(others):
                if self._figures.fit(figure, other) is Fit.SAME and self._figures.holds(other, (figure,)):
                    self._add(cue, figure, other)
                    break

    def _add(self, cue: Cue, part: Figure, whole: Figure) -> None:
        trace = self._figures.readings[cue.row].scan.trace("part_of", cue.first, cue.last, cue.rule.ref)
        self._keys[part.index] = cue.key
        self._links[part.index] = Link(part.place, whole.place, traces=(trace,))
