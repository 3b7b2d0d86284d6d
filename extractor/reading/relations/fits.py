"""How well one figure fits into another: by what is counted, by unit, by amount.

Units that differ are taken for different things, until somebody asks whether they measure the same (GW and MW), which
is done only where nothing else is found.

Input: Figures. Output: Fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from extractor.dimensions import factor
from extractor.model import Kind
from extractor.reading.relations.figures import Figure, Figures

_DIVISIBLE = frozenset((Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.RATIO))
_MEASURED = frozenset((Kind.MEASURE, Kind.MONEY))
_ALL = 100
_SLACK = 1.02
_ROUNDED = 0.005


class Fit(IntEnum):
    """How a part fits a whole.

    ``SAME``: it is the same thing; ``ITEM``: a share of it, or counted by a word for anything; ``KIND``: no more than a
    count beside a count, a share beside a share, or an amount beside an amount a month.
    """

    SAME = 0
    ITEM = 1
    KIND = 2


class Fits:
    """The fits of figures of one document."""

    def __init__(self, figures: Figures) -> None:
        """Know no two units as one."""
        self._figures = figures
        self._factors: dict[tuple[str, str], float] = {}

    def fit(self, part: Figure, whole: Figure) -> Fit | None:
        """Return how well one figure fits into another, whatever their amounts; None where it cannot."""
        if part.kind not in _DIVISIBLE or whole.kind not in _DIVISIBLE:
            return None
        if part.share:
            if whole.share:
                return Fit.KIND if part.unit == whole.unit else None
            return Fit.ITEM if whole.kind is not Kind.RATIO else None
        if part.kind is not whole.kind:
            return None
        if part.kind is Kind.COUNT:
            return self._fit_counts(part, whole)
        if part.unit == whole.unit or (part.unit, whole.unit) in self._factors:
            return Fit.SAME
        return Fit.KIND if part.unit == whole.unit.partition("/")[0] else None

    def named_alike(self, part: Figure, whole: Figure) -> bool:
        """Whether two figures count by the same noun, and not by a word for anything."""
        return self.fit(part, whole) is Fit.SAME and not self._figures.item(part)

    def convert(self, part: Figure, whole: Figure) -> bool:
        """Whether two different units measure one thing, so that from now on such figures fit."""
        if part.unit == whole.unit or part.kind is not whole.kind or part.kind not in _MEASURED:
            return False
        found = factor(part.unit, whole.unit)
        if found is None:
            return False
        self._factors[part.unit, whole.unit] = float(found)
        return True

    def holds(self, whole: Figure, parts: Iterable[Figure]) -> bool:
        """Whether a whole is large enough for parts in its own unit, and shares make no more than all of it."""
        total, shares = 0.0, 0.0
        for part in parts:
            if part.share and not whole.share:
                shares += part.low if part.kind is Kind.PERCENT else _ALL * part.low
            else:
                total += self._amount(part, whole)
        return shares <= _ALL * _SLACK and total <= whole.high * _SLACK

    def sums_to(self, whole: Figure, parts: Iterable[Figure]) -> bool:
        """Whether parts make a whole, no more and no less."""
        return abs(sum(self._amount(part, whole) for part in parts) - whole.low) <= whole.low * _ROUNDED

    def smaller(self, part: Figure, whole: Figure) -> bool:
        """Whether a part is less than the whole; a share always is."""
        return (part.share and not whole.share) or self._amount(part, whole) < whole.high

    def _amount(self, part: Figure, whole: Figure) -> float:
        return part.low * self._factors.get((part.unit, whole.unit), 1)

    def _fit_counts(self, part: Figure, whole: Figure) -> Fit:
        one, other = part.counter or "", whole.counter or ""
        if part.unit == whole.unit and (one == other or (one and other and _begins(one, other))):
            return Fit.SAME
        return Fit.ITEM if self._figures.item(part) or self._figures.item(whole) else Fit.KIND


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
