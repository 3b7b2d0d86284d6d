"""Find numerals: digits and words, decimals, fractions, signs, scales.

Input: Scan. Output: Numeral*.
"""

from __future__ import annotations

from extractor.reading.mentions import Numeral, Scan
from extractor.rulebook.book import RuleBook


class Numerals:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def split(self, word: str) -> tuple[str, ...]:
        """Cut a glued word of letters into its numerals, scales and unit; a word that is none stays whole."""
        return (word,)

    def __call__(self, scan: Scan) -> tuple[Numeral, ...]:
        """Run the stage."""
        return ()
