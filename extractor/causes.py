"""Which rule of a later pack comes into question where an example of an earlier one no longer holds.

Input: an Extractor of several packs and an example. Output: what was done where, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from extractor.model import RuleRef
from extractor.pipeline import Extractor
from extractor.reading.numerals.glue import Glue
from extractor.rulebook.book import RuleBook
from extractor.rulebook.packs import Override
from extractor.rulebook.rule import Example
from extractor.text.folding import fold
from extractor.text.words import words

_MOST = 3
Holds = Callable[[Extractor, Example], bool]


class Causes:
    """Looks for causes; the packs up to that of an example are loaded once, when one of its examples fails."""

    def __init__(self, extractor: Extractor, holds: Holds) -> None:
        """Take an extractor and how an example is judged."""
        self._extractor = extractor
        self._holds = holds
        self._names = [folder.resolve().name for folder in extractor.folders]
        self._earlier: dict[int, Extractor] = {}

    def of(self, example: Example) -> tuple[str, ...]:
        """Return what may have broken an example; nothing where it did not hold before either."""
        pack = example.place.path.partition("/")[0]
        count = self._names.index(pack) + 1 if pack in self._names else len(self._names)
        if count == len(self._names):
            return ()
        if count not in self._earlier:
            self._earlier[count] = Extractor(self._extractor.folders[:count])
        earlier = self._earlier[count]
        if not self._holds(earlier, example):
            return ()
        found = dict.fromkeys(self._found(earlier, example, frozenset(self._names[count:])))
        return tuple(islice(found, _MOST)) or tuple(self._names[count:])

    def _found(self, earlier: Extractor, example: Example, later: frozenset[str]) -> Iterator[str]:
        fired = {rule.id for rule in _fired(earlier, example)}
        for book in self._extractor.books:
            yield from (told(override) for override in book.overrides if override.id in fired)
        yield from (str(rule) for rule in _fired(self._extractor, example) if _pack(rule) in later)
        for book in self._extractor.books:
            yield from (str(rule) for rule in _standing(book, example) if _pack(rule) in later)
            yield from (told(override) for override in book.overrides if override.place.path.partition("/")[0] in later)


def told(override: Override) -> str:
    """Tell what was done to a rule, and where."""
    return f"{override.place} {override.verb} {override.id}"


def _pack(rule: RuleRef) -> str:
    return rule.path.partition("/")[0]


def _fired(extractor: Extractor, example: Example) -> Iterator[RuleRef]:
    for claim in extractor(example.text).claims:
        yield from claim.rules


def _standing(book: RuleBook, example: Example) -> Iterator[RuleRef]:
    """Yield the rules of which a form stands in an example."""
    text = fold(example.text).text
    cut = words(text, 0, len(text), Glue(book), book.script)
    for kind, rows in book.lexicon.find(cut).items():
        for _, _, row in rows:
            yield from (entry.rule for entry in row.kinds[kind])
