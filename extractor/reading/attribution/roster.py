"""Read who may speak at a word: a person by name, role or both, an institution, a group, a pronoun.

A name and a role side by side («نیما رادمنش، فرماندار بم»; «فرماندار بم، نیما رادمنش»; «نیما رادمنش که فرماندار بم
است») are one party.

Input: a Line, the surnames that the document gives in full. Output: Party at a word.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractor.reading.attribution.lines import Line, role
from extractor.reading.attribution.names import Names, Surnames
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.roles import Roles
from extractor.rulebook.kinds.roles import Sort
from extractor.rulebook.lexicon import Hit

_HYPHENS = frozenset("-ـ|–—")
_MARKS = frozenset("،,(")
_CLOSING = frozenset('»"),،-–—ـ')
_LONGEST_DESCRIPTION = 9
_LONGEST_TITLE = 3


class Roster:
    """Who may speak in one sentence."""

    __slots__ = ("_line", "_names", "_people", "_roles", "_surnames")

    def __init__(self, line: Line, surnames: Surnames) -> None:
        """Read parties in a line."""
        self._line = line
        self._people = line.people
        self._surnames = surnames
        self._names = Names(line, surnames)
        self._roles = Roles(line, self._names)

    def party(self, at: int, until: int) -> Party | None:
        """Return the party that begins at word ``at``, known by a rule."""
        if at >= until:
            return None
        hit = self._line.roles.get(at)
        if hit is None or (role(hit).surname and self._line.words[at] in self._surnames):
            return self._person(at, until) or self._pointed(at, until)
        word = role(hit)
        if word.sort is Sort.PRONOUN:
            return Party(word.sort, at, hit.last, rule=word.rule)
        if word.sort is Sort.OUTLET:
            last = hit.last
            while last < until and self._line.sort(last) is Sort.OUTLET:
                last = self._line.roles[last].last
            last = self._titled(last, until)
            return Party(word.sort, at, last, organisation=(at, last), rule=word.rule)
        if word.sort is Sort.OFFICE:
            return self._office(hit, until)
        head = self._line.roles.get(hit.last)
        if word.sort is Sort.SOMEBODY and not word.anonymous and head and role(head).sort is Sort.OFFICE:
            return replace(self._office(head, until), first=at)  # «یک کارشناس انرژی»
        last = self._roles.end(hit.last, until, word)
        if word.sort in (Sort.ORGANISATION, Sort.THIS_ORGANISATION):
            return Party(word.sort, at, last, organisation=(at, last), rule=word.rule)
        of_some = self._line.words[hit.last - 1] in self._people.prepositions
        if last == hit.last and word.sort is Sort.SOMEBODY and of_some and last < until:
            last += self._line.words[last].isalpha()  # «یکی از آنان»
        if word.sort is not Sort.SOMEBODY or last > hit.last or (word.anonymous and not of_some):
            return Party(word.sort, at, last, role=(at, last), anonymous=word.anonymous, rule=word.rule)
        return None

    def unknown(self, at: int, until: int, *, adjacent: int | None = None) -> Party | None:
        """Return the words at ``at`` as a name that no rule knows, where they can be one."""
        if at >= until:
            return None
        found = self._names.unknown(at, until, adjacent=adjacent)
        return self._joined(found, until) if found else None

    def glued(self, at: int) -> Party | None:
        """Return one word as a name that lost its space."""
        return self._names.glued(at)

    def starts(self, first: int, last: int) -> list[int]:
        """Return the words where a known party may begin."""
        people, line = self._people, self._line
        return [
            at
            for at in range(first, last)
            if at in line.roles
            or line.words[at] in people.openers
            or line.words[at] in self._surnames
            or line.words[at] in people.demonstratives
            or line.given(at)
            or self._glued(at, last) is not None
        ]

    def _person(self, at: int, until: int) -> Party | None:
        found = self._names.at(at, until) or self._glued(at, until)
        return self._joined(found, until) if found else None

    def _glued(self, at: int, until: int) -> Party | None:
        """Return one word at the head of a clause as a name that lost its space, where a role follows it."""
        line = self._line
        after = at + 1 + (at + 1 < until and line.words[at + 1] in _MARKS)
        if after >= until or line.sort(after) is not Sort.OFFICE or not line.boundary(at):
            return None
        return self._names.glued(at)

    def _pointed(self, at: int, until: int) -> Party | None:
        """Return «این باغدار», «این سازمان»: one who was named before."""
        line = self._line
        if line.words[at] not in self._people.demonstratives or at + 1 >= until:
            return None
        hit = line.roles.get(at + 1)
        if hit is None or role(hit).sort not in (Sort.ORGANISATION, Sort.OFFICE, Sort.OUTLET):
            return None
        if role(hit).sort is Sort.OUTLET:
            return Party(Sort.OUTLET, at, hit.last, rule=role(hit).rule)
        last = self._roles.end(hit.last, until, role(hit))
        if role(hit).sort is Sort.OFFICE:
            return Party(Sort.THIS_PERSON, at, last, role=(at, last), rule=role(hit).rule)
        return Party(Sort.THIS_ORGANISATION, at, last, organisation=(at, last), rule=role(hit).rule)

    def _titled(self, at: int, until: int) -> int:
        """Return the end of an outlet's title that no rule knows, where a reporting verb follows («روزنامه شرق»)."""
        line, last = self._line, at
        while last < until and last - at < _LONGEST_TITLE and line.name_word(last) and not line.given(last):
            last += 1
        return last if last in line.cues else at

    def _office(self, hit: Hit, until: int) -> Party:
        word = role(hit)
        last = self._roles.end(hit.last, until, word)
        party = Party(
            Sort.OFFICE,
            hit.first,
            last,
            role=(hit.first, last),
            organisation=self._roles.organisation(hit.last, last),
            loose=self._roles.loose(last, until),
            beside=word.beside,
            rule=word.rule,
        )
        return self._joined(party, until)

    def _joined(self, party: Party, until: int) -> Party:
        """Take the name beside a role, or the role beside a name, into one party."""
        line = self._line
        at, marked = party.last, False
        while at < until and (line.is_quote(at) or line.words[at] in _HYPHENS or line.words[at] in _MARKS):
            marked = marked or not line.is_quote(at)
            at += 1
        if at >= until or at in line.cues:
            return party
        if party.name is None:
            other = self._names.at(at, until)
            if other is None or ((other.weak or not other.full) and not marked):
                return party
            return self._closed(_both(party, other), until)
        linked = self._linked(at, until)
        if marked and linked == at:
            linked = self._one(at)
        hit = line.roles.get(linked)
        if hit and role(hit).sort is Sort.OFFICE:
            last = self._roles.end(hit.last, until, role(hit))
            office = Party(
                Sort.OFFICE,
                linked,
                last,
                role=(linked, last),
                organisation=self._roles.organisation(hit.last, last),
                loose=self._roles.loose(last, until),
            )
            return self._closed(_both(party, office), until)
        return self._described(party, at, until) if marked else party

    def _linked(self, at: int, until: int) -> int:
        """Return the word after «که», «به عنوان», «دیگر», behind which a role may follow a name."""
        words = self._line.words
        for length in (2, 1):
            if at + length < until and "".join(words[at : at + length]) in self._people.links:
                return at + length
        return at

    def _one(self, at: int) -> int:
        """Return the word after the «یک» of «نیما رادمنش، یک فعال صنفی»."""
        hit = self._line.roles.get(at)
        return hit.last if hit and role(hit).sort is Sort.SOMEBODY and not role(hit).anonymous else at

    def _described(self, party: Party, at: int, until: int) -> Party:
        """Take a description that is no known role («مراد، نخلدار ۵۲ ساله، گفت»), where marks close it."""
        line, words = self._line, self._line.words
        if not line.name_word(at) or line.sort(at) is not None or line.given(at):
            return party
        over = last = at
        while (
            over < until and over - at < _LONGEST_DESCRIPTION and words[over] not in _CLOSING and over not in line.cues
        ):
            if line.finite(over, over + 1) is not None or not words[over].isalnum():
                return party
            last = over + 1 if last == over and words[over].isalpha() else last
            over += 1
        if over >= until or over - at >= _LONGEST_DESCRIPTION:
            return party
        closes = words[over] in _CLOSING and (over + 1 in line.cues or (over + 1 < until and self._resumes(over + 1)))
        if not closes and over not in line.cues:
            return party
        return replace(party, sort=Sort.OFFICE, role=(at, last), last=over + (words[over] in _CLOSING))

    def _resumes(self, at: int) -> bool:
        """Whether a clause goes on to its verb behind an apposition."""
        return self._line.words[at] in self._people.prepositions or self._line.words[at] in self._people.adverbs

    def _closed(self, party: Party, until: int) -> Party:
        """Take the closing quote or bracket of an apposition."""
        last = party.last
        while last < until and self._line.words[last] in _CLOSING:
            last += 1
        return replace(party, last=last) if last < until and self._line.words[last - 1] in '»")' else party


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
        party.loose or other.loose,
        rule=party.rule or other.rule,
    )
