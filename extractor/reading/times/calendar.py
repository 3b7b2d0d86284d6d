"""Days, months and years of the Jalali and the Gregorian calendar, as Gregorian intervals.

Input: numbers of years, months and days. Output: dates and Periods; None where a date does not exist.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from persiantools.jdatetime import JalaliDate

from extractor.rulebook.packs import Calendar

_DAY = timedelta(days=1)
JALALI_YEARS = range(1200, 1500)
GREGORIAN_YEARS = range(1800, 2200)


class Period(NamedTuple):
    """A Gregorian interval, both ends included, and the calendar by which it goes on."""

    begins: date
    ends: date
    calendar: Calendar = Calendar.JALALI


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Return a day as a Gregorian date, or None where the calendar has no such day."""
    years = JALALI_YEARS if calendar is Calendar.JALALI else GREGORIAN_YEARS
    if year not in years:
        return None
    make = JalaliDate if calendar is Calendar.JALALI else date
    try:
        found = make(year, month, day)
    except ValueError:
        return None
    return found if isinstance(found, date) else found.to_gregorian()


def year_and_month(calendar: Calendar, day: date) -> tuple[int, int, int] | None:
    """Return year, month and day of a Gregorian date in a calendar; None for days long before or after ours."""
    if calendar is Calendar.GREGORIAN:
        return day.year, day.month, day.day
    if not 1850 < day.year < 2100:
        return None
    jalali = JalaliDate.to_jalali(day.year, day.month, day.day)  # type: ignore[no-untyped-call]
    return jalali.year, jalali.month, jalali.day


def months(calendar: Calendar, year: int, month: int, count: int = 1) -> Period | None:
    """Return ``count`` months from the first day of a month on; the month may lie outside 1 to 12."""
    begins = _first(calendar, year, month)
    after = _first(calendar, year, month + count)
    return Period(begins, after - _DAY, calendar) if begins and after and count > 0 else None


def _first(calendar: Calendar, year: int, month: int) -> date | None:
    years, index = divmod(month - 1, 12)
    return day_of(calendar, year + years, index + 1, 1)


def shifted(calendar: Calendar, day: date, count: int) -> date | None:
    """Return the day ``count`` months later; the last day of the month where it has fewer days."""
    parts = year_and_month(calendar, day)
    if parts is None:
        return None
    first = _first(calendar, parts[0], parts[1] + count)
    after = _first(calendar, parts[0], parts[1] + count + 1)
    if first is None or after is None:
        return None
    return min(first + _DAY * (parts[2] - 1), after - _DAY)
