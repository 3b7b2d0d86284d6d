"""A claim as an annotator sees it: a figure on the text, a handful of labels, and the phrases that belong to it.

This is what goes to annotation tools and to the report, and what comes back from them corrected.

Input: Claim. Output: Figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from extractor.columns import exact_text
from extractor.comparison import same_unit
from extractor.model import ChangeRole, Claim, Kind, Modifier, Phrase, Polarity, Quantity, Span, Status, TimeScope
from extractor.tables.safety import writable


class Role(StrEnum):
    """What a marked phrase is to a figure; the values are the keys of gold files where those have one."""

    FIGURE = "figure"
    CUE = "status_cue"
    SUBJECT = "subject"
    SPEAKER = "speaker"
    SPEAKER_ROLE = "speaker_role"
    SAYING = "saying"
    TIME = "time"
    PLACE = "place"


# The labels of a figure and what each may say; None: anything.
LABELS: Mapping[str, type[StrEnum] | None] = {
    "value": None,
    "unit": None,
    "modifier": Modifier,
    "kind": Kind,
    "status": Status,
    "polarity": Polarity,
    "change": ChangeRole,
}
LINKS = ("part_of", "repeat_of")
_STANDING = ("stage", "modality", "polarity")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its labels, its phrases, and the keys of the figures that it is part of or repeats."""

    key: str
    span: Span
    labels: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[tuple[Role, Span], ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


def figure(claim: Claim) -> Figure:
    """Return a claim as a figure; its id is the key."""
    quantity = claim.quantity
    labels = {
        "value": exact_text(quantity),
        "unit": writable(unit_text(quantity)),
        "modifier": quantity.modifier.value,
        "kind": quantity.kind.value,
        "status": claim.status.value,
        "polarity": claim.polarity.value,
    }
    if claim.change:
        labels["change"] = claim.change.role.value
    links = {"part_of": claim.part_of, "repeat_of": claim.repeat_of}
    return Figure(
        claim.id, claim.span, labels, tuple(phrases(claim)), {name: key for name, key in links.items() if key}
    )


def phrases(claim: Claim) -> Iterator[tuple[Role, Span]]:
    """Yield the phrases of a claim, each with what it is to the figure."""
    cue = next((item.span for name in _STANDING for item in claim.evidence if item.field == name), None)
    if cue:
        yield Role.CUE, cue
    said = claim.attribution
    parts: tuple[tuple[Role, Phrase | TimeScope | None], ...] = (
        (Role.SUBJECT, claim.subject),
        (Role.SPEAKER, said.speaker),
        (Role.SPEAKER_ROLE, said.role),
        (Role.SAYING, said.cue),
        (Role.TIME, claim.time),
        (Role.PLACE, claim.place),
    )
    for role, part in parts:
        if part:
            yield role, part.span


def unit_text(quantity: Quantity) -> str:
    """Return a unit as annotators write it: a name of the registry, or ``count:`` and the counted noun."""
    counted = f"count:{quantity.counter}"
    return counted if quantity.counter and same_unit(counted, quantity.unit, quantity.counter) else quantity.unit
