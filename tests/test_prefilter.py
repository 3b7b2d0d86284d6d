"""Sentences are passed over only where nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numeral_reader import EXTRACTOR, NUMERALS, numerals

import extractor
from extractor.text.folding import fold

_BITS = [
    *("یک", "دو", "سه", "ده", "صد", "هزار", "میلیون", "دهم", "نیم", "ربع", "چند", "دهها", "نخستین", "سوم", "صفر"),
    *("منفی", "۷", "12", "٣", "½", "و", "ا", "م", "ی", " ", " ", "\u200c", "درصد", "تومان", "نفر", "سهم", "خانه"),
    *("،", ".", "\n"),
]


@given(st.lists(st.sampled_from(_BITS), max_size=12).map("".join))
def test_what_holds_a_numeral_is_let_through(text: str) -> None:
    folded = fold(text).text
    if numerals(text):
        assert NUMERALS.may_stand(folded, 0, len(folded))


def test_claims_are_the_same_without_it() -> None:
    unfiltered = extractor.Extractor(EXTRACTOR.folders)
    for stages in unfiltered._languages:
        stages._numerals.may_stand = lambda *_: True  # type: ignore[assignment]
    texts = [
        "امسال کار خوب بود. سه‌هزار تن گندم خریده شد. باران کم بارید.",
        "پنجدرصد از راه ساخته شد.\nبقیه ماند.\nمدیر گفت: نیمی از شهر آب دارد.",
        "صدهاخانه ویران شد؛ ده‌هانفر بی‌خانمان شدند. کسی نیامد!",
        "سهم ما اندک است. دهقانان رنج می‌برند. هزینه زیاد است.",
    ]
    for text in texts:
        assert EXTRACTOR(text).claims == unfiltered(text).claims


@pytest.mark.parametrize("text", ["باران کم بارید.", "سهم ما اندک است.", "دهقانان هزینه دادند.", "صدای نهاد و پنجره."])
def test_sentences_without_a_number_are_passed_over(text: str) -> None:
    assert not NUMERALS.may_stand(text, 0, len(text))
