"""Cut a sentence into clauses at its finite verbs.

Input: Scan. Output: Clause*, in order, covering the sentence.
"""

from __future__ import annotations

from extractor.reading.mentions import Clause, Scan
from extractor.rulebook.book import RuleBook


class Clauses:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(self, scan: Scan) -> tuple[Clause, ...]:
        """Run the stage."""
        return (Clause(0, len(scan.words), None),)
