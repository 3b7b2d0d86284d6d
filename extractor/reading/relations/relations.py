"""Link parts to wholes and repeats to what they repeat, over the whole document.

Input: readings. Output: Link*.
"""

from __future__ import annotations

from extractor.reading.mentions import Link, SentenceReading
from extractor.reading.relations.belonging import Belonging
from extractor.reading.relations.figures import Figures, Vocabulary
from extractor.reading.relations.repeats import Repeats
from extractor.rulebook.book import RuleBook


class Relations:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Gather the words that the stage goes by."""
        self._vocabulary = Vocabulary(book)

    def __call__(self, readings: tuple[SentenceReading, ...]) -> tuple[Link, ...]:
        """Run the stage."""
        figures = Figures(self._vocabulary, readings)
        return (*Belonging(figures).links(), *Repeats(figures).links())
