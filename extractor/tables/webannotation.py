"""Claims as W3C Web Annotations: every figure a target with its position and its words, its reading the body.

Positions count code points of the document's text, as the recommendation asks.

Input: Source*. Output: one AnnotationCollection, written as it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from extractor.model import Claim, Span
from extractor.tables.figures import Figure, Role, figure
from extractor.tables.jsonld import claim_iri, document_iri
from extractor.tables.jsontext import dumps, write_list
from extractor.tables.sources import Source

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"role": "urn:extractor:role"}]
_AROUND = 32


def write_webannotation(sources: Iterable[Source], out: TextIO) -> None:
    """Write one collection of one page."""
    head = f'{{"@context": {dumps(_CONTEXT)}, "type": "AnnotationCollection", "first": {{"type": "AnnotationPage", '
    write_list(out, f'{head}"items": [', items(sources), "]}}")


def items(sources: Iterable[Source]) -> Iterator[dict[str, Any]]:
    """Yield one annotation a claim."""
    for source in sources:
        for claim in source.claims:
            yield _annotation(claim, figure(claim), source.text)


def _annotation(claim: Claim, item: Figure, text: str | None) -> dict[str, Any]:
    document = document_iri(claim.document)
    labels = dumps({**item.labels, **item.links})
    reading = {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": labels}
    tag = {"type": "TextualBody", "purpose": "tagging", "value": item.labels["status"]}
    parts = [_part(document, role, span) for role, span in item.phrases]
    return {
        "id": claim_iri(claim.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [tag, reading, *parts],
        "target": {"source": document, "selector": [_position(claim.span), _quote(claim, text)]},
    }


def _part(document: str, role: Role, span: Span) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "role": role.value,
        "source": document,
        "selector": _position(span),
    }


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _quote(claim: Claim, text: str | None) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": claim.text}
    if text is not None:
        start, end = claim.span
        quote |= {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
    return quote
