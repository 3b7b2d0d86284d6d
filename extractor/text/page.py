"""What a page carries around its text: dates, section lines, agency, codes, comment boxes.

Input: nothing. Output: the type Page; ``reading.pages`` fills it by the rules of a pack.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Page(Struct, frozen=True):
    """Metadata of a page; ``furniture`` are ranges of folded text that hold no claim, in order."""

    published: date | None = None
    furniture: tuple[tuple[int, int], ...] = ()
