"""All forms of all rules in one table, and the one scan that finds them.

A form matches whole words. A space or non-joiner in a form matches a space, a non-joiner, a line end or nothing:
forms are stored without them, and the scan joins neighbouring words as long as some form goes on that way.

Input: forms with what they stand for. Output: Hit*, for each kind of rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter, itemgetter

from msgspec import Struct

from extractor.model import RuleRef
from extractor.text.words import Words

_GAPS = re.compile(r"[\s\u200c]+")
_CUTS = re.compile(r"[\s\u200c]+|(?<=[^\W\d_])(?=[\d\W])|(?<=[\d\W])(?=[^\W\d_])|(?<=\d)(?=\W)|(?<=\W)(?=\S)")
MAX_GAP = 4
_BY_FIRST = itemgetter(0)
_FIRST, _LAST = attrgetter("first"), attrgetter("last")


class Entry(Struct, frozen=True):
    """What a form stands for: the kind of rule that asks for it, the rule, and that kind's own payload."""

    kind: str
    rule: RuleRef
    payload: object


class Hit(Struct, frozen=True):
    """A form found at words ``first`` to ``last - 1``."""

    first: int
    last: int
    entry: Entry


class _Row(Struct, frozen=True):
    """What a key stands for: its entries by kind, and whether a longer form goes on from it."""

    kinds: Mapping[str, tuple[Entry, ...]]
    goes_on: bool


_Found = tuple[int, int, _Row]


class Hits:
    """The forms found in a sentence, scanned once when it is first asked for; the hits of a kind are made then."""

    __slots__ = ("_beginning", "_ending", "_found", "_lexicon", "_made", "_words")

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        """Take the words of a sentence."""
        self._lexicon = lexicon
        self._words = words
        self._found: Mapping[str, Sequence[_Found]] | None = None
        self._made: dict[str, tuple[Hit, ...]] = {}
        self._beginning: dict[str, Mapping[int, Sequence[Hit]]] = {}
        self._ending: dict[str, Mapping[int, Sequence[Hit]]] = {}

    def has(self, kind: str) -> bool:
        """Whether there is any hit of a kind."""
        return bool(self._rows(kind))

    def of(self, kind: str) -> tuple[Hit, ...]:
        """Return the hits of a kind in the order of their first words; overlapping ones too."""
        made = self._made.get(kind)
        if made is None:
            made = self._made[kind] = tuple(_hits(self._rows(kind), kind))
        return made

    def at(self, kind: str, first: int) -> Sequence[Hit]:
        """Return the hits of a kind that begin at a word, longest first."""
        listed = self._beginning.get(kind)
        if listed is None:
            rows = sorted(self._rows(kind), key=_from_longest)
            listed = self._beginning[kind] = _by(_FIRST, _hits(rows, kind))
        return listed.get(first, ())

    def before(self, kind: str, last: int) -> Sequence[Hit]:
        """Return the hits of a kind that end just before a word, longest first."""
        listed = self._ending.get(kind)
        if listed is None:
            listed = self._ending[kind] = _by(_LAST, self.of(kind))
        return listed.get(last, ())

    def _rows(self, kind: str) -> Sequence[_Found]:
        """Return what is found of a kind; the sentence is scanned when it is first asked for."""
        if self._found is None:
            self._found = self._lexicon.find(self._words)
        return self._found.get(kind, ())


def _by(place: Callable[[Hit], int], hits: Iterable[Hit]) -> Mapping[int, Sequence[Hit]]:
    listed: dict[int, list[Hit]] = {}
    for hit in hits:
        listed.setdefault(place(hit), []).append(hit)
    return listed


def _from_longest(found: _Found) -> int:
    return -found[1]


def _hits(found: Iterable[_Found], kind: str) -> Sequence[Hit]:
    return [Hit(first, last, entry) for first, last, row in found for entry in row.kinds[kind]]


