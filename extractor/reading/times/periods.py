"""Periods as texts name them, and the Gregorian intervals that they stand for on a day of publication.

A period whose year is not said («مهر») is open: it has two intervals, the last one begun by the day of publication
and the one to come, and the verb of the claim decides between them. Nothing is guessed: what the text and the day
of publication do not settle has no interval.

Input: words of rule files, the day of publication. Output: When, Bound, and their intervals.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from extractor.reading.times.calendar import day_of, months, year_and_month
from extractor.rulebook.kinds.times import Term
from extractor.rulebook.packs import Calendar

Interval = tuple[date | None, date | None]
Yearly = tuple[int, int, int, int]
_DAY = timedelta(days=1)
_UNKNOWN: Interval = (None, None)


class When(NamedTuple):
    """A period: fixed (begins, ends), or something that comes every year (month, day, to month, day; 0 is the last).

    ``year`` or ``offset`` (in years from the year of publication) tells which year; ``side`` that the past (-1) or
    the coming (1) one is meant; ``whole`` that only a period already over can be spoken of; ``named`` that its
    months belong to one calendar; ``edge`` that only its beginning or end is meant.
    """

    begins: date | None = None
    ends: date | None = None
    calendar: Calendar = Calendar.JALALI
    yearly: Yearly | None = None
    year: int | None = None
    offset: int | None = None
    side: int = 0
    whole: bool = False
    named: bool = False
    edge: str = ""
    weekday: int | None = None
    days: int | None = None


class Bound(NamedTuple):
    """From a period to a period; None is open."""

    first: When | None
    last: When | None


class Today(NamedTuple):
    """The day of publication, and the calendar by which the language counts."""

    published: date | None
    calendar: Calendar = Calendar.JALALI


Value = When | Bound | int | str
Slots = Mapping[str, Value]
UNKNOWN = When()


def term_value(term: Term, calendar: Calendar = Calendar.JALALI) -> Value:
    """Return what a word of a rule file stands for; a value that does not fit the name is plain text.

    ``month`` (``month_named`` where its name has other senses) and ``season`` count from 1,
    ``weekday`` from Saturday 0, ``event`` is ``6-2..6-8``, ``era`` is
    ``2021-08-03..2024-07-27``, ``year_word`` and ``day_word`` count from the year and day of publication.
    """
    value, gives = term.value, term.gives
    if gives in ("event", "era") and ".." in value:
        begin, _, end = value.partition("..")
        if gives == "era":
            return When(_iso(begin), _iso(end))
        parts = [int(part) for part in (*begin.split("-"), *end.split("-")) if part.isdigit()]
        if len(parts) != 4:
            return UNKNOWN
        return When(calendar=calendar, yearly=(parts[0], parts[1], parts[2], parts[3]), named=True)
    if not value.lstrip("-").isdigit():
        return value
    number = int(value)
    match gives:
        case "month" | "month_full" | "month_named":
            return When(calendar=calendar, yearly=(number, 1, number, 0), named=True)
        case "gregorian_month":
            return When(calendar=Calendar.GREGORIAN, yearly=(number, 1, number, 0), named=True)
        case "season":
            first = 3 * number - (2 if calendar is Calendar.JALALI else 0)  # spring begins the year, or in March
            return When(calendar=calendar, yearly=(first, 1, first + 2, 0))
        case "quarter":
            return When(calendar=calendar, yearly=(3 * number - 2, 1, 3 * number, 0), whole=True)
        case "year_word" | "this_year":
            return When(calendar=calendar, yearly=(1, 1, 12, 0), offset=number)
        case "day_word":
            return When(days=number)
        case "weekday":
            return When(weekday=number)
    return number


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def intervals(when: When, published: date | None) -> tuple[Interval, Interval]:
    """Return the interval for a verb of the past and the one for another; the same where only one is meant."""
    past, coming = _intervals(when, published)
    if when.side:
        past = coming = past if when.side < 0 else coming
    if when.edge == "begin":
        return (past[0], past[0]), (coming[0], coming[0])
    if when.edge == "before":
        return _day_before(past[0]), _day_before(coming[0])
    if when.edge == "end":
        return (past[1], past[1]), (coming[1], coming[1])
    return past, coming


def _day_before(day: date | None) -> Interval:
    return (day - _DAY, day - _DAY) if day else _UNKNOWN


def _intervals(when: When, published: date | None) -> tuple[Interval, Interval]:
    if when.weekday is not None or when.days is not None:
        return _near(when, published) if published else (_UNKNOWN, _UNKNOWN)
    if when.yearly is None:
        found = (when.begins, when.ends)
        return found, found
    year, today = when.year, year_and_month(when.calendar, published) if published else None
    if year is None and when.offset is not None and today:
        year = today[0] + when.offset
    if year is not None:
        found = _in_year(when, year)
        return found, found
    if today is None or published is None or when.offset is not None:
        return _UNKNOWN, _UNKNOWN
    candidates = [_in_year(when, today[0] + years) for years in (-1, 0, 1)]
    begun = [interval for interval in candidates if interval[0] and interval[0] <= published]
    to_come = [interval for interval in candidates if interval[1] and interval[1] >= published]
    past = begun[-1] if begun else _UNKNOWN
    if when.whole and past[1] and past[1] > published:
        past = _UNKNOWN
    return past, to_come[0] if to_come else _UNKNOWN


def _near(when: When, published: date) -> tuple[Interval, Interval]:
    if when.days is not None:
        day = published + when.days * _DAY
        return (day, day), (day, day)
    back = (published.weekday() - (when.weekday or 0) - 5) % 7
    last, coming = published - back * _DAY, published + (-back % 7) * _DAY
    return (last, last), (coming, coming)


def _in_year(when: When, year: int) -> Interval:
    if when.yearly is None:
        return _UNKNOWN
    month, day, to_month, to_day = when.yearly
    begins = day_of(when.calendar, year, month, day)
    if to_day:
        return begins, day_of(when.calendar, year, to_month, to_day)
    last = months(when.calendar, year, to_month)
    return begins, last.ends if last else None
