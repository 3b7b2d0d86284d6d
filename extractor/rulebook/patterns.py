"""Regular expressions that a pack may bring, and what they cost at worst.

Allowed is what can be joined with other patterns and matched in a time that can be told: no flags, names, references,
recursion, or counts beyond reason. A pattern is turned into an automaton of its characters (Glushkov's). Where two ways
through it read the same text and meet again, each repetition doubles the work (``(a+)+``); where one loop can hand over
to another at any place of the same text, the work grows with a power of its length (``\\d+\\d+``).

Look-around is taken for always true, and a repetition of more than four for an endless one: a pattern may so be judged
worse than it is, never better.

Input: the text of a pattern. Output: PatternError, or its Cost.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeVar

from extractor.rulebook.limits import MAX_PATTERN

S = TypeVar("S")

MAX_COUNT = 1_000
_EXPANDED = 4  # repetitions up to here are told apart
_SAMPLES = "0۵aZبگ \n_-!/.\u4e00"
_STEPS = 200_000
_CATEGORIES = {
    ops.CATEGORY_DIGIT: re.compile(r"\d"),
    ops.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    ops.CATEGORY_SPACE: re.compile(r"\s"),
    ops.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    ops.CATEGORY_WORD: re.compile(r"\w"),
    ops.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ASSERTIONS = (ops.ASSERT, ops.ASSERT_NOT)
_CHARACTERS = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
_EMPTY = (ops.AT, *_ASSERTIONS)


class PatternError(ValueError):
    """A pattern that no pack may bring; the message says why."""


class Cost(StrEnum):
    """How the time of matching grows with the text."""

    LINEAR = "linear"
    POLYNOMIAL = "polynomial"
    EXPONENTIAL = "exponential"


def read_pattern(text: str) -> Sequence[Any]:
    """Return the syntax tree of an allowed pattern.

    Raises:
        PatternError: it is no pattern, or holds what is not allowed.
    """
    if len(text) > MAX_PATTERN:
        msg = f"longer than {MAX_PATTERN} characters; split it"
        raise PatternError(msg)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # «possible nested set»: other engines read it otherwise
            tree = parser.parse(text)
    except (re.error, OverflowError, Warning) as error:
        raise PatternError(str(error)) from None
    except RecursionError:
        msg = "nested too deep"
        raise PatternError(msg) from None
    if tree.state.flags & ~re.UNICODE or tree.state.groupdict:
        msg = "flags and named groups are not allowed: patterns are joined"
        raise PatternError(msg)
    for op, argument in _nodes(tree):
        if op not in (*_CHARACTERS, *_EMPTY, *_REPEATS, ops.BRANCH, ops.SUBPATTERN, ops.ATOMIC_GROUP):
            msg = "references and conditions are not allowed: patterns are joined"
            raise PatternError(msg)
        if op is ops.SUBPATTERN and (argument[1] or argument[2]):
            msg = "flags are not allowed: patterns are joined"
            raise PatternError(msg)
        if op in _REPEATS and (argument[0] > MAX_COUNT or MAX_COUNT < argument[1] < ops.MAXREPEAT):
            msg = f"a count is larger than {MAX_COUNT}"
            raise PatternError(msg)
    return list(tree)


def cost(text: str, *, thorough: bool = True) -> Cost:
    """Return what matching a pattern costs at worst; not ``thorough``, whether it is exponential only.

    Raises:
        PatternError: as read_pattern, or it is too intricate to tell.
    """
    tree = read_pattern(text)
    parts = [tree, *(list(argument[1]) for op, argument in _nodes(tree) if op in _ASSERTIONS)]
    automata = [_Automaton.of(part, _alphabet(tree)) for part in parts if thorough or _nested(part)]
    if any(automaton.exponential() for automaton in automata):
        return Cost.EXPONENTIAL
    if thorough and any(automaton.polynomial() for automaton in automata):
        return Cost.POLYNOMIAL
    return Cost.LINEAR


def _nodes(tree: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield every node of a tree, outer ones first."""
    open_ = [iter(tree)]
    while open_:
        for op, argument in open_[-1]:
            yield op, argument
            inner = _inside(op, argument)
            if inner:
                open_.append((node for part in inner for node in part))
                break
        else:
            open_.pop()


