"""Templates of ranges.

Input: a rule's table. Output: RangeRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class RangeRule:
    """STUB: forms only."""

    ref: RuleRef
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the forms."""
        for form in self.words:
            yield Form("ranges", form, self)


def read(table: Table) -> RangeRule:
    """Read a rule of kind ranges."""
    return RangeRule(table.ref(), table.forms())
