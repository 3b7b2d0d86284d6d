"""Templates of changes.

Input: a rule's table. Output: ChangeRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("change", form, self)


def read(table: Table) -> ChangeRule:
    """Read a rule of kind change."""
    return ChangeRule(table.ref(), table.forms())
