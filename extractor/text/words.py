"""Cut a stretch of folded text into words: runs of digits, runs of letters, single other characters.

Words are the common ground of the stages: rule forms match whole words, so nothing is found inside another word,
and a zero-width non-joiner, a space or nothing between the parts of a form make no difference.

Input: folded text and a range of it. Output: Words.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Protocol

from msgspec import Struct

from extractor.text.scripts import Script

LETTER = r"[\u0621-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f]"
_WORD = re.compile(rf"{LETTER}+|[0-9]+|[A-Za-z\u00b5\u00c0-\u024f\u03bc]+|[^\s\u200c]")


class Splitter(Protocol):
    """Cuts words of letters further (سیصدهزار into سیصد and هزار)."""

    @property
    def whole(self) -> AbstractSet[str]:
        """Words that are known to be none that it cuts."""

    def __call__(self, word: str) -> tuple[str, ...]:
        """Return the parts of a word, or the word itself."""


class Words(Struct, frozen=True):
    """The words of a stretch of text: word ``i`` is ``text[starts[i]:ends[i]]``, offsets into the folded document.

    Words of a script with two cases are told in small letters.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def touching(self, index: int) -> bool:
        """Whether nothing, or only a non-joiner, stands between this word and the one before it."""
        if index <= 0 or index >= len(self.words):
            return False
        gap = self.starts[index] - self.ends[index - 1]
        return gap == 0 or (gap == 1 and self.text[self.ends[index - 1]] == "\u200c")

    def bound(self, index: int) -> bool:
        """Whether a non-joiner stands before a word: «پیش‌فروش» has no adverb in it."""
        return 0 < index < len(self.words) and self.text[self.ends[index - 1]] == "\u200c"

    def adjoining(self, index: int) -> bool:
        """Whether nothing at all stands between this word and the one before it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def after_line_end(self, index: int) -> bool:
        """Whether a word is the first of its line."""
        return index > 0 and "\n" in self.text[self.ends[index - 1] : self.starts[index]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter in the text."""
        return self.text[self.starts[index]].isupper()

    def slice(self, first: int, last: int) -> str:
        """Return the folded text from the start of word ``first`` to the end of word ``last - 1``."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def words(text: str, start: int, end: int, split: Splitter | None = None, script: Script = Script.ARABIC) -> Words:
    """Cut ``text[start:end]``, and the words found further where ``split`` says so."""
    plain = script.plain if script is Script.LATIN else None
    listed = _WORD.findall(text, start, end)
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for word in listed:
        at = text.index(word, at)  # only white space and non-joiners stand between two words
        starts.append(at)
        at += len(word)
        ends.append(at)
    if plain:
        listed = list(map(plain, listed))
    doubtful = set(listed).difference(split.whole) if split else ()
    cut = {word: told for word in doubtful if split and len(told := split(word)) > 1}
    if not cut:
        return Words(text, tuple(listed), tuple(starts), tuple(ends))
    parts: list[tuple[str, int, int]] = []
    for word, first, last in zip(listed, starts, ends, strict=True):
        *begun, rest = cut.get(word, (word,))
        at = first
        for part in begun:
            parts.append((part, at, at + len(part)))
            at += len(part)
        parts.append((rest, at, last))
    found, firsts, lasts = zip(*parts, strict=True)
    return Words(text, found, firsts, lasts)
