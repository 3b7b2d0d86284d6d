"""Read what leads up to a numeral: its modifier, and a rate before it («روزانه حدود …», «هر کیلو …»).

Input: Scan, the finder of units, a draft. Output: Approach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from extractor.model import Kind, Modifier
from extractor.reading.mentions import Scan, TimeMention, Trace
from extractor.reading.quantities.drafts import Draft
from extractor.reading.quantities.units import UnitsOf
from extractor.rulebook.kinds.modifiers import ModifierRule
from extractor.rulebook.kinds.rates import Position, RateWord
from extractor.rulebook.kinds.units import UnitWord
from extractor.rulebook.lexicon import Hit

MAX_STEPS = 6
MAX_APART = 20


class Approach(Struct, frozen=True):
    """What stands before a figure; ``first`` is the word where it begins."""

    first: int
    modifier: Modifier | None = None
    rate: str | None = None
    traces: tuple[Trace, ...] = ()


class Approaches:
    """Reads approaches and rates in one sentence."""

    __slots__ = ("_begins", "_hits", "_scan", "_timed", "_units")

    def __init__(self, scan: Scan, units: UnitsOf, times: tuple[TimeMention, ...]) -> None:
        """Index the hits of the sentence."""
        self._scan = scan
        self._hits = scan.hits
        self._units = units
        self._timed = times
        self._begins = [time.first for time in times]

    def before(self, draft: Draft, previous: Draft | None) -> Approach:
        """Walk back from a figure over modifiers, rates and bridges, not beyond the figure before it.

        Directly behind another figure «تا» begins the end of a range, and «بیش از» compares with a percentage: no
        modifiers there.
        """
        barrier = previous.last if previous is not None else 0
        at, modifier, rate = draft.first, None, None
        traces: tuple[Trace, ...] = ()
        for _ in range(MAX_STEPS):
            hit = _inside(self._hits.before("modifiers.before", at), barrier)
            if hit is not None and (modifier is None or hit.last - hit.first > 1):
                if modifier is None and not (hit.first == barrier and _compares(hit, previous)):
                    modifier = _modifier(hit)
                    traces += (self._scan.trace("modifier", hit.first, hit.last, hit.entry.rule),)
                at = hit.first
                continue
            found = self._rate_before(at, barrier, draft)
            if found is not None and rate is None:
                at, rate, trace = found
                traces += (trace,)
                continue
            bridge = _inside(self._hits.before("modifiers.bridge", at), barrier)
            if bridge is None:
                break
            at = bridge.first
        return Approach(at, modifier, rate, traces)

    def modifier_after(self, draft: Draft) -> tuple[Modifier, Trace] | None:
        """Return a modifier that stands behind a figure or before its unit: «و اندی»."""
        for hit in (
            *self._hits.at("modifiers.after", draft.last),
            *self._hits.before("modifiers.after", draft.unit_first),
        ):
            return _modifier(hit), self._scan.trace("modifier", hit.first, hit.last, hit.entry.rule)
        return None

    def rate_after(self, draft: Draft) -> tuple[int, str, Trace] | None:
        """Return where a rate behind the unit ends, and its denominator: «در روز», «برای هر لیتر»."""
        for hit in self._hits.at("rates", draft.last):
            word = _rate_word(hit)
            if word.position is not Position.AFTER or self._is_time(hit) or not self._holds(hit):
                continue
            if word.rule.unit is not None:
                return hit.last, word.rule.unit, self._scan.trace("per", hit.first, hit.last, hit.entry.rule)
            unit = self._denominator(hit)
            if unit is not None:
                last, name = unit
                return last, name, self._scan.trace("per", hit.first, last, hit.entry.rule)
        return None

    def rate_apart(self, draft: Draft, others: AbstractSet[int]) -> tuple[str, Trace] | None:
        """Return a rate that stands apart in the clause: «تولید روزانه بنزین به … رسید», «قیمت هر کیلو …».

        ``others`` are words of figures in another unit; the search ends there, at punctuation, and where a clause ends
        with its verb and another is joined to it.
        """
        words = self._scan.words.words
        for at in range(draft.first - 1, max(-1, draft.first - 1 - MAX_APART), -1):
            if at in others or not words[at].isalnum() or (self._units.and_at(at + 1) and self._units.nouns.verb(at)):
                return None
            for hit in self._hits.at("rates", at):
                word = _rate_word(hit)
                if word.position is not Position.APART or self._is_time(hit) or not self._holds(hit):
                    continue
                if word.rule.unit is not None:
                    return word.rule.unit, self._scan.trace("per", hit.first, hit.last, hit.entry.rule)
                unit = self._denominator(hit) if draft.kind is Kind.MONEY else None
                if unit is not None:
                    return unit[1], self._scan.trace("per", hit.first, unit[0], hit.entry.rule)
        return None

    def _rate_before(self, at: int, barrier: int, draft: Draft) -> tuple[int, str, Trace] | None:
        longest = min((hit.first for hit in self._hits.before("units", at)), default=at)
        for hit in self._hits.before("rates", at):
            word = _rate_word(hit)
            if word.position is not Position.BEFORE or word.rule.unit is None or hit.first < barrier:
                continue
            if longest < hit.first:  # «کیلووات‌ساعتی» is no «ساعتی»
                continue
            if not self._is_time(hit) and self._holds(hit):
                return hit.first, word.rule.unit, self._scan.trace("per", hit.first, hit.last, hit.entry.rule)
        for hit in self._hits.before("units", at):
            unit = _unit_word(hit)
            measured = unit.rule.kind is Kind.MEASURE and draft.kind is not Kind.MEASURE
            if unit.adjectival and hit.first > barrier and measured:
                return hit.first, unit.rule.unit, self._scan.trace("per", hit.first, hit.last, hit.entry.rule)
            for lead in self._hits.before("rates", hit.first):
                word = _rate_word(lead)
                if word.position is Position.BEFORE and word.rule.unit is None and unit.rule.kind in word.rule.of:
                    trace = self._scan.trace("per", lead.first, hit.last, lead.entry.rule)
                    return lead.first, unit.rule.unit, trace
        return None

    def _denominator(self, hit: Hit) -> tuple[int, str] | None:
        unit = self._units.unit_at(hit.last)
        if unit is None:
            return None
        word = _unit_word(unit)
        if word.sign or word.rule.kind not in _rate_word(hit).rule.of:
            return None
        return unit.last, word.rule.unit

    def _holds(self, hit: Hit) -> bool:
        around = _rate_word(hit).rule.around
        if not around.hold(self._scan.words, hit.first, hit.last):
            return False
        following = self._scan.words.words[hit.last] if hit.last < len(self._scan.words) else ""
        return _rate_word(hit).position is not Position.AFTER or not following.isdigit()

    def _is_time(self, hit: Hit) -> bool:
        at = bisect_left(self._begins, hit.last) - 1
        return at >= 0 and self._timed[at].last > hit.first


def _inside(hits: Iterable[Hit], barrier: int) -> Hit | None:
    """Return the longest hit that does not reach over the barrier."""
    return next((hit for hit in hits if hit.first >= barrier), None)


def _modifier(hit: Hit) -> Modifier:
    rule = hit.entry.payload
    assert isinstance(rule, ModifierRule)  # noqa: S101  only this kind of rule gives hits of its kind
    return rule.means


def _compares(hit: Hit, previous: Draft | None) -> bool:
    return previous is not None and (previous.kind is Kind.PERCENT or _modifier(hit) is Modifier.UP_TO)


def _rate_word(hit: Hit) -> RateWord:
    word = hit.entry.payload
    assert isinstance(word, RateWord)  # noqa: S101
    return word


def _unit_word(hit: Hit) -> UnitWord:
    word = hit.entry.payload
    assert isinstance(word, UnitWord)  # noqa: S101
    return word
