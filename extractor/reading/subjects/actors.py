"""Tell where somebody's name or office ends that begins a phrase: «سامان ریاحی | هدف امسال», «وزارت نیرو | حقابه».

A person is told by a given name, an office or institution by the head of its name. How long the rest of that name is
nobody can know without a list; one word is taken for it, and the names of fields as a whole («آموزش و پرورش»).

Input: Scan and the words of a phrase. Output: Name.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from extractor.reading.mentions import Scan
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.names import NameRule
from extractor.rulebook.kinds.roles import RoleWord, Sort

_HEADS = (Sort.OFFICE, Sort.ORGANISATION, Sort.FIELD)
_MOST_GIVEN = 2


class Name(Struct, frozen=True):
    """A name that ends before word ``last``; ``sure`` unless more may follow, ``guessed`` with a word for the rest."""

    last: int
    sure: bool
    guessed: bool = False


class Actors:
    """Finds the ends of such names; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Gather given names and what stands around them."""
        rules = book.of(NameRule)
        common = {word for rule in rules for word in rule.common}
        self._given = frozenset(word for rule in rules for word in rule.given) - common
        self._honours = frozenset(word for rule in rules for word in rule.honours)
        self._tails = frozenset(word for rule in rules for word in rule.tails)
        self._suffixes = frozenset(word for rule in rules for word in rule.suffixes)

    def name(self, scan: Scan, first: int, last: int, ends: Callable[[int], bool]) -> Name | None:
        """Return the name with which a phrase begins, unless it is all of the phrase; ``ends`` tells words of none."""
        office = self._office(scan, first, last, ends)
        person = self._person(scan, first if office is None else office.last, last)
        found = office if person is None else Name(person, sure=True)
        return found if found is not None and found.last < last else None

    def is_person(self, scan: Scan, first: int, last: int) -> bool:
        """Whether words are a given name and a surname."""
        return last - first > 1 and self._person(scan, first, last) == last

    def _person(self, scan: Scan, first: int, last: int) -> int | None:
        """Return where a given name and a surname end."""
        words, at = scan.words.words, first
        while at < last and words[at] in self._honours:
            at += 1
        given = at
        while at < last and at - given < _MOST_GIVEN and words[at] in self._given:
            at += 1
        if at in (given, last):
            return None
        at += 1
        while at < last and (scan.words.bound(at) or words[at] in self._tails):
            if words[at] in self._suffixes:
                return None  # «عمر طرح‌ها»
            at += 1
        return at

    def _office(self, scan: Scan, first: int, last: int, ends: Callable[[int], bool]) -> Name | None:
        """Return the heads of an office or institution, with the word behind them that names it."""
        begun: dict[int, tuple[int, Sort]] = {}
        for hit in scan.of("roles"):
            word = hit.entry.payload
            if isinstance(word, RoleWord) and word.sort in _HEADS and hit.last > begun.get(hit.first, (0, None))[0]:
                begun[hit.first] = hit.last, word.sort
        at, sort = first, None
        while at < last and at in begun:
            at, sort = begun[at]
        if sort is None or sort is Sort.FIELD or at >= last:
            return None if sort is None else Name(at, sure=True)
        guessed = not ends(at)
        at += guessed
        while at < last and scan.words.bound(at):
            at += 1
        return Name(at, sure=False, guessed=guessed)
