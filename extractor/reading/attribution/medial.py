"""Find in one sentence who says what, where a reporting verb stands behind its subject or before it.

«The minister said …», «…, the minister said», «…, said the minister», «according to the minister». What is said is the
sentence, up to the next speaker in it. A denial denies what follows its verb.

Input: a Line. Output: Sayings.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from extractor.reading.attribution.capitals import Capitals
from extractor.reading.attribution.lines import VERBS, Line, part
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.sayings import Sayings, Statement
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.kinds.roles import Sort
from extractor.rulebook.lexicon import Hit

_MARKS = frozenset(",;:-")
_QUOTES = frozenset("\"“”«»'‘’")
_LONGEST_GAP = 4


def read(line: Line) -> Sayings:
    """Read a sentence."""
    return _Sentence(line).read()


class _Sentence:
    """One sentence being read from its first cue to its last."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._words = line.words
        self._capitals = Capitals(line)

    def read(self) -> Sayings:
        found: list[Statement] = []
        wire: tuple[int, int] | None = None
        begin = 0
        for hit in self._line.marks:
            kind = part(hit)
            statement: Statement | None = None
            if kind in VERBS:
                statement = self._verb(hit, begin)
            elif kind is Part.SOURCE:
                statement = self._source(hit)
            elif kind is Part.REPORT:
                party = self._capitals.party(self._line.opening(hit.last), self._line.until)
                wire = wire or ((party.first, party.last) if party else None)
            if statement is not None:
                found.append(statement)
                begin = hit.last
        if not found:
            head = self._headed()
            found = [head] if head else []
        brought = None if found else self._first()
        return Sayings(tuple(_spread(found, self._line.until)), wire, (brought,) if brought else ())

    def _headed(self) -> Statement | None:
        """Read «Transport minister: 90 km of track is ready»."""
        party = self._capitals.party(self._line.opening(0), self._line.until)
        if party is None or party.last >= self._line.until or self._words[party.last] != ":" or party.weak:
            return None
        return Statement(party.first, self._line.until, party, None, party.rule, direct=True, opens=True)

    def _first(self) -> Party | None:
        """Return the person with whom a sentence begins, who does something in it."""
        party = self._capitals.party(self._line.opening(0), self._line.until)
        return party if party and party.person and not party.weak else None

    def _verb(self, hit: Hit, begin: int) -> Statement | None:
        """Take a reporting verb with its subject: before it, or behind it where a mark or quotation stands before."""
        party = self._subject(hit, begin) or self._inverted(hit)
        if party is None:
            return None
        behind = self._behind(hit)
        denied = (hit.last, self._line.until) if part(hit) is Part.DENYING else None
        return Statement(
            begin,
            self._line.until,
            party,
            (hit.first, hit.last),
            hit.entry.rule,
            direct=any(word in _QUOTES for word in self._words[hit.last : hit.last + 2]) or self._quoted(hit),
            opens=not behind,
            denied=denied,
        )

    def _behind(self, hit: Hit) -> bool:
        """Whether what is said stands before the verb: nothing but its subject and where it was said follow."""
        return self._line.until - hit.last <= _LONGEST_GAP

    def _quoted(self, hit: Hit) -> bool:
        return any(word in _QUOTES for word in self._words[: hit.first])

    def _subject(self, hit: Hit, begin: int) -> Party | None:
        """Return the party that ends at the verb, or a few adverbs before it."""
        chosen: Party | None = None
        at = begin
        for start in range(begin, hit.first):
            if start < at or not self._boundary(start, begin):
                continue
            party = self._capitals.party(start, hit.first) or self._capitals.unknown(start, hit.first)
            if party is None:
                continue
            at = party.last
            if self._reaches(party.last, hit.first):
                chosen = party
        return chosen

    def _boundary(self, at: int, begin: int) -> bool:
        """Whether a subject may begin at a word: behind a mark, or a word that opens a clause."""
        if at == begin:
            return True
        before = self._words[at - 1]
        return not before[0].isalnum() or before in self._line.people.joints or before in self._line.people.relatives

    def _reaches(self, last: int, verb: int) -> bool:
        """Whether nothing but adverbs, auxiliaries and marks stands between a party and its verb."""
        between = self._words[last:verb]
        return len(between) <= _LONGEST_GAP and all(
            word in self._line.people.adverbs or not word[0].isalnum() for word in between
        )

    def _inverted(self, hit: Hit) -> Party | None:
        """Return the subject behind a verb: «…», said the minister."""
        first = hit.first
        if first and self._words[first - 1][0].isalnum():
            return None
        return self._capitals.party(hit.last, self._line.until) or self._capitals.unknown(hit.last, self._line.until)

    def _source(self, hit: Hit) -> Statement | None:
        at = self._line.opening(hit.last)
        party = self._capitals.party(at, self._line.until) or self._capitals.unknown(at, self._line.until)
        if party is None or party.sort is Sort.PRONOUN:
            return None
        return Statement(0, self._line.until, party, (hit.first, hit.last), hit.entry.rule, sourced=True)


def _spread(statements: list[Statement], until: int) -> Iterator[Statement]:
    """Let the first statement begin the sentence, and each end where the next begins."""
    for number, statement in enumerate(statements):
        first = 0 if number == 0 else statement.first
        following = statements[number + 1].first if number + 1 < len(statements) else until
        yield replace(statement, first=first, last=max(first, following))
