"""Documents that tell the same news: within days of each other, several of their figures agree.

Outlets word the same news in ways of their own, but its figures stay. So figures that agree count for more where
others beside them agree too.

Input: Telling*, in order. Output: Company.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from extractor.columns import exact_text
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling

_OFTEN = 30


class Company:
    """How many figures, no round ones, each two documents share."""

    def __init__(self, found: Sequence[Telling], rules: TrackingRules) -> None:
        """Count them; a figure that many documents have says nothing."""
        self._most = rules.numbers.retold
        self.shared: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        places: dict[str, list[int]] = defaultdict(list)
        for place, telling in enumerate(found):
            if telling.digits > 1 and telling.day is not None:
                places[f"{telling.measure} {exact_text(telling.claim.quantity)}"].append(place)
        for same in places.values():
            documents = Counter(found[place].document for place in same)
            once = [place for place in same if documents[found[place].document] == 1]
            if 1 < len(once) <= _OFTEN:
                for one, other in combinations(once, 2):
                    if self._near(found[one], found[other]):
                        self.shared[found[one].document, found[other].document].append((one, other))

    def others(self, one: Telling, other: Telling) -> int:
        """Return how many figures agree beside these two."""
        names = (one.document, other.document)
        return max(0, max(len(self.shared.get(pair, ())) for pair in (names, names[::-1])) - 1)

    def _near(self, one: Telling, other: Telling) -> bool:
        return one.day is not None and other.day is not None and abs(other.day - one.day).days <= self._most
