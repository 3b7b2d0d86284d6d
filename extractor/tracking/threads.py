"""Threads: what is told of the same thing over documents and time, and what differs from one telling to the next.

The same figure of the same state in several outlets within days is one telling, not several. Each telling follows the
latest earlier one that fits it best; a thread is what hangs together so. Nothing is decided that a reader cannot look
up: each link has its reasons.

Input: Source* (documents with their claims). Output: Thread*.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.model import Claim
from extractor.tables.sources import Source
from extractor.tracking.differences import Difference, differences
from extractor.tracking.matching import Match
from extractor.tracking.rules import TrackingRules, shipped_rules
from extractor.tracking.tellings import Telling, in_order, tellings
from extractor.tracking.weaving import Weaving
from extractor.tracking.wording import plain, quantity


@dataclass(frozen=True, slots=True)
class Told:
    """One telling as several outlets carry it; ``tellings`` are theirs, the first published first.

    ``again`` tells of each after the first how it compares with the first.
    """

    tellings: tuple[Telling, ...]
    again: tuple[Match, ...] = ()

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
    weaving = Weaving(found, rules)
    built = [_thread(groups, found, weaving, rules) for groups in weaving.connected()]
    return tuple(sorted(built, key=lambda thread: -len(thread.differences)))


def _thread(groups: Sequence[int], found: Sequence[Telling], weaving: Weaving, rules: TrackingRules) -> Thread:
    place = {group: number for number, group in enumerate(groups)}
    links = []
    for later in groups:
        following = weaving.follows.get(later)
        if following:
            one, other = found[following.group], found[later]
            told = differences(one, other, rules, dated=_dated(later, found, weaving))
            links.append(Link(place[following.group], place[later], weaving.match(following.by), told))
    told_by = tuple(_told(weaving.groups[group], found, weaving) for group in groups)
    name = hashlib.sha256(told_by[0].first.claim.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Thread(name, told_by, tuple(links))


def _told(places: Sequence[int], found: Sequence[Telling], weaving: Weaving) -> Told:
    again = tuple(weaving.match((places[0], place)) for place in places[1:])
    return Told(tuple(found[place] for place in places), again)


def _dated(later: int, found: Sequence[Telling], weaving: Weaving) -> Telling | None:
    """Return the last telling before one that had a deadline."""
    while later in weaving.follows:
        later = weaving.follows[later].group
        if found[later].deadline:
            return found[later]
    return None
