"""Numerals of a text, read by the stage of the shipped rules alone."""

from __future__ import annotations

import extractor
from extractor.model import Number
from extractor.reading.mentions import Numeral, Scan
from extractor.reading.numerals.numerals import Numerals
from extractor.text.folding import fold
from extractor.text.sentences import Sentence
from extractor.text.words import words

EXTRACTOR = extractor.load("fa")
NUMERALS = Numerals(EXTRACTOR.book)


def scan_of(text: str) -> Scan:
    """Return a text as one sentence, cut into words."""
    folded = fold(text).text
    cut = words(folded, 0, len(folded), NUMERALS.split)
    return Scan(Sentence(0, len(folded), 0), cut, EXTRACTOR.book.lexicon.scan(cut))


def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numerals of a text."""
    return NUMERALS(scan_of(text))


def number(text: str) -> Number | None:
    """Return the number that a text is, if it is nothing but one numeral."""
    scan = scan_of(text)
    found = NUMERALS(scan)
    if len(found) != 1 or (found[0].first, found[0].last) != (0, len(scan.words)) or found[0].low != found[0].high:
        return None
    return found[0].low
