"""What the stages hand to each other: frozen, with positions in words and in folded text.

``first`` and ``last`` are word indexes of the sentence (half-open); ``start`` and ``end`` are offsets of the folded
document. The pipeline turns folded offsets into spans of the original text when it assembles claims.

Input: nothing. Output: the types between stages.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from extractor.model import (
    ChangeRole,
    Flag,
    Modality,
    Number,
    Polarity,
    Quantity,
    RuleRef,
    Stage,
    TimeKind,
)
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.lexicon import Hit, Hits
from extractor.text.sentences import Sentence
from extractor.text.words import Words


class Trace(Struct, frozen=True):
    """Evidence in folded offsets: which words gave a field its value, by which rule."""

    field: str
    start: int
    end: int
    rule: RuleRef | None = None


class Scan(Struct, frozen=True):
    """A sentence cut into words, with every form of the rule book found in it."""

    sentence: Sentence
    words: Words
    hits: Hits
    reversed_slashes: bool = False

    def of(self, kind: str) -> tuple[Hit, ...]:
        """Return the hits that a kind of rule asked for."""
        return self.hits.of(kind)

    def trace(self, field: str, first: int, last: int, rule: RuleRef | None = None) -> Trace:
        """Return evidence for words ``first`` to ``last - 1``."""
        return Trace(field, self.words.starts[first], self.words.ends[last - 1], rule)


class NumeralShape(StrEnum):
    """How a numeral is written, as far as it matters for what it can count."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"
    RANGE = "range"


class Numeral(Struct, frozen=True):
    """A number in the text: words ``first`` to ``last - 1``.

    ``low`` and ``high`` have their sign already; ``negative`` says that a sign or «منفی» gave it. A word for the sign
    is outside the words of the numeral, a minus sign inside. ``high`` is None for a vague plural («ده‌ها هزار»).
    ``weak`` numerals count only beside a unit, a counted noun or another numeral; ``scaled`` ones have a scale word
    (هزار, میلیون), their own or shared with the next. ``shares`` marks a numeral that stands in one list, change or
    range with the next numeral and so has its unit too («از ۳ به ۵ میلیون تن»).
    """

    first: int
    last: int
    low: Number | None
    high: Number | None
    shape: NumeralShape = NumeralShape.CARDINAL
    weak: bool = False
    scaled: bool = False
    negative: bool = False
    shares: bool = False
    alternatives: tuple[Number, ...] = ()
    flags: tuple[Flag, ...] = ()
    traces: tuple[Trace, ...] = ()


class Mention(Struct, frozen=True):
    """A quantity in the text: numeral and unit; ``unit_first`` is the word where the unit begins (last if elided)."""

    first: int
    last: int
    start: int
    end: int
    quantity: Quantity
    numeral: Numeral
    unit_first: int
    flags: tuple[Flag, ...] = ()
    traces: tuple[Trace, ...] = ()

    def is_bound(self, start: int, end: int) -> bool:
        """Whether words of a range belong to the bound of the figure: «از ۳۵ درصد کمتر نشد», «از ۵ بیشتر نیست»."""
        return any(trace.field == "modifier" and trace.start < end and start < trace.end for trace in self.traces)


class Verb(Struct, frozen=True):
    """A verb form in the text. ``lemma`` is hazm's past#present («شد#شو»); person is 1-6 (3 is «او»), 0 if unknown.

    Behind auxiliaries that stand apart the verb itself begins at word ``core``.
    """

    first: int
    last: int
    lemma: str
    tense: Tense
    polarity: Polarity
    person: int
    passive: bool = False
    rule: RuleRef | None = None
    core: int | None = None

    @property
    def main(self) -> int:
        """The word where the verb itself begins."""
        return self.first if self.core is None else self.core


class Clause(Struct, frozen=True):
    """A stretch of a sentence with one finite verb at most; ``verb`` is None where there is none.

    ``inner`` are verbs in it that are not finite («to build»), in order.
    """

    first: int
    last: int
    verb: Verb | None
    inner: tuple[Verb, ...] = ()


class Standing(Struct, frozen=True):
    """Stage, modality and polarity of one mention."""

    stage: Stage
    modality: Modality
    polarity: Polarity
    flags: tuple[Flag, ...] = ()
    traces: tuple[Trace, ...] = ()


class ChangePart(Struct, frozen=True):
    """The role of one mention in a change; ``partners`` are indexes of mentions of the same sentence."""

    role: ChangeRole
    partners: tuple[int, ...] = ()
    base: tuple[int, int] | None = None
    traces: tuple[Trace, ...] = ()


class TimeMention(Struct, frozen=True):
    """A time expression in the text, with its Gregorian interval where it can be known.

    ``base`` marks what a figure is compared with, ``moment`` what may tell when something was said; what ``stays``
    speaks of its own clause only. An expression without its year has an interval for verbs of the ``past`` and one for
    what is ``coming``.
    """

    first: int
    last: int
    start: int
    end: int
    kind: TimeKind
    begins: date | None = None
    ends: date | None = None
    base: bool = False
    moment: bool = False
    stays: bool = False
    past: tuple[date | None, date | None] | None = None
    coming: tuple[date | None, date | None] | None = None
    traces: tuple[Trace, ...] = ()


class PhraseMention(Struct, frozen=True):
    """A phrase for a mention (its subject, its place): folded offsets."""

    start: int
    end: int
    inferred: bool = False
    traces: tuple[Trace, ...] = ()


class SentenceReading(Struct, frozen=True):
    """All that was read in one sentence; the tuples from ``standings`` on run parallel to ``mentions``."""

    scan: Scan
    clauses: tuple[Clause, ...]
    times: tuple[TimeMention, ...]
    mentions: tuple[Mention, ...]
    standings: tuple[Standing, ...]
    changes: tuple[ChangePart | None, ...]
    scopes: tuple[TimeMention | None, ...]
    subjects: tuple[PhraseMention | None, ...]


class Voice(Struct, frozen=True):
    """Who says a sentence or a part of it: folded offsets of the phrases, None where there is none."""

    start: int
    end: int
    speaker: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    organisation: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    direct: bool = False
    resolution: str | None = None
    candidates: tuple[tuple[int, int], ...] = ()
    denies: bool = False
    traces: tuple[Trace, ...] = ()


class Link(Struct, frozen=True):
    """A relation between two mentions of a document, each a pair (sentence index, mention index)."""

    part: tuple[int, int]
    whole: tuple[int, int]
    repeat: bool = False
    traces: tuple[Trace, ...] = ()
