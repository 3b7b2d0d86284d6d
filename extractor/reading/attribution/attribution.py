"""Who says it: find speakers through the document and the reach of each.

Four steps: ``register`` collects the names that the document gives in full, ``statements`` reads each sentence alone,
``citing`` finds out who is meant in it, ``voices`` says how far each voice goes.

Input: the Scans of all sentences of a document. Output: Voice*, in order, and the range of the wire credit.
"""

from __future__ import annotations

from extractor.reading.attribution import medial
from extractor.reading.attribution.citing import cite
from extractor.reading.attribution.interviews import interview
from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.people import People
from extractor.reading.attribution.register import Register, register
from extractor.reading.attribution.sayings import NOTHING, Sayings
from extractor.reading.attribution.speakers import Speakers
from extractor.reading.attribution.statements import read
from extractor.reading.attribution.voices import voices
from extractor.reading.mentions import Scan, Voice
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.clauses import ClauseRule, Order


class Attributions:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._people = People(book)
        self._medial = any(rule.verb is Order.MEDIAL for rule in book.of(ClauseRule))

    def __call__(self, scans: tuple[Scan, ...]) -> tuple[tuple[Voice, ...], tuple[int, int] | None]:
        """Read the voices of a document and its wire credit."""
        lines = tuple(Line(self._people, scan) for scan in scans)
        names = register(self._people, lines)
        sayings = tuple(self._read(line, names) if line.speaks else NOTHING for line in lines)
        speakers = Speakers(names)
        cited = cite(lines, sayings, speakers)
        wire = next(
            (
                (line.scan.words.starts[said.wire[0]], line.scan.words.ends[said.wire[1] - 1])
                for line, said in zip(lines, sayings, strict=True)
                if said.wire
            ),
            None,
        )
        return voices(cited, interview(cited, speakers)), wire

    def _read(self, line: Line, names: Register) -> Sayings:
        return medial.read(line) if self._medial else read(line, names.surnames)
