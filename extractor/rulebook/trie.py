"""Templates in a trie: what many of them have in common is matched once.

Unlike ``match_templates``, which asks for an anchor found by the lexicon, a trie takes templates that begin with a
slot or hold slots only, and is walked from a word where something stands that it may begin with.

Input: sequences of template steps; later words and the fillers that begin at each. Output: TrieMatch*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from msgspec import Struct, field

from extractor.rulebook.matching import BARRIERS, Filler, literal_end
from extractor.rulebook.templates import MAX_SKIPPED, Gap, Literal, Slot, Step
from extractor.text.words import Words

R = TypeVar("R")
_BY_ORDER = attrgetter("order")
Slots = tuple[tuple[str, Filler], ...]
FillersAt = Mapping[int, Sequence[tuple[str, Filler]]]


class _Node(Struct, Generic[R]):
    """A place in the templates: what may come next, and what ends here."""

    slots: dict[str, list[tuple[str, _Node[R]]]] = field(default_factory=dict)
    words: dict[str, list[tuple[str, _Node[R]]]] = field(default_factory=dict)
    gap: _Node[R] | None = None
    ends: list[tuple[int, R]] = field(default_factory=list)


class TrieMatch(Struct, Generic[R], frozen=True):
    """A template found up to word ``last - 1``; ``order`` is its place in the order of adding."""

    last: int
    order: int
    rule: R
    slots: Slots


class TemplateTrie(Generic[R]):
    """Templates, each with the rule that it belongs to. Nothing changes once the templates are added."""

    __slots__ = ("_root", "_size")

    def __init__(self) -> None:
        """Make an empty trie."""
        self._root: _Node[R] = _Node()
        self._size = 0

    def add(self, sequence: Sequence[Step], rule: R) -> None:
        """Add a sequence of steps."""
        node = self._root
        for step in sequence:
            node = _child(node, step)
        node.ends.append((self._size, rule))
        self._size += 1

    def walk(
        self, words: Words, fillers: FillersAt, places: Iterable[int] | None = None
    ) -> Iterator[tuple[int, TrieMatch[R]]]:
        """Yield every match with its first word, in the order of the text, then of adding; all words, or some."""
        for first in self._beginnings(words.words, fillers, places):
            found = self.matches(words, fillers, first)
            if len(found) > 1:
                found.sort(key=_BY_ORDER)
            for match in found:
                yield first, match

    def _beginnings(self, listed: Sequence[str], fillers: FillersAt, places: Iterable[int] | None) -> Sequence[int]:
        """Return the words, of all or of some, where a template may begin, in order."""
        begins, slots = self._root.words, self._root.slots
        filled = {at for at, own in fillers.items() for symbol, _ in own if symbol in slots} if slots else ()
        if not filled and begins.keys().isdisjoint(listed):
            return ()
        asked = range(len(listed)) if places is None else places
        return [at for at in asked if at in filled or listed[at] in begins]

    def matches(self, words: Words, fillers: FillersAt, first: int) -> list[TrieMatch[R]]:
        """Return every template that matches from a word on."""
        listed, size = words.words, len(words.words)
        found: list[TrieMatch[R]] = []
        open_: list[tuple[_Node[R], int, Slots]] = [(self._root, first, ())]
        while open_:
            node, at, slots = open_.pop()
            if node.ends:
                found += (TrieMatch(at, order, rule, slots) for order, rule in node.ends)
            if at >= size:
                continue
            if node.slots:
                for symbol, filler in fillers.get(at, ()):
                    for name, child in node.slots.get(symbol, ()):
                        open_.append((child, filler.last, (*slots, (name, filler))))
            word = listed[at]
            for key, child in node.words.get(word, ()):
                if key == word:
                    open_.append((child, at + 1, slots))
                elif at + 1 < size and key.startswith(listed[at + 1], len(word)):
                    end = literal_end(words, at, key)
                    if end is not None:
                        open_.append((child, end, slots))
            if node.gap is not None:
                open_ += ((node.gap, end, slots) for end in _skips(words, at))
        return found


def _child(node: _Node[R], step: Step) -> _Node[R]:
    if isinstance(step, Gap):
        node.gap = node.gap or _Node()
        return node.gap
    if isinstance(step, Slot):
        listed = node.slots.setdefault(step.type, [])
        known = next((child for name, child in listed if name == step.name), None)
        if known is None:
            known = _Node()
            listed.append((step.name, known))
        return known
    return _literal_child(node, step)


def _literal_child(node: _Node[R], step: Literal) -> _Node[R]:
    """A literal is listed under every word that it may begin with: its parts may be written together."""
    beginnings = [step.key[:length] for length in _cuts(step.form)]
    known = next((child for key, child in node.words.get(beginnings[0], ()) if key == step.key), None)
    if known is None:
        known = _Node()
        for beginning in beginnings:
            node.words.setdefault(beginning, []).append((step.key, known))
    return known


def _cuts(form: str) -> Iterator[int]:
    length = 0
    for part in form.replace("\u200c", " ").split():
        length += len(part)
        yield length


def _skips(words: Words, at: int) -> Iterator[int]:
    for end in range(at + 1, min(at + MAX_SKIPPED, len(words)) + 1):
        if words.words[end - 1] in BARRIERS:
            return
        yield end
