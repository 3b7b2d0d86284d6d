"""Link a figure to the one that it says again: the same assertion in headline, lead and body.

Two figures say the same where their amounts agree, or one rounds or bounds the other («بیش از ۱۹۰ هزار» and
«۱۹۵ هزار و ۶۸۵»), where they measure the same thing, and where the words around them have something in common. A
figure of a headline needs no such words the first time that it comes again; neither does one that points back
(«این ۱۷ طرح»), or stands in a sentence that says another figure again. Lines without a verb (tables, lists) say
nothing again.

Input: Figures. Output: Link*, each to the first time that the figure was told.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.model import Kind, Modifier
from extractor.reading.mentions import Link, Trace
from extractor.reading.relations.figures import Figure, Figures, alike
from extractor.reading.relations.fits import Fit, Fits

_LOOK_BACK = 40
_BOUND = 1.05
_NEAR = 0.1
_SMALL = 10
_HEAD = 3
_OVER = frozenset((Modifier.MORE_THAN, Modifier.AT_LEAST))
_UNDER = frozenset((Modifier.LESS_THAN, Modifier.AT_MOST, Modifier.UP_TO))


class Repeats:
    """The repeats of one document."""

    def __init__(self, figures: Figures) -> None:
        """Take the figures of a document."""
        self._figures = figures
        self._fits = Fits(figures)
        self._told_in_clauses = [any(clause.verb for clause in line.reading.clauses) for line in figures.lines]
        self._first: dict[int, Figure] = {}
        self._told: set[int] = set()
        self._rows: set[tuple[int, int]] = set()

    def links(self) -> Iterator[Link]:
        """Yield the links, in the order of the text."""
        seen: dict[tuple[Kind, str], list[Figure]] = {}
        for figure in self._figures.all:
            unit = "" if figure.kind is Kind.COUNT else figure.unit.partition("/")[0]
            earlier = seen.setdefault((figure.kind, unit), [])
            found = next((other for other in reversed(earlier[-_LOOK_BACK:]) if self._again(figure, other)), None)
            if found is not None:
                first = self._first.get(found.index, found)
                self._first[figure.index] = first
                self._told.add(first.index)
                self._rows.add((figure.row, found.row))
                trace = Trace("repeat_of", first.mention.start, first.mention.end)
                yield Link(figure.place, first.place, repeat=True, traces=(trace,))
            earlier.append(figure)

    def _again(self, figure: Figure, other: Figure) -> bool:
        """Whether a figure says another one again."""
        agree = figure.low == other.low and figure.high == other.high
        if figure.again and agree:
            return self._thing(figure, other) is not Fit.KIND
        if figure.row == other.row or not self._told_in_clauses[figure.row]:
            return False
        if not agree and not _rounds(figure, other) and not _rounds(other, figure):
            return False
        shared = self._shared(figure, other)
        if self._headline(other) and not self._headline(figure):
            return shared > 0 or (agree and other.index not in self._told)
        if self._thing(figure, other) is Fit.KIND:
            return False
        if agree and (figure.row, other.row) in self._rows:
            return True
        return shared >= (1 if agree and figure.high > _SMALL else 2)

    def _thing(self, figure: Figure, other: Figure) -> Fit | None:
        return self._fits.fit(figure, other) if figure.kind is Kind.COUNT else Fit.SAME

    def _shared(self, figure: Figure, other: Figure) -> int:
        """Return how many words the two have around them, what is counted left aside."""
        counted = set((figure.counter or "").split()) | set((other.counter or "").split())
        return alike(self._figures.around(figure) - counted, self._figures.around(other) - counted)

    def _headline(self, figure: Figure) -> bool:
        sentence = self._figures.lines[figure.row].reading.scan.sentence
        return sentence.heading and sentence.paragraph < _HEAD


def _rounds(round_: Figure, exact: Figure) -> bool:
    """Whether one figure is another, rounded or bounded."""
    if round_.low != round_.high or exact.low != exact.high or not abs(round_.low - exact.low) < _NEAR * exact.low:
        return False
    modifier = round_.mention.quantity.modifier
    if modifier in _OVER:
        return round_.low <= exact.low <= round_.low * _BOUND
    if modifier in _UNDER:
        return exact.low <= round_.low <= exact.low * _BOUND
    value = Decimal(str(round_.low)).normalize()
    step = Decimal(1).scaleb(value.adjusted() - len(value.as_tuple().digits) + 1)
    return len(value.as_tuple().digits) > 1 and Decimal(str(exact.low)).quantize(step) == value
