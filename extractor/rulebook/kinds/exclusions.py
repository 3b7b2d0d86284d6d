"""What looks like a claim and is not.

Input: a rule's table. Output: ExclusionRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("exclusions", form, self)


def read(table: Table) -> ExclusionRule:
    """Read a rule of kind exclusions."""
    return ExclusionRule(table.ref(), table.forms())
