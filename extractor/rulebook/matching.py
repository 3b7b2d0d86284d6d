"""Match templates in a sentence, around the words where their anchors were found.

Input: words, hits of anchors, the fillers of slots. Output: TemplateMatch*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.rulebook.lexicon import Hit
from extractor.rulebook.templates import MAX_SKIPPED, Literal, Slot, Step, Variant
from extractor.text.words import Words

BARRIERS = frozenset("،,:.؛;!?؟«»()")


class Filler(Struct, frozen=True):
    """Something that can fill a slot: words ``first`` to ``last - 1`` and what they mean."""

    first: int
    last: int
    value: object


class TemplateMatch(Struct, frozen=True):
    """A template found at words ``first`` to ``last - 1``, with the fillers of its slots."""

    first: int
    last: int
    hit: Hit
    slots: Mapping[str, Filler]


class Fillers:
    """The fillers of a sentence, by type, found by where they begin and where they end."""

    __slots__ = ("_beginning", "_ending")

    def __init__(self, fillers: Mapping[str, Iterable[Filler]]) -> None:
        """Index fillers."""
        self._beginning: dict[tuple[str, int], list[Filler]] = {}
        self._ending: dict[tuple[str, int], list[Filler]] = {}
        for kind, listed in fillers.items():
            for filler in listed:
                self._beginning.setdefault((kind, filler.first), []).append(filler)
                self._ending.setdefault((kind, filler.last), []).append(filler)

    def beginning(self, kind: str, first: int) -> Sequence[Filler]:
        """Return the fillers of a type that begin at a word, longest first."""
        found = self._beginning.get((kind, first), ())
        return sorted(found, key=lambda filler: -filler.last) if len(found) > 1 else found

    def ending(self, kind: str, last: int) -> Sequence[Filler]:
        """Return the fillers of a type that end before a word, longest first."""
        found = self._ending.get((kind, last), ())
        return sorted(found, key=lambda filler: filler.first) if len(found) > 1 else found


def match_templates(words: Words, hits: Iterable[Hit], fillers: Fillers) -> Iterator[TemplateMatch]:
    """Yield every template match; ``hits`` are anchor hits whose payload has the ``variant``."""
    for hit in hits:
        variant: Variant = hit.entry.payload.variant  # type: ignore[attr-defined]
        if not (_may_follow(words, variant.after, hit.last, fillers) and _may_lead(variant.before, hit.first, fillers)):
            continue  # as most anchors are: «از», «که»
        for first, before in _backward(words, variant.before, hit.first, fillers):
            for last, after in _forward(words, variant.after, hit.last, fillers):
                yield TemplateMatch(first, last, hit, {**before, **after})
                break
            else:
                continue
            break


def _may_follow(words: Words, steps: tuple[Step, ...], at: int, fillers: Fillers) -> bool:
    """Whether the first of the steps behind an anchor may stand there."""
    step = steps[0] if steps else None
    if isinstance(step, Slot):
        return bool(fillers.beginning(step.type, at))
    return not isinstance(step, Literal) or (at < len(words) and step.key.startswith(words.words[at]))


def _may_lead(steps: tuple[Step, ...], at: int, fillers: Fillers) -> bool:
    """Whether the last of the steps before an anchor may stand there."""
    step = steps[-1] if steps else None
    return not isinstance(step, Slot) or bool(fillers.ending(step.type, at))


def _forward(
    words: Words, steps: tuple[Step, ...], at: int, fillers: Fillers
) -> Iterator[tuple[int, dict[str, Filler]]]:
    if not steps:
        yield at, {}
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Literal):
        end = literal_end(words, at, step.key)
        if end is not None:
            yield from _forward(words, rest, end, fillers)
    elif isinstance(step, Slot):
        for filler in fillers.beginning(step.type, at):
            for last, slots in _forward(words, rest, filler.last, fillers):
                yield last, {step.name: filler, **slots}
    else:
        for end in range(at, min(at + MAX_SKIPPED, len(words)) + 1):
            if _may_follow(words, rest, end, fillers):
                yield from _forward(words, rest, end, fillers)
            if end < len(words) and words.words[end] in BARRIERS:
                return


def _backward(
    words: Words, steps: tuple[Step, ...], at: int, fillers: Fillers
) -> Iterator[tuple[int, dict[str, Filler]]]:
    if not steps:
        yield at, {}
        return
    step, rest = steps[-1], steps[:-1]
    if isinstance(step, Slot):
        for filler in fillers.ending(step.type, at):
            for first, slots in _backward(words, rest, filler.first, fillers):
                yield first, {step.name: filler, **slots}
    else:
        for begin in range(at, max(at - MAX_SKIPPED, 0) - 1, -1):
            yield from _backward(words, rest, begin, fillers)
            if begin and words.words[begin - 1] in BARRIERS:
                return


def literal_end(words: Words, first: int, key: str) -> int | None:
    """Return the word after the squeezed form ``key`` where it stands at word ``first``, else None."""
    begun, at = "", first
    while len(begun) < len(key) and at < len(words):
        begun += words.words[at]
        if not key.startswith(begun):
            return None
        at += 1
    return at if begun == key else None
