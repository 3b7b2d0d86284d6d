"""CSV with a header; commas, semicolons or tabs, whichever the header has most of.

Input: Source. Output: Reading*, a record each; records may hold line ends.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from extractor.corpus.inputs import Source
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Fault, Reading, reading
from extractor.corpus.streams import BROKEN, InflatedError, Stream, TooLong, opened, told

_DELIMITERS = ",;\t"


def read_csv(source: Source, columns: Columns, limits: Limits, first: int) -> Iterator[Reading]:
    """Yield the documents of a file."""
    # The bound of the csv module is one for the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), limits.row_bytes))
    row = 0
    try:
        with opened(source) as stream:
            lines = _Lines(stream, limits)
            header = next(iter(lines), "")
            delimiter = max(_DELIMITERS, key=header.count)
            names = next(_records(csv.reader([header], delimiter=delimiter)), [])
            if isinstance(names, str):
                yield _fault(0, f"no CSV: {names} (line 1)", source.size)
                return
            wrong = columns.missing((*names, *source.columns))
            if wrong:
                yield _fault(0, wrong, source.size)
                return
            table = csv.reader(lines, delimiter=delimiter, strict=True)
            for row, cells in enumerate(_records(table), 1):
                if row >= first and cells != []:
                    yield _record(row, cells, names, lines, source, columns)
    except (*BROKEN, InflatedError) as error:
        yield _fault(row + 1, told(error), source.size)


class _Lines:
    """The lines of a file as text. Bytes that are not UTF-8 become lone surrogates, to be told of with their row."""

    def __init__(self, stream: Stream, limits: Limits) -> None:
        self.number = 0
        self.too_long = 0
        self._stream = stream
        self._lines = stream.lines(limits.row_bytes)

    @property
    def at(self) -> int:
        return self._stream.at

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        if isinstance(line, TooLong):
            self.too_long = line.size
            return "\n"
        return line.decode("utf-8-sig" if self.number == 1 else "utf-8", "surrogateescape")


def _records(table: Iterator[list[str]]) -> Iterator[list[str] | str]:
    while True:
        try:
            yield next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)


def _record(
    row: int, cells: list[str] | str, names: list[str], lines: _Lines, source: Source, columns: Columns
) -> Reading:
    place = f"(line {lines.number})"
    if lines.too_long:
        size, lines.too_long = lines.too_long, 0
        return _fault(row, f"a line of {size:,} bytes; the limit on documents allows no such line {place}", lines.at)
    if isinstance(cells, str):
        return _fault(row, f"no CSV: {cells} {place}", lines.at)
    if len(cells) != len(names):
        return _fault(row, f"{len(cells)} cells, where the header names {len(names)} {place}", lines.at)
    found: dict[str, object] = {**source.columns, **dict(zip(names, cells, strict=True))}
    for name in (columns.text, columns.html, columns.id):
        bad = _undecoded(found.get(name))
        if bad is not None:
            return _fault(row, f"'{name}' is not UTF-8: it holds the byte 0x{bad:02x} {place}", lines.at)
    return reading(row, found, columns, f"{source.name}#{row}", lines.at)


def _undecoded(cell: object) -> int | None:
    if not isinstance(cell, str) or cell.isascii():
        return None
    return next((ord(letter) - 0xDC00 for letter in cell if "\udc80" <= letter <= "\udcff"), None)


def _fault(row: int, reason: str, at: int) -> Reading:
    return Reading(row, None, (Fault(reason),), at)
