"""Find in one sentence who says what: a reporting verb with its subject, a source, or a speaker and a colon.

A verb that opens speech («گفت: …») keeps the rest of its sentence: who is quoted in it does not speak himself. One
that closes («… خبر داد») leaves the rest to the next. A verb without a subject goes on with the speaker before it.

Input: a Scan. Output: Sayings: its statements, its wire credit, whom it brings up, whether the outlet speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.model import RuleRef
from extractor.reading.mentions import Scan
from extractor.reading.people import Party, People, Roster
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.attribution import AttributionCue, Part
from extractor.rulebook.kinds.roles import Sort
from extractor.rulebook.lexicon import Hit, longest

Range = tuple[int, int]

_VERBS = (Part.SAYING, Part.DENYING, Part.SHOWING)
_AFTER_OUTLET = frozenset("-،,:؛;|)/")
_CLOSED = frozenset(".،,؛;!؟")
_QUOTE = frozenset('«"')
_LONGEST_WIRE = 9
_LONGEST_ASIDE = 10


@dataclass(frozen=True, slots=True)
class Statement:
    """Words ``first`` to ``last - 1`` are said by ``party``, or by who spoke before (None).

    ``denied`` is the part of them that is denied; ``contrast``: another speaker comes in; ``back``: what stands
    before the sentence is said too; ``pending``: the words that are said only begin in the next sentence.
    """

    first: int
    last: int
    party: Party | None
    cue: Range | None
    rule: RuleRef | None = None
    direct: bool = False
    denied: Range | None = None
    contrast: bool = False
    back: bool = False
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Sayings:
    """What one sentence tells of speakers; ``brought_up`` is a person who only does something in it."""

    statements: tuple[Statement, ...] = ()
    wire: Range | None = None
    brought_up: Party | None = None
    outlet: bool = False


_NOTHING = Sayings()


class Statements:
    """The reader of one sentence, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._people = People(book)

    def __call__(self, scan: Scan) -> Sayings:
        """Read a sentence."""
        cues, roles = scan.of("attribution"), scan.of("roles")
        if not cues and not roles and ":" not in scan.words.words:
            return _NOTHING
        marks = tuple(hit for hit in longest(cues) if _part(hit) is not Part.NOTHING)
        stops = frozenset(hit.first for hit in marks if _part(hit) is not Part.CONTRAST)
        return _Sentence(self._people, Roster(self._people, scan, stops), marks).read()


