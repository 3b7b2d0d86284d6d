"""What the steps of the quantity stage hand to each other, and the hits that they share.

Input: Scan. Output: Draft, and Nearby: hits by the word where they begin or end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.model import Flag, Kind, Number
from extractor.reading.mentions import Numeral, Scan, Trace
from extractor.rulebook.lexicon import Hit


@dataclass(frozen=True, slots=True)
class Draft:
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


@dataclass(frozen=True, slots=True)
class Nearby:
    """The hits of one kind in a sentence by their first word, and by the word after them; longest first."""

    beginning: Mapping[int, list[Hit]]
    ending: Mapping[int, list[Hit]]

    def at(self, first: int) -> Iterable[Hit]:
        """Return the hits that begin at a word."""
        return self.beginning.get(first, ())

    def before(self, last: int) -> Iterable[Hit]:
        """Return the hits that end just before a word."""
        return self.ending.get(last, ())


_NONE = Nearby({}, {})


def nearby(scan: Scan, kind: str) -> Nearby:
    """Index the hits of a kind."""
    hits = scan.of(kind)
    if not hits:
        return _NONE
    beginning: dict[int, list[Hit]] = {}
    ending: dict[int, list[Hit]] = {}
    for hit in hits:
        beginning.setdefault(hit.first, []).append(hit)
        ending.setdefault(hit.last, []).append(hit)
    for listed in (*beginning.values(), *ending.values()):
        if len(listed) > 1:
            listed.sort(key=lambda hit: hit.first - hit.last)
    return Nearby(beginning, ending)
