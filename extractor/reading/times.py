"""Find time expressions and resolve them through the Jalali calendar.

Input: Scan, numerals, publication date. Output: TimeMention*.
"""

from __future__ import annotations

from datetime import date

from extractor.reading.mentions import Numeral, Scan, TimeMention
from extractor.rulebook.book import RuleBook


class Times:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(self, scan: Scan, numerals: tuple[Numeral, ...], published: date | None) -> tuple[TimeMention, ...]:
        """Run the stage."""
        return ()
