"""What the steps of the quantity stage hand to each other.

Input: nothing. Output: Draft.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from extractor.model import Flag, Kind, Number
from extractor.reading.mentions import Numeral, Trace


class Draft(Struct, frozen=True):
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
