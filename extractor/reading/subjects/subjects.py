"""Find the head noun phrase that is measured or counted.

What a figure measures stands behind its unit («مگاوات نیروگاه خورشیدی»), before it («تولید گندم به …»), behind «از» or
«برای», or is what the figure before it measured («که ۶ درصد کمتر است»). Which of these holds is told by the kind of
unit, by the word that leads up to the figure, and by the verb: one that states a value («بود», «رسید») measures
its subject.

Input: Scan, clauses, mentions, times, the readings before. Output: a PhraseMention or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.model import Kind
from extractor.reading.mentions import Clause, Mention, PhraseMention, Scan, SentenceReading, TimeMention
from extractor.reading.subjects.earlier import SHARES, Earlier, alike, spoken_of
from extractor.reading.subjects.followers import (
    acts,
    after,
    changing,
    compares,
    counted,
    field,
    given,
    granted,
    progress,
    purpose,
    spent,
    whole,
    whole_before,
)
from extractor.reading.subjects.medial import MedialSubjects
from extractor.reading.subjects.outline import Found, Outline, Verbs
from extractor.reading.subjects.parts import Sort
from extractor.reading.subjects.phrases import Phrases
from extractor.reading.subjects.topics import (
    changed,
    described,
    having,
    paired,
    respective,
    resumed,
    topic,
    worth,
)
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.clauses import ClauseRule, Order
from extractor.rulebook.kinds.counters import CounterWord
from extractor.rulebook.kinds.subjects import Part, SubjectRule
from extractor.rulebook.kinds.units import UnitWord
from extractor.rulebook.kinds.verbs import VerbForm
from extractor.text.folding import fold_form

_READINGS_BACK = 3
_LONGEST_LABEL = 6
_VALUED = (None, Part.REACHING, Part.OF)
_SPEAKING = (Sort.PHRASE, Sort.VERB, Sort.WORD, Sort.TIME)
_SOURCES = (Part.OF, Part.IN, Part.PREPOSITION)


class Subjects:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the verbs that tell how a figure stands to its clause."""
        self._medial = MedialSubjects(book) if any(rule.verb is Order.MEDIAL for rule in book.of(ClauseRule)) else None
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
        above: Scan | None = None,
    ) -> tuple[PhraseMention | None, ...]:
        """Run the stage; ``before`` are the sentences read so far, ``above`` is the line over this one.

        A line of nothing but a figure does not go on with the text before it, but a line over it may name the figure.
        """
        if self._medial is not None:
            return self._medial(scan, clauses, mentions, times, before)
        pieces, parts = self._phrases(scan, clauses, mentions, times)
        reader = _Sentence(scan, mentions, Outline(pieces, parts, self._verbs))
        if any(piece.sort in _SPEAKING for piece in pieces):
            return reader.subjects(before[-_READINGS_BACK:])
        label = _label(above) if above is not None else None
        return tuple(subject or label for subject in reader.subjects(()))


