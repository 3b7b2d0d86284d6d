"""Find time expressions and resolve them through the Jalali calendar.

Words of time are forms of the lexicon; the templates that put them together compile into one trie a layer. A layer
makes what the next one asks for: dates without a year, years, periods, their edges, and at last the expressions that
bind a claim. Sentences without a word of time cost one look-up.

Input: Scan, numerals, publication date. Output: TimeMention*, in order, not overlapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from extractor.model import TimeKind
from extractor.reading.calendar import GREGORIAN_YEARS, Calendar, day_of
from extractor.reading.mentions import Numeral, NumeralShape, Scan, TimeMention
from extractor.reading.periods import OPERATIONS, UNKNOWN, Bound, Interval, Value, When, intervals, term_value
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.times import Term, TimeRule
from extractor.rulebook.templates import MAX_SKIPPED, Gap, Literal, Slot, Step, literal_end
from extractor.text.words import Words

LAYERS = ("dated", "year", "period", "point", "vague", "lapse", "time")
_WRITTEN_YEARS = (*range(1280, 1480), *range(1900, 2100))
_BARRIERS = frozenset("،,:.؛;!?؟«»()")
_DIGITS_OF_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)")
_IT = "it"
_REACH, _BEYOND = 6, 4  # words before a word of time, and after it, where numbers may belong to it


@dataclass(slots=True)
class _Node:
    """A place in the templates of a layer: what may come next, and the rules that end here."""

    slots: dict[str, list[tuple[str, _Node]]] = field(default_factory=dict)
    words: dict[str, list[tuple[str, _Node]]] = field(default_factory=dict)
    gap: _Node | None = None
    rules: list[tuple[int, TimeRule]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """Something that fills a slot: words up to ``last``, and its value."""

    first: int
    last: int
    value: Value


@dataclass(frozen=True, slots=True)
class _Match:
    last: int
    order: int
    rule: TimeRule
    slots: tuple[tuple[str, _Part], ...]


Parts = dict[int, list[tuple[str, _Part]]]


class Times:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._layers = {name: _Node() for name in LAYERS}
        self._terms: dict[Term, Value] = {}
        for order, rule in enumerate(book.of(TimeRule)):
            for value, _ in rule.terms:
                term = Term(rule.gives, value)
                self._terms[term] = term_value(term)
            root = self._layers.get(rule.gives)
            for sequence in rule.sequences if root is not None else ():
                _grow(root, sequence).rules.append((order, rule))  # type: ignore[arg-type]

    def __call__(self, scan: Scan, numerals: tuple[Numeral, ...], published: date | None) -> tuple[TimeMention, ...]:
        """Return the time expressions of a sentence."""
        hits, words = scan.of("times"), scan.words
        dated = _DIGITS_OF_YEAR.search(words.text, scan.sentence.start, scan.sentence.end)
        if not hits and not dated:
            return ()
        parts: Parts = {}
        for hit in hits:
            term = hit.entry.payload
            if isinstance(term, Term):
                _add(parts, term.gives, _Part(hit.first, hit.last, self._terms[term]))
        if dated:
            for part in _written_dates(words):
                _add(parts, "period", part)
        near = _near(parts, words)
        for symbol, part in _numbers(words, numerals, frozenset(near)):
            _add(parts, symbol, part)
        for layer in LAYERS[:-1]:
            root = self._layers[layer]
            for first in reversed(near):  # from the right, so that a layer can take what it gives
                if first in parts or words.words[first] in root.words:
                    for match in _matches(root, words, parts, first):
                        _add(parts, layer, _Part(first, match.last, _value(match, published)))
        return tuple(self._mentions(scan, parts, near, published))

    def _mentions(self, scan: Scan, parts: Parts, near: Sequence[int], published: date | None) -> Iterator[TimeMention]:
        """Yield the longest match at each word, from left to right."""
        root, words, free = self._layers["time"], scan.words, 0
        for first in near:
            if first < free or not (first in parts or words.words[first] in root.words):
                continue
            found = _matches(root, words, parts, first)
            best = max(found, key=lambda match: (match.last, -match.order), default=None)
            if best is None:
                continue
            mention = _mention(scan, first, best, published)
            explained = _explained(words, parts, mention.last)
            free = max(best.last, explained)
            yield replace(mention, last=explained, end=words.ends[explained - 1]) if explained > best.last else mention


def _explained(words: Words, parts: Parts, last: int) -> int:
    """Return the word after a bracket that says the same in another calendar («ژانویه (دی ماه)»), else ``last``."""
    if last < len(words) and words.words[last] == "(":
        for symbol, part in parts.get(last + 1, ()):
            if symbol == "period" and part.last < len(words) and words.words[part.last] == ")":
                return part.last + 1
    return last


def _grow(node: _Node, sequence: tuple[Step, ...]) -> _Node:
    for step in sequence:
        node = _child(node, step)
    return node


def _child(node: _Node, step: Step) -> _Node:
    if isinstance(step, Gap):
        node.gap = node.gap or _Node()
        return node.gap
    if isinstance(step, Slot):
        listed = node.slots.setdefault(step.type, [])
        known = next((child for name, child in listed if name == step.name), None)
        if known is None:
            known = _Node()
            listed.append((step.name, known))
        return known
    return _literal_child(node, step)


def _literal_child(node: _Node, step: Literal) -> _Node:
    """A literal is listed under every word that it may begin with: its parts may be written together."""
    beginnings = [step.key[:length] for length in _cuts(step.form)]
    for key, child in node.words.get(beginnings[0], ()):
        if key == step.key:
            return child
    child = _Node()
    for beginning in beginnings:
        node.words.setdefault(beginning, []).append((step.key, child))
    return child


def _cuts(form: str) -> Iterator[int]:
    length = 0
    for part in form.replace("\u200c", " ").split():
        length += len(part)
        yield length


def _near(parts: Parts, words: Words) -> list[int]:
    """Return the words from which a template may reach a word of time or a year."""
    size = len(words)
    near = bytearray(size)
    years = (at for at, word in enumerate(words.words) if len(word) == 4 and word.isdecimal())
    for first in (*parts, *years):
        begin, end = max(first - _REACH, 0), min(first + _BEYOND, size)
        near[begin:end] = b"\x01" * (end - begin)
    return [first for first in range(size) if near[first]]


def _add(parts: Parts, symbol: str, part: _Part) -> None:
    """Add what may fill a slot; of two readings of the same words one that is known goes before one that is not."""
    listed = parts.setdefault(part.first, [])
    for index, (name, known) in enumerate(listed):
        if name == symbol and known.last == part.last:
            if known.value == UNKNOWN:
                listed[index] = (symbol, part)
            return
    listed.append((symbol, part))


def _matches(root: _Node, words: Words, parts: Parts, first: int) -> list[_Match]:
    """Return what the templates of a layer match from a word on."""
    listed, size = words.words, len(words.words)
    found: list[_Match] = []
    open_: list[tuple[_Node, int, tuple[tuple[str, _Part], ...]]] = [(root, first, ())]
    while open_:
        node, at, slots = open_.pop()
        for order, rule in node.rules:
            if _free(words, first, at, rule):
                found.append(_Match(at, order, rule, slots))
        if at >= size:
            continue
        for symbol, part in parts.get(at, ()) if node.slots else ():
            for name, child in node.slots.get(symbol, ()):
                open_.append((child, part.last, (*slots, (name, part))))
        word = listed[at]
        for key, child in node.words.get(word, ()):
            end = at + 1 if key == word else literal_end(words, at, key)
            if end is not None:
                open_.append((child, end, slots))
        if node.gap is not None:
            open_ += ((node.gap, end, slots) for end in _skips(words, at))
    return found


def _skips(words: Words, at: int) -> Iterator[int]:
    for end in range(at + 1, min(at + MAX_SKIPPED, len(words)) + 1):
        if words.words[end - 1] in _BARRIERS:
            return
        yield end


def _free(words: Words, first: int, last: int, rule: TimeRule) -> bool:
    before = words.words[first - 1] if first else ""
    after = words.words[last] if last < len(words) else ""
    return before not in rule.not_after and after not in rule.not_before


def _value(match: _Match, published: date | None) -> Value:
    return OPERATIONS[match.rule.means]({name: part.value for name, part in match.slots}, published)


def _numbers(words: Words, numerals: Iterable[Numeral], near: frozenset[int]) -> Iterator[tuple[str, _Part]]:
    """Yield numerals as counts (n), ordinals (nth), days of a month (d), and years (yearnum, y2)."""
    covered: set[int] = set()
    for numeral in numerals:
        if numeral.first not in near:
            continue
        covered.update(range(numeral.first, numeral.last))
        number = numeral.low
        if numeral.shape is NumeralShape.RANGE:
            yield "range", _Part(numeral.first, numeral.last, UNKNOWN)
        if number is None or number != numeral.high or numeral.negative:
            continue
        if isinstance(number, Decimal) and number == number.to_integral_value() and 0 < number < 10_000:
            yield from _number(words, numeral.first, numeral.last, int(number), numeral.shape)
    for at in near:
        word = words.words[at]
        if len(word) <= 4 and word.isdecimal() and (at not in covered or len(word) == 4):
            yield from _number(words, at, at + 1, int(word), NumeralShape.CARDINAL)


def _number(words: Words, first: int, last: int, number: int, shape: NumeralShape) -> Iterator[tuple[str, _Part]]:
    part = _Part(first, last, number)
    if shape is NumeralShape.ORDINAL:
        yield "nth", part
    elif shape is NumeralShape.CARDINAL:
        yield "n", part
        if number in _WRITTEN_YEARS:
            yield "yearnum", part
        if (
            last - first == 1
            and len(words.words[first]) == 2
            and words.words[first].isdecimal()
            and not 10 <= number < 50
        ):
            yield "y2", part
    if number <= 31:
        yield "d", part


def _written_dates(words: Words) -> Iterator[_Part]:
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
            yield _Part(at, at + 5, When(found, found))


def _mention(scan: Scan, first: int, match: _Match, published: date | None) -> TimeMention:
    last, rule, words = match.last, match.rule, scan.words
    for name, part in match.slots:
        if name == _IT:
            first, last = part.first, part.last
    kind = rule.kind
    past, coming = _bound(_value(match, published), kind, published)
    if kind in (TimeKind.AT, TimeKind.DURING) and past == coming and past[0] is not None:
        kind = TimeKind.AT if past[0] == past[1] else TimeKind.DURING
    settled = past if kind is TimeKind.SINCE or past == coming else coming if kind is TimeKind.BY else (None, None)
    return TimeMention(
        first,
        last,
        words.starts[first],
        words.ends[last - 1],
        kind,
        settled[0],
        settled[1],
        base=rule.base,
        moment=rule.moment,
        past=past if past != coming else None,
        coming=coming if past != coming else None,
        traces=(scan.trace("time", first, last, rule.ref),),
    )


def _bound(value: Value, kind: TimeKind, published: date | None) -> tuple[Interval, Interval]:
    if isinstance(value, When) and kind in (TimeKind.BY, TimeKind.SINCE):
        value = Bound(None, value) if kind is TimeKind.BY else Bound(value, None)
    if isinstance(value, When):
        return intervals(value, published)
    if not isinstance(value, Bound):
        return intervals(UNKNOWN, None)
    firsts = intervals(value.first, published) if value.first else ((None, None), (None, None))
    lasts = intervals(value.last, published) if value.last else ((None, None), (None, None))
    past, coming = ((first[0], last[1]) for first, last in zip(firsts, lasts, strict=True))
    return past, coming
