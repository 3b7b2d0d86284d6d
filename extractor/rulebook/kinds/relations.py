"""Templates of part-of and other relations.

Input: a rule's table. Output: RelationRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class RelationRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("relations", form, self)


def read(table: Table) -> RelationRule:
    """Read a rule of kind relations."""
    return RelationRule(table.ref(), table.forms())
