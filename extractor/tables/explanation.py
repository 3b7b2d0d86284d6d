"""Why a claim says what it says: field by field, the words and the rule.

Input: the original text and its claims. Output: text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.model import Claim, Evidence
from extractor.tables.labels import amount, unit_label

# The columns worth explaining, each with the fields of the evidence that speak for it.
_SHOWN = {
    "exact": ("value",),
    "alternatives": ("alternatives",),
    "modifier": ("modifier",),
    "unit": ("unit", "per"),
    "counter": ("counter",),
    "kind": ("kind",),
    "subject": ("subject",),
    "stage": ("stage",),
    "modality": ("modality",),
    "polarity": ("polarity",),
    "change": ("change",),
    "change_base": ("change_base",),
    "time": ("time",),
    "time_kind": ("time_kind",),
    "time_start": (),
    "time_end": (),
    "place": ("place",),
    "speaker": ("speaker",),
    "speaker_role": ("role",),
    "organisation": ("organisation",),
    "cue": ("cue",),
    "direct": (),
    "resolution": ("resolution",),
    "candidates": ("candidates",),
    "wire": (),
    "part_of": ("part_of",),
    "repeat_of": ("repeat_of",),
    "flags": (),
}


def explain(text: str, claims: Iterable[Claim]) -> str:
    """Return a paragraph a claim; each line: field, value, «words» and the rule with file and line."""
    return "\n\n".join("\n".join(_lines(text, claim)) for claim in claims) or "No figure was found."


def _lines(text: str, claim: Claim) -> Iterator[str]:
    yield f"{claim.text}  →  {amount(claim.quantity)} {unit_label(claim.quantity)}, {claim.status}   [{claim.id}]"
    row = claim.to_row()
    for column, fields in _SHOWN.items():
        if row[column] is None:
            continue
        yield f"  {column:<13} {row[column]}"
        reasons = (_reason(text, item) for item in claim.evidence if item.field in fields)
        yield from dict.fromkeys(f"{'':<18}{reason}" for reason in reasons)


def _reason(text: str, item: Evidence) -> str:
    words = " ".join(text[item.span.start : item.span.end].split())
    return f"«{words}»  {item.rule}" if item.rule else f"«{words}»"