class _Sentence:
    """The figures of one sentence."""

    def __init__(self, scan: Scan, mentions: tuple[Mention, ...], outline: Outline) -> None:
        self._scan = scan
        self._mentions = mentions
        self._outline = outline
        self._earlier = Earlier(mentions, outline)
        units = {mention.unit_first for mention in mentions}
        self._adjectival: set[int] = {hit.last for hit in scan.of("counters.adjectival")}
        for hit in scan.of("units"):
            word = hit.entry.payload
            if hit.first in units and isinstance(word, UnitWord) and word.adjectival:
                self._adjectival.add(hit.first)
        for hit in scan.of("counters"):
            word = hit.entry.payload
            if hit.first not in units or not isinstance(word, CounterWord) or word.noun is None:
                continue
            if fold_form(word.noun) != scan.words.slice(hit.first, hit.last):  # «زائر» is only another spelling
                self._adjectival.add(hit.first)

    def subjects(self, before: Sequence[SentenceReading]) -> tuple[PhraseMention | None, ...]:
        """Return the subject of each figure; what is told nowhere before may stand with the next figure."""
        found: list[PhraseMention | None] = []
        topical: list[bool] = []
        for index, mention in enumerate(self._mentions):
            own = self._shared(index) or self._own(index)
            topical.append(own is not None and own.last <= mention.first)
            told = own or self._earlier.carried(index, found, topical, before)
            found.append(self._mention(told) if isinstance(told, Found) else told)
        for index in range(len(found) - 1, -1, -1):
            if found[index] is None and index + 1 < len(found):
                found[index] = found[index + 1]
            if found[index] is None and (event := self._outline.event(index)):
                found[index] = self._mention(event)
        return tuple(found)

    def _mention(self, found: Found) -> PhraseMention:
        words = self._scan.words
        trace = self._scan.trace("subject", found.first, found.last, found.rule)
        return PhraseMention(words.starts[found.first], words.ends[found.last - 1], traces=(trace,))

    def _shared(self, index: int) -> Found | None:
        """Return the phrase behind the figure that joins this one: «۵ و ۱۰ تن شکر»."""
        outline = self._outline
        if not outline.joined(index + 1) or after(outline, index):
            return None
        if outline.states(index) and topic(outline, index):
            return None
        last = self._mentions[index + 1]
        if not alike(self._mentions[index], last) or last.quantity.counter or last.unit_first in self._adjectival:
            return None
        return after(outline, index + 1)

    def _own(self, index: int) -> Found | None:
        """Return the phrase of its own clause that a figure measures."""
        mention, outline = self._mentions[index], self._outline
        kind = mention.quantity.kind
        worthy, valued = worth(outline, index)
        if worthy or outline.follows(index):
            return valued
        if found := respective(outline, index) or paired(outline, index):
            return found
        if not self._names_it(mention) and (found := having(outline, index)):
            return found
        if mention.unit_first in self._adjectival:
            return self._described(index)
        if kind is Kind.RANK:
            if mention.unit_first > mention.first:
                return topic(outline, index) or field(outline, index)
            return field(outline, index) or topic(outline, index)
        if kind is Kind.COUNT:
            return self._counted(index)
        if kind is Kind.MONEY:
            return self._paid(index)
        return self._measured(index)

    def _names_it(self, mention: Mention) -> bool:
        """Whether a figure counts by a noun of its own: «۲۴۰ هزار بیننده», not «۱۱۸ هزار دستگاه»."""
        counter = mention.quantity.counter is not None and mention.unit_first < mention.last
        return counter and mention.unit_first not in self._outline.parts.classifiers

    def _described(self, index: int) -> Found | None:
        """«نیروگاه ۵۰ مگاواتی», «رشد ۱۴ درصدی تولید»; «با رشد ۲۰ درصدی موافقت کرد» tells of no topic."""
        outline = self._outline
        before = self._mentions[index - 1] if index else None
        if before is not None and outline.adjacent(index) and before.unit_first < before.last:
            return Found(before.unit_first, before.last)
        found, change = described(outline, index)
        if not change:
            return found or after(outline, index) or topic(outline, index)
        if found := changing(outline, index) or found:
            return found
        return None if outline.lead(index) is Part.WITH and outline.done(index) else topic(outline, index)

    def _stated(self, index: int) -> Found | None:
        """Return the phrase whose value the clause of a figure states."""
        outline, lead = self._outline, self._outline.lead(index)
        if found := changed(outline, index):
            return found
        if lead not in _VALUED or not outline.states(index):
            return None
        comma = outline.has(outline.approach(index), Sort.MARK)
        if (comma or (lead is Part.OF and not outline.continues(index + 1))) and after(outline, index):
            return None
        return self._unless_somebody(topic(outline, index))

    def _counted(self, index: int) -> Found | None:
        mention, outline, stated = self._mentions[index], self._outline, self._stated(index)
        first = mention.unit_first
        if first == mention.last:
            return stated
        listed = first in outline.parts.classifiers
        general = listed or self._is(index, Part.NOUN) or self._is(index, Part.ALONE)
        if general and stated is None and outline.direct(index) is None and self._earlier.goes_on_sharing(index):
            return None
        if self._is(index, Part.NOUN) and outline.refers_back(index) and not after(outline, index):
            return None
        if self._is(index, Part.NOUN) or (mention.quantity.counter is not None and not listed):
            return self._counted_noun(index, stated)
        if stated is not None or outline.refers_back(index) or (listed and self._earlier.is_share(index)):
            return stated
        if listed and (end := outline.qualified(index)):
            return Found(first, end)
        if found := after(outline, index):
            return Found(first, mention.last) if not listed and acts(outline, index) else found
        if found := whole(outline, index):
            return found
        direct, alone = outline.direct(index), self._is(index, Part.ALONE)
        if outline.begins(direct, Part.HEAD, Part.AMOUNT):
            return direct
        if direct is not None and (not (listed and alone) or outline.is_item(index)) and not outline.done(index):
            happens = alone and outline.lead(index) is Part.WITH and direct.last - direct.first > 1
            return Found(first, mention.last) if happens else direct
        pointed = outline.has(outline.figures[index] - 1, Part.POINTING)
        if listed and (not alone or pointed or self._earlier.repeats(index)):
            return None
        if index and outline.refers_back(index - 1) and alike(self._mentions[index - 1], mention):
            return None
        if outline.lead(index) is Part.REACHING and outline.states(index):
            return None
        return (spoken_of(outline, index) if listed else None) or Found(first, mention.last)

    def _counted_noun(self, index: int, stated: Found | None) -> Found:
        outline, direct = self._outline, self._outline.direct(index)
        sized = outline.lead(index) is not None or outline.has(outline.figures[index] + 1, Sort.VERB)
        if stated is not None and outline.begins(stated, Part.AMOUNT, *((Part.HEAD,) if sized else ())):
            return stated
        if direct is not None and outline.begins(direct, Part.AMOUNT):
            return direct
        mention = self._mentions[index]
        return counted(outline, index, mention.unit_first, self._before_rate(mention))

    def _before_rate(self, mention: Mention) -> int:
        """Return where the unit of a figure ends and the rate behind it begins: «۲۵۰ خودرو در روز»."""
        starts = self._scan.words.starts
        for trace in mention.traces:
            if trace.field == "per" and trace.start > starts[mention.unit_first] and trace.start < mention.end:
                return bisect_left(starts, trace.start)
        return mention.last

    def _is(self, index: int, part: Part) -> bool:
        """Whether the unit of a figure is a word of a part."""
        mention = self._mentions[index]
        return self._outline.parts.beginning(mention.unit_first, part) == self._before_rate(mention)

    def _paid(self, index: int) -> Found | None:
        outline = self._outline
        if outline.refers_back(index):
            return resumed(outline, index, anew=False) or purpose(outline, index)
        noun, direct = after(outline, index), outline.direct(index)
        if noun is not None and (direct is None or not outline.states(index)):
            return noun
        if direct is not None and self._heads(index, direct):
            return (purpose(outline, index) if outline.lead(index) in _SOURCES else None) or direct
        if found := whole(outline, index) or self._stated(index) or purpose(outline, index) or given(outline, index):
            return found
        if found := granted(outline, index):
            return found
        found = None if outline.lead(index) is Part.WITH else self._topic(index)
        return (spent(outline, index) if found is None or outline.done(index) else None) or found

    def _measured(self, index: int) -> Found | None:
        mention, outline, direct = self._mentions[index], self._outline, self._outline.direct(index)
        share = mention.quantity.kind in SHARES
        taken_up = resumed(outline, index, anew=not self._earlier.repeats(index)) if share else None
        if found := progress(outline, index) or taken_up:
            return found
        if outline.refers_back(index):
            return direct if direct is not None and not outline.done(index) else None
        if mention.quantity.kind is Kind.RATIO and mention.unit_first < mention.last and compares(outline, index):
            return topic(outline, index) or (None if index else after(outline, index))
        if found := whole(outline, index) or self._stated(index) or after(outline, index):
            return found
        if not (share and self._earlier.repeats(index)) and (found := given(outline, index)):
            return found
        if direct is not None and self._heads(index, direct):
            return direct
        found = self._topic(index)
        return found or (whole_before(outline, index) if share else None)

    def _heads(self, index: int, direct: Found) -> bool:
        """Whether a phrase that a figure ends is what it measures, whatever the verb."""
        return self._outline.lead(index) is not None or self._outline.begins(direct, Part.HEAD, Part.AMOUNT)

    def _topic(self, index: int) -> Found | None:
        """Return the topic of a clause, unless it only does something with what an earlier figure measures."""
        outline = self._outline
        if outline.has(outline.figures[index] + 1, Part.OBJECT):
            return None
        if outline.done(index) and self._earlier.repeats(index):
            return None
        return self._unless_somebody(topic(outline, index))

    def _unless_somebody(self, found: Found | None) -> Found | None:
        """Return a phrase unless it is the name of a person, who does something and is not measured."""
        return None if found is not None and self._outline.parts.is_person(found.first, found.last) else found


def _label(line: Scan) -> PhraseMention | None:
    """Return a line that can name the figure below it, as in a table: a few words, without a verb or a mark."""
    words = line.words
    if not 0 < len(words) <= _LONGEST_LABEL or not all(map(str.isalnum, words.words)):
        return None
    forms = (hit.entry.payload for hit in line.of("verbs"))
    if any(isinstance(form, VerbForm) and form.finite for form in forms):
        return None
    named = line.trace("subject", 0, len(words))
    return PhraseMention(words.starts[0], words.ends[-1], inferred=True, traces=(named,))
