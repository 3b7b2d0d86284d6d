"""What a written figure can stand for: every value that rounds to it, in the base units of its dimension.

«۲۶۰۰» stands for 2550 to 2650, «حدود ۲۶۰۰» for more, «بیش از ۲۶۰۰» for what is above. Figures agree where their
intervals meet.

Input: Quantity. Output: Interval, exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from extractor.model import Kind, Modifier, Number, Quantity
from extractor.tracking.rules import Thresholds

_OVER = frozenset((Modifier.MORE_THAN, Modifier.AT_LEAST))
_UNDER = frozenset((Modifier.LESS_THAN, Modifier.AT_MOST, Modifier.UP_TO))
_WHOLE_PERCENT = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from ``low`` to ``high``, both included; None is without end."""

    low: Fraction | None
    high: Fraction | None

    def __add__(self, other: Interval) -> Interval:
        return Interval(_both(self.low, other.low, 1), _both(self.high, other.high, 1))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_both(self.low, other.high, -1), _both(self.high, other.low, -1))

    def __mul__(self, other: Interval) -> Interval:
        """Return the product; neither holds negative values."""
        low = None if self.low is None or other.low is None else self.low * other.low
        return Interval(low, None if self.high is None or other.high is None else self.high * other.high)

    def times(self, factor: Fraction) -> Interval:
        """Return the interval in a smaller or larger unit."""
        return Interval(*(None if end is None else end * factor for end in (self.low, self.high)))

    def above(self, other: Interval) -> bool:
        """Whether every value here is above every value there."""
        return self.low is not None and other.high is not None and self.low > other.high

    def meets(self, other: Interval) -> bool:
        """Whether some value is in both; ends that only touch are no such value."""
        return self == other or not (self._beyond(other) or other._beyond(self))

    def _beyond(self, other: Interval) -> bool:
        return self.low is not None and other.high is not None and self.low >= other.high


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit: what it measures, and how much of the base unit it is."""

    dimension: str
    factor: Fraction


@cache
def scale(unit: str) -> Scale:
    """Return what a unit measures. Units with an offset (°F) and those that pint does not know stand by themselves."""
    from pint import UndefinedUnitError

    from extractor.units import quantity

    try:
        nothing, one = (quantity(number, unit).to_base_units() for number in (0, 1))
    except (UndefinedUnitError, ValueError):
        return Scale(unit, Fraction(1))
    if nothing.magnitude != 0 or one.magnitude <= 0:
        return Scale(unit, Fraction(1))
    return Scale(str(one.dimensionality), Fraction(one.magnitude))


def interval(quantity: Quantity, numbers: Thresholds, *, bounded: bool = False) -> Interval | None:
    """Return what a figure can stand for, in base units; None for a figure too long to be computed with.

    ``bounded``: hedges reach only so far, to compare tellings; else «بیش از» is open above.
    """
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if not ends or any(_digits(end) > numbers.figures_most for end in ends):
        return None
    exact = [Fraction(end) for end in ends]
    spread = max(_tolerance(end, quantity, numbers) for end in ends)
    low = min(exact) - spread if quantity.low is not None else None
    high = max(exact) + spread if quantity.high is not None else None
    reach = numbers.beyond if bounded else None
    if quantity.modifier in _OVER and high is not None:
        high = None if reach is None else high + abs(high) * reach
    if quantity.modifier in _UNDER and low is not None:
        low = min(low, Fraction(0)) if reach is None else low - abs(low) * reach
    return Interval(low, high).times(scale(quantity.unit).factor)


def digits(quantity: Quantity) -> int:
    """Return how many digits of a figure tell something: 1 for 3000, 4 for 3125."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return max((_significant(end) for end in ends), default=0)


def _tolerance(number: Number, quantity: Quantity, numbers: Thresholds) -> Fraction:
    size = abs(Fraction(number))
    hedged = quantity.modifier is Modifier.APPROX
    if isinstance(number, Fraction):
        return size * numbers.hedge
    half = Fraction(Decimal(1).scaleb(_last_place(number))) / 2
    if hedged:
        return max(half, size * numbers.hedge)
    least = _WHOLE_PERCENT if quantity.kind is Kind.PERCENT and half >= _WHOLE_PERCENT else Fraction(0)
    return max(min(half, size * numbers.rounding), least)


def _last_place(number: Decimal) -> int:
    """Return the exponent of the last digit that tells something."""
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _significant(number: Number) -> int:
    return 1 if isinstance(number, Fraction) else len(number.normalize().as_tuple().digits)


def _digits(number: Number) -> int:
    if isinstance(number, Fraction):
        return max(len(str(number.numerator)), len(str(number.denominator)))
    return max(abs(number.adjusted()), len(number.as_tuple().digits))


def _both(one: Fraction | None, other: Fraction | None, sign: int) -> Fraction | None:
    return None if one is None or other is None else one + sign * other
