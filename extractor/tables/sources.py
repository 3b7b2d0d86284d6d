"""What the exports take: documents with their claims; and what people said of claims.

Results of the extractor are sources as they are; ``Kept`` serves claims that come out of a store.

Input: nothing. Output: the types that the exports share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from extractor.model import Claim, DocumentRef


class Source(Protocol):
    """A document with its claims; ``text`` is None where it was not kept."""

    @property
    def document(self) -> DocumentRef: ...  # noqa: D102  (the name says it)
    @property
    def text(self) -> str | None: ...  # noqa: D102
    @property
    def claims(self) -> tuple[Claim, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as a store keeps it."""

    document: DocumentRef
    text: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person found a claim to be, on what ground, and what else they noted. The program never makes one."""

    verdict: str | None = None
    source: str | None = None
    note: str | None = None


Verdicts = Mapping[str, Verdict]


class ExportError(ValueError):
    """Claims that cannot be exported as asked; the message says what to do instead."""


def text_of(source: Source, purpose: str) -> str:
    """Return the text of a document.

    Raises:
        ExportError: the text was not kept, and the export has no use without it.
    """
    if source.text is None:
        msg = f"{source.document.id}: {purpose} needs the text of the document, and it was not kept"
        raise ExportError(msg)
    return source.text


def by_document(claims: Iterable[Claim], texts: Mapping[str, str] | None = None) -> tuple[Kept, ...]:
    """Return claims that stand by themselves as sources, one a document, with the texts that are known."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.document.id, []).append(claim)
    return tuple(Kept(own[0].document, (texts or {}).get(name), tuple(own)) for name, own in found.items())
