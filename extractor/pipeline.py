"""The Extractor: the page first, then its sentences, each by the stages of its language.

Input: a text. Output: Result.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from extractor.model import Claim
from extractor.reading.pages.pages import Pages
from extractor.result import Result
from extractor.rulebook.book import RuleBook, load_books
from extractor.rulebook.rule import Example, Rule
from extractor.stages import Stages
from extractor.text.document import Document, document
from extractor.text.scripts import told_apart

RULES = Path(__file__).parent / "rules"
if not RULES.is_dir():
    RULES = Path(__file__).parent.parent / "rules"


class Extractor:
    """Reads claims out of texts. Immutable: :meth:`with_rules` returns another; ``folders`` are its packs."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Load and compile the packs in ``folders``, those of one language over each other."""
        self.folders = folders
        with _no_collection():
            self.books = load_books(folders)
            self._pages = Pages(self.books)
            self._languages = tuple(Stages(book) for book in self.books)
            _make_old()

    @property
    def book(self) -> RuleBook:
        """The rule book of the first language."""
        return self.books[0]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all languages."""
        return tuple(rule for book in self.books for rule in book.rules)

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples of all rules."""
        return tuple(example for book in self.books for example in book.examples)

    def with_rules(self, *folders: str | Path) -> Extractor:
        """Return an extractor with more packs of rules over these."""
        return Extractor((*self.folders, *map(Path, folders)))

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
        with _no_collection():
            found = document(text, id=id, title=title, outlet=outlet, url=url, published=published)
            page = self._pages(found.folded.text)
            found = found.dated(page.published)
            return Result(found, self._claims(found, page.furniture))

    def pipe(self, texts: Iterable[str]) -> Iterator[Result]:
        """Read texts one after another, lazily."""
        return map(self, texts)

    def _claims(self, found: Document, furniture: tuple[tuple[int, int], ...]) -> tuple[Claim, ...]:
        text = found.folded.text
        body = self._pages.sentences(text, furniture)
        if len(self._languages) == 1:
            return tuple(self._languages[0].claims(found, body))
        scripts = [(stages.book.script, stages) for stages in self._languages]
        told = told_apart(text, [(sentence.start, sentence.end) for sentence in body], scripts)
        claims = (
            claim
            for stages in self._languages
            for claim in stages.claims(found, [one for one, own in zip(body, told, strict=True) if own is stages])
        )
        return tuple(sorted(claims, key=lambda claim: claim.span))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector: what loading and reading make has no cycles, so looking for them only takes time."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


def _make_old() -> None:
    """Move all objects to the oldest generation, without a look at each: a rule book is many objects and no garbage."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def shipped() -> tuple[str, ...]:
    """Return the languages that rules are shipped for, Persian first: packs that name no language are Persian."""
    return tuple(
        sorted((path.parent.name for path in RULES.glob("*/pack.yaml")), key=lambda name: (name != "fa", name))
    )


@cache
def load(*languages: str) -> Extractor:
    """Return the extractor of one or more shipped languages; loaded once a process.

    Raises:
        ValueError: no rules are shipped for a language.
    """
    folders = tuple(RULES / language for language in languages or ("fa",))
    for folder in folders:
        if not folder.is_dir():
            msg = f"no rules are shipped for '{folder.name}'; there are: {', '.join(shipped())}"
            raise ValueError(msg)
    return Extractor(folders)
