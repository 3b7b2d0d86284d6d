"""Read who may speak: names of persons with their titles, roles, institutions, and the words that stand for them.

A role is its head («وزیر», «مدیرعامل») and what follows, up to a verb, a preposition, a name or a mark. A name is
known by a title or a given name, or only by standing where a speaker stands (``weak``). A name and a role side by
side («نیما رادمنش، فرماندار بم»; «فرماندار بم، نیما رادمنش») are one party.

Input: a Scan, the words at which something else begins. Output: Party at a word.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.reading.mentions import Scan
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.names import NameRule
from extractor.rulebook.kinds.roles import RoleWord, Sort
from extractor.rulebook.lexicon import Hit

Range = tuple[int, int]

_LONGEST_ROLE = 16
_LONGEST_NAME = 4
_QUOTES = frozenset("«»\"'")
_HYPHENS = frozenset("-ـ|")
_OPENING = frozenset("«\"'-•*▪●◾🔹🔸🔻🔴🔵✅(")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who may speak: words ``first`` to ``last - 1``, and in them the name, the role, the institution.

    ``described`` parties bring their own description that is no role («مراد، نخلدار ۵۲ ساله، گفت»).
    """

    sort: Sort | None
    first: int
    last: int
    name: Range | None = None
    role: Range | None = None
    organisation: Range | None = None
    full: bool = False
    weak: bool = False
    described: bool = False
    rule: RuleRef | None = None

    @property
    def person(self) -> bool:
        """Whether the words mean one person by name or role."""
        return self.name is not None or self.sort is Sort.OFFICE


