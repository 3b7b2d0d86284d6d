"""What differs between two neighbours of a thread, in types and in words.

Input: two Tellings of one thing, the earlier first. Output: Difference*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from extractor.model import Claim, Flag, Stage
from extractor.tracking.comparing import agree, disagree, places_of, undoes
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling, amount_of
from extractor.tracking.wording import day, figure, number, percent, place, quoted, speaker, spoken, status


class DifferenceKind(StrEnum):
    """What can differ between two tellings of one thing."""

    FIGURE_CHANGED = "figure_changed"
    DEADLINE_MOVED = "deadline_moved"
    STAGE_ADVANCED = "stage_advanced"
    STAGE_FELL_BACK = "stage_fell_back"
    SCOPE_CHANGED = "scope_changed"
    SPEAKERS_DISAGREE = "speakers_disagree"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; ``words`` tell it with its figures."""

    kind: DifferenceKind
    earlier: Claim
    later: Claim
    words: str


def differences(
    one: Telling, other: Telling, rules: TrackingRules, *, dated: Telling | None = None
) -> tuple[Difference, ...]:
    """Return everything that differs. Without days there is no before and after: only figures and scope are told.

    ``dated`` is the last before the later one that had a deadline.
    """
    found = [Difference(kind, one.claim, other.claim, words) for kind, words in _found(one, other, rules)]
    if dated is not None and one.day and other.day:
        found += [
            Difference(DifferenceKind.DEADLINE_MOVED, dated.claim, other.claim, words)
            for words in _deadlines(dated, other)
        ]
    return tuple(found)


def _found(one: Telling, other: Telling, rules: TrackingRules) -> Iterator[tuple[DifferenceKind, str]]:
    dated = one.day is not None and other.day is not None
    if disagree(one, other, rules):
        said = (f"{speaker(telling.claim)} says {figure(telling.claim)}" for telling in (one, other))
        yield DifferenceKind.SPEAKERS_DISAGREE, f"{', '.join(said)}{_apart(one, other)}"
    elif not agree(one, other) and not undoes(one, other, rules):
        yield DifferenceKind.FIGURE_CHANGED, f"{figure(one.claim)} → {figure(other.claim)}{_apart(one, other)}"
    if other.denied and not one.denied and Flag.NOT_YET not in other.claim.flags:
        told = f"{figure(one.claim)} was told as {status(one.claim)}"
        plain = other.claim.stage in (Stage.OBSERVED, Stage.UNKNOWN)
        denied = "it" if plain else f"that it is {spoken(other.claim.status)}"
        yield DifferenceKind.DENIED, f"{told}; {speaker(other.claim)} denies {denied}"
    if dated:
        yield from _stages(one, other, rules)
    yield from _scopes(one, other, rules)


def _apart(one: Telling, other: Telling) -> str:
    """Return by how much two figures differ, where both are single values."""
    first, second = amount_of(one), amount_of(other)
    if first is None or second is None or one.claim.quantity.unit != other.claim.quantity.unit:
        return ""
    values = [Fraction(telling.claim.quantity.value or 0) for telling in (one, other)]
    by = f": {number(values[1] - values[0], signed=True)}"
    return f"{by}, {percent((second - first) / abs(first), signed=True)}" if first and one.measure != "share" else by


def _deadlines(one: Telling, other: Telling) -> Iterator[str]:
    if one.deadline is None or other.deadline is None or one.deadline == other.deadline:
        return
    days = (other.deadline - one.deadline).days
    way = "later" if days > 0 else "earlier"
    yield f"by {day(one.deadline)} → by {day(other.deadline)}: {abs(days):,} days {way}"


def _stages(one: Telling, other: Telling, rules: TrackingRules) -> Iterator[tuple[DifferenceKind, str]]:
    """Compare how far it came. What is promised while it is on its way is no step back; what had come before, is."""
    words = f"{status(one.claim)} → {status(other.claim)}"
    if one.claim.status is other.claim.status:
        return
    if other.reached is None:
        if one.reached is not None and other.aimed is not None and other.aimed <= one.reached:
            yield DifferenceKind.STAGE_FELL_BACK, words
        return
    if one.reached is None and one.aimed is None:
        return
    was_off, is_off = (telling.claim.status in rules.off for telling in (one, other))
    back = is_off and not was_off
    if one.reached is not None and not (was_off or is_off):
        back = other.reached < one.reached
    yield (DifferenceKind.STAGE_FELL_BACK if back else DifferenceKind.STAGE_ADVANCED), words


def _scopes(one: Telling, other: Telling, rules: TrackingRules) -> Iterator[tuple[DifferenceKind, str]]:
    changes = []
    if not agree(one, other) and undoes(one, other, rules):
        changes.append(f"{figure(other.claim)} of the {figure(one.claim)}")
    if one.subject.scope != other.subject.scope and not (one.subject.borrowed or other.subject.borrowed):
        changes.append(f"part told of: {_scope(one)} → {_scope(other)}")
    sure = not any(telling.claim.place and telling.claim.place.inferred for telling in (one, other))
    if places_of(one, other) is False and sure:
        changes.append(f"place: {place(one.claim)} → {place(other.claim)}")
    if one.whole and other.whole and one.whole.quantity.unit == other.whole.quantity.unit:
        first, second = one.whole.quantity.value, other.whole.quantity.value
        if first != second:
            changes.append(f"part of {figure(one.whole)} → part of {figure(other.whole)}")
    if changes:
        yield DifferenceKind.SCOPE_CHANGED, "; ".join(changes)


def _scope(telling: Telling) -> str:
    return quoted(" ".join(word for word in telling.subject.words if word in telling.subject.scope)) or "the whole"
