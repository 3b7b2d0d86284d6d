"""Offsets as JavaScript counts them, in UTF-16 units, and as we do, in code points.

Input: a text. Output: Offsets, which turns the one into the other.
"""

from __future__ import annotations

from bisect import bisect_left

from extractor.model import Span


class Offsets:
    """The offsets of one text."""

    def __init__(self, text: str) -> None:
        """Find the characters that take two units."""
        self._length = len(text)
        self._wide = () if text.isascii() else tuple(at for at, letter in enumerate(text) if letter > "\uffff")
        self._wide_units = tuple(at + number for number, at in enumerate(self._wide))

    def units(self, point: int) -> int:
        """Return a code point offset in UTF-16 units."""
        return point + bisect_left(self._wide, point)

    def span(self, start: int, end: int) -> Span:
        """Return a range of UTF-16 units as a span; half a character counts as a whole one.

        Raises:
            ValueError: the range is empty or lies outside of the text.
        """
        span = Span(self._point(start, 0), self._point(end, 1))
        if not 0 <= span.start < span.end <= self._length:
            msg = f"offsets {start} to {end} do not fit the text"
            raise ValueError(msg)
        return span

    def _point(self, unit: int, half: int) -> int:
        before = bisect_left(self._wide_units, unit)
        inside = before > 0 and self._wide_units[before - 1] == unit - 1
        return unit - before + half if inside else unit - before