class Roster:
    """The words of one sentence with what the rules know of them; reads the party at a word."""

    __slots__ = ("_book", "_fields", "_stops", "_table", "words")

    def __init__(self, book: People, scan: Scan, stops: Container[int]) -> None:
        """Index the hits of a scan; ``stops`` are words where a reporting cue begins."""
        self._book = book
        self.words = scan.words.words
        self._stops = stops
        self._table: dict[int, Hit] = {}
        self._fields: dict[int, int] = {}
        for hit in scan.of("roles"):
            word: RoleWord = hit.entry.payload  # type: ignore[assignment]
            if word.sort is Sort.FIELD:
                self._fields[hit.first] = max(hit.last, self._fields.get(hit.first, 0))
            elif hit.first not in self._table or self._table[hit.first].last < hit.last:
                self._table[hit.first] = hit

    def opening(self, at: int, until: int) -> int:
        """Return the word after bullets, dashes and opening quotes."""
        while at < until and self.words[at] in _OPENING:
            at += 1
        return at

    def party(self, at: int, until: int) -> Party | None:
        """Return the party that begins at word ``at``, known by a rule."""
        hit = self._table.get(at)
        word: RoleWord | None = hit.entry.payload if hit else None  # type: ignore[assignment]
        if hit and word:
            if word.sort in (Sort.PRONOUN, Sort.OUTLET):
                return Party(word.sort, at, hit.last, rule=word.rule)
            if word.sort is Sort.THIS_ORGANISATION:
                return Party(word.sort, at, hit.last, organisation=(at, hit.last), rule=word.rule)
            if word.sort is Sort.OFFICE:
                return self._office(at, hit, word, until)
            last = self._phrase(hit.last, until, word)
            if word.sort is Sort.ORGANISATION:
                return Party(word.sort, at, last, organisation=(at, last), rule=word.rule)
            if word.sort is not Sort.SOMEBODY or last > hit.last:
                return Party(word.sort, at, last, role=(at, last), rule=word.rule)
            return None
        return self._named(at, until)

    def unknown(self, at: int, until: int, *, adjacent: int | None = None) -> Party | None:
        """Return the words at ``at`` as a name that no rule knows, where they can be one.

        With ``adjacent`` the name must end at that word, which is a reporting verb.
        """
        last = at
        while last < until and last - at <= _LONGEST_NAME and self._name_word(last):
            last += 1
        words = self.words
        if last == at or last - at > _LONGEST_NAME or (adjacent is not None and last != adjacent):
            return None
        if last < len(words) and words[last] in self._book.object_marks:
            return None
        if self._book.glued(words[at]):
            last = at + 1 + (at + 1 < last and words[at + 1] in self._book.tails)
        return self._joined(Party(None, at, last, name=(at, last), weak=True, full=last - at > 1), until)

    def boundary(self, at: int) -> bool:
        """Whether a subject may begin at a word: after a mark or a word that joins clauses."""
        return at == 0 or not self.words[at - 1].isalnum() or self.words[at - 1] in self._book.joints

    def governed(self, at: int) -> bool:
        """Whether the word stands right after a preposition."""
        return at > 0 and self.words[at - 1] in self._book.prepositions

    def finite(self, first: int, last: int) -> int | None:
        """Return the first finite verb between two words."""
        return next((at for at in range(first, last) if self.words[at] in self._book.finite), None)

    def starts(self, first: int, last: int) -> list[int]:
        """Return the words where a known party may begin."""
        book, words, table = self._book, self.words, self._table
        return [at for at in range(first, last) if at in table or words[at] in book.openers or book.is_given(words[at])]

    def _office(self, at: int, hit: Hit, word: RoleWord, until: int) -> Party:
        last = self._phrase(hit.last, until, word)
        within = next((k for k in range(hit.last, last) if self._sort(k) is Sort.ORGANISATION), None)
        party = Party(
            Sort.OFFICE,
            at,
            last,
            role=(at, last),
            organisation=(within, last) if within is not None else None,
            rule=word.rule,
        )
        return self._joined(party, until)

    def _named(self, at: int, until: int) -> Party | None:
        """Read titles, given names and a surname."""
        book, words = self._book, self.words
        first = at
        while first < until and words[first] in book.titles and first - at < 5:
            first += 1
        titled = first > at
        last = first
        while last < until and (words[last] in book.honours or book.is_given(words[last])) and last not in self._stops:
            last += 1
        given = last - first
        common = given == 1 and words[first] in book.common
        if not titled and (not given or (at and words[at - 1] in book.namesakes)):
            return None
        surname = 0
        while last < until and surname < 3 and self._name_word(last) and self._goes_on(last, surname):
            last, surname = last + 1, surname + 1
        if last == first or (not titled and not surname and (common or given < 2)):
            glued = not titled and given == 1 and not surname and len(words[first]) > 6
            if last == first or not glued:
                return None
        weak = common and not titled
        full = given + surname > 1
        rule = book.title_rule if titled else book.given_rule
        return self._joined(Party(None, at, last, name=(first, last), full=full, weak=weak, rule=rule), until)

    def _goes_on(self, at: int, surname: int) -> bool:
        """Whether a surname takes this word too: the first word always, others where they end it clearly."""
        words = self.words
        if not surname or words[at] in self._book.tails:
            return True
        after = at + 1
        if after >= len(words):
            return True
        if words[after] in self._book.object_marks:
            return False
        return after in self._stops or not self._name_word(after)

    def _joined(self, party: Party, until: int) -> Party:
        """Take the name beside a role, or the role beside a name, into one party."""
        words = self.words
        at, marked = party.last, False
        while at < until and (words[at] in _QUOTES or words[at] in _HYPHENS or words[at] in "،,("):
            marked = marked or words[at] not in _QUOTES
            at += 1
        if at >= until or at in self._stops:
            return party
        if party.name is None:
            other = self._named(at, until)
            if other is None or other.name is None or (other.weak and not marked):
                return party
            return self._closed(_both(party, other), until)
        if self._sort(at) is Sort.OFFICE:
            hit = self._table[at]
            word: RoleWord = hit.entry.payload  # type: ignore[assignment]
            last = self._phrase(hit.last, until, word)
            within = next((k for k in range(hit.last, last) if self._sort(k) is Sort.ORGANISATION), None)
            role = Party(
                Sort.OFFICE, at, last, role=(at, last), organisation=(within, last) if within is not None else None
            )
            return self._closed(_both(party, role), until)
        described = marked and words[at].isalpha() and words[at] not in self._book.ends
        return (
            Party(
                party.sort,
                party.first,
                party.last,
                party.name,
                full=party.full,
                weak=party.weak,
                described=described,
                rule=party.rule,
            )
            if described
            else party
        )

    def _closed(self, party: Party, until: int) -> Party:
        """Take the closing quote or bracket of an apposition."""
        last = party.last
        while last < until and self.words[last] in '»")،,':
            last += 1
        closed = last if last < until and self.words[last - 1] in '»")' else party.last
        return Party(
            party.sort,
            party.first,
            closed,
            party.name,
            party.role,
            party.organisation,
            party.full,
            party.weak,
            party.described,
            party.rule,
        )

    def _sort(self, at: int) -> Sort | None:
        hit = self._table.get(at)
        return hit.entry.payload.sort if hit else None  # type: ignore[attr-defined]

    def _name_word(self, at: int) -> bool:
        word = self.words[at]
        if not word.isalpha() or at in self._stops or word in self._book.ends:
            return False
        return self._sort(at) in (None, Sort.OUTLET)

    def _phrase(self, at: int, until: int, head: RoleWord) -> int:
        """Return the end of a role or institution whose head ends at ``at``."""
        words, book = self.words, self._book
        limit = min(until, at + _LONGEST_ROLE)
        while at < limit and at not in self._stops:
            if at in self._fields:
                at = max(at + 1, min(self._fields[at], until))
                continue
            word = words[at]
            if not word.isalpha():
                break
            if word == book.conjunction:
                if not self._conjoined(at, limit, head):
                    break
            elif word in book.ends:
                sort = self._sort(at)
                if not (
                    (sort is Sort.THIS_ORGANISATION and head.sort is Sort.OFFICE)
                    or (head.abroad and word in book.inside and at + 1 < limit and self._name_word(at + 1))
                ):
                    break
                if sort is Sort.THIS_ORGANISATION:
                    return self._table[at].last
                if at + 1 < limit and words[at + 1] in book.events:
                    break
            elif (
                self._sort(at) in (Sort.OFFICE, Sort.PRONOUN, Sort.THIS_PERSON) and head.sort is not Sort.OFFICE
            ) or self._name_begins(at, until):
                break
            at += 1
        while words[at - 1] == book.conjunction or words[at - 1] in book.inside:
            at -= 1
        return at

    def _conjoined(self, at: int, limit: int, head: RoleWord) -> bool:
        """Whether «و» goes on with the same phrase."""
        after = at + 1
        if after >= limit or after in self._stops or after in self._fields:
            return after in self._fields
        if self._sort(after) in (Sort.OFFICE, Sort.ORGANISATION):
            return head.sort is Sort.OFFICE
        return self._name_word(after) and not self._name_begins(after, limit)

    def _name_begins(self, at: int, until: int) -> bool:
        """Whether a person's name begins inside a phrase: a title or given name, and what can be a surname."""
        book, words = self._book, self.words
        if words[at - 1] in book.namesakes:
            return False
        if words[at] in book.titles and words[at] not in book.namesakes:
            return at + 1 < until and self._named(at, until) is not None
        if not book.is_given(words[at]) or words[at] in book.common:
            return False
        return at + 1 < until and self._name_word(at + 1) and self._named(at, until) is not None


