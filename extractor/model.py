"""The record: what a claim is made of.

Every type is frozen; enums are the closed vocabularies of the table columns. Spans are half-open and count
code points of the original text: ``document.text[span.start:span.end]`` is the text that is meant.

Input: nothing. Output: the types that every other module speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pint

Number = Decimal | Fraction


class Modifier(StrEnum):
    """How the text bounds a figure."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    UP_TO = "up_to"


class Kind(StrEnum):
    """What sort of quantity it is."""

    COUNT = "count"
    MEASURE = "measure"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    DURATION = "duration"
    RANK = "rank"


class Stage(StrEnum):
    """Where the thing stands, as said (docs/status.md)."""

    PROPOSED = "proposed"
    PRIORITIZED = "prioritized"
    PLANNED = "planned"
    PREPARING = "preparing"
    NEEDED = "needed"
    APPROVED = "approved"
    LICENSED = "licensed"
    FUNDED = "funded"
    CONTRACTED = "contracted"
    STARTED = "started"
    IN_EXECUTION = "in_execution"
    PARTIALLY_COMPLETE = "partially_complete"
    COMPLETED = "completed"
    OPERATIONAL = "operational"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    RETIRED = "retired"
    OBSERVED = "observed"
    UNKNOWN = "unknown"


class Modality(StrEnum):
    """How the speaker stands behind it."""

    ASSERTED = "asserted"
    SCHEDULED = "scheduled"
    PROMISED = "promised"
    PREDICTED = "predicted"
    OBLIGATED = "obligated"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DESIRED = "desired"


