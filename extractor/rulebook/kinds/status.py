"""Cues of stage, modality and polarity.

A rule names what it ``means`` (a stage, a modality, a polarity, or several) and where its cue stands:

- ``stems`` with ``verbs``: «به بهره‌برداری» + «رسید#رس» in any form. The verb's form gives the tense and the negation.
  Without stems the verb is the cue itself. ``endings`` are those of stems that no list holds («لوله‌گذاری» شد).
  ``apart`` stems may stand anywhere in the clause before their verb.
- ``predicates``: cues that need no verb of their own («در دست اجرا»); the copula behind them may say no.
- ``nouns``: cues before the figure («افتتاح ۸ بیمارستان»).
- ``words``: adverbs and particles («باید», «شاید»), anywhere in the clause.
- ``hints``: words that settle only what a present tense means.

Input: a rule's table. Output: StatusRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import Flag, Kind, Modality, Polarity, RuleRef, Stage
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class CueRole(StrEnum):
    """Where a form of a status rule stands."""

    STEM = "stem"
    PREDICATE = "predicate"
    NOUN = "noun"
    WORD = "word"
    HINT = "hint"


class Hint(StrEnum):
    """What a hint says: the present tense speaks of what is ahead, or of what happens again and again.

    An ``aside`` before a nominal cue («با» افتتاح …) keeps it from the verb of its clause, a ``purpose``
    («برای» ساخت …) says that it has not happened; a figure right behind a ``setting`` («در» ۱۵ شهرک) only says where,
    behind a ``whole`` («از» ۷۳ کارخانه) of what another is a share; a ``part`` («آن») takes up what was said before;
    an ``attribute`` («به طولِ») before a figure makes it one of the figure before; ``not_yet`` («هنوز») says of a denied
    cue that it is expected; ``nothing`` is no cue at all («در حال حاضر»).
    """

    AHEAD = "ahead"
    HABIT = "habit"
    ASIDE = "aside"
    PURPOSE = "purpose"
    SETTING = "setting"
    WHOLE = "whole"
    PART = "part"
    ATTRIBUTE = "attribute"
    NOTHING = "nothing"
    NOT_YET = "not_yet"


class StatusCue(Struct, frozen=True):
    """What a hit stands for."""

    role: CueRole
    rule: StatusRule


class StatusRule(Struct, frozen=True):
    """Cues and what they mean.

    ``tenses`` limits the forms of the verb. ``present`` is what a present tense of the cue means: that it is scheduled
    (life cycles), or asserted (flows). A ``plain`` verb only says that a figure is so.
    ``own``: the cue speaks of the figure beside it and not of those before («۹۷ درصد پیشرفت»). ``kinds`` are the
    figures that it can speak of. ``opens``: what it means goes over to the clauses behind it («قرار است …»),
    with ``forward`` to them only. ``reach`` is how many words a nominal cue may stand before its figure.
    ``complement``: a nominal cue behind «با» is what the verb is about («با پرداخت … موافقت شد»), no aside.
    ``firm`` nominal cues stand whatever the verb says («مطالعات … ادامه دارد» is still preparing).
    ``with_`` and ``without`` are words that must, or must not, stand in the clause; with … at
    the end they stand for longer ones too. Words of an ``auxiliary`` rule count only inside the verb of their clause.
    """

    ref: RuleRef
    stage: Stage | None
    modality: Modality | None
    polarity: Polarity | None
    hint: Hint | None
    flags: tuple[Flag, ...]
    verbs: frozenset[str]
    stems: tuple[str, ...]
    endings: tuple[str, ...]
    predicates: tuple[str, ...]
    nouns: tuple[str, ...]
    words: tuple[str, ...]
    hints: tuple[str, ...]
    tenses: frozenset[Tense]
    passive: bool
    apart: bool
    own: bool
    opens: bool
    forward: bool
    reach: int
    complement: bool
    firm: bool
    plain: bool
    auxiliary: bool
    present: Modality
    kinds: frozenset[Kind]
    with_: tuple[str, ...]
    without: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield each form with where it stands."""
        roles = (
            (CueRole.STEM, self.stems),
            (CueRole.PREDICATE, self.predicates),
            (CueRole.NOUN, self.nouns),
            (CueRole.WORD, self.words),
            (CueRole.HINT, self.hints),
        )
        for role, forms in roles:
            for form in forms:
                yield Form("status", form, StatusCue(role, self))


def read(table: Table) -> StatusRule:
    """Read a rule of kind status."""
    rule = StatusRule(
        table.ref(),
        table.choice("stage", Stage),
        table.choice("modality", Modality),
        table.choice("polarity", Polarity),
        table.choice("hint", Hint),
        table.choices("flags", Flag),
        frozenset(table.fold(verb) for verb in table.texts("verbs")),
        table.forms("stems"),
        table.forms("endings"),
        table.forms("predicates"),
        table.forms("nouns"),
        table.forms("words"),
        table.forms("hints"),
        frozenset(table.choices("tenses", Tense)),
        table.flag("passive"),
        table.flag("apart"),
        table.flag("own"),
        table.flag("opens"),
        table.flag("forward"),
        table.integer("reach", 1),
        table.flag("complement"),
        table.flag("firm"),
        table.flag("plain"),
        table.flag("auxiliary"),
        table.choice("present", Modality) or Modality.SCHEDULED,
        frozenset(table.choices("kinds", Kind)),
        tuple(map(squeeze, table.forms("with"))),
        tuple(map(squeeze, table.forms("without"))),
    )
    if not (rule.stage or rule.modality or rule.polarity or rule.hint):
        table.fault("the rule means nothing; give it a 'stage', a 'modality', a 'polarity' or a 'hint'")
    if rule.stems and not rule.verbs:
        table.fault("'stems' need 'verbs'")
    if rule.hints and not rule.hint:
        table.fault("'hints' need a 'hint'")
    return rule
