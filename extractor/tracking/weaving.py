"""Which tellings are one told by several outlets, which follows which, and what hangs together.

Input: Telling*, in order. Output: groups of places in that order, and for each group the one that it follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model import Stage
from extractor.tracking.candidates import Pair, candidates
from extractor.tracking.company import Company
from extractor.tracking.comparing import agree, disagree, same_speaker, same_time, undoes
from extractor.tracking.matching import Match, match
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling

_NONE = frozenset((Stage.OBSERVED, Stage.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Following:
    """The group that another follows, and the two tellings by which they were matched."""

    group: int
    by: Pair


class Weaving:
    """Groups of tellings and what they follow; groups go by the place of their first telling."""

    def __init__(self, found: Sequence[Telling], rules: TrackingRules) -> None:
        """Compare tellings that are in order."""
        self._found = found
        self._rules = rules
        self._company = Company(found, rules)
        points: dict[Pair, float] = {}
        for pair in candidates(found, rules, self._company):
            compared = self.match(pair)
            if compared.together:
                points[pair] = compared.points
        self.groups = self._retold(points)
        self.follows = self._follows(points)

    def match(self, pair: Pair) -> Match:
        """Compare two tellings, by their places."""
        one, other = self._found[pair[0]], self._found[pair[1]]
        return match(one, other, self._rules, company=self._company.others(one, other))

    def connected(self) -> Iterator[list[int]]:
        """Yield the groups that hang together, where there is more than one mention of a thing."""
        root = {group: group for group in self.groups}
        members = {group: [group] for group in self.groups}
        for later, following in sorted(self.follows.items()):
            one, other = sorted((root[following.group], root[later]))
            if one != other:
                root.update(dict.fromkeys(members[other], one))
                members[one] += members.pop(other)
        for together in members.values():
            if len(together) > 1 or len(self.groups[together[0]]) > 1:
                yield sorted(together)

    def _retold(self, points: dict[Pair, float]) -> dict[int, list[int]]:
        """Return what tells the same; of one document only one is in a group, and a group lasts some days only."""
        groups = {place: [place] for place in range(len(self._found))}
        head = list(groups)
        for one, other in sorted(points, key=lambda pair: (-points[pair], pair)):
            first, second = sorted((head[one], head[other]))
            if first == second or not self._same_news(one, other):
                continue
            together = sorted(groups[first] + groups[second])
            if len({self._found[place].document for place in together}) < len(together):
                continue
            if not self._within_days(together[0], together[-1]):
                continue
            groups[first] = together
            for place in groups.pop(second):
                head[place] = first
        return groups

    def _same_news(self, one: int, other: int) -> bool:
        first, second = self._found[one], self._found[other]
        a, b = first.claim, second.claim
        if not self._within_days(one, other) or not agree(first, second):
            return False
        if same_speaker(a, b) is False or not same_time(a.time, b.time):
            return False
        known = a.stage not in _NONE and b.stage not in _NONE
        return a.polarity is b.polarity and (a.status is b.status or not known) and first.deadline == second.deadline

    def _within_days(self, one: int, other: int) -> bool:
        first, second = self._found[one].day, self._found[other].day
        return first is not None and second is not None and (second - first).days <= self._rules.numbers.retold

    def _follows(self, points: dict[Pair, float]) -> dict[int, Following]:
        """Return which group each follows. Two figures of one document never follow the same one."""
        head = {place: group for group, places in self.groups.items() for place in places}
        best: dict[Pair, Pair] = {}
        for pair, worth in points.items():
            groups = (min(head[pair[0]], head[pair[1]]), max(head[pair[0]], head[pair[1]]))
            if groups[0] != groups[1] and (groups not in best or worth > points[best[groups]]):
                best[groups] = pair
        chosen: dict[int, Following] = {}
        taken: set[tuple[int, str]] = set()
        for earlier, later in self._ranked({pair: points[by] for pair, by in best.items()}):
            one, other = self._found[earlier], self._found[later]
            documents = {self._found[place].document for place in self.groups[later]}
            part = not agree(one, other) and undoes(one, other, self._rules)
            if later in chosen or (not part and any((earlier, document) in taken for document in documents)):
                continue
            before = {self._found[place].document for place in self.groups[earlier]}
            if documents & before and not (one.denied != other.denied or disagree(one, other, self._rules)):
                continue
            chosen[later] = Following(earlier, best[earlier, later])
            if not part:
                taken |= {(earlier, document) for document in documents}
        return chosen

    def _ranked(self, points: dict[Pair, float]) -> list[Pair]:
        """Return pairs by their points; of those nearly as good as the best of their later one, the latest first."""
        highest: dict[int, float] = defaultdict(float)
        for (_, later), worth in points.items():
            highest[later] = max(highest[later], worth)

        def order(pair: Pair) -> tuple[float, int, int]:
            earlier, later = pair
            near = points[pair] >= highest[later] - self._rules.numbers.slack
            return (-highest[later] if near else -points[pair], -earlier, later)

        return sorted(points, key=order)
