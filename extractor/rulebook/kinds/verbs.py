"""Verbs, whose conjugated forms give tense and polarity.

Input: a rule's table. Output: VerbRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class VerbRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("verbs", form, self)


def read(table: Table) -> VerbRule:
    """Read a rule of kind verbs."""
    return VerbRule(table.ref(), table.forms())
