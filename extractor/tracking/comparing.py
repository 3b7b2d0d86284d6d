"""The comparisons that matching, differences and checks share: figures, subjects, places, speakers, times.

Input: two tellings or claims. Output: yes, no, not known; shares.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from extractor import comparison
from extractor.model import Claim, TimeScope
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Subject, Telling, amount_of

_JUMPS = (10, 1000, 1_000_000)
_KEPT = 100_000


def agree(one: Telling, other: Telling) -> bool:
    """Whether two figures can stand for one value."""
    return one.near.meets(other.near)


def likeness(one: Subject, other: Subject) -> tuple[float, frozenset[str]]:
    """Return the share of words, by weight, that two subjects have in common, and the words that say something.

    Where one had to borrow words from its sentence, it is the share of the other's words that are among them.
    """
    first, second = one.weights, other.weights
    shared = first.keys() & second.keys()
    if len(shared) < len(first) and len(shared) < len(second):
        shared |= (first.keys() - shared) & other.glued | (second.keys() - shared) & one.glued
    common = sum(max(first.get(word, 0.0), second.get(word, 0.0)) for word in shared)
    whole = (one.weight + other.weight) / 2
    if one.borrowed != other.borrowed:
        whole = other.weight if one.borrowed else one.weight
    return (min(common / whole, 1.0) if whole else 0.0), frozenset(shared & (one.heavy | other.heavy))


def jump(one: Telling, other: Telling, rules: TrackingRules) -> int | None:
    """Return 10, 1000 or a million where one figure is just so many times the other; of round ones never 10."""
    first, second = amount_of(one), amount_of(other)
    if not first or not second or agree(one, other):
        return None
    small, large = sorted((abs(first), abs(second)))
    for factor in _JUMPS:
        round_ = factor == _JUMPS[0] and min(one.digits, other.digits) < 2
        if not round_ and abs(large - small * factor) <= Fraction(rules.numbers.rounding) * large:
            return factor
    return None


def places_of(one: Telling, other: Telling) -> bool | None:
    """Whether two tellings name one place, or one inside the other by its name; None where that is not known."""
    if not one.place or not other.place:
        return None
    return one.place <= other.place or other.place <= one.place


def same_speaker(one: Claim, other: Claim) -> bool | None:
    """Whether one person or body says both; None where that is not known."""
    first, second = one.attribution, other.attribution
    if first.speaker is None or second.speaker is None:
        return None
    if _same_name(first.speaker.text, second.speaker.text):
        return True
    # An office without a name: «استاندار قم» is its holder of then, if it is the same office.
    roles = [said.role.text if said.role else None for said in (first, second)]
    unnamed = first.speaker.text == roles[0] or second.speaker.text == roles[1]
    return unnamed and None not in roles and comparison.key(roles[0]) == comparison.key(roles[1])


def same_time(one: TimeScope | None, other: TimeScope | None) -> bool:
    """Whether two times can be one: they meet, or one is not known."""
    if one is None or other is None:
        return True
    first, second = _days(one), _days(other)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def undoes(one: Telling, other: Telling, rules: TrackingRules) -> bool:
    """Whether the second tells that a part of the first was cancelled, suspended or retired."""
    undone = (other.claim.status, one.family) in rules.undoes
    return undone and not (one.denied or other.denied or other.near.above(one.near))


def disagree(one: Telling, other: Telling, rules: TrackingRules) -> bool:
    """Whether two speakers give two figures for one state of things."""
    if agree(one, other) or one.family != other.family or one.denied or other.denied:
        return False
    if same_speaker(one.claim, other.claim) is not False or one.claim.status != other.claim.status:
        return False
    if not same_time(one.claim.time, other.claim.time):
        return False
    if one.document == other.document:
        return True
    return one.day is not None and other.day is not None and abs(other.day - one.day).days <= rules.numbers.disagree


@lru_cache(maxsize=_KEPT)
def _same_name(one: str, other: str) -> bool:
    return comparison.same_name(one, other)


def _days(time: TimeScope) -> tuple[date, date] | None:
    return (time.start or time.end or date.min, time.end or date.max) if time.start or time.end else None
