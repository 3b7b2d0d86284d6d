"""Find the head noun phrase that is measured or counted.

What a figure measures stands behind its unit («مگاوات نیروگاه خورشیدی»), before it («تولید گندم به …»), behind «از» or
«برای», or is what the figure before it measured («که ۶ درصد کمتر است»). Which of these holds is told by the kind of
unit, by the word that leads up to the figure, and by the verb: one that states a value («بود», «رسید») measures
its subject.

Input: Scan, clauses, mentions, times, the readings before. Output: a PhraseMention or None for each mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Kind
from extractor.reading.mentions import Clause, Mention, PhraseMention, Scan, SentenceReading, TimeMention
from extractor.reading.outline import Found, Outline, Verbs
from extractor.reading.phrases import Parts, Phrases, Piece
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.counters import CounterWord, Role
from extractor.rulebook.kinds.subjects import Part, SubjectRule
from extractor.rulebook.kinds.units import UnitWord

_LOOK_BACK = 3
_SHARES = (Kind.PERCENT, Kind.RATIO)
_UNLED = (None, Part.REACHING)
_VALUED = (None, Part.REACHING, Part.OF)


class Subjects:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the verbs that state a value."""
        self._phrases = Phrases(book)
        rules = [rule for rule in book.of(SubjectRule) if not rule.words]
        stating, giving, copulas, doing = (
            frozenset(verb for rule in rules if rule.part is part for verb in rule.verbs)
            for part in (Part.STATED, Part.GIVEN, Part.COPULA, Part.DOING)
        )
        self._verbs = Verbs(stating, giving, copulas, doing)

    def __call__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        mentions: tuple[Mention, ...],
        times: tuple[TimeMention, ...],
        before: Sequence[SentenceReading] = (),
    ) -> tuple[PhraseMention | None, ...]:
        """Run the stage; ``before`` are the sentences read so far."""
        pieces, parts = self._phrases(scan, clauses, mentions, times)
        reader = _Sentence(scan, mentions, pieces, parts, self._verbs)
        return reader.subjects(before[-_LOOK_BACK:])


