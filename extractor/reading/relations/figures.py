"""The figures of a document in one row, sentence by sentence, and the words around each.

Input: readings, the words of the rules of relations. Output: Figure*, Line*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from extractor.model import ChangeRole, Kind
from extractor.reading.mentions import Mention, SentenceReading
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.relations import RelationRule, Role

_BY = (ChangeRole.INCREASE, ChangeRole.DECREASE)
_STEM = 3
_VAGUE = 10
_AROUND = 12
_COLON = ":"


class Figure(Struct, frozen=True):
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


class Line(Struct, frozen=True):
    """A sentence: its figures, and where lists of figures end in it (colons, and words that lead elsewhere)."""

    reading: SentenceReading
    words: tuple[str, ...]
    figures: tuple[Figure, ...]
    lasts: tuple[int, ...]
    taken: frozenset[int]
    colons: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, word: int) -> int:
        """Return how many figures end in front of a word."""
        return bisect_right(self.lasts, word)

    def colon(self, first: int, last: int) -> bool:
        """Whether a colon stands among words ``first`` to ``last - 1``."""
        at = bisect_right(self.colons, first - 1)
        return at < len(self.colons) and self.colons[at] < last


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
        self.all: list[Figure] = []
        self.starts: list[int] = []
        self.lines: list[Line] = []
        self._around: dict[int, frozenset[str]] = {}
        for row, reading in enumerate(readings):
            self.starts.append(len(self.all))
            own = tuple(self._of(row, reading))
            self.all += own
            self.lines.append(_line(reading, own))

    def at(self, place: tuple[int, int]) -> Figure:
        """Return the figure of a mention."""
        return self.all[self.starts[place[0]] + place[1]]

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

    def item(self, figure: Figure) -> bool:
        """Whether a figure is counted by a word for anything: «مورد», «نفر»."""
        return figure.kind is Kind.COUNT and (figure.counter or figure.unit) in self.vocabulary[Role.ITEM]

    def _of(self, row: int, reading: SentenceReading) -> Iterator[Figure]:
        asides = {hit.last for hit in reading.scan.of(f"relations.{Role.ASIDE}")}
        clauses = [clause.first for clause in reading.clauses]
        words = reading.scan.words.words
        previous = 0
        for column, mention in enumerate(reading.mentions):
            first = _first(reading, mention, previous)
            quantity = mention.quantity
            change = reading.changes[column]
            low = float(quantity.low or 0)
            yield Figure(
                len(self.all) + column,
                row,
                column,
                mention,
                first,
                mention.last,
                max(bisect_right(clauses, mention.first) - 1, 0),
                quantity.kind,
                quantity.unit,
                quantity.counter,
                low,
                low * _VAGUE if quantity.high is None else float(quantity.high),
                quantity.kind is Kind.PERCENT or (quantity.kind is Kind.RATIO and low < 1),
                first in asides or first - 1 in asides,
                first > 0 and words[first - 1] in self.vocabulary[Role.AGAIN],
                change is not None and change.role in _BY,
            )
            previous = mention.last

    def _told(self, figure: Figure) -> Iterator[str]:
        line = self.lines[figure.row]
        clause = line.reading.clauses[figure.clause]
        before = line.figures[figure.column - 1].last if figure.column else 0
        after = line.figures[figure.column + 1].first if figure.column + 1 < len(line.figures) else len(line.words)
        first = max(clause.first, before, figure.first - _AROUND)
        last = min(clause.last, after, figure.last + _AROUND)
        if figure.counter:
            yield from self.telling(figure.counter.split())
        yield from self.telling(line.words[first : figure.first])
        yield from self.telling(line.words[figure.last : last])
        subject = line.reading.subjects[figure.column]
        if subject is not None:
            text = line.reading.scan.words.text[subject.start : subject.end]
            yield from self.telling(text.replace("\u200c", " ").split())


def alike(one: Iterable[str], other: frozenset[str]) -> int:
    """Return how many words of one side stand, whole or as a beginning, on the other: «طرح» and «طرحهای»."""
    return sum(any(a.startswith(b) or b.startswith(a) for b in other) for a in set(one))


def _line(reading: SentenceReading, own: Sequence[Figure]) -> Line:
    words = reading.scan.words.words
    colons = tuple(at for at, word in enumerate(words) if word == _COLON)
    breaks = (hit.first for hit in reading.scan.of(f"relations.{Role.BREAK}"))
    return Line(
        reading,
        words,
        tuple(own),
        tuple(figure.last for figure in own),
        frozenset(word for figure in own for word in range(figure.mention.first, figure.last)),
        colons,
        tuple(sorted((*colons, *breaks))),
    )


def _first(reading: SentenceReading, mention: Mention, previous: int) -> int:
    """Return the word where the hedge before a figure begins."""
    starts = [trace.start for trace in mention.traces if trace.field == "modifier" and trace.start < mention.start]
    if not starts:
        return mention.first
    return max(previous, bisect_right(reading.scan.words.starts, min(starts)) - 1)
