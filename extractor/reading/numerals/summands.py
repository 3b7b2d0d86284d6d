"""What numerals are put together from: summands, and how much room each leaves for the next.

Input: atoms. Output: Term, Sum.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from extractor.model import Number
from extractor.reading.numerals.arithmetic import ONE, ZERO
from extractor.reading.numerals.atoms import Atom

TEN, HUNDRED, THOUSAND = Decimal(10), Decimal(100), Decimal(1000)


class Term(Struct):
    """A summand. It begins after atom ``before``; what is added must be less than ``room``.

    ``scale`` is the largest scale word in it and ``last_scale`` the last, 1 where there is none.
    """

    before: int
    value: Number
    room: Number
    scale: Number = ONE
    last_scale: Number = ONE


class Sum(Struct, frozen=True):
    """The numeral that ends before atom ``end``.

    ``scales`` are the scale words at its end; ``factor`` is their product where digits are all else there is.
    """

    end: int
    value: Number
    scales: tuple[Number, ...] = ()
    factor: Number | None = None
    ordinal: bool = False
    fraction: bool = False
    vague: bool = False
    capped: bool = False


def whole(value: Number) -> bool:
    """Whether a number has no fraction."""
    return value == int(value)


def room_after(atom: Atom) -> Number:
    """How large a value may be that is added to a word: after hundreds below 100, after tens below 10."""
    value = atom.value
    if atom.width or not value:
        return ZERO
    if value >= HUNDRED:
        return HUNDRED if value < THOUSAND else ZERO
    return TEN if value >= 2 * TEN else ZERO
