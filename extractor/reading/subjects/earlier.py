"""Find what figures measure that have no phrase of their own: what an earlier figure does.

Input: mentions, their Outline, what was found for those before, the readings before. Output: a PhraseMention, or a
Found phrase of this sentence, or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extractor.model import Kind
from extractor.reading.mentions import Mention, PhraseMention, SentenceReading
from extractor.reading.subjects.followers import after
from extractor.reading.subjects.outline import Found, Outline
from extractor.reading.subjects.parts import Sort
from extractor.reading.subjects.topics import worth
from extractor.rulebook.kinds.subjects import Part

SHARES = (Kind.PERCENT, Kind.RATIO)
_FIGURES_BACK = 12
_UNLED = (None, Part.REACHING)


class Earlier:
    """The figures before each figure of one sentence."""

    def __init__(self, mentions: tuple[Mention, ...], outline: Outline) -> None:
        """Take the figures and what stands around them."""
        self._mentions = mentions
        self._outline = outline

    def carried(
        self,
        index: int,
        found: Sequence[PhraseMention | None],
        topical: Sequence[bool],
        before: Sequence[SentenceReading],
    ) -> PhraseMention | Found | None:
        """Return what an earlier figure measures: of this unit, in this sentence or before, else the last one."""
        mention, outline = self._mentions[index], self._outline
        ahead = self._mentions[index + 1] if index + 1 < len(self._mentions) else None
        if ahead is not None and outline.only(outline.approach(index), Part.EVENT) and alike(ahead, mention):
            return None
        share = mention.quantity.kind in SHARES
        if index and (worth(outline, index)[0] or outline.follows(index) or outline.joined(index)):
            return found[index - 1]
        if index and share:
            leading = (other for other in _earlier(index) if outline.lead(other) in _UNLED)
            return found[next(leading, index - 1)]
        counted = index > 0 and mention.quantity.kind is self._mentions[index - 1].quantity.kind is Kind.COUNT
        if counted and (outline.refers_back(index) or self.is_share(index)):
            return found[index - 1]
        same = [other for other in _earlier(index) if alike(self._mentions[other], mention)]
        for other in (*(other for other in same if topical[other]), *same):
            if found[other] is not None:
                return found[other]
        if mention.quantity.kind is not Kind.DURATION and (spoken := spoken_of(outline, index)):
            return spoken
        of_them = mention.quantity.kind is Kind.COUNT and outline.refers_back(index)
        for reading in reversed(before):
            told = _told(reading, mention, share=share) or (_told(reading, mention, counted=True) if of_them else None)
            if told is not None:
                return replace(told, inferred=True)
        return found[index - 1] if index else None

    def is_share(self, index: int) -> bool:
        """Whether a figure with no noun of its own tells how many of those before it: «از ۲۵۰۰ اتوبوس ۱۸۰ دستگاه»."""
        outline = self._outline
        return (
            index > 0 and outline.lead(index - 1) is Part.OF and outline.unparted(index) and not after(outline, index)
        )

    def goes_on_sharing(self, index: int) -> bool:
        """Whether a figure with no noun of its own is such a share, or counts as one before: «۲۱ واحد … ۹ واحد»."""
        if self.is_share(index):
            return True
        shared = (other for other in _earlier(index) if alike(self._mentions[other], self._mentions[index]))
        return not after(self._outline, index) and any(map(self.is_share, shared))

    def repeats(self, index: int) -> bool:
        """Whether a figure before has the same unit."""
        return any(alike(self._mentions[other], self._mentions[index]) for other in _earlier(index))


def spoken_of(outline: Outline, index: int) -> Found | None:
    """Return what somebody speaks of in the words of whom a figure stands: «درباره بالگردها گفت ۱۱ فروند …»."""
    verbs = 0
    for at in outline.before(outline.figures[index]):
        verbs += outline.has(at, Sort.VERB)
        if verbs > 1 or outline.has(at, Sort.FIGURE):
            return None
        if verbs and (found := outline.led_by(at, Part.ABOUT)):
            return found
    return None


def alike(one: Mention, other: Mention) -> bool:
    """Whether two figures have one unit and count by one noun."""
    return one.quantity.unit == other.quantity.unit and one.quantity.counter == other.quantity.counter


def _told(
    reading: SentenceReading, mention: Mention, *, share: bool = False, counted: bool = False
) -> PhraseMention | None:
    """Return what the last figure of a sentence measures that is like another one, counts too, or can have shares."""
    for figure, subject in zip(reversed(reading.mentions), reversed(reading.subjects), strict=True):
        if subject is None:
            continue
        if share or alike(figure, mention) or (counted and figure.quantity.kind is Kind.COUNT):
            return subject
    return None


def _earlier(index: int) -> Iterable[int]:
    return range(index - 1, max(-1, index - 1 - _FIGURES_BACK), -1)
