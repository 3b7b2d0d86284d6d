"""All lints of an extractor's rules, in the order of the files.

Input: Extractor. Output: Lint*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.lints import forms, rules
from extractor.lints.lint import Lint
from extractor.lints.written import written_books
from extractor.pipeline import Extractor
from extractor.reading.numerals.glue import Glue
from extractor.rulebook.book import RuleBook
from extractor.text.words import words


def lint(extract: Extractor) -> tuple[Lint, ...]:
    """Return what is wrong with rules that load."""
    return tuple(sorted(_found(extract), key=lambda one: (one.place.path, one.place.line, one.place.column)))


def _found(extract: Extractor) -> Iterator[Lint]:
    for book, written in zip(extract.books, written_books(extract.folders), strict=True):
        yield from forms.repeated(written)
        yield from forms.unshown(written, _cutter(book))
        yield from rules.at_odds(written)
        yield from rules.costly(written)
        yield from rules.unknown_verbs(written)
        yield from rules.reordering(written)


def _cutter(book: RuleBook) -> forms.Cut:
    split = Glue(book)

    def cut(text: str) -> Sequence[str]:
        return words(text, 0, len(text), split, book.script).words

    return cut
