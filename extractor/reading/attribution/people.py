"""Who may speak, and the words by which one is known: titles, given names, surnames, what ends a name or a role.

Input: a RuleBook. Output: People, the vocabulary; Party, what is read with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.names import NameRule
from extractor.rulebook.kinds.roles import Sort
from extractor.text.words import Words

Range = tuple[int, int]

_SHORTEST_PART = 3
_SHORTEST_PAIR = 6
_SHORTEST_GLUED = 7
_REMEMBERED = 50_000
_NONE, _WHOLE, _BEGINNING = range(3)  # what a word is of a given name


class Party(Struct, frozen=True):
    """Somebody who may speak: words ``first`` to ``last - 1``, and in them the name, the role, the institution.

    A ``weak`` party is known only by standing where a speaker stands; a ``loose`` one may have taken words of the
    object that follows it («مدیرکل برق قم خاموشی‌ها را …»); an ``anonymous`` one will get no name, one
    with a role ``beside`` another may have been named with that.
    """

    sort: Sort | None
    first: int
    last: int
    name: Range | None = None
    role: Range | None = None
    organisation: Range | None = None
    full: bool = False
    weak: bool = False
    loose: bool = False
    anonymous: bool = False
    beside: bool = False
    rule: RuleRef | None = None

    @property
    def person(self) -> bool:
        """Whether the words mean one person by name or role."""
        return self.name is not None or self.sort is Sort.OFFICE


class People:
    """The words of names and roles, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of names."""
        rules = book.of(NameRule)

        def every(key: str) -> frozenset[str]:
            return frozenset(word for rule in rules for word in getattr(rule, key))

        self.titles, self.ranks, self.honours = every("titles"), every("ranks"), every("honours")
        self.common, self.namesakes, self.settlements = every("common"), every("namesakes"), every("settlements")
        self.tails, self.suffixes = every("tails"), every("suffixes")
        self._plain = every("given")
        self._given = self._plain | self.common
        self._first = self._plain | self.honours
        self._longest = max(map(len, self._given | self._first), default=0)
        self._begun = frozenset(name[:end] for name in self._plain for end in range(1, len(name)))
        self._told: dict[str, int] = {}
        self._whole_endings = every("endings")
        self._endings = tuple(sorted(self._whole_endings))
        self.prepositions, self.adverbs = every("prepositions"), every("adverbs")
        self.objects, self.things = every("objects"), every("things")
        self.ends = self.prepositions | self.adverbs | self.objects | every("finite") | every("others")
        self.numbered = every("numbered")
        self.inside, self.events, self.links = every("inside"), every("events"), every("links")
        self.object_marks, self.joints = every("object_marks"), every("joints") | self.adverbs
        self.relatives, self.demonstratives = every("relatives"), every("demonstratives")
        self.conjunctions, self.generic = every("conjunctions"), every("generic")
        pairs = (line.partition("=") for line in every("abbreviations"))
        self.abbreviations = {short: long for short, mark, long in pairs if mark}
        self.openers = self.titles | self.honours
        self.title_rule = next((rule.ref for rule in rules if rule.titles), None)
        self.given_rule = next((rule.ref for rule in rules if rule.given), None)

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name, or two that were written as one («محمدرضا», «سیدعلی»)."""
        told = self._told.get(word)
        return (self._tell(word) if told is None else told) == _WHOLE

    def given(self, cut: Words) -> Mapping[int, int]:
        """Return how many words make one given name, by the first of them: two where a gap divides it («نجیب‌الله»)."""
        words, found = cut.words, {}
        for at, told in enumerate(map(self._told.get, words)):
            if told is None:
                told = self._tell(words[at])  # noqa: PLW2901
            if told == _WHOLE:
                found[at] = 1
            elif told == _BEGINNING and at + 1 < len(words):
                after = words[at + 1]
                if words[at] + after in self._plain and (cut.touching(at + 1) or after in self.honours):
                    found[at] = 2
        return found

    def _tell(self, word: str) -> int:
        """Tell whether a word is a given name or may begin one, and remember it: most words come again."""
        if len(word) > 2 * self._longest:
            return _NONE
        if len(self._told) >= _REMEMBERED:
            self._told.clear()
        whole = _is_given(self._given, self._first, word)
        told = self._told[word] = _WHOLE if whole else _BEGINNING if word in self._begun else _NONE
        return told

    def is_plain(self, word: str) -> bool:
        """Whether a word is a given name and no everyday word."""
        return word not in self.common and self.is_given(word)

    def ends_surname(self, word: str) -> bool:
        """Whether a word is what surnames end in, and nothing more («پور», «زاده»)."""
        return word in self._whole_endings

    def is_surname(self, word: str) -> bool:
        """Whether a word ends as only surnames do («پور», «زاده»)."""
        return len(word) > _SHORTEST_PART and word.endswith(self._endings)

    def is_glued(self, word: str) -> bool:
        """Whether a word is a given name with what may be a surname («امیدفلاح»), as a lost space leaves it."""
        longest = min(self._longest, len(word) - _SHORTEST_PART)
        return len(word) >= _SHORTEST_GLUED and any(
            word[:cut] in self._given and word[cut:] not in self.settlements
            for cut in range(_SHORTEST_PART, longest + 1)
        )


def _is_given(given: AbstractSet[str], first: AbstractSet[str], word: str) -> bool:
    """Whether a word is a given name, or one of the ``first`` with one behind it."""
    if word in given:
        return True
    return len(word) >= _SHORTEST_PAIR and any(
        word[:cut] in first and word[cut:] in given for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )
