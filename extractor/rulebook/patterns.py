r"""What matching a regular expression costs at worst.

Where two ways through a pattern read the same text and meet again, each repetition doubles the work (``(a+)+``); where
one loop can hand over to another at any place of the same text, the work grows with a power of its length (``\d+\d+``).
Look-around is taken for always true, and a repetition of more than four for an endless one: a pattern may so be judged
worse than it is, never better.

Input: the text of a pattern. Output: its Cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

from extractor.rulebook.automaton import Automaton, alphabet
from extractor.rulebook.syntax import ASSERTIONS, REPEATS, nodes, read_pattern


class Cost(StrEnum):
    """How the time of matching grows with the text."""

    LINEAR = "linear"
    POLYNOMIAL = "polynomial"
    EXPONENTIAL = "exponential"


def cost(text: str, *, thorough: bool = True) -> Cost:
    """Return what matching a pattern costs at worst; not ``thorough``, whether it is exponential only.

    Raises:
        PatternError: as read_pattern, or it is too intricate to tell.
    """
    tree = read_pattern(text)
    parts = [tree, *(list(argument[1]) for op, argument in nodes(tree) if op in ASSERTIONS)]
    automata = [Automaton(part, alphabet(tree)) for part in parts if thorough or _nested(part)]
    if any(automaton.exponential() for automaton in automata):
        return Cost.EXPONENTIAL
    if thorough and any(automaton.polynomial() for automaton in automata):
        return Cost.POLYNOMIAL
    return Cost.LINEAR


def _nested(tree: Iterable[Any]) -> bool:
    """Whether a repetition holds what can be read in more than one way: without that, nothing grows exponentially."""
    for op, argument in nodes(tree):
        if op in REPEATS and argument[1] > 1:
            inner = {inner_op for inner_op, _ in nodes(argument[2])}
            if inner & {*REPEATS, ops.BRANCH}:
                return True
    return False
