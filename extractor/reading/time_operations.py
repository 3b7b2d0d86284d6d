"""What the templates of time mean: one small function a meaning, from the slots of a template to a period.

Input: slots, the day of publication. Output: When or Bound; UNKNOWN where the slots do not make one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from extractor.reading.calendar import months, shifted, year_and_month
from extractor.reading.periods import UNKNOWN, Bound, Slots, Value, When
from extractor.rulebook.kinds.times import Meaning
from extractor.rulebook.packs import Calendar

_DAY = timedelta(days=1)
_MOST = 40_000


def _year(slots: Slots, _: date | None) -> Value:
    number = slots["y"]
    if isinstance(number, When):
        return number
    if not isinstance(number, int):
        return UNKNOWN
    if number < 100:
        number += 1300 if number > 50 else 1400
    calendar = Calendar.GREGORIAN if number > 1700 else Calendar.JALALI
    return When(calendar=calendar, yearly=(1, 1, 12, 0), year=number)


def _gregorian_year(slots: Slots, published: date | None) -> Value:
    found = _year(slots, published)
    return found._replace(calendar=Calendar.GREGORIAN) if isinstance(found, When) else UNKNOWN


def _farm_year(slots: Slots, published: date | None) -> Value:
    """From Mehr to Shahrivar; the one that runs on the day of publication is the current one."""
    today = year_and_month(Calendar.JALALI, published) if published else None
    shift = slots.get("s")
    if today is None or not isinstance(shift, int):
        return UNKNOWN
    period = months(Calendar.JALALI, today[0] - (today[1] < 7) + shift, 7, 12)
    return When(period.begins, period.ends) if period else UNKNOWN


def _in(slots: Slots, published: date | None) -> Value:
    """A period of a year: the year of ``y``, of the number ``z``, or the one that ``s`` points to."""
    period = slots["p"]
    if not isinstance(period, When):
        return UNKNOWN
    if "s" in slots:
        shift = slots["s"]
        return period._replace(side=shift) if isinstance(shift, int) and shift else period._replace(offset=0)
    year = slots.get("y")
    if year is None and "z" in slots:
        year = _year({"y": slots["z"]}, published)
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


def _this_year(slots: Slots, _: date | None) -> Value:
    period = slots.get("p", When(yearly=(1, 1, 12, 0)))
    return period._replace(offset=0) if isinstance(period, When) else UNKNOWN


def _day(slots: Slots, _: date | None) -> Value:
    month, first, last = slots["p"], slots["d"], slots.get("e", slots["d"])
    if not isinstance(month, When) or month.yearly is None or not isinstance(first, int) or not isinstance(last, int):
        return UNKNOWN
    return month._replace(yearly=(month.yearly[0], first, month.yearly[0], last))


def _months_of_year(slots: Slots, published: date | None) -> Value:
    """Block ``k`` of ``n`` months of the year ``y``."""
    count, turn = slots.get("n", 3), slots.get("k", 1)
    if not isinstance(count, int) or not isinstance(turn, int) or not 0 < count * turn <= 12 or count == 0:
        return UNKNOWN
    period = When(yearly=(count * (turn - 1) + 1, 1, count * turn, 0), whole=True)
    return _in({"p": period, "y": slots["y"]}, published) if "y" in slots else period


def _half(slots: Slots, _: date | None) -> Value:
    turn, month = slots["k"], slots.get("p")
    if turn not in (1, 2) or not isinstance(turn, int):
        return UNKNOWN
    if not isinstance(month, When):
        return When(yearly=(6 * turn - 5, 1, 6 * turn, 0), whole=True)
    if month.yearly is None:
        return UNKNOWN
    number = month.yearly[0]
    return month._replace(yearly=(number, 1, number, 15) if turn == 1 else (number, 16, number, 0))


def _week_of_month(slots: Slots, _: date | None) -> Value:
    turn, month = slots["k"], slots["p"]
    if not isinstance(turn, int) or not 0 < turn <= 4 or not isinstance(month, When) or month.yearly is None:
        return UNKNOWN
    number = month.yearly[0]
    return month._replace(yearly=(number, 7 * turn - 6, number, 7 * turn))


def _decade(slots: Slots, _: date | None) -> Value:
    number = slots["n"]
    if not isinstance(number, int) or number not in range(10, 100, 10):
        return UNKNOWN
    period = months(Calendar.JALALI, 1300 + number, 1, 120)
    return When(period.begins, period.ends) if period else UNKNOWN


def _current(slots: Slots, published: date | None) -> Value:
    """The week or month that runs on the day of publication, or one before or after it."""
    shift, unit = slots.get("s", 0), slots.get("u", "week")
    if published is None or not isinstance(shift, int):
        return UNKNOWN
    if unit == "day":
        return When(days=shift)
    if unit == "week":
        saturday = published - (published.weekday() - 5) % 7 * _DAY + 7 * shift * _DAY
        return When(saturday, saturday + 6 * _DAY)
    today = year_and_month(Calendar.JALALI, published)
    if unit == "month" and today:
        period = months(Calendar.JALALI, today[0], today[1] + shift)
        return When(period.begins, period.ends) if period else UNKNOWN
    return UNKNOWN


def _away(count: Value | None, unit: Value | None, published: date | None, sign: int) -> date | None:
    """Return the day so many units before or after the day of publication."""
    if published is None or not isinstance(count, int) or not 0 < count < _MOST:
        return None
    match unit:
        case "day" | "week":
            days = count * (7 if unit == "week" else 1)
            return published + sign * days * _DAY if days < _MOST else None
        case "hour":
            return published + sign * (count // 24) * _DAY if count % 24 == 0 else None
        case "month" | "season" | "year" | "decade":
            size = {"month": 1, "season": 3, "year": 12, "decade": 120}[unit]
            return shifted(Calendar.JALALI, published, sign * size * count) if count < 1200 else None
    return None


def _last(slots: Slots, published: date | None) -> Value:
    begins = _away(slots["n"], slots["u"], published, -1)
    return When(begins, published) if begins else UNKNOWN


def _next(slots: Slots, published: date | None) -> Value:
    ends = _away(slots["n"], slots["u"], published, 1)
    return When(published, ends) if ends else UNKNOWN


def _from_now(slots: Slots, published: date | None) -> Value:
    day = _away(slots["n"], slots["u"], published, 1)
    return When(day, day) if day else UNKNOWN


def _ago(slots: Slots, published: date | None) -> Value:
    """Only days are told exactly: «دو سال پیش» is some day of that time."""
    day = _away(slots["n"], slots["u"], published, -1) if slots["u"] == "day" else None
    return When(day, day) if day else UNKNOWN


def _edge(slots: Slots, published: date | None) -> Value:
    period, edge = _point(slots["p"], published), slots["e"]
    return period._replace(edge=edge) if edge in ("begin", "end") else UNKNOWN


def _between(slots: Slots, published: date | None) -> Value:
    first, last = (_point(slots[name], published) for name in ("a", "b"))
    if first.yearly and first.year is None and first.offset is None and last.yearly:
        over = first.yearly[:2] > last.yearly[:2]
        first = first._replace(
            year=None if last.year is None else last.year - over,
            offset=None if last.offset is None else last.offset - over,
            side=last.side,
        )
    return Bound(first, last)


def _point(value: Value, published: date | None) -> When:
    if isinstance(value, int):
        value = _year({"y": value}, published)
    return value if isinstance(value, When) else UNKNOWN


def _since(slots: Slots, published: date | None) -> Value:
    return Bound(_point(slots.get("p", UNKNOWN), published), None)


def _so_far(slots: Slots, published: date | None) -> Value:
    return Bound(_point(slots.get("p", UNKNOWN), published), When(days=0))


def _until(slots: Slots, published: date | None) -> Value:
    return Bound(None, _point(slots.get("p", UNKNOWN), published))


def _before(slots: Slots, published: date | None) -> Value:
    point = _point(slots["p"], published)
    return Bound(None, point if point.edge else point._replace(edge="before"))


def _same(slots: Slots, _: date | None) -> Value:
    return slots.get("it", slots.get("p", UNKNOWN))


def _unknown(_: Slots, __: date | None) -> Value:
    return UNKNOWN


OPERATIONS: Mapping[Meaning, Callable[[Slots, date | None], Value]] = {
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
    Meaning.UNKNOWN: _unknown,
}
