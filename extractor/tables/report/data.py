"""What the page of the report knows: documents, claims, threads and words, as JSON inside the page.

Offsets count code points, as everywhere; the page turns them into those of JavaScript.

Input: Source*, Verdicts, Thread*, Finding*. Output: a JSON value; text that is safe inside a script element.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.columns import decimal
from extractor.model import Claim, Phrase, Quantity, TimeScope
from extractor.tables.figures import LABELS, LINKS, Role, figure
from extractor.tables.headings import Language, words
from extractor.tables.jsontext import dumps
from extractor.tables.labels import amount
from extractor.tables.report.parts import Finding, Thread
from extractor.tables.sources import Source, Verdict, Verdicts

_GROUPED_FROM = 10_000
_NAME = r"[^\W\d]\w*"


def page_data(
    sources: Sequence[Source],
    language: Language,
    verdicts: Verdicts,
    threads: Iterable[Thread] = (),
    findings: Iterable[Finding] = (),
) -> dict[str, Any]:
    """Return everything that the page shows."""
    said = words(language)
    rules: dict[str, int] = {}
    claims = [
        _claim(claim, place, source.text, said.get("unit", {}), verdicts.get(claim.id), rules)
        for place, source in enumerate(sources)
        for claim in source.claims
    ]
    return {
        "report": _name(sources),
        "language": language.value,
        "words": {name: group for name, group in said.items() if name not in ("unit", "workbook")},
        "verdicts": said["workbook"]["verdicts"],
        "roles": [role.value for role in Role],
        "labels": {name: list(allowed) if allowed else None for name, allowed in LABELS.items()},
        "links": LINKS,
        "documents": [_document(source) for source in sources],
        "claims": claims,
        "rules": list(rules),
        "threads": [{"title": one.title, "claims": one.claims, "notes": one.notes} for one in threads],
        "findings": [{"title": one.title, "words": one.words, "claims": one.claims} for one in findings],
    }


def script_safe(data: Mapping[str, Any]) -> str:
    """Return JSON that ends no script element and opens no comment, whatever stands in it."""
    return dumps(data).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _name(sources: Iterable[Source]) -> str:
    """Name the report by its claims, so that reviews in the browser find it again."""
    digest = hashlib.sha256()
    for source in sources:
        for claim in source.claims:
            digest.update(f"{claim.id}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _document(source: Source) -> dict[str, Any]:
    ref = source.document
    return {
        "id": ref.id,
        "title": ref.title,
        "outlet": ref.outlet,
        "url": ref.url,
        "published": ref.published.isoformat() if ref.published else None,
        "text": source.text,
    }


def _claim(
    claim: Claim,
    document: int,
    text: str | None,
    units: Mapping[str, str],
    said: Verdict | None,
    rules: dict[str, int],
) -> dict[str, Any]:
    item, attribution = figure(claim), claim.attribution
    found = {
        "id": claim.id,
        "document": document,
        "span": claim.span,
        "labels": item.labels,
        "links": item.links,
        "phrases": [[role.value, *span] for role, span in item.phrases],
        "amount": amount(claim.quantity, grouped_from=_GROUPED_FROM),
        "unit": unit_label(claim.quantity, units),
        "sort": _sort_key(claim.quantity),
        "role": _text(attribution.role),
        "organisation": _text(attribution.organisation),
        "wire": _text(attribution.wire),
        "start": claim.time.start.isoformat() if claim.time and claim.time.start else None,
        "end": claim.time.end.isoformat() if claim.time and claim.time.end else None,
        "flags": [flag.value for flag in claim.flags],
        "rules": [rules.setdefault(str(rule), len(rules)) for rule in claim.rules],
        "verdict": [said.verdict, said.source, said.note] if said else None,
        # Where the text is at hand, the page takes the words from it.
        **({"sentence": claim.sentence} if text is not None else _words(claim)),
    }
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _words(claim: Claim) -> dict[str, str | None]:
    said = claim.attribution
    parts = {Role.SUBJECT: claim.subject, Role.SPEAKER: said.speaker, Role.TIME: claim.time, Role.PLACE: claim.place}
    return {"text": claim.text, **{role.value: _text(part) for role, part in parts.items()}}


def _text(part: Phrase | TimeScope | None) -> str | None:
    return " ".join(part.text.split()) if part else None


def _sort_key(quantity: Quantity) -> float | None:
    number = decimal(quantity.low if quantity.low is not None else quantity.high)
    return max(-1e308, min(1e308, float(number))) if number is not None else None


def unit_label(quantity: Quantity, names: Mapping[str, str]) -> str:
    """Return the unit in the names of a language; counts show what they count."""
    label = quantity.counter or re.sub(_NAME, lambda found: names.get(found[0], found[0]), quantity.unit)
    return f"{label}/{names.get(quantity.per, quantity.per)}" if quantity.per else label
