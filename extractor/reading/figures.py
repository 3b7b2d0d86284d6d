"""The figures of a document in one row, and how well one fits into another.

Input: readings, the words of the rules of relations. Output: Figure*, Fit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from extractor.model import ChangeRole, Kind
from extractor.reading.mentions import Mention, SentenceReading
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.relations import RelationRule, Role

_DIVISIBLE = frozenset((Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.RATIO))
_BY = (ChangeRole.INCREASE, ChangeRole.DECREASE)
_ASIDE_REACH = 2
_STEM = 3
_ALL = 100
_SLACK = 1.02
_VAGUE = 10


class Fit(IntEnum):
    """How a part fits a whole.

    ``SAME``: it is the same thing; ``ITEM``: a share of it, or counted by a word for anything; ``KIND``: no more than a
    count beside a count, a share beside a share, or an amount beside an amount a month.
    """

    SAME = 0
    ITEM = 1
    KIND = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A mention among all of the document; ``first`` is the word where its hedge begins.

    ``share`` is a percentage or a fraction below one; ``aside`` a figure that is not the main one of its clause
    («به ارزش ۲۰ میلیارد»), ``again`` one that points at itself told before («این ۵۰۰ نفر»), ``changes`` the amount of a
    change. ``low`` and ``high`` are for comparing only.
    """

    index: int
    row: int
    column: int
    mention: Mention
    first: int
    last: int
    clause: int
    kind: Kind
    unit: str
    counter: str | None
    low: float
    high: float
    share: bool
    aside: bool
    again: bool
    changes: bool

    @property
    def place(self) -> tuple[int, int]:
        """The pair by which links name a mention."""
        return self.row, self.column


class Vocabulary:
    """The words of the rules of relations, by role."""

    __slots__ = ("_by_role",)

    def __init__(self, book: RuleBook) -> None:
        """Gather the words."""
        self._by_role: dict[Role, frozenset[str]] = {
            role: frozenset(word for rule in book.of(RelationRule) if rule.role is role for word in rule.words)
            for role in Role
        }

    def __getitem__(self, role: Role) -> frozenset[str]:
        """Return the words of a role."""
        return self._by_role[role]