class _Sentence:
    """One sentence being read from its first cue to its last."""

    __slots__ = ("begin", "done", "marks", "outlet", "people", "roster", "source", "until", "wire", "words")

    def __init__(self, people: People, roster: Roster, marks: tuple[Hit, ...]) -> None:
        self.people, self.roster, self.marks = people, roster, marks
        self.words = roster.words
        self.until = len(self.words)
        self.begin = 0
        self.done: list[Statement] = []
        self.wire: Range | None = None
        self.source: Statement | None = None
        self.outlet = False

    def read(self) -> Sayings:
        self._byline()
        head = self._headed()
        if head:
            self.done.append(head)
        opened = bool(head) and not self._later_speaker(head.last if head else 0)
        for number, hit in enumerate(self.marks):
            if hit.first < self.begin:
                continue
            opened = self._mark(number, hit, opened=opened)
        if not self.done and self.source:
            self.done.append(self.source)
        brought_up = None if self.done else self._brought_up()
        return Sayings(tuple(self._spread()), self.wire, brought_up, self.outlet and not self.done)

    def _mark(self, number: int, hit: Hit, *, opened: bool) -> bool:
        """Take one cue; return whether speech is open after it."""
        part = _part(hit)
        if part is Part.OUTLET and not opened:
            self.outlet = True
        elif part in (Part.REPORT, Part.RELAY) and not opened:
            self._credit(hit, part)
        elif part is Part.SOURCE and not self._inner(number, hit, opened=opened):
            return self._source(hit) or opened
        elif part in (Part.SAYING, Part.DENYING):
            return self._verb(number, hit, opened=opened)
        elif part is Part.SHOWING and not opened:
            return self._showing(number, hit)
        return opened

    def _byline(self) -> None:
        """Pass over «تهران - ایرنا -» and «خبرگزاری فارس:» at the head."""
        at = self.roster.opening(0, self.until)
        for k in range(at, min(self.until, at + _LONGEST_WIRE)):
            if self.words[k] in ":؛;" or (self.words[k] == "-" and k > at):
                outlet = next(
                    (party for j in range(at, k) if (party := self.roster.party(j, k)) and party.sort is Sort.OUTLET),
                    None,
                )
                if outlet is None:
                    continue
                self.begin = self.roster.opening(k + 1, self.until)
                self.wire = self.wire or (outlet.first, k)

    def _headed(self) -> Statement | None:
        """Read «وزیر نفت: …» and «وزیر نفت در گفت‌وگو با ایسنا: …» at the head of a sentence."""
        first = self.roster.opening(self.begin, self.until)
        if any(hit.first == first and _part(hit) is not Part.DOCUMENT for hit in self.marks):
            return None
        party = self.roster.party(first, self.until) or self._short(first)
        if party is None or party.sort in (Sort.OUTLET, Sort.SOMEBODY) or party.last >= self.until:
            return None
        colon = party.last
        if self.words[colon] != ":":
            if self.words[colon] not in self.people.prepositions:
                return None
            ahead = range(colon, min(self.until, colon + _LONGEST_ASIDE))
            colon = next((at for at in ahead if self.words[at] == ":"), 0)
            if not colon or any(_part(hit) in _VERBS and hit.first < colon for hit in self.marks):
                return None
        after = self.roster.opening(colon + 1, self.until)
        if self._speaks(after):
            self.begin = after
            return None
        self.begin = colon + 1
        return Statement(party.first, self.until, party, None, party.rule, direct=True, pending=after >= self.until)

    def _short(self, first: int) -> Party | None:
        """Read one to three unknown words before a colon: a surname, if the document knows it."""
        ahead = range(first, min(self.until, first + 4))
        colon = next((at for at in ahead if self.words[at] == ":"), None)
        party = self.roster.unknown(first, colon) if colon else None
        return party if party and party.last == colon else None

    def _speaks(self, at: int) -> bool:
        """Whether at a word somebody comes in who has a reporting verb of his own: what stood before is a byline."""
        party = self.roster.party(at, self.until)
        if party is None or not party.person:
            return False
        return any(_part(hit) is Part.SAYING and self._opens(hit) for hit in self.marks if hit.first >= party.last)

    def _later_speaker(self, at: int) -> bool:
        return at < self.until and self._speaks(at)

    def _credit(self, hit: Hit, part: Part) -> None:
        """Take «به گزارش …», «به نقل از …»: an outlet is the wire, an institution may be the source."""
        if part is Part.RELAY and self._subject_before(hit.first):
            return
        at = self.roster.opening(hit.last, self.until)
        party = self.roster.party(at, self.until)
        if (party and party.sort in (Sort.ORGANISATION, Sort.THIS_ORGANISATION)) or (party and party.person):
            self.begin = party.last
            if part is Part.REPORT:
                self.wire = self.wire or (party.first, party.last)
            cue = (hit.first, hit.last)
            self.source = Statement(self._from(hit.first), self.until, party, cue, hit.entry.rule)
            return
        last = self._wire_end(at)
        self.begin = last
        if self.wire is None and last > at:
            self.wire = (at, last)
        if self.source is None or part is Part.REPORT:
            self.outlet = self.outlet or part is Part.REPORT

    def _wire_end(self, at: int) -> int:
        """Return the end of an outlet's name."""
        party = self.roster.party(at, self.until)
        last = party.last if party and party.sort is Sort.OUTLET else at
        while last < self.until and last - at < _LONGEST_WIRE:
            word = self.words[last]
            begun = last > at and (found := self.roster.party(last, self.until)) is not None and found.person
            if begun or word in _AFTER_OUTLET or word in self.people.prepositions or self._marked(last):
                break
            if word == "." or word in self.people.finite:
                break
            last += 1
        return last

    def _marked(self, at: int) -> bool:
        return any(hit.first == at for hit in self.marks)

    def _subject_before(self, at: int) -> bool:
        """Whether a known party stands free before a word of this clause: it speaks, not who is named after."""
        return self._subject(self.begin, at, known=True) is not None

    def _inner(self, number: int, hit: Hit, *, opened: bool) -> bool:
        """Whether a source is quoted by a speaker of the same sentence."""
        if opened:
            return True
        later = any(_part(mark) in _VERBS for mark in self.marks[number + 1 :])
        return later and hit.first > self.begin and self._subject_before(hit.first)

    def _source(self, hit: Hit) -> bool:
        """Take «به گفته …»: the whole sentence is said by whom it names."""
        at = self.roster.opening(hit.last, self.until)
        party = self.roster.party(at, self.until) or self.roster.unknown(at, self.until)
        if party is None or (party.sort is Sort.OUTLET and self.words[hit.last - 1] == self.words[at]):
            return False
        if party.weak and party.sort is None and not self._credible(party):
            return False
        cue = (hit.first, hit.last)
        self.done.append(Statement(self._from(self.begin), self.until, party, cue, hit.entry.rule))
        self.begin = party.last
        self.source = None
        return not self._later_speaker_anywhere(party.last)

    def _credible(self, party: Party) -> bool:
        """Whether unknown words after «به گفته» end as a name ends."""
        return party.last >= self.until or not self.words[party.last].isalpha() or party.last - party.first <= 2

    def _later_speaker_anywhere(self, at: int) -> bool:
        """Whether a later verb of the sentence opens speech with a colon and has a subject of its own."""
        return any(
            _part(hit) is Part.SAYING
            and self._colon(hit)
            and (party := self._subject(at, hit.first, known=True))
            and party.person
            for hit in self.marks
            if hit.first >= at
        )

    def _showing(self, number: int, hit: Hit) -> bool:
        """Take «در گزارش … آمده است», «آمار … نشان می‌دهد»: the institution whose document it is speaks."""
        for mark in reversed(self.marks[:number]):
            if _part(mark) is not Part.DOCUMENT or mark.first < self.begin or not self.roster.boundary(mark.first):
                continue
            party = self.roster.party(self.roster.opening(mark.last, hit.first), hit.first)
            if party is None or party.sort is Sort.OUTLET:
                continue
            cue = (hit.first, hit.last)
            self.done.append(Statement(self._from(mark.first), self.until, party, cue, hit.entry.rule))
            self.begin = hit.last
            return True
        return False

    def _verb(self, number: int, hit: Hit, *, opened: bool) -> bool:
        """Take a reporting verb with its subject."""
        party = self._subject(self.begin, hit.first, known=opened)
        if opened and not (party and self._contrasted(party) and self._colon(hit)):
            return True
        denial = _part(hit) is Part.DENYING and not self._unless(hit)
        if _part(hit) is Part.DENYING and not denial and party is None:
            return opened
        if party is not None and party.sort is Sort.OUTLET:
            self.wire = self.wire or (party.first, party.last)
        between = [mark for mark in self.marks[:number] if mark.first >= self.begin]
        first = self._reach(hit, party, between)
        after = hit.last
        statement = Statement(
            first,
            self.until,
            party,
            (hit.first, hit.last),
            hit.entry.rule,
            direct=self._colon(hit),
            contrast=party is not None and self._contrasted(party),
            back=any(_part(mark) is Part.BACK for mark in between),
            pending=self._colon(hit) and after + 1 >= self.until,
            denied=self._denied(hit, party, between, denial=denial),
        )
        self.done.append(statement)
        self.begin = after
        self.source = None
        return self._opens(hit)

    def _denied(self, hit: Hit, party: Party | None, between: list[Hit], *, denial: bool) -> Range | None:
        if denial:
            if self._opens(hit) and not self._colon(hit):
                return hit.last, self.until
            return (party.last if party else self.begin), hit.first
        topic = next((mark for mark in between if _part(mark) is Part.DENIED_TOPIC), None)
        return (topic.last, hit.first) if topic else None

    def _unless(self, hit: Hit) -> bool:
        """Whether the object is a thing that is turned down, not a fact that is denied."""
        cue: AttributionCue = hit.entry.payload  # type: ignore[assignment]
        return bool(cue.unless) and not cue.unless.isdisjoint(self.words[self.begin : hit.first])

    def _reach(self, hit: Hit, party: Party | None, between: list[Hit]) -> int:
        """Return the first word that is said."""
        topics = [mark.first for mark in between if _part(mark) in (Part.TOPIC, Part.DENIED_TOPIC)]
        if party is None or any(_part(mark) is Part.BACK for mark in between):
            first = self.begin
        else:
            first = min([party.first, *topics])
        if party is not None and first and self.words[0] in _QUOTE and not self._opens(hit) and not self.done:
            return 0
        occasion = next((mark for mark in between if _part(mark) is Part.OCCASION), None)
        if occasion and self._opens(hit):
            later = [topic for topic in topics if topic > occasion.first]
            return min(later, default=hit.first)
        return self._from(first)

    def _from(self, first: int) -> int:
        """Begin at the head of the sentence where nobody spoke before."""
        return first if self.done or first > self.begin else min(first, self.begin)

    def _colon(self, hit: Hit) -> bool:
        return hit.last < self.until and (self.words[hit.last] == ":" or self.words[hit.last] in _QUOTE)

    def _opens(self, hit: Hit) -> bool:
        """Whether what is said follows the verb."""
        if hit.last >= self.until:
            return False
        word = self.words[hit.last]
        return word not in _CLOSED and word != self.people.conjunction

    def _contrasted(self, party: Party) -> bool:
        """Whether another speaker comes in: «اما وزیر», «وزیر نیز»."""
        spots = [mark for mark in self.marks if _part(mark) is Part.CONTRAST]
        return any(
            mark.last == party.first or mark.first in (party.last, party.last + 1) or mark.first == self.begin
            for mark in spots
            if mark.first <= party.last + 1
        )

    def _subject(self, first: int, verb: int, *, known: bool) -> Party | None:
        """Return the party that a verb has as its subject, or None where it goes on with the last one."""
        chosen: Party | None = None
        loose: Party | None = None
        at = first
        for start in self.roster.starts(first, verb):
            if start < at:
                continue
            party = self.roster.party(start, verb)
            if party is None:
                continue
            at = party.last
            if party.sort is Sort.OUTLET and not (party.last - party.first > 1 or self.roster.boundary(start)):
                continue
            if at < verb and self.words[at] in self.people.object_marks:
                continue
            if self.roster.governed(start) or self._of_source(start):
                continue
            if start == first or self.roster.boundary(start) or self._after_contrast(start):
                if party.weak and chosen:
                    continue
                if chosen is None or self._new_clause(chosen, party):
                    chosen = party
            elif party.full or party.sort is Sort.OFFICE:
                loose = party
        if chosen and not (chosen.sort is Sort.OUTLET and loose):
            return chosen
        if loose or known:
            return loose
        return self._unknown_subject(first, verb)

    def _unknown_subject(self, first: int, verb: int) -> Party | None:
        starts = [first, *(at + 1 for at in range(first, verb) if self.words[at] in "،,-؛:»")]
        for start in reversed(starts):
            at = self.roster.opening(start, verb)
            if at < verb and (party := self.roster.unknown(at, verb, adjacent=verb)):
                return party
        for start in starts:
            at = self.roster.opening(start, verb)
            if at < verb and (party := self.roster.unknown(at, verb)) and party.last - party.first <= 3:
                follows = self.words[party.last] if party.last < self.until else ""
                if follows in self.people.ends or follows in "،,»(":
                    return party
        return None

    def _of_source(self, at: int) -> bool:
        """Whether the party belongs to a cue before it («با اشاره به سخنان»), not to the verb."""
        return any(
            mark.last == at and _part(mark) in (Part.TOPIC, Part.DENIED_TOPIC, Part.DOCUMENT, Part.OCCASION, Part.RELAY)
            for mark in self.marks
        )

    def _after_contrast(self, at: int) -> bool:
        return any(mark.last == at and _part(mark) is Part.CONTRAST for mark in self.marks)

    def _new_clause(self, chosen: Party, party: Party) -> bool:
        """Whether a finished clause stands between two parties, so that the second is the subject."""
        if party.weak or party.sort in (Sort.GROUP, Sort.SOMEBODY):
            return False
        verb = self.roster.finite(chosen.last, party.first)
        return verb is not None and self.people.relatives.isdisjoint(self.words[chosen.last : verb])

    def _brought_up(self) -> Party | None:
        first = self.roster.opening(self.begin, self.until)
        party = self.roster.party(first, self.until) if first < self.until else None
        return party if party and party.person and not party.weak else None

    def _spread(self) -> list[Statement]:
        """Let each statement end where the next begins."""
        spread: list[Statement] = []
        for statement in self.done:
            if spread and spread[-1].first < statement.first:
                spread[-1] = replace(spread[-1], last=min(spread[-1].last, statement.first))
            elif spread and statement.first <= spread[-1].first:
                statement = replace(statement, first=min(spread[-1].first + 1, self.until))  # noqa: PLW2901
                spread[-1] = replace(spread[-1], last=statement.first)
            spread.append(statement)
        return spread


def _part(hit: Hit) -> Part:
    cue: AttributionCue = hit.entry.payload  # type: ignore[assignment]
    return cue.part