def _inside(op: Any, argument: Any) -> list[Iterable[Any]]:
    if op is ops.BRANCH:
        return list(argument[1])
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op in _REPEATS:
        return [argument[2]]
    if op in _ASSERTIONS:
        return [argument[1]]
    return [argument] if op is ops.ATOMIC_GROUP else []


def _nested(tree: Iterable[Any]) -> bool:
    """Whether a repetition holds what can be read in more than one way: without that, nothing grows exponentially."""
    for op, argument in _nodes(tree):
        if op in _REPEATS and argument[1] > 1:
            inner = {inner_op for inner_op, _ in _nodes(argument[2])}
            if inner & {*_REPEATS, ops.BRANCH}:
                return True
    return False


def _alphabet(tree: Iterable[Any]) -> str:
    """Return characters by which the classes of a pattern can be told apart: any two that overlap share one."""
    found = set(map(ord, _SAMPLES))
    for op, argument in _nodes(tree):
        for item_op, item in argument if op is ops.IN else [(op, argument)]:
            if item_op in (ops.LITERAL, ops.NOT_LITERAL):
                found.add(item)
            elif item_op is ops.RANGE:
                found.update(item)
    return "".join(map(chr, sorted(found)))


def _accepted(op: Any, argument: Any, alphabet: str) -> frozenset[str]:
    """Return the characters of the alphabet that a node takes."""
    if op is ops.ANY:
        return frozenset(alphabet)
    if op is ops.NOT_LITERAL:
        return frozenset(alphabet) - {chr(argument)}
    items = argument if op is ops.IN else [(op, argument)]
    negated = items[0][0] is ops.NEGATE
    taken = frozenset(one for one in alphabet if any(_takes(*item, one) for item in items[negated:]))
    return frozenset(alphabet) - taken if negated else taken


