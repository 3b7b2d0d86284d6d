"""Stage cues.

Input: a rule's table. Output: StatusRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class StatusRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("status", form, self)


def read(table: Table) -> StatusRule:
    """Read a rule of kind status."""
    return StatusRule(table.ref(), table.forms())