class Polarity(StrEnum):
    """Affirmed or denied; "not yet" is the flag of that name beside a negative."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Status(StrEnum):
    """The flat label of the tables, derived from stage and modality by :func:`status_of`."""

    PROPOSED = "proposed"
    PREPARING = "preparing"
    PRIORITIZED = "prioritized"
    PLANNED = "planned"
    PROMISED = "promised"
    NEEDED = "needed"
    APPROVED = "approved"
    LICENSED = "licensed"
    FUNDED = "funded"
    CONTRACTED = "contracted"
    STARTED = "started"
    IN_EXECUTION = "in_execution"
    PARTIALLY_COMPLETE = "partially_complete"
    COMPLETED = "completed"
    OPERATIONAL = "operational"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    RETIRED = "retired"
    OBSERVED = "observed"
    UNKNOWN = "unknown"


_STATUS_BY_MODALITY = {
    Modality.SCHEDULED: Status.PLANNED,
    Modality.PREDICTED: Status.PLANNED,
    Modality.PROMISED: Status.PROMISED,
    Modality.OBLIGATED: Status.NEEDED,
    Modality.DESIRED: Status.NEEDED,
}


_NO_LIFE_CYCLE = (Stage.OBSERVED, Stage.UNKNOWN, Stage.NEEDED, Stage.PROPOSED)


def status_of(stage: Stage, modality: Modality) -> Status:
    """Return the flat label: the modality decides where it speaks of the future, else the stage.

    What may be, or would be under a condition, has not come to its stage: it is at most planned.
    """
    if modality in (Modality.POSSIBLE, Modality.CONDITIONAL) and stage not in _NO_LIFE_CYCLE:
        return Status.PLANNED
    return _STATUS_BY_MODALITY.get(modality) or Status(stage.value)


class ChangeRole(StrEnum):
    """The part that a figure plays in a change."""

    INCREASE = "increase"
    DECREASE = "decrease"
    FROM = "from"
    TO = "to"


class TimeKind(StrEnum):
    """How a claim stands to its time."""

    AT = "at"
    BY = "by"
    SINCE = "since"
    DURING = "during"
    UNTIL = "until"


class Resolution(StrEnum):
    """How the speaker was found."""

    NAMED = "named"
    ROLE = "role"
    ORGANISATION = "organisation"
    SURNAME = "surname"
    PRONOUN = "pronoun"
    CARRIED_OVER = "carried_over"
    AMBIGUOUS = "ambiguous"


class Flag(StrEnum):
    """What a reader of the claim must know before trusting it."""

    SLASH_READING = "slash_reading"
    MARK_READING = "mark_reading"
    UNIT_INHERITED = "unit_inherited"
    OPEN_BOUND = "open_bound"
    CAPPED = "capped"
    BIDI_OVERRIDE = "bidi_override"
    PLACE_INFERRED = "place_inferred"
    NOT_YET = "not_yet"
    PAST_EXPECTATION = "past_expectation"
    MULTI_STAGE = "multi_stage"
    UNSCREENED = "unscreened"
    HEADLINE = "headline"
    REPEATED = "repeated"


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the document; ``inferred`` when they stand elsewhere than in the claim's own sentence."""

    span: Span
    text: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A rule and where it is written. ``path`` is relative to the rules folder; lines count from 1."""

    id: str
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.id}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which words gave a field of a claim its value, and by which rule (None: by the grammar of the engine)."""

    field: str
    span: Span
    rule: RuleRef | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound and its unit.

    ``low`` and ``high`` are equal for a single value; one of them is None for an open bound («ده‌ها هزار»).
    ``unit`` is a name or an expression of names of the pint registry in ``rules/units.txt``; for counts it is
    ``count``, ``counter`` the counted noun, and ``per`` the period or thing that the count is taken by, if any.
    ``alternatives`` are other values that the digits allow («۵۳/۲۹» damaged by bidi).
    """

    low: Number | None
    high: Number | None
    unit: str
    kind: Kind
    modifier: Modifier = Modifier.EXACT
    counter: str | None = None
    per: str | None = None
    alternatives: tuple[Number, ...] = ()

    @property
    def value(self) -> Number | None:
        """The single value; None for a range or an open bound."""
        return self.low if self.low == self.high else None

    def to(self, unit: str) -> pint.Quantity[Any]:
        """Return the quantity in another unit, as an exact pint quantity.

        Raises:
            ValueError: the quantity is a range or an open bound; convert ``low`` and ``high`` yourself.
            pint.DimensionalityError: the units measure different things.
            pint.UndefinedUnitError: the registry has no such unit.
        """
        from extractor.units import quantity

        if self.value is None:
            msg = f"a range has no single value to convert: {self.low} to {self.high} {self.unit}"
            raise ValueError(msg)
        return quantity(self.value, self.unit).to(unit)


@dataclass(frozen=True, slots=True)
class Change:
    """The role of a figure in a change, the ids of its partner figures, and what it is compared with."""

    role: ChangeRole
    partners: tuple[str, ...] = ()
    base: Phrase | None = None


@dataclass(frozen=True, slots=True)
class TimeScope:
    """When: the words, how they bind, and the Gregorian interval (both ends included) where it can be known."""

    span: Span
    text: str
    kind: TimeKind
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. ``wire`` is the agency that carried the news, never the speaker."""

    speaker: Phrase | None = None
    role: Phrase | None = None
    organisation: Phrase | None = None
    cue: Phrase | None = None
    direct: bool = False
    resolution: Resolution | None = None
    evidence: tuple[Span, ...] = ()
    candidates: tuple[str, ...] = ()
    wire: Phrase | None = None


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What identifies a document."""

    id: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity that the text asserts about the world, with what is said of it and why we think so."""

    id: str
    document: DocumentRef
    span: Span
    text: str
    sentence: Span
    quantity: Quantity
    subject: Phrase | None = None
    stage: Stage = Stage.UNKNOWN
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    change: Change | None = None
    time: TimeScope | None = None
    place: Phrase | None = None
    attribution: Attribution = field(default_factory=Attribution)
    part_of: str | None = None
    repeat_of: str | None = None
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def status(self) -> Status:
        """The flat label of stage and modality."""
        return status_of(self.stage, self.modality)

    @property
    def rules(self) -> tuple[RuleRef, ...]:
        """Every rule that contributed, once each, in the order of the fields."""
        return tuple(dict.fromkeys(e.rule for e in self.evidence if e.rule))

    def to_row(self) -> dict[str, str | int | bool | Decimal | date | None]:
        """Return the flat table row; the columns are documented in docs/columns.md.

        ``value``, ``low`` and ``high`` are Decimal; a fraction that no Decimal holds is rounded to 28 digits
        there and written exactly in ``exact``.
        """
        from extractor.columns import row

        return row(self)
