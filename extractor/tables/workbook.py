"""Claims as an Excel workbook: right to left, frozen header, filters, real numbers, dates as dates, no formulas.

A cell holds 32,767 UTF-16 units at most. Longer text is cut there with a mark that says so, and stands whole on the
sheet of long texts; reading the workbook back puts it together again. Columns that people rarely need are folded away.

Input: Source*, Verdicts. Output: an .xlsx file. Needs the extra ``[tables]`` (XlsxWriter).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.columns import Cell
from extractor.tables.headings import PEOPLE, Column, Language, columns, words
from extractor.tables.rows import rows
from extractor.tables.safety import directed
from extractor.tables.sources import ExportError, Source, Verdicts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_UNITS = 32_767
SHEET_ROWS = 1_048_576
MOST_LINKS = 65_000
LONG_TEXTS = "long_texts"
LONG_MARK = " […↗ {sheet} {line}]"
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year: days before are off by one in some readers
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same claims give the same file
_LINK_LENGTH = 2_000
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 1, 2
_PERSIAN = re.compile(r"[\u0600-\u06ff]")


def write_workbook(
    sources: Iterable[Source],
    path: Path,
    *,
    language: Language = Language.FA,
    verdicts: Verdicts | None = None,
) -> None:
    """Write one row a claim.

    Raises:
        ExportError: XlsxWriter is not installed, or there are more claims than a sheet has rows.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        msg = "workbooks need XlsxWriter: pip install 'extractor[tables]'"
        raise ExportError(msg) from None
    with Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE})
        _Writer(book, language).write(sources, verdicts)


