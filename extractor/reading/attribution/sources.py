"""Find sources that are named without a verb of their own: «به گفته …», «به گزارش …», «آمار … نشان می‌دهد».

Input: a Line, its roster and subjects, a cue. Output: Party.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractor.reading.attribution.credits import outlet_end
from extractor.reading.attribution.lines import Line, cue, part
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.roster import Roster
from extractor.reading.attribution.sayers import Sayers
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.kinds.roles import Sort
from extractor.rulebook.lexicon import Hit

_INSTITUTIONS = (Sort.ORGANISATION, Sort.THIS_ORGANISATION)
_LONGEST_MODIFIER = 6
_LONGEST_UNKNOWN = 2
_MARKS_AHEAD = 12


class Sources:
    """The sources of one sentence."""

    __slots__ = ("_line", "_roster", "_sayers")

    def __init__(self, line: Line, roster: Roster, sayers: Sayers) -> None:
        """Look for sources in a line."""
        self._line, self._roster, self._sayers = line, roster, sayers

    def after(self, hit: Hit) -> Party | None:
        """Return whom a phrase like «به گفته» names: one known by a rule, or words that end as a name does."""
        line, at = self._line, self._line.opening(hit.last)
        party = self._roster.party(at, line.until)
        if cue(hit).strict:
            party = party if party and party.rule and not party.weak else self._institution(at)
        elif party is None:
            party = self._roster.unknown(at, line.until)
            if (
                party
                and party.last < line.until
                and line.words[party.last].isalpha()
                and party.last - at > _LONGEST_UNKNOWN
            ):
                party = None
        if party is not None and party.sort is Sort.OUTLET:
            if party.organisation is None:
                return None  # «این رسانه»
            last = outlet_end(line, self._roster, at)
            return replace(party, last=last, organisation=(at, last)) if last > at else None
        return party

    def credited(self, hit: Hit, *, unnamed: bool = False) -> Party | None:
        """Return the institution or person after «به گزارش», who may be the source; None where it is an outlet.

        With ``unnamed`` it may be somebody whose name is not told: an outlet stands before, that has it from him.
        """
        party = self._roster.party(self._line.opening(hit.last), self._line.until)
        if party is None:
            return None
        known = party.person or party.sort in _INSTITUTIONS
        return party if known or (unnamed and party.sort in (Sort.SOMEBODY, Sort.GROUP)) else None

    def shown(self, number: int, hit: Hit, begin: int) -> tuple[int, Party] | None:
        """Return whose document a verb like «نشان می‌دهد» has as its subject, and where the document is named."""
        line = self._line
        for mark in reversed(line.marks[max(0, number - _MARKS_AHEAD) : number]):
            if part(mark) is not Part.DOCUMENT or mark.first < begin or not line.boundary(mark.first):
                continue
            at = line.opening(mark.last)
            party = self._roster.party(at, hit.first)
            party = party if party and party.person else self._institution(at)
            if party is not None and party.first < hit.first:
                return mark.first, party
        party = self._sayers.subject(begin, hit.first, known=True)
        return (party.first, party) if party and party.sort is Sort.THIS_ORGANISATION else None

    def ownerless(self, number: int, begin: int) -> Hit | None:
        """Return the document that a verb like «نشان می‌دهد» has as its subject, where it is not said whose it is."""
        for mark in reversed(self._line.marks[max(0, number - _MARKS_AHEAD) : number]):
            if part(mark) is Part.DOCUMENT and mark.first >= begin and self._line.boundary(mark.first):
                return mark
        return None

    def later_speaker(self, at: int) -> bool:
        """Whether a later verb of the sentence opens speech with a colon and has a person as its own subject."""
        line = self._line
        return any(
            part(hit) is Part.SAYING
            and line.colon(hit.last)
            and (party := self._sayers.subject(at, hit.first, known=True)) is not None
            and party.person
            for hit in line.marks_from(at, _MARKS_AHEAD)
        )

    def _institution(self, at: int) -> Party | None:
        """Return the institution in «آمار تازه گمرک», «داده‌های منتشرشده از سوی بانک مرکزی»."""
        line = self._line
        for ahead in range(at, min(line.until, at + _LONGEST_MODIFIER)):
            if line.sort(ahead) in _INSTITUTIONS:
                return self._roster.party(ahead, line.until)
            if not line.words[ahead].isalpha() or line.finite(ahead, ahead + 1) is not None:
                return None
        return None
