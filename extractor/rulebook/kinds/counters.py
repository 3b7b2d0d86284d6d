"""Counters: what is counted, what is never counted, and how places in an order are said.

Input: a rule's table. Output: CounterRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.kinds.units import unit_name
from extractor.rulebook.rule import Form
from extractor.rulebook.surroundings import Surroundings, surroundings
from extractor.rulebook.table import Table


class Role(StrEnum):
    """What a word does beside a numeral."""

    NOUN = "noun"  # is counted
    CLASSIFIER = "classifier"  # stands between numeral and noun: دستگاه, فقره
    EVENT = "event"  # a noun of light verbs, counted unless its verb follows: «سه شکست داد», but «سه شکست پیاپی»
    UNCOUNTED = "uncounted"  # never counted: prepositions, adverbs, nouns of light verbs
    VERB = "verb"  # never counted either, and may part two figures of one unit: «۱۳ بود و اکنون ۱۵ استان است»
    JOINT = "joint"  # joins two numerals that share a unit: و, به, تا
    LEAD = "lead"  # may lead up to a numeral that leaves out its unit: که, اما
    ADJECTIVAL = "adjectival"  # ends a numeral as an adjective that counts nothing behind it: میلیونی
    NAMED = "named"  # names before a number what it counts: «تعداد مشترکان به ۳ میلیون رسید»
    POINTING = "pointing"  # before «دو», it says who was spoken of: «این دو نهاد»
    PLURAL = "plural"  # endings of words that no numeral counts: Persian counts singulars
    MANY = "many"  # endings of words that numerals count, where adjectives may stand before: English counts plurals
    TIE = "tie"  # between a numeral and the singular that both make an adjective of: «500-bed»
    LINK = "link"  # between a vague numeral and what it counts: «hundreds of villages»
    RANK_HEAD = "rank_head"  # رتبه, before the numeral
    RANK_TAIL = "rank_tail"  # تولیدکننده, after an ordinal


COUNTED = (Role.NOUN, Role.CLASSIFIER, Role.EVENT)


class CounterWord(Struct, frozen=True):
    """A form of a counter; ``noun`` is the counted noun where the form is another one of its (تختخوابی: تخت)."""

    rule: CounterRule
    noun: str | None = None


class CounterRule(Struct, frozen=True):
    """Words of one role. ``single`` words are counted by «یک» as well; ``dual`` ones are not by «دو»: دو کشور.

    ``touching`` ones count only where nothing but a non-joiner stands before them: «۲۰۰تا». Of the role ``many``,
    ``endings`` are those of plurals, but not where words are ``unlike`` ones, which may be told by their ends («…ss»);
    ``nouns`` tells how singulars end (y: ies); the plural may be up to ``reach`` words away.

    Counted words ask for hits of kind ``counters``, the others of ``counters.uncounted`` and so on: a numeral may be
    glued to what it counts (سهطرح), never to a word of grammar.
    """

    ref: RuleRef
    role: Role
    unit: str
    plain: tuple[str, ...]
    nouns: tuple[tuple[str, tuple[str, ...]], ...]
    single: bool
    dual: bool
    touching: bool
    endings: tuple[str, ...]
    unlike: tuple[str, ...]
    reach: int
    around: Surroundings

    def forms(self) -> Iterable[Form]:
        """Yield each form."""
        kind = "counters" if self.role in COUNTED else f"counters.{self.role.value}"
        if self.role in (Role.MANY, Role.TIE, Role.LINK):
            return  # these are looked at beside numerals only
        for form in self.plain:
            yield Form(kind, form, CounterWord(self))
        for noun, forms in self.nouns:
            for form in forms:
                yield Form(kind, form, CounterWord(self, noun))


def read(table: Table) -> CounterRule:
    """Read a rule of kind counters."""
    role = table.choice("role", Role)
    if role is None:
        table.fault("'role' is missing; it is one of: " + ", ".join(Role))
    return CounterRule(
        table.ref(),
        role or Role.NOUN,
        unit_name(table, "unit") if table.node("unit") else "count",
        table.forms(),
        table.mapping("nouns"),
        table.flag("single"),
        table.flag("dual"),
        table.flag("touching"),
        table.forms("endings"),
        table.forms("unlike"),
        table.integer("reach", 0),
        surroundings(table),
    )
