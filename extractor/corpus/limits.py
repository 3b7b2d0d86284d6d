"""Bounds on what is read, so that no input can take the machine.

Input: nothing. Output: Limits.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest document, in characters; the bounds in bytes follow from it."""

    characters: int = MAX_CHARACTERS

    @property
    def document_bytes(self) -> int:
        """Return the most that a document of that length takes in UTF-8, with room for the markup of a page."""
        return 4 * self.characters + (1 << 20)

    @property
    def row_bytes(self) -> int:
        r"""Return the most that a row with such a document takes: JSON may write every character as ``\u06f5``."""
        return 6 * self.characters + (1 << 20)
