"""Look around the figures of a sentence: what leads up to one, which phrases stand before and behind it.

Input: a Scan and its pieces. Output: Found*, phrases as words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model import RuleRef
from extractor.reading.phrases import LEADS, Parts, Piece, Sort, heads_next
from extractor.rulebook.kinds.subjects import Part

_NOTHING_MEASURED = (Part.EVENT, Part.CHANGE, Part.VALUE, Part.RATE, Part.NUMBER, Part.POINTING)
_VALUED = (Part.REACHING, Part.OF)
_THEY = 6
_BESIDE = (Sort.HEDGE, Part.RATE, Part.NUMBER, Part.POINTING)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase, words ``first`` to ``last - 1``, and the rule that led to it."""

    first: int
    last: int
    rule: RuleRef | None = None


@dataclass(frozen=True, slots=True)
class Verbs:
    """Lemmas of verbs: that state a value, give to something, have an adjective before them, are done by somebody."""

    stating: frozenset[str]
    giving: frozenset[str]
    copulas: frozenset[str]
    doing: frozenset[str]


class Outline:
    """The pieces of a sentence, looked at from its figures, which are told by their index."""

    __slots__ = ("_at", "_parts", "_pieces", "_verbs")

    def __init__(self, pieces: list[Piece], parts: Parts, verbs: Verbs) -> None:
        """Index the figures."""
        self._pieces = pieces
        self._parts = parts
        self._verbs = verbs
        self._at = {piece.index: at for at, piece in enumerate(pieces) if piece.sort is Sort.FIGURE}

    def begins(self, found: Found | None, *wanted: Part) -> bool:
        """Whether a phrase begins with a word of one of these parts."""
        return found is not None and self._parts.beginning(found.first, *wanted) is not None

    def lead(self, index: int) -> Part | None:
        """Return the preposition that leads up to a figure, or to the phrase that it ends: «با ظرفیت ۲۰ تن»."""
        at = self._approach(index)
        if not self._is(at, Sort.PHRASE):
            return self._lead_of(at)
        return self._lead_of(at - 1) if self._bound(at) else None

    def follows_mark(self, index: int) -> bool:
        """Whether a comma stands directly before a figure."""
        return self._is(self._approach(index), Sort.MARK)

    def refers_back(self, index: int) -> bool:
        """Whether a figure counts on the one before: «۶۴۰ میلیارد آن», «از این میزان ۹ مگاوات فعال است»."""
        at, before = self._at[index], self._approach(index)
        if self._is(at + 1, Part.BACK) or (self._is(at + 1, Part.OF) and self._is(at + 2, Part.BACK)):
            return True
        while self._is(before, Sort.MARK):
            before -= 1
        if not (self._is(before, Part.BACK) and self._is(before - 1, Part.OF)):
            return False
        return not self._is(at + 1, Sort.PHRASE) or self._is(at + 2, Sort.VERB)

    def pointed_at(self, index: int) -> bool:
        """Whether «این» stands before a figure."""
        return self._is(self._at[index] - 1, Part.POINTING)

    def joined(self, index: int) -> bool:
        """Whether a figure directly joins the one before: «۵۵۰ و ۳۵۰ مگاوات»."""
        at = self._at[index] - 1
        while self._is(at, Part.JOINT, Sort.MARK, Sort.HEDGE, Part.REACHING):
            at -= 1
        return at < self._at[index] - 1 and self._is(at, Sort.FIGURE)

    def continues(self, index: int) -> bool:
        """Whether a figure ends the change that the one before begins: «از ۳ درصد در بهار به ۵ درصد»."""
        if not index or index not in self._at or self.lead(index) is not Part.REACHING or self.direct(index) is not None:
            return False
        if self.lead(index - 1) is not Part.OF or self.direct(index - 1) is not None:
            return False
        return not any(self._is(at, Sort.VERB, Sort.BREAK) for at in range(self._at[index - 1], self._at[index]))

    def respective(self, index: int) -> Found | None:
        """Return the part of a list that a figure behind «به ترتیب» belongs to, or what all parts are shares of."""
        first = last = index
        while first and self.joined(first):
            first -= 1
        while last + 1 in self._at and self.joined(last + 1):
            last += 1
        at = self._approach(first)
        if last == first or not self._is(at, Part.RESPECTIVELY):
            return None
        at -= 1
        while at >= 0 and not self._is(at, Sort.VERB, Sort.FIGURE):
            if self._is(at - 1, Part.OF) and self._is(at - 2, Sort.PHRASE) and self._shares(at - 2):
                found = self._phrase(at)
                if found is not None and not self.begins(found, Part.POINTING):
                    return found
            elif self._is(at, Sort.PHRASE) and self._lead_of(at - 1) is None:
                parts = self._conjuncts(at)
                if len(parts) == last - first + 1:
                    return parts[index - first]
            at -= 1
        return None

    def after(self, index: int) -> Found | None:
        """Return the phrase that follows a figure at once; of «۲ درصد افزایش قیمت», the price.

        An adjective before «است» is none: «۱۹۰ فروند فعال است».
        """
        at = self._at[index] + 1
        if self._is(at, Part.OTHER) and self._is(at + 1, Sort.PHRASE):
            at += 1
        found = self._phrase(at)
        if found is None:
            return None
        first, last = found.first, found.last
        while (end := self._parts.beginning(first, Part.CHANGE, Part.INFINITIVE)) and end < last:
            first = end
        if first == found.first and self._is(at + 1, Sort.VERB) and self._predicates(at + 1):
            last -= last - first == 1 or self.topic(index) is None
        return Found(first, last) if first < last else None

    def changing(self, index: int) -> Found | None:
        """Return what stands behind a change: «رشد ۱۳ درصدی ارزش», «افزایش ۵ درصدی در تولید»."""
        at = self._at[index] + 1
        if self._is(at, Sort.PHRASE):
            return Found(self._pieces[at].first, self._pieces[at].last)
        return self._led_by(at, Part.IN)

    def counted(self, index: int, first: int) -> Found:
        """Return the counted noun at word ``first`` with what follows it: «۷۱ شهرک و ناحیه صنعتی»."""
        at = self._at[index]
        last = self._pieces[at].last
        if self._is(at + 1, Sort.PHRASE) or (self._is(at + 1, Part.OTHER) and self._is(at + 2, Sort.PHRASE)):
            if not self._is(at + 2, Part.OBJECT) or not self._many(index) or self.topic(index) is not None:
                after = self.after(index)
                last = after.last if after else last
        elif self._is(at + 1, Part.JOINT) and self._is(at + 2, Sort.PHRASE):
            inside = self._is(self._approach(index), Part.IN) and not self._parts.heads(self._pieces[at + 2].first)
            if inside or not self._next_topic(at + 2):
                last = self._pieces[at + 2].last
        return Found(first, last)

    def acts(self, index: int) -> bool:
        """Whether those who are counted do something to what stands behind them: «۱۲ نفر مستمری می‌گیرند»."""
        at = self._at[index] + 2
        if not self._many(index):
            return False
        if self._is(at, Sort.NOUN_OF_VERB):
            at += 1
        does = self._is(at, Part.OBJECT) or (self._is(at, Sort.VERB) and self.done(index))
        return does and self.topic(index) is None

    def behind(self, index: int, *wanted: Part) -> Found | None:
        """Return the phrase behind a preposition that follows a figure at once, if it does not belong to the verb."""
        at = self._at[index] + 1
        while self._is(at, Part.STOP, Part.OTHER):
            at += 1
        return None if self._verb(index, Part.TAKING) else self._led_by(at, *wanted)

    def direct(self, index: int) -> Found | None:
        """Return the phrase that ends where a figure begins, if it can be what the figure measures."""
        at = self._approach(index)
        return self._phrase(at) if self._bound(at) else None

    def happens(self, index: int) -> bool:
        """Whether something only happens to what a figure measures: «ورود ۴۵۵ مگاوات»."""
        return self._only(self._approach(index), Part.EVENT)

    def described(self, index: int) -> tuple[Found | None, bool]:
        """Return the phrase that an adjectival figure ends, and whether it is a change: «رشد ۱۴ درصدی»."""
        at = self._approach(index)
        if not self._is(at, Sort.PHRASE):
            return None, False
        piece = self._pieces[at]
        change = self._parts.ending(piece.last, Part.CHANGE)
        if change is not None:
            return (Found(piece.first, change) if change > piece.first else None), True
        return (None if self._only(at, Part.EVENT) else self._last(self._after_event(piece))), False

    def worth(self, index: int) -> tuple[bool, Found | None]:
        """Return whether a figure tells the worth of something («به ارزش …»), and the phrase for that before it."""
        at = self._at[index] - 1
        if not self._is(at, Part.NUMBER):
            at = self._approach(index)
            if not self._only(at, Part.VALUE):
                return False, None
        if self._lead_of(at - 1) not in (Part.REACHING, Part.WITH):
            return False, None
        before = at - 2
        if self._is(before, Sort.FIGURE) or self._is(before - 1, Sort.FIGURE):
            return True, None
        return True, self._after_event(self._pieces[before]) if self._phrase(before) else None

    def purpose(self, index: int) -> Found | None:
        """Return what the money of a figure is for."""
        for at in self._beside(index):
            found = self._led_by(at, Part.PURPOSE, Part.ON)
            if found is not None:
                last = self._listed(at + 1) if self._is(at, Part.PURPOSE) else found.last
                return Found(found.first, last, found.rule)
        return None

    def spent(self, index: int) -> Found | None:
        """Return what the money of a figure goes into: «در این طرح … هزینه شد»."""
        if not self._verb(index, Part.SPENT):
            return None
        return next((found for at in self._beside(index) if (found := self._led_by(at, Part.IN, Part.RESPECT))), None)

    def given(self, index: int) -> Found | None:
        """Return what a figure is added or allotted to."""
        if not self._verb(index, Part.GIVEN, self._verbs.giving):
            return None
        return self._led_by(self._at[index] + 1, Part.REACHING)

    def done(self, index: int) -> bool:
        """Whether the verb behind a figure says what somebody does, and no change of something."""
        return self._verb(index, lemmas=self._verbs.doing) and not self._verb(index, Part.CHANGE)

    def is_object(self, index: int) -> bool:
        """Whether «را» follows a figure."""
        return self._is(self._at[index] + 1, Part.OBJECT)

    def fields(self, index: int) -> Found | None:
        """Return what a rank is in: «رتبه نخست در جذب گردشگر», «در صادرات رتبه دوم», «رتبه دوم صادرات»."""
        at = self._at[index]
        for step in range(at + 1, len(self._pieces)):
            if self._is(step, Sort.VERB, Sort.FIGURE):
                break
            if found := self._field(self._led_by(step, Part.IN, Part.RESPECT)):
                return found
        if found := self._field(self._phrase(at + 1)):
            return found
        for step in range(at - 2, -1, -1):
            if self._is(step, Sort.VERB):
                break
            if found := self._field(self._led_by(step, Part.IN, Part.RESPECT)):
                return found
        return None

    def topic(self, index: int) -> Found | None:
        """Return the phrase of the clause before a figure that no preposition leads up to."""
        lead, at = self.lead(index), self._at[index] - 1
        if lead is Part.OF and (found := self._changing(at)):
            return found
        if lead is Part.REACHING and (found := self._changed(self._approach(index) - 1)):
            return found
        strong = False
        while at >= 0:
            piece = self._pieces[at]
            if piece.sort is Sort.VERB:
                at = self._before_relative_clause(at)
                continue
            if piece.part is Part.OBJECT and (found := self._object(at)):
                return found
            if piece.sort is Sort.PHRASE and not self._is(at - 1, Sort.FIGURE):
                if self._only(at, Part.EVENT) or (lead in _VALUED and self._only(at, Part.CHANGE)):
                    return None
                found = self._bare(at)
                if found is not None:
                    return found
            elif self._stops(at, strong=strong):
                return None
            strong = strong or piece.sort is Sort.BREAK
            at -= 1
        return None

    def states(self, index: int) -> bool:
        """Whether the verb behind a figure states its value."""
        start = self._at[index] + 1
        at = self._verb_at(index)
        if at is None:
            return False
        verb = self._pieces[at].verb
        assert verb is not None  # noqa: S101  a piece of this sort has one
        if self._is(at - 1, Sort.NOUN_OF_VERB):
            return self._parts.ending(self._pieces[at - 1].last, Part.STATED) is not None
        if at == start:
            return True
        ends = self._is(at - 1, Sort.FIGURE, Sort.TIME, Part.COMPARATIVE) or self._is(at - 2, Sort.FIGURE)
        return verb.lemma in self._verbs.stating and ends

    def _verb_at(self, index: int) -> int | None:
        """Return the piece of the verb behind a figure."""
        return next((at for at in range(self._at[index] + 1, len(self._pieces)) if self._is(at, Sort.VERB)), None)

    def _verb(self, index: int, noun: Part | None = None, lemmas: frozenset[str] = frozenset()) -> bool:
        """Whether the verb behind a figure has a noun of a part before it, or is one of these."""
        at = self._verb_at(index)
        if at is None:
            return False
        verb = self._pieces[at].verb
        if verb is not None and verb.lemma in lemmas:
            return True
        return (
            noun is not None
            and self._is(at - 1, Sort.NOUN_OF_VERB)
            and self._parts.ending(self._pieces[at - 1].last, noun) is not None
        )

    def _predicates(self, at: int) -> bool:
        verb = self._pieces[at].verb
        return verb is not None and verb.lemma in self._verbs.copulas

    def _many(self, index: int) -> bool:
        """Whether the verb behind a figure is a plural."""
        at = self._verb_at(index)
        verb = self._pieces[at].verb if at is not None else None
        return verb is not None and verb.person == _THEY

    def _beside(self, index: int) -> Iterator[int]:
        """Yield the pieces behind a figure, then those before it, up to verbs and other figures."""
        for at in range(self._at[index] + 1, len(self._pieces)):
            if self._is(at, Sort.VERB, Sort.FIGURE):
                break
            yield at
        for at in range(self._at[index] - 1, -1, -1):
            if self._is(at, Sort.VERB, Sort.FIGURE):
                break
            yield at

    def _is(self, at: int, *wanted: Sort | Part) -> bool:
        if not 0 <= at < len(self._pieces):
            return False
        piece = self._pieces[at]
        return piece.sort in wanted or piece.part in wanted

    def _next_topic(self, at: int) -> bool:
        return heads_next(self._pieces, at, self._parts)

    def _approach(self, index: int) -> int:
        """Return the piece before a figure and the words that belong to it."""
        at = self._at[index] - 1
        while self._is(at, *_BESIDE):
            at -= 1
        return at

    def _lead_of(self, at: int) -> Part | None:
        return self._pieces[at].part if self._is(at, *LEADS) else None

    def _bound(self, at: int) -> bool:
        """Whether a phrase before a figure can be what the figure measures."""
        if not self._is(at, Sort.PHRASE) or self._is(at - 1, Sort.FIGURE):
            return False
        if self._lead_of(at - 1) in (None, Part.WITH):
            return True
        return self._parts.beginning(self._pieces[at].first, Part.HEAD, Part.AMOUNT, Part.VALUE) is not None

    def _only(self, at: int, *wanted: Part) -> bool:
        """Whether a piece is a phrase of nothing but such words and their adjectives of frequency."""
        if not self._is(at, Sort.PHRASE):
            return False
        piece = self._pieces[at]
        first = self._parts.beginning(piece.first, *wanted)
        while first is not None and first < piece.last:
            first = self._parts.beginning(first, Part.RATE, *wanted)
        return first == piece.last

    def _phrase(self, at: int) -> Found | None:
        """Return the phrase at a piece, unless it says nothing of what is measured."""
        if not self._is(at, Sort.PHRASE) or self._only(at, *_NOTHING_MEASURED):
            return None
        piece = self._pieces[at]
        if self._parts.is_number(piece.first, piece.last):
            return None
        first = self._parts.beginning(piece.first, Part.EVENT)
        if first is None or not self._parts.heads(first):
            first = self._parts.beginning(piece.first, Part.RATE) or piece.first
        return Found(first, self._share(at) if self._shares(at) else piece.last)

    def _shares(self, at: int) -> bool:
        return self._parts.beginning(self._pieces[at].first, Part.SHARE) is not None

    def _conjuncts(self, at: int) -> list[Found]:
        """Return the parts of a list that ends at a piece: «عمران، خدمات شهری و حمل‌ونقل»."""
        found: list[Found] = []
        while True:
            piece = self._pieces[at]
            last = piece.last
            for word in range(piece.last - 1, piece.first, -1):
                joint = self._parts.ends.get(word)
                if joint is not None and joint.part is Part.JOINT:
                    found.append(Found(word + 1, last))
                    last = word
            found.append(Found(piece.first, last))
            at -= 2
            if not (self._is(at + 1, Sort.MARK) and self._is(at, Sort.PHRASE) and self._lead_of(at - 1) is None):
                return found[::-1]

    def _share(self, at: int) -> int:
        """Return where «سهم … از …» ends."""
        behind = at + 1
        while self._is(behind, Part.STOP):
            behind += 1
        if self._is(behind, Part.OF) and self._is(behind + 1, Sort.PHRASE):
            return self._pieces[behind + 1].last
        return self._pieces[at].last

    def _listed(self, at: int) -> int:
        """Return where a list of phrases with commas ends: «تجهیز معدن، آب و برق و جاده»."""
        last = self._pieces[at].last
        while self._is(at + 1, Sort.MARK, Part.JOINT) and self._is(at + 2, Sort.PHRASE):
            at += 2
            last = self._pieces[at].last
        return last

    def _led_by(self, at: int, *wanted: Part) -> Found | None:
        if not self._is(at, *wanted):
            return None
        found = self._phrase(at + 1)
        return Found(found.first, found.last, self._pieces[at].rule) if found else None

    def _after_event(self, piece: Piece) -> Found:
        """Return a phrase without what happens to it: «رد خبر واردات»."""
        first = piece.first
        for word in range(piece.first, piece.last):
            last = self._parts.beginning(word, Part.EVENT, Part.CHANGE)
            if last is not None and last < piece.last:
                first = last
        return Found(first, piece.last)

    def _last(self, found: Found) -> Found:
        """Return the last part of a list that «و» joins."""
        for word in range(found.last - 2, found.first, -1):
            joint = self._parts.ends.get(word)
            if joint is not None and joint.part is Part.JOINT:
                return Found(word + 1, found.last)
        return found

    def _field(self, found: Found | None) -> Found | None:
        return None if self.begins(found, Part.RANGE, Part.POINTING) else found

    def _changing(self, at: int) -> Found | None:
        """Return what changes from one value to another: «رساندن ظرفیت از ۳ به ۵ مگاوات»."""
        while at >= 0 and not self._is(at, Sort.VERB, Sort.FIGURE):
            if found := self._changed(at):
                return found
            at -= 1
        return None

    def _bare(self, at: int) -> Found | None:
        """Return a phrase that no preposition leads up to, or what follows the name of a source without a comma."""
        lead = self._lead_of(at - 1)
        if lead is None:
            piece = self._pieces[at]
            return Found(piece.first, piece.last) if self._only(at, Part.VALUE) else self._phrase(at)
        if lead is Part.SOURCE:
            return self._headed(at)
        return None

    def _headed(self, at: int) -> Found | None:
        """Return the part of a phrase that begins with the last head of measured phrases, but not at its beginning."""
        piece = self._pieces[at]
        for word in range(piece.last - 1, piece.first, -1):
            if self._parts.heads(word) and not self._parts.heads(word - 1):
                return Found(word, piece.last)
        return None

    def _changed(self, at: int) -> Found | None:
        """Return what changes to a value: «کاهش سهمیه به ۴۰ لیتر»."""
        if not self._is(at, Sort.PHRASE):
            return None
        piece = self._pieces[at]
        found = self._after_event(piece)
        return found if found.first > piece.first else None

    def _object(self, at: int) -> Found | None:
        """Return the object of a clause: from a head of measured phrases on, else the phrase before «را»."""
        for before in range(at - 1, -1, -1):
            if self._is(before, Sort.VERB, Sort.FIGURE):
                break
            if not self._is(before, Sort.PHRASE):
                continue
            found = self._phrase(before)
            if self.begins(found, Part.HEAD, Part.AMOUNT):
                return found
            if found := self._headed(before):
                return found
        return None

    def _stops(self, at: int, *, strong: bool) -> bool:
        """Whether nothing before a piece can be the topic of what stands behind it."""
        piece = self._pieces[at]
        if piece.sort is Sort.FIGURE:
            return strong or not self._passes(at)
        return piece.part is Part.BACK and self._lead_of(at - 1) is None

    def _passes(self, at: int) -> bool:
        """Whether what another figure measures may stand before the figure at a piece, too."""
        piece = self._pieces[at]
        if self.lead(piece.index) is not None:
            return True
        return self._is(self._approach(piece.index), Sort.PHRASE) or self._is(at + 1, Part.JOINT, Sort.MARK)

    def _before_relative_clause(self, verb: int) -> int:
        """Return the piece before the relative clause that ends with a verb; -1 where there is none."""
        if self._is(verb + 1, Part.JOINT, Part.RELATIVE):
            return -1
        at = verb - 1
        while at >= 0 and not self._is(at, Sort.VERB):
            if self._is(at, Part.RELATIVE):
                return at - 1 if self._is(at - 1, Sort.PHRASE) else -1
            at -= 1
        return -1
