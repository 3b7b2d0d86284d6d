"""Words of phrases as they are compared: folded, without endings, without what only joins them.

Input: texts. Output: stems, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from extractor.text.folding import ZWNJ, fold_form

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_STEM = 3
_KEPT = 100_000


class Stemmer:
    """Cuts phrases into stems. Where non-joiners are lost, words stand glued: all are compared glued."""

    def __init__(self, endings: Iterable[str]) -> None:
        """Take the endings that say nothing of a word."""
        self._endings = tuple(sorted({_plain(ending) for ending in endings}, key=len, reverse=True))
        self._of = lru_cache(maxsize=_KEPT)(self._cut)

    def __call__(self, text: str) -> tuple[str, ...]:
        """Return the stems of a phrase, in their order."""
        return self._of(text)

    def all(self, phrases: Iterable[str]) -> frozenset[str]:
        """Return every stem of some phrases."""
        return frozenset(stem for phrase in phrases for stem in self(phrase))

    def _cut(self, text: str) -> tuple[str, ...]:
        found = (word for word in _WORD.findall(_plain(text)) if word not in self._endings)
        return tuple(stem for stem in map(self._stem, found) if len(stem) > 1)

    def _stem(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word[: -len(ending)]
        return word


def joined(words: tuple[str, ...]) -> frozenset[str]:
    """Return each two neighbours written as one: «بهره برداری» is «بهره‌برداری» with its non-joiner lost."""
    return frozenset(one + other for one, other in pairwise(words))


def _plain(text: str) -> str:
    return fold_form(text).replace(ZWNJ, "").replace("آ", "ا").casefold()
