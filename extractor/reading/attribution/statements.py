"""Find in one sentence who says what: a reporting verb with its subject, a source, or a speaker and a colon.

A verb that opens speech («گفت: …») keeps the rest of its sentence: who is quoted in it does not speak himself. One
that closes («… خبر داد») leaves the rest to the next. A verb without a subject goes on with the speaker before it.

Input: a Line, the surnames of its document. Output: Sayings.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from extractor.reading.attribution.credits import byline, outlet_end
from extractor.reading.attribution.lines import VERBS, Line, cue, part
from extractor.reading.attribution.names import Surnames
from extractor.reading.attribution.people import Party
from extractor.reading.attribution.reporting import CLOSED, Reporting, opens
from extractor.reading.attribution.roster import Roster
from extractor.reading.attribution.sayers import Sayers
from extractor.reading.attribution.sayings import Sayings, Statement
from extractor.reading.attribution.sources import Sources
from extractor.rulebook.kinds.attribution import Part
from extractor.rulebook.kinds.roles import Sort
from extractor.rulebook.lexicon import Hit

_ASKED = "؟"
_LONGEST_ASIDE = 10
_MARKS_AROUND = 12


def read(line: Line, surnames: Surnames) -> Sayings:
    """Read a sentence."""
    return _Sentence(line, surnames).read()


class _Sentence:
    """One sentence being read from its first cue to its last."""

    __slots__ = (
        "begin",
        "done",
        "line",
        "outlet",
        "reported",
        "roster",
        "sayers",
        "source",
        "sources",
        "this_report",
        "until",
        "wire",
        "words",
    )

    def __init__(self, line: Line, surnames: Surnames) -> None:
        self.line, self.words, self.until = line, line.words, line.until
        self.roster = Roster(line, surnames)
        self.sayers = Sayers(line, self.roster)
        self.sources = Sources(line, self.roster, self.sayers)
        self.begin, self.wire = byline(line)
        self.reported: Statement | None = None
        self.done: list[Statement] = []
        self.source: Statement | None = None
        self.outlet = self.this_report = False

    def read(self) -> Sayings:
        head = self._headed()
        if head:
            self.done.append(head)
        opened, begun = head is not None, self.begin
        for number, hit in enumerate(self.line.marks):
            if hit.first >= self.begin:
                opened = self._mark(number, hit, opened=opened)
        if not self.done and self.source:
            self.done.append(self.source)
        answers, answer = self._answers(), (self.line.opening(0), self.line.opening(begun))
        return Sayings(
            tuple(_spread(self.done, self.until)),
            self.wire,
            () if self.done else tuple(self._brought_up()),
            None if self.done else answers,
            None if self.done else self.reported,
            self.outlet and not self.done,
            self.this_report and not self.done,
            any(part(hit) is Part.NO and hit.first in answer for hit in self.line.marks[:1]),
            self.words[-1:] == (_ASKED,) and any(part(hit) is Part.OCCASION for hit in self.line.marks),
        )

    def _mark(self, number: int, hit: Hit, *, opened: bool) -> bool:
        """Take one cue; return whether speech is open after it."""
        kind = part(hit)
        if kind is Part.OUTLET and not opened:
            self.outlet = True
        elif kind is Part.THIS_REPORT and not opened:
            self.this_report = True
        elif kind in (Part.REPORT, Part.RELAY) and not opened:
            self._credit(hit, kind)
        elif kind is Part.SOURCE and not self._inner(number, hit, opened=opened):
            return self._source(hit) or opened
        elif kind in (Part.SAYING, Part.DENYING):
            return self._verb(number, hit, opened=opened)
        elif kind is Part.SHOWING and not opened:
            return self._showing(number, hit)
        return opened

    def _headed(self) -> Statement | None:
        """Read «وزیر نفت: …» and «وزیر نفت در گفت‌وگو با ایسنا: …» at the head of a sentence."""
        first = self.line.opening(self.begin)
        if any(hit.first == first and part(hit) is not Part.DOCUMENT for hit in self.line.marks):
            return None
        party = self.roster.party(first, self.until) or self._short(first)
        if party is None or party.sort in (Sort.OUTLET, Sort.SOMEBODY) or party.last >= self.until:
            return None
        colon = party.last
        if self.words[colon] != ":":
            if self.words[colon] not in self.line.people.prepositions:
                return None
            ahead = range(colon, min(self.until, colon + _LONGEST_ASIDE))
            colon = next((at for at in ahead if self.words[at] == ":"), 0)
            if not colon or any(part(hit) in VERBS and hit.first < colon for hit in self.line.marks):
                return None
        after = self.line.opening(colon + 1)
        if self._speaks(after):
            self.begin = after
            return None
        self.begin = colon + 1
        return Statement(
            party.first, self.until, party, None, party.rule, direct=True, pending=after >= self.until, opens=True
        )

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
        return any(
            part(hit) is Part.SAYING and opens(self.line, hit) for hit in self.line.marks if hit.first >= party.last
        )

    def _credit(self, hit: Hit, kind: Part) -> None:
        """Take «به گزارش …», «به نقل از …»: an outlet is the wire, an institution or a person may be the source."""
        before = self.sayers.subject(self.begin, hit.first, known=True) if kind is Part.RELAY else None
        if before is not None and before.sort is not Sort.OUTLET:
            return
        party = self.sources.credited(hit, unnamed=before is not None)
        if party:
            self.begin = party.last
            if kind is Part.REPORT:
                self.wire = self.wire or (party.first, party.last)
            self.source = Statement(hit.first, self.until, party, (hit.first, hit.last), hit.entry.rule, reports=True)
            return
        at = self.line.opening(hit.last)
        self.begin = outlet_end(self.line, self.roster, at)
        if self.wire is None and self.begin > at:
            self.wire = (at, self.begin)
        self.outlet = self.outlet or kind is Part.REPORT

    def _inner(self, number: int, hit: Hit, *, opened: bool) -> bool:
        """Whether a source is quoted by a speaker of the same sentence."""
        if opened:
            return True
        later = any(part(mark) in VERBS for mark in self.line.marks[number + 1 : number + 1 + _MARKS_AROUND])
        return later and hit.first > self.begin and self.sayers.stands_before(self.begin, hit.first)

    def _source(self, hit: Hit) -> bool:
        """Take «به گفته …»: the whole sentence is said by whom it names."""
        party = self.sources.after(hit)
        if party is None:
            return False
        said = Statement(
            self.begin, self.until, party, (hit.first, hit.last), hit.entry.rule, sourced=True, reports=cue(hit).strict
        )
        if party.sort is Sort.OUTLET:
            self.source, self.begin = said, party.last
            return False
        self.done.append(said)
        self.begin = party.last
        self.source = None
        return not self.sources.later_speaker(party.last)

    def _showing(self, number: int, hit: Hit) -> bool:
        """Take «در گزارش … آمده است», «آمار … نشان می‌دهد»: the institution whose document it is speaks."""
        shown = self.sources.shown(number, hit, self.begin)
        if shown is not None:
            first, party = shown
            self.done.append(
                Statement(
                    first,
                    self.until,
                    party,
                    (hit.first, hit.last),
                    hit.entry.rule,
                    opens=True,
                    pending=cue(hit).continues and self.line.opening(hit.last + 1) >= self.until,
                    reports=True,
                    full=cue(hit).continues,
                )
            )
        elif (mark := self.sources.ownerless(number, self.begin)) is not None:
            self.done.append(
                Statement(
                    mark.first,
                    self.until,
                    None,
                    (hit.first, hit.last),
                    hit.entry.rule,
                    opens=True,
                    continues=cue(mark).continues,
                    document=True,
                )
            )
        else:
            return False
        self.begin = hit.last
        return True

    def _verb(self, number: int, hit: Hit, *, opened: bool) -> bool:
        """Take a reporting verb with its subject."""
        between = [
            mark for mark in self.line.marks[max(0, number - _MARKS_AROUND) : number] if mark.first >= self.begin
        ]
        verb = Reporting(self.line, hit, self.begin, between)
        if not verb.holds:
            return opened
        party = self._subject(number, hit, opened=opened)
        contrast = party is not None and self.sayers.contrasted(party, self.begin, Part.CONTRAST)
        if opened and not (party and contrast and self.line.colon(hit.last)):
            return True
        if party is None and not opened and self.source is not None and not self.source.sourced:
            party = self.source.party  # «رویترز به نقل از یک منبع آگاه گزارش داد …»
        if party is None and not self._goes_on(hit, verb):
            return opened
        if party is not None and party.sort is Sort.OUTLET and not contrast:
            # what an agency reports is the outlet's own news, unless it is set against another source
            self.wire = self.wire or (party.first, party.last)
            self.outlet, self.source, self.begin = True, None, hit.last + self.line.colon(hit.last)
            self.reported = verb.statement(party, contrast=False, also=False, alone=True)
            return opened
        also = party is not None and self.sayers.contrasted(party, self.begin, Part.ALSO)
        self.done.append(verb.statement(party, contrast=contrast, also=also, alone=not self.done))
        self.begin = hit.last
        self.source = None
        return opens(self.line, hit)

    def _goes_on(self, hit: Hit, verb: Reporting) -> bool:
        """Whether a verb without a subject goes on with who spoke before."""
        if cue(hit).strict or (part(hit) is Part.DENYING and not verb.denies):
            return False
        return self.sayers.none_before(self.begin, hit.first)

    def _subject(self, number: int, hit: Hit, *, opened: bool) -> Party | None:
        known, judges = opened or cue(hit).strict, bool(cue(hit).needs)
        party = self.sayers.subject(self.begin, hit.first, known=known, judges=judges)
        if opened or (party and party.rule):
            return party
        shown = self.sources.shown(number, hit, self.begin)  # «گزارش گمرک تأکید کرد»
        return shown[1] if shown else party

    def _brought_up(self) -> Iterator[Party]:
        """Yield the persons with whom the sentence begins («نیما رادمنش، شهردار بم، و فرماندار بافق آمدند»)."""
        at = self.line.opening(self.begin)
        if at < self.until and self.words[at] in CLOSED:
            at = self.line.opening(at + 1)
        while (party := self.roster.party(at, self.until)) is not None and party.person and not party.weak:
            yield party
            at = party.last
            while at < self.until and (self.words[at] in CLOSED or self.words[at] in self.line.people.conjunctions):
                at += 1
            if at == party.last:
                return

    def _answers(self) -> Party | None:
        """Return whom an interview announces («گفت‌وگو با دکتر نیما رادمنش، مدیرعامل …», «از رادمنش پرسیدیم»)."""
        for mark in self.line.marks:
            starts: list[int] = []
            if part(mark) is Part.INTERVIEW:
                starts = [self.line.opening(mark.last)]
            elif part(mark) is Part.ASKED:
                starts = [at for at in self.roster.starts(self.begin, mark.first) if self.line.governed(at)]
            for at in starts:
                party = self.roster.party(at, self.until)
                if party and (party.person or party.sort is Sort.PRONOUN):
                    return party
        return None


def _spread(statements: list[Statement], until: int) -> Iterator[Statement]:
    """Let each statement end where the next begins."""
    firsts: list[int] = []
    for statement in statements:
        firsts.append(min(max(statement.first, firsts[-1] + 1 if firsts else 0), until))
    for number, statement in enumerate(statements):
        first, following = firsts[number], firsts[number + 1] if number + 1 < len(firsts) else until
        if (first, statement.last) == (statement.first, min(statement.last, following)):
            yield statement
        else:
            yield replace(statement, first=first, last=min(statement.last, following))
