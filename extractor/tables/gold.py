"""Figures as gold documents, the format that ``extractor evaluate`` scores by: {id, text, claims}.

Input: Figure* on a text. Output: gold documents; the numbers of values written as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from extractor.columns import decimal
from extractor.model import Number
from extractor.tables.figures import Figure, Role, figure
from extractor.tables.safety import writable
from extractor.tables.sources import Source, text_of

Gold = dict[str, Any]
_LARGEST_EXACT = 2**53
_LARGEST_POWER = 300
_DIGITS = {ord("٫"): ".", ord("−"): "-", ord("٬"): None, ord(","): None, ord("\u200f"): None, ord("\u200e"): None}
_RANGE = re.compile(r"\s*(?:\.\.|…|–)\s*")
_FRACTION = re.compile(r"([+-]?\d{1,300})\s*/\s*(\d{1,300})")
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?")


class ValueTextError(ValueError):
    """A value that cannot be read; the message says what is allowed."""


def gold_document(source: Source) -> Gold:
    """Return a document and its claims as they are, as gold."""
    text = writable(text_of(source, "a gold document"))
    return {"id": writable(source.document.id), "text": text, "claims": gold_claims(map(figure, source.claims), text)}


def gold_claims(figures: Iterable[Figure], text: str) -> list[Gold]:
    """Return figures as gold claims in the order of the text; links to figures that are gone are left out."""
    ordered = sorted(figures, key=lambda item: item.span)
    places = {item.key: place for place, item in enumerate(ordered)}
    return [gold_claim(item, text, places) for item in ordered]


def gold_claim(item: Figure, text: str, places: Mapping[str, int]) -> Gold:
    """Return one figure as a gold claim.

    Raises:
        ValueTextError: the value is no number, fraction or range.
    """
    start, end = item.span
    gold: Gold = {"start": start, "end": end, "text": text[start:end]}
    labels = dict(item.labels)
    gold |= value_fields(labels.pop("value", ""))
    gold |= {name: label for name, label in labels.items() if label}
    for role, span in item.phrases:
        if role not in (Role.FIGURE, Role.SAYING):
            gold.setdefault(role.value, text[span.start : span.end])
    gold |= {name: places[key] for name, key in item.links.items() if key in places and key != item.key}
    return gold


def value_fields(text: str) -> Gold:
    """Return ``2600``, ``1/3``, ``1200..1500``, ``20000..`` as the fields of a gold claim; nothing for no text.

    Raises:
        ValueTextError: the text is none of these.
    """
    if not text.strip():
        return {}
    ends = _RANGE.split(text.strip())
    if len(ends) > 2 or not any(ends):
        raise _unreadable(text)
    numbers = [number_of(end, text) if end else None for end in ends]
    if len(numbers) == 1:
        return {"value": _json_number(numbers[0])}
    return {
        name: _json_number(number) for name, number in zip(("low", "high"), numbers, strict=True) if number is not None
    }


def number_of(text: str, whole: str | None = None) -> Number:
    """Return the number that a text says, in Persian or Latin digits.

    Raises:
        ValueTextError: it says none.
    """
    plain = text.translate(_DIGITS).strip()
    fraction = _FRACTION.fullmatch(plain)
    if fraction and int(fraction[2]):
        return Fraction(int(fraction[1]), int(fraction[2]))
    if fraction or not _DECIMAL.fullmatch(plain):
        raise _unreadable(whole or text)
    return Decimal(plain)


def _json_number(number: Number | None) -> int | float | str | None:
    """Return a number as JSON holds it; one that no double holds stays text, which the evaluation reads too."""
    exact = decimal(number)
    if exact is None:
        return None
    if abs(exact.adjusted()) > _LARGEST_POWER:
        return str(exact)
    if exact == exact.to_integral_value() and abs(exact) <= _LARGEST_EXACT:
        return int(exact)
    return float(exact)


def _unreadable(text: str) -> ValueTextError:
    return ValueTextError(f"no value: {text[:60]!r}; write 2600, 2.5, 1/3, 1200..1500, or 20000.. for an open bound")
