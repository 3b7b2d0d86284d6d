"""Numbers as times use them: counts, ordinals, days of a month, years, and dates in digits.

Input: words, numerals. Output: fillers for the slots of time templates, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.reading.mentions import Numeral, NumeralShape
from extractor.reading.times.calendar import GREGORIAN_YEARS, day_of
from extractor.reading.times.periods import UNKNOWN, When
from extractor.rulebook.matching import Filler
from extractor.rulebook.packs import Calendar
from extractor.text.words import Words

_WRITTEN_YEARS = (*range(1280, 1480), *range(1900, 2100))
_LARGEST = 10_000
_NAMED = ("yearnum", "d")  # what only digits are: nobody writes «December two»
_THREE = 3  # a number, «تا», a number


def numbers(
    words: Words,
    numerals: Iterable[Numeral],
    near: frozenset[int],
    counted: frozenset[int] = frozenset(),
    calendar: Calendar = Calendar.JALALI,
) -> Iterator[tuple[str, Filler]]:
    """Yield numerals as counts (n), ordinals (nth), days of a month (d), years (yearnum, y2), or inexact (range).

    A year of the Gregorian calendar alone is four digits and no more: 1,950 is none. Two digits are also a year
    behind a month (short_year), unless a word that can be ``counted`` follows; «۱۴:۴۴» is a time of day (clock).
    """
    covered: set[int] = set()
    strict = calendar is Calendar.GREGORIAN
    for numeral in numerals:
        if numeral.first not in near:
            continue
        covered.update(range(numeral.first, numeral.last))
        number = numeral.low
        if numeral.shape is NumeralShape.RANGE:
            yield from _range(words, numeral)
        if number is None or number != numeral.high or numeral.negative:
            continue
        if isinstance(number, Decimal) and 0 < number < _LARGEST and number == number.to_integral_value():
            found = _number(words, numeral.first, numeral.last, int(number), numeral.shape)
            digits = words.words[numeral.first].isdecimal()
            named = ("yearnum",) if digits or numeral.shape is NumeralShape.ORDINAL else _NAMED
            amount = numeral.scaled and (digits or numeral.last in counted)  # «آبان ۲ هزار تن» is no year 2000
            barred = named if strict else ("yearnum",) if amount else ()
            yield from (pair for pair in found if pair[0] not in barred)
            if _short(words, numeral.first, numeral.last) and numeral.last not in counted:
                yield "short_year", Filler(numeral.first, numeral.last, int(number))
        elif numeral.shape is NumeralShape.CARDINAL:
            yield "range", Filler(numeral.first, numeral.last, UNKNOWN)
    for at in near:
        word = words.words[at]
        if len(word) <= 4 and word.isdecimal() and (at not in covered or len(word) == 4):
            found = _number(words, at, at + 1, int(word), NumeralShape.CARDINAL)
            yield from (pair for pair in found if not (strict and pair[0] == "yearnum" and _part_of_more(words, at)))
        if at + 2 < len(words) and words.words[at + 1] == ":" and word.isdecimal() and words.words[at + 2].isdecimal():
            yield "clock", Filler(at, at + 3, UNKNOWN)


def _part_of_more(words: Words, at: int) -> bool:
    """Whether digits are part of a longer number, or no Gregorian year."""
    grouped = (
        words.adjoining(at + 1) and at + 2 < len(words) and words.words[at + 1] in ",." and words.adjoining(at + 2)
    )
    return int(words.words[at]) not in GREGORIAN_YEARS or (grouped and words.words[at + 2].isdigit())


def _range(words: Words, numeral: Numeral) -> Iterator[tuple[str, Filler]]:
    """Yield a range as a whole and, where each end is one word, its ends: they may be days or years."""
    yield "range", Filler(numeral.first, numeral.last, UNKNOWN)
    if numeral.last - numeral.first == _THREE:
        for at, number in ((numeral.first, numeral.low), (numeral.last - 1, numeral.high)):
            if isinstance(number, Decimal) and 0 < number < _LARGEST and number == number.to_integral_value():
                yield from _number(words, at, at + 1, int(number), NumeralShape.CARDINAL)


def _number(words: Words, first: int, last: int, number: int, shape: NumeralShape) -> Iterator[tuple[str, Filler]]:
    part = Filler(first, last, number)
    if shape is NumeralShape.ORDINAL:
        yield "nth", part
    elif shape is NumeralShape.CARDINAL:
        yield "n", part
        if number in _WRITTEN_YEARS:
            yield "yearnum", part
        if _short(words, first, last):
            yield "y2", part
    if number <= 31:
        yield "d", part


def _short(words: Words, first: int, last: int) -> bool:
    """Whether words are two digits that can be a year: 1350 to 1409."""
    word = words.words[first]
    return last - first == 1 and len(word) == 2 and word.isdecimal() and not 10 <= int(word) < 50


def written_dates(words: Words) -> Iterator[Filler]:
    """Yield dates in digits: 1403/07/15, 2024-10-06; and 15/07/1403, as bidi damage leaves it."""
    listed = words.words
    for at in range(len(listed) - 4):
        mark = listed[at + 1]
        if mark not in ("/", "-", ".") or listed[at + 3] != mark:
            continue
        year, month, day = listed[at], listed[at + 2], listed[at + 4]
        if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
            continue
        if len(day) == 4:
            year, day = day, year
        if len(year) != 4 or len(month) > 2 or len(day) > 2:
            continue
        calendar = Calendar.GREGORIAN if int(year) in GREGORIAN_YEARS else Calendar.JALALI
        found = day_of(calendar, int(year), int(month), int(day))
        if found:
            yield Filler(at, at + 5, When(found, found))
