"""Find where: in the clause or sentence, then the paragraph, then the office of the speaker.

Input: scans, readings, voices. Output: for each reading, a PhraseMention or None for each of its mentions.
"""

from __future__ import annotations

from extractor.reading.mentions import PhraseMention, Scan, SentenceReading, Voice
from extractor.rulebook.book import RuleBook


class Places:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""

    def __call__(
        self, scans: tuple[Scan, ...], readings: tuple[SentenceReading, ...], voices: tuple[Voice, ...]
    ) -> tuple[tuple[PhraseMention | None, ...], ...]:
        """Run the stage."""
        return tuple((None,) * len(reading.mentions) for reading in readings)
