"""Who says it: find speakers through the document and the reach of each.

Three steps: ``statements`` reads each sentence alone, ``speakers`` knows the people of the document, ``voices`` says
how far each voice goes.

Input: the Scans of all sentences of a document. Output: Voice*, in order, and the range of the wire credit.
"""

from __future__ import annotations

from extractor.reading.mentions import Scan, Voice
from extractor.reading.statements import Statements
from extractor.reading.voices import voices
from extractor.rulebook.book import RuleBook


class Attributions:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._statements = Statements(book)

    def __call__(self, scans: tuple[Scan, ...]) -> tuple[tuple[Voice, ...], tuple[int, int] | None]:
        """Read the voices of a document and its wire credit."""
        sayings = tuple(map(self._statements, scans))
        wire = next(
            (
                (scan.words.starts[said.wire[0]], scan.words.ends[said.wire[1] - 1])
                for scan, said in zip(scans, sayings, strict=True)
                if said.wire
            ),
            None,
        )
        return voices(scans, sayings), wire
