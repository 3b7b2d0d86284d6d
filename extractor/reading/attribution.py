"""Find who says what, over the whole document.

Input: the scans of all sentences. Output: Voice*, in order, not overlapping; and the wire credit.
"""

from __future__ import annotations

from extractor.reading.mentions import Scan, Voice
from extractor.rulebook.book import RuleBook


class Attributions:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(self, scans: tuple[Scan, ...]) -> tuple[tuple[Voice, ...], tuple[int, int] | None]:
        """Run the stage."""
        return ((), None)
