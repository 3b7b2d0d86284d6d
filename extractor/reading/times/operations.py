"""What the templates of time mean: one small function a meaning, from the slots of a template to a period.

Input: slots, the day of publication. Output: When or Bound; UNKNOWN where the slots do not make one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from extractor.reading.times.calendar import months, shifted, year_and_month
from extractor.reading.times.periods import UNKNOWN, Bound, Slots, Today, Value, When
from extractor.rulebook.kinds.times import Meaning
from extractor.rulebook.packs import Calendar

_DAY = timedelta(days=1)
_MOST = 40_000
_CENTURIES = {Calendar.JALALI: 1400, Calendar.GREGORIAN: 2000}  # of a year in two digits up to 50
_WEEKS = {Calendar.JALALI: 5, Calendar.GREGORIAN: 0}  # the weekday that a week begins with, from Monday 0
_RUNNING = {"month": 1, "quarter": 3, "year": 12}


def _year(slots: Slots, day: Today) -> Value:
    number = slots["y"]
    if isinstance(number, When):
        return number
    if not isinstance(number, int):
        return UNKNOWN
    if number < 100:
        century = _CENTURIES[day.calendar]
        number += century - 100 if number > 50 else century
    calendar = Calendar.GREGORIAN if number > 1700 else day.calendar
    return When(calendar=calendar, yearly=(1, 1, 12, 0), year=number)


def _gregorian_year(slots: Slots, day: Today) -> Value:
    found = _year(slots, day)
    return found._replace(calendar=Calendar.GREGORIAN) if isinstance(found, When) else UNKNOWN


def _farm_year(slots: Slots, day: Today) -> Value:
    """From Mehr to Shahrivar; the one that runs on the day of publication is the current one."""
    today = year_and_month(Calendar.JALALI, day.published) if day.published else None
    shift = slots.get("s")
    if today is None or not isinstance(shift, int):
        return UNKNOWN
    period = months(Calendar.JALALI, today[0] - (today[1] < 7) + shift, 7, 12)
    return When(period.begins, period.ends) if period else UNKNOWN


def _in(slots: Slots, day: Today) -> Value:
    """A period of a year, up to the month ``q``: the year of ``y``, of the number ``z``, or the one ``s`` points to."""
    period, until = slots["p"], slots.get("q")
    if not isinstance(period, When):
        return UNKNOWN
    if isinstance(until, When):
        if not period.yearly or not until.yearly or period.yearly[0] > until.yearly[0]:
            return UNKNOWN
        period = period._replace(yearly=(*period.yearly[:2], *until.yearly[2:]))
    if "s" in slots:
        shift = slots["s"]
        return period._replace(side=shift) if isinstance(shift, int) and shift else period._replace(offset=0)
    year = slots.get("y")
    if year is None and "z" in slots:
        year = _year({"y": slots["z"]}, day)
    return _dated(period, year) if isinstance(year, When) else UNKNOWN


def _dated(period: When, year: When) -> When:
    if year.yearly != (1, 1, 12, 0) or period.yearly is None or period.year is not None:
        return UNKNOWN
    if period.calendar is not year.calendar:
        if not period.named:
            period = period._replace(calendar=year.calendar)
        elif year.year is not None:
            return UNKNOWN
    return period._replace(year=year.year, offset=year.offset, whole=False)


def _this_year(slots: Slots, day: Today) -> Value:
    period = slots.get("p", When(calendar=day.calendar, yearly=(1, 1, 12, 0)))
    return period._replace(offset=0) if isinstance(period, When) else UNKNOWN


def _day(slots: Slots, _: Today) -> Value:
    month, first, last = slots["p"], slots["d"], slots.get("e", slots["d"])
    if not isinstance(month, When) or month.yearly is None or not isinstance(first, int) or not isinstance(last, int):
        return UNKNOWN
    return month._replace(yearly=(month.yearly[0], first, month.yearly[0], last))


def _months_of_year(slots: Slots, day: Today) -> Value:
    """Block ``k`` of ``n`` months of the year ``y``; block -1 is the last."""
    count, turn = slots.get("n", 3), slots.get("k", 1)
    if turn == -1 and isinstance(count, int) and count and 12 % count == 0:
        turn = 12 // count
    if not isinstance(count, int) or not isinstance(turn, int) or not 0 < count * turn <= 12 or count == 0:
        return UNKNOWN
    period = When(calendar=day.calendar, yearly=(count * (turn - 1) + 1, 1, count * turn, 0), whole=True)
    return _in({"p": period, "y": _point(slots["y"], day)}, day) if "y" in slots else period


def _half(slots: Slots, day: Today) -> Value:
    turn, month = slots["k"], slots.get("p")
    turn = 2 if turn == -1 else turn
    if turn not in (1, 2) or not isinstance(turn, int):
        return UNKNOWN
    if not isinstance(month, When):
        return When(calendar=day.calendar, yearly=(6 * turn - 5, 1, 6 * turn, 0), whole=True)
    if month.yearly is None:
        return UNKNOWN
    number = month.yearly[0]
    return month._replace(yearly=(number, 1, number, 15) if turn == 1 else (number, 16, number, 0))


def _week_of_month(slots: Slots, _: Today) -> Value:
    turn, month = slots["k"], slots["p"]
    if not isinstance(turn, int) or not 0 < turn <= 4 or not isinstance(month, When) or month.yearly is None:
        return UNKNOWN
    number = month.yearly[0]
    return month._replace(yearly=(number, 7 * turn - 6, number, 7 * turn))


def _decade(slots: Slots, day: Today) -> Value:
    """«دهه ۷۰», and of the other calendar the 1970s."""
    number = slots["n"]
    if not isinstance(number, int) or number % 10:
        return UNKNOWN
    if number < 100:
        number += _CENTURIES[day.calendar] - 100 if number >= 10 else 0
    period = months(day.calendar, number, 1, 120)
    return When(period.begins, period.ends) if period else UNKNOWN


def _current(slots: Slots, day: Today) -> Value:
    """The week, month, quarter or year that runs on the day of publication, or one before or after it."""
    shift, unit, published = slots.get("s", 0), slots.get("u", "week"), day.published
    if published is None or not isinstance(shift, int):
        return UNKNOWN
    if unit == "day":
        return When(days=shift)
    if unit == "week":
        first = published - (published.weekday() - _WEEKS[day.calendar]) % 7 * _DAY + 7 * shift * _DAY
        return When(first, first + 6 * _DAY)
    today = year_and_month(day.calendar, published)
    size = _RUNNING.get(str(unit))
    if size and today:
        period = months(day.calendar, today[0], (today[1] - 1) // size * size + 1 + size * shift, size)
        return When(period.begins, period.ends) if period else UNKNOWN
    return UNKNOWN


def _away(count: Value | None, unit: Value | None, day: Today, sign: int) -> date | None:
    """Return the day so many units before or after the day of publication."""
    published = day.published
    if published is None or not isinstance(count, int) or not 0 < count < _MOST:
        return None
    match unit:
        case "day" | "week":
            days = count * (7 if unit == "week" else 1)
            return published + sign * days * _DAY if days < _MOST else None
        case "hour":
            return published + sign * (count // 24) * _DAY if count % 24 == 0 else None
        case "month" | "season" | "quarter" | "year" | "decade":
            size = {"month": 1, "season": 3, "quarter": 3, "year": 12, "decade": 120}[unit]
            return shifted(day.calendar, published, sign * size * count) if count < 1200 else None
    return None


def _last(slots: Slots, day: Today) -> Value:
    begins = _away(slots["n"], slots["u"], day, -1)
    return When(begins, day.published) if begins else UNKNOWN


def _next(slots: Slots, day: Today) -> Value:
    ends = _away(slots["n"], slots["u"], day, 1)
    return When(day.published, ends) if ends else UNKNOWN


def _from_now(slots: Slots, day: Today) -> Value:
    found = _away(slots["n"], slots["u"], day, 1)
    return When(found, found) if found else UNKNOWN


def _ago(slots: Slots, day: Today) -> Value:
    """Only days are told exactly: «دو سال پیش» is some day of that time."""
    found = _away(slots["n"], slots["u"], day, -1) if slots["u"] == "day" else None
    return When(found, found) if found else UNKNOWN


def _ending(slots: Slots, day: Today) -> Value:
    """So many months, or a year of them, up to the end of a month whose year is known."""
    last, count = _point(slots["p"], day), slots.get("n", 12)
    settled = last.year is not None or last.offset is not None
    if last.yearly is None or not settled or not isinstance(count, int) or not 0 < count <= 12:
        return UNKNOWN
    month = last.yearly[2]
    number = (month - count) % 12 + 1
    over = number > month
    first = last._replace(
        yearly=(number, 1, number, 0),
        year=None if last.year is None else last.year - over,
        offset=None if last.offset is None else last.offset - over,
        edge="",
    )
    return Bound(first, last)


def _edge(slots: Slots, day: Today) -> Value:
    period, edge = _point(_current(slots, day) if "u" in slots else slots["p"], day), slots["e"]
    return period._replace(edge=edge) if edge in ("begin", "end") and period != UNKNOWN else UNKNOWN


def _between(slots: Slots, day: Today) -> Value:
    first, last = (_point(slots[name], day) for name in ("a", "b"))
    if first.yearly and first.year is None and first.offset is None and last.yearly:
        over = first.yearly[:2] > last.yearly[:2]
        first = first._replace(
            year=None if last.year is None else last.year - over,
            offset=None if last.offset is None else last.offset - over,
            side=last.side,
        )
    return Bound(first, last)


def _point(value: Value, day: Today) -> When:
    if isinstance(value, int):
        value = _year({"y": value}, day)
    return value if isinstance(value, When) else UNKNOWN


def _since(slots: Slots, day: Today) -> Value:
    return Bound(_point(slots.get("p", UNKNOWN), day), None)


def _so_far(slots: Slots, day: Today) -> Value:
    return Bound(_point(slots.get("p", UNKNOWN), day), When(days=0))


def _until(slots: Slots, day: Today) -> Value:
    return Bound(None, _point(slots.get("p", UNKNOWN), day))


def _before(slots: Slots, day: Today) -> Value:
    point = _point(slots.get("p", UNKNOWN), day)
    return Bound(None, point if point.edge else point._replace(edge="before"))


def _same(slots: Slots, _: Today) -> Value:
    return slots.get("it", slots.get("p", UNKNOWN))


def _unknown(_: Slots, __: Today) -> Value:
    return UNKNOWN


OPERATIONS: Mapping[Meaning, Callable[[Slots, Today], Value]] = {
    Meaning.SAME: _same,
    Meaning.YEAR: _year,
    Meaning.GREGORIAN_YEAR: _gregorian_year,
    Meaning.FARM_YEAR: _farm_year,
    Meaning.IN_YEAR: _in,
    Meaning.THIS_YEAR: _this_year,
    Meaning.DAY: _day,
    Meaning.MONTHS_OF_YEAR: _months_of_year,
    Meaning.HALF: _half,
    Meaning.WEEK_OF_MONTH: _week_of_month,
    Meaning.DECADE: _decade,
    Meaning.CURRENT: _current,
    Meaning.LAST: _last,
    Meaning.NEXT: _next,
    Meaning.AGO: _ago,
    Meaning.FROM_NOW: _from_now,
    Meaning.EDGE: _edge,
    Meaning.SINCE: _since,
    Meaning.SO_FAR: _so_far,
    Meaning.UNTIL: _until,
    Meaning.BEFORE: _before,
    Meaning.BETWEEN: _between,
    Meaning.ENDING: _ending,
    Meaning.UNKNOWN: _unknown,
}
