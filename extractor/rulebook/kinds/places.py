"""Gazetteer and words that introduce a place.

Input: a rule's table. Output: PlaceRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("places", form, self)


def read(table: Table) -> PlaceRule:
    """Read a rule of kind places."""
    return PlaceRule(table.ref(), table.forms())
