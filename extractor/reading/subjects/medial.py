"""Find what is measured or counted, in languages whose verbs stand between subject and object.

What a figure counts is its own noun. What it measures stands behind «of» («2,600 megawatts of solar plants»), right
behind it («a $75 million loan»), before «of» («a loan of $75 million»), behind «for», «in» or «on» where it is money,
or is the subject of its clause. A figure that shares the noun of another has that of the other.

Input: Scan, clauses, mentions, times, the readings before. Output: a PhraseMention or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.model import Kind
from extractor.reading.leads import Leads
from extractor.reading.mentions import Clause, Mention, PhraseMention, Scan, SentenceReading, TimeMention
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.subjects import Part, SubjectRule

Range = tuple[int, int]

_COUNTED = (Kind.COUNT,)
_SHARES = (Kind.PERCENT, Kind.RATIO)
_INSIDE = frozenset("-'&/")
_TIES = frozenset("-")
_LONGEST = 6
_ADJECTIVAL = (Tense.PARTICIPLE, Tense.PAST, Tense.GERUND)


class MedialSubjects:
    """Finds subjects; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the words around noun phrases."""
        self._words = {part: frozenset[str]() for part in Part}
        for rule in book.of(SubjectRule):
            self._words[rule.part] |= frozenset(rule.words)

    def __call__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        mentions: tuple[Mention, ...],
        times: tuple[TimeMention, ...],
        before: Sequence[SentenceReading] = (),
    ) -> tuple[PhraseMention | None, ...]:
        """Return the subject of each figure of a sentence."""
        reader = _Sentence(self._words, scan, clauses, mentions, times)
        found: list[PhraseMention | None] = []
        for index in range(len(mentions)):
            own = reader.own(index)
            found.append(reader.phrase(own) if own else None)
        for index, phrase in enumerate(found):
            if phrase is None:
                told = reader.shared(index, found) or reader.named(index)
                found[index] = told or (before[-1].subjects[-1] if before else None)
        return tuple(found)


class _Sentence:
    """The words of one sentence."""

    def __init__(
        self,
        parts: dict[Part, frozenset[str]],
        scan: Scan,
        clauses: Sequence[Clause],
        mentions: Sequence[Mention],
        times: Sequence[TimeMention],
    ) -> None:
        self._parts = parts
        self._scan = scan
        self._listed = scan.words.words
        self._clauses = clauses
        self._starts = [clause.first for clause in clauses]
        self._mentions = mentions
        self._leads = Leads(scan)
        self._over = {hit.first for hit in scan.of("counters.uncounted")}
        self._over.update(time.first for time in times)
        self._over.update(word for mention in mentions for word in range(mention.first, mention.last))
        self._never = frozenset(self._over)
        for clause in clauses:
            if clause.verb is not None:
                self._over.update(range(clause.verb.first, clause.verb.last))
            for verb in clause.inner:
                if verb.tense not in _ADJECTIVAL:
                    self._over.update(range(verb.first, verb.last))

    def own(self, index: int) -> Range | None:
        """Return the phrase of a figure, where it has one of its own."""
        mention = self._mentions[index]
        at, kind = mention.last, mention.quantity.kind
        if kind in _COUNTED and mention.unit_first < mention.last:
            tied = self._listed[mention.unit_first - 1] in _TIES or self._listed[mention.unit_first] in _TIES
            return (tied and self._behind(at)) or self._counted(mention)
        if kind in _COUNTED or (self._is(at, Part.OF) and self._points(at + 1)):
            return None
        if self._is(at, Part.OF) and not self._is(at + 1, Part.BASE):
            return self._behind(at + 1, of=True)
        if kind is Kind.MONEY and self._is(at, Part.PURPOSE):
            found = self._behind(at + 1)
            if found is not None:
                return found
        found = self._behind(at) if at not in self._over and kind is not Kind.DURATION else None
        if found is not None and (found[1] - found[0] > 1 or kind not in _SHARES or not self._is_adjective(found)):
            return found
        start = self._leads.start(mention.first)
        if start and self._is(start - 1, Part.OF):
            return self._ahead(start - 1)
        return self._object(index, start) or self._topic(index)

    def _object(self, index: int, start: int) -> Range | None:
        """Return what a verb changes by or to a figure: «raised wages by 4 percent»."""
        if not start or not self._is(start - 1, Part.REACHING):
            return None
        found = self._ahead(start - 1)
        clause = self._clauses[max(bisect_right(self._starts, self._mentions[index].first) - 1, 0)]
        verbs = (clause.verb, *clause.inner) if clause.verb is not None else clause.inner
        lasts = [verb.last for verb in verbs if verb.last < start]
        return found if found is not None and lasts and found[0] >= max(lasts) else None

    def named(self, index: int) -> PhraseMention | None:
        """Return the subject of its clause for a count that names nothing: «the population will reach 50 million»."""
        found = self._topic(index) if self._mentions[index].quantity.kind in _COUNTED else None
        return self.phrase(found) if found else None

    def phrase(self, found: Range) -> PhraseMention:
        """Return words as a subject."""
        words = self._scan.words
        trace = self._scan.trace("subject", *found)
        return PhraseMention(words.starts[found[0]], words.ends[found[1] - 1], traces=(trace,))

    def shared(self, index: int, found: Sequence[PhraseMention | None]) -> PhraseMention | None:
        """Return what another figure of the sentence has that counts or measures the same; else the nearest before."""
        quantity = self._mentions[index].quantity
        alike = [
            other
            for other, mention in enumerate(self._mentions)
            if found[other] is not None
            and (mention.quantity.unit, mention.quantity.counter) == (quantity.unit, quantity.counter)
        ]
        nearest = min(alike, key=lambda other: (abs(other - index), other), default=None)
        if nearest is not None:
            return found[nearest]
        return next((phrase for phrase in reversed(found[:index]) if phrase is not None), None)

    def _is(self, at: int, part: Part) -> bool:
        return 0 <= at < len(self._listed) and self._listed[at] in self._parts[part]

    def _points(self, at: int) -> bool:
        """Whether a pronoun stands at a word, for what was told before."""
        return self._is(at, Part.BACK) and (at + 1 >= len(self._listed) or not self._noun(at + 1))

    def _noun(self, at: int) -> bool:
        """Whether a word can be part of a noun phrase."""
        if not 0 <= at < len(self._listed) or at in self._over:
            return False
        word = self._listed[at]
        if word in _INSIDE:
            words = self._scan.words
            return words.adjoining(at) and words.adjoining(at + 1)
        return word[0].isalpha() or word.isdigit()

    def _counted(self, mention: Mention) -> Range:
        first = mention.unit_first
        while first + 1 < mention.last and not self._listed[first][0].isalpha():
            first += 1
        return first, mention.last

    def _behind(self, at: int, *, of: bool = False) -> Range | None:
        """Return the phrase that begins at a word, but for articles and the like; behind «of» no verb can begin it."""
        while self._is(at, Part.POINTING):
            at += 1
        last = at
        if of and at < len(self._listed) and at not in self._never and self._listed[at][0].isalpha():
            last += 1
        while self._noun(last) and last - at < _LONGEST:
            last += 1
        return (at, last) if last > at and self._listed[at][0].isalpha() else None

    def _ahead(self, at: int) -> Range | None:
        """Return the phrase that ends before a word."""
        first = at
        while self._noun(first - 1) and at - first < _LONGEST and not self._is(first - 1, Part.POINTING):
            first -= 1
        return (first, at) if first < at else None

    def _is_adjective(self, found: Range) -> bool:
        return self._is(found[0], Part.COMPARATIVE)

    def _topic(self, index: int) -> Range | None:
        """Return the subject of the clause of a figure; of «construction of the dam», the dam."""
        at = max(bisect_right(self._starts, self._mentions[index].first) - 1, 0)
        for number in range(at, -1, -1):
            clause = self._clauses[number]
            until = clause.verb.first if clause.verb is not None else clause.last
            first = clause.first
            while first < until:
                found = self._behind(first)
                if found is None:
                    first += 1
                    continue
                if found[1] > until:
                    found = (found[0], until)
                event = self._is(found[1] - 1, Part.EVENT) or self._is(found[0], Part.EVENT)
                if event and self._is(found[1], Part.OF):
                    return self._behind(found[1] + 1) or found
                return found
        return None
