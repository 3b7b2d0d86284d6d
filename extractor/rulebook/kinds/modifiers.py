"""Bounds and approximators.

Input: a rule's table. Output: ModifierRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class ModifierRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("modifiers", form, self)


def read(table: Table) -> ModifierRule:
    """Read a rule of kind modifiers."""
    return ModifierRule(table.ref(), table.forms())
