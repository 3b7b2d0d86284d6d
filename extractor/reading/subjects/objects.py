"""Find the object of a clause: of «رئیس اتاق ارزش صادرات را ۸ میلیارد دلار دانست», what stands behind the subject.

Subject and object stand side by side, with nothing between them. The object begins at a head of measured phrases, or
where the name or office of somebody ends.

Input: an Outline and the piece of «را». Output: a Found phrase, or None.
"""

from __future__ import annotations

from extractor.reading.subjects.outline import Found, Outline
from extractor.reading.subjects.parts import Sort
from extractor.rulebook.kinds.subjects import Part

_INSIDE = (Part.IN, Part.INTO, Part.STATE, Part.REACHING, Part.OF)

_VALUED = (Part.VALUE, Part.SIZE, Part.AMOUNT, Part.SHARE)


def object_of(outline: Outline, start: int) -> Found | None:
    """Return the object before «را»."""
    end = start
    while outline.has(end - 1, Sort.TIME):
        end -= 1
    for at in outline.before(end):
        if outline.has(at, Sort.VERB, Sort.FIGURE):
            break
        if not outline.has(at, Sort.PHRASE):
            continue
        if outline.has(at - 1, Part.OF) and (first := outline.share_in(at - 2)) is not None:
            return Found(first, outline.pieces[at].last)
        if found := _headed_object(outline, at, last=at + 1 == end):
            return _whole(outline, at, found)
    return None


def headed(outline: Outline, at: int) -> Found | None:
    """Return the part of a phrase from its last head of measured phrases on, if that is not its beginning."""
    piece = outline.pieces[at]
    return _from_head(outline, Found(piece.first + 1, piece.last))


def _from_head(outline: Outline, found: Found, *wanted: Part) -> Found | None:
    """Return a phrase from its last head on, or from the last one of some parts."""
    heads = outline.parts.heads
    for word in range(found.last - 1, found.first - 1, -1):
        fits = not wanted or outline.parts.beginning(word, *wanted) is not None
        if fits and heads(word) and not heads(word - 1):
            return Found(word, found.last)
    return None


def _headed_object(outline: Outline, at: int, *, last: bool = False) -> Found | None:
    """Return a phrase from a head on; the ``last`` before «را» may begin without one, behind somebody's name."""
    piece = outline.pieces[at]
    actor = outline.parts.actor(piece.first, piece.last) if outline.lead_of(at - 1) is None else None
    if actor is None:
        found = outline.phrase(at)
        return found if outline.begins(found, Part.HEAD, Part.AMOUNT) else headed(outline, at)
    rest = Found(actor.last, piece.last)
    if actor.sure and outline.parts.heads(rest.first):
        return rest
    if not actor.sure and (found := _from_head(outline, rest, *_VALUED)):
        return found
    if actor.guessed and outline.parts.heads(rest.first):
        return rest
    return (_from_head(outline, rest) if actor.sure else headed(outline, at)) or (rest if last else None)


def _whole(outline: Outline, at: int, found: Found) -> Found:
    """Return an object with what stands before it over a preposition: «شمار اقلام دچار کمبود»."""
    if found.first > outline.pieces[at].first or outline.lead_of(at - 1) not in _INSIDE:
        return found
    if not outline.has(at - 2, Sort.PHRASE) or outline.lead_of(at - 3) is not None:
        return found
    before = _headed_object(outline, at - 2)
    return Found(before.first, found.last) if before is not None else found
