"""Whether two tellings are told of one thing, and why: points for what they share, by the tracking rules.

Input: two Tellings. Output: Match, with its reasons whichever way it went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractor.comparison import key, same_name
from extractor.model import Claim
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Subject, Telling, amount_of
from extractor.tracking.wording import place, quoted
from extractor.tracking.words import joined

JUMPS = (10, 1000, 1_000_000)
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Match:
    """How two tellings compare. ``together``: they are told of one thing."""

    together: bool
    points: Fraction
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        verdict = "one thing" if self.together else "not taken as one thing"
        return f"{verdict} ({float(self.points):g} points): {'; '.join(self.reasons)}"


def match(one: Telling, other: Telling, rules: TrackingRules, *, across_units: bool = False) -> Match:
    """Compare two tellings. ``across_units`` lets their units differ, to see whether one was taken for the other."""
    refused = _refused(one, other, rules, across_units=across_units)
    if refused:
        return Match(together=False, points=_NOTHING, reasons=(refused,))
    numbers = rules.numbers
    same = agree(one, other) if not across_units else True
    like, shared = likeness(one.subject, other.subject, rules)
    least = _least(one.subject, other.subject, rules, same=same)
    anchors = tuple(_anchors(one, other, rules, same=same))
    scored = (*_subjects(one, other, shared, rules), *anchors)
    points = sum((worth for worth, _ in scored), _NOTHING)
    needed = numbers.needed + (0 if one.day and other.day else numbers.undated)
    reasons = (f"subjects have {_share(like)} in common", *(reason for _, reason in scored))
    lacking = []
    if like < least:
        lacking.append(f"subjects need {_share(least)} in common")
    if (one.subject.borrowed or other.subject.borrowed) and not places_of(one, other):
        lacking.append("words borrowed from a sentence need the same place")
    if one.subject.borrowed and other.subject.borrowed and not (same or _same_head(one.subject, other.subject, rules)):
        lacking.append("where both are borrowed, the figures or what is measured must agree")
    if sum((worth for worth, _ in anchors), _NOTHING) < numbers.anchor:
        lacking.append("place, figure and speaker do not tie them")
    if points < needed:
        lacking.append(f"{float(needed):g} points are needed")
    return Match(together=not lacking, points=points, reasons=(*reasons, *lacking))


def likeness(one: Subject, other: Subject, rules: TrackingRules) -> tuple[Fraction, frozenset[str]]:
    """Return the share of words, by weight, that two subjects have in common, and the words that say something.

    Where one had to borrow words from its sentence, it is the share of the other's words that are among them.
    """
    first, second = _weights(one, rules), _weights(other, rules)
    shared = set(first) & set(second)
    shared |= (set(first) - shared) & joined(other.words) | (set(second) - shared) & joined(one.words)
    common = sum((max(first.get(word, _NOTHING), second.get(word, _NOTHING)) for word in shared), _NOTHING)
    totals = [sum(weights.values(), _NOTHING) for weights in (first, second)]
    asked = totals[:1] if other.borrowed and not one.borrowed else totals
    asked = totals[1:] if one.borrowed and not other.borrowed else asked
    whole = sum(asked, _NOTHING) / len(asked)
    heavy = frozenset(shared) & (one.heavy | other.heavy)
    return (min(common / whole, Fraction(1)) if whole else _NOTHING), heavy


def agree(one: Telling, other: Telling) -> bool:
    """Whether two figures can stand for one value."""
    return one.near.meets(other.near)


def jump(one: Telling, other: Telling, rules: TrackingRules) -> int | None:
    """Return 10, 1000 or a million where one figure is just so many times the other; of round ones never 10."""
    first, second = amount_of(one), amount_of(other)
    if not first or not second or agree(one, other):
        return None
    small, large = (one, other) if abs(first) < abs(second) else (other, one)
    for factor in JUMPS:
        if factor == JUMPS[0] and min(one.digits, other.digits) < 2:
            continue
        grown = small.near.times(Fraction(factor))
        if grown.meets(large.near) and _close(first, second, factor, rules):
            return factor
    return None


def same_speaker(one: Claim, other: Claim) -> bool | None:
    """Whether one person or body says both; None where that is not known."""
    first, second = one.attribution, other.attribution
    if first.speaker is None or second.speaker is None:
        return None
    if same_name(first.speaker.text, second.speaker.text):
        return True
    roles = [said.role.text if said.role else said.speaker.text for said in (first, second) if said.speaker]
    # An office without a name: «استاندار قم» is its holder of then, if it is the same office.
    unnamed = any(said.role and said.speaker and said.role.text == said.speaker.text for said in (first, second))
    return unnamed and key(roles[0]) == key(roles[1])


def places_of(one: Telling, other: Telling) -> bool | None:
    """Whether two tellings name one place, or one inside the other by its name; None where that is not known."""
    if not one.place or not other.place:
        return None
    return one.place <= other.place or other.place <= one.place


def _refused(one: Telling, other: Telling, rules: TrackingRules, *, across_units: bool) -> str | None:
    if not agree(one, other) and (one.denied or other.denied):
        return "a denial is of one figure"
    if one.measure != other.measure and not across_units:
        return f"{one.measure or 'number'} is not {other.measure or 'number'}"
    if not _same_noun(one.subject, other.subject, rules):
        return "they count different things"
    if one.document == other.document and not _opposed(one, other):
        return "one document, one voice: two figures are two things"
    if one.whole and one.whole.id in {claim.id for claim in other.claims}:
        return "one is a part of the other"
    if other.whole and other.whole.id in {claim.id for claim in one.claims}:
        return "one is a part of the other"
    if across_units or one.family == other.family or agree(one, other) or undoes(one, other, rules):
        return None
    return f"another figure at another stage: {one.family}, {other.family}"


def undoes(one: Telling, other: Telling, rules: TrackingRules) -> bool:
    """Whether the second tells that a part of the first was cancelled, suspended or retired."""
    undone = (other.claim.status, one.family) in rules.undoes
    return undone and not (one.denied or other.denied or other.near.above(one.near))


def _same_noun(one: Subject, other: Subject, rules: TrackingRules) -> bool:
    """Whether what is counted can be the same; behind a classifier («۴۰ دستگاه») the subject tells the noun."""
    first, second = (subject.counted - rules.light for subject in (one, other))
    if not (one.counted or other.counted):
        return True
    return bool((first or one.heavy) & (second or other.heavy))


def _opposed(one: Telling, other: Telling) -> bool:
    """Whether one document gives two voices on a figure."""
    return same_speaker(one.claim, other.claim) is False and (one.denied or other.denied or one.family == other.family)


def _same_head(one: Subject, other: Subject, rules: TrackingRules) -> bool:
    """Whether two subjects name one thing that is measured or counted («هزینه»), whatever it is of."""
    heads = frozenset(one.own) & frozenset(other.own)
    return bool(heads & rules.heads or (heads & one.counted & other.counted) - rules.light)


def _least(one: Subject, other: Subject, rules: TrackingRules, *, same: bool) -> Fraction:
    """Return how much two subjects must have in common."""
    if same:
        return rules.numbers.likeness_of_same
    apart = one.heavy - other.heavy and other.heavy - one.heavy
    lent = one.borrowed or other.borrowed
    return rules.numbers.likeness_of_other if apart and not lent else rules.numbers.likeness


def _subjects(
    one: Telling, other: Telling, shared: frozenset[str], rules: TrackingRules
) -> Iterator[tuple[Fraction, str]]:
    numbers = rules.numbers
    telling = sorted(shared - (one.subject.counted & other.subject.counted))
    if telling:
        worth = min(numbers.word * len(telling), numbers.word * numbers.words_most)
        yield worth, f"both subjects have {', '.join(map(quoted, telling))}"
    if one.subject.own == other.subject.own and not frozenset(one.subject.own) <= rules.light:
        yield numbers.whole, "the subjects are the same"


def _anchors(one: Telling, other: Telling, rules: TrackingRules, *, same: bool) -> Iterator[tuple[Fraction, str]]:
    numbers = rules.numbers
    yield from _place_points(one, other, rules)
    if same:
        yield (
            (numbers.figure, "the figures agree")
            if min(one.digits, other.digits) > 1
            else (numbers.figure_round, "the figures agree, and are round")
        )
    if same_speaker(one.claim, other.claim):
        yield numbers.speaker, "the same speaker"


def _place_points(one: Telling, other: Telling, rules: TrackingRules) -> Iterator[tuple[Fraction, str]]:
    same = places_of(one, other)
    if same is None:
        return
    names = f"{place(one.claim)}, {place(other.claim)}"
    if same:
        yield rules.numbers.place, f"the same place: {names}"
    elif _inferred(one) or _inferred(other):
        yield rules.numbers.place_unsure, f"perhaps another place: {names}"
    else:
        yield rules.numbers.place_other, f"another place: {names}"


def _inferred(telling: Telling) -> bool:
    return telling.claim.place is not None and telling.claim.place.inferred


def _weights(subject: Subject, rules: TrackingRules) -> dict[str, Fraction]:
    light = {word for word in subject.words if word in rules.light} | subject.scope
    return {**dict.fromkeys(light, rules.numbers.light), **dict.fromkeys(subject.heavy, Fraction(1))}


def _close(one: Fraction, other: Fraction, factor: int, rules: TrackingRules) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return abs(large - small * factor) <= rules.numbers.rounding * large


def _share(part: Fraction) -> str:
    return f"{round(100 * part)} %"
