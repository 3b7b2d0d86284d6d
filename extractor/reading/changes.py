"""Find the role of a figure in a change: increase, decrease, from, to.

Input: Scan, clauses, mentions. Output: a ChangePart or None for each mention.
"""

from __future__ import annotations

from extractor.reading.mentions import ChangePart, Clause, Mention, Scan
from extractor.rulebook.book import RuleBook


class Changes:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(
        self, scan: Scan, clauses: tuple[Clause, ...], mentions: tuple[Mention, ...]
    ) -> tuple[ChangePart | None, ...]:
        """Run the stage."""
        return (None,) * len(mentions)
