"""Read a number in digits with its marks: grouping, decimals, slashes; and tell what is a code and no number.

``٬`` and ``'`` group, unless one or two digits follow. ``,`` and ``،`` group where each part behind has three digits,
else they are a decimal mark where one or two digits follow, else they separate numbers. ``.`` groups where it stands
more than once, or before ``000``; before three other digits it is read as a decimal point, with the grouped reading as
the alternative.
``٫`` and ``/`` are decimal marks (see :mod:`extractor.text.slashes`). A plain space groups only
what ends in ``000`` («12 500 000»).
Digits joined by ``:``, ``+``, ``_``, by more than one dash or slash, or preceded by a Latin letter, are codes, dates
and clock times: no numbers.

That is how numbers are read that nothing more is known of; a language may write its marks more strictly (``Marks``).

Input: words and the index of one that is in digits. Output: Digits*: what is read and where it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Flag, Number
from extractor.reading.numerals.arithmetic import ratio
from extractor.text.slashes import Slash
from extractor.text.words import Words

MAX_DIGITS = 24
MAX_FRACTION = 30
CAP = Decimal(10) ** MAX_DIGITS

_GROUPING = frozenset("٬'’")
_MARKS = frozenset("٬'’,،.٫/⁄")
_CODE_MARKS = frozenset(":+_")
_JOINING = _MARKS | _CODE_MARKS | {"-"}
_POINTS = frozenset(".٫/")
_GROUP = 3
_BROKEN = 2
_LONG = 4


class Marks(NamedTuple):
    """How strictly a language writes numbers.

    ``decimals`` are always decimal marks, ``over`` always stand between numerator and denominator. ``leads`` are words
    that may stand before digits without a space («Rs500», «$US5»). ``tied``: behind a word and a dash there is no
    number, but a name («F-16»).
    """

    decimals: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    tied: bool = False


LOOSE = Marks()


class Digits(Struct, frozen=True):
    """A number in digits at words ``first`` to ``last - 1``; no ``value`` where it is a code; «1/4» is a ``share``."""

    first: int
    last: int
    value: Number | None
    alternatives: tuple[Number, ...] = ()
    flags: tuple[Flag, ...] = ()
    share: bool = False


def is_digits(word: str) -> bool:
    """Whether a word of folded text is a run of digits."""
    return "0" <= word[0] <= "9"


def read_digits(words: Words, first: int, *, reversed_page: bool = False, marks: Marks = LOOSE) -> Sequence[Digits]:
    """Read the number at a word in digits; several where commas without spaces separate numbers."""
    after = first + 1
    if _pointed(words, first, marks):
        return (Digits(first - 1, after, *_plain("0", words.words[first])),)
    if after == len(words) or words.words[after] not in _JOINING:
        if _named(words, first, marks) or _foreign_digit(words, after):
            return (Digits(first, after, None),)
        after = _spaced(words, first)
        return (Digits(first, after, *_plain("".join(words.words[first:after]))),)
    end, dashes, code = _extent(words, first)
    if code or dashes > 1 or _named(words, first, marks) or _foreign_digit(words, end):
        return (Digits(first, end, None),)
    found: list[Digits] = []
    at = first
    while at < end:
        found += _chain(words, at, reversed_page, marks)
        at = found[-1].last
        if at < end:
            at += 1  # the dash
    return found


def _spaced(words: Words, first: int) -> int:
    """Return the word after a number and the groups of three digits behind it, where the last of them is 000."""
    listed, at = words.words, first + 1
    if len(listed[first]) > _GROUP or listed[first][0] == "0":
        return at
    while at < len(listed) and len(listed[at]) == _GROUP and is_digits(listed[at]) and _one_space(words, at):
        at += 1
    return at if listed[at - 1] == "000" else first + 1


def _one_space(words: Words, at: int) -> bool:
    return words.starts[at] - words.ends[at - 1] == 1 and not words.after_line_end(at)


def _pointed(words: Words, first: int, marks: Marks) -> bool:
    """Whether a decimal point with nothing before it opens a number: «.25»."""
    point, after = first - 1, first + 1
    if point < 0 or words.words[point] not in marks.decimals or not words.adjoining(first) or words.adjoining(point):
        return False
    return after == len(words) or not words.adjoining(after) or words.words[after] not in _JOINING


def _extent(words: Words, first: int) -> tuple[int, int, bool]:
    """Return where digits joined by marks without spaces end, how many dashes they have, and if they are a code."""
    listed, at, dashes, code = words.words, first + 1, 0, False
    while at + 1 < len(listed) and is_digits(listed[at + 1]) and words.adjoining(at) and words.adjoining(at + 1):
        mark = listed[at]
        if mark in _CODE_MARKS:
            code = True
        elif mark == "-":
            dashes += 1
        elif mark not in _MARKS:
            break
        at += 2
    phone = dashes == 1 and listed[first][0] == "0" and len(listed[first]) > 2
    return at, dashes, code or phone


def _named(words: Words, first: int, marks: Marks) -> bool:
    """Whether digits are part of a name in Latin letters: «A380», and «F-16» where words are tied to what they name."""
    if not words.adjoining(first):
        return False
    if marks.tied and words.words[first - 1] == "-" and words.adjoining(first - 1):
        first -= 1
    before = words.words[first - 1]
    if not before[0].isalpha() or before[0] > "\u0600" or before in marks.leads:
        return False
    return not (words.adjoining(first - 1) and words.words[first - 2] + before in marks.leads)  # «$US5»


def _foreign_digit(words: Words, end: int) -> bool:
    """Digits of a script that folding leaves as they are: better no number than half of one."""
    return words.adjoining(end) and words.words[end].isdecimal() and not is_digits(words.words[end])


def _chain(words: Words, first: int, reversed_page: bool, strict: Marks) -> list[Digits]:
    listed, at = words.words, first + 1
    while (
        at + 1 < len(listed)
        and listed[at] in _MARKS
        and is_digits(listed[at + 1])
        and words.adjoining(at)
        and words.adjoining(at + 1)
    ):
        at += 2
    parts, marks = listed[first:at:2], listed[first + 1 : at : 2]
    if not marks:
        return [_broken(words, first, strict) or Digits(first, at, *_plain(parts[0]))]
    kinds = set(marks)
    if kinds <= _GROUPING and (len(parts) > 2 or len(parts[-1]) == 3):
        return [Digits(first, at, *_plain("".join(parts)))]
    if len(marks) == 1:
        return _strict(first, parts, marks[0], strict) or _single(first, parts[0], marks[0], parts[1], reversed_page)
    if len(kinds) == 1:
        return _repeated(first, parts, marks[0])
    if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and _grouped(parts[:-1]):
        return [Digits(first, at, *_plain("".join(parts[:-1]), parts[-1]))]
    return [Digits(first, at, None)]


def _strict(first: int, parts: Sequence[str], mark: str, strict: Marks) -> list[Digits]:
    left, right = parts
    if mark in strict.decimals:
        return [Digits(first, first + 3, *_plain(left, right))]
    if mark in strict.over:
        share = len(right) < _LONG and 0 < int(left) < int(right)
        return [replace(_over(first, first + 3, left, right), share=True) if share else Digits(first, first + 3, None)]
    return []


def _single(first: int, left: str, mark: str, right: str, reversed_page: bool) -> list[Digits]:
    last = first + 3
    if mark == "/" and len(left) <= MAX_DIGITS and len(right) <= MAX_DIGITS:
        return [_slashed(first, last, Slash(left, right), reversed_page)]
    if mark in ",،":
        if len(right) == 3 and len(left) <= 3 and left[0] != "0":
            return [Digits(first, last, *_plain(left + right))]
        if len(right) > 2:
            return [Digits(first, first + 1, *_plain(left)), Digits(first + 2, last, *_plain(right))]
    if mark == "." and len(right) == 3 and len(left) <= 3 and left[0] != "0":
        pointed, grouped = Decimal(f"{left}.{right}"), Decimal(left + right)
        value, other = (grouped, pointed) if right == "000" else (pointed, grouped)
        return [Digits(first, last, value, (other,), (Flag.MARK_READING,))]
    if mark == "⁄":
        return [_over(first, last, left, right)]
    return [Digits(first, last, *_plain(left, right))]


def _over(first: int, last: int, left: str, right: str) -> Digits:
    if not right.strip("0") or len(left) + len(right) > MAX_DIGITS:
        return Digits(first, last, None)
    return Digits(first, last, ratio(Decimal(left), Decimal(right)))


def _repeated(first: int, parts: Sequence[str], mark: str) -> list[Digits]:
    last = first + 2 * len(parts) - 1
    if mark in ".,،" and _grouped(parts):
        return [Digits(first, last, *_plain("".join(parts)))]
    if mark in ",،":
        return [Digits(first + 2 * index, first + 2 * index + 1, *_plain(part)) for index, part in enumerate(parts)]
    return [Digits(first, last, None)]


def _grouped(parts: Sequence[str]) -> bool:
    """Groups of three digits, or as in India of two with three at the end."""
    inner, last = parts[1:-1], parts[-1]
    sizes = {len(part) for part in inner}
    return len(parts[0]) <= 3 and len(last) == 3 and (sizes <= {3} or sizes == {2})


def _broken(words: Words, first: int, strict: Marks) -> Digits | None:
    """A decimal that a space has broken: «83. 5», «۳/ ۲۱۳»; where marks are written strictly there is none."""
    listed, mark, right = words.words, first + 1, first + 2
    if strict.decimals or right >= len(listed) or listed[mark] not in _POINTS or not is_digits(listed[right]):
        return None
    gap_before, gap = words.starts[mark] - words.ends[first], words.starts[right] - words.ends[mark]
    if gap > _BROKEN or gap_before > 1 or len(listed[first]) > 3 or len(listed[right]) > 3:
        return None
    if listed[mark] == "/":
        return _slashed(first, right + 1, Slash(listed[first], listed[right], gap > 0, gap_before > 0), False)
    if gap_before or first == 0 or len(listed[right]) > 2 or not _alone(words, right):
        return None
    return Digits(first, right + 1, *_plain(listed[first], listed[right]))


def _alone(words: Words, index: int) -> bool:
    """Whether the digits at a word are not the beginning of a longer number."""
    after = index + 1
    return not (
        after + 1 < len(words)
        and words.adjoining(after)
        and words.words[after] in _MARKS
        and words.adjoining(after + 1)
        and is_digits(words.words[after + 1])
    )


def _slashed(first: int, last: int, slash: Slash, reversed_page: bool) -> Digits:
    value, other = slash.readings(reversed_page=reversed_page)
    return Digits(first, last, value, (other,) if other != value else (), (Flag.SLASH_READING,) * (other != value))


def _plain(whole: str, fraction: str = "") -> tuple[Number, tuple[Number, ...], tuple[Flag, ...]]:
    """Return a value that is capped where no real figure is so long."""
    whole = whole.lstrip("0") if len(whole) > MAX_DIGITS else whole
    if len(whole) > MAX_DIGITS:
        return CAP, (), (Flag.CAPPED,)
    if len(fraction) > MAX_FRACTION:
        return Decimal(f"{whole or 0}.{fraction[:MAX_FRACTION]}"), (), (Flag.CAPPED,)
    return (Decimal(f"{whole or 0}.{fraction}") if fraction else Decimal(whole or 0)), (), ()
