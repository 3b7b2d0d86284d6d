"""Templates of time expressions.

Input: a rule's table. Output: TimeRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class TimeRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("times", form, self)


def read(table: Table) -> TimeRule:
    """Read a rule of kind times."""
    return TimeRule(table.ref(), table.forms())