class Figures:
    """All figures of a document, and the words around each."""

    def __init__(self, vocabulary: Vocabulary, readings: tuple[SentenceReading, ...]) -> None:
        """Number the mentions."""
        self.vocabulary = vocabulary
        self.readings = readings
        self.all: list[Figure] = []
        self.starts: list[int] = []
        self._around: dict[int, frozenset[str]] = {}
        for row, reading in enumerate(readings):
            self.starts.append(len(self.all))
            self.all += list(self._of(row, reading))
        self.starts.append(len(self.all))

    def row(self, row: int) -> list[Figure]:
        """Return the figures of a sentence."""
        return self.all[self.starts[row] : self.starts[row + 1]]

    def at(self, row: int, column: int) -> Figure:
        """Return the figure of a mention."""
        return self.all[self.starts[row] + column]

    def around(self, figure: Figure) -> frozenset[str]:
        """Return the words that tell what a figure is about: those of its clause between the figures beside it."""
        found = self._around.get(figure.index)
        if found is None:
            found = self._around[figure.index] = frozenset(self._told(figure))
        return found

    def telling(self, words: Iterable[str]) -> Iterator[str]:
        """Keep the words that say what something is about."""
        common = self.vocabulary[Role.COMMON]
        return (word for word in words if len(word) >= _STEM and word not in common and word.isalpha())

    def fit(self, part: Figure, whole: Figure) -> Fit | None:
        """Return how well one figure fits into another, whatever their amounts; None where it cannot."""
        if part.kind not in _DIVISIBLE or whole.kind not in _DIVISIBLE or whole.share is not part.share is False:
            return None
        if part.share:
            if whole.share:
                return Fit.KIND if part.unit == whole.unit else None
            return Fit.ITEM if whole.kind is not Kind.RATIO else None
        if part.kind is not whole.kind:
            return None
        if part.kind is Kind.COUNT:
            return self._fit_counts(part, whole)
        if _factor(part.unit, whole.unit) is not None:
            return Fit.SAME
        return Fit.KIND if part.unit == whole.unit.partition("/")[0] else None

    def holds(self, whole: Figure, parts: Iterable[Figure]) -> bool:
        """Whether a whole is large enough for parts in its own unit, and shares make no more than all of it."""
        total, shares = 0.0, 0.0
        for part in parts:
            if part.share and not whole.share:
                shares += part.low if part.kind is Kind.PERCENT else 100 * part.low
            else:
                total += part.low * (_factor(part.unit, whole.unit) or 1)
        return shares <= _ALL * _SLACK and total <= whole.high * _SLACK

    def item(self, figure: Figure) -> bool:
        """Whether a figure is counted by a word for anything: «مورد», «نفر»."""
        return figure.kind is Kind.COUNT and (figure.counter or figure.unit) in self.vocabulary[Role.ITEM]

    def smaller(self, part: Figure, whole: Figure) -> bool:
        """Whether a part is less than the whole; a share always is."""
        if part.share and not whole.share:
            return True
        return part.low * (_factor(part.unit, whole.unit) or 1) < whole.high

    def _fit_counts(self, part: Figure, whole: Figure) -> Fit:
        one, other = part.counter or "", whole.counter or ""
        if part.unit == whole.unit and (
            one == other or (one and other and (one.startswith(other) or other.startswith(one)))
        ):
            return Fit.SAME
        return Fit.ITEM if self.item(part) or self.item(whole) else Fit.KIND

    def _of(self, row: int, reading: SentenceReading) -> Iterator[Figure]:
        asides = {hit.last for hit in reading.scan.of(f"relations.{Role.ASIDE}")}
        clauses = [clause.first for clause in reading.clauses]
        start, previous = len(self.all), 0
        for column, mention in enumerate(reading.mentions):
            first = self._first(reading, mention, previous)
            quantity = mention.quantity
            change = reading.changes[column]
            share = quantity.kind is Kind.PERCENT or (
                quantity.kind is Kind.RATIO and quantity.low is not None and quantity.low < 1
            )
            yield Figure(
                start + column,
                row,
                column,
                mention,
                first,
                mention.last,
                max(bisect_right(clauses, mention.first) - 1, 0),
                quantity.kind,
                quantity.unit,
                quantity.counter,
                float(quantity.low or 0),
                float(quantity.high if quantity.high is not None else (quantity.low or 0) * _VAGUE),
                share,
                any(first - at in range(_ASIDE_REACH) for at in asides),
                first > 0 and reading.scan.words.words[first - 1] in self.vocabulary[Role.AGAIN],
                change is not None and change.role in _BY,
            )
            previous = mention.last

    @staticmethod
    def _first(reading: SentenceReading, mention: Mention, previous: int) -> int:
        """Return the word where the hedge before a figure begins."""
        starts = [trace.start for trace in mention.traces if trace.field == "modifier" and trace.start < mention.start]
        if not starts:
            return mention.first
        return max(previous, bisect_right(reading.scan.words.starts, min(starts)) - 1)

    def _told(self, figure: Figure) -> Iterator[str]:
        reading = self.readings[figure.row]
        clause = reading.clauses[figure.clause]
        before = reading.mentions[figure.column - 1].last if figure.column else 0
        after = len(reading.scan.words)
        if figure.column + 1 < len(reading.mentions):
            after = self.at(figure.row, figure.column + 1).first
        first, last = max(clause.first, before), min(clause.last, after)
        words = reading.scan.words.words
        if figure.counter:
            yield from self.telling(figure.counter.split())
        yield from self.telling(words[first : figure.first])
        yield from self.telling(words[figure.last : last])
        subject = reading.subjects[figure.column]
        if subject is not None:
            yield from self.telling(reading.scan.words.text[subject.start : subject.end].replace("\u200c", " ").split())


def alike(one: Iterable[str], other: frozenset[str]) -> int:
    """Return how many words of one side stand, whole or as a beginning, on the other: «طرح» and «طرحهای»."""
    return sum(any(a.startswith(b) or b.startswith(a) for b in other) for a in set(one))


@cache
def _factor(unit: str, other: str) -> float | None:
    """Return what one unit is in another, None where they measure different things."""
    if unit == other:
        return 1.0
    from pint import DimensionalityError, UndefinedUnitError

    from extractor.units import quantity

    try:
        return float(quantity(1, unit).to(other).magnitude)
    except (DimensionalityError, UndefinedUnitError, ValueError):
        return None
