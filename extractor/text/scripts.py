"""Scripts: which letters a language is written with, so that the sentences of two languages are told apart.

Input: a stretch of folded text, or a word. Output: how many of its letters are of a script; the word as forms have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

FEWEST = 12
_LETTERS = {
    "arabic": re.compile(r"[\u0621-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
}


class Script(StrEnum):
    """The script of a language. Words of a script with two cases are looked up in small letters."""

    ARABIC = "arabic"
    LATIN = "latin"

    def letters(self, text: str, start: int, end: int) -> int:
        """Return how many letters of this script stand in a stretch of text."""
        return sum(found.end() - found.start() for found in _LETTERS[self].finditer(text, start, end))

    def writes(self, word: str) -> bool:
        """Whether a word begins with a letter of this script."""
        return word[0].isalpha() and (word[0] > "\u0600") == (self is Script.ARABIC)

    def plain(self, word: str) -> str:
        """Return a word as forms have it."""
        return word.lower().replace("’", "'") if self is Script.LATIN else word


def told_apart(text: str, stretches: Sequence[tuple[int, int]], readers: Sequence[tuple[Script, T]]) -> tuple[T, ...]:
    """Return for each stretch of a text the reader of its language, each of another script.

    A stretch is of the script that most of its letters belong to. One with hardly a letter goes with the stretch before
    it, and the first ones with what most of the text is.
    """
    if len(readers) == 1:
        return (readers[0][1],) * len(stretches)
    before = _reader(text, 0, len(text), readers, 1) or readers[0][1]
    found = []
    for start, end in stretches:
        before = _reader(text, start, end, readers, FEWEST) or before
        found.append(before)
    return tuple(found)


def _reader(text: str, start: int, end: int, readers: Sequence[tuple[Script, T]], fewest: int) -> T | None:
    counts = [script.letters(text, start, end) for script, _ in readers]
    most = max(counts)
    return readers[counts.index(most)][1] if most >= fewest else None
