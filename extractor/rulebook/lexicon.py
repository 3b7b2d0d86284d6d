"""All forms of all rules in one table, and the one scan that finds them.

A form matches whole words. A space or non-joiner in a form matches a space, a non-joiner, a line end or nothing:
forms are stored without them, and the scan joins neighbouring words as long as some form goes on that way.

Input: forms with what they stand for. Output: Hit*, for each kind of rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.model import RuleRef
from extractor.text.words import Words

_GAPS = re.compile(r"[\s\u200c]+")
_CUTS = re.compile(r"[\s\u200c]+|(?<=[^\W\d_])(?=[\d\W])|(?<=[\d\W])(?=[^\W\d_])|(?<=\d)(?=\W)|(?<=\W)(?=\S)")
MAX_GAP = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for: the kind of rule that asks for it, the rule, and that kind's own payload."""

    kind: str
    rule: RuleRef
    payload: object


class Hit(NamedTuple):
    """A form found at words ``first`` to ``last - 1``."""

    first: int
    last: int
    entry: Entry


class _Row(NamedTuple):
    """What a key stands for: its entries by kind, a bit for each kind, and whether a longer form goes on from it."""

    kinds: Mapping[str, tuple[Entry, ...]]
    bits: int
    goes_on: bool


_Found = tuple[int, int, _Row]


class Hits:
    """The forms found in a sentence. Hits of a kind are made when they are first asked for: few kinds ever are."""

    __slots__ = ("_beginning", "_bits", "_ending", "_known", "_made", "_rows")

    def __init__(self, rows: Sequence[_Found], bits: int, known: Mapping[str, int]) -> None:
        """Take the rows of a sentence, all their bits, and the bit of every kind."""
        self._rows = rows
        self._bits = bits
        self._known = known
        self._made: dict[str, tuple[Hit, ...]] = {}
        self._beginning: dict[int, list[_Found]] | None = None
        self._ending: dict[int, list[_Found]] = {}

    def has(self, kind: str) -> bool:
        """Whether there is any hit of a kind."""
        return bool(self._bits & self._known.get(kind, 0))

    def of(self, kind: str) -> tuple[Hit, ...]:
        """Return the hits of a kind in the order of their first words; overlapping ones too."""
        bit = self._known.get(kind, 0)
        if not self._bits & bit:
            return ()
        made = self._made.get(kind)
        if made is None:
            made = self._made[kind] = tuple(
                Hit(first, last, entry)
                for first, last, row in self._rows
                if row.bits & bit
                for entry in row.kinds[kind]
            )
        return made

    def at(self, kind: str, first: int) -> Sequence[Hit]:
        """Return the hits of a kind that begin at a word, longest first."""
        if self._beginning is None:
            self._index()
        rows = (self._beginning or {}).get(first)
        return _of_kind(rows, kind) if rows else ()

    def before(self, kind: str, last: int) -> Sequence[Hit]:
        """Return the hits of a kind that end just before a word, longest first."""
        if self._beginning is None:
            self._index()
        rows = self._ending.get(last)
        return _of_kind(rows, kind) if rows else ()

    def _index(self) -> None:
        """Index the rows by their first word and by the word after them, longest first."""
        self._beginning = {}
        for found in reversed(self._rows):
            self._beginning.setdefault(found[0], []).append(found)
        for found in self._rows:
            self._ending.setdefault(found[1], []).append(found)


def _of_kind(rows: Sequence[_Found], kind: str) -> Sequence[Hit]:
    return [Hit(first, last, entry) for first, last, row in rows for entry in row.kinds.get(kind, ())]


class Lexicon:
    """An immutable table of forms."""

    __slots__ = ("_bits", "_table")

    def __init__(self, forms: Iterable[tuple[str, Entry]]) -> None:
        """Compile folded forms."""
        entries: dict[str, dict[str, list[Entry]]] = {}
        longer: set[str] = set()
        bits: dict[str, int] = {}
        for form, entry in forms:
            bits.setdefault(entry.kind, 1 << len(bits))
            listed = entries.setdefault(squeeze(form), {}).setdefault(entry.kind, [])
            if entry not in listed:
                listed.append(entry)
            longer.update(_beginnings(form))
        self._bits = bits
        self._table: dict[str, _Row] = {}
        for key in {*entries, *longer}:
            kinds = {kind: tuple(listed) for kind, listed in entries.get(key, {}).items()}
            self._table[key] = _Row(kinds, sum(bits[kind] for kind in kinds), key in longer)

    def scan(self, words: Words) -> Hits:
        """Find every form."""
        listed, table = words.words, self._table
        found: list[_Found] = []
        bits, first = 0, -1
        for row in map(table.get, listed):
            first += 1
            if row is None:
                continue
            _, own, goes_on = row
            if own:
                found.append((first, first + 1, row))
                bits |= own
            if goes_on:
                for longer in self._longer(words, first):
                    found.append(longer)
                    bits |= longer[2].bits
        return Hits(found, bits, self._bits)

    def _longer(self, words: Words, first: int) -> Iterator[_Found]:
        """Yield the forms that go on from a word."""
        listed, key, last = words.words, words.words[first], first + 1
        while last < len(listed) and words.starts[last] - words.ends[last - 1] <= MAX_GAP:
            key += listed[last]
            last += 1
            row = self._table.get(key)
            if row is None:
                return
            if row.bits:
                yield first, last, row
            if not row.goes_on:
                return

    def __contains__(self, form: str) -> bool:
        row = self._table.get(squeeze(form))
        return row is not None and bool(row.bits)

    def begins(self, word: str) -> bool:
        """Whether a word is a form or the beginning of one."""
        return word in self._table


def squeeze(form: str) -> str:
    """Return a folded form without its spaces and non-joiners."""
    return form if form.isalpha() else _GAPS.sub("", form)


def beginning(form: str) -> str:
    """Return the part of a folded form up to its first space or non-joiner."""
    return _GAPS.split(form, 1)[0]


def _beginnings(form: str) -> Iterable[str]:
    """Yield the parts of a form after which a text may have a gap, squeezed, but not the whole form."""
    if form.isalpha():
        return
    parts = [part for part in _CUTS.split(form) if part]
    begun = ""
    for part in parts[:-1]:
        begun += part
        yield begun


def longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Keep the longest, then leftmost, of hits that overlap; the order of the text is kept."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        if taken.isdisjoint(range(hit.first, hit.last)):
            taken.update(range(hit.first, hit.last))
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.first))
