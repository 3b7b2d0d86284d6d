"""Words that tell what part a figure plays in a change.

Input: a rule's table. Output: ChangeRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import ChangeRole, Kind, RuleRef
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.rule import Form
from extractor.rulebook.surroundings import Surroundings, surroundings
from extractor.rulebook.table import Table


class Position(StrEnum):
    """Where a word stands: before the figure, behind it, anywhere in its clause, or at the head of the next clause."""

    BEFORE = "before"
    AFTER = "after"
    STEM = "stem"
    CARRIER = "carrier"
    HEAD = "head"


class ChangeWord(Struct, frozen=True):
    """What a hit stands for."""

    position: Position
    rule: ChangeRule


class ChangeRule(Struct, frozen=True):
    """Words and the role of the figure beside them.

    ``before`` and ``after`` stand beside the figure, with nothing but bounds and rates in between, and so does a word
    with one of the ``endings`` behind it («۱۲ درصد فقیرتر»). With ``verbs`` they count only in a clause that has one of
    these, and with ``stems`` one of the stems too («به … افزایش یافت»), or one before the figure («افزایش … به»).
    Without ``before`` and ``after``, stems and verb speak of every figure before them. ``heads`` are what a percentage
    is of («رشدِ صادرات … ۱۲ درصد بود»). ``tenses`` limit the verb, ``unless`` are words of the clause with which the
    rule does not hold, ``kinds`` the figures that it can speak of.

    What a figure of role ``to`` makes of its neighbours of the same unit: behind one of the ``starts`` («از») they are
    where it sets out, behind one of the ``steps`` («با ورودِ») an increase. ``carriers`` («این رقم») take up the
    figure of the clause before, ``relatives`` begin a clause that tells where it set out, ``was`` are verbs that tell
    it without one. A ``started`` rule holds only where such a figure is found; with ``behind`` it may stand behind too
    («to 9 from 12»). ``lists`` join figures of one role.
    """

    ref: RuleRef
    role: ChangeRole
    before: tuple[str, ...]
    after: tuple[str, ...]
    endings: tuple[str, ...]
    stems: tuple[str, ...]
    heads: tuple[str, ...]
    unless: frozenset[str]
    starts: frozenset[str]
    steps: frozenset[str]
    carriers: tuple[str, ...]
    relatives: frozenset[str]
    was: frozenset[str]
    started: bool
    behind: bool
    lists: frozenset[str]
    verbs: frozenset[str]
    tenses: frozenset[Tense]
    kinds: frozenset[Kind]
    around: Surroundings

    def forms(self) -> Iterable[Form]:
        """Yield each form with where it stands."""
        places = (
            (Position.BEFORE, self.before),
            (Position.AFTER, self.after),
            (Position.STEM, self.stems),
            (Position.CARRIER, self.carriers),
            (Position.HEAD, self.heads),
        )
        for position, forms in places:
            for form in forms:
                yield Form(f"change.{position.value}", form, ChangeWord(position, self))


def read(table: Table) -> ChangeRule:
    """Read a rule of kind change."""
    rule = ChangeRule(
        table.ref(),
        table.choice("role", ChangeRole) or ChangeRole.TO,
        table.forms("before"),
        table.forms("after"),
        table.forms("endings"),
        table.forms("stems"),
        table.forms("heads"),
        frozenset(table.forms("unless")),
        frozenset(table.forms("starts")),
        frozenset(table.forms("steps")),
        table.forms("carriers"),
        frozenset(table.forms("relatives")),
        frozenset(table.fold(verb) for verb in table.texts("was")),
        table.flag("started"),
        table.flag("behind"),
        frozenset(table.forms("lists")),
        frozenset(table.fold(verb) for verb in table.texts("verbs")),
        frozenset(table.choices("tenses", Tense)),
        frozenset(table.choices("kinds", Kind)),
        surroundings(table),
    )
    if not (rule.before or rule.after or rule.endings or rule.verbs or rule.stems):
        table.fault("the rule has none of 'before', 'after', 'stems' and 'verbs'")
    return rule
