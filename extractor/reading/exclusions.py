"""Find numerals that are no quantities: dates, clock times, phone numbers, law articles, phases.

Input: Scan, numerals. Output: word indexes that no mention may use.
"""

from __future__ import annotations

from extractor.reading.mentions import Numeral, Scan
from extractor.rulebook.book import RuleBook


class Exclusions:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(self, scan: Scan, numerals: tuple[Numeral, ...]) -> frozenset[int]:
        """Run the stage."""
        return frozenset()
