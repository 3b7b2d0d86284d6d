"""Claims as a DataFrame, one row a claim, and as rows of JSON and CSV.

Input: Claim*. Output: a pandas DataFrame; lines of text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from extractor.columns import COLUMNS, Cell
from extractor.model import Claim

if TYPE_CHECKING:
    import pandas as pd

_LARGEST_EXACT = 2**53


def frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """Return one row a claim with the columns of docs/columns.md; dates and numbers stay exact objects."""
    import pandas as pd

    return pd.DataFrame.from_records([claim.to_row() for claim in claims], columns=list(COLUMNS))


def write_jsonl(claims: Iterable[Claim], out: TextIO) -> None:
    """Write one JSON object a line. Numbers beyond double precision are kept whole in ``exact``."""
    for claim in claims:
        cells = {name: json_value(cell) for name, cell in claim.to_row().items()}
        out.write(json.dumps(cells, ensure_ascii=False) + "\n")


def write_csv(claims: Iterable[Claim], out: TextIO) -> None:
    """Write a header and one line a claim."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in claims:
        writer.writerow([cell_text(cell) for cell in claim.to_row().values()])


def json_value(cell: Cell) -> str | int | float | bool | None:
    """Return a cell as JSON holds it."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() and abs(cell) <= _LARGEST_EXACT else float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def cell_text(cell: Cell) -> str:
    """Return a cell as plain text: numbers in plain digits, without an exponent or idle zeros."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        text = f"{cell:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(cell)
