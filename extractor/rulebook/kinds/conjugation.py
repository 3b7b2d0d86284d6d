"""Conjugation: how the forms of every verb of a language are made from its two stems, and what each form says.

The Persian file of this kind is generated (:mod:`extractor.rulebook.paradigms`), not written.

Input: a rule's table. Output: ConjugationRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import Polarity, RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table

STEM = "×"


class Tense(StrEnum):
    """What of a verb's form matters for status and time."""

    PAST = "past"
    IMPERFECT = "imperfect"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PRESENT = "present"
    SUBJUNCTIVE = "subjunctive"
    FUTURE = "future"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PROGRESSIVE = "progressive"


class StemOf(StrEnum):
    """Which stem of a verb stands in a form; a verb that has no stem of its own for the last two has the first two."""

    PAST = "past"
    PRESENT = "present"
    PARTICIPLE = "participle"
    GERUND = "gerund"


class ConjugationRule(Struct, frozen=True):
    """One tense of one polarity and voice. ``persons`` are forms with ``×`` for the stem, by person (1 to 6)."""

    ref: RuleRef
    tense: Tense
    polarity: Polarity
    stem: StemOf
    passive: bool
    persons: tuple[tuple[int, tuple[str, ...]], ...]

    def forms(self) -> Iterable[Form]:
        """Yield none: the forms are those of verbs."""
        return ()


def read(table: Table) -> ConjugationRule:
    """Read a rule of kind conjugation."""
    persons = []
    for person, forms in table.mapping("persons"):
        if person not in tuple("123456"):
            table.fault(f"'persons' has 1 to 6, not '{person}'")
            continue
        persons.append((int(person), forms))
    if not all(form.count(STEM) == 1 for _, forms in persons for form in forms):
        table.fault(f"each form holds {STEM} once, where the stem stands")
    return ConjugationRule(
        table.ref(),
        table.choice("tense", Tense) or Tense.PAST,
        table.choice("polarity", Polarity) or Polarity.POSITIVE,
        table.choice("stem", StemOf) or StemOf.PAST,
        table.flag("passive"),
        tuple(persons),
    )
