"""Give each figure the time expression that it stands under.

Input: Scan, clauses, mentions, times. Output: a TimeMention or None for each mention.
"""

from __future__ import annotations

from extractor.reading.mentions import Clause, Mention, Scan, TimeMention
from extractor.rulebook.book import RuleBook


class TimeScopes:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(
        self, scan: Scan, clauses: tuple[Clause, ...], mentions: tuple[Mention, ...], times: tuple[TimeMention, ...]
    ) -> tuple[TimeMention | None, ...]:
        """Run the stage."""
        return (None,) * len(mentions)
