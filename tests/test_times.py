"""Time expressions: what binds a claim, how, and from when to when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.model import Kind, Polarity, Quantity
from extractor.reading.calendar import Calendar, day_of, months, shifted
from extractor.reading.mentions import Clause, Mention, Numeral, Scan, Tense, TimeMention, Verb
from extractor.reading.numerals import Numerals
from extractor.reading.scopes import TimeScopes
from extractor.reading.times import Times
from extractor.text.folding import fold
from extractor.text.sentences import Sentence
from extractor.text.words import words

EXTRACTOR = extractor.load("fa")
NUMERALS = Numerals(EXTRACTOR.book)
TIMES = Times(EXTRACTOR.book)
SCOPES = TimeScopes(EXTRACTOR.book)
PUBLISHED = date(2025, 11, 12)  # 21 Aban 1404, a Wednesday


def scan_of(text: str) -> Scan:
    folded = fold(text).text
    cut = words(folded, 0, len(folded), NUMERALS.split)
    return Scan(Sentence(0, len(folded), 0), cut, EXTRACTOR.book.lexicon.scan(cut))


def numerals(scan: Scan) -> tuple[Numeral, ...]:
    return NUMERALS(scan)


def times(text: str, published: date | None = PUBLISHED) -> tuple[TimeMention, ...]:
    scan = scan_of(text)
    return TIMES(scan, numerals(scan), published)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


TABLE = [
    # expression, kind, begins, ends
    ("امسال", "during", "2025-03-21", "2026-03-20"),
    ("سال جاری", "during", "2025-03-21", "2026-03-20"),
    ("پارسال", "during", "2024-03-20", "2025-03-20"),
    ("سال گذشته", "during", "2024-03-20", "2025-03-20"),
    ("سال آینده", "during", "2026-03-21", "2027-03-20"),
    ("سال گذشته میلادی", "during", "2024-01-01", "2024-12-31"),
    ("سال ۱۴۰۳", "during", "2024-03-20", "2025-03-20"),
    ("سال ۱۳۹۹", "during", "2020-03-20", "2021-03-20"),
    ("سال ۱۴۰۸", "during", "2029-03-20", "2030-03-20"),
    ("سال ۹۴", "during", "2015-03-21", "2016-03-19"),
    ("سال ۰۲", "during", "2023-03-21", "2024-03-19"),
    ("سال 2005", "during", "2005-01-01", "2005-12-31"),
    ("سال زراعی جاری", "during", "2025-09-23", "2026-09-22"),
    ("سال آبی گذشته", "during", "2024-09-22", "2025-09-22"),
    ("مهرماه امسال", "during", "2025-09-23", "2025-10-22"),
    ("مهر امسال", "during", "2025-09-23", "2025-10-22"),
    ("دیماه پارسال", "during", "2024-12-21", "2025-01-19"),
    ("شهریور ۱۴۰۳", "during", "2024-08-22", "2024-09-21"),
    ("شهریور ماه سال ۱۴۰۳", "during", "2024-08-22", "2024-09-21"),
    ("اسفند ۱۳۹۹", "during", "2021-02-19", "2021-03-20"),
    ("اسفند ۱۴۰۳", "during", "2025-02-19", "2025-03-20"),
    ("اسفند ۱۴۰۴", "during", "2026-02-20", "2026-03-20"),
    ("ژانویه ۲۰۲۳", "during", "2023-01-01", "2023-01-31"),
    ("فوریه سال 2024", "during", "2024-02-01", "2024-02-29"),
    ("۱۵ خرداد ۱۴۰۲", "at", "2023-06-05", "2023-06-05"),
    ("۳۰ اسفند ۱۳۹۹", "at", "2021-03-20", "2021-03-20"),
    ("۳۰ اسفند ۱۴۰۳", "at", "2025-03-20", "2025-03-20"),
    ("۳۰ اسفند ۱۴۰۸", "at", "2030-03-20", "2030-03-20"),
    ("۳۰ اسفند ۱۴۰۰", "during", "", ""),
    ("۱ فروردین ۱۴۰۴", "at", "2025-03-21", "2025-03-21"),
    ("۱ فروردین ۱۴۰۰", "at", "2021-03-21", "2021-03-21"),
    ("1403/07/15", "at", "2024-10-06", "2024-10-06"),
    ("2024-10-06", "at", "2024-10-06", "2024-10-06"),
    ("۲ تا ۸ شهریور ۱۴۰۳", "during", "2024-08-23", "2024-08-29"),
    ("بهار ۱۴۰۵", "during", "2026-03-21", "2026-06-21"),
    ("تابستان امسال", "during", "2025-06-22", "2025-09-22"),
    ("تابستان آینده", "during", "2026-06-22", "2026-09-22"),
    ("نیمه دوم سال ۱۴۰۵", "during", "2026-09-23", "2027-03-20"),
    ("نیمه نخست امسال", "during", "2025-03-21", "2025-09-22"),
    ("نیمه دوم تیر ۱۴۰۲", "during", "2023-07-07", "2023-07-22"),
    ("سه‌ماهه نخست امسال", "during", "2025-03-21", "2025-06-21"),
    ("۳ ماهه دوم سال ۱۴۰۲", "during", "2023-06-22", "2023-09-22"),
    ("۹ ماهه نخست سال ۱۴۰۳", "during", "2024-03-20", "2024-12-20"),
    ("۹ ماه امسال", "during", "2025-03-21", "2025-12-21"),
    ("۱۲ ماهه سال گذشته", "during", "2024-03-20", "2025-03-20"),
    ("هفته دوم مهر ۱۴۰۳", "during", "2024-09-29", "2024-10-05"),
    ("دهه ۹۰", "during", "2011-03-21", "2021-03-20"),
    ("دهه ۶۰ خورشیدی", "during", "1981-03-21", "1991-03-20"),
    ("هفته دولت ۱۴۰۲", "during", "2023-08-24", "2023-08-30"),
    ("دهه فجر امسال", "during", "2026-02-01", "2026-02-11"),
    ("نوروز ۱۴۰۴", "during", "2025-03-21", "2025-04-02"),
    ("دولت سیزدهم", "during", "2021-08-05", "2024-07-29"),
    ("۲ سال گذشته", "during", "2023-11-12", "2025-11-12"),
    ("۲۴ ساعت گذشته", "during", "2025-11-11", "2025-11-12"),
    ("۱۰ روز گذشته", "during", "2025-11-02", "2025-11-12"),
    ("۱ سال آینده", "during", "2025-11-12", "2026-11-12"),
    ("هفته گذشته", "during", "2025-11-01", "2025-11-07"),
    ("هفته آینده", "during", "2025-11-15", "2025-11-21"),
    ("ماه گذشته", "during", "2025-09-23", "2025-10-22"),
    ("ماه جاری", "during", "2025-10-23", "2025-11-21"),
    ("امروز", "at", "2025-11-12", "2025-11-12"),
    ("دیروز", "at", "2025-11-11", "2025-11-11"),
    ("فردا", "at", "2025-11-13", "2025-11-13"),
    ("پایان سال ۱۴۰۰", "at", "2022-03-20", "2022-03-20"),
    ("انتهای سال ۹۸", "at", "2020-03-19", "2020-03-19"),
    ("ابتدای امسال", "at", "2025-03-21", "2025-03-21"),
    ("تاکنون", "until", "", "2025-11-12"),
    ("تا امروز", "until", "", "2025-11-12"),
    ("تا پایان سال", "by", "", "2026-03-20"),
    ("تا پایان امسال", "by", "", "2026-03-20"),
    ("تا پایان سال ۱۴۰۶", "by", "", "2028-03-19"),
    ("تا پایان بهمن", "by", "", "2026-02-19"),
    ("تا مهر", "by", "", "2026-10-22"),
    ("تا آبان", "by", "", "2025-11-21"),
    ("تا ۵ آذر", "by", "", "2025-11-26"),
    ("تا دهه فجر", "by", "", "2026-02-11"),
    ("تا ۲ ماه آینده", "by", "", "2026-01-11"),
    ("تا ۱۴ ماه دیگر", "by", "", "2027-01-11"),
    ("تا پایان دولت", "by", "", ""),
    ("پیش از پایان سال ۱۴۰۵", "by", "", "2027-03-20"),
    ("از ابتدای امسال", "since", "2025-03-21", ""),
    ("از ابتدای سال جاری تاکنون", "since", "2025-03-21", "2025-11-12"),
    ("از ابتدای سال تا کنون", "since", "2025-03-21", "2025-11-12"),
    ("از مهرماه تاکنون", "since", "2025-09-23", "2025-11-12"),
    ("از شهریور ۱۴۰۳", "since", "2024-08-22", ""),
    ("از ۲ سال پیش", "since", "", ""),
    ("از آغاز اجرای طرح تاکنون", "since", "", ""),
    ("از ۱۳۹۰ تا ۱۳۹۵", "during", "2011-03-21", "2017-03-20"),
    ("سال‌های ۱۳۹۰ تا ۱۳۹۵", "during", "2011-03-21", "2017-03-20"),
    ("سالهای ۹۰ تا ۹۵", "during", "2011-03-21", "2017-03-20"),
    ("از فروردین تا مهر امسال", "during", "2025-03-21", "2025-10-22"),
    ("از ابتدای فروردین تا پایان مرداد ۱۴۰۳", "during", "2024-03-20", "2024-08-21"),
    ("از مهر تا خرداد ۱۴۰۳", "during", "2023-09-23", "2024-06-20"),
    ("از ابتدای امسال تا ۲۵ شهریورماه ۱۴۰۴", "during", "2025-03-21", "2025-09-16"),
    ("سه سال پیش", "at", "", ""),
    ("۱۰ روز پیش", "at", "2025-11-02", "2025-11-02"),
    ("ساعت ۹ صبح", "at", "", ""),
    ("ساعت ۱۴:۴۰ امروز", "at", "2025-11-12", "2025-11-12"),
    ("شب گذشته", "at", "2025-11-11", "2025-11-11"),
    ("خرداد ۸۸", "during", "2009-05-22", "2009-06-21"),
    ("سوم مرداد ۸۳", "at", "2004-07-24", "2004-07-24"),
    ("۲۹ اسفند ۱۴۰۲", "at", "2024-03-19", "2024-03-19"),
    ("۳۱ شهریور ۱۴۰۳", "at", "2024-09-21", "2024-09-21"),
    ("۳۱ مهر ۱۴۰۳", "during", "", ""),
    ("تا ۱۴۰۷", "by", "", "2029-03-19"),
    ("تا ختم سال مالی", "by", "", ""),
    ("از شنبه", "since", "2025-11-08", ""),
    ("تا حال", "until", "", "2025-11-12"),
    ("پیش از این", "at", "", ""),
    ("همان ساعات اولیه", "during", "", ""),
    ("این ماه", "during", "", ""),
    ("همین مدت", "during", "", ""),
    ("این بازه زمانی", "during", "", ""),
    ("سال‌های اخیر", "during", "", ""),
    ("اکنون", "at", "", ""),
    ("در حال حاضر", "at", "", ""),
    ("پس از ۱۱ سال", "since", "", ""),
    ("۲۰ سال", None, "", ""),
    ("مهر و تیر", None, "", ""),
    ("خبرگزاری مهر", None, "", ""),
    ("۱۵ سال از شروع ساخت می‌گذرد", None, "", ""),
]


@pytest.mark.parametrize(("text", "kind", "begins", "ends"), TABLE, ids=[row[0] for row in TABLE])
def test_expression(text: str, kind: str | None, begins: str, ends: str) -> None:
    found = times(text)
    if kind is None:
        assert found == ()
        return
    folded = fold(text).text
    assert [folded[time.start : time.end] for time in found] == [folded]
    assert (found[0].kind, found[0].begins, found[0].ends) == (kind, day(begins), day(ends))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("در ۹ ماهه نخست امسال", "9 ماهه نخست امسال"),
        ("طی یک سال گذشته", "یک سال گذشته"),
        ("ظرف ۱۴ ماه", "14 ماه"),
        ("در ۲ سال", "2 سال"),
        ("در مهر", "مهر"),
        ("روز شنبه ۱۵ مهر ۱۴۰۲", "15 مهر 1402"),
        ("در ژانویه (دی ماه) بود", "ژانویه (دی ماه)"),
    ],
)
def test_extent(text: str, expected: str) -> None:
    assert [fold(text).text[time.start : time.end] for time in times(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "نسبت به مدت مشابه سال گذشته",
        "در مقایسه با پارسال",
        "نسبت به سال قبل",
        "بیش از مهر پارسال",
        "کمتر از مدت مشابه در سال ۱۴۰۳",
        "از سال گذشته ۳۹ درصد بالاتر",
        "نسبت به پایان سال ۱۴۰۲",
        "با پارسال فرق ندارد",
        "نصف سال ۱۴۰۱ بود",
        "از سال پیش ۳۸ فیصد زیاد شد",
    ],
)
def test_base(text: str) -> None:
    assert [time.base for time in times(text)] == [True]


def test_open_year_has_two_readings() -> None:
    (time,) = times("در مهرماه")
    assert time.begins is None
    assert time.past == (date(2025, 9, 23), date(2025, 10, 22))
    assert time.coming == (date(2026, 9, 23), date(2026, 10, 22))


def test_nothing_is_guessed_without_a_date() -> None:
    assert [(time.begins, time.ends) for time in times("امسال و تا پایان سال", None)] == [(None, None)] * 2


def test_months_still_running_are_not_resolved() -> None:
    (time,) = times("در ۹ ماهه نخست")
    assert (time.begins, time.past) == (None, (None, None))


@pytest.mark.parametrize(
    ("published", "text", "begins"),
    [
        (date(2025, 3, 20), "امسال", date(2024, 3, 20)),
        (date(2025, 3, 21), "امسال", date(2025, 3, 21)),
        (date(2021, 3, 20), "دیروز", date(2021, 3, 19)),
        (date(2025, 3, 25), "ماه گذشته", date(2025, 2, 19)),
        (date(2025, 8, 22), "۶ ماه گذشته", date(2025, 2, 18)),
    ],
)
def test_nowruz_and_month_ends(published: date, text: str, begins: date) -> None:
    assert times(text, published)[0].begins == begins


def test_calendar() -> None:
    assert day_of(Calendar.JALALI, 1403, 12, 30) == date(2025, 3, 20)
    assert day_of(Calendar.JALALI, 1404, 12, 30) is None
    assert day_of(Calendar.JALALI, 99999, 1, 1) is None
    assert months(Calendar.JALALI, 1403, 12, 2) == (date(2025, 2, 19), date(2025, 4, 20), Calendar.JALALI)
    assert shifted(Calendar.JALALI, date(2025, 9, 22), 1) == date(2025, 10, 22)
    assert shifted(Calendar.GREGORIAN, date(2024, 1, 31), 1) == date(2024, 2, 29)


@given(st.text(alphabet="از تا سال ماه مهر گذشته این مدت 0123456789/۱۴۰۳هفته و()", max_size=60))
def test_any_text(text: str) -> None:
    last = 0
    for time in times(text):
        assert last <= time.first < time.last
        assert time.begins is None or time.ends is None or time.begins <= time.ends
        last = time.last


def scoped(text: str, *verbs: tuple[str, Tense]) -> list[str | None]:
    """Scope the numerals that are in no time expression; clauses end at the given verbs."""
    scan = scan_of(text)
    found = TIMES(scan, numerals(scan), PUBLISHED)
    clauses, first = [], 0
    for word, tense in verbs:
        last = scan.words.words.index(word, first) + 1
        clauses.append(Clause(first, last, Verb(last - 1, last, "", tense, Polarity.POSITIVE, 3)))
        first = last
    clauses.append(Clause(first, len(scan.words), None))
    masked = {at for time in found for at in range(time.first, time.last)}
    mentions = tuple(
        Mention(n.first, n.last, 0, 0, Quantity(n.low, n.high, "count", Kind.COUNT), n, n.last)
        for n in numerals(scan)
        if n.first not in masked
    )
    result = SCOPES(scan, tuple(clauses), mentions, found, (None,) * len(mentions))
    return [f"{time.kind}: {scan.words.slice(time.first, time.last)}" if time else None for time in result]


PAST, FUTURE, PRESENT, SUBJUNCTIVE = Tense.PAST, Tense.FUTURE, Tense.PRESENT, Tense.SUBJUNCTIVE


@pytest.mark.parametrize(
    ("text", "verbs", "expected"),
    [
        ("امسال 3 پل ساخته شد و 2 راه باز شد", [("شد", PAST), ("شد", PAST)], ["during: امسال"] * 2),
        ("امسال 3 پل ساخته شد و 2 راه باز خواهد شد", [("شد", PAST), ("شد", FUTURE)], ["during: امسال", None]),
        ("تاکنون 3 پل باز شد و 2 راه ماند", [("شد", PAST), ("ماند", PAST)], ["until: تاکنون", None]),
        ("تا مهر 3 پل ساخته شد", [("شد", PAST)], ["until: تا مهر"]),
        ("تا مهر 3 پل ساخته شود", [("شود", SUBJUNCTIVE)], ["by: تا مهر"]),
        ("3 پل باز شد و تا مهر 2 راه باز می‌شود", [("شد", PAST)], [None, "by: تا مهر"]),
        ("روز شنبه مدیر گفت: 3 پل باز شد", [("گفت", PAST), ("شد", PAST)], [None]),
        ("روز شنبه 3 پل باز شد", [("شد", PAST)], ["at: روز شنبه"]),
        ("از 15 در پارسال به 6 در امسال رسید", [("رسید", PAST)], ["during: پارسال", "during: امسال"]),
        ("امسال 3 پل باز شد که 2 کمتر از پارسال است", [("شد", PAST), ("است", PRESENT)], ["during: امسال"] * 2),
        ("امسال 3 پل باز است ولی 2 پل بسته است", [("است", PRESENT), ("است", PRESENT)], ["during: امسال", None]),
        ("تاکنون 3 پل باز شد؛ از این تعداد 2 پل ماند", [("شد", PAST), ("ماند", PAST)], ["until: تاکنون"] * 2),
        ("شنبه 12 مهر 3 پل باز شد و 2 راه بسته شد", [("شد", PAST), ("شد", PAST)], ["at: 12 مهر"] * 2),
        ("امروز 3 پل باز است و 2 راه بسته است", [("است", PRESENT), ("است", PRESENT)], ["at: امروز", None]),
        ("3 پل که پارسال تصویب شد کنار رفت", [("شد", PAST), ("رفت", PAST)], [None]),
        ("پلی که پارسال باز بود 3 متر فرو رفت", [("بود", PAST), ("رفت", PAST)], [None]),
    ],
)
def test_scope(text: str, verbs: list[tuple[str, Tense]], expected: list[str | None]) -> None:
    assert scoped(text, *verbs) == expected
