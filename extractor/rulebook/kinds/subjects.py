"""What ends, joins or heads the phrase that is measured.

Input: a rule's table. Output: SubjectRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class SubjectRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("subjects", form, self)


def read(table: Table) -> SubjectRule:
    """Read a rule of kind subjects."""
    return SubjectRule(table.ref(), table.forms())
