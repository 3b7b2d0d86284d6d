"""What one document tells: its claims, repeats taken together, prepared for being compared with others.

Input: Source (a document with its claims). Output: Telling*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from extractor.model import ChangeRole, Claim, Kind, Modality, Polarity, Stage, Status, TimeKind
from extractor.tables.sources import Source
from extractor.tracking.intervals import Interval, digits, interval, scale
from extractor.tracking.rules import TrackingRules
from extractor.tracking.words import joined

_BY = frozenset((ChangeRole.INCREASE, ChangeRole.DECREASE))
_AHEAD = frozenset((Modality.SCHEDULED, Modality.PROMISED, Modality.PREDICTED, Modality.OBLIGATED))
_ENDS = frozenset((TimeKind.BY, TimeKind.AT, TimeKind.DURING, TimeKind.UNTIL))
_NONE = frozenset((Stage.OBSERVED, Stage.UNKNOWN))
_SHARES = frozenset((Kind.PERCENT, Kind.RATIO))


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject: those that say something, those that name a part, those of the counted noun.

    ``borrowed``: it had none that say anything, and takes those of its sentence; ``own`` are those it had. ``weights``
    and their sum ``weight`` tell how much each word says, ``glued`` are neighbours written as one.
    """

    own: tuple[str, ...]
    words: tuple[str, ...]
    heavy: frozenset[str]
    scope: frozenset[str]
    counted: frozenset[str]
    borrowed: bool
    weights: Mapping[str, float]
    weight: float
    glued: frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One figure as one document tells it; ``claims`` are its mentions, the fullest first.

    ``measure`` is what only like can be compared with: dimension, rate, and whether it is an amount of change.
    ``near`` is what the figure can stand for. ``reached`` is the place of the stage in the order of stages
    where it is said to have come, ``aimed`` where it is promised, planned or wanted. ``whole``: the claim that it is
    a part of.
    """

    claims: tuple[Claim, ...]
    measure: str
    near: Interval
    digits: int
    subject: Subject
    place: frozenset[str]
    family: str
    reached: int | None
    aimed: int | None
    deadline: date | None
    whole: Claim | None

    @property
    def claim(self) -> Claim:
        """The mention that says most."""
        return self.claims[0]

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.claim.document.id

    @property
    def day(self) -> date | None:
        """When the document was published."""
        return self.claim.document.published

    @property
    def denied(self) -> bool:
        """Whether the text denies it."""
        return self.claim.polarity is Polarity.NEGATIVE


def tellings(source: Source, rules: TrackingRules) -> Iterator[Telling]:
    """Yield what a document tells, in the order of its first mentions; «from» figures tell of what was."""
    known = {claim.id: claim for claim in source.claims}
    mentions: dict[str, list[Claim]] = {}
    for claim in source.claims:
        mentions.setdefault(_root(claim, known), []).append(claim)
    for group in mentions.values():
        claims = tuple(sorted(group, key=_told, reverse=True))
        telling = _telling(claims, known, source.text, rules)
        if telling is not None:
            yield telling


def measure(claim: Claim) -> str:
    """Return what only like can be compared with."""
    quantity = claim.quantity
    if quantity.kind in _SHARES:
        dimension = "share"
    elif quantity.kind in (Kind.COUNT, Kind.RANK):
        dimension = quantity.unit
    else:
        dimension = scale(quantity.unit).dimension
    per = f"/{quantity.per}" if quantity.per else ""
    by = " by" if claim.change and claim.change.role in _BY else ""
    return f"{dimension}{per}{by}"


def deadline(claim: Claim) -> date | None:
    """Return the day by which something that lies ahead is to be."""
    ahead = claim.modality in _AHEAD and claim.polarity is Polarity.POSITIVE
    return claim.time.end if claim.time and ahead and claim.time.kind in _ENDS else None


def _telling(
    claims: tuple[Claim, ...], known: dict[str, Claim], text: str | None, rules: TrackingRules
) -> Telling | None:
    claim = claims[0]
    near = interval(claim.quantity, rules.numbers, bounded=True)
    if near is None or (claim.change and claim.change.role is ChangeRole.FROM):
        return None
    whole = next((known[one.part_of] for one in claims if one.part_of in known), None)
    place = frozenset(rules.stem(claim.place.text if claim.place else "")) - rules.areas - rules.light
    return Telling(
        claims=claims,
        measure=measure(claim),
        near=near,
        digits=digits(claim.quantity),
        subject=_subject(claim, whole, place, text, rules),
        place=place,
        family=rules.family(claim.stage),
        reached=_reached(claim, rules),
        aimed=_aimed(claim, rules),
        deadline=next((day for day in map(deadline, claims) if day), None),
        whole=whole,
    )


def _subject(
    claim: Claim, whole: Claim | None, place: frozenset[str], text: str | None, rules: TrackingRules
) -> Subject:
    counted = frozenset(rules.stem(claim.quantity.counter or ""))
    own = rules.stem(claim.subject.text if claim.subject else "")
    words = own + tuple(word for word in rules.stem(claim.quantity.counter or "") if word not in own)
    found = _parted(words, (), counted, place, rules)
    if found.heavy - counted or (found.heavy and not text):
        return found
    if whole is not None and whole.subject:
        found = _parted(words, rules.stem(whole.subject.text), counted, place, rules)
        if found.heavy - counted:
            return found
    if text is None:
        return found
    before = rules.stem(text[claim.sentence.start : claim.span.start])
    unsaid = rules.light | _sayers(claim, rules)
    near = tuple(word for word in before if word not in unsaid)[-rules.numbers.borrowed :]
    return _parted(words, near, counted, place, rules, borrowed=True)


def _sayers(claim: Claim, rules: TrackingRules) -> frozenset[str]:
    """Return the words that name who says it: they say nothing of what is measured."""
    said = claim.attribution
    named = (said.speaker, said.role, said.organisation, said.cue, said.wire)
    return rules.stem.all(phrase.text for phrase in named if phrase)


def _parted(
    own: tuple[str, ...],
    more: tuple[str, ...],
    counted: frozenset[str],
    place: frozenset[str],
    rules: TrackingRules,
    *,
    borrowed: bool = False,
) -> Subject:
    """Tell the words that say what is measured from those that name a part of it, and from all others."""
    words = own + more
    scope = {
        word
        for number, word in enumerate(words)
        if word in rules.scopes or (number and words[number - 1] in rules.scopes)
    }
    heavy = frozenset(words) - rules.light - place - scope
    light = rules.numbers.light
    weights = {word: light for word in words if word in rules.light or word in scope} | dict.fromkeys(heavy, 1.0)
    return Subject(
        own, words, heavy, frozenset(scope) - place, counted, borrowed, weights, sum(weights.values()), joined(words)
    )


def _reached(claim: Claim, rules: TrackingRules) -> int | None:
    said = claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ASSERTED
    return rules.order.get(claim.status) if said and claim.stage not in _NONE else None


def _aimed(claim: Claim, rules: TrackingRules) -> int | None:
    aimed = claim.polarity is Polarity.POSITIVE and claim.modality is not Modality.ASSERTED
    return rules.order.get(Status(claim.stage.value)) if aimed and claim.stage not in _NONE else None


def _root(claim: Claim, known: dict[str, Claim]) -> str:
    seen: set[str] = set()
    while claim.repeat_of in known and claim.id not in seen:
        seen.add(claim.id)
        claim = known[claim.repeat_of]
    return claim.id


def _told(claim: Claim) -> tuple[int, int, int]:
    """Return how much a mention says: of two that say as much, the later; a bare statistic says least."""
    said = (
        claim.stage not in _NONE, claim.attribution.speaker, claim.time, claim.place,
        claim.subject, claim.part_of,
    )  # fmt: skip
    return (claim.stage is not Stage.UNKNOWN, sum(map(bool, said)), claim.span.start)


def amount_of(telling: Telling) -> Fraction | None:
    """Return the single value of a figure in base units; None for ranges and open bounds."""
    value = telling.claim.quantity.value
    return None if value is None else Fraction(value) * scale(telling.claim.quantity.unit).factor


def in_order(found: Iterable[Telling]) -> list[Telling]:
    """Return tellings by day, those without one last."""
    return sorted(found, key=lambda one: (one.day or date.max, one.document, one.claim.span.start, one.claim.id))
