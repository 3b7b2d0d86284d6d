"""Counted nouns and classifiers.

Input: a rule's table. Output: CounterRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class CounterRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("counters", form, self)


def read(table: Table) -> CounterRule:
    """Read a rule of kind counters."""
    return CounterRule(table.ref(), table.forms())
