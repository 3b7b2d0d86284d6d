"""Which column of a table holds what, and rows of tables as records of documents.

A fault is a value: the record stays if it can be read all the same, and is lost if it cannot.

Input: a row, column name to cell. Output: Reading (a Record or none, and its faults).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from extractor.corpus.dates import published_date

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LONGEST_ID = 1000


class Record(NamedTuple):
    """A document as an input holds it: its text, or the bytes of its page."""

    id: str
    text: str | None
    html: bytes | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


class Fault(NamedTuple):
    """What is wrong with a row; ``lost`` when no document comes of it."""

    reason: str
    lost: bool = True
    document: str | None = None


class Reading(NamedTuple):
    """What one row of a source gives. ``row`` counts from 1, 0 is the source as a whole.

    ``at`` tells how many bytes of the source were used up by then, for the progress bar.
    """

    row: int
    record: Record | None
    faults: tuple[Fault, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns. A name that the user gave must be there; the usual ones may be missing."""

    text: str = "text"
    html: str = "html"
    id: str = "id"
    title: str = "title"
    outlet: str = "outlet"
    url: str = "url"
    published: str = "published"

    @classmethod
    def named(cls, names: Mapping[str, str]) -> Columns:
        """Return the usual names with some replaced.

        Raises:
            ValueError: a part of a document is named that there is not.
        """
        allowed = [field.name for field in fields(cls)]
        for name in names:
            if name not in allowed:
                msg = f"a document has no part '{name}'; it has: {', '.join(allowed)}"
                raise ValueError(msg)
        return cls(**names)

    def wanted(self) -> dict[str, str]:
        """Return part of a document to column name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def given(self) -> str:
        """Return the names that differ from the usual ones, as ``text=body, id=code``."""
        usual = Columns()
        return ", ".join(f"{part}={name}" for part, name in self.wanted().items() if name != getattr(usual, part))

    def missing(self, header: tuple[str, ...]) -> str | None:
        """Return what is wrong with a header: no text, or a column that the user named and that is not there."""
        usual = Columns()
        named = [name for part, name in self.wanted().items() if name != getattr(usual, part)]
        lacking = [name for name in named if name not in header]
        if not lacking and self.text not in header and self.html not in header:
            lacking = [self.text]
        if not lacking:
            return None
        shown = ", ".join(header[:20])
        return f"there is no column '{lacking[0]}'; there are: {shown}. Name it with --column PART=NAME"


def reading(row: int, cells: Mapping[str, object], columns: Columns, name: str, at: int = 0) -> Reading:
    """Read one row; ``name`` is the id of a document that has none."""
    faults: list[Fault] = []
    try:
        record = _record(cells, columns, name, faults)
    except _UnreadableError as error:
        return Reading(row, None, (Fault(str(error), document=_shown(cells.get(columns.id))),), at)
    return Reading(row, record, tuple(fault._replace(document=record.id) for fault in faults), at)


class _UnreadableError(Exception):
    """No document comes of a row, and why."""


def _record(cells: Mapping[str, object], columns: Columns, name: str, faults: list[Fault]) -> Record:
    id = _id(cells.get(columns.id), columns.id, name, faults)
    return Record(
        id,
        *_content(cells, columns, faults),
        title=_label(cells, columns.title, faults),
        outlet=_label(cells, columns.outlet, faults),
        url=_label(cells, columns.url, faults),
        published=_published(cells, columns.published, faults),
    )


def _content(cells: Mapping[str, object], columns: Columns, faults: list[Fault]) -> tuple[str | None, bytes | None]:
    text, html = cells.get(columns.text), cells.get(columns.html)
    if text is None and html is not None:
        if isinstance(html, bytes):
            return None, html
        if isinstance(html, str):
            return None, _mended(html, columns.html, faults).encode()
        msg = f"'{columns.html}' is {_kind(html)}, not text"
        raise _UnreadableError(msg)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            msg = f"'{columns.text}' is not UTF-8: byte {error.start} is 0x{text[error.start]:02x}"
            raise _UnreadableError(msg) from None
    if not isinstance(text, str):
        there = f"'{columns.text}' is {_kind(text)}, not text" if columns.text in cells else f"no '{columns.text}'"
        raise _UnreadableError(there)
    return _mended(text, columns.text, faults), None


def _id(cell: object, column: str, name: str, faults: list[Fault]) -> str:
    if cell is None or cell == "":
        return name
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        msg = f"'{column}' is {_kind(cell)}; an id is text or a whole number"
        raise _UnreadableError(msg)
    id = _mended(str(cell), column, faults)
    if len(id) > _LONGEST_ID:
        msg = f"'{column}' has {len(id):,} characters; an id has {_LONGEST_ID:,} at most"
        raise _UnreadableError(msg)
    return id


def _label(cells: Mapping[str, object], column: str, faults: list[Fault]) -> str | None:
    cell = cells.get(column)
    if cell is None or cell == "":
        return None
    if not isinstance(cell, str | int | float):
        faults.append(Fault(f"'{column}' is {_kind(cell)}, not text; it was left out", lost=False))
        return None
    return _mended(str(cell), column, faults)


def _published(cells: Mapping[str, object], column: str, faults: list[Fault]) -> date | None:
    try:
        return published_date(cells.get(column))
    except ValueError as error:
        reason = _mended(f"'{column}' is {error}; it was left out", column, [])
        faults.append(Fault(reason, lost=False))
        return None


def _mended(text: str, column: str, faults: list[Fault]) -> str:
    """Return a text that UTF-8 can hold. A replaced character counts one, as before: offsets stay."""
    found = _SURROGATES.search(text)
    if found is None:
        return text
    place = f"character {found.start()} of '{column}' is the lone surrogate U+{ord(found[0]):04X}"
    faults.append(Fault(f"{place}; it and its like were read as U+FFFD", lost=False))
    return _SURROGATES.sub("\ufffd", text)


def _shown(cell: object) -> str | None:
    plain = isinstance(cell, str | int) and len(str(cell)) <= _LONGEST_ID and not _SURROGATES.search(str(cell))
    return str(cell) if plain else None


def _kind(cell: object) -> str:
    return "null" if cell is None else f"of type {type(cell).__name__}"
