"""Words that attribute: reporting verbs, phrases that name a source, marks of whose voice goes on.

A rule says which ``part`` its words play. Verbs are written as hazm's past#present («کرد#کن») with the ``stems`` that
stand before them («اظهار», «بیان»); the third-person forms are made here, since nobody reports himself.

Input: a rule's table. Output: AttributionRule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table
from extractor.text.folding import fold_form


class Part(StrEnum):
    """The part that words play in attributing."""

    SAYING = "saying"
    DENYING = "denying"
    SHOWING = "showing"
    SOURCE = "source"
    DOCUMENT = "document"
    REPORT = "report"
    RELAY = "relay"
    TOPIC = "topic"
    DENIED_TOPIC = "denied_topic"
    OCCASION = "occasion"
    BACK = "back"
    CONTRAST = "contrast"
    OUTLET = "outlet"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class AttributionCue:
    """What a hit stands for. ``unless`` are words of the object with which the verb is no such cue."""

    part: Part
    rule: RuleRef
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributionRule:
    """Words of one part.

    saying: verbs of reporting; denying: verbs of denying; showing: verbs of which a document is the subject.
    source: «به گفته», before who says it; document: «در گزارش», before whose it is; report: «به گزارش», before a wire;
    relay: «به نقل از», before either. topic: «با اشاره به», words that the speaker goes into; denied_topic: «با رد»;
    occasion: «در آیین», what the outlet tells of the occasion. back: «با بیان این مطلب», which takes what stands
    before. contrast: «اما», with which another speaker comes in. outlet: «گفتنی است», with which the outlet speaks.
    nothing: words that only look like one of these («گفت و گو»).
    """

    ref: RuleRef
    part: Part
    words: tuple[str, ...]
    unless: frozenset[str]

    def forms(self) -> Iterable[Form]:
        """Yield the words, conjugated where they are verbs."""
        cue = AttributionCue(self.part, self.ref, self.unless)
        for word in self.words:
            yield Form("attribution", word, cue)


def read(table: Table) -> AttributionRule:
    """Read a rule of kind attribution."""
    part = table.choice("part", Part)
    if part is None:
        table.fault("'part' is missing")
    stems = table.forms("stems") or ("",)
    verbs = [form for verb in table.texts("verbs") for form in _conjugated(table, fold_form(verb))]
    words = (*table.forms(), *(f"{stem} {verb}".strip() for verb in verbs for stem in stems))
    if not words:
        table.fault("the rule has neither 'forms' nor 'verbs'")
    return AttributionRule(table.ref(), part or Part.NOTHING, words, frozenset(table.forms("unless")))


def _conjugated(table: Table, verb: str) -> Iterator[str]:
    """Yield the affirmed third-person forms of past#present; without a present stem, those of the past."""
    past, mark, present = verb.partition("#")
    if not mark or not past:
        table.fault(f"verb '{verb}' must be past#present, as کرد#کن")
        return
    for ending in ("", "ند", "ه", "ه است", "ه اند", "ه بود", "ه بودند"):
        yield past + ending
    yield f"خواهد {past}"
    yield f"خواهند {past}"
    yield f"می {past}"
    yield f"می {past}ند"
    if present:
        for prefix in ("می ", ""):
            yield f"{prefix}{present}د"
            yield f"{prefix}{present}ند"
