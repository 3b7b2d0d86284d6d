"""Names of persons: titles, given names, endings of surnames, and the words at which a name or a role is over.

These are looked up word by word where a speaker may stand, so they put nothing into the lexicon.

Input: a rule's table. Output: NameRule.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class NameRule(Struct, frozen=True):
    """Words for reading names.

    ``titles`` stand before a name and are no part of it, ``ranks`` behind a title only («سرهنگ دوم»); ``honours``
    are part of the name («سید»); ``given`` are given names, ``common`` those that are everyday words too; ``tails``
    end a surname that is written apart («زاده»), ``suffixes`` are of words that are no surname («ها»), ``endings``
    are how surnames end («پور»). ``namesakes`` stand before the name of somebody after whom a thing is called
    («شهید», «امام»), ``settlements`` after a given name that is none («حسین‌آباد», «علی‌رغم»). ``prepositions``,
    ``adverbs``, ``finite`` verbs, ``objects`` and ``others`` end a name or a role; of these an adverb or
    preposition may follow a subject directly. ``things`` («طرح») begin an object too, but not right behind the head
    of a role («مجری طرح»). ``numbered`` words have a number behind them that is part of the role («منطقه ۵»).
    ``object_marks`` («را») stand after what is no subject, ``joints`` before a new clause; ``conjunctions`` join
    parts of one role, ``relatives`` begin a clause inside a clause; ``demonstratives`` («این») go before what was
    named before. An office abroad goes on over ``inside`` («در»), unless one of the ``events`` follows («در نشست»).
    ``links`` tell that a role follows a name («که», «به عنوان»), ``generic`` words of a role say nothing that tells
    it from another («استان»). ``abbreviations`` are written «آبفا = آب و فاضلاب».
    """

    ref: RuleRef
    titles: tuple[str, ...]
    ranks: tuple[str, ...]
    honours: tuple[str, ...]
    given: tuple[str, ...]
    common: tuple[str, ...]
    tails: tuple[str, ...]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]
    namesakes: tuple[str, ...]
    settlements: tuple[str, ...]
    prepositions: tuple[str, ...]
    adverbs: tuple[str, ...]
    finite: tuple[str, ...]
    objects: tuple[str, ...]
    others: tuple[str, ...]
    things: tuple[str, ...]
    numbered: tuple[str, ...]
    object_marks: tuple[str, ...]
    joints: tuple[str, ...]
    conjunctions: tuple[str, ...]
    relatives: tuple[str, ...]
    demonstratives: tuple[str, ...]
    inside: tuple[str, ...]
    events: tuple[str, ...]
    links: tuple[str, ...]
    generic: tuple[str, ...]
    abbreviations: tuple[str, ...]

    def forms(self) -> Iterable[Form]:
        """Yield none."""
        return ()


_KEYS = tuple(name for name in NameRule.__struct_fields__ if name != "ref")


def read(table: Table) -> NameRule:
    """Read a rule of kind names."""
    return NameRule(
        table.ref(),
        *(tuple(squeeze(word) for line in table.forms(key) for word in line.split("، ")) for key in _KEYS),
    )
