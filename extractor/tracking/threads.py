"""Threads: what is told of the same thing over documents and time, and what differs from one telling to the next.

The same figure of the same state in several outlets within days is one telling, not several. Each telling follows the
latest earlier one that fits it best; a thread is what hangs together so. Nothing is decided that a reader cannot look
up: each link has its reasons.

Input: Source* (documents with their claims). Output: Thread*.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.model import Claim, Stage
from extractor.tables.sources import Source
from extractor.tracking.candidates import candidates
from extractor.tracking.comparing import agree, disagree, same_speaker, same_time, undoes
from extractor.tracking.differences import Difference, differences
from extractor.tracking.matching import Match, match
from extractor.tracking.rules import TrackingRules, shipped_rules
from extractor.tracking.tellings import Telling, in_order, tellings
from extractor.tracking.wording import plain, quantity

_NONE = frozenset((Stage.OBSERVED, Stage.UNKNOWN))
Matches = dict[tuple[int, int], Match]


@dataclass(frozen=True, slots=True)
class Told:
    """One telling as several outlets carry it; ``tellings`` are theirs, the first published first."""

    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        """The first to tell it."""
        return self.tellings[0]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every mention."""
        return tuple(claim for telling in self.tellings for claim in telling.claims)

    @property
    def day(self) -> date | None:
        """When it was first told."""
        return self.first.day


