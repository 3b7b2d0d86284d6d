"""Templates by which a figure is part of another, and the words that the search for the other goes by.

In a template ``{part}`` is the part and ``{whole}`` the whole; ``{part:percent}`` takes figures of a kind only, and
``{word:word}`` any one word. Without ``{part}`` the figures that follow are the parts; without ``{whole}`` the whole
is looked for in what was said before.

Input: a rule's table. Output: RelationRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import Kind, RuleRef
from extractor.rulebook.kinds.modifiers import variants
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table
from extractor.rulebook.templates import Variant


class Relation(StrEnum):
    """What a template says: a part, the rest behind another, what parts before add up to, or that it only looks so."""

    PART = "part"
    REST = "rest"
    TOTAL = "total"
    NONE = "none"


class Role(StrEnum):
    """What words are for.

    ``item`` counts anything («مورد»), ``aside`` leads up to a figure that is not the main one («به ارزش»), ``bar``
    cannot stand between a part and what makes it one, ``relative`` opens a clause on what stands before it, an
    ``opener`` can stand before a phrase that begins a clause, ``break`` ends a list of parts, ``whole`` stands beside
    a whole that is told after its part («ظرفیت کل»), ``again`` before a figure that was told already («این ۵۰۰ نفر»),
    ``order`` before parts that belong to as many wholes one by one («به ترتیب»), ``common`` words say nothing of what
    a figure is about.
    """

    ITEM = "item"
    ASIDE = "aside"
    BAR = "bar"
    RELATIVE = "relative"
    OPENER = "opener"
    BREAK = "break"
    WHOLE = "whole"
    AGAIN = "again"
    ORDER = "order"
    COMMON = "common"


class RelationFrame(Struct, frozen=True):
    """A variant of a template, anchored at its first literal."""

    rule: RelationRule
    variant: Variant


class RelationRule(Struct, frozen=True):
    """Templates and what they mean, or words with a role.

    ``takes`` are the kinds of figure that the whole can be. ``strict``: part and whole count the same thing in the
    same unit; ``same``: they count by the same noun. ``roots``: the whole is no part itself. ``reach``: how many
    sentences with figures back the whole can stand; ``ahead``: it can also come later. ``within``: how many words may
    stand between a part and the words of the template; if not told, two before them and any number behind them.
    ``named``: the whole stands near the word in the slot ``{word}``. ``opens``: the template stands where a clause can
    begin. ``pledged``: the whole was promised, or ought to be. ``several``: there are two parts at least. ``yields``:
    the template ends no list that another rule has begun.
    """

    ref: RuleRef
    means: Relation
    variants: tuple[Variant, ...]
    takes: frozenset[Kind]
    strict: bool
    same: bool
    roots: bool
    reach: int
    ahead: bool
    within: int | None
    named: bool
    opens: bool
    pledged: bool
    several: bool
    yields: bool
    role: Role | None
    words: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield the anchors of templates, and words under their role."""
        for variant in self.variants:
            yield Form("relations", variant.anchor.form, RelationFrame(self, variant))
        if self.role is not None:
            for word in self.words:
                yield Form(f"relations.{self.role}", word, self)


def read(table: Table) -> RelationRule:
    """Read a rule of kind relations."""
    rule = RelationRule(
        table.ref(),
        table.choice("means", Relation) or Relation.PART,
        variants(table, "templates"),
        frozenset(table.choices("takes", Kind)),
        table.flag("strict"),
        table.flag("same"),
        table.flag("roots"),
        table.integer("reach", 2),
        table.flag("ahead"),
        table.integer("within", 0) if table.text("within") else None,
        table.flag("named"),
        table.flag("opens"),
        table.flag("pledged"),
        table.flag("several"),
        table.flag("yields"),
        table.choice("role", Role),
        table.forms("words"),
    )
    if bool(rule.variants) == bool(rule.words):
        table.fault("a relation has either 'templates', or 'words' and their 'role'")
    if rule.words and rule.role is None:
        table.fault(f"'words' need a 'role': {', '.join(Role)}")
    return rule