class People:
    """The words of names and roles, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of names."""
        rules = book.of(NameRule)

        def every(key: str) -> frozenset[str]:
            return frozenset(word for rule in rules for word in getattr(rule, key))

        self.titles, self.honours, self.tails = every("titles"), every("honours"), every("tails")
        self.common, self.namesakes = every("common"), every("namesakes")
        self._given = every("given") | self.common
        self._plain = every("given")
        self.prepositions, self.adverbs, self.finite = every("prepositions"), every("adverbs"), every("finite")
        self.ends = self.prepositions | self.adverbs | self.finite | every("objects") | every("others")
        self.inside, self.events = every("inside"), every("events")
        self.object_marks, self.joints = every("object_marks"), every("joints") | self.adverbs
        self.relatives = every("relatives")
        self.conjunction = next(iter(sorted(every("conjunctions"))), "")
        self.openers = self.titles | self.honours
        self.title_rule = next((rule.ref for rule in rules if rule.titles), None)
        self.given_rule = next((rule.ref for rule in rules if rule.given), None)

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name, or two that were written as one («محمدرضا», «سیدعلی»)."""
        if word in self._given:
            return True
        return len(word) > 5 and any(
            word[:cut] in self._plain | self.honours and word[cut:] in self._given for cut in range(3, len(word) - 2)
        )

    def glued(self, word: str) -> bool:
        """Whether a word begins with a given name and goes on with what may be a surname («امیدفلاح»)."""
        return len(word) > 6 and any(word[:cut] in self._given for cut in range(3, len(word) - 2))


def _both(party: Party, other: Party) -> Party:
    return Party(
        Sort.OFFICE,
        party.first,
        other.last,
        party.name or other.name,
        party.role or other.role,
        party.organisation or other.organisation,
        party.full or other.full,
        party.weak and other.weak,
        rule=party.rule,
    )
