"""The words of places, compiled; and the places that are found with them in a sentence.

Input: a RuleBook. Output: Gazetteer, and the types Tie, Piece and Spot.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.names import NameRule
from extractor.rulebook.kinds.places import Level, PlaceRule, PlaceWord, Sort
from extractor.rulebook.lexicon import squeeze
from extractor.text.scripts import Script

WIDE = (Level.HOME, Level.WORLD)
_OVER = ("prepositions", "adverbs", "finite", "objects", "others", "object_marks", "conjunctions")


class Tie(StrEnum):
    """What a place is to what is said.

    Where it holds; where something goes, or what is acted on; what is only compared; where the news was written; and
    what tells nothing of where: a city where news is written whatever it tells of, a place in the name of an outlet.
    """

    HERE = "here"
    TOWARD = "toward"
    AGAINST = "against"
    CREDIT = "credit"
    DESK = "desk"


class Piece(Struct, frozen=True):
    """Words that a rule knows, before it is settled whether they are a place here."""

    first: int
    last: int
    word: PlaceWord


class Spot(Struct, frozen=True):
    """A place in a sentence: words ``first`` to ``last - 1``; ``back`` ones stand for a place named before.

    ``parts`` are the names of a row.
    """

    first: int
    last: int
    level: Level | None
    word: PlaceWord
    tie: Tie = Tie.HERE
    back: bool = False
    parts: tuple[tuple[int, int], ...] = ()


class Gazetteer:
    """What the rules know of places, beside the forms in the lexicon."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of places, and the words at which a name is over."""
        rules, names = book.of(PlaceRule), book.of(NameRule)

        def every(sort: Sort) -> frozenset[str]:
            return frozenset(squeeze(word) for rule in rules if rule.sort is sort for word in rule.words)

        self.capitals = book.script is Script.LATIN
        self.spaced = frozenset(squeeze(word) for rule in rules for word in rule.words if not word.isalpha())
        self.conjunctions = frozenset(word for rule in names for word in rule.conjunctions)
        self.relatives = frozenset(word for rule in names for word in rule.relatives)
        self.objects = frozenset(word for rule in names for word in rule.object_marks)
        self.stops = every(Sort.COMMON) | {word for rule in names for key in _OVER for word in getattr(rule, key)}
        self.breaks = self.stops - self.conjunctions
        self.openers, self.joints = every(Sort.OPENER), every(Sort.JOINT)
        self.inside, self.toward, self.against = every(Sort.INSIDE), every(Sort.TOWARD), every(Sort.AGAINST)
        self.endings = tuple(sorted(every(Sort.ENDING)))
        self.tails = tuple(sorted(every(Sort.TAIL)))
        self.ending = next((rule.word for rule in rules if rule.sort is Sort.ENDING), None)

    def adjoining(self, between: Sequence[str]) -> bool:
        """Whether a place belongs to the words before it: nothing stands between but nouns, and one preposition."""
        return self.stops.isdisjoint(between[:-1]) and self.joints.isdisjoint(between)
