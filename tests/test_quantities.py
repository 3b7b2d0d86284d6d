"""Numerals with their units, counters, rates and hedges, read through the pipeline users run."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.model import Claim

EXTRACT = extractor.load("fa")
ZWNJ = "\u200c"


def _read(text: str) -> list[tuple[str, str, str, str]]:
    return [(claim.text, *_quantity(claim)) for claim in EXTRACT(text).claims]


def _quantity(claim: Claim) -> tuple[str, str, str]:
    row, per = claim.to_row(), claim.quantity.per
    unit = claim.quantity.counter if claim.quantity.unit == "count" else claim.quantity.unit
    return str(row["exact"]), f"{unit}/{per}" if per else str(unit), claim.quantity.modifier.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۹۰۰ مگاوات ساخته شد.", ("۹۰۰ مگاوات", "900", "megawatt", "exact")),
        ("۹۰۰مگاوات ساخته شد.", ("۹۰۰مگاوات", "900", "megawatt", "exact")),
        ("نیروگاه ۵ هزار مگاواتی ساخته شد.", ("۵ هزار مگاواتی", "5000", "megawatt", "exact")),
        ("۳۵ درصد از آن ساخته شد.", ("۳۵ درصد", "35", "percent", "exact")),
        ("۳۵ در صد از آن ساخته شد.", ("۳۵ در صد", "35", "percent", "exact")),
        ("۲ واحد درصد کم شد.", ("۲ واحد درصد", "2", "percentage_point", "exact")),
        ("منفی ۵ درصد بود.", ("۵ درصد", "-5", "percent", "exact")),
        ("۱.۶ همت لازم است.", ("۱.۶ همت", "1600000000000", "toman", "exact")),
        ("۲ هزار میلیارد تومان لازم است.", ("۲ هزار میلیارد تومان", "2000000000000", "toman", "exact")),
        ("۱۳ میلیون نفر بیمه شدند.", ("۱۳ میلیون نفر", "13000000", "person", "exact")),
        ("۴۲ هزار خانوار بیمه شدند.", ("۴۲ هزار خانوار", "42000", "household", "exact")),
        ("۷۰ فقره مجوز صادر شد.", ("۷۰ فقره", "70", "فقره", "exact")),
        ("۱۲ گنجشک پرید.", ("۱۲ گنجشک", "12", "گنجشک", "exact")),
        ("سه برابر شد.", ("سه برابر", "3", "ratio", "exact")),
        ("یک‌سوم آن ساخته شد.", ("یک‌سوم", "1/3", "ratio", "exact")),
        ("رتبه نخست را گرفت.", ("رتبه نخست", "1", "rank", "exact")),
        ("ایران سومین صادرکننده پسته است.", ("سومین صادرکننده", "3", "rank", "exact")),
        ("۹ متر مکعب بر ثانیه آب داریم.", ("۹ متر مکعب بر ثانیه", "9", "meter**3/second", "exact")),
        ("۴ تن در هکتار برداشت شد.", ("۴ تن در هکتار", "4", "tonne/hectare", "exact")),
        ("روزانه ۳۰ کامیون می‌گذرد.", ("۳۰ کامیون", "30", "کامیون/day", "exact")),
        ("هر متر مربع ۵۰ میلیون تومان فروخته شد.", ("۵۰ میلیون تومان", "50000000", "toman/meter**2", "exact")),
        ("آهن کیلویی ۳۰ هزار تومان فروخته شد.", ("۳۰ هزار تومان", "30000", "toman/kilogram", "exact")),
        ("قرارداد پنج‌ساله بسته شد.", ("پنج‌ساله", "5", "year", "exact")),
        ("بیش از ۵۰ تن کشف شد.", ("۵۰ تن", "50", "tonne", "more_than")),
        ("دست‌کم به ۵۰ پزشک نیاز است.", ("۵۰ پزشک", "50", "پزشک", "at_least")),
        ("حداکثر تا ۵۰ تن جا دارد.", ("۵۰ تن", "50", "tonne", "at_most")),
        ("کمتر از ۵۰ تن ماند.", ("۵۰ تن", "50", "tonne", "less_than")),
        ("نزدیک به ۵۰ تن ماند.", ("۵۰ تن", "50", "tonne", "approx")),
        ("تا سقف ۵۰ تن مجاز است.", ("۵۰ تن", "50", "tonne", "up_to")),
        ("بدهی از ۵۰ همت بیشتر نیست.", ("۵۰ همت", "50000000000000", "toman", "at_most")),
        ("بدهی از ۵۰ همت فراتر رفت.", ("۵۰ همت", "50000000000000", "toman", "more_than")),
        ("۵ درصد بیشتر از پارسال است.", ("۵ درصد", "5", "percent", "exact")),
        ("۳ تا ۵ کیلووات برق دارد.", ("۳ تا ۵ کیلووات", "3..5", "kilowatt", "exact")),
    ],
)
def test_one(text: str, expected: tuple[str, str, str, str]) -> None:
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ظرفیت از ۲۷۲۰ مگاوات به ۴ هزار رسید.", ["2720 megawatt", "4000 megawatt"]),
        (
            "پروانه ۲۶۰۰ مگاوات صادر شد که ۹۰۰ در حال اجرا و ۵۰۰ در اولویت است.",
            ["2600 megawatt", "900 megawatt", "500 megawatt"],
        ),
        ("سهم آنها به ترتیب ۵۵۰ و ۳۵۰ مگاوات است.", ["550 megawatt", "350 megawatt"]),
        ("استخراج از ۳ به ۵ میلیون تن می‌رسد.", ["3000000 tonne", "5000000 tonne"]),
        ("۹۰۰ میلیارد تومان هزینه شد که ۶۴۰ میلیارد آن ملی بود.", ["900000000000 toman", "640000000000 toman"]),
        ("افت از ۱۵ درصد به صفر رسید.", ["15 percent", "0 percent"]),
        ("شمار استان‌ها که ۱۳ بود اکنون ۱۵ استان است.", ["13 استان", "15 استان"]),
        ("۷۴۰ مورد نصب و ۳۱۰ در دست نصب است.", ["740 مورد", "310 مورد"]),
    ],
)
def test_shared_and_elided_units(text: str, expected: list[str]) -> None:
    assert [f"{value} {unit}" for _, value, unit, _ in _read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "دو کشور همسایه‌اند.",
        "یک شرکت این کار را کرد.",
        "به همت مردم این پل ساخته شد.",
        "سومین جلسه برگزار شد.",
        "این کارگاه ۲۴ ساعته باز است.",
        "قوای سه‌گانه نشست داشتند.",
        "یکی از آنها که ۵۲ ساله است پاسخ داد.",
        "این روستا در ۲۰ کیلومتری شهر است.",
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert _read(text) == []


_UNITS = st.sampled_from(
    ["مگاوات", "هزار تن", "میلیارد تومان", "درصد", "هکتار", "متر مکعب", "کیلووات‌ساعت", "نفر", "دستگاه"]
)
_FRAMES = st.sampled_from(["بیش از {} ثبت شد.", "ظرفیت به {} رسید.", "{} در دست اجرا است.", "سهم این بخش {} بود."])
_SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")


def _values(text: str) -> list[tuple[Decimal | None, str]]:
    return [(row["value"], str(row["unit"])) for row in (claim.to_row() for claim in EXTRACT(text).claims)]  # type: ignore[misc]


@given(st.integers(2, 999), _UNITS, _FRAMES)
def test_script_and_gaps_make_no_difference(number: int, unit: str, frame: str) -> None:
    plain = frame.format(f"{number} {unit}")
    expected = _values(plain)
    assert len(expected) == 1
    for script in _SCRIPTS:
        written = "".join(script[int(digit)] for digit in str(number))
        assert _values(frame.format(f"{written} {unit}")) == expected
        assert _values(frame.format(f"{written}{unit.replace(ZWNJ, ' ')}")) == expected
        assert _values(frame.format(f"{written} {unit.replace(ZWNJ, '')}")) == expected
        assert _values(frame.format(f"{written} {unit.replace(' ', '')}")) == expected


_BITS = st.sampled_from(
    [*"0123456789۵۰/.,٪%-:()$ ", "\n", ZWNJ, "هزار ", "تن ", "از ", "به ", "و ", "تا ", "هر ", "در روز "]
)


@given(st.lists(_BITS, max_size=40).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    end = 0
    for claim in EXTRACT(text).claims:
        assert claim.text == text[claim.span.start : claim.span.end]
        assert claim.span.start >= end
        end = claim.span.end
