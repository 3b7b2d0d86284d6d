"""Read who may speak at a word, in scripts that write names with capitals.

«Transport minister Peter Lindqvist», «Laura Bennett, head of the rail operator», «the statistics office», «officials».

Input: a Line. Output: Party at a word.
"""

from __future__ import annotations

from extractor.reading.attribution.lines import Line, role
from extractor.reading.attribution.people import Party
from extractor.rulebook.kinds.roles import RoleWord, Sort
from extractor.rulebook.lexicon import Hit

Range = tuple[int, int]

_LONGEST = 8
_LONGEST_ROLE = 14
_LONGEST_NAME = 4
_COMMA = ","
_INSIDE = frozenset("-'&")
_PERSONS = (Sort.OFFICE, Sort.SOMEBODY, Sort.GROUP)


class Capitals:
    """The parties of one sentence."""

    __slots__ = ("_line", "_people", "_words")

    def __init__(self, line: Line) -> None:
        """Read in a line."""
        self._line = line
        self._people = line.people
        self._words = line.scan.words

    def party(self, at: int, until: int) -> Party | None:
        """Return who is named at a word: by role, by name, by both, in either order."""
        hit = self._line.roles.get(at)
        if hit is not None and role(hit).sort is Sort.PRONOUN:
            return Party(Sort.PRONOUN, at, hit.last, rule=role(hit).rule)
        found = self._described(at, until) or self._named(at, until)
        if found is None:
            return None
        if found.last + 1 < until and self._words.words[found.last] == _COMMA:
            return self._apposed(found, until)
        return found

    def unknown(self, at: int, until: int) -> Party | None:
        """Return any phrase with an article as an institution: «the utility estimates»."""
        last = self._phrase(at, until)
        if last == at or self._words.words[at] not in self._people.demonstratives:
            return None
        return Party(Sort.ORGANISATION, at, last, organisation=(at, last), weak=True)

    def _apposed(self, party: Party, until: int) -> Party:
        """Take the role behind a name, or the name behind a role, between commas."""
        at = party.last + 1
        other = self._named(at, until) if party.name is None else self._described(at, until)
        if other is None or (party.name is None and other.name is None) or (party.name and other.role is None):
            return party
        if party.name is None and party.sort is not Sort.OFFICE:
            return party
        last = other.last
        last += last < until and self._words.words[last] == _COMMA
        return Party(
            Sort.OFFICE,
            party.first,
            last,
            party.name or other.name,
            party.role or other.role,
            party.organisation or other.organisation,
            full=party.full or other.full,
            rule=party.rule or other.rule,
        )

    def _named(self, at: int, until: int) -> Party | None:
        """Return a name of capitals: of a person, or of an institution whose words the rules know."""
        words, first = self._words.words, at
        while first < until and words[first] in self._people.titles:
            first += 1 + (first + 1 < until and words[first + 1] == ".")
        last = first
        while last < until and last - first < _LONGEST_NAME and self._capital(last):
            last += 1
        if last == first:
            return None
        hits = [hit for hit in (self._line.roles.get(k) for k in range(first, last)) if hit is not None]
        if any(role(hit).sort in (Sort.OFFICE, Sort.GROUP) for hit in hits):
            return None
        known = next((hit for hit in hits if role(hit).sort in (Sort.ORGANISATION, Sort.OUTLET)), None)
        titled = first > at
        if known is not None:
            return Party(Sort.ORGANISATION, at, last, organisation=(first, last), rule=role(known).rule)
        if not titled and last - first == 1:
            return self._single(first)
        if not titled and self._places(first, last):
            return None
        return Party(None, at, last, name=(first, last), full=last - first > 1, weak=False)

    def _single(self, at: int) -> Party:
        """Return one word in capitals: letters of an institution, or a surname."""
        words = self._words
        letters = words.text[words.starts[at] : words.ends[at]]
        if letters.isupper() and len(letters) > 1:
            return Party(Sort.ORGANISATION, at, at + 1, organisation=(at, at + 1), weak=True)
        return Party(None, at, at + 1, name=(at, at + 1), weak=True)

    def _described(self, at: int, until: int) -> Party | None:
        """Return a role or institution: a phrase with a word that the rules know, and a name behind it."""
        last = self._phrase(at, until)
        hits = [hit for k in range(at, last) if (hit := self._line.roles.get(k)) is not None and hit.last <= last]
        persons = [hit for hit in hits if role(hit).sort in _PERSONS]
        if not hits:
            return None
        head = (persons or hits)[-1]
        if role(head).sort in (Sort.PRONOUN, Sort.FIELD):
            return None
        name = self._name_in(head.last, last) if role(head).sort is Sort.OFFICE else None
        end = name[0] if name else last
        inside = self._people.inside
        while last < until and name is None and last - at < _LONGEST_ROLE and self._words.words[last] in inside:
            inner = self._phrase(last + 1, until)
            if inner == last + 1:
                break
            name = self._name_in(last + 1, inner) if role(head).sort is Sort.OFFICE else None
            end, last = (name[0] if name else inner), inner
        return self._party(at, last, end, head, name)

    def _party(self, at: int, last: int, end: int, head: Hit, name: Range | None) -> Party:
        word: RoleWord = role(head)
        first = at
        if word.sort in (Sort.ORGANISATION, Sort.OUTLET):
            return Party(Sort.ORGANISATION, first, last, organisation=(first, end), rule=word.rule)
        if word.sort is Sort.GROUP:
            return Party(Sort.GROUP, first, last, role=(first, end), rule=word.rule)
        full = name is not None and name[1] - name[0] > 1
        return Party(word.sort, first, last, name, (first, end), full=full, anonymous=word.anonymous, rule=word.rule)

    def _name_in(self, first: int, last: int) -> Range | None:
        """Return the capitals at the end of a phrase, behind its role."""
        begin = last
        while begin > first and self._capital(begin - 1):
            begin -= 1
        begin = max(begin, last - _LONGEST_NAME)
        while begin < last and self._words.words[begin] in self._people.titles:
            begin += 1
        return (begin, last) if begin < last and not self._places(begin, last) else None

    def _phrase(self, at: int, until: int) -> int:
        """Return the end of a noun phrase that begins at a word."""
        line, words, last = self._line, self._words.words, at
        while last < until and last - at < _LONGEST:
            word = words[last]
            if word in _INSIDE and last > at and self._words.adjoining(last) and self._words.adjoining(last + 1):
                last += 1
                continue
            if not word[0].isalpha() or line.covered(last) or self._over(last, at):
                break
            last += 1
        return last

    def _over(self, at: int, first: int) -> bool:
        """Whether a word ends a phrase: a preposition, an adverb, a verb that is no role."""
        word = self._words.words[at]
        if at == first and word in self._people.demonstratives:
            return False
        if word in self._people.ends or word in self._people.demonstratives:
            return True
        return self._line.finite(at, at + 1) is not None and at not in self._line.roles and not self._capital(at)

    def _capital(self, at: int) -> bool:
        """Whether a word is written with a capital and may be part of a name."""
        word = self._words.words[at]
        if not word[0].isalpha():
            return word in _INSIDE and self._words.adjoining(at) and self._words.adjoining(at + 1)
        return self._words.capital(at) and word not in self._people.ends and word not in self._people.demonstratives

    def _places(self, first: int, last: int) -> bool:
        """Whether words are the name of a place as a whole."""
        return any(hit.first == first and hit.last == last for hit in self._line.scan.of("places"))
