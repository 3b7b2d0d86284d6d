"""Words and templates of time expressions.

A rule with ``terms`` names words: months, units, «گذشته». A rule with ``templates`` puts terms, numerals and what
other rules give together, says by an operation what comes out (``means``), and under which name (``gives``): a
``year``, a ``period``, or at last a ``time``, which binds a claim by its ``kind``.

Input: a rule's table. Output: TimeRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef, TimeKind
from extractor.rulebook.kinds.modifiers import sequences
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table
from extractor.rulebook.templates import Step


class Meaning(StrEnum):
    """What a template says of its slots; the operations are in ``reading.periods``."""

    SAME = "same"
    YEAR = "year"
    GREGORIAN_YEAR = "gregorian_year"
    FARM_YEAR = "farm_year"
    IN_YEAR = "in_year"
    THIS_YEAR = "this_year"
    DAY = "day"
    MONTHS_OF_YEAR = "months_of_year"
    HALF = "half"
    WEEK_OF_MONTH = "week_of_month"
    DECADE = "decade"
    CURRENT = "current"
    LAST = "last"
    NEXT = "next"
    AGO = "ago"
    FROM_NOW = "from_now"
    EDGE = "edge"
    SINCE = "since"
    SO_FAR = "so_far"
    UNTIL = "until"
    BEFORE = "before"
    BETWEEN = "between"
    ENDING = "ending"
    UNKNOWN = "unknown"


MARKS = (
    "saying",
    "relative",
    "contrast",
    "share",
    "same",
    "in",
    "still",
    "part",
    "whole",
    "against",
    "with",
    "progress",
)


class Term(Struct, frozen=True):
    """A word of time: the name under which templates ask for it, and its value; MARKS only bind clauses."""

    gives: str
    value: str


class TimeRule(Struct, frozen=True):
    """Words, or templates and what they mean.

    ``base`` marks what a figure is compared with. ``moment`` marks expressions that, in a clause of saying, tell
    when it was said; ``stays`` those that do not go on into the next clause: «اکنون», «تاکنون». ``it`` is a slot name:
    where a template has it, the expression is that slot, and the words around it are only what shows it to be one.
    """

    ref: RuleRef
    gives: str
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    sequences: tuple[tuple[Step, ...], ...]
    means: Meaning
    kind: TimeKind
    base: bool
    moment: bool
    stays: bool
    not_after: frozenset[str]
    not_before: frozenset[str]

    def forms(self) -> Iterable[Form]:
        """Yield the words; the literals of templates are looked up only beside them."""
        kind = "time_marks" if self.gives in MARKS else "times"
        for value, forms in self.terms:
            term = Term(self.gives, value)
            for form in forms:
                yield Form(kind, form, term)


def read(table: Table) -> TimeRule:
    """Read a rule of kind times."""
    return TimeRule(
        table.ref(),
        table.required("gives"),
        table.mapping("terms"),
        sequences(table, "templates"),
        table.choice("means", Meaning) or Meaning.SAME,
        table.choice("kind", TimeKind) or TimeKind.DURING,
        table.flag("base"),
        table.flag("moment"),
        table.flag("stays"),
        frozenset(table.forms("not_after")),
        frozenset(table.forms("not_before")),
    )
