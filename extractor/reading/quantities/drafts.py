"""What the steps of the quantity stage hand to each other, and the hits that they share.

Input: Scan. Output: Draft, and Nearby: hits by the word where they begin or end.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.model import Flag, Kind, Number
from extractor.reading.mentions import Numeral, Scan, Trace
from extractor.rulebook.lexicon import Hit, Hits


class Draft(NamedTuple):
    """A quantity in the making: words ``first`` to ``last - 1``; without a unit as long as none is found.

    ``factor`` multiplies the numeral (a همت, a scale that it shares with a neighbour); ``rate`` is the denominator.
    """

    numeral: Numeral
    first: int
    last: int
    unit_first: int
    unit: str | None = None
    kind: Kind = Kind.COUNT
    counter: str | None = None
    factor: Number = Decimal(1)
    rate: str | None = None
    flags: tuple[Flag, ...] = ()
    traces: tuple[Trace, ...] = ()


class Nearby(NamedTuple):
    """The hits of one kind in a sentence by their first word, and by the word after them; longest first."""

    hits: Hits
    kind: str

    def at(self, first: int) -> Sequence[Hit]:
        """Return the hits that begin at a word."""
        return self.hits.at(self.kind, first)

    def before(self, last: int) -> Sequence[Hit]:
        """Return the hits that end just before a word."""
        return self.hits.before(self.kind, last)


def nearby(scan: Scan, kind: str) -> Nearby:
    """Look at the hits of a kind by their place."""
    return Nearby(scan.hits, kind)
