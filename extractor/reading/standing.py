"""Find what is said about a figure: stage, modality, polarity, by cue and scope.

Input: Scan, clauses, mentions. Output: a Standing for each mention.
"""

from __future__ import annotations

from extractor.model import Modality, Polarity, Stage
from extractor.reading.mentions import Clause, Mention, Scan, Standing
from extractor.rulebook.book import RuleBook


class Standings:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(self, scan: Scan, clauses: tuple[Clause, ...], mentions: tuple[Mention, ...]) -> tuple[Standing, ...]:
        """Run the stage."""
        return tuple(Standing(Stage.UNKNOWN, Modality.ASSERTED, Polarity.POSITIVE) for _ in mentions)
