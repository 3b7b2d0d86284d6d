"""Names of persons: titles, given names, endings of surnames, and the words at which a name or a role is over.

These are looked up word by word where a speaker may stand, so they put nothing into the lexicon.

Input: a rule's table. Output: NameRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class NameRule:
    """Words for reading names.

    ``titles`` stand before a name and are no part of it, ``honours`` are one («سید»); ``given`` are given names,
    ``common`` those that are everyday words too; ``tails`` end a surname that is written apart («زاده»).
    ``namesakes`` stand before the name of somebody after whom a thing is called («شهید», «امام»).
    ``prepositions``, ``adverbs``, ``finite`` verbs, ``objects`` and ``others`` end a name or a role; of these an
    adverb or preposition may follow a subject directly. ``object_marks`` («را») stand after what is no subject,
    ``joints`` before a new clause; ``conjunctions`` join parts of one role, ``relatives`` begin a
    clause inside a clause; an office abroad goes on over ``inside``
    («در»), unless one of the ``events`` follows («در نشست»).
    """

    ref: RuleRef
    titles: tuple[str, ...]
    honours: tuple[str, ...]
    given: tuple[str, ...]
    common: tuple[str, ...]
    tails: tuple[str, ...]
    namesakes: tuple[str, ...]
    prepositions: tuple[str, ...]
    adverbs: tuple[str, ...]
    finite: tuple[str, ...]
    objects: tuple[str, ...]
    others: tuple[str, ...]
    object_marks: tuple[str, ...]
    joints: tuple[str, ...]
    conjunctions: tuple[str, ...]
    relatives: tuple[str, ...]
    inside: tuple[str, ...]
    events: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield none."""
        return ()


def read(table: Table) -> NameRule:
    """Read a rule of kind names."""
    return NameRule(
        table.ref(),
        *(
            tuple(squeeze(word) for line in table.forms(key) for word in line.split("، "))
            for key in (
                "titles",
                "honours",
                "given",
                "common",
                "tails",
                "namesakes",
                "prepositions",
                "adverbs",
                "finite",
                "objects",
                "others",
                "object_marks",
                "joints",
                "conjunctions",
                "relatives",
                "inside",
                "events",
            )
        ),
    )
