"""What a check points at, and how a document looks to a check.

Input: Source. Output: Finding, Page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from extractor.model import Claim, Span
from extractor.tables.sources import Source
from extractor.text.folding import ZWNJ, fold_form

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")


class Check(StrEnum):
    """The checks."""

    PARTS_EXCEED_WHOLE = "parts_exceed_whole"
    SHARES_DO_NOT_ADD_UP = "shares_do_not_add_up"
    PERCENT_DOES_NOT_GIVE_FIGURE = "percent_does_not_give_figure"
    CHANGE_DOES_NOT_ADD_UP = "change_does_not_add_up"
    HEADLINE_AND_BODY_DIFFER = "headline_and_body_differ"
    DEADLINE_PASSED = "deadline_passed"
    UNIT_DOES_NOT_BELONG = "unit_does_not_belong"
    SCALE_JUMPS = "scale_jumps"
    BIDI_OVERRIDE = "bidi_override"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with its place; ``words`` is None where the text was not kept."""

    document: str
    span: Span
    words: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check compared, in words, the claims that it is about, and their sentences, each once."""

    check: Check
    words: str
    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]


class Page:
    """A document as the checks look at it."""

    def __init__(self, source: Source) -> None:
        """Take a document with its claims."""
        self.source = source
        self.text = source.text
        self.claims = tuple(sorted(source.claims, key=lambda claim: (claim.span, claim.id)))

    @cached_property
    def known(self) -> dict[str, Claim]:
        """Claims by their ids."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def sentences(self) -> dict[Span, list[Claim]]:
        """Claims by sentence, in the order of the text."""
        found: dict[Span, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.sentence, []).append(claim)
        return found

    @cached_property
    def parts(self) -> dict[str, list[Claim]]:
        """Claims by the id of the whole that they are linked to."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.part_of:
                found.setdefault(claim.part_of, []).append(claim)
        return found

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words and marks of a stretch of the text, folded; nothing where the text was not kept."""
        if self.text is None or start >= end:
            return ()
        return cut(self.text[start:end])

    def before(self, claim: Claim) -> tuple[str, ...]:
        """Return the words of a sentence up to a figure."""
        return self.between(claim.sentence.start, claim.span.start)

    def after(self, claim: Claim) -> tuple[str, ...]:
        """Return the words of a sentence behind a figure."""
        return self.between(claim.span.end, claim.sentence.end)

    def finding(self, check: Check, words: str, claims: Sequence[Claim]) -> Finding:
        """Return a finding on claims of this document."""
        return Finding(check, words, tuple(claims), quotes(claims, {self.source.document.id: self.text}))


def cut(text: str) -> tuple[str, ...]:
    """Return the words and the marks of a text, folded, without non-joiners."""
    return tuple(_PIECE.findall(fold_form(text).replace(ZWNJ, " ")))


def ends_in(words: Sequence[str], phrases: Sequence[str]) -> bool:
    """Whether words end in one of some phrases."""
    return any(tuple(words[-len(phrase) :]) == phrase for phrase in map(_phrase, phrases))


@cache
def _phrase(text: str) -> tuple[str, ...]:
    return cut(text)


def quotes(claims: Sequence[Claim], texts: dict[str, str | None]) -> tuple[Quote, ...]:
    """Return the sentences of claims, each once."""
    places = dict.fromkeys((claim.document.id, claim.sentence) for claim in claims)
    return tuple(
        Quote(name, span, None if (text := texts.get(name)) is None else text[span.start : span.end])
        for name, span in places
    )
