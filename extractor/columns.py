"""The flat table row of a claim: the columns, in their order, and how each is filled.

Input: Claim. Output: a row, column name to cell. What each column means is told in docs/columns.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from extractor.model import Claim, Number, Phrase, Quantity

Cell = str | int | bool | Decimal | date | None

_WIDE = Context(prec=28)


def row(claim: Claim) -> dict[str, Cell]:
    """Return every column of a claim."""
    return {name: fill(claim) for name, fill in _FILLED.items()}


def decimal(number: Number | None) -> Decimal | None:
    """Return the number as a Decimal; a fraction is rounded to 28 digits."""
    if isinstance(number, Fraction):
        return _WIDE.divide(Decimal(number.numerator), Decimal(number.denominator))
    return number


def exact_text(quantity: Quantity) -> str:
    """Return the exact value as text: ``2600``, ``1/3``, ``3..4`` for a range, ``20000..`` for an open bound."""
    if quantity.low == quantity.high:
        return exact_number(quantity.low)
    return f"{exact_number(quantity.low)}..{exact_number(quantity.high)}"


def exact_number(number: Number | None) -> str:
    """Return one number in plain digits or as a fraction; nothing for an open bound."""
    if number is None:
        return ""
    return str(number) if isinstance(number, Fraction) else f"{number:f}"


def _text(phrase: Phrase | None) -> str | None:
    return phrase.text if phrase else None


def _joined(items: Iterable[object]) -> str | None:
    return "; ".join(map(str, items)) or None


_FILLED: Mapping[str, Callable[[Claim], Cell]] = {
    "id": lambda claim: claim.id,
    "document": lambda claim: claim.document.id,
    "start": lambda claim: claim.span.start,
    "end": lambda claim: claim.span.end,
    "text": lambda claim: claim.text,
    "value": lambda claim: decimal(claim.quantity.value),
    "low": lambda claim: decimal(claim.quantity.low),
    "high": lambda claim: decimal(claim.quantity.high),
    "exact": lambda claim: exact_text(claim.quantity),
    "alternatives": lambda claim: _joined(map(exact_number, claim.quantity.alternatives)),
    "modifier": lambda claim: claim.quantity.modifier.value,
    "unit": lambda claim: claim.quantity.unit,
    "counter": lambda claim: claim.quantity.counter,
    "per": lambda claim: claim.quantity.per,
    "kind": lambda claim: claim.quantity.kind.value,
    "subject": lambda claim: _text(claim.subject),
    "status": lambda claim: claim.status.value,
    "stage": lambda claim: claim.stage.value,
    "modality": lambda claim: claim.modality.value,
    "polarity": lambda claim: claim.polarity.value,
    "change": lambda claim: claim.change.role.value if claim.change else None,
    "change_partners": lambda claim: _joined(claim.change.partners) if claim.change else None,
    "change_base": lambda claim: _text(claim.change.base) if claim.change else None,
    "time": lambda claim: claim.time.text if claim.time else None,
    "time_kind": lambda claim: claim.time.kind.value if claim.time else None,
    "time_start": lambda claim: claim.time.start if claim.time else None,
    "time_end": lambda claim: claim.time.end if claim.time else None,
    "place": lambda claim: _text(claim.place),
    "place_inferred": lambda claim: claim.place.inferred if claim.place else None,
    "speaker": lambda claim: _text(claim.attribution.speaker),
    "speaker_role": lambda claim: _text(claim.attribution.role),
    "organisation": lambda claim: _text(claim.attribution.organisation),
    "cue": lambda claim: _text(claim.attribution.cue),
    "direct": lambda claim: claim.attribution.direct if claim.attribution.speaker else None,
    "resolution": lambda claim: claim.attribution.resolution.value if claim.attribution.resolution else None,
    "candidates": lambda claim: _joined(claim.attribution.candidates),
    "wire": lambda claim: _text(claim.attribution.wire),
    "part_of": lambda claim: claim.part_of,
    "repeat_of": lambda claim: claim.repeat_of,
    "flags": lambda claim: _joined(claim.flags),
    "rules": lambda claim: _joined(rule.id for rule in claim.rules),
    "sentence_start": lambda claim: claim.sentence.start,
    "sentence_end": lambda claim: claim.sentence.end,
    "title": lambda claim: claim.document.title,
    "outlet": lambda claim: claim.document.outlet,
    "url": lambda claim: claim.document.url,
    "published": lambda claim: claim.document.published,
}

COLUMNS = tuple(_FILLED)
