"""Join numerals with units, counted nouns, hedges and ranges.

Input: Scan, numerals, times, excluded words. Output: Mention*.
"""

from __future__ import annotations

from extractor.reading.mentions import Mention, Numeral, Scan, TimeMention
from extractor.rulebook.book import RuleBook


class Quantities:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(
        self, scan: Scan, numerals: tuple[Numeral, ...], times: tuple[TimeMention, ...], excluded: frozenset[int]
    ) -> tuple[Mention, ...]:
        """Run the stage."""
        return ()