@dataclass(frozen=True, slots=True)
class Link:
    """A telling that follows another, by their places in the thread; why, and what differs."""

    earlier: int
    later: int
    match: Match
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """What is told of one thing, in the order of time."""

    id: str
    told: tuple[Told, ...]
    links: tuple[Link, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every mention, in the order of time."""
        return tuple(claim for told in self.told for claim in told.claims)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every difference, in the order of time."""
        return tuple(difference for link in self.links for difference in link.differences)

    @property
    def title(self) -> str:
        """What it is about: the subject and the place of the telling that names both, and the first figure."""
        named = [told.first for told in self.told if not told.first.subject.borrowed] or [self.told[0].first]
        best = next((telling.claim for telling in named if telling.claim.place), named[0].claim)
        about = best.subject.text if best.subject else best.quantity.counter or best.quantity.unit
        where = f", {best.place.text}" if best.place else ""
        return plain(f"{about}{where} ({quantity(self.told[0].first.claim.quantity)})")


def threads(sources: Iterable[Source], rules: TrackingRules | None = None) -> tuple[Thread, ...]:
    """Return the threads of some documents, those with most differences first."""
    rules = rules or shipped_rules()
    found = in_order(telling for source in sources for telling in tellings(source, rules))
    return threads_of(found, rules)


def threads_of(found: Sequence[Telling], rules: TrackingRules) -> tuple[Thread, ...]:
    """Return the threads of tellings that are in order."""
    matches: Matches = {}
    for pair in candidates(found, rules):
        compared = match(found[pair[0]], found[pair[1]], rules)
        if compared.together:
            matches[pair] = compared
    groups = _retold(found, matches, rules)
    follows = _follows(found, groups, matches, rules)
    built = (_thread(group, found, groups, follows, rules) for group in _connected(groups, follows))
    return tuple(sorted(built, key=lambda thread: -len(thread.differences)))


def _retold(found: Sequence[Telling], matches: Matches, rules: TrackingRules) -> dict[int, list[int]]:
    """Return groups of places that tell the same, by the first; of one document only one is in a group."""
    group = {place: [place] for place in range(len(found))}
    head = {place: place for place in range(len(found))}
    for (one, other), _ in sorted(matches.items(), key=lambda item: (-item[1].points, item[0])):
        first, second = sorted((head[one], head[other]))
        if first == second or not _same_news(found[one], found[other], rules):
            continue
        documents = [{found[place].document for place in group[which]} for which in (first, second)]
        if documents[0] & documents[1]:
            continue
        head.update(dict.fromkeys(group[second], first))
        group[first] = sorted(group[first] + group.pop(second))
    return group


def _same_news(one: Telling, other: Telling, rules: TrackingRules) -> bool:
    a, b = one.claim, other.claim
    if one.day is None or other.day is None or abs(other.day - one.day).days > rules.numbers.retold:
        return False
    if same_speaker(a, b) is False or not agree(one, other) or not same_time(a.time, b.time):
        return False
    known = one.claim.stage not in _NONE and other.claim.stage not in _NONE
    return a.polarity is b.polarity and (a.status is b.status or not known) and one.deadline == other.deadline


def _follows(
    found: Sequence[Telling], groups: dict[int, list[int]], matches: Matches, rules: TrackingRules
) -> dict[int, tuple[int, Match]]:
    """Return which group each follows. Two figures of one document never follow the same one."""
    head = {place: first for first, group in groups.items() for place in group}
    best: Matches = {}
    for (one, other), compared in matches.items():
        pair = (min(head[one], head[other]), max(head[one], head[other]))
        if pair[0] != pair[1] and (pair not in best or compared.points > best[pair].points):
            best[pair] = compared
    highest: dict[int, float] = defaultdict(float)
    for (_, later), compared in best.items():
        highest[later] = max(highest[later], compared.points)
    chosen: dict[int, tuple[int, Match]] = {}
    taken: set[tuple[int, str]] = set()
    ranked = sorted(
        best.items(),
        key=lambda item: (
            -item[1].points,
            -item[0][0],
            item[0][1],
        ),
    )
    for (earlier, later), compared in _latest_first(ranked, highest, rules.numbers.slack):
        documents = {found[place].document for place in groups[later]}
        before = {found[place].document for place in groups[earlier]}
        part = not agree(found[earlier], found[later]) and undoes(found[earlier], found[later], rules)
        if later in chosen or (not part and any((earlier, document) in taken for document in documents)):
            continue
        if documents & before and not _opposed(found[earlier], found[later], rules):
            continue
        chosen[later] = (earlier, compared)
        taken |= set() if part else {(earlier, document) for document in documents}
    return chosen


def _latest_first(
    ranked: Sequence[tuple[tuple[int, int], Match]], highest: dict[int, float], slack: float
) -> list[tuple[tuple[int, int], Match]]:
    """Put pairs that are nearly as good as the best of their later one before the others, the latest first."""

    def order(item: tuple[tuple[int, int], Match]) -> tuple[float, int, int]:
        (earlier, later), compared = item
        near = compared.points >= highest[later] - slack
        return (-highest[later] if near else -compared.points, -earlier, later)

    return sorted(ranked, key=order)


def _opposed(one: Telling, other: Telling, rules: TrackingRules) -> bool:
    return one.denied != other.denied or disagree(one, other, rules)


def _connected(groups: dict[int, list[int]], follows: dict[int, tuple[int, Match]]) -> Iterator[list[int]]:
    """Yield the heads of groups that hang together, where there is more than one mention of a thing."""
    root = {first: first for first in groups}
    members: dict[int, list[int]] = {first: [first] for first in groups}
    for later, (earlier, _) in sorted(follows.items()):
        one, other = sorted((root[earlier], root[later]))
        if one != other:
            for first in members[other]:
                root[first] = one
            members[one] += members.pop(other)
    for heads in members.values():
        if len(heads) > 1 or len(groups[heads[0]]) > 1:
            yield sorted(heads)


def _dated(later: int, found: Sequence[Telling], follows: dict[int, tuple[int, Match]]) -> Telling | None:
    """Return the last telling before one that had a deadline."""
    while later in follows:
        later = follows[later][0]
        if found[later].deadline:
            return found[later]
    return None


def _thread(
    heads: Sequence[int],
    found: Sequence[Telling],
    groups: dict[int, list[int]],
    follows: dict[int, tuple[int, Match]],
    rules: TrackingRules,
) -> Thread:
    told = tuple(Told(tuple(found[place] for place in groups[first])) for first in heads)
    places = {first: place for place, first in enumerate(heads)}
    links = tuple(
        Link(
            places[follows[later][0]],
            places[later],
            follows[later][1],
            differences(found[follows[later][0]], found[later], rules, dated=_dated(later, found, follows)),
        )
        for later in heads
        if later in follows
    )
    name = hashlib.sha256(told[0].first.claim.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Thread(name, told, links)
