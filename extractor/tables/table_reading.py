"""Claim tables read back: what ``workbook`` and ``frame`` wrote, people may have filled in, sorted and cut since.

Columns are known by their headings in either language or by their names; columns that people added are passed over.
A number that no spreadsheet holds whole comes back from ``exact``, unless somebody changed it.

Input: .xlsx, .csv or .jsonl files. Output: rows, each with its place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from extractor.columns import Cell, decimal
from extractor.tables.corrected import ExchangeError, json_lines
from extractor.tables.headings import columns
from extractor.tables.safety import undirected, unguarded
from extractor.tables.workbook import LONG_MARK, LONG_TEXTS

Placed = tuple[str, dict[str, Cell]]
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONG = re.compile(re.escape(LONG_MARK).replace(r"\{sheet\}", LONG_TEXTS).replace(r"\{line\}", r"\d+") + r"\Z")
_BOOLEANS = {"true": True, "false": False, "=true()": True, "=false()": False}  # the latter as LibreOffice saves them
_CLOSE = Decimal("1e-9")


def read_table(path: Path) -> Iterator[Placed]:
    """Yield the rows of a claim table, each with where it stands.

    Raises:
        ExchangeError: the file is no claim table, or cannot be read.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        msg = f"{path.name}: a claim table is one of {', '.join(_READERS)}"
        raise ExchangeError(msg)
    for place, cells in read(path):
        yield place, _restored({name: _TYPES[_TYPE_OF[name]](cell) for name, cell in cells.items()})


def _read_workbook(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    from zipfile import BadZipFile

    try:
        from openpyxl import load_workbook
    except ImportError:
        msg = "workbooks need openpyxl: pip install 'extractor[tables]'"
        raise ExchangeError(msg) from None
    try:
        book = load_workbook(path, read_only=True)  # a formula somebody wrote comes as its text
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        msg = f"{path.name}: not a workbook that can be read ({error})"
        raise ExchangeError(msg) from None
    try:
        long = _long_texts(book[LONG_TEXTS].iter_rows(values_only=True)) if LONG_TEXTS in book.sheetnames else {}
        for sheet in book.worksheets:
            lines = sheet.iter_rows(values_only=True)
            names = _names(next(lines, ()))
            if "id" not in names:
                continue
            for number, line in enumerate(lines, 2):
                cells = {name: _plain(cell) for name, cell in zip(names, line, strict=False) if name}
                for name, cell in cells.items():
                    if isinstance(cell, str):
                        whole = long.get((str(cells["id"]), name), cell) if _LONG.search(cell) else cell
                        cells[name] = undirected(whole)
                if any(cell is not None for cell in cells.values()):
                    yield f"{path.name}: {sheet.title}, row {number}", cells
            return
    finally:
        book.close()
    msg = f"{path.name}: no sheet has a column of claim ids; is this a table made by: extractor table --format xlsx?"
    raise ExchangeError(msg)


def _long_texts(lines: Iterable[Sequence[Any]]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for line in lines:
        key = str(_plain(line[0])), str(line[1])
        found[key] = found.get(key, "") + str(_plain(line[3]))
    return found


def _plain(cell: Any) -> Any:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), cell) if isinstance(cell, str) else cell


def _read_csv(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    csv.field_size_limit(2**31 - 1)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file)
            names = _names(next(lines, ()))
            if "id" not in names:
                msg = f"{path.name}: no column of claim ids; is this a table made by: extractor table --format csv?"
                raise ExchangeError(msg)
            for line in lines:
                cells = {name: unguarded(cell) or None for name, cell in zip(names, line, strict=False) if name}
                yield f"{path.name}:{lines.line_num}", cells
    except UnicodeDecodeError as error:
        msg = f"{path.name}: not UTF-8 (byte {error.start}); save it as «CSV UTF-8»"
        raise ExchangeError(msg) from None


def _read_jsonl(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, line in json_lines(path):
        yield place, {name: cell for name, cell in line.items() if name in _TYPE_OF}


_READERS: Mapping[str, Callable[[Path], Iterator[tuple[str, dict[str, Any]]]]] = {
    ".xlsx": _read_workbook,
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
}


def _names(headings: Iterable[Any]) -> list[str | None]:
    known: dict[str, str] = {}
    for column in columns():
        known |= {heading.casefold(): column.name for heading in (column.name, *column.headings.values())}
    return [known.get(str(heading or "").strip().casefold()) for heading in headings]


def _text(cell: Any) -> Cell:
    return str(cell) if cell not in (None, "") else None


def _integer(cell: Any) -> Cell:
    number = _number(cell)
    return int(number) if isinstance(number, Decimal) and number == number.to_integral_value() else number


def _number(cell: Any) -> Cell:
    if cell is None or isinstance(cell, bool):
        return None if cell is None else str(cell)
    try:
        return Decimal(str(cell))
    except InvalidOperation:
        return str(cell)


def _boolean(cell: Any) -> Cell:
    if isinstance(cell, str):
        return _BOOLEANS.get(cell.casefold(), cell)
    return None if cell is None else bool(cell)


def _day(cell: Any) -> Cell:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return cell
    return cell if isinstance(cell, date) else None


_TYPES: Mapping[str, Callable[[Any], Cell]] = {
    "text": _text,
    "code": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _day,
}
_TYPE_OF = {column.name: column.type for column in columns()}


def _restored(row: dict[str, Cell]) -> dict[str, Cell]:
    """Give value, low and high back the digits that ``exact`` has and the file could not hold."""
    exact = row.get("exact")
    if not isinstance(exact, str):
        return row
    low, ranged, high = exact.partition("..")
    try:
        ends = {"low": _exact(low), "high": _exact(high if ranged else low)}
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return row
    ends["value"] = None if ranged else ends["low"]
    for name, number in ends.items():
        cell = row.get(name)
        if name in row and (cell is None or (isinstance(cell, Decimal) and _same(cell, number))):
            row[name] = number
    return row


def _exact(text: str) -> Decimal | None:
    if not text:
        return None
    return decimal(Fraction(text) if "/" in text else Decimal(text))


def _same(one: Decimal, other: Decimal | None) -> bool:
    return other is not None and abs(one - other) <= _CLOSE * max(abs(one), abs(other))
