"""Any text gives a result, whatever its characters; and what it costs does not grow faster than its length."""

from __future__ import annotations

import gc
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.columns import row
from extractor.model import Flag
from extractor.reading.attribution.people import People
from extractor.reading.pages.pages import Pages
from extractor.reading.quantities.elision import currency
from extractor.reading.subjects.outline import Outline
from extractor.text.sentences import LONGEST

EXTRACTOR = extractor.load("fa")
SEEDS = Path(__file__).parent.parent / "seeds"
SENTENCES = Pages(EXTRACTOR.books).sentences
FORMS = sorted({form.form for rule in EXTRACTOR.rules for form in rule.forms()})
SPACES = (*"\t\v\f\x1c\xa0\u1680\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000 ",)
ODD = (
    *SPACES, *"\0\n\r\u2028\u200b\u200c\u200d\u200e\u202b\u202e\u2066\u2069\ufeff\ud800\udfff\ufdfa\ufffe\u0640\u064b",
    *"۱2٣９½²٪%/٫٬.,،-−()«»:؛؟", "e\u0301" * 5, "ﺩﺭﺻﺪ", "9" * 60, "۰" * 30, "1e9", "۱۴۰۲/۰۲/۱۱", "12:30", "👨‍👩‍👧",
)  # fmt: skip


@given(st.lists(st.sampled_from(FORMS) | st.sampled_from(ODD) | st.just(" "), max_size=24).map("".join))
def test_any_text_gives_claims_that_stand_where_they_say(text: str) -> None:
    result = EXTRACTOR(text)
    for claim in result.claims:
        assert text[claim.span.start : claim.span.end] == claim.text
        assert claim.sentence.start <= claim.span.start < claim.span.end <= claim.sentence.end
        assert json.dumps(row(claim), default=str)
    assert EXTRACTOR(text).claims == result.claims


@given(st.text(max_size=60))
def test_any_characters(text: str) -> None:
    EXTRACTOR(f"{text}۵ نفر{text}")


def test_reading_leaves_nothing_to_the_garbage_collector() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    EXTRACTOR(text)
    gc.collect()
    gc.disable()
    try:
        EXTRACTOR(text)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "text",
    [
        "ساخت ۱ مدرسه بهمرحله ساخت",  # a stem that reaches over the verb to the end of the text
        "1هد̀خاک\u200cخورده",
        "",
        "\ud800",
        "\0" * 9,
        "۵",
    ],
)
def test_what_fuzzing_found(text: str) -> None:
    EXTRACTOR(text)


@pytest.mark.parametrize("space", SPACES)
def test_white_space_of_every_kind(space: str) -> None:
    text = "شهرداری ۲۵ هزار تن قیر خرید .".replace(" ", space)
    (claim,) = EXTRACTOR(text).claims
    assert (claim.quantity.value, claim.quantity.unit) == (25000, "tonne")


@pytest.mark.parametrize("text", ["شهرداری ﻗﻴﺮ ۹ ﺗﻦ خرید", "شهرداری قِیر ۹ تَن خرید", "شهرداری قیـــر ۹ تـــن خرید"])
def test_presentation_forms_and_marks(text: str) -> None:
    (claim,) = EXTRACTOR(text).claims
    assert (claim.quantity.value, claim.quantity.unit) == (9, "tonne")


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("شهرداری \u202e۵۰۰۵ تن قیر خرید.", True),
        ("\u202dشهرداری امسال ۵۰۰۵ تن قیر خرید.", True),
        ("شهرداری ۵۰\u2067۰۵ تن قیر خرید.", True),
        ("\u202bشهرداری\u202c امسال ۵۰۰۵ تن قیر خرید.", False),
        ("\u200fشهرداری ۵۰۰۵ تن قیر خرید.\u200e", False),
    ],
)
def test_controls_that_turn_a_figure_are_flagged(text: str, flagged: bool) -> None:
    (claim,) = EXTRACTOR(text).claims
    assert (Flag.BIDI_OVERRIDE in claim.flags) is flagged


@pytest.mark.parametrize("text", [f"بودجه {'9' * 400} تومان شد", f"بودجه یک {'میلیارد ' * 60}تومان شد"])
def test_magnitudes_are_capped_and_say_so(text: str) -> None:
    for claim in EXTRACTOR(text).claims:
        assert Flag.CAPPED in claim.flags
        assert isinstance(claim.quantity.low, Decimal)


@pytest.mark.parametrize("part", ["کار خوب است و ", "۱۲٫۵ تن، ", "آب", "(", "۷", "و۱۲", "«گفت "])
def test_no_sentence_is_without_bound(part: str) -> None:
    text = part * (5 * LONGEST // len(part))
    cut = SENTENCES(text)
    assert all(sentence.end - sentence.start <= LONGEST for sentence in cut) or " " not in part
    for sentence in cut[1:]:
        before, first = text[sentence.start - 1], text[sentence.start]
        assert not (before.isalnum() and first.isalnum())


def test_what_people_write_is_not_cut() -> None:
    text = "کار خوب است و باز هم " * (LONGEST // 21)
    assert len(SENTENCES(text)) == 1


class _Counted:
    """Sentence readings without mentions that count how often they are asked."""

    asked = 0

    @property
    def mentions(self) -> tuple[()]:
        _Counted.asked += 1
        return ()


def test_a_currency_is_looked_for_in_some_sentences() -> None:
    few, many = ([_Counted()] * count for count in (100, 10_000))
    costs = []
    for readings in (few, many):
        _Counted.asked = 0
        currency(readings)  # type: ignore[arg-type]
        costs.append(_Counted.asked)
    assert costs[0] == costs[1]


@pytest.mark.parametrize("end", ["به ۵ درصد رسید.", "خریداری شد."])
@pytest.mark.parametrize("part", ["از ۳ درصد در بهار و کار و بار و ", "۱۴ تن و ", "از این میزان ۲ مگاوات، "])
def test_a_figure_looks_at_the_pieces_around_it(part: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    plain = Outline.has

    def has(outline: Outline, at: int, *wanted: Any) -> bool:
        looked.append(at)
        return plain(outline, at, *wanted)

    monkeypatch.setattr(Outline, "has", has)
    costs = []
    for count in (40, 80):
        looked.clear()
        EXTRACTOR(part * count + end)
        costs.append(len(looked))
    assert costs[1] < 2.5 * costs[0]


class _Sliced(str):
    """A word that counts its slices."""

    __slots__ = ()
    slices = 0

    def __getitem__(self, key: Any) -> str:
        _Sliced.slices += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("letters", ["ا", "علی", "محمد"])
def test_a_name_is_not_sought_all_through_an_endless_word(letters: str) -> None:
    people = People(EXTRACTOR.book)
    costs = []
    for count in (500, 5000):
        _Sliced.slices = 0
        people.is_given(_Sliced(letters * count))
        people.is_glued(_Sliced(letters * count))
        costs.append(_Sliced.slices)
    assert costs[0] == costs[1]