class _Writer:
    """Writes the sheets of one workbook, row after row."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self._words = words(language)["workbook"]
        self._language = language
        self._sheet = self._new_sheet(book, self._words["claims"])
        self._guide = self._new_sheet(book, self._words["guide"])
        self._long = self._new_sheet(book, LONG_TEXTS)
        self._long_line = 0
        self._links = 0
        # Left to themselves, cells take their direction from their first letter, and «۲۶۰۰ مگاوات» begins with none.
        cell = {"valign": "top", "reading_order": _LEFT_TO_RIGHT}
        persian = {"valign": "top", "reading_order": _RIGHT_TO_LEFT, "align": "right", "text_wrap": True}
        head = {"bold": True, "border": 1, **(persian if language is Language.FA else cell)}
        self._head = book.add_format({"bg_color": "#E7ECF3", **head})
        self._people_head = book.add_format({"bg_color": "#FFF2CC", **head})
        self._plain = book.add_format(cell)
        # Text cells stay text when somebody edits one: «=1+1» does not come to life.
        self._latin = book.add_format({"quote_prefix": True, **cell})
        self._persian = book.add_format({"quote_prefix": True, **persian})
        self._whole = book.add_format({"num_format": "#,##0", **cell})
        self._broken = book.add_format({"num_format": "#,##0.0#########", **cell})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", **cell})
        self._link = book.add_format({"font_color": "#0B57D0", "underline": 1, **cell})

    def write(self, sources: Iterable[Source], verdicts: Verdicts | None) -> None:
        self._write_guide()
        self._long.write_row(0, 0, ("id", "column", "part", "text"), self._head)
        self._write_head()
        line = 0
        for line, row in enumerate(rows(sources, verdicts), 1):
            if line >= SHEET_ROWS:
                msg = f"a sheet holds {SHEET_ROWS - 1:,} claims; export fewer, or use parquet or csv"
                raise ExportError(msg)
            for place, column in enumerate(columns()):
                self._write_cell(line, place, column, row[column.name], str(row["id"]))
        last = len(columns()) - 1
        self._sheet.autofilter(0, 0, max(line, 1), last)
        verdict = [column.name for column in columns()].index("verdict")
        self._sheet.data_validation(
            1,
            verdict,
            max(line, 1),
            verdict,
            {"validate": "list", "source": self._words["verdicts"], "show_error": False, "ignore_blank": True},
        )
        if not self._long_line:
            self._long.hide()

    def _new_sheet(self, book: Workbook, name: str) -> Worksheet:
        sheet = book.add_worksheet(name)
        if self._language is Language.FA:
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write_head(self) -> None:
        for place, column in enumerate(columns()):
            folded = {"level": 1, "hidden": True} if column.hidden else {}
            self._sheet.set_column(place, place, column.width, None, folded)
            head = self._people_head if column.name in PEOPLE else self._head
            self._sheet.write_string(0, place, column.headings[self._language], head)
        self._sheet.set_row(0, 32)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)

    def _write_guide(self) -> None:
        for place, width in enumerate((26, 22, 80, 34)):
            self._guide.set_column(place, place, width)
        self._guide.write_row(0, 0, self._words["guide_head"], self._head)
        for line, column in enumerate(columns(), 1):
            told = (column.headings[self._language], column.name, column.meanings[self._language], column.example)
            for place, text in enumerate(told):
                self._guide.write_string(line, place, text, self._format(text))
        self._guide.freeze_panes(1, 0)

    def _write_cell(self, line: int, place: int, column: Column, cell: Cell, claim: str) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            self._sheet.write_boolean(line, place, cell, self._plain)
        elif isinstance(cell, int | Decimal):
            self._write_number(line, place, cell)
        elif isinstance(cell, date):
            self._write_date(line, place, cell)
        else:
            self._write_text(line, place, column, cell, claim)

    def _write_number(self, line: int, place: int, cell: int | Decimal) -> None:
        try:
            number = float(cell)
        except OverflowError:
            number = float("inf")
        if number in (float("inf"), float("-inf")) or (number == 0 and cell != 0):
            return  # no spreadsheet has such a number; «exact» holds it as text
        self._sheet.write_number(line, place, number, self._whole if number.is_integer() else self._broken)

    def _write_date(self, line: int, place: int, cell: date) -> None:
        if cell < _FIRST_DAY:
            self._sheet.write_string(line, place, cell.isoformat(), self._plain)
        else:
            self._sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), self._date)  # noqa: DTZ001

    def _write_text(self, line: int, place: int, column: Column, text: str, claim: str) -> None:
        text = directed(text)
        if 2 * len(text) > CELL_UNITS and _units(text) > CELL_UNITS:
            text = self._shortened(text, column.name, claim)
        elif column.name == "url" and self._write_link(line, place, text):
            return
        self._sheet.write_string(line, place, text, self._format(text))

    def _format(self, text: str) -> Format:
        return self._persian if _PERSIAN.search(text) else self._latin

    def _write_link(self, line: int, place: int, url: str) -> bool:
        safe = url.startswith(("https://", "http://")) and url.isascii() and url.isprintable()
        if not safe or len(url) > _LINK_LENGTH or self._links >= MOST_LINKS:
            return False
        self._links += 1
        done: Any = self._sheet.write_url(line, place, url, self._link, url)
        return bool(done == 0)

    def _shortened(self, text: str, column: str, claim: str) -> str:
        mark = LONG_MARK.format(sheet=LONG_TEXTS, line=self._long_line + 2)
        for part, piece in enumerate(_pieces(text, CELL_UNITS), 1):
            self._long_line += 1
            for place, told in enumerate((claim, column)):
                self._long.write_string(self._long_line, place, told, self._latin)
            self._long.write_number(self._long_line, 2, part, self._plain)
            self._long.write_string(self._long_line, 3, piece, self._latin)
        return next(_pieces(text, CELL_UNITS - len(mark))) + mark


def _units(text: str) -> int:
    """Return the length by which Excel counts."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def _pieces(text: str, units: int) -> Iterator[str]:
    """Cut a text into pieces of at most so many UTF-16 units, never through a character."""
    start = length = 0
    for at, character in enumerate(text):
        wide = 2 if character > "\uffff" else 1
        if length + wide > units:
            yield text[start:at]
            start, length = at, 0
        length += wide
    yield text[start:]
