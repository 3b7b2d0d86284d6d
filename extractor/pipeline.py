"""The stages, called one after another; and the Extractor that holds them.

Input: a text. Output: Result.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from extractor.assembly import assemble
from extractor.model import Claim
from extractor.reading.attribution import Attributions
from extractor.reading.changes import Changes
from extractor.reading.clauses import Clauses
from extractor.reading.exclusions import Exclusions
from extractor.reading.mentions import Scan, SentenceReading
from extractor.reading.numerals import Numerals
from extractor.reading.pages import Pages
from extractor.reading.places import Places
from extractor.reading.quantities import Quantities
from extractor.reading.relations import Relations
from extractor.reading.scopes import TimeScopes
from extractor.reading.standing import Standings
from extractor.reading.subjects import Subjects
from extractor.reading.times import Times
from extractor.result import Result
from extractor.rulebook.book import load_book
from extractor.text.document import Document, document
from extractor.text.sentences import Sentence
from extractor.text.words import words

RULES = Path(__file__).parent / "rules"
if not RULES.is_dir():
    RULES = Path(__file__).parent.parent / "rules"


class Extractor:
    """Reads claims out of texts. Immutable: :meth:`with_rules` returns another."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Load and compile the packs in ``folders``, later ones over earlier ones."""
        self._folders = folders
        with _no_collection():
            self.book = book = load_book(folders)
            self._pages = Pages(book)
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

    def with_rules(self, *folders: str | Path) -> Extractor:
        """Return an extractor with more packs of rules over these."""
        return Extractor((*self._folders, *map(Path, folders)))

    def __call__(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        published: date | None = None,
    ) -> Result:
        """Read a text. Any string gives a result; offsets count code points of ``text``."""
        found = document(text, id=id, title=title, outlet=outlet, url=url, published=published)
        page = self._pages(found.folded.text)
        found = replace(found, ref=replace(found.ref, published=found.ref.published or page.published))
        return Result(found, tuple(self._claims(found, page.furniture)))

    def pipe(self, texts: Iterable[str]) -> Iterator[Result]:
        """Read texts one after another, lazily."""
        return map(self, texts)

    def _claims(self, found: Document, furniture: tuple[tuple[int, int], ...]) -> Iterable[Claim]:
        body = self._pages.sentences(found.folded.text, furniture)
        readings: list[SentenceReading] = []
        scanned: dict[int, Scan] = {}
        for index, sentence in enumerate(body):
            if self._numerals.may_stand(found.folded.text, sentence.start, sentence.end):
                scanned[index] = scan = self._scan(found, sentence)
                reading = self._sentence(found, scan, readings)
                if reading:
                    readings.append(reading)
        if not readings:
            return ()
        scans = tuple(scanned.get(index) or self._scan(found, sentence) for index, sentence in enumerate(body))
        voices, wire = self._attributions(scans)
        read = tuple(readings)
        places = self._places(scans, read, voices)
        return assemble(found, read, voices, wire, places, self._relations(read))

    def _sentence(self, found: Document, scan: Scan, readings: list[SentenceReading]) -> SentenceReading | None:
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
            self._scopes(scan, clauses, mentions, times, changes, before),
            self._subjects(scan, clauses, mentions, times, readings),
        )

    def _scan(self, found: Document, sentence: Sentence) -> Scan:
        cut = words(found.folded.text, sentence.start, sentence.end, self._numerals.split)
        return Scan(sentence, cut, self.book.lexicon.scan(cut), found.reversed_slashes)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector: a rule book is many objects and no garbage; looking for it takes half the time."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


@cache
def load(*languages: str) -> Extractor:
    """Return the extractor of one or more shipped languages; loaded once a process.

    Raises:
        ValueError: no rules are shipped for a language.
    """
    folders = tuple(RULES / language for language in languages or ("fa",))
    for folder in folders:
        if not folder.is_dir():
            shipped = ", ".join(sorted(path.name for path in RULES.iterdir() if path.is_dir()))
            msg = f"no rules are shipped for '{folder.name}'; there are: {shipped}"
            raise ValueError(msg)
    return Extractor(folders)
