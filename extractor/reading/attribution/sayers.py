"""Find the subject of a reporting verb: who stands free before it.

Free is who begins a clause, follows on no preposition and stands before no «را». Of several the first is the subject,
unless a clause ended between them.

Input: a Line, its roster. Output: Party, or None where the verb has no subject of its own.
"""

from __future__ import annotations

from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.roster import Roster
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.kinds.roles import Sort

_TAKES_PARTY = frozenset(
    {Part.TOPIC, Part.DENIED_TOPIC, Part.DOCUMENT, Part.OCCASION, Part.RELAY, Part.SOURCE, Part.REPORT, Part.INTERVIEW}
)
_CLAUSE_MARKS = frozenset("،,-–؛»")
_AFTER_NAME = frozenset("،,»(")
_LONGEST_UNKNOWN = 3
_LONGEST_CLAUSE = 120
_LONGEST_ROLE = 8
_LONGEST_NAME = 3
_NAMES = (None, Sort.OUTLET)  # «کیان‌مهر» is a name, مهر an outlet


class Sayers:
    """The subjects of one sentence."""

    __slots__ = ("_line", "_people", "_roster")

    def __init__(self, line: Line, roster: Roster) -> None:
        """Look for subjects in a line."""
        self._line = line
        self._people = line.people
        self._roster = roster

    def subject(self, first: int, verb: int, *, known: bool, judges: bool = False) -> Party | None:
        """Return the party that a verb has as its subject; with ``known`` only one that the rules tell of.

        A verb that ``judges`` has what it calls its object behind the «را» («این را کار وزیر دانست»).
        """
        line = self._line
        first = max(first, verb - _LONGEST_CLAUSE)
        chosen: Party | None = None
        loose: Party | None = None
        at = first
        for start in self._roster.starts(first, verb):
            if start < at or line.covered(start):
                continue
            party = self._roster.party(start, verb)
            if party is None:
                continue
            at = party.last
            if party.sort is Sort.OUTLET and not (party.last - party.first > 1 or line.boundary(start)):
                continue
            free = start == first or line.boundary(start) or self._after_contrast(start)
            if at < verb and line.words[at] in self._people.object_marks and not (party.loose and free):
                continue
            if line.governed(start) or self._taken(start):
                continue
            if judges and start and line.words[start - 1] in self._people.object_marks:
                continue
            if free:
                if chosen is None or (not party.weak and self._new_clause(chosen, party)):
                    chosen = party
            elif (
                (party.full and not party.weak)
                or party.sort is Sort.OFFICE
                or (party.sort is Sort.ORGANISATION and at == verb)
            ):
                loose = party
        if chosen and not (chosen.sort is Sort.OUTLET and loose):
            return chosen
        if loose or known:
            return loose
        return self._unknown(first, verb)

    def none_before(self, first: int, verb: int) -> bool:
        """Whether the clause of a verb has no subject at all, so that it goes on with who spoke before.

        It begins with the verb, a preposition or a cue, or with the object («و این را … دانست»).
        """
        line, at = self._line, max(first, verb - _LONGEST_CLAUSE)
        while at < verb and (not line.words[at].isalnum() or line.words[at] in self._people.joints):
            at += 1
        if at >= verb or line.words[at] in self._people.prepositions or line.begun(at) is not None:
            return True
        mark = line.object_mark(at, verb)
        return mark is not None and self._people.prepositions.isdisjoint(line.words[at:mark])

    def stands_before(self, first: int, at: int) -> bool:
        """Whether a known party stands free before a word of the clause: it speaks, not who is named after."""
        return self.subject(first, at, known=True) is not None

    def contrasted(self, party: Party, begin: int, part_: Part) -> bool:
        """Whether another speaker comes in: «اما وزیر», «وزیر نیز»."""
        line = self._line
        beside = (line.ended(party.first), *(line.begun(at) for at in (party.last, party.last + 1, begin)))
        return part_ in beside

    def _unknown(self, first: int, verb: int) -> Party | None:
        """Return words that no rule knows, where a subject must be: right before the verb, or at a clause's head."""
        line, words = self._line, self._line.words
        starts = [first, *(at + 1 for at in range(first, verb) if words[at] in _CLAUSE_MARKS)]
        if (described := self._told_of(line.opening(starts[-1]), verb)) is not None:
            return described
        for start in reversed(starts):
            at = line.opening(start)
            if at < verb and (party := self._roster.unknown(at, verb, adjacent=verb)):
                return party
        for start in starts:
            at = line.opening(start)
            if at >= verb or line.governed(at):
                continue
            party = self._roster.unknown(at, verb) or self._roster.glued(at)
            if party is None or (party.last - party.first > _LONGEST_UNKNOWN and party.role is None):
                continue
            if party.last < verb and line.finite(party.last, party.last + 1) is not None:
                continue
            follows = words[party.last] if party.last < line.until else ""
            if party.role or follows in self._people.ends or follows in _AFTER_NAME or self._roster.glued(at) == party:
                return party
        return None

    def _told_of(self, at: int, verb: int) -> Party | None:
        """Return what stands from a clause's head to a verb with its colon as a role, where it cannot be a name.

        «این هنرمند نقاش افزود: …» is who was named before, «بازیکن تیم والیبال گفت: …» somebody new.
        """
        line = self._line
        points = at < verb and line.words[at] in self._people.demonstratives
        begun = at + points
        if not begun < verb <= begun + _LONGEST_ROLE or not line.colon_near(verb):
            return None
        inside = range(begun, verb)
        if not all(line.phrase_word(k) for k in inside) or not line.name_word(begun):
            return None
        if points:
            return Party(Sort.THIS_PERSON, at, verb, role=(at, verb))
        nouns = any(line.sort(k) not in _NAMES or line.words[k] in self._people.generic for k in inside)
        if not nouns and len(inside) <= _LONGEST_NAME:
            return None
        return Party(Sort.OFFICE, at, verb, role=(at, verb))

    def _taken(self, at: int) -> bool:
        """Whether the party belongs to a cue before it («با اشاره به سخنان»), not to the verb."""
        return self._line.ended(at) in _TAKES_PARTY

    def _after_contrast(self, at: int) -> bool:
        return self._line.ended(at) in (Part.CONTRAST, Part.ALSO)

    def _new_clause(self, chosen: Party, party: Party) -> bool:
        """Whether a finished clause stands between two parties, so that the second is the subject."""
        if party.sort in (Sort.GROUP, Sort.SOMEBODY):
            return False
        verb = self._line.finite(chosen.last, party.first)
        return verb is not None and self._people.relatives.isdisjoint(self._line.words[chosen.last : verb])
