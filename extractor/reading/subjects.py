"""Find the head noun phrase that is measured or counted.

Input: Scan, clauses, mentions, times. Output: a PhraseMention or None for each mention.
"""

from __future__ import annotations

from extractor.reading.mentions import Clause, Mention, PhraseMention, Scan, TimeMention
from extractor.rulebook.book import RuleBook


class Subjects:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(
        self, scan: Scan, clauses: tuple[Clause, ...], mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]
    ) -> tuple[PhraseMention | None, ...]:
        """Run the stage."""
        return (None,) * len(mentions)
