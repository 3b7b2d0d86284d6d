"""Cut words of letters that are a numeral glued to what follows: سیصدهزار, یکصدوبیست, میلیاردتومانی, پنجدرصد.

A closed grammar decides: numeral words in an order that makes one numeral, with or without «و» between them, and at
the end at most one unit, counter or tail of the rule book. A word that does not fit to its last letter stays whole:
سهم holds no سه and سیمان no سی. So does a word that is a form of some rule which the cut would hide.

Input: the rule book, then words of letters. Output: their parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.model import Number
from extractor.reading.numerals.arithmetic import plus
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.counters import CounterWord
from extractor.rulebook.kinds.numerals import NumeralRule, NumeralWord, Role
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.rule import Form

_LEAST, _MAX_LENGTH = 2, 160
_MAX_REMEMBERED = 50_000
_TAIL_KINDS = frozenset(("units", "counters"))
_TAIL_LENGTH = 2
_GLUED = frozenset(role for role in Role if role not in (Role.POINT, Role.MINUS, Role.NOTHING, Role.FRACTION))
_RANKS = (Role.ORDINAL, Role.DENOMINATOR)
_ENDS = frozenset((Role.VALUE, Role.SCALE, Role.PART, Role.VAGUE, *_RANKS))
_ONE, _TEN, _HUNDRED, _THOUSAND = Decimal(1), Decimal(10), Decimal(100), Decimal(1000)


class _State(NamedTuple):
    """How far a word is read: ``last`` is the numeral word before ``at``, ``joined`` whether «و» came after it."""

    at: int
    last: NumeralWord | None
    joined: bool
    cuts: tuple[int, ...]


class Glue:
    """The splitter of a rule book. It remembers what it has seen, up to a bound."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the words of the grammar."""
        self._lexicon = book.lexicon
        self._numbers: dict[str, NumeralWord] = {}
        tails: set[str] = set()
        self._whole: set[str] = set()
        for rule in book.rules:
            if isinstance(rule, NumeralRule):
                tails.update(map(squeeze, rule.tails))
                self._take(rule)
            for form in rule.forms():
                if form.kind in _TAIL_KINDS and not _only_touching(form):
                    tails.update((squeeze(form.form), form.form.split()[0]))
        self.tails = frozenset(tail for tail in tails if len(tail) >= _TAIL_LENGTH)
        self._lengths = sorted(set(map(len, self._numbers)), reverse=True)
        ands = [word for word, known in self._numbers.items() if known.role is Role.AND]
        self._begins = frozenset(word[:2] for word in self._numbers) | frozenset(
            conjunction + word[0] for conjunction in ands for word in self._numbers
        )
        self._cut: dict[str, tuple[str, ...]] = {}
        self.whole: set[str] = set()

    def _take(self, rule: NumeralRule) -> None:
        self._whole.update(map(squeeze, rule.whole))
        for form, word in rule.words:
            if word.role in _GLUED:
                self._numbers.setdefault(squeeze(form), word)
            elif word.role is Role.NOTHING:
                self._whole.add(squeeze(form))

    def __call__(self, word: str) -> tuple[str, ...]:
        """Cut a glued word of letters; a word that is none stays whole."""
        parts = self._cut.get(word)
        if parts is None:
            parts = self._parts(word)
            if len(word) > _MAX_LENGTH:
                return parts
            if len(parts) == 1 and len(self.whole) < _MAX_REMEMBERED:
                self.whole.add(word)
            elif len(self._cut) < _MAX_REMEMBERED:
                self._cut[word] = parts
        return parts

    def _parts(self, word: str) -> tuple[str, ...]:
        known = word in self._whole or word in self._numbers
        if known or word[:2] not in self._begins or not _LEAST < len(word) <= _MAX_LENGTH:
            return (word,)
        cuts = self._cuts(word)
        if not cuts or (word in self._lexicon and not all(self._lexicon.begins(word[:cut]) for cut in cuts)):
            return (word,)
        return tuple(word[begin:end] for begin, end in zip((0, *cuts), (*cuts, len(word)), strict=True))

    def _cuts(self, word: str) -> tuple[int, ...]:
        """Return where to cut: the reading with the fewest parts, or none."""
        states, seen = [_State(0, None, joined=False, cuts=())], set()
        while states:
            after: list[_State] = []
            for state in states:
                if state.cuts and self._ends(word, state):
                    return state.cuts if state.at < len(word) else state.cuts[:-1]
                for following in self._next(word, state):
                    key = following[:3]
                    if key not in seen:
                        seen.add(key)
                        after.append(following)
            states = after
        return ()

    def _ends(self, word: str, state: _State) -> bool:
        last = state.last
        if last is None:
            return False
        if state.joined:
            long = last.role is Role.SCALE or (last.role is Role.VALUE and (last.value or 0) >= 2 * _TEN)
            return state.at == len(word) and long
        if last.role not in _ENDS:
            return False
        if state.at == len(word):
            return len(state.cuts) > 1
        return last.role not in _RANKS and word[state.at :] in self.tails

    def _next(self, word: str, state: _State) -> Iterator[_State]:
        for length in self._lengths:
            known = self._numbers.get(word[state.at : state.at + length])
            if known is None or state.at + length > len(word):
                continue
            end = state.at + length
            if known.role is Role.AND:
                if not state.joined and (state.last is None or state.last.role in _ENDS):
                    yield _State(end, state.last, True, (*state.cuts, end))
            elif _follows(state.last, known, state.joined):
                yield _State(end, known, False, (*state.cuts, end))


def _only_touching(form: Form) -> bool:
    """Whether a form is too short to be told from the end of a word: «سیتا» is no 30."""
    return isinstance(form.payload, CounterWord) and form.payload.rule.touching


def _follows(last: NumeralWord | None, word: NumeralWord, joined: bool) -> bool:
    """Whether a numeral word may be glued to the one before it."""
    if last is None:
        return word.role in (Role.VALUE, Role.SCALE, Role.VAGUE, Role.SEVERAL) or (
            joined and word.role in (Role.PART, *_RANKS)
        )
    value, before = word.value or _ONE, last.value or _ONE
    if word.role is Role.SCALE:
        return before > value if joined else last.role is not Role.SCALE or value >= before
    if last.role is Role.SEVERAL:
        return word.role is Role.VALUE and value in (_TEN, _HUNDRED)
    if last.role not in (Role.VALUE, Role.SCALE):
        return False
    if word.role is Role.VALUE:
        if joined:
            return value < _room(last, before)
        fits = value < _room(last, before) or (value == plus(before, _ONE) and value < _TEN)
        return fits and not (last.weak and word.weak)
    if word.role is Role.PART:
        return joined or before < _TEN
    if word.role in _RANKS:
        return value < _room(last, before) if joined else last.role is Role.VALUE and before < value
    return False


def _room(word: NumeralWord, value: Number) -> Number:
    if word.role is Role.SCALE:
        return value
    if value >= _HUNDRED:
        return _HUNDRED
    return _TEN if value >= 2 * _TEN else Decimal(0)