class Lexicon:
    """An immutable table of forms."""

    __slots__ = ("_table",)

    def __init__(self, table: Mapping[str, _Row]) -> None:
        """Take what :func:`compile_forms` made."""
        self._table = table

    def only(self, kind: str) -> Lexicon:
        """Return the lexicon of one kind."""
        own = {key: row.kinds[kind] for key, row in self._table.items() if kind in row.kinds}
        begun = {key[:end] for key in own for end in range(1, len(key))}
        begun = {key for key in begun if key in self._table and self._table[key].goes_on}
        kinds = {key: {kind: own[key]} if key in own else {} for key in {*own, *begun}}
        return Lexicon({key: _Row(kinds[key], key in begun) for key in kinds})

    def scan(self, words: Words) -> Hits:
        """Find the forms in a sentence, as far as they are asked for."""
        return Hits(self, words)

    def find(self, words: Words) -> Mapping[str, Sequence[_Found]]:
        """Return all that is found, by kind, in the order of the first words."""
        listed, table = words.words, self._table
        found = [(first, first + 1, row) for first, row in enumerate(map(table.get, listed)) if row is not None]
        following = (*listed[1:], "")
        longer = [
            more
            for first, _, row in found
            if row.goes_on and listed[first] + following[first] in table
            for more in self._longer(words, first)
        ]
        if longer:
            found = sorted(found + longer, key=_BY_FIRST)
        kinds: dict[str, list[_Found]] = defaultdict(list)
        for one in found:
            for kind in one[2].kinds:
                kinds[kind].append(one)
        return kinds

    def _longer(self, words: Words, first: int) -> Sequence[_Found]:
        """Return the forms that go on from a word, shortest first."""
        listed, found, last = words.words, [], first + 1
        key = listed[first]
        while last < len(listed):
            key += listed[last]
            row = self._table.get(key)
            if row is None or words.starts[last] - words.ends[last - 1] > MAX_GAP:
                break
            last += 1
            if row.kinds:
                found.append((first, last, row))
            if not row.goes_on:
                break
        return found

    def __contains__(self, form: str) -> bool:
        row = self._table.get(squeeze(form))
        return row is not None and bool(row.kinds)

    def begins(self, word: str) -> bool:
        """Whether a word is a form or the beginning of one."""
        return word in self._table


def squeeze(form: str) -> str:
    """Return a folded form without its spaces and non-joiners."""
    return form if form.isalpha() else _GAPS.sub("", form)


def beginning(form: str) -> str:
    """Return the part of a folded form up to its first space or non-joiner."""
    return _GAPS.split(form, 1)[0]


def _beginnings(form: str) -> Sequence[str]:
    """Return the parts of a form after which a text may have a gap, squeezed, and the whole form as the last."""
    return (form,) if form.isalpha() else tuple(accumulate(part for part in _CUTS.split(form) if part))


def longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Keep the longest, then leftmost, of hits that overlap; the order of the text is kept."""
    listed = tuple(hits)
    if len(listed) <= 1:
        return listed
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(listed, key=lambda hit: (hit.first - hit.last, hit.first)):
        if taken.isdisjoint(range(hit.first, hit.last)):
            taken.update(range(hit.first, hit.last))
            kept.append(hit)
    return tuple(sorted(kept, key=_FIRST))


def compile_forms(forms: Iterable[tuple[str, Entry]]) -> Lexicon:
    """Compile folded forms."""
    entries: dict[str, dict[str, tuple[Entry, ...]]] = {}
    begun: set[str] = set()
    for form, entry in forms:
        *beginnings, key = _beginnings(form) or ("",)
        kinds = entries.get(key)
        if kinds is None:
            entries[key] = {entry.kind: (entry,)}
        elif entry not in (known := kinds.get(entry.kind, ())):
            kinds[entry.kind] = (*known, entry)
        if beginnings:
            begun.update(beginnings)
    table = {key: _Row(kinds, key in begun) for key, kinds in entries.items()}
    table.update((key, _Row({}, goes_on=True)) for key in begun if key not in table)
    return Lexicon(table)