def _takes(op: Any, argument: Any, one: str) -> bool:
    if op is ops.LITERAL:
        return ord(one) == argument
    if op is ops.RANGE:
        return bool(argument[0] <= ord(one) <= argument[1])
    return _CATEGORIES[argument].match(one) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern: whether it can be empty, and the positions that it can begin and end with."""

    empty: bool
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


class _Automaton:
    """The positions of a pattern and which can follow which."""

    def __init__(self, alphabet: str) -> None:
        self._alphabet = alphabet
        self._accepted: list[frozenset[str]] = []
        self._follow: dict[int, dict[int, int]] = {}  # how many ways lead from one to the other
        self._left = _STEPS

    @classmethod
    def of(cls, tree: Sequence[Any], alphabet: str) -> _Automaton:
        made = cls(alphabet)
        made._sequence(tree)
        return made

    def exponential(self) -> bool:
        """Whether some text leads from a position back to it in two ways."""
        for state in self._looping():
            for double, ways in self._follow[state].items():
                if ways > 1 and self._reaches(double, state, self._next):
                    return True
            around = self._reached((state, state), self._next_pair)
            for pair in around:
                if pair[0] != pair[1] and self._reaches(pair, (state, state), self._next_pair):
                    return True
        return False

    def polynomial(self) -> bool:
        """Whether some text leads from one looping position back to it, on to another, and from that back to it."""
        looping = self._looping()
        for one in looping:
            after = self._reached(one, self._next)
            for other in looping:
                if other != one and other in after and self._accepted[one] & self._accepted[other]:
                    start, goal = (one, one, other), (one, other, other)
                    if self._reaches(start, goal, self._next_triple):
                        return True
        return False

    def _looping(self) -> list[int]:
        return [one for one in self._follow if self._reaches(one, one, self._next)]

    def _next(self, state: int) -> Iterator[int]:
        yield from self._follow.get(state, ())

    def _next_pair(self, pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
        for one in self._next(pair[0]):
            for other in self._next(pair[1]):
                if self._accepted[one] & self._accepted[other]:
                    yield one, other

    def _next_triple(self, triple: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
        for one, other in self._next_pair(triple[:2]):
            both = self._accepted[one] & self._accepted[other]
            for third in self._next(triple[2]):
                if both & self._accepted[third]:
                    yield one, other, third

    def _reaches(self, start: S, goal: S, step: Callable[[S], Iterable[S]]) -> bool:
        """Whether one or more steps lead to the goal."""
        return goal in self._reached(start, step)

    def _reached(self, start: S, step: Callable[[S], Iterable[S]]) -> set[S]:
        found: set[S] = set()
        open_ = [start]
        while open_:
            for state in step(open_.pop()):
                self._left -= 1
                if self._left < 0:
                    msg = "too intricate to tell what it costs; split it"
                    raise PatternError(msg)
                if state not in found:
                    found.add(state)
                    open_.append(state)
        return found

    def _sequence(self, tree: Iterable[Any]) -> _Part:
        return self._chained(self._node(op, argument) for op, argument in tree)

    def _chained(self, parts: Iterable[_Part]) -> _Part:
        whole = _Part(empty=True)
        for part in parts:
            self._link(whole.last, part.first)
            whole = _Part(
                whole.empty and part.empty,
                whole.first + part.first if whole.empty else whole.first,
                part.last + whole.last if part.empty else part.last,
            )
        return whole

    def _node(self, op: Any, argument: Any) -> _Part:
        if op in _CHARACTERS:
            self._accepted.append(_accepted(op, argument, self._alphabet))
            if len(self._accepted) > 4 * MAX_PATTERN:
                msg = "too intricate to tell what it costs; split it"
                raise PatternError(msg)
            here = (len(self._accepted) - 1,)
            return _Part(False, here, here)
        if op in _EMPTY:
            return _Part(empty=True)
        if op is ops.BRANCH:
            parts = [self._sequence(branch) for branch in argument[1]]
            return _Part(
                any(part.empty for part in parts),
                tuple(state for part in parts for state in part.first),
                tuple(state for part in parts for state in part.last),
            )
        if op in _REPEATS:
            return self._repeated(*argument)
        return self._sequence(argument[3] if op is ops.SUBPATTERN else argument)

    def _repeated(self, least: int, most: int, tree: Iterable[Any]) -> _Part:
        """Write out what is repeated a few times; let the last copy loop where it is repeated often."""
        listed, endless = list(tree), most > _EXPANDED
        copies = [self._sequence(listed) for _ in range(max(1, min(least, _EXPANDED)) if endless else most)]
        for one, other in zip(copies, copies[1:], strict=False):
            self._link(one.last, other.first)
        if endless:
            self._link(copies[-1].last, copies[-1].first)
        if not copies:
            return _Part(empty=True)
        needed = 0 if copies[0].empty else min(least, len(copies))
        ends = copies[max(0, needed - 1) :]
        begins = copies if copies[0].empty else copies[:1]
        if copies[0].empty:
            self._skip(copies)
        return _Part(
            needed == 0,
            tuple(state for part in begins for state in part.first),
            tuple(state for part in ends for state in part.last),
        )

    def _skip(self, copies: Sequence[_Part]) -> None:
        """Link copies that can be empty over those between them."""
        for at, one in enumerate(copies):
            for other in copies[at + 2 :]:
                self._link(one.last, other.first)

    def _link(self, ends: Iterable[int], begins: Iterable[int]) -> None:
        begins = tuple(begins)
        for end in ends:
            follow = self._follow.setdefault(end, {})
            for begin in begins:
                follow[begin] = follow.get(begin, 0) + 1
