"""Which side of a slash is the whole part: «۲/۵» is 2.5, but «۵۳/۲۹» on a page damaged by bidi is 29.53.

A page is damaged as a whole or not at all, so all its slashes vote. Each vote is the logarithm of how much likelier
its two sides are the other way round. What makes a side likely as a whole part or as a fraction was counted in old
agency news: whole parts begin with small digits (Benford) and have one or two digits, fractions are short and do not
end in a zero. A space after the slash, and ASCII digits, are signs of conversion from old systems.

Input: the original text. Output: whether its slashes are reversed; the two readings of one slash, likelier first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import log, log10

from msgspec import Struct

_SLASH = re.compile(r"(?<![\d/.,٬])(\d{1,4})(\s?)/(\s?)(\d{1,4})(?![\d/.,٬])")
_BENFORD = [0.05, *(log10(1 + 1 / digit) for digit in range(1, 10))]
_WHOLE_LENGTH = (0.5, 0.4, 0.1, 0.01)
_FRACTION_LENGTH = (0.6, 0.33, 0.06, 0.01)
_ASCII_PAGE = log(6)
_SPACED = log(100)
_CERTAIN = log(50)


class Slash(Struct, frozen=True):
    """What stands on both sides of a slash, in ASCII digits, and whether a space follows or precedes it."""

    left: str
    right: str
    spaced_after: bool = False
    spaced_before: bool = False

    @property
    def vote(self) -> float:
        """How much speaks for the right side as the whole part; negative where more speaks against it."""
        vote = log(_likely(self.right, self.left) / _likely(self.left, self.right))
        if self.spaced_after and not self.spaced_before:
            vote += _SPACED
        return vote

    def readings(self, *, reversed_page: bool) -> tuple[Decimal, Decimal]:
        """Return the value and the other reading: as the page reads, unless this slash leaves no doubt."""
        vote = self.vote
        backwards = vote > 0 if abs(vote) > _CERTAIN else reversed_page
        written, turned = Decimal(f"{self.left}.{self.right}"), Decimal(f"{self.right}.{self.left}")
        return (turned, written) if backwards else (written, turned)


def reversed_slashes(text: str) -> bool:
    """Whether the slash decimals of an original text are likelier reversed than not."""
    if "/" not in text:
        return False
    votes, in_ascii = 0.0, False
    for match in _SLASH.finditer(text):
        slash = _slash(match)
        if len(slash.left) == len(slash.right) == 4:
            continue
        votes += slash.vote
        in_ascii = in_ascii or match.group(1).isascii()
    return votes + _ASCII_PAGE * in_ascii > 0


def _slash(match: re.Match[str]) -> Slash:
    left, before, after, right = match.groups()
    return Slash("".join(_ascii(left)), "".join(_ascii(right)), bool(after), bool(before))


def _ascii(digits: str) -> Iterator[str]:
    return (str(int(digit)) for digit in digits)


def _likely(whole: str, fraction: str) -> float:
    """Return how likely two strings of digits are as whole part and fraction, up to a common factor."""
    likely = _WHOLE_LENGTH[min(len(whole), 4) - 1] * _FRACTION_LENGTH[min(len(fraction), 4) - 1]
    likely *= _BENFORD[int(whole[0])]
    if whole[0] == "0" and len(whole) > 1:
        likely *= 0.01
    if fraction[-1] == "0":
        likely *= 0.1
    return likely
