"""Where what leads up to a figure begins: bounds, rates and the small words between them belong to it.

Input: Scan. Output: for a word the word before which a cue may stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.reading.mentions import Scan

_KINDS = ("modifiers.before", "modifiers.bridge", "rates")


class Leads:
    """The leads of one sentence."""

    __slots__ = ("_bounds", "_first")

    def __init__(self, scan: Scan) -> None:
        """Index the longest lead that ends before each word."""
        self._first: dict[int, int] = {}
        self._bounds = [(hit.first, hit.last) for hit in scan.of("modifiers.before")]
        for kind in _KINDS:
            for hit in scan.of(kind):
                self._first[hit.last] = min(hit.first, self._first.get(hit.last, hit.first))

    def start(self, first: int) -> int:
        """Return the word where what leads up to word ``first`` begins."""
        while first in self._first:
            first = self._first[first]
        return first

    def holds(self, first: int, last: int) -> bool:
        """Whether words end a bound or stand inside it («به» in «نزدیک به»): they say nothing of their own."""
        return any(start < first and last <= end and (start, first) not in self._bounds for start, end in self._bounds)

    def steps(self, first: int) -> Iterator[int]:
        """Yield ``first`` and every word before it that leads up to it, backwards."""
        yield from range(first, self.start(first) - 1, -1)
