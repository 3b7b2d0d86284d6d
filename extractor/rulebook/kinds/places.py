"""Gazetteer, and the words around a name that make it a place or tell what it is to the figure.

Input: a rule's table. Output: PlaceRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.surroundings import Surroundings, surroundings
from extractor.rulebook.table import Table


class Sort(StrEnum):
    """What a word is."""

    NAME = "name"
    HEAD = "head"
    LEAD = "lead"
    SIDE = "side"
    BACK = "back"
    NOTHING = "nothing"
    ENDING = "ending"
    CREDIT = "credit"
    HOUSE = "house"
    OPENER = "opener"
    COMMON = "common"
    TAIL = "tail"
    PAIRED = "paired"
    INSIDE = "inside"
    TOWARD = "toward"
    AGAINST = "against"
    JOINT = "joint"


class Level(StrEnum):
    """How large a place is, the largest first."""

    WORLD = "world"
    HOME = "home"
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    SITE = "site"

    @property
    def depth(self) -> int:
        """The place of a level in the order from large to small; the home country is a country."""
        return _DEPTHS[self]


_DEPTHS = {Level.WORLD: 0, Level.HOME: 1, Level.COUNTRY: 1, Level.PROVINCE: 2, Level.CITY: 3, Level.SITE: 4}


def narrower(one: Level | None, other: Level | None) -> Level | None:
    """Return the narrower of two levels; one that is not known counts as the widest."""
    return max((one, other), key=lambda level: level.depth if level else -1)


class Trust(StrEnum):
    """Where a name counts: anywhere, after «در» or a head, only after a head."""

    SURE = "sure"
    INSIDE = "inside"
    HEAD = "head"


class PlaceWord(Struct, frozen=True):
    """What a hit stands for."""

    sort: Sort
    level: Level | None
    trust: Trust
    open: bool
    alone: bool
    several: bool
    outside: bool
    desk: bool
    around: Surroundings
    rule: RuleRef


class PlaceRule(Struct, frozen=True):
    """Words of one sort; several may stand in a line.

    name: the name of a place; ``trust`` says where it counts, since many are ordinary words or names of persons
    too; a ``desk`` is where news is written whatever it tells of. head: «استان», «روستای»: a place with the name
    behind it, ``open`` heads with one that no rule knows, too, or with ``several`` such (a road: with both its
    ends); ``alone`` ones stand for the name last used where none follows, ``outside`` ones are no part of the
    place. lead: «فرماندار», after which a doubtful name is a place, but which is no part of it. side: «شمال», part
    of the name behind it. back: «این شهرستان», «آنجا», which stand for a name used before, of their ``level`` if
    they have one. credit: «خبرنگار», behind which stands where the news was written; house: «روزنامه», behind which
    a place is but part of a name. nothing: looks like a place and is none («ایران خودرو»). paired: «به ترتیب», with
    which a row of figures goes with a row of places.

    These are looked up word by word, and put nothing into the lexicon: ending: «آباد», which makes a place of any
    word; opener: «شهید», first of two words of a name; common: what follows an open head and is no name; tail: how
    such words end; inside: «در»; toward: before where something goes; against: before what is only compared; joint:
    what joins names.
    """

    ref: RuleRef
    sort: Sort
    level: Level | None
    trust: Trust
    open: bool
    alone: bool
    several: bool
    outside: bool
    desk: bool
    words: tuple[str, ...]
    around: Surroundings

    @property
    def word(self) -> PlaceWord:
        """What a word of this rule stands for."""
        return PlaceWord(
            self.sort,
            self.level,
            self.trust,
            self.open,
            self.alone,
            self.several,
            self.outside,
            self.desk,
            self.around,
            self.ref,
        )

    def forms(self) -> Iterable[Form]:
        """Yield the words that are looked for everywhere."""
        if self.sort in _EVERYWHERE:
            word = self.word
            for form in self.words:
                yield Form("places", form, word)
        if self.sort is Sort.PAIRED:
            for form in self.words:
                yield Form("paired_places", form, self.word)


_EVERYWHERE = frozenset((Sort.NAME, Sort.HEAD, Sort.LEAD, Sort.SIDE, Sort.BACK, Sort.CREDIT, Sort.HOUSE, Sort.NOTHING))


def read(table: Table) -> PlaceRule:
    """Read a rule of kind places."""
    sort = table.choice("sort", Sort)
    if sort is None:
        table.fault("'sort' is missing")
    level = table.choice("level", Level)
    if level is None and sort in (Sort.NAME, Sort.HEAD, Sort.ENDING):
        table.fault(f"'level' is missing; it is one of: {', '.join(Level)}")
    words = tuple(word.strip() for line in table.forms() for word in line.split("، "))
    if not words:
        table.fault("'forms' is missing")
    return PlaceRule(
        table.ref(),
        sort or Sort.NOTHING,
        level,
        table.choice("trust", Trust) or Trust.SURE,
        table.flag("open"),
        table.flag("alone"),
        table.flag("several"),
        table.flag("outside"),
        table.flag("desk"),
        words,
        surroundings(table),
    )
