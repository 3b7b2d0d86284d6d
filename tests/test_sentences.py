"""Sentences: full stops that end none, lines that go on, headlines and headings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.reading.pages.pages import Pages
from extractor.text.sentences import LONGEST

SPLIT = Pages(extractor.load("fa").books).sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in SPLIT(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("راه ساخته شد. پل باز شد.", ["راه ساخته شد.", "پل باز شد."]),
        ("راه ساخته شد.وی رفت.", ["راه ساخته شد.", "وی رفت."]),
        ("رشد 83. 5 درصد بود. وی رفت.", ["رشد 83. 5 درصد بود.", "وی رفت."]),
        ("پل باز شد.\n2. راه ماند. 3. سد ماند.", ["پل باز شد.", "2. راه ماند.", "3. سد ماند."]),
        ("رشد 83.5 درصد بود.", ["رشد 83.5 درصد بود."]),
        ("در سال 1200 ه.ق ساخته شد.", ["در سال 1200 ه.ق ساخته شد."]),
        ("ج.ا.ایران امضا کرد.", ["ج.ا.ایران امضا کرد."]),
        ("سخن ادامه دارد... و پل باز شد.", ["سخن ادامه دارد... و پل باز شد."]),
        ("گفت: «پل باز شد.» وی رفت.", ["گفت: «پل باز شد.»", "وی رفت."]),
        ("چرا؟ چون پل باز شد!", ["چرا؟", "چون پل باز شد!"]),
        ("پل باز شد؛ از این رقم 3 تا ماند.", ["پل باز شد؛ از این رقم 3 تا ماند."]),
        ("پل باز شد. رشد به 14\nدرصد رسید.", ["پل باز شد.", "رشد به 14\nدرصد رسید."]),
        ("پل باز شد. رشد به\n14 درصد رسید.", ["پل باز شد.", "رشد به\n14 درصد رسید."]),
        ("پل باز شد. رشد به 2.\n\n8 درصد رسید.", ["پل باز شد.", "رشد به 2.\n\n8 درصد رسید."]),
        ("شرکت راه و فولاد\nخبر داد: پل باز شد.", ["شرکت راه و فولاد\nخبر داد: پل باز شد."]),
        ("پل باز شد. (ساخت\nراه) ماند.", ["پل باز شد.", "(ساخت\nراه) ماند."]),
        ("پل باز شد\nراه ماند", ["پل باز شد", "راه ماند"]),
        ("پل باز شد.\n🔹 راه ماند\n🔹 سد ماند", ["پل باز شد.", "🔹 راه ماند", "🔹 سد ماند"]),
        (
            "پل باز شد.\nاین راه که از شهر تا مرز کشیده شده و سال‌ها در دست مردم\nروستا بود ماند.",
            ["پل باز شد.", "این راه که از شهر تا مرز کشیده شده و سال‌ها در دست مردم\nروستا بود ماند."],
        ),
        ("", []),
        ("\n \n", []),
        (".", ["."]),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_headings() -> None:
    text = (
        "مدیر راه خبر داد:\nساخت ۲۰ کیلومتر راه\nمدیر راه گفت: ۲۰ کیلومتر راه ساخته شد.\n"
        "سهم روستاها\nنیمی از آن روستایی است. باقی شهری است."
    )
    assert [s.heading for s in SPLIT(text)] == [True, True, False, True, False, False]


def test_a_lone_sentence_is_no_heading() -> None:
    assert [s.heading for s in SPLIT("ساخت ۲۰ کیلومتر راه")] == [False]


def test_a_lead_is_no_heading() -> None:
    lead = "یزد - " + "مدیر راه گفت که راه تازه شهر را به روستاهای دور می‌رساند و " * 2 + "ساخته شد."
    assert [s.heading for s in SPLIT(f"{lead}\nوی رفت.")] == [False, False]


def test_furniture_is_left_out() -> None:
    text = "date x پل باز شد.\nکد 3\nراه ماند."
    found = SPLIT(text, ((0, 7), (18, 22)))
    assert [text[s.start : s.end] for s in found] == ["پل باز شد.", "راه ماند."]


@given(st.text(alphabet="ابه 12.\n؟«»().:،🔹ه", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    found = SPLIT(text)
    covered = "".join(text[s.start : s.end] for s in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.start < s.end for s in found)


def test_long_lines_are_linear() -> None:
    assert len(SPLIT("راه 3.5 ساخته شد. " * 20_000)) == 20_000
    assert len(SPLIT("الف " * 100_000)) == 4 * 100_000 // LONGEST
    assert SPLIT("راه به\n" * 20_000)
