"""Read a reporting verb in its clause: whether it reports at all, what it denies, where what is said begins.

Input: a Line, the hit of the verb, where its clause begins. Output: Statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.reading.attribution.lines import Line, cue, part
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.sayings import Range, Statement
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.lexicon import Hit

CLOSED = frozenset(".،,؛;!؟")
_LONGEST_CLAUSE = 120
_ENDS_KICKER = frozenset(":؛;،,.«")


def opens(line: Line, hit: Hit) -> bool:
    """Whether what is said follows a verb, so that the rest of the sentence is the speaker's.

    Behind a comma it does where the verb tells of now: «شهردار می‌گوید، …».
    """
    if hit.last >= line.until:
        return False
    after = line.words[hit.last]
    return (after == "،" and cue(hit).present) or after not in CLOSED | line.people.conjunctions


class Reporting:
    """A reporting verb; ``between`` are the cues that stand before it in its clause."""

    __slots__ = ("_begin", "_between", "_hit", "_line")

    def __init__(self, line: Line, hit: Hit, begin: int, between: Sequence[Hit]) -> None:
        """Take a verb."""
        self._line, self._hit, self._between = line, hit, between
        self._begin = max(begin, hit.first - _LONGEST_CLAUSE)

    @property
    def holds(self) -> bool:
        """Whether the verb has the words that it needs («را … دانست»), or a colon behind it, and is no noun."""
        hit, line = self._hit, self._line
        if cue(hit).perfect and hit.last == hit.first + 1 and self._is_noun():
            return False
        needs = cue(hit).needs
        return not needs or line.colon(hit.last) or not needs.isdisjoint(line.words[self._begin : hit.last + 1])

    @property
    def denies(self) -> bool:
        """Whether a fact is denied; not where the object is a thing that is turned down («پیشنهاد را رد کرد»)."""
        turned_down = not cue(self._hit).unless.isdisjoint(self._line.words[self._begin : self._hit.first])
        return part(self._hit) is Part.DENYING and not turned_down

    def statement(self, party: Party | None, *, contrast: bool, also: bool, alone: bool) -> Statement:
        """Return what is said; ``alone``: nobody speaks before it in the sentence."""
        hit, line, form = self._hit, self._line, cue(self._hit)
        return Statement(
            self._first(party, alone=alone),
            line.until,
            party,
            (hit.first, hit.last),
            hit.entry.rule,
            direct=line.colon(hit.last),
            opens=opens(line, hit),
            denied=self._denied(party),
            contrast=contrast,
            also=also,
            continues=form.continues,
            back=self._has(Part.BACK),
            pending=self._pending(party, alone=alone),
            perfect=form.perfect,
            plural=form.plural,
        )

    def _is_noun(self) -> bool:
        """Whether a participle is one of «به گفته او», «نوشته نیما رادمنش», and no verb («وزیر گفته: …»)."""
        line, hit = self._line, self._hit
        after = line.words[hit.last] if hit.last < line.until else ""
        return line.governed(hit.first) or (after.isalnum() and after not in line.people.relatives | line.people.joints)

    def _has(self, kind: Part) -> bool:
        return any(part(mark) is kind for mark in self._between)

    def _first(self, party: Party | None, *, alone: bool) -> int:
        """Return the first word that is said."""
        line, hit = self._line, self._hit
        topics = [mark.first for mark in self._between if part(mark) in (Part.TOPIC, Part.DENIED_TOPIC)]
        occasion = next((mark.first for mark in self._between if part(mark) is Part.OCCASION), None)
        if party and party.first and line.words[0] in '«"' and not opens(line, hit) and alone:
            return 0
        if occasion is not None and opens(line, hit):
            return min((topic for topic in topics if topic > occasion), default=hit.first)
        return self._begin if party is None or self._has(Part.BACK) else min([party.first, *topics])

    def _denied(self, party: Party | None) -> Range | None:
        """Return the words that are denied."""
        line, hit = self._line, self._hit
        if self.denies:
            if opens(line, hit) and not line.colon(hit.last):
                return hit.last, line.until
            return (party.last if party else self._begin), hit.first
        topic = next((mark for mark in self._between if part(mark) is Part.DENIED_TOPIC), None)
        return (topic.last, hit.first) if topic else None

    def _pending(self, party: Party | None, *, alone: bool) -> bool:
        """Whether nothing is said yet: a colon ends the sentence, or a kicker has but speaker and verb."""
        line, after = self._line, self._hit.last
        while after < line.until and line.words[after] in _ENDS_KICKER:
            after += 1
        if after < line.until:
            return False
        kicker = line.scan.sentence.heading and party is not None and party.last == self._hit.first and alone
        return kicker or line.colon(self._hit.last)
