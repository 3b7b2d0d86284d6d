"""Exact arithmetic on numbers of texts: Decimal wherever a Decimal holds the number, else Fraction.

Input and output: Number. Nothing here rounds: numerals are capped long before the precision ends.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from extractor.model import Number

_EXACT = Context(prec=200)
ZERO = Decimal(0)
ONE = Decimal(1)


def plus(a: Number, b: Number) -> Number:
    """Return the sum."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _EXACT.add(a, b)
    return _settled(Fraction(a) + Fraction(b))


def times(a: Number, b: Number) -> Number:
    """Return the product."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _EXACT.multiply(a, b)
    return _settled(Fraction(a) * Fraction(b))


def ratio(a: Number, b: Number) -> Number:
    """Return the quotient; the caller knows that ``b`` is not zero."""
    return _settled(Fraction(a) / Fraction(b))


def negated(number: Number) -> Number:
    """Return the number with the other sign."""
    return number.copy_negate() if isinstance(number, Decimal) and number else -number


def tidy(number: Number) -> Number:
    """Return the number without trailing zeros behind the point, and whole numbers without an exponent."""
    if isinstance(number, Fraction):
        return _settled(number)
    if number == number.to_integral_value():
        return number.quantize(ONE, context=_EXACT)
    return _EXACT.normalize(number)


def _settled(number: Fraction) -> Number:
    """A fraction whose denominator has no factors but 2 and 5 is a decimal."""
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return number
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
