"""The syntax of the regular expressions that a pack may bring, as Python's own parser gives it.

Allowed is what can be joined with other patterns and matched in a time that can be told: no flags, names, references,
recursion, or counts beyond reason.

Input: the text of a pattern. Output: its syntax tree, or PatternError.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from extractor.rulebook.limits import MAX_COUNT, MAX_PATTERN

REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
ASSERTIONS = (ops.ASSERT, ops.ASSERT_NOT)
CHARACTERS = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
EMPTY = (ops.AT, *ASSERTIONS)
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*\{(?!\d+(?:,\d*)?\}|,\d+\})")


class PatternError(ValueError):
    """A pattern that no pack may bring; the message says why."""


def read_pattern(text: str) -> Sequence[Any]:
    """Return the syntax tree of an allowed pattern.

    Raises:
        PatternError: it is no pattern, or holds what is not allowed.
    """
    if len(text) > MAX_PATTERN:
        msg = f"longer than {MAX_PATTERN} characters; split it"
        raise PatternError(msg)
    if _BRACE.search(text):
        msg = "a brace that counts nothing is written \\{"
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
    for op, argument in nodes(tree):
        if op not in (*CHARACTERS, *EMPTY, *REPEATS, ops.BRANCH, ops.SUBPATTERN, ops.ATOMIC_GROUP):
            msg = "references and conditions are not allowed: patterns are joined"
            raise PatternError(msg)
        if op is ops.SUBPATTERN and (argument[1] or argument[2]):
            msg = "flags are not allowed: patterns are joined"
            raise PatternError(msg)
        if op in REPEATS and (argument[0] > MAX_COUNT or MAX_COUNT < argument[1] < ops.MAXREPEAT):
            msg = f"a count is larger than {MAX_COUNT}"
            raise PatternError(msg)
    return list(tree)


def nodes(tree: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield every node of a tree, outer ones first."""
    open_ = [iter(tree)]
    while open_:
        for op, argument in open_[-1]:
            yield op, argument
            inner = _inside(op, argument)
            if inner:
                open_.append(node for part in inner for node in part)
                break
        else:
            open_.pop()


def _inside(op: Any, argument: Any) -> list[Iterable[Any]]:
    if op is ops.BRANCH:
        return list(argument[1])
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op in REPEATS:
        return [argument[2]]
    if op in ASSERTIONS:
        return [argument[1]]
    return [argument] if op is ops.ATOMIC_GROUP else []
