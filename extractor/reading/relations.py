"""Link parts to wholes and repeats to what they repeat, over the whole document.

Input: readings. Output: Link*.
"""

from __future__ import annotations

from extractor.reading.mentions import Link, SentenceReading
from extractor.rulebook.book import RuleBook


class Relations:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(self, readings: tuple[SentenceReading, ...]) -> tuple[Link, ...]:
        """Run the stage."""
        return ()
