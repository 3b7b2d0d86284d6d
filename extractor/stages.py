"""The stages of one language, called one after another.

Input: a document and those of its sentences that are written in the language. Output: Claim*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

from extractor.assembly import assemble
from extractor.model import Claim
from extractor.reading.attribution.attribution import Attributions
from extractor.reading.changes.changes import Changes
from extractor.reading.clauses.clauses import Clauses
from extractor.reading.mentions import Scan, SentenceReading, TimeMention
from extractor.reading.numerals.numerals import Numerals
from extractor.reading.places.places import Places
from extractor.reading.quantities.exclusions import Exclusions
from extractor.reading.quantities.quantities import Quantities
from extractor.reading.relations.relations import Relations
from extractor.reading.status.standing import Standings
from extractor.reading.subjects.subjects import Subjects
from extractor.reading.times.scopes import TimeScopes
from extractor.reading.times.times import Times
from extractor.rulebook.book import RuleBook
from extractor.text.document import Document
from extractor.text.sentences import Sentence
from extractor.text.words import words

_CELL = 14  # words of a line that may be a cell of a table: a written-out figure with its unit
_HEADS = 2  # lines without a figure that a table begins with, at least: its headings, the name of its first row
_HIGHEST = 8  # lines that may stand between a figure and what announces its table


class Stages:
    """The stages, compiled from the rule book of a language."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules."""
        self.book = book
        self._numerals = Numerals(book)
        self._times = Times(book)
        self._exclusions = Exclusions(book)
        self._quantities = Quantities(book)
        self._clauses = Clauses(book)
        self._standings = Standings(book)
        self._changes = Changes(book)
        self._scopes = TimeScopes(book)
        self._subjects = Subjects(book)
        self._attributions = Attributions(book)
        self._places = Places(book)
        self._relations = Relations(book)

    def claims(self, found: Document, body: Sequence[Sentence]) -> Iterable[Claim]:
        """Read sentences of a document."""
        readings: list[SentenceReading] = []
        scan_of = cache(lambda index: self._scan(found, body[index]))
        for index, sentence in enumerate(body):
            if self._numerals.may_stand(found.folded.text, sentence.start, sentence.end):
                above = self._above(scan_of, index, readings)
                announced = self._announced(scan_of, index, readings, found.ref.published)
                reading = self._sentence(found, scan_of(index), readings, above, announced)
                if reading:
                    readings.append(reading)
        if not readings:
            return ()
        scans = tuple(map(scan_of, range(len(body))))
        voices, wire = self._attributions(scans)
        read = tuple(readings)
        places = self._places(scans, read, voices)
        return assemble(found, read, voices, wire, places, self._relations(read))

    def _above(self, scan_of: Callable[[int], Scan], index: int, readings: Sequence[SentenceReading]) -> Scan | None:
        """Return the line over a short one, as in a table, if it holds no figure."""
        if not index or len(scan_of(index).words) > _CELL:
            return None
        line = scan_of(index - 1)
        return None if readings and readings[-1].scan is line else line

    def _announced(
        self,
        scan_of: Callable[[int], Scan],
        index: int,
        readings: Sequence[SentenceReading],
        published: date | None,
    ) -> TimeMention | None:
        """Return the time under which the cells of a table stand: said in the sentence over its headings."""
        if len(scan_of(index).words) > _CELL:
            return None
        last = readings[-1] if readings else None
        for lines in range(1, min(index, _HIGHEST) + 1):
            line = scan_of(index - lines)
            if last is not None and last.scan is line:
                handed_on = len(last.scan.words) <= _CELL and last.scopes[-1] not in last.times
                return last.scopes[-1] if handed_on and lines <= _HEADS else None
            if len(line.words) > _CELL:
                times = self._times(line, self._numerals(line), published) if lines > _HEADS else ()
                return next((time for time in reversed(times) if not time.base), None)
        return None

    def _sentence(
        self,
        found: Document,
        scan: Scan,
        readings: list[SentenceReading],
        above: Scan | None,
        announced: TimeMention | None,
    ) -> SentenceReading | None:
        numerals = self._numerals(scan)
        if not self._quantities.possible(scan, numerals, readings):
            return None
        times = self._times(scan, numerals, found.ref.published)
        mentions = self._quantities(scan, numerals, times, self._exclusions(scan, numerals), readings)
        if not mentions:
            return None
        clauses = self._clauses(scan)
        before = readings[-1].scopes[-1] if readings else None
        changes = self._changes(scan, clauses, mentions, times)
        return SentenceReading(
            scan,
            clauses,
            times,
            mentions,
            self._standings(scan, clauses, mentions, changes, times),
            changes,
            self._scopes(scan, clauses, mentions, times, changes, before, announced),
            self._subjects(scan, clauses, mentions, times, readings, above),
        )

    def _scan(self, found: Document, sentence: Sentence) -> Scan:
        cut = words(found.folded.text, sentence.start, sentence.end, self._numerals.split, self.book.script)
        return Scan(sentence, cut, self.book.lexicon.scan(cut), found.reversed_slashes)
