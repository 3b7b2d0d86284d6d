"""Reporting verbs, frames, roles, pronouns, wire credits.

Input: a rule's table. Output: AttributionRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class AttributionRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("attribution", form, self)


def read(table: Table) -> AttributionRule:
    """Read a rule of kind attribution."""
    return AttributionRule(table.ref(), table.forms())
