"""Join the phrases of a sentence over the words between them: «و», a state, a noun that only verbs make more than that.

Input: the pieces of a sentence, the parts of its words. Output: Piece*, in order.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from extractor.reading.subjects.parts import Parts, Piece, Sort
from extractor.rulebook.kinds.subjects import Part

_BEHIND_NOUNS = (Part.OBJECT, Part.REACHING, Part.OF, Part.IN)


def joined(pieces: list[Piece], parts: Parts) -> Iterator[Piece]:
    """Join phrases over «و»; what a figure measures ends where the phrase of the next figure begins."""
    at, size = 0, len(pieces)
    while at < size:
        piece = pieces[at]
        own = at > 0 and pieces[at - 1].sort is Sort.FIGURE
        end = at if own else _end(pieces, at, parts)
        if end > at:
            piece, at = replace(piece, last=pieces[end].last), end
        while piece.sort is Sort.PHRASE and at + 2 < size and pieces[at + 2].sort is Sort.PHRASE:
            other, between = pieces[at + 2], pieces[at + 1].part
            if between is Part.STATE:
                follows = pieces[at + 3] if at + 3 < size else None
                if follows is None or follows.sort not in (Sort.FIGURE, Sort.HEDGE, Sort.WORD, Sort.TIME):
                    break
            elif pieces[at + 1].sort is Sort.TIME:
                if own or not parts.heads(piece.first) or parts.heads(other.first):
                    break
            elif between is not Part.JOINT or (own and _goes_apart(pieces, at + 2, parts)):
                break
            piece = replace(piece, last=other.last)
            at += 2
        yield piece
        at += 1


def _end(pieces: list[Piece], at: int, parts: Parts) -> int:
    """Return the piece where a phrase ends that goes on over a word that ends others."""
    return max(_with_noun(pieces, at, parts), _span(pieces, at, parts)) if pieces[at].sort is Sort.PHRASE else at


def _goes_apart(pieces: list[Piece], at: int, parts: Parts) -> bool:
    """Whether a phrase behind «و» is not measured with the one before: «عبور از ۹۰ درصد ظرفیت و ثبت رکورد فروش»."""
    return heads_next(pieces, at, parts) or parts.beginning(pieces[at].first, Part.EVENT) not in (None, pieces[at].last)


def _with_noun(pieces: list[Piece], at: int, parts: Parts) -> int:
    """Return the piece where a phrase ends that goes on over a word that only verbs make more than a noun.

    «زمان تحویل واحدها را», «فاصله تحویل تا پرداخت»; not «خط تازه وارد مدار شد».
    """
    if at + 2 >= len(pieces) or pieces[at + 1].part is not Part.INTO:
        return at
    end = at + 2 if pieces[at + 2].sort is Sort.PHRASE else at + 1
    follows = pieces[end + 1] if end + 1 < len(pieces) else None
    if follows is None:
        return at
    states = follows.sort in (Sort.FIGURE, Sort.HEDGE) and parts.heads(pieces[at].first)
    return end if states or follows.part in _BEHIND_NOUNS else at


def _span(pieces: list[Piece], at: int, parts: Parts) -> int:
    """Return the piece where «نسبت … به …» ends."""
    spans = at + 3 < len(pieces) and pieces[at + 1].part is Part.REACHING and pieces[at + 2].sort is Sort.PHRASE
    return at + 2 if spans and parts.beginning(pieces[at].first, Part.SPAN) is not None else at


def heads_next(pieces: list[Piece], at: int, parts: Parts) -> bool:
    """Whether a phrase is what the next figure measures."""
    follows = pieces[at + 1].sort if at + 1 < len(pieces) else None
    if follows in (Sort.FIGURE, Sort.HEDGE):
        return True
    if parts.beginning(pieces[at].first, Part.HEAD, Part.AMOUNT) is None:
        return False
    for piece in pieces[at + 1 :]:
        if piece.sort is Sort.FIGURE:
            return True
        if piece.sort in (Sort.VERB, Sort.MARK, Sort.BREAK) or piece.part is Part.JOINT:
            return False
    return False
