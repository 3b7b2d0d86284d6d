"""A document as it came, with its folded text.

Input: a string and what the caller knows of it. Output: Document.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from msgspec import Struct

from extractor.model import DocumentRef, Phrase, Span
from extractor.text.folding import Folded, fold
from extractor.text.slashes import reversed_slashes


class Document(Struct, frozen=True):
    """The original text, its folding, and its reference; whether bidi damage has turned its slash decimals round."""

    ref: DocumentRef
    text: str
    folded: Folded
    reversed_slashes: bool = False

    def dated(self, published: date | None) -> Document:
        """Return the document with the date that its own text tells, if the caller knows none."""
        if published is None or self.ref.published is not None:
            return self
        return Document(replace(self.ref, published=published), self.text, self.folded, self.reversed_slashes)

    def phrase(self, start: int, end: int, *, inferred: bool = False) -> Phrase:
        """Return a folded range as a phrase of the original text."""
        span = self.folded.original(start, end)
        return Phrase(span, self.text[span.start : span.end], inferred)

    def span(self, start: int, end: int) -> Span:
        """Return a folded range as a span of the original text."""
        return self.folded.original(start, end)


def document(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: date | None = None,
) -> Document:
    """Make a document; without an id it is named by a digest of its text, so the same text has the same name."""
    name = id if id is not None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Document(DocumentRef(name, title, outlet, url, published), text, fold(text), reversed_slashes(text))
