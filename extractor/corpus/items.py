"""Rows of inputs through the one stateless function: what they gave, and what was wrong with them, row by row.

Input: Item*. Output: Rows*, one an item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from extractor.corpus.extraction import Rows, Settings, document_rows
from extractor.corpus.mapping import Fault, Reading
from extractor.corpus.records import batch_of
from extractor.corpus.schema import INPUT, Phase
from extractor.pipeline import Extractor


class Item(NamedTuple):
    """A row of a source, by its name; None where documents come from no file (Spark, pandas)."""

    source: str | None
    reading: Reading


def item_rows(
    items: Sequence[Item], extract: Extractor, settings: Settings, started: Callable[[int], None] = lambda _: None
) -> Iterator[Rows]:
    """Read the documents of rows; faults of reading come before those of extraction."""
    documents = batch_of((_document(item) for item in items if item.reading.record), INPUT)
    read = document_rows(documents, extract, settings, started)
    for item in items:
        rows = next(read) if item.reading.record else Rows((), None, ())
        faults = tuple(_error(item, fault) for fault in item.reading.faults)
        yield rows._replace(errors=faults + rows.errors)


def _document(item: Item) -> dict[str, Any]:
    record = item.reading.record
    return {**(record._asdict() if record else {}), "source": item.source, "row": _row(item)}


def _error(item: Item, fault: Fault) -> dict[str, Any]:
    return {"source": item.source, "row": _row(item), "phase": Phase.READ.value, **fault._asdict()}


def _row(item: Item) -> int | None:
    return item.reading.row if item.source is not None else None