class _Sentence:
    """The figures of one sentence."""

    def __init__(
        self, scan: Scan, mentions: tuple[Mention, ...], pieces: list[Piece], parts: Parts, verbs: Verbs
    ) -> None:
        self._scan = scan
        self._mentions = mentions
        self._parts = parts
        self._outline = Outline(pieces, parts, verbs)
        units = {mention.unit_first for mention in mentions}
        self._adjectival: set[int] = {hit.last for hit in scan.of("counters.adjectival")}
        self._classifiers: set[int] = set()
        for hit in scan.of("units"):
            word = hit.entry.payload
            if hit.first in units and isinstance(word, UnitWord) and word.adjectival:
                self._adjectival.add(hit.first)
        for hit in scan.of("counters"):
            word = hit.entry.payload
            if hit.first in units and isinstance(word, CounterWord):
                if word.noun is not None:
                    self._adjectival.add(hit.first)
                if word.rule.role is Role.CLASSIFIER:
                    self._classifiers.add(hit.first)

    def subjects(self, before: Sequence[SentenceReading]) -> tuple[PhraseMention | None, ...]:
        """Return the subject of each figure; what is told nowhere before may stand with the next figure."""
        found: list[PhraseMention | None] = []
        topical: list[bool] = []
        for index in range(len(self._mentions)):
            own = self._shared(index) or self._own(index)
            topical.append(own is not None and own.last <= self._mentions[index].first)
            found.append(self._mention(own) if own else self._carried(index, found, topical, before))
        for index in range(len(found) - 2, -1, -1):
            if found[index] is None:
                found[index] = found[index + 1]
        return tuple(found)

    def _mention(self, found: Found) -> PhraseMention:
        words = self._scan.words
        trace = self._scan.trace("subject", found.first, found.last, found.rule)
        return PhraseMention(words.starts[found.first], words.ends[found.last - 1], traces=(trace,))

    def _carried(
        self,
        index: int,
        found: Sequence[PhraseMention | None],
        topical: Sequence[bool],
        before: Sequence[SentenceReading],
    ) -> PhraseMention | None:
        """Return what an earlier figure measures: of this unit, in this sentence or before, else the last one."""
        quantity, outline = self._mentions[index].quantity, self._outline
        if outline.happens(index) and index + 1 < len(self._mentions):
            return None
        share = quantity.kind in _SHARES
        if index and (outline.worth(index)[0] or outline.continues(index) or outline.joined(index)):
            return found[index - 1]
        if index and share:
            leading = (other for other in range(index - 1, -1, -1) if outline.lead(other) in _UNLED)
            return found[next(leading, index - 1)]
        return (
            self._same(index, found, topical)
            or self._earlier(index, before, share=share)
            or (found[index - 1] if index else None)
        )

    def _same(self, index: int, found: Sequence[PhraseMention | None], topical: Sequence[bool]) -> PhraseMention | None:
        """Return what an earlier figure of the same unit measures, rather one that stands before its figure."""
        same = [other for other in range(index - 1, -1, -1) if _alike(self._mentions[other], self._mentions[index])]
        ordered = (*(other for other in same if topical[other]), *same)
        return next((subject for other in ordered if (subject := found[other])), None)

    def _earlier(self, index: int, before: Sequence[SentenceReading], *, share: bool) -> PhraseMention | None:
        for reading in reversed(before):
            for mention, subject in zip(reversed(reading.mentions), reversed(reading.subjects), strict=True):
                if subject is not None and (share or _alike(mention, self._mentions[index])):
                    return replace(subject, inferred=True)
        return None

    def _shared(self, index: int) -> Found | None:
        """Return the phrase behind the figure that joins this one: «۵ و ۱۰ تن شکر»."""
        outline = self._outline
        if index + 1 == len(self._mentions) or not outline.joined(index + 1) or outline.states(index):
            return None
        last = self._mentions[index + 1]
        if last.quantity.counter is not None or last.unit_first in self._adjectival or outline.after(index) is not None:
            return None
        return outline.after(index + 1)

    def _own(self, index: int) -> Found | None:
        mention, outline = self._mentions[index], self._outline
        kind = mention.quantity.kind
        worth, valued = outline.worth(index)
        if worth:
            return valued
        if outline.continues(index):
            return None
        if found := outline.respective(index):
            return found
        if mention.unit_first in self._adjectival:
            return self._described(index)
        if kind is Kind.RANK:
            if mention.unit_first > mention.first:
                return outline.topic(index) or outline.fields(index)
            return outline.fields(index) or outline.topic(index)
        if kind is Kind.COUNT:
            return self._counted(index)
        if kind is Kind.MONEY:
            return self._paid(index)
        return self._measured(index)

    def _described(self, index: int) -> Found | None:
        """«نیروگاه ۵۰ مگاواتی», «رشد ۱۴ درصدی تولید»."""
        outline = self._outline
        found, change = outline.described(index)
        if not change:
            return found or outline.after(index) or outline.topic(index)
        if found := outline.changing(index) or found:
            return found
        accepted = outline.lead(index) is Part.WITH and outline.done(index)
        return None if accepted else outline.topic(index)

    def _stated(self, index: int) -> Found | None:
        """Return the phrase whose value the clause of a figure states."""
        outline = self._outline
        lead = outline.lead(index)
        if lead not in _VALUED or not outline.states(index):
            return None
        apart = outline.follows_mark(index) or (lead is Part.OF and not outline.continues(index + 1))
        if apart and outline.after(index) is not None:
            return None
        return outline.topic(index)

    def _counted(self, index: int) -> Found | None:
        mention, outline = self._mentions[index], self._outline
        first, topic = mention.unit_first, self._stated(index)
        if first == mention.last:
            return topic
        listed = first in self._classifiers
        noun = self._parts.beginning(first, Part.NOUN) == mention.last
        direct = outline.direct(index)
        if noun or (mention.quantity.counter is not None and not listed):
            if outline.begins(topic, Part.AMOUNT) or (
                topic and outline.lead(index) and outline.begins(topic, Part.HEAD)
            ):
                return topic
            return direct if outline.begins(direct, Part.AMOUNT) else outline.counted(index, first)
        if topic is not None:
            return topic
        if outline.refers_back(index):
            return None
        if found := outline.after(index):
            return Found(first, mention.last) if not listed and outline.acts(index) else found
        if behind := outline.behind(index, Part.OF):
            return behind
        alone = self._parts.beginning(first, Part.ALONE) == mention.last
        if outline.begins(direct, Part.HEAD, Part.AMOUNT):
            return direct
        if direct is not None and not (listed and alone) and not outline.done(index):
            return direct
        if outline.lead(index) is Part.REACHING and outline.states(index):
            return None
        if listed and (not alone or outline.pointed_at(index) or self._repeats(index)):
            return None
        return Found(first, mention.last)

    def _repeats(self, index: int) -> bool:
        """Whether a figure before has the same unit."""
        return any(_alike(self._mentions[other], self._mentions[index]) for other in range(index))

    def _paid(self, index: int) -> Found | None:
        outline = self._outline
        if outline.refers_back(index):
            return None
        after, direct = outline.after(index), outline.direct(index)
        if after is not None and (direct is None or not outline.states(index)):
            return after
        if direct is not None and (outline.lead(index) or outline.begins(direct, Part.HEAD, Part.AMOUNT)):
            return direct
        if found := outline.behind(index, Part.OF):
            return found
        if found := self._stated(index):
            return found
        if found := outline.purpose(index):
            return found
        topic = None if outline.lead(index) is Part.WITH else self._topic(index)
        spent = outline.spent(index) if topic is None or outline.done(index) else None
        return spent or topic

    def _measured(self, index: int) -> Found | None:
        outline = self._outline
        direct = outline.direct(index)
        if outline.refers_back(index):
            return direct if direct is not None and not outline.done(index) else None
        if found := outline.behind(index, Part.OF):
            return found
        if found := self._stated(index):
            return found
        if found := outline.after(index):
            return found
        if direct is not None and (outline.lead(index) or outline.begins(direct, Part.HEAD, Part.AMOUNT)):
            return direct
        return outline.given(index) or self._topic(index)

    def _topic(self, index: int) -> Found | None:
        """Return the topic of a clause, unless it only does something with what an earlier figure measures."""
        if self._outline.is_object(index) or (self._outline.done(index) and self._repeats(index)):
            return None
        return self._outline.topic(index)


def _alike(one: Mention, other: Mention) -> bool:
    return one.quantity.unit == other.quantity.unit and one.quantity.counter == other.quantity.counter
