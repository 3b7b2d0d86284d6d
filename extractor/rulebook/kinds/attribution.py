"""Words that attribute: reporting verbs, phrases that name a source, marks of whose voice goes on.

A rule says which ``part`` its words play. Verbs are written as hazm's past#present («کرد#کن») with the ``stems`` that
stand before them («اظهار», «بیان»); the third-person forms are made here, since nobody reports himself.

Input: a rule's table. Output: AttributionRule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table

_FORMS_OF_VERB = 15


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
    ALSO = "also"
    OUTLET = "outlet"
    THIS_REPORT = "this_report"
    INTERVIEW = "interview"
    ASKED = "asked"
    NO = "no"
    NOTHING = "nothing"


class AttributionCue(Struct, frozen=True):
    """What a hit stands for, with what its rule asks of it (see AttributionRule).

    A ``perfect`` form tells of another time («گفته است»), a ``plural`` one has many as its subject («گفتند»), a
    ``present`` one tells of now («می‌گوید»).
    """

    part: Part
    rule: RuleRef
    unless: frozenset[str]
    needs: frozenset[str]
    continues: bool
    strict: bool
    acts: bool
    perfect: bool = False
    plural: bool = False
    present: bool = False


class AttributionRule(Struct, frozen=True):
    """Words of one part.

    saying: verbs of reporting; denying: verbs of denying; showing: verbs of which a document is the subject.
    source: «به گفته», before who says it; document: «در گزارش», before whose it is; report: «به گزارش», before a
    wire; relay: «به نقل از», before either. topic: «با اشاره به», words that the speaker goes into; denied_topic:
    «با رد»; occasion: «در آیین», what the outlet tells of the occasion. back: «با بیان این مطلب», which takes what
    stands before. contrast: «اما», with which another speaker comes in; also: «نیز», with which the same may go on.
    outlet: «گفتنی است», with which the outlet speaks; this_report: «بر اساس این گزارش», with which it does too,
    unless an institution reports. interview: «گفت‌وگو با», before who answers, asked: «پرسیدیم», behind him;
    no: «نه», with which an answer denies its question. nothing: words that only look like one of these («گفت و گو»).

    ``unless`` are words of the object with which a verb is no such cue, of ``needs`` it must have one. A verb that
    ``continues`` goes on with what was said before («افزود»). A ``strict`` source takes only names and roles that are
    known as such («از نظر وزیر», not «از نظر وزنی»), and a strict verb only them as its subject. A verb that ``acts``
    tells the status of the figures in its clause too («پیشنهاد کرد»).
    """

    ref: RuleRef
    part: Part
    words: tuple[str, ...]
    perfect: tuple[str, ...]
    passive: tuple[str, ...]
    plural: frozenset[str]
    present: frozenset[str]
    unless: frozenset[str]
    needs: frozenset[str]
    continues: bool
    strict: bool
    acts: bool

    def forms(self) -> Iterable[Form]:
        """Yield the words, conjugated where they are verbs."""
        for words, part, perfect in (
            (self.words, self.part, False),
            (self.perfect, self.part, True),
            (self.passive, Part.NOTHING, False),
        ):
            one = AttributionCue(
                part, self.ref, self.unless, self.needs, self.continues, self.strict, self.acts, perfect
            )
            for word in words:
                cue = replace(one, plural=word in self.plural, present=word in self.present)
                yield Form("attribution", word, cue)


def read(table: Table) -> AttributionRule:
    """Read a rule of kind attribution."""
    part = table.choice("part", Part)
    if part is None:
        table.fault("'part' is missing")
    stems = table.forms("stems") or ("",)
    verbs = tuple(filter(None, (_stems(table, table.fold(verb)) for verb in table.texts("verbs"))))
    if not table.faults.afford(table.place, "forms", _FORMS_OF_VERB * len(stems) * len(verbs), table.rule):
        verbs = ()
    words = (*table.forms(), *_compound(stems, (form for verb in verbs for form in _simple(*verb))))
    perfect = _compound(stems, (form for past, _ in verbs for form in _perfect(past)))
    if not words:
        table.fault("the rule has neither 'forms' nor 'verbs'")
    return AttributionRule(
        table.ref(),
        part or Part.NOTHING,
        words,
        perfect,
        # a participle alone may report («وزیر گفته: …»), with «شد» it does not («گفته شد»)
        tuple(form for past, _ in verbs if " " not in past for form in _passive(past)) if stems == ("",) else (),
        frozenset(_compound(stems, (form for verb in verbs for form in _many(*verb)))),
        frozenset(_compound(stems, (form for _, present in verbs for form in _present(present)))),
        frozenset(table.forms("unless")),
        frozenset(table.forms("needs")),
        table.flag("continues"),
        table.flag("strict"),
        table.flag("acts"),
    )


def _compound(stems: Iterable[str], verbs: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{stem} {verb}".strip() for verb in verbs for stem in stems)


def _stems(table: Table, verb: str) -> tuple[str, str] | None:
    past, mark, present = verb.partition("#")
    if not mark or not past:
        table.fault(f"verb '{verb}' must be past#present, as کرد#کن")
        return None
    return past, present


def _simple(past: str, present: str) -> Iterator[str]:
    """Yield the affirmed third-person forms; without a present stem, those of the past."""
    yield past
    yield f"{past}ند"
    yield f"خواهد {past}"
    yield f"خواهند {past}"
    yield f"می {past}"
    yield f"می {past}ند"
    yield from _present(present)
    if present:
        yield f"{present}د"
        yield f"{present}ند"


def _present(present: str) -> Iterator[str]:
    if present:
        yield f"می {present}د"
        yield f"می {present}ند"


def _many(past: str, present: str) -> Iterator[str]:
    """Yield the forms that have many as their subject; «می‌کند» only ends like one."""
    yield from (f"{past}ند", f"خواهند {past}", f"می {past}ند", f"{past}ه اند", f"{past}ه بودند")
    if present:
        yield from (f"می {present}ند", f"{present}ند")


def _perfect(past: str) -> Iterator[str]:
    for ending in ("ه", "ه است", "ه اند", "ه بود", "ه بودند"):
        yield past + ending


def _passive(past: str) -> Iterator[str]:
    for ending in ("شد", "شده", "شده است", "می شود", "می شد", "شود", "نشد", "نشده", "نمی شود", "خواهد شد", "باشد"):
        yield f"{past}ه {ending}"
