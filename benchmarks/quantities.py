"""How fast quantities are read, against the physical limit: one scan by `re` for the same forms, factored into a trie.

    python benchmarks/quantities.py [CORPUS.jsonl ...] [--runs 5]

A corpus has one document a line, with a `text`; without one, the annotated documents of the tests are read. All is
measured in this one process, in turns, and the best run of each counts: only the ratios mean anything elsewhere.

Input: corpora. Output: a table in Markdown: characters a second, and how many times the cost of the scan.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from measure import table

import extractor
from extractor.reading.mentions import Scan
from extractor.reading.numerals.numerals import Numerals
from extractor.reading.pages.pages import Pages
from extractor.reading.quantities.exclusions import Exclusions
from extractor.reading.quantities.quantities import Quantities
from extractor.reading.times.times import Times
from extractor.text.alternation import factored
from extractor.text.folding import fold
from extractor.text.sentences import Sentence
from extractor.text.words import LETTER, words

GOLD = [Path(__file__).parent.parent / "tests" / "gold" / f"own_{part}.jsonl" for part in "abc"]
KINDS = ("numerals", "units", "counters", "modifiers", "rates", "exclusions", "times")
HEADINGS = ("what is measured", "characters/s", "times the scan")

Page = tuple[str, tuple[Sentence, ...]]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="*", type=Path, default=GOLD)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    texts = list(_texts(given.corpus))
    reader = Reader(extractor.load("fa"))
    pages = [reader.page(text) for text in texts]
    length = sum(map(len, texts))
    measured: dict[str, Callable[[], object]] = {
        "trie-factored re, the same forms": lambda: reader.scanned(pages),
        "quantities: cut, numerals, times, exclusions, units": lambda: reader.read(pages),
        "of these, telling which sentences hold numbers": lambda: reader.filtered(pages),
        "the whole pipeline": lambda: [reader.extractor(text) for text in texts],
    }
    best = dict.fromkeys(measured, float("inf"))
    for _ in range(given.runs):
        for name, run in measured.items():
            begun = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - begun)
    scan = next(iter(best.values()))
    print(f"{len(texts)} documents, {length:,} characters, best of {given.runs} runs")
    table(HEADINGS, [(name, f"{length / took:,.0f}", f"{took / scan:.1f}") for name, took in best.items()])


class Reader:
    """The stages between sentences and quantities, as the pipeline calls them."""

    def __init__(self, reader: extractor.Extractor) -> None:
        """Take the stages, and compile the scan of the same forms."""
        self.extractor = reader
        self._pages = Pages(reader.books)
        self._numerals = Numerals(reader.book)
        self._times = Times(reader.book)
        self._exclusions = Exclusions(reader.book)
        self._quantities = Quantities(reader.book)
        forms = (form.form for rule in reader.book.rules for form in rule.forms() if form.kind.split(".")[0] in KINDS)
        self._scan = re.compile(rf"(?<!{LETTER})(?:{factored(forms)})(?!{LETTER})|[0-9]+")

    def page(self, text: str) -> Page:
        """Return the folded text and its sentences."""
        folded = fold(text).text
        return folded, self._pages.sentences(folded, ())

    def scanned(self, pages: Iterable[Page]) -> int:
        """Find the forms, and nothing more."""
        return sum(1 for text, _ in pages for _ in self._scan.finditer(text))

    def filtered(self, pages: Iterable[Page]) -> int:
        """Tell which sentences may hold a number."""
        may = self._numerals.may_stand
        return sum(may(text, sentence.start, sentence.end) for text, body in pages for sentence in body)

    def read(self, pages: Iterable[Page]) -> int:
        """Read the quantities."""
        count = 0
        for text, body in pages:
            for sentence in body:
                count += self._mentions(text, sentence)
        return count

    def _mentions(self, text: str, sentence: Sentence) -> int:
        if not self._numerals.may_stand(text, sentence.start, sentence.end):
            return 0
        cut = words(text, sentence.start, sentence.end, self._numerals.split)
        scan = Scan(sentence, cut, self.extractor.book.lexicon.scan(cut))
        found = self._numerals(scan)
        if not self._quantities.possible(scan, found):
            return 0
        times = self._times(scan, found, None)
        return len(self._quantities(scan, found, times, self._exclusions(scan, found)))


def _texts(corpora: Iterable[Path]) -> Iterator[str]:
    for corpus in corpora:
        with corpus.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
