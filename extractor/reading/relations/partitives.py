"""Find the words that mark parts: templates of the rules of relations, with the figures in their slots.

Input: Figures, a sentence of them. Output: Cue*, in the order in which they are to be tried.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from extractor.reading.relations.figures import Figure, Figures, Line
from extractor.rulebook.kinds.relations import Relation, RelationFrame, RelationRule, Role
from extractor.rulebook.matching import Filler, Fillers, TemplateMatch, match_templates

_WITHIN = 2


class Cue(Struct, frozen=True):
    """A template found: its rule, the words of its anchor, its slots, and the word that names the whole."""

    rule: RelationRule
    row: int
    first: int
    last: int
    part: Figure | None
    whole: Figure | None
    named: str | None
    key: str

    @property
    def begins(self) -> int:
        """The first word of the cue or of its part."""
        return min(self.first, self.part.first) if self.part else self.first

    @property
    def behind(self) -> int:
        """The word behind the cue and its part."""
        return max(self.last, self.part.last) if self.part else self.last

    @property
    def words(self) -> range:
        """The words of the anchor."""
        return range(self.first, self.last)


class Cues(Struct, frozen=True):
    """The cues of a sentence, and where lists of parts end in it."""

    found: Sequence[Cue]
    ends: Sequence[int]
    size: int

    def limit(self, cue: Cue) -> int:
        """Return the word where the list of a cue ends: at the next cue, a colon, a word that leads elsewhere."""
        at = bisect_left(self.ends, cue.behind)
        return self.ends[at] if at < len(self.ends) else self.size


class Partitives:
    """The search for cues in one document."""

    def __init__(self, figures: Figures) -> None:
        """Take the figures of a document."""
        self._figures = figures

    def cues(self, row: int) -> Cues:
        """Return the cues of a sentence, without those that only look like it.

        Those that look no further than their sentence go last. Of others at one word those with their part go first,
        then those that need no name, then the longer ones.
        """
        line = self._figures.lines[row]
        found = list(self._found(row, line))
        false = {word for cue in found if cue.rule.means is Relation.NONE for word in cue.words}
        found = [cue for cue in found if false.isdisjoint(cue.words)]
        found.sort(key=_precedence)
        parted = {word for cue in found if cue.part for word in cue.words}
        leading = (cue for cue in found if not cue.rule.yields and (cue.part or parted.isdisjoint(cue.words)))
        return Cues(found, sorted((*line.ends, *(cue.begins for cue in leading))), len(line.words))

    def _found(self, row: int, line: Line) -> Iterator[Cue]:
        hits = line.reading.scan.of("relations")
        if not hits:
            return
        openings = {hit.last for hit in line.reading.scan.of(f"relations.{Role.OPENER}")}
        openings.update(clause.first for clause in line.reading.clauses)
        fillers = Fillers(self._fillers(line))
        for match in match_templates(line.reading.scan.words, hits, fillers):
            cue = self._cue(row, line, match)
            if cue is None or (cue.rule.opens and not _opens(line, match.first, openings)):
                continue
            yield cue

    def _fillers(self, line: Line) -> dict[str, list[Filler]]:
        fillers = {"word": [Filler(at, at + 1, word) for at, word in enumerate(line.words) if word.isalpha()]}
        for figure in line.figures:
            filler = Filler(figure.first, figure.last, figure)
            item = ("item",) if figure.counter and self._figures.item(figure) else ()
            for name in ("part", "whole", figure.kind.value, *item):
                fillers.setdefault(name, []).append(filler)
        return fillers

    def _cue(self, row: int, line: Line, match: TemplateMatch) -> Cue | None:
        frame = match.hit.entry.payload
        assert isinstance(frame, RelationFrame)  # noqa: S101  only this kind of rule gives hits of its kind
        slots = {name: filler.value for name, filler in match.slots.items()}
        part, whole, word = slots.get("part"), slots.get("whole"), slots.get("word")
        first, last = match.hit.first, match.hit.last
        if not line.taken.isdisjoint(range(first, last)):
            return None
        if not isinstance(part, Figure):
            part, last = None, max(last, match.last)
        elif not self._joined(frame.rule, line, part, first):
            return None
        return Cue(
            frame.rule,
            row,
            first,
            last,
            part,
            whole if isinstance(whole, Figure) else None,
            word if isinstance(word, str) else None,
            "".join(line.words[first:last]),
        )

    def _joined(self, rule: RelationRule, line: Line, part: Figure, first: int) -> bool:
        """Whether nothing parts a figure from its cue: a verb, or before the cue too many words or a preposition."""
        clause = line.reading.clauses[part.clause]
        if first < part.first:
            return clause.first <= first
        between = line.words[part.last : first]
        within = _WITHIN if rule.within is None else rule.within
        bars = self._figures.vocabulary[Role.BAR]
        return len(between) <= within and bars.isdisjoint(between) and first < clause.last


def _precedence(cue: Cue) -> tuple[bool, int, bool, bool, int]:
    return cue.rule.reach == 0, cue.first, cue.part is None, cue.rule.named, cue.first - cue.last


def _opens(line: Line, word: int, openings: set[int]) -> bool:
    """Whether a clause can begin at a word: behind a mark, a verb or a word that leads over."""
    return word == 0 or word in openings or not line.words[word - 1].isalnum()
