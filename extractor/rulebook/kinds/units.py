"""Units: registry name and forms.

Input: a rule's table. Output: UnitRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class UnitRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("units", form, self)


def read(table: Table) -> UnitRule:
    """Read a rule of kind units."""
    return UnitRule(table.ref(), table.forms())
