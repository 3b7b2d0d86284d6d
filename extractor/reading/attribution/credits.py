"""Read who carried the news: a byline at the head of a sentence, the outlet after «به گزارش».

A byline is an outlet with places, dates and the reporter's name between dashes, bars and colons; an office, a verb or
a preposition is no part of one.

Input: a Line, its roster. Output: where the byline ends, where the name of an outlet ends.
"""

from __future__ import annotations

from extractor.reading.attribution.lines import Line
from extractor.reading.attribution.roster import Roster
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.kinds.roles import Sort

Range = tuple[int, int]

_SEPARATORS = frozenset("-–—ـ:؛;|/)")
_AFTER_OUTLET = frozenset("-–—،,:؛;|)/«.")
_OPENING = frozenset("(«\"'")
_LONGEST_BYLINE = 14
_LONGEST_WIRE = 9


def byline(line: Line) -> tuple[int, Range | None]:
    """Return the word after a byline at the head («تهران - ایرنا -»; «خبرگزاری فارس:»), and the outlet in it."""
    start = at = line.opening(0)
    until = min(line.until, at + _LONGEST_BYLINE)
    outlet: int | None = None
    end, wire = start, None
    while at < until:
        sort = line.sort(at)
        if sort is Sort.OUTLET:
            outlet = at if outlet is None else outlet
            at = line.roles[at].last
            continue
        word = line.words[at]
        if sort is not None or at in line.cues or line.finite(at, at + 1) is not None:
            break
        if word in line.people.prepositions or word in line.people.object_marks:
            break
        if outlet is not None and word in _SEPARATORS and at > outlet:
            wire = wire or (outlet, at)
            end = at + 1
        at += 1
    return line.opening(end) if wire else start, wire


def outlet_end(line: Line, roster: Roster, at: int) -> int:
    """Return the end of an outlet's name that begins at a word, known or not."""
    last = line.roles[at].last if line.sort(at) is Sort.OUTLET else at
    if at and line.is_quote(at - 1):
        closing = next((k for k in range(last, min(line.until, at + _LONGEST_WIRE)) if line.is_quote(k)), None)
        if closing is not None:
            return closing
    while last < line.until and last - at < _LONGEST_WIRE:
        word = line.words[last]
        if word in _AFTER_OUTLET and not (word == "«" and last == at):
            break
        if word in line.people.prepositions or line.finite(last, last + 1) is not None:
            break
        if line.begun(last) is not None or (last > at and _begins_person(line, roster, last)):
            break
        last += 1
    return last


def _begins_person(line: Line, roster: Roster, at: int) -> bool:
    if line.sort(at) is Sort.OUTLET:
        return False
    party = roster.party(at, line.until)
    if party is not None and line.begun(party.last) is Part.RELAY:
        return False  # «به گزارش پایگاه بازنشسته به نقل از …»
    return party is not None and party.person and not (party.weak and party.role is None)
