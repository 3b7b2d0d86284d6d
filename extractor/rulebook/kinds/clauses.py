"""Words by which clauses are told apart.

Input: a rule's table. Output: ClauseRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class Order(StrEnum):
    """Where the verb of a clause stands: at its end, or between its subject and its object."""

    FINAL = "final"
    MEDIAL = "medial"


class ClauseRule(Struct, frozen=True):
    """``openers`` may follow directly on the verb of a clause; a word behind ``holders`` is no verb but a noun.

    ``relatives`` begin a clause inside another: the verb behind is not that of the words before. ``contrasts`` begin
    one that nothing said before governs.

    Where the ``verb`` is medial, ``openers`` and ``relatives`` begin clauses, and ``joints`` («and») may join two. A
    form that is a noun too is a verb behind ``subjects`` («they») and before ``objects`` («the», «to»).
    """

    ref: RuleRef
    verb: Order | None
    openers: tuple[str, ...]
    holders: tuple[str, ...]
    relatives: tuple[str, ...]
    contrasts: tuple[str, ...]
    joints: tuple[str, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield none: these words are looked up beside verbs only."""
        return ()


_WORDS = ("openers", "holders", "relatives", "contrasts", "joints", "subjects", "objects")


def read(table: Table) -> ClauseRule:
    """Read a rule of kind clauses."""
    words = [table.forms(key) for key in _WORDS]
    rule = ClauseRule(table.ref(), table.choice("verb", Order), *words)
    if not (rule.verb or any(words)):
        table.fault(f"the rule has none of 'verb', {', '.join(map(repr, _WORDS))}")
    return rule
