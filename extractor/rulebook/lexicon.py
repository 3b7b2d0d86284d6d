"""All forms of all rules in one table, and the one scan that finds them.

A form matches whole words. A space or non-joiner in a form matches a space, a non-joiner, a line end or nothing:
forms are stored without them, and the scan joins neighbouring words as long as some form goes on that way.

Input: forms with what they stand for. Output: Hit*, for each kind of rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found at words ``first`` to ``last - 1``."""

    first: int
    last: int
    entry: Entry


class Lexicon:
    """An immutable table of forms."""

    __slots__ = ("_table",)

    def __init__(self, forms: Iterable[tuple[str, Entry]]) -> None:
        """Compile folded forms."""
        entries: dict[str, list[Entry]] = {}
        longer: set[str] = set()
        for form, entry in forms:
            key = squeeze(form)
            listed = entries.setdefault(key, [])
            if entry not in listed:
                listed.append(entry)
            longer.update(_beginnings(form))
        self._table = {key: (tuple(entries.get(key, ())), key in longer) for key in {*entries, *longer}}

    def scan(self, words: Words) -> Mapping[str, tuple[Hit, ...]]:
        """Return every form found, by kind, in the order of their first words; overlapping ones too."""
        table, listed, found = self._table, words.words, {}  # type: ignore[var-annotated]
        for first, word in enumerate(listed):
            row = table.get(word)
            if row is None:
                continue
            last, key = first + 1, word
            while True:
                for entry in row[0]:
                    found.setdefault(entry.kind, []).append(Hit(first, last, entry))
                if not row[1] or last == len(listed) or words.starts[last] - words.ends[last - 1] > MAX_GAP:
                    break
                key += listed[last]
                last += 1
                row = table.get(key)
                if row is None:
                    break
        return {kind: tuple(hits) for kind, hits in found.items()}

    def __contains__(self, form: str) -> bool:
        row = self._table.get(squeeze(form))
        return row is not None and bool(row[0])

    def begins(self, word: str) -> bool:
        """Whether a word is a form or the beginning of one."""
        return word in self._table


def squeeze(form: str) -> str:
    """Return a folded form without its spaces and non-joiners."""
    return form if form.isalpha() else _GAPS.sub("", form)


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
