"""Annotated documents: what a person says the claims of a text are, one document a line.

A document is {id, text, claims} and may have ``published`` (a date), ``complete`` (no: only some of the text was looked
at) and ``absent`` (spans of figures that are no claims). A claim has at least ``start`` and ``end``.

Input: a JSONL file. Output: GoldDocument*, or GoldError with file and line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Gold = Mapping[str, Any]


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document."""

    id: str
    text: str
    claims: Sequence[Gold]
    published: date | None = None
    complete: bool = True
    absent: tuple[tuple[int, int], ...] = ()

    def denies(self, span: tuple[int, int]) -> bool:
        """Whether the document says that there is no claim at a span for which it has none."""
        return self.complete or any(start < span[1] and span[0] < end for start, end in self.absent)


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of a file.

    Raises:
        GoldError: a line is no such document.
    """
    with path.open(encoding="utf-8") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _document(line, f"{path.name}:{number}")
        except UnicodeDecodeError as error:
            msg = f"{path.name}: not UTF-8: byte {error.start}"
            raise GoldError(msg) from None


def _document(line: str, place: str) -> GoldDocument:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        msg = f"{place}: not JSON: {error}"
        raise GoldError(msg) from None
    if not isinstance(found, dict) or not {"id", "text", "claims"} <= found.keys():
        msg = f"{place}: a document needs id, text and claims"
        raise GoldError(msg)
    if not isinstance(found["text"], str) or not isinstance(found["claims"], list):
        msg = f"{place}: 'text' must be text and 'claims' a list"
        raise GoldError(msg)
    for count, claim in enumerate(found["claims"], 1):
        if not isinstance(claim, dict) or not _is_span((claim.get("start"), claim.get("end")), found["text"]):
            msg = f"{place}: claim {count} needs 'start' and 'end', offsets of the text"
            raise GoldError(msg)
    absent = found.get("absent") or []
    if not isinstance(absent, list) or not all(_is_span(span, found["text"]) for span in absent):
        msg = f"{place}: 'absent' must be a list of spans [start, end]"
        raise GoldError(msg)
    if not isinstance(found.get("complete", True), bool):
        msg = f"{place}: 'complete' must be true or false"
        raise GoldError(msg)
    spans = tuple((span[0], span[1]) for span in absent)
    published = _date(found.get("published"), place)
    return GoldDocument(str(found["id"]), found["text"], found["claims"], published, found.get("complete", True), spans)


def _is_span(span: Any, text: str) -> bool:
    if not isinstance(span, list | tuple) or len(span) != 2 or not all(isinstance(end, int) for end in span):
        return False
    return bool(0 <= span[0] < span[1] <= len(text))


def _date(text: Any, place: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        msg = f"{place}: 'published' must be a date such as 2024-05-01"
        raise GoldError(msg) from None
