"""Claims made by hand on texts of our own, for tests of tables, exports and the report."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from extractor.model import (
    Attribution,
    Change,
    ChangeRole,
    Claim,
    DocumentRef,
    Evidence,
    Flag,
    Kind,
    Modality,
    Modifier,
    Number,
    Phrase,
    Polarity,
    Quantity,
    Resolution,
    RuleRef,
    Span,
    Stage,
    TimeKind,
    TimeScope,
)
from extractor.tables.sources import Kept

SOLAR = (
    "استاندار یزد از صدور پروانه ۲۶۰۰ مگاوات نیروگاه خورشیدی خبر داد.\n"
    "مهدی آذرنیا گفت: تا امروز برای ۲۶۰۰ مگاوات نیروگاه خورشیدی در یزد پروانه صادر شده و ۹۰۰ مگاوات آن در حال اجراست.\n"
    "وی افزود: ۱۲۰۰ تا ۱۵۰۰ خانوار صاحب برق پایدار می‌شوند و مصرف ۵.۲ درصد کم شد.\n"
)
WATER = (
    "مدیر آبفای کاشمر: ۳۵ کیلومتر شبکه آب روستایی تا پایان سال نوسازی می‌شود.\n"
    "سارا بهنیا گفت یک‌سوم این شبکه پیش‌تر نو شده بود و ۱۲ روستا هنوز آب سالم ندارند.\n"
)


def span_of(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def phrase(text: str, words: str | None, start: int = 0, end: int | None = None) -> Phrase | None:
    """Find a phrase in a sentence, or else anywhere in the text."""
    if not words:
        return None
    inside = text.find(words, start, end)
    return Phrase(span_of(text, words, max(0, inside)), words, inside < 0)


def make_claim(
    text: str,
    figure: str,
    value: Number | tuple[Number | None, Number | None],
    unit: str,
    *,
    document: DocumentRef,
    after: int = 0,
    kind: Kind = Kind.MEASURE,
    modifier: Modifier = Modifier.EXACT,
    counter: str | None = None,
    stage: Stage = Stage.OBSERVED,
    modality: Modality = Modality.ASSERTED,
    polarity: Polarity = Polarity.POSITIVE,
    cue: str | None = None,
    subject: str | None = None,
    speaker: str | None = None,
    role: str | None = None,
    saying: str | None = None,
    place: str | None = None,
    time: tuple[str, TimeKind, date | None, date | None] | None = None,
    change: ChangeRole | None = None,
    part_of: str | None = None,
    repeat_of: str | None = None,
    flags: tuple[Flag, ...] = (),
) -> Claim:
    span = span_of(text, figure, after)
    low, high = value if isinstance(value, tuple) else (value, value)
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = end if end >= 0 else len(text)
    rule = RuleRef("status.made", "fa/status.yaml", 7)
    said = Attribution(
        speaker=phrase(text, speaker, start, end),
        role=phrase(text, role, start, end),
        cue=phrase(text, saying, start, end),
        resolution=Resolution.NAMED if speaker else None,
    )
    return Claim(
        id=hashlib.sha256(f"{document.id}|{span}".encode()).hexdigest()[:16],
        document=document,
        span=span,
        text=figure,
        sentence=Span(start, end),
        quantity=Quantity(low, high, unit, kind, modifier, counter),
        subject=phrase(text, subject, start, end),
        stage=stage,
        modality=modality,
        polarity=polarity,
        change=Change(change) if change else None,
        time=TimeScope(span_of(text, time[0]), *time) if time else None,
        place=phrase(text, place, start, end),
        attribution=said,
        part_of=part_of,
        repeat_of=repeat_of,
        flags=flags,
        evidence=(Evidence("stage", span_of(text, cue, start), rule),) if cue else (),
    )


def solar() -> Kept:
    ref = DocumentRef("solar", "نشست یزد", "پیک یزد", "https://example.org/solar", date(2025, 9, 7))
    body = SOLAR.index("مهدی")
    told = {"document": ref, "subject": "نیروگاه خورشیدی", "speaker": "مهدی آذرنیا", "role": "استاندار یزد"}
    head = make_claim(SOLAR, "۲۶۰۰ مگاوات", Decimal(2600), "megawatt", **told, stage=Stage.LICENSED, cue="صدور پروانه",
                      flags=(Flag.HEADLINE,))  # fmt: skip
    whole = make_claim(
        SOLAR, "۲۶۰۰ مگاوات", Decimal(2600), "megawatt", **told, after=body, stage=Stage.LICENSED,
        cue="پروانه صادر شده", saying="گفت", place="یزد", time=("تا امروز", TimeKind.UNTIL, None, date(2025, 9, 7)),
        repeat_of=head.id,
    )  # fmt: skip
    part = make_claim(SOLAR, "۹۰۰ مگاوات", Decimal(900), "megawatt", **told, stage=Stage.IN_EXECUTION,
                      cue="در حال اجراست", saying="گفت", place="یزد", part_of=whole.id)  # fmt: skip
    homes = make_claim(SOLAR, "۱۲۰۰ تا ۱۵۰۰ خانوار", (Decimal(1200), Decimal(1500)), "household", document=ref,
                       kind=Kind.COUNT, modality=Modality.SCHEDULED, stage=Stage.PLANNED, cue="می‌شوند",
                       speaker="مهدی آذرنیا", saying="افزود")  # fmt: skip
    saved = make_claim(SOLAR, "۵.۲ درصد", Decimal("-5.2"), "percent", document=ref, kind=Kind.PERCENT,
                       change=ChangeRole.DECREASE, subject="مصرف", speaker="مهدی آذرنیا", cue="کم شد")  # fmt: skip
    return Kept(ref, SOLAR, (head, whole, part, homes, saved))


def water() -> Kept:
    ref = DocumentRef("water", "آب روستاهای کاشمر", "پیک خراسان", None, date(2025, 11, 2))
    told = {"document": ref, "speaker": "سارا بهنیا", "role": "مدیر آبفای کاشمر", "place": "کاشمر"}
    pipes = make_claim(WATER, "۳۵ کیلومتر", Decimal(35), "kilometer", **told, subject="شبکه آب روستایی",
                       stage=Stage.PLANNED, modality=Modality.SCHEDULED, cue="نوسازی می‌شود",
                       time=("تا پایان سال", TimeKind.BY, date(2026, 3, 20), date(2026, 3, 20)))  # fmt: skip
    third = make_claim(WATER, "یک‌سوم", Fraction(1, 3), "ratio", **told, kind=Kind.RATIO, subject="شبکه",
                       stage=Stage.COMPLETED, cue="نو شده بود", part_of=pipes.id)  # fmt: skip
    villages = make_claim(WATER, "۱۲ روستا", Decimal(12), "count", **told, kind=Kind.COUNT, counter="روستا",
                          polarity=Polarity.NEGATIVE, cue="ندارند", flags=(Flag.NOT_YET,))  # fmt: skip
    return Kept(ref, WATER, (pipes, third, villages))


def desk() -> tuple[Kept, ...]:
    return solar(), water()


NASTY = (
    "\x00", "\ud800", "\udc00\ud800", "\u202e", "\u2066", "</script>", "<!--", "<script>alert(1)</script>", "=1+1",
    "+A1", "-۵ درصد", "@x", "\t", "\r\n", "\n", "＝1", "'", '"', ",", ";", "|", "&amp;", "_x0041_", "]]>", "\ufeff",
    "\u2028", "😀",
    "𝟘", "\ufffe", "\x1b[31m", "`", "${x}", "\\ud800", "%s", "javascript:alert(1)", "\u200c", "ی", "ي", "۵", " ",
)  # fmt: skip
nasty_text = st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join)
numbers = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.integers(-(10**18), 10**18).map(Decimal),
    st.fractions(max_denominator=97).filter(lambda value: value.denominator > 1),
    st.sampled_from([Decimal("1E+30"), Decimal("1E-12"), Decimal("123456789012345678.9"), Decimal("1E+400")]),
)
days = st.none() | st.dates(date(1880, 1, 1), date(2100, 1, 1))
optional_text = st.none() | nasty_text


@st.composite
def claims_on_nasty_texts(draw: st.DrawFn, *, longest: int = 0) -> Kept:
    """Return a document whose every word is hostile, with a few claims on it; ``longest`` adds words without end."""
    pieces = draw(st.lists(nasty_text, min_size=1, max_size=5))
    text = " ".join(pieces) + draw(st.sampled_from(["", "x" * longest]))
    ref = DocumentRef(draw(nasty_text), draw(optional_text), draw(optional_text), draw(optional_text), draw(days))

    def spans() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, min(len(text), start + 12))))

    def some_phrase() -> Phrase | None:
        if not draw(st.booleans()):
            return None
        span = spans()
        return Phrase(span, text[span.start : span.end], draw(st.booleans()))

    claims = []
    for number in range(draw(st.integers(1, 3))):
        span, when = spans(), spans()
        low = draw(numbers)
        high = draw(st.sampled_from([low, low, None]) | numbers)
        low = draw(st.sampled_from([low, low, None])) if high is not None else low
        time = TimeScope(when, text[when.start : when.end], draw(st.sampled_from(TimeKind)), draw(days), draw(days))
        rule = RuleRef(draw(nasty_text), "fa/x.yaml", 1)
        claims.append(
            Claim(
                id=f"{number:016x}",
                document=ref,
                span=span,
                text=text[span.start : span.end],
                sentence=Span(0, len(text)),
                quantity=Quantity(
                    low,
                    high,
                    "count",
                    Kind.COUNT,
                    draw(st.sampled_from(Modifier)),
                    draw(optional_text),
                    draw(optional_text),
                    tuple(draw(st.lists(numbers, max_size=2))),
                ),
                subject=some_phrase(),
                stage=draw(st.sampled_from(Stage)),
                modality=draw(st.sampled_from(Modality)),
                polarity=draw(st.sampled_from(Polarity)),
                change=draw(st.none() | st.just(Change(ChangeRole.TO, ("a", "b"), some_phrase()))),
                time=draw(st.none() | st.just(time)),
                place=some_phrase(),
                attribution=Attribution(
                    some_phrase(),
                    some_phrase(),
                    some_phrase(),
                    some_phrase(),
                    draw(st.booleans()),
                    candidates=tuple(draw(st.lists(nasty_text, max_size=2))),
                ),
                part_of=draw(st.none() | st.just(f"{0:016x}")) if number else None,
                flags=tuple(draw(st.lists(st.sampled_from(Flag), max_size=2))),
                evidence=(Evidence("stage", spans(), rule),),
            )
        )
    return Kept(ref, text, tuple(claims))
