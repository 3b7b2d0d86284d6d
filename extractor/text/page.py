"""What a page carries around its text: dates, section lines, agency, codes, comment boxes.

Input: folded text. Output: Page: the publication date of the head, and the folded ranges that are furniture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """Metadata of a page; ``furniture`` are ranges that hold no claim, in order."""

    published: date | None = None
    furniture: tuple[tuple[int, int], ...] = ()


def read_page(text: str) -> Page:
    """Read the furniture of a page."""
    return Page()
