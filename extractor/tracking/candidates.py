"""Which tellings are compared at all.

Those of one measure that share one of the rarest words of their subjects, and those of one figure that share any. A
word under which many stand costs no more than ``look_back`` comparisons a telling: those nearest in time are taken. So
the cost grows with the number of tellings, not with its square.

Input: Telling*, in order. Output: pairs of places in that order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from extractor.columns import exact_text
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling

Pair = tuple[int, int]


def candidates(found: Sequence[Telling], rules: TrackingRules) -> Iterator[Pair]:
    """Yield pairs that can be told of one thing, the earlier first, each once."""
    most = int(rules.numbers.look_back)
    often = Counter(word for telling in found for word in telling.subject.heavy)
    rare = _blocks(found, lambda one: one.measure, lambda one: _rarest(one, often, int(rules.numbers.block_words)))
    same = _blocks(found, _figure, lambda one: one.subject.heavy)
    return _once(pair for blocks in (rare, same) for pair in _pairs(blocks, most))


def candidates_across_units(found: Sequence[Telling], rules: TrackingRules) -> Iterator[Pair]:
    """Yield pairs of one number under two measures, in which one unit may have been taken for the other."""
    blocks = _blocks(found, lambda one: exact_text(one.claim.quantity), lambda one: one.subject.heavy)
    pairs = _once(_pairs(blocks, int(rules.numbers.look_back)))
    return (pair for pair in pairs if found[pair[0]].measure != found[pair[1]].measure)


def _figure(telling: Telling) -> str:
    return f"{telling.measure} {exact_text(telling.claim.quantity)}"


def _rarest(telling: Telling, often: Counter[str], most: int) -> Iterable[str]:
    """Return the words that tell most; all of those that were borrowed, where nobody knows which do."""
    words = sorted(telling.subject.heavy, key=lambda word: (often[word], word))
    return words if telling.subject.borrowed else words[:most]


def _blocks(
    found: Sequence[Telling], like: Callable[[Telling], str], words: Callable[[Telling], Iterable[str]]
) -> Iterable[Sequence[int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, telling in enumerate(found):
        for word in words(telling):
            blocks[like(telling), word].append(place)
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
