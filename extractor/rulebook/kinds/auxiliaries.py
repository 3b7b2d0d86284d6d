"""Auxiliaries: the words before a verb that make its tense, voice and negation, in languages that use them for it.

``words`` names auxiliaries («have: [have, has]»), ``not`` those that hold a negation («have: [haven't]»); ``negations``
and the words ``inside`` may stand between an auxiliary and its verb. ``chains`` are sequences of names that, before a
verb in the ``form`` of a tense, make a ``tense`` of it: «have been» before a participle.

Input: a rule's table. Output: AuxiliaryRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class Part(StrEnum):
    """What a word before a verb is."""

    AUXILIARY = "auxiliary"
    NEGATION = "negation"
    INSIDE = "inside"


class AuxiliaryWord(Struct, frozen=True):
    """What a hit stands for; ``name`` is that of an auxiliary, which may be ``negative``."""

    part: Part
    rule: RuleRef
    name: str = ""
    negative: bool = False


class AuxiliaryRule(Struct, frozen=True):
    """Words, or chains of auxiliaries and what they make."""

    ref: RuleRef
    words: tuple[tuple[str, tuple[str, ...]], ...]
    negative: tuple[tuple[str, tuple[str, ...]], ...]
    negations: tuple[str, ...]
    inside: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    form: Tense
    tense: Tense
    passive: bool

    def forms(self) -> Iterable[Form]:
        """Yield the words."""
        for listed, negative in ((self.words, False), (self.negative, True)):
            for name, forms in listed:
                for form in forms:
                    yield Form("auxiliaries", form, AuxiliaryWord(Part.AUXILIARY, self.ref, name, negative))
        for form in self.negations:
            yield Form("auxiliaries", form, AuxiliaryWord(Part.NEGATION, self.ref))
        for form in self.inside:
            yield Form("auxiliaries", form, AuxiliaryWord(Part.INSIDE, self.ref))


def read(table: Table) -> AuxiliaryRule:
    """Read a rule of kind auxiliaries."""
    rule = AuxiliaryRule(
        table.ref(),
        table.mapping("words"),
        table.mapping("not"),
        table.forms("negations"),
        table.forms("inside"),
        tuple(tuple(chain.split()) for chain in table.forms("chains")),
        table.choice("form", Tense) or Tense.PARTICIPLE,
        table.choice("tense", Tense) or Tense.PERFECT,
        table.flag("passive"),
    )
    if not (rule.words or rule.negative or rule.negations or rule.inside or rule.chains):
        table.fault("the rule has none of 'words', 'not', 'negations', 'inside' and 'chains'")
    return rule
