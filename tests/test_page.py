"""What surrounds a text is told from it, and the head of a page dates it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.reading.pages.pages import Pages
from extractor.text.folding import fold
from extractor.text.page import Page

PAGES = Pages(extractor.load("fa").books)
BODY = "ساخت ۲۰ کیلومتر راه تازه در استان به پایان رسید."


def read(text: str) -> Page:
    return PAGES(fold(text).text)


@pytest.mark.parametrize(
    "line",
    [
        "۱۶ شهریور ۱۴۰۴، ۷:۲۷",
        "يکشنبه 3 تير 1397 - 11:05:43",
        "کد خبر: ۷۱۸ | ۲۹ آبان ۱۴۰۴ - ساعت ۱۸:۴۳",
        "کد خبر: ۲۴۲۶ تاریخ انتشار : ۱۳۹۸/۰۸/۱۲",
        "تاریخ انتشار : ۱۳:۵۳ - ۳۱ شهريور ۱۴۰۰",
        "  • جمعه/ ۳۱ فروردین ۱۳۸۶ / ۱۳:۲۲",
        "خانه > اقتصاد > انرژی",
        "تعداد بازدید : ۱۴",
        "انتهای پیام/68014/چ10",
        "کد مطلب: ۱۱۴۹",
        "لینک کوتاه",
        "https://example.ir/news/141482",
        "منبع: tn.ai/2745592",
        "پخش زنده",
        "ارسال دیدگاه",
        "۰ نفر",
        "۰دیدگاه شما",
        "دیدگاه تان را بنویسید",
        "نظر شما درباره «ساخت ۲۰ کیلومتر راه»",
        "* * *",
        ":",
    ],
)
def test_furniture(line: str) -> None:
    text = fold(f"{BODY}\n{line}").text
    assert [text[start:end] for start, end in PAGES(text).furniture] == [text.split("\n")[1]]


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "۱۴",
        "در ۱۵ خرداد ۱۴۰۲ پل افتتاح شد",
        "۲۰ کیلومتر راه در تیر ۱۴۰۲ ساخته شد.",
        "بازدید استاندار از ۲۰ واحد تولیدی و وعده حل گره‌های مالی کارخانه‌ها تا پایان سال جاری در نشست با مدیران",
        "منبع آب شهر ۲۰ حلقه چاه است.",
        "بازدید استاندار از ۲۰ کارخانه",
        "خبرنگاران ۲۰ کشور آمدند",
        "مصرف برق بالای ۳ هزار مگاوات < هدف نیست.",
    ],
)
def test_text_is_no_furniture(line: str) -> None:
    assert read(f"{BODY}\n{line}\n{BODY}").furniture == ()


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (" date 2025-09-07   1. استانها", date(2025, 9, 7)),
        (" date 2025-10-08 مدیرکل خبر داد:", date(2025, 10, 8)),
        ("۱۶ شهریور ۱۴۰۴، ۷:۲۷", date(2025, 9, 7)),
        ("يکشنبه 3 تير 1397 - 11:05:43", date(2018, 6, 24)),
        ("- 1399/02/10", date(2020, 4, 29)),
        ("تاریخ انتشار: ۳۰ اسفند ۱۳۹۹ - ۲۰:۲۴", date(2021, 3, 20)),
        ("بندرعباس - ایسنا | یکشنبه ۲۸ اردیبهشت ۱۴۰۴", date(2025, 5, 18)),
        ("۳۰ اسفند ۱۴۰۰ - ۲۰:۲۴", None),
        ("پل در ۱۵ خرداد ۱۴۰۲ افتتاح شد.", None),
        ("محرم ۱۴۴۶", None),
        ("", None),
    ],
)
def test_published(head: str, published: date | None) -> None:
    assert read(f"{head}\n{BODY}").published == published


def test_machine_date_goes_before_a_written_one() -> None:
    assert read(f"۳ تیر ۱۳۹۷\n{BODY}\n date 2025-09-07 پخش زنده").published == date(2025, 9, 7)


def test_other_headlines_after_the_text() -> None:
    text = f"{BODY}\nآخرین اخبار\nساخت ۱۲ مدرسه در یزد\nافتتاح ۳ پل\n{BODY}"
    furniture = read(text).furniture
    assert [fold(text).text[a:b] for a, b in furniture] == ["آخرین اخبار", "ساخت 12 مدرسه در یزد", "افتتاح 3 پل"]


@given(st.text(alphabet="\n 0123456789/-:|><.خبرکدتیر۱۴۰۲date", max_size=80))
def test_any_text(text: str) -> None:
    folded = fold(text).text
    last = 0
    for start, end in PAGES(folded).furniture:
        assert last <= start < end <= len(folded)
        last = end
