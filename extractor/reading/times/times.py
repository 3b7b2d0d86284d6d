"""Find time expressions and resolve them through the calendar of the language.

Words of time are forms of the lexicon; the templates that put them together compile into one trie a layer. A layer
makes what the next one asks for: dates without a year, years, periods, their edges, and at last the expressions that
bind a claim. Sentences without a word of time cost one look-up.

Input: Scan, numerals, publication date. Output: TimeMention*, in order, not overlapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from extractor.model import TimeKind
from extractor.reading.mentions import Numeral, Scan, TimeMention
from extractor.reading.times.numbers import numbers, written_dates
from extractor.reading.times.operations import OPERATIONS
from extractor.reading.times.periods import UNKNOWN, Bound, Interval, Slots, Today, Value, When, intervals, term_value
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.times import Term, TimeRule
from extractor.rulebook.matching import Filler
from extractor.rulebook.trie import TemplateTrie, TrieMatch
from extractor.text.words import Words

LAYERS = ("dated", "year", "period", "similar", "point", "vague", "lapse", "clocked", "time")
_DIGITS_OF_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)")
_IT = "it"
_COUNTED = ("units", "counters")
_REACH, _BEYOND = 6, 6  # words before a word of time, and after it, where numbers may belong to it


Match = TrieMatch[TimeRule]
Fillers = dict[int, list[tuple[str, Filler]]]


class Times:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._calendar = book.calendar
        self._layers: dict[str, TemplateTrie[TimeRule]] = {name: TemplateTrie() for name in LAYERS}
        self._terms: dict[Term, Value] = {}
        for rule in book.of(TimeRule):
            for value, _ in rule.terms:
                term = Term(rule.gives, value)
                self._terms[term] = term_value(term, book.calendar)
            for sequence in rule.sequences if rule.gives in self._layers else ():
                self._layers[rule.gives].add(sequence, rule)

    def __call__(self, scan: Scan, numerals: tuple[Numeral, ...], published: date | None) -> tuple[TimeMention, ...]:
        """Return the time expressions of a sentence."""
        hits, words = scan.of("times"), scan.words
        dated = _DIGITS_OF_YEAR.search(words.text, scan.sentence.start, scan.sentence.end)
        if not hits and not dated:
            return ()
        fillers: Fillers = {}
        for hit in hits:
            term = hit.entry.payload
            if isinstance(term, Term):
                _add(fillers, term.gives, Filler(hit.first, hit.last, self._terms[term]))
        if dated:
            for part in written_dates(words):
                _add(fillers, "period", part)
        near = _near(fillers, words)
        counted = frozenset(
            hit.first for kind in _COUNTED for hit in scan.of(kind) if not words.after_line_end(hit.first)
        )
        day = Today(published, self._calendar)
        signed = {hit.last for hit in scan.of("units.leading") if words.adjoining(hit.last)}  # «$2000» is no year
        for symbol, part in numbers(words, numerals, frozenset(near) - signed, counted, self._calendar):
            _add(fillers, symbol, part)
        for layer in LAYERS[:-1]:
            for first, match in self._layers[layer].walk(words, fillers, near):
                if _free(words, first, match):
                    _add(fillers, layer, Filler(first, match.last, _value(match, day)))
        return tuple(self._mentions(scan, fillers, near, day))

    def _mentions(self, scan: Scan, fillers: Fillers, near: Sequence[int], day: Today) -> Iterator[TimeMention]:
        """Yield the longest match at each word, from left to right; of equal ones the first."""
        words, free = scan.words, 0
        longest: dict[int, Match] = {}
        for first, match in self._layers["time"].walk(words, fillers, near):
            known = longest.get(first)
            if (known is None or match.last > known.last) and _free(words, first, match):
                longest[first] = match
        for first, best in longest.items():
            if first < free:
                continue
            mention = _mention(scan, first, best, day)
            explained = _explained(words, fillers, mention.last)
            free = max(best.last, explained)
            yield replace(mention, last=explained, end=words.ends[explained - 1]) if explained > best.last else mention


def _explained(words: Words, fillers: Fillers, last: int) -> int:
    """Return the word after a bracket that says the same in another calendar («ژانویه (دی ماه)»), else ``last``."""
    if last < len(words) and words.words[last] == "(":
        for symbol, part in fillers.get(last + 1, ()):
            if symbol == "period" and part.last < len(words) and words.words[part.last] == ")":
                return part.last + 1
    return last


def _near(fillers: Fillers, words: Words) -> list[int]:
    """Return the words from which a template may reach a word of time or a year."""
    size = len(words)
    near = bytearray(size)
    years = (at for at, word in enumerate(words.words) if len(word) == 4 and word.isdecimal())
    for first in (*fillers, *years):
        begin, end = max(first - _REACH, 0), min(first + _BEYOND, size)
        near[begin:end] = b"\x01" * (end - begin)
    return [first for first in range(size) if near[first]]


def _add(fillers: Fillers, symbol: str, part: Filler) -> None:
    """Add what may fill a slot; of two readings of the same words one that is known goes before one that is not."""
    listed = fillers.setdefault(part.first, [])
    for index, (name, known) in enumerate(listed):
        if name == symbol and known.last == part.last:
            if known.value == UNKNOWN:
                listed[index] = (symbol, part)
            return
    listed.append((symbol, part))


def _free(words: Words, first: int, match: Match) -> bool:
    rule, last = match.rule, match.last
    if rule.not_after and first and words.words[first - 1] in rule.not_after:
        return False
    return not (rule.not_before and last < len(words) and words.words[last] in rule.not_before)


def _value(match: Match, day: Today) -> Value:
    slots: Slots = {name: filler.value for name, filler in match.slots}  # type: ignore[misc]
    return OPERATIONS[match.rule.means](slots, day)


def _mention(scan: Scan, first: int, match: Match, day: Today) -> TimeMention:
    last, rule, words = match.last, match.rule, scan.words
    for name, part in match.slots:
        if name == _IT:
            first, last = part.first, part.last
    kind = rule.kind
    past, coming = _bound(_value(match, day), kind, day.published)
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
        stays=rule.stays,
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
