"""The names that a document gives in full, with the roles beside them: known before anybody speaks.

A surname alone is taken for a name where the document has it in full, and a name without a role does not get the role
of another where it has its own further on.

Input: the Lines of a document. Output: Register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from extractor.reading.attribution.likeness import Words
from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.people import Party, People
from extractor.reading.attribution.roster import Roster
from extractor.rulebook.kinds.roles import Sort

_APPOSED = frozenset("،,(")
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
_MOST = 24


class Register(Struct, frozen=True):
    """What a document tells of names.

    ``surnames`` by their first words; ``full`` names, ``roles`` by surname, written as one; ``generic`` words;
    ``abbreviations`` written out.
    """

    surnames: Mapping[str, tuple[tuple[str, ...], ...]]
    full: Mapping[str, tuple[Words, ...]]
    roles: Mapping[str, tuple[Words, ...]]
    generic: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    def spelled(self, role: Words) -> Words:
        """Return a role with its abbreviations written out («آبفا»), for comparing."""
        if self.abbreviations.keys().isdisjoint(role.words):
            return role
        return Words(role.start, role.end, tuple(self.abbreviations.get(word, word) for word in role.words))

    def full_of(self, name: Words) -> Words | None:
        """Return the full name of a surname, where the document has just one person of that name."""
        full = self.full.get(name.key, ())
        keys = {other.key for other in full}
        longest = max(full, key=lambda other: len(other.key), default=None)
        return longest if longest and all(longest.key.endswith(key) for key in keys) else None

    def roles_of(self, name: Words) -> tuple[Words, ...]:
        """Return the roles beside a name that ends as this one does."""
        return next((found for k in range(len(name.words)) if (found := self.roles.get("".join(name.words[k:])))), ())


def register(people: People, lines: Iterable[Line]) -> Register:
    """Collect the full names of a document."""
    surnames: dict[str, list[tuple[str, ...]]] = {}
    full: dict[str, list[Words]] = {}
    roles: dict[str, list[Words]] = {}
    for line in lines:
        for party, place in _named(line):
            name = words_of(line, place)
            surname = _surname(line, place)
            listed = surnames.setdefault(surname[0], [])
            for part in (surname, surname[:1]):  # «حیدری» of «حیدری جناسمی»
                if part not in listed:
                    listed.append(part)
            listed.sort(key=len, reverse=True)
            key = "".join(surname)
            if party.full:
                _add(full, key, name)
            if party.role:
                _add(roles, key, words_of(line, party.role))
    return Register(
        {first: tuple(listed) for first, listed in surnames.items()},
        {surname: tuple(listed) for surname, listed in full.items()},
        {surname: tuple(listed) for surname, listed in roles.items()},
        people.generic,
        people.abbreviations,
    )


def _add(told: dict[str, list[Words]], key: str, words: Words) -> None:
    """Keep what is told under a key once, and no more than one document can mean."""
    listed = told.setdefault(key, [])
    if len(listed) < _MOST and all(known.key != words.key for known in listed):
        listed.append(words)


def words_of(line: Line, place: tuple[int, int] | None) -> Words:
    """Return words of a line as words of the document."""
    first, last = place or (0, 0)
    cut = line.scan.words
    return Words(cut.starts[first], cut.ends[last - 1], tuple(w for w in line.words[first:last] if w.isalnum()))


def _named(line: Line) -> Iterator[tuple[Party, tuple[int, int]]]:
    """Yield who is named in full in a line, and the name."""
    starts = line.people_at()
    if not starts:
        return
    people, roster, at = line.people, Roster(line, {}), 0
    for start in starts:
        if start < at:
            continue
        named = line.words[start] in people.openers or line.given(start)
        party = None if named else _before_office(line, roster, start)
        party = party or roster.party(start, line.until)
        if party is None:
            continue
        at = party.last
        titled = party.name is not None and party.name[0] > party.first and party.role is None
        doubtful = party.weak and party.role is None and not line.boundary(party.first)
        if party.name is not None and (party.full or titled) and not doubtful:
            yield party, party.name


def _before_office(line: Line, roster: Roster, office: int) -> Party | None:
    """Return an unknown name before a role («مارک کارنی، نخست‌وزیر کانادا، …»)."""
    last = office - (office > 0 and line.sort(office - 1) is Sort.SOMEBODY)
    last -= last > 0 and line.words[last - 1] in _APPOSED
    first = last
    while first > 0 and last - first < _LONGEST_NAME and line.name_word(first - 1):
        first -= 1
    if last - first < _SHORTEST_NAME or not line.boundary(first):
        return None
    party = roster.unknown(first, line.until)
    return party if party and party.full and party.role else None


def _surname(line: Line, name: tuple[int, int]) -> tuple[str, ...]:
    """Return the words of a name after its given names («بهنام‌فر» of «حسین بهنام‌فر», though بهنام is one too)."""
    people, words, (at, last) = line.people, line.words, name
    while at < last - 1 and (words[at] in people.honours or line.given(at)):
        compound = line.scan.words.touching(at + 1) or words[at + 1] in people.tails
        if compound and not (words[at + 1] in people.honours or line.given(at + 1)):
            break
        at += 1
    return words[at:last]
