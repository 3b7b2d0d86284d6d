"""The automaton of a pattern's characters (Glushkov's): which of its positions can follow which, in how many ways.

Input: the syntax tree of a pattern. Output: Automaton, which tells how the work of matching grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any, TypeVar

from msgspec import Struct

from extractor.rulebook.syntax import CHARACTERS, EMPTY, REPEATS, PatternError, nodes

S = TypeVar("S")

_EXPANDED = 4  # repetitions up to here are told apart
_SAMPLES = "0۵aZبگ \n_-!/.\u4e00"
_STEPS = 200_000
_POSITIONS = 1_600
_CATEGORIES = {
    ops.CATEGORY_DIGIT: re.compile(r"\d"),
    ops.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    ops.CATEGORY_SPACE: re.compile(r"\s"),
    ops.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    ops.CATEGORY_WORD: re.compile(r"\w"),
    ops.CATEGORY_NOT_WORD: re.compile(r"\W"),
}


def alphabet(tree: Iterable[Any]) -> str:
    """Return characters by which the classes of a pattern can be told apart: any two that overlap share one."""
    found = set(map(ord, _SAMPLES))
    for op, argument in nodes(tree):
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
    negated = bool(items[0][0] is ops.NEGATE)
    taken = frozenset(one for one in alphabet if any(_takes(item_op, item, one) for item_op, item in items[negated:]))
    return frozenset(alphabet) - taken if negated else taken


def _takes(op: Any, argument: Any, one: str) -> bool:
    if op is ops.LITERAL:
        return bool(ord(one) == argument)
    if op is ops.RANGE:
        return bool(argument[0] <= ord(one) <= argument[1])
    return _CATEGORIES[argument].match(one) is not None


class _Part(Struct, frozen=True):
    """A part of a pattern: whether it can be empty, and the positions that it can begin and end with."""

    empty: bool
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()


class Automaton:
    """The positions of a pattern and which can follow which."""

    def __init__(self, tree: Iterable[Any], alphabet: str) -> None:
        """Take a syntax tree, and characters that tell its classes apart."""
        self._alphabet = alphabet
        self._accepted: list[frozenset[str]] = []
        self._follow: dict[int, dict[int, int]] = {}  # how many ways lead from one to the other
        self._left = _STEPS
        self._sequence(tree)

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
        if op in CHARACTERS:
            self._accepted.append(_accepted(op, argument, self._alphabet))
            if len(self._accepted) > _POSITIONS:
                msg = "too intricate to tell what it costs; split it"
                raise PatternError(msg)
            here = (len(self._accepted) - 1,)
            return _Part(False, here, here)
        if op in EMPTY:
            return _Part(empty=True)
        if op is ops.BRANCH:
            parts = [self._sequence(branch) for branch in argument[1]]
            return _Part(
                any(part.empty for part in parts),
                tuple(state for part in parts for state in part.first),
                tuple(state for part in parts for state in part.last),
            )
        if op in REPEATS:
            return self._repeated(*argument)
        return self._sequence(argument[3] if op is ops.SUBPATTERN else argument)

    def _repeated(self, least: int, most: int, tree: Iterable[Any]) -> _Part:
        """Write out what is repeated a few times; let the last copy loop where it is repeated often."""
        listed, endless = list(tree), most > _EXPANDED
        copies = [self._sequence(listed) for _ in range(max(1, min(least, _EXPANDED)) if endless else most)]
        for one, other in pairwise(copies):
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
