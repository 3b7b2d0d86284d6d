"""Dates of publication as files write them: ISO 8601, Gregorian or Jalali, with digits of any script.

Input: a cell. Output: a date; None for nothing.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from extractor.reading.times.calendar import GREGORIAN_YEARS, JALALI_YEARS, day_of
from extractor.rulebook.packs import Calendar

# A day at the start: 2023-05-01, 2023-05-01T10:00+03:30, 20230501, 1402/02/11. What follows is a time of the day.
_DAY = re.compile(r"\s*(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?!\d)")


def published_date(cell: object) -> date | None:
    """Return the day that a cell names; nothing for an empty cell.

    Raises:
        ValueError: the cell names no day that the Gregorian or the Jalali calendar has.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.match(str(cell)) if isinstance(cell, str | int) else None
    day = _day(*(int(number) for number in found.group(1, *((3, 4) if found[3] else (5, 6))))) if found else None
    if day is None:
        msg = f"no day: {cell!r:.60}; write 2023-05-01 or 1402/02/11"
        raise ValueError(msg)
    return day


def _day(year: int, month: int, day: int) -> date | None:
    if year in JALALI_YEARS:
        return day_of(Calendar.JALALI, year, month, day)
    return day_of(Calendar.GREGORIAN, year, month, day) if year in GREGORIAN_YEARS else None
