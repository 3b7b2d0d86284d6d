"""Words by which clauses are told apart.

Input: a rule's table. Output: ClauseRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """``openers`` may follow directly on the verb of a clause; a word behind ``holders`` is no verb but a noun.

    ``relatives`` begin a clause inside another: the verb behind is not that of the words before. ``contrasts`` begin
    one that nothing said before governs.
    """

    ref: RuleRef
    openers: tuple[str, ...]
    holders: tuple[str, ...]
    relatives: tuple[str, ...]
    contrasts: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield none: these words are looked up beside verbs only."""
        return ()


def read(table: Table) -> ClauseRule:
    """Read a rule of kind clauses."""
    rule = ClauseRule(
        table.ref(), table.forms("openers"), table.forms("holders"), table.forms("relatives"), table.forms("contrasts")
    )
    if not (rule.openers or rule.holders or rule.relatives or rule.contrasts):
        table.fault("the rule has none of 'openers', 'holders', 'relatives' and 'contrasts'")
    return rule
