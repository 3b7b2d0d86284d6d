"""Which tellings are compared at all.

Those of one measure, in one place, that share one of the rarest words of their subjects; those whose figures can agree
and that share any; those whose figures are the same in documents of the same news. Where the rules let speakers tie
figures of other places together, the place is left out. A word under which many stand costs no more than ``look_back``
comparisons a telling: those nearest in time are taken. So the cost grows with the number of tellings, not with its
square.

Input: Telling*, in order. Output: pairs of places in that order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, product
from math import floor, log

from extractor.columns import exact_text
from extractor.tracking.company import Company
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling

Pair = tuple[int, int]
_STEP = 1.1
_NO_STEP = -(10**6)


def candidates(found: Sequence[Telling], rules: TrackingRules, company: Company) -> Iterator[Pair]:
    """Yield pairs that can be told of one thing, the earlier first, each once."""
    numbers = rules.numbers
    often = Counter(word for telling in found for word in telling.subject.heavy)
    placed = numbers.speaker < numbers.anchor  # else a speaker ties figures together without their place
    where: Callable[[Telling], Iterable[str]] = (lambda one: one.place) if placed else (lambda _: ("",))
    rare = _blocks(
        found,
        lambda one: [f"{one.measure} {place}" for place in where(one)],
        lambda one: _rarest(one, often, numbers.block_words),
    )
    same = _blocks(found, lambda one: [f"{one.measure} {step}" for step in _steps(one)], lambda one: one.subject.heavy)
    beside = (pair for pairs in company.shared.values() if len(pairs) > numbers.company_least for pair in pairs)
    return _once(chain(_pairs(rare, numbers.look_back), _pairs(same, numbers.look_back), beside))


def candidates_across_units(found: Sequence[Telling], rules: TrackingRules) -> Iterator[Pair]:
    """Yield pairs of one number under two measures, in which one unit may have been taken for the other."""
    blocks = _blocks(found, lambda one: [exact_text(one.claim.quantity)], lambda one: one.subject.heavy)
    pairs = _once(_pairs(blocks, rules.numbers.look_back))
    return (pair for pair in pairs if found[pair[0]].measure != found[pair[1]].measure)


def _steps(telling: Telling) -> Iterable[int]:
    """Return the steps of a ladder on which a figure can stand, each a tenth above the one below.

    Figures that can stand for one value share a step. What reaches to nothing or below stands on one of its own.
    """
    low, high = telling.near.low, telling.near.high
    low, high = (low, low) if high is None else (high, high) if low is None else (low, high)
    if low is None or high is None or low <= 0:
        return (_NO_STEP,)
    first, last = (floor(log(end, _STEP)) for end in (low, high))
    return range(first, last + 1)


def _rarest(telling: Telling, often: Counter[str], most: int) -> Iterable[str]:
    """Return the words that tell most; all of those that were borrowed, where nobody knows which do."""
    words = sorted(telling.subject.heavy, key=lambda word: (often[word], word))
    return words if telling.subject.borrowed else words[:most]


def _blocks(
    found: Sequence[Telling], like: Callable[[Telling], Iterable[str]], words: Callable[[Telling], Iterable[str]]
) -> Iterable[Sequence[int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, telling in enumerate(found):
        for key in product(like(telling), words(telling)):
            blocks[key].append(place)
    return (places for _, places in sorted(blocks.items()))


def _pairs(blocks: Iterable[Sequence[int]], most: int) -> Iterator[Pair]:
    for places in blocks:
        for number, place in enumerate(places):
            for earlier in places[max(0, number - most) : number]:
                yield earlier, place


def _once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    seen: set[Pair] = set()
    for pair in pairs:
        if pair not in seen:
            seen.add(pair)
            yield pair
