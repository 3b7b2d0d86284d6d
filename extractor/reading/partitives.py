"""Find the words that mark parts: templates of the rules of relations, with the figures in their slots.

Input: Figures, a sentence of them. Output: Cue*, in the order in which they are to be tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.reading.figures import Figure, Figures
from extractor.reading.mentions import SentenceReading
from extractor.rulebook.kinds.relations import Relation, RelationFrame, RelationRule, Role
from extractor.rulebook.templates import Filler, Fillers, TemplateMatch, match_templates

_WITHIN = 2


@dataclass(frozen=True, slots=True)
class Cue:
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

    def meets(self, other: Cue) -> bool:
        """Whether two cues share words."""
        return self.first < other.last and other.first < self.last


class Partitives:
    """The search for cues in one document."""

    def __init__(self, figures: Figures) -> None:
        """Take the figures of a document."""
        self._figures = figures

    def cues(self, row: int) -> list[Cue]:
        """Return the cues of a sentence, but those that only look like it.

        Of cues at one word those with their part go first, then those that need no name, then the longer ones.
        """
        found = list(self._found(row, self._figures.readings[row]))
        false = [cue for cue in found if cue.rule.means is Relation.NONE]
        cues = [cue for cue in found if cue.rule.means is not Relation.NONE and not any(map(cue.meets, false))]
        return sorted(cues, key=lambda cue: (cue.first, cue.part is None, cue.rule.named, cue.first - cue.last))

    def _found(self, row: int, reading: SentenceReading) -> Iterator[Cue]:
        hits = reading.scan.of("relations")
        if not hits:
            return
        fillers = Fillers(self._fillers(row, reading))
        for match in match_templates(reading.scan.words, hits, fillers):
            cue = self._cue(row, reading, match)
            if cue is not None:
                yield cue

    def _fillers(self, row: int, reading: SentenceReading) -> dict[str, list[Filler]]:
        words = reading.scan.words.words
        fillers = {"word": [Filler(at, at + 1, word) for at, word in enumerate(words) if word.isalpha()]}
        for figure in self._figures.row(row):
            filler = Filler(figure.first, figure.last, figure)
            item = ("item",) if figure.counter and self._figures.item(figure) else ()
            for name in ("part", "whole", figure.kind.value, *item):
                fillers.setdefault(name, []).append(filler)
        return fillers

    def _cue(self, row: int, reading: SentenceReading, match: TemplateMatch) -> Cue | None:
        frame = match.hit.entry.payload
        assert isinstance(frame, RelationFrame)  # noqa: S101  only this kind of rule gives hits of its kind
        slots = {name: filler.value for name, filler in match.slots.items()}
        part, whole, word = slots.get("part"), slots.get("whole"), slots.get("word")
        first, last = match.hit.first, match.hit.last
        if any(figure.mention.first < last and first < figure.last for figure in self._figures.row(row)):
            return None
        if frame.rule.opens and not self._opens(reading, match.first):
            return None
        if not isinstance(part, Figure):
            part, last = None, max(last, match.last)
        elif not self._joined(frame.rule, reading, part, first):
            return None
        return Cue(
            frame.rule,
            row,
            first,
            last,
            part,
            whole if isinstance(whole, Figure) else None,
            word if isinstance(word, str) else None,
            "".join(reading.scan.words.words[first:last]),
        )

    def _joined(self, rule: RelationRule, reading: SentenceReading, part: Figure, first: int) -> bool:
        """Whether nothing parts a figure from its cue: a verb, or before the cue too many words or a preposition."""
        if first < part.first:
            return reading.clauses[part.clause].first <= first
        between = reading.scan.words.words[part.last : first]
        within = _WITHIN if rule.within is None else rule.within
        bars = self._figures.vocabulary[Role.BAR]
        return len(between) <= within and bars.isdisjoint(between) and first < reading.clauses[part.clause].last

    @staticmethod
    def _opens(reading: SentenceReading, word: int) -> bool:
        """Whether a clause can begin at a word: behind a mark, a verb or a word that leads over."""
        if word == 0 or not reading.scan.words.words[word - 1].isalnum():
            return True
        openers = reading.scan.of(f"relations.{Role.OPENER}")
        return any(clause.first == word for clause in reading.clauses) or any(hit.last == word for hit in openers)
