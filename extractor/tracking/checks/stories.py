"""What does not fit over documents: deadlines that passed, figures that jump by powers of ten, units that change.

Input: threads and tellings of all documents. Output: what is pointed at, in words, with its claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from extractor.model import Claim, Span
from extractor.tracking.candidates import candidates_across_units
from extractor.tracking.checks.finding import Check
from extractor.tracking.comparing import jump
from extractor.tracking.intervals import scale
from extractor.tracking.matching import match
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling
from extractor.tracking.threads import Thread
from extractor.tracking.wording import day, figure, spoken, status, when

Pointed = tuple[Check, str, tuple[Claim, ...]]


def scale_jumps(threads: Sequence[Thread], rules: TrackingRules) -> Iterator[Pointed]:
    """Yield neighbours in a thread of which one is ten, a thousand or a million times the other."""
    for thread in threads:
        for link in thread.links:
            one, other = thread.told[link.earlier].first, thread.told[link.later].first
            factor = jump(one, other, rules)
            if factor:
                words = (
                    f"the same digits, {factor:,} times apart: {figure(one.claim)} ({when(one.claim)}), "
                    f"{figure(other.claim)} ({when(other.claim)})"
                )
                yield Check.SCALE_JUMPS, words, (one.claim, other.claim)


def units_taken_for_others(found: Sequence[Telling], rules: TrackingRules) -> Iterator[Pointed]:
    """Yield one number of one thing in two units that are taken for each other."""
    seen: set[tuple[str, str]] = set()
    confused = {frozenset(scale(unit).dimension for unit in pair) for pair in rules.confused}
    for one, other in candidates_across_units(found, rules):
        first, second = found[one], found[other]
        units = frozenset(scale(telling.claim.quantity.unit).dimension for telling in (first, second))
        if units in confused and match(first, second, rules, across_units=True).together:
            pair = (first.document, second.document)
            if pair not in seen:
                seen.add(pair)
                words = (
                    f"one number in two units: {figure(first.claim)} ({when(first.claim)}), "
                    f"{figure(second.claim)} ({when(second.claim)})"
                )
                yield Check.UNIT_DOES_NOT_BELONG, words, (first.claim, second.claim)


def deadlines_passed(
    found: Sequence[Telling], threads: Sequence[Thread], as_of: date, rules: TrackingRules
) -> Iterator[Pointed]:
    """Yield the last deadline of each thing, where it lies before a day and nothing tells that it came about."""
    threaded = {telling.claim.id for thread in threads for told in thread.told for telling in told.tellings}
    stories = [[telling for told in thread.told for telling in told.tellings] for thread in threads]
    stories += [[telling] for telling in found if telling.claim.id not in threaded]
    pointed: dict[tuple[str, Span], list[tuple[str, tuple[Claim, ...]]]] = defaultdict(list)
    for story in stories:
        due = [telling for telling in story if telling.deadline and telling.aimed is not None]
        if not due:
            continue
        last = max(due, key=lambda telling: (telling.day or date.min, telling.deadline or date.min))
        if last.deadline is None or last.deadline >= as_of or any(_done(last, other, rules) for other in story):
            continue
        pointed[last.document, last.claim.sentence].append(_words(last, due, story, as_of))
    # What one sentence promises of several figures is one thing to look at.
    for together in pointed.values():
        words, claims = zip(*together, strict=True)
        yield Check.DEADLINE_PASSED, "; ".join(words), tuple(dict.fromkeys(claim for each in claims for claim in each))


def _done(promise: Telling, other: Telling, rules: TrackingRules) -> bool:
    """Whether a telling says that what was promised came about, and no less of it."""
    if other.reached is None or promise.aimed is None or other.claim.status in rules.off:
        return False
    if promise.day and other.day and other.day < promise.day:
        return False
    return other.reached >= promise.aimed and not promise.near.above(other.near)


def _words(
    last: Telling, due: Sequence[Telling], story: Sequence[Telling], as_of: date
) -> tuple[str, tuple[Claim, ...]]:
    earlier = sorted({telling.deadline for telling in due if telling.deadline} - {last.deadline})
    before = f", before that by {', '.join(map(day, earlier))}" if earlier else ""
    late = (as_of - last.deadline).days if last.deadline else 0
    aim = spoken(last.claim.stage)
    told = f"to be {aim} by {day(last.deadline)} ({when(last.claim)}){before}: {figure(last.claim)}"
    words = [told, f"by {day(as_of)}, {late:,} days later, no document tells that it is"]
    newest = max(story, key=lambda telling: (telling.day or date.min, telling.reached or 0))
    claims = [last.claim]
    if newest is not last and newest.day and last.day and newest.day > last.day:
        words.append(f"the last told is {figure(newest.claim)}, {status(newest.claim)} ({when(newest.claim)})")
        claims.append(newest.claim)
    return "; ".join(words), tuple(claims)
