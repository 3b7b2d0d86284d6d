"""Whether two tellings are told of one thing, and why: points for what they share, by the tracking rules.

Input: two Tellings. Output: Match, with its reasons whichever way it went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractor.tracking.comparing import agree, likeness, places_of, same_speaker, undoes
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Subject, Telling
from extractor.tracking.wording import quoted


class Point(NamedTuple):
    """What speaks for two tellings being of one thing, or against it, with words of the texts."""

    worth: float
    why: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.why} {', '.join(map(quoted, self.words))}" if self.words else self.why


@dataclass(frozen=True, slots=True)
class Match:
    """How two tellings compare: the share that their subjects have in common, points, and what they lack."""

    like: float
    scored: tuple[Point, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def together(self) -> bool:
        """Whether they are told of one thing."""
        return not self.lacking

    @property
    def points(self) -> float:
        """The sum of the points."""
        return sum(point.worth for point in self.scored)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found, in words; then what is lacking."""
        like = (f"subjects have {_share(self.like)} in common",) if self.scored else ()
        return (*like, *map(str, self.scored), *self.lacking)

    def __str__(self) -> str:
        verdict = "one thing" if self.together else "not taken as one thing"
        return f"{verdict} ({self.points:g} points): {'; '.join(self.reasons)}"


def match(one: Telling, other: Telling, rules: TrackingRules, *, company: int = 0, across_units: bool = False) -> Match:
    """Compare two tellings.

    ``company`` is how many other figures of their documents agree. ``across_units`` lets their units differ, to see
    whether one was taken for the other.
    """
    same = across_units or agree(one, other)
    company = company if same and min(one.digits, other.digits) > 1 else 0
    refused = _refused(one, other, rules, same=same, across_units=across_units)
    if refused:
        return Match(0.0, (), (refused,))
    like, shared = likeness(one.subject, other.subject)
    anchors = tuple(_anchors(one, other, rules, same=same, company=company))
    scored = (*_subjects(one.subject, other.subject, shared, rules), *anchors)
    alike = company >= rules.numbers.company_least
    lacking = [] if alike else _lacking(one, other, rules, same=same)
    least = rules.numbers.likeness_of_company if alike else _least(one.subject, other.subject, rules, same=same)
    if like < least:
        lacking.append(f"subjects need {_share(least)} in common")
    if sum(point.worth for point in anchors) < rules.numbers.anchor:
        lacking.append("place, figure and speaker do not tie them")
    needed = rules.numbers.needed + (0.0 if one.day and other.day else rules.numbers.undated)
    if sum(point.worth for point in scored) < needed:
        lacking.append(f"{needed:g} points are needed")
    return Match(like, scored, tuple(lacking))


def _refused(one: Telling, other: Telling, rules: TrackingRules, *, same: bool, across_units: bool) -> str | None:
    """Return why two tellings cannot be of one thing, whatever they share."""
    if not across_units and one.measure != other.measure:
        return f"{one.measure or 'a number'} is not {other.measure or 'a number'}"
    if not same and (one.denied or other.denied):
        return "a denial is of one figure"
    if not (same or one.family == other.family or undoes(one, other, rules)):
        return f"another figure at another stage: {one.family}, {other.family}"
    if one.document == other.document and not _opposed(one, other):
        return "one document, one voice: two figures are two things"
    if _part_of(one, other) or _part_of(other, one):
        return "one is a part of the other"
    return None if _same_noun(one.subject, other.subject, rules) else "they count different things"


def _part_of(one: Telling, other: Telling) -> bool:
    return one.whole is not None and any(one.whole.id == claim.id for claim in other.claims)


def _opposed(one: Telling, other: Telling) -> bool:
    """Whether one document gives two voices on a figure."""
    return same_speaker(one.claim, other.claim) is False and (one.denied or other.denied or one.family == other.family)


def _same_noun(one: Subject, other: Subject, rules: TrackingRules) -> bool:
    """Whether what is counted can be the same; behind a classifier («۴۰ دستگاه») the subject tells the noun."""
    if not (one.counted or other.counted):
        return True
    first, second = (subject.counted - rules.light or subject.heavy for subject in (one, other))
    return not first.isdisjoint(second)


def _lacking(one: Telling, other: Telling, rules: TrackingRules, *, same: bool) -> list[str]:
    """Return what words that were borrowed from a sentence need beside them."""
    lent = (one.subject.borrowed, other.subject.borrowed)
    lacking = []
    if any(lent) and not places_of(one, other):
        lacking.append("words borrowed from a sentence need the same place")
    if all(lent) and not (same or _same_head(one.subject, other.subject, rules)):
        lacking.append("where both are borrowed, the figures or what is measured must agree")
    return lacking


def _same_head(one: Subject, other: Subject, rules: TrackingRules) -> bool:
    """Whether two subjects name one thing that is measured or counted («هزینه»), whatever it is of."""
    heads = frozenset(one.own) & frozenset(other.own)
    return bool(heads & rules.heads or (heads & one.counted & other.counted) - rules.light)


def _least(one: Subject, other: Subject, rules: TrackingRules, *, same: bool) -> float:
    """Return how much two subjects must have in common."""
    if same:
        return rules.numbers.likeness_of_same
    apart = not (one.heavy <= other.heavy or other.heavy <= one.heavy)
    lent = one.borrowed or other.borrowed
    return rules.numbers.likeness_of_other if apart and not lent else rules.numbers.likeness


def _subjects(one: Subject, other: Subject, shared: frozenset[str], rules: TrackingRules) -> Iterator[Point]:
    numbers = rules.numbers
    telling = tuple(sorted(shared - (one.counted & other.counted)))
    if telling:
        yield Point(numbers.word * min(len(telling), numbers.words_most), "both subjects have", telling)
    if one.own == other.own and not rules.light.issuperset(one.own):
        yield Point(numbers.whole, "the subjects are the same")


def _anchors(one: Telling, other: Telling, rules: TrackingRules, *, same: bool, company: int) -> Iterator[Point]:
    """Yield what ties two figures beside their subjects."""
    numbers = rules.numbers
    together = places_of(one, other)
    if together is not None:
        places = tuple(telling.claim.place.text for telling in (one, other) if telling.claim.place)
        unsure = any(telling.claim.place and telling.claim.place.inferred for telling in (one, other))
        if together:
            yield Point(numbers.place, "the same place:", places)
        elif unsure:
            yield Point(numbers.place_unsure, "perhaps another place:", places)
        else:
            yield Point(numbers.place_other, "another place:", places)
    if same and min(one.digits, other.digits) > 1:
        yield Point(numbers.figure, "the figures agree")
    elif same:
        yield Point(numbers.figure_round, "the figures agree, and are round")
    if same_speaker(one.claim, other.claim):
        yield Point(numbers.speaker, "the same speaker")
    if company >= numbers.company_least:
        yield Point(numbers.company, f"{company} other figures of the two documents agree")


def _share(part: float) -> str:
    return f"{round(100 * part)} %"
