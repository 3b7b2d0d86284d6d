"""What surrounds the text of a page, and how its lines are broken.

Input: a rule's table. Output: FurnitureRule.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class FurnitureRule(Struct, frozen=True):
    """Lines that are furniture.

    ``lines`` are whole lines; ``starts`` begin a line that is no longer than ``length`` characters, and so do
    ``titles``, with a colon, a slash, a bar, a number or nothing after them; ``labels`` may stand in a line of date
    and time; ``dates`` stand before a machine date at the head of a page. After a line of a rule with ``trail`` the
    short lines that follow belong to it. ``open_ends``, ``continuations`` and ``closing`` say where a line of text
    goes on: after a word that ends no sentence, before one that begins none, and not after a verb. ``spaced``: a full
    stop ends a sentence only before a gap, and there between numbers too; ``abbreviations`` are written with one.
    """

    ref: RuleRef
    lines: tuple[str, ...]
    starts: tuple[str, ...]
    titles: tuple[str, ...]
    labels: tuple[str, ...]
    dates: tuple[str, ...]
    open_ends: tuple[str, ...]
    continuations: tuple[str, ...]
    closing: tuple[str, ...]
    abbreviations: tuple[str, ...]
    spaced: bool
    length: int
    trail: bool

    def forms(self) -> Iterable[Form]:
        """Yield none: furniture is found line by line, before sentences are cut."""
        return ()


def read(table: Table) -> FurnitureRule:
    """Read a rule of kind furniture."""
    return FurnitureRule(
        table.ref(),
        table.forms("lines"),
        table.forms("starts"),
        table.forms("titles"),
        table.forms("labels"),
        table.forms("dates"),
        table.forms("open_ends"),
        table.forms("continuations"),
        table.forms("closing"),
        table.forms("abbreviations"),
        table.flag("spaced"),
        table.integer("length", 70),
        table.flag("trail"),
    )
