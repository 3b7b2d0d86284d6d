"""Offices, institutions, outlets, groups, and the words that stand for them.

Input: a rule's table. Output: RoleRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class Sort(StrEnum):
    """What a word begins or is."""

    OFFICE = "office"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    GROUP = "group"
    SOMEBODY = "somebody"
    PRONOUN = "pronoun"
    THIS_PERSON = "this_person"
    THIS_ORGANISATION = "this_organisation"
    FIELD = "field"


class RoleWord(Struct, frozen=True):
    """What a hit stands for.

    ``abroad``: the office may go on with «در» and a place («سفیر ایران در بغداد»); ``anonymous``: no name will come;
    ``beside``: one has it beside another («نماینده مردم قم», who is the spokesman of a commission as well);
    ``surname``: people are called so too («عباس کشاورز»).
    """

    sort: Sort
    rule: RuleRef
    abroad: bool
    anonymous: bool
    beside: bool
    surname: bool


class RoleRule(Struct, frozen=True):
    """Words of one sort.

    office: heads of a person's role («وزیر»); organisation: heads or names of institutions («سازمان», «گمرک»);
    outlet: who carries news; group: many unnamed («کارشناسان»); somebody: one unnamed («یک کارشناس»), for good where
    he is ``anonymous`` («یکی از آنان»);
    pronoun: «وی»; this_person: «این مقام»; this_organisation: «این سازمان»; field: what an office or institution is
    for, where it has commas or prepositions of its own («صنعت، معدن و تجارت», «در امور»).
    """

    ref: RuleRef
    sort: Sort
    words: tuple[str, ...]
    abroad: bool
    anonymous: bool
    beside: bool
    surname: bool

    def forms(self) -> Iterable[Form]:
        """Yield the words."""
        word = RoleWord(self.sort, self.ref, self.abroad, self.anonymous, self.beside, self.surname)
        for form in self.words:
            yield Form("roles", form, word)


def read(table: Table) -> RoleRule:
    """Read a rule of kind roles."""
    sort = table.choice("sort", Sort)
    if sort is None:
        table.fault("'sort' is missing")
    flags = (table.flag(key) for key in ("abroad", "anonymous", "beside", "surname"))
    return RoleRule(table.ref(), sort or Sort.FIELD, table.forms(), *flags)
