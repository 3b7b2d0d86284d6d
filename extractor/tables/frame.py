"""Claims as a DataFrame, one row a claim, and as rows of JSON and CSV.

Input: Claim*. Output: a pandas DataFrame; lines of text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, TextIO

from extractor.columns import COLUMNS, Cell
from extractor.model import Claim
from extractor.tables.jsontext import dumps
from extractor.tables.safety import guarded, writable

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Cell]
_LARGEST_EXACT = 2**53


def frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return one row a claim with the columns of docs/columns.md; dates and numbers stay exact objects."""
    import pandas as pd

    return pd.DataFrame.from_records([claim.to_row() for claim in claims], columns=list(COLUMNS))


def write_jsonl(claims: Iterable[Claim], out: TextIO) -> None:
    """Write one JSON object a line. Numbers beyond double precision are kept whole in ``exact``."""
    write_rows_jsonl((claim.to_row() for claim in claims), out)


def write_csv(claims: Iterable[Claim], out: TextIO) -> None:
    """Write a header and one line a claim; no text becomes a formula where a spreadsheet opens the file."""
    write_rows_csv((claim.to_row() for claim in claims), COLUMNS, out)


def write_rows_jsonl(rows: Iterable[Row], out: TextIO) -> None:
    """Write rows as ``write_jsonl`` does."""
    for row in rows:
        cells = {name: json_value(cell) for name, cell in row.items()}
        out.write(dumps(cells) + "\n")


def write_rows_csv(rows: Iterable[Row], headings: Sequence[str], out: TextIO) -> None:
    """Write rows as ``write_csv`` does, under other headings."""
    writer = csv.writer(out, lineterminator="\r\n")  # with any other, a lone \r in a cell goes unquoted
    writer.writerow(headings)
    for row in rows:
        writer.writerow(
            [guarded(writable(cell)) if isinstance(cell, str) else cell_text(cell) for cell in row.values()]
        )


def json_value(cell: Cell) -> str | int | float | bool | None:
    """Return a cell as JSON holds it; nothing for a number that is beyond every double."""
    if isinstance(cell, Decimal):
        if cell == cell.to_integral_value() and abs(cell) <= _LARGEST_EXACT:
            return int(cell)
        number = float(cell)
        return number if isfinite(number) else None
    return cell.isoformat() if isinstance(cell, date) else cell


def cell_text(cell: Cell) -> str:
    """Return a cell as plain text: numbers in plain digits, without an exponent or idle zeros."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        text = f"{cell:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(cell)
