"""Look at a sentence from its figures: what leads up to one, what stands beside it, what its verb says.

Figures are told by their index, all else by the place of its piece. Nothing looks further than MAX_STEPS pieces.

Input: the pieces of a sentence and the parts of its words. Output: Found, a phrase as words; answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from extractor.model import RuleRef
from extractor.reading.mentions import Verb
from extractor.reading.subjects.parts import LEADS, Parts, Piece, Sort
from extractor.rulebook.kinds.subjects import Part

MAX_STEPS = 40
_NOTHING_MEASURED = (Part.ADJECTIVE, Part.EVENT, Part.CHANGE, Part.VALUE, Part.RATE, Part.NUMBER, Part.POINTING)
_BESIDE = (Sort.HEDGE, Part.RATE, Part.NUMBER, Part.POINTING)
_THEY = 6


class Found(Struct, frozen=True):
    """A phrase, words ``first`` to ``last - 1``, and the rule that led to it."""

    first: int
    last: int
    rule: RuleRef | None = None


class Verbs(Struct, frozen=True):
    """Lemmas of verbs: that state a value, give to something, have an adjective before them, are done by somebody."""

    stating: frozenset[str]
    giving: frozenset[str]
    copulas: frozenset[str]
    doing: frozenset[str]


class Outline:
    """The pieces of a sentence with its figures, by index, and its verbs."""

    __slots__ = ("_breaks_at", "_objects_at", "_verbs", "_verbs_at", "figures", "parts", "pieces")

    def __init__(self, pieces: list[Piece], parts: Parts, verbs: Verbs) -> None:
        """Index the figures and the verbs."""
        self.pieces = pieces
        self.parts = parts
        self.figures = {piece.index: at for at, piece in enumerate(pieces) if piece.sort is Sort.FIGURE}
        self._verbs = verbs
        self._verbs_at = [at for at, piece in enumerate(pieces) if piece.sort is Sort.VERB]
        self._breaks_at = [at for at, piece in enumerate(pieces) if piece.sort in (Sort.VERB, Sort.BREAK)]
        self._objects_at = [at for at, piece in enumerate(pieces) if piece.part is Part.OBJECT]

    def has(self, at: int, *wanted: Sort | Part) -> bool:
        """Whether a piece is of one of these sorts or parts."""
        if not 0 <= at < len(self.pieces):
            return False
        piece = self.pieces[at]
        return piece.sort in wanted or piece.part in wanted

    def before(self, at: int) -> Iterator[int]:
        """Yield the places before a piece, nearest first."""
        return iter(range(at - 1, max(-1, at - 1 - MAX_STEPS), -1))

    def behind(self, at: int) -> Iterator[int]:
        """Yield the places behind a piece."""
        return iter(range(at + 1, min(len(self.pieces), at + 1 + MAX_STEPS)))

    def beside(self, index: int) -> Iterator[int]:
        """Yield the places behind a figure, then those before it, up to verbs and other figures."""
        for places in (self.behind(self.figures[index]), self.before(self.figures[index])):
            for at in places:
                if self.has(at, Sort.VERB, Sort.FIGURE):
                    break
                yield at

    def lead_of(self, at: int) -> Part | None:
        """Return the part of a piece if it is a preposition."""
        return self.pieces[at].part if self.has(at, *LEADS) else None

    def begins(self, found: Found | None, *wanted: Part) -> bool:
        """Whether a phrase begins with a word of one of these parts."""
        return found is not None and self.parts.beginning(found.first, *wanted) is not None

    def only(self, at: int, *wanted: Part) -> bool:
        """Whether a piece is a phrase of nothing but such words and rates."""
        if not self.has(at, Sort.PHRASE):
            return False
        piece = self.pieces[at]
        first = self.parts.beginning(piece.first, *wanted)
        while first is not None and first < piece.last:
            first = self.parts.beginning(first, Part.RATE, *wanted)
        return first == piece.last

    def phrase(self, at: int) -> Found | None:
        """Return the phrase at a piece, unless it says nothing of what is measured."""
        if not self.has(at, Sort.PHRASE) or self.only(at, *_NOTHING_MEASURED):
            return None
        piece = self.pieces[at]
        if self.parts.is_number(piece.first, piece.last):
            return None
        first = self.parts.beginning(piece.first, Part.EVENT)
        if first is None or not self.parts.heads(first):
            first = self.parts.beginning(piece.first, Part.RATE) or piece.first
        return Found(first, self._share(at) if self.shares(at) else piece.last)

    def shares(self, at: int) -> bool:
        """Whether a phrase begins with «سهم»."""
        return self.has(at, Sort.PHRASE) and self.parts.beginning(self.pieces[at].first, Part.SHARE) is not None

    def share_in(self, at: int) -> int | None:
        """Return where «سهم» stands in a phrase: «شورا سهم صندوق»."""
        if not self.has(at, Sort.PHRASE):
            return None
        words = range(self.pieces[at].first, self.pieces[at].last)
        return next((word for word in words if self.parts.beginning(word, Part.SHARE) is not None), None)

    def led_by(self, at: int, *wanted: Part) -> Found | None:
        """Return the phrase that a preposition at a piece leads up to."""
        found = self.phrase(at + 1) if self.has(at, *wanted) else None
        return Found(found.first, found.last, self.pieces[at].rule) if found else None

    def without_event(self, at: int) -> Found:
        """Return the phrase at a piece without what happens to it: «رد خبر واردات», «کاهش سهمیه»."""
        piece = self.pieces[at]
        first = piece.first
        for word in range(piece.first, piece.last):
            if self.parts.beginning(word, Part.HEAD) is not None and first == piece.first:
                break
            last = self.parts.beginning(word, Part.EVENT, Part.CHANGE)
            if last is not None and last < piece.last:
                first = last
        return Found(first, piece.last)

    def happens(self, at: int) -> bool:
        """Whether a phrase begins with what happens to something: «احداث نیروگاه»."""
        return self.has(at, Sort.PHRASE) and self.parts.beginning(self.pieces[at].first, Part.EVENT) is not None

    def approach(self, index: int) -> int:
        """Return the piece before a figure and the words that belong to it."""
        at = self.figures[index] - 1
        while self.has(at, *_BESIDE):
            at -= 1
        return at

    def direct(self, index: int) -> Found | None:
        """Return the phrase that ends where a figure begins, if it can be what the figure measures."""
        at = self.approach(index)
        return self.phrase(at) if self._bound(at) else None

    def qualified(self, index: int) -> int | None:
        """Return where the phrase behind a figure ends that begins with an adjective of a sort: «۳۴۶ بسته بهداشتی»."""
        at = self.figures[index] + 1
        if not self.has(at, Sort.PHRASE) or self.parts.beginning(self.pieces[at].first, Part.SORT) is None:
            return None
        return self.pieces[at].last

    def is_item(self, index: int) -> bool:
        """Whether a figure and the phrase before it are one item of a list: «قند ۴۰ تن، تانکر ۱۴ دستگاه، …»."""
        at = self.figures[index]
        return self.has(at - 2, Sort.MARK, Part.JOINT) and (
            at + 1 == len(self.pieces) or self.has(at + 1, Sort.MARK, Sort.BREAK, Part.JOINT)
        )

    def event(self, index: int) -> Found | None:
        """Return what happens to what a figure measures: «پرداخت ۲۰۰ میلیارد تومان»."""
        at = self.approach(index)
        return Found(self.pieces[at].first, self.pieces[at].last) if self.only(at, Part.EVENT, Part.CHANGE) else None

    def lead(self, index: int) -> Part | None:
        """Return the preposition that leads up to a figure, or to the phrase that it ends: «با ظرفیت ۲۰ تن»."""
        at = self.approach(index)
        if not self.has(at, Sort.PHRASE):
            return self.lead_of(at)
        return self.lead_of(at - 1) if self._bound(at) else None

    def joined(self, index: int) -> bool:
        """Whether a figure directly joins the one before: «۵۵۰ و ۳۵۰ مگاوات»."""
        if index not in self.figures:
            return False
        at = self.figures[index] - 1
        while self.has(at, Part.JOINT, Sort.MARK, Sort.HEDGE, Part.REACHING):
            at -= 1
        return at < self.figures[index] - 1 and self.has(at, Sort.FIGURE)

    def adjacent(self, index: int) -> bool:
        """Whether a figure stands right behind another: «شش توربین ۲ مگاواتی»."""
        return self.has(self.figures[index] - 1, Sort.FIGURE)

    def resumes(self, at: int) -> bool:
        """Whether a piece takes up by its name what was measured before: «این رقم»."""
        if not self.has(at, Part.BACK):
            return False
        first = self.parts.beginning(self.pieces[at].first, Part.POINTING)
        return first is not None and first < self.pieces[at].last

    def continues(self, index: int) -> bool:
        """Whether a figure ends the change that the one before begins: «از ۳ درصد در بهار به ۵ درصد»."""
        before = index - 1
        if before < 0 or index not in self.figures or self.direct(index) or self.direct(before):
            return False
        if self.lead(index) is not Part.REACHING or self.lead(before) is not Part.OF:
            return False
        return self.unparted(index)

    def unparted(self, index: int) -> bool:
        """Whether no verb and no end of a clause stands between a figure and the one before it."""
        return not _any_between(self._breaks_at, self.figures[index - 1], self.figures[index])

    def follows(self, index: int) -> bool:
        """Whether a figure measures what the one before it does, and nothing else can be meant."""
        return self.continues(index) or self.restates(index)

    def restates(self, index: int) -> bool:
        """Whether a figure alone in brackets tells the one before otherwise: «۶۸۰ میلیون یورو (۷۸۳ میلیون دلار)»."""
        at = self.figures[index]
        return self.has(at - 2, Sort.FIGURE) and self.has(at - 1, Sort.OPENING) and self.has(at + 1, Sort.CLOSING)

    def refers_back(self, index: int) -> bool:
        """Whether a figure counts on the one before: «۶۴۰ میلیارد آن», «از این میزان ۹ مگاوات فعال است»."""
        at, before = self.figures[index], self.approach(index)
        if self.has(at + 1, Part.BACK) or (self.has(at + 1, Part.OF) and self.has(at + 2, Part.BACK)):
            return True
        while self.has(before, Sort.MARK):
            before -= 1
        if not (self.has(before, Part.BACK) and self.has(before - 1, Part.OF)):
            return False
        if self.has(before - 2, Part.OBJECT) or self.shares(before - 2):
            return False
        return not self.has(at + 1, Sort.PHRASE) or (self.has(at + 2, Sort.VERB) and not self.shares(at + 1))

    def states(self, index: int) -> bool:
        """Whether the verb behind a figure states its value: «به ۵ درصد رسید», «۲۰ تن برآورد شد»."""
        at = self.verb_at(index)
        if at is None or self._belongs_to_next(index, at):
            return False
        if self.has(at - 1, Sort.NOUN_OF_VERB):
            inside = _any_between(self._objects_at, self.figures[index], at)
            return not inside and self.parts.ending(self.pieces[at - 1].last, Part.STATED) is not None
        if at == self.figures[index] + 1:
            return True
        ends = self.has(at - 1, Sort.FIGURE, Sort.TIME, Part.COMPARATIVE) or self.has(at - 2, Sort.FIGURE)
        return ends and self._is_verb(at, self._verbs.stating)

    def _belongs_to_next(self, index: int, verb: int) -> bool:
        """Whether a figure is only of what the next one measures: «عمر ۶۴ درصد اتوبوس‌ها (از) ۲۰ سال (بالاتر) است»."""
        at = self.figures[index] + 1
        if self.has(at, Part.OF):
            at += 1
        if not self.has(at, Sort.PHRASE):
            return False
        at += 1
        compared, reaching = self.has(at, Part.OF), self.has(at, Part.REACHING)
        at += compared or reaching
        while self.has(at, Sort.HEDGE):
            at += 1
        if at >= verb or not self.has(at, Sort.FIGURE) or (reaching and self.lead(index) is not None):
            return False
        return not compared or self.has(at + 1, Part.COMPARATIVE)

    def done(self, index: int) -> bool:
        """Whether the verb behind a figure says what somebody does, and no change of something."""
        return self._is_verb(self.verb_at(index), self._verbs.doing) and not self.noun_of_verb(index, Part.CHANGE)

    def gives(self, index: int) -> bool:
        """Whether something is added or allotted by the verb behind a figure."""
        return self._is_verb(self.verb_at(index), self._verbs.giving) or self.noun_of_verb(index, Part.GIVEN)

    def many(self, index: int) -> bool:
        """Whether the verb behind a figure is a plural."""
        verb = self._verb(self.verb_at(index))
        if verb is None:
            return False
        return verb.person == _THEY or self.parts.beginning(verb.first, Part.PLURAL) == verb.last

    def is_copula(self, at: int) -> bool:
        """Whether a piece is a verb before which an adjective stands."""
        return self._is_verb(at, self._verbs.copulas)

    def noun_of_verb(self, index: int, part: Part) -> bool:
        """Whether the verb behind a figure has a noun of this part."""
        at = self.verb_at(index)
        if at is None or not self.has(at - 1, Sort.NOUN_OF_VERB):
            return False
        return self.parts.ending(self.pieces[at - 1].last, part) is not None

    def comes_out(self, index: int) -> bool:
        """Whether «از» behind a figure belongs to the noun before it: «عبور ۳ هزار نفر از مرز»."""
        at = self.approach(index)
        return self.has(at, Sort.PHRASE) and self.parts.ending(self.pieces[at].last, Part.TAKING) is not None

    def verb_at(self, index: int) -> int | None:
        """Return the piece of the first verb behind a figure."""
        place = bisect_left(self._verbs_at, self.figures[index])
        return self._verbs_at[place] if place < len(self._verbs_at) else None

    def _verb(self, at: int | None) -> Verb | None:
        return self.pieces[at].verb if at is not None and self.has(at, Sort.VERB) else None

    def _is_verb(self, at: int | None, lemmas: frozenset[str]) -> bool:
        verb = self._verb(at)
        return verb is not None and verb.lemma in lemmas

    def _bound(self, at: int) -> bool:
        """Whether a phrase before a figure can be what the figure measures."""
        if not self.has(at, Sort.PHRASE) or self.has(at - 1, Sort.FIGURE):
            return False
        if self.lead_of(at - 1) in (None, Part.WITH):
            return True
        return self.parts.beginning(self.pieces[at].first, Part.HEAD, Part.AMOUNT, Part.VALUE) is not None

    def _share(self, at: int) -> int:
        """Return where «سهم … از …» ends."""
        behind = at + 1
        while self.has(behind, Part.STOP):
            behind += 1
        if self.has(behind, Part.OF) and self.has(behind + 1, Sort.PHRASE):
            return self.pieces[behind + 1].last
        return self.pieces[at].last


def _any_between(places: list[int], first: int, last: int) -> bool:
    """Whether one of some places, in order, is one from ``first`` to ``last - 1``."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last
