"""Claims as schema.org JSON-LD: a Claim about an Observation each, the articles, and reviews.

A ClaimReview stands where a person gave a verdict, and nowhere else.

Input: Source*, Verdicts. Output: one JSON document, written as it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from extractor.columns import decimal
from extractor.model import Claim, DocumentRef, Number, Phrase, Quantity
from extractor.tables.frame import json_value
from extractor.tables.jsontext import dumps, write_list
from extractor.tables.rows import sentence
from extractor.tables.sources import Source, Verdict, Verdicts

Node = dict[str, Any]


def write_jsonld(sources: Iterable[Source], out: TextIO, *, verdicts: Verdicts | None = None) -> None:
    """Write one document with a graph of all articles, claims and reviews."""
    write_list(out, f'{{"@context": {dumps("https://schema.org")}, "@graph": [', nodes(sources, verdicts or {}), "]}")


def nodes(sources: Iterable[Source], verdicts: Verdicts) -> Iterator[Node]:
    """Yield the nodes of the graph."""
    for source in sources:
        yield _article(source.document)
        for claim in source.claims:
            yield _claim(claim, source.text)
            said = verdicts.get(claim.id)
            if said and said.verdict:
                yield _review(claim, said)


def document_iri(document: DocumentRef) -> str:
    """Return what names a document among linked data: its address, or a name of ours."""
    if document.url and document.url.startswith(("https://", "http://")):
        return document.url
    return f"urn:extractor:document:{quote(document.id, safe='', errors='replace')}"


def claim_iri(id: str) -> str:
    """Return what names a claim among linked data."""
    return f"urn:extractor:claim:{quote(id, safe='', errors='replace')}"


def _article(document: DocumentRef) -> Node:
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": document_iri(document),
            "identifier": document.id,
            "headline": document.title,
            "url": document.url,
            "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
            "datePublished": document.published.isoformat() if document.published else None,
        }
    )


def _claim(claim: Claim, text: str | None) -> Node:
    return _filled(
        {
            "@type": "Claim",
            "@id": claim_iri(claim.id),
            "identifier": claim.id,
            "text": sentence(claim, text) or claim.text,
            "author": _author(claim),
            "appearance": {"@id": document_iri(claim.document)},
            "datePublished": claim.document.published.isoformat() if claim.document.published else None,
            "spatialCoverage": _place(claim.place),
            "temporalCoverage": _interval(claim),
            "isPartOf": {"@id": claim_iri(claim.part_of)} if claim.part_of else None,
            "isBasedOn": {"@id": claim_iri(claim.repeat_of)} if claim.repeat_of else None,
            "about": _observation(claim),
        }
    )


def _author(claim: Claim) -> Node | None:
    said = claim.attribution
    organisation = {"@type": "Organization", "name": said.organisation.text} if said.organisation else None
    if said.speaker is None or (said.organisation and said.speaker.text == said.organisation.text):
        return organisation
    role = said.role.text if said.role else None
    return _filled({"@type": "Person", "name": said.speaker.text, "jobTitle": role, "affiliation": organisation})


def _observation(claim: Claim) -> Node:
    row = claim.to_row()
    date = claim.time.end if claim.time and claim.time.end else claim.document.published
    return _filled(
        {
            "@type": "Observation",
            "name": claim.text,
            "variableMeasured": claim.subject.text if claim.subject else None,
            "observationAbout": _place(claim.place),
            "observationDate": date.isoformat() if date else None,
            **_values(claim.quantity),
            "unitText": claim.quantity.unit,
            "additionalProperty": [
                {"@type": "PropertyValue", "name": name, "value": value}
                for name in ("exact", "modifier", "kind", "counter", "per", "status", "stage", "modality", "polarity")
                if (value := row[name]) is not None
            ],
        }
    )


def _values(quantity: Quantity) -> Node:
    if quantity.low == quantity.high:
        return {"value": _number(quantity.low)}
    return {"minValue": _number(quantity.low), "maxValue": _number(quantity.high)}


def _number(number: Number | None) -> Any:
    return json_value(decimal(number))


def _place(place: Phrase | None) -> Node | None:
    return {"@type": "Place", "name": place.text} if place else None


def _interval(claim: Claim) -> str | None:
    time = claim.time
    if time is None or not (time.start or time.end):
        return None
    return "/".join(day.isoformat() if day else ".." for day in (time.start, time.end))


def _review(claim: Claim, said: Verdict) -> Node:
    source = said.source or ""
    return _filled(
        {
            "@type": "ClaimReview",
            "@id": f"{claim_iri(claim.id)}:review",
            "claimReviewed": claim.text,
            "itemReviewed": {"@id": claim_iri(claim.id)},
            "reviewRating": {"@type": "Rating", "alternateName": said.verdict},
            "url": source if source.startswith(("https://", "http://")) else None,
            "citation": source or None,
            "reviewBody": said.note,
        }
    )


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}
