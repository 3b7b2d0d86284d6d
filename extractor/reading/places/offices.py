"""Find the offices and institutions of a sentence, whose names places end.

Input: a Scan. Output: Offices.
"""

from __future__ import annotations

from extractor.reading.mentions import Scan
from extractor.reading.places.gazetteer import Gazetteer
from extractor.rulebook.kinds.roles import Sort as Role

_LONGEST_OFFICE = 12


class Offices:
    """The offices and institutions of a sentence, looked up by the word behind them."""

    __slots__ = ("_breaks", "_heads", "_inner", "_words")

    def __init__(self, book: Gazetteer, scan: Scan) -> None:
        """Index the hits of a scan."""
        self._breaks = book.breaks
        self._words = scan.words.words
        self._heads: set[int] = set()
        self._inner: set[int] = set()
        for hit in scan.of("roles"):
            sort = hit.entry.payload.sort  # type: ignore[attr-defined]
            if sort in (Role.OFFICE, Role.ORGANISATION):
                self._heads.add(hit.last)
            elif sort is Role.FIELD:
                self._inner.update(range(hit.first, hit.last))

    def hold(self, first: int) -> bool:
        """Whether a name at word ``first`` ends the name of an office or institution («اداره برق فارس»)."""
        words = self._words
        for at in range(first, max(first - _LONGEST_OFFICE, 0), -1):
            if at in self._heads:
                return True
            if at - 1 not in self._inner and (words[at - 1] in self._breaks or not words[at - 1].isalpha()):
                return False
        return False
