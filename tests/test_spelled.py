"""Integers spelled out by others are read back: by num2words, and as the rules of ICU spell."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words
from numeral_reader import number

MOST = 10**15
ZWNJ = "\u200c"
_GAPS = {"spaces": " ", "non-joiners": ZWNJ, "nothing": ""}


def by_num2words(value: int) -> str:
    """Scales have words of their own: تریلیون, تریلیارد; a thousand is «هزار»."""
    return str(num2words(value, lang="fa"))


def as_icu_does(value: int) -> str:
    """A billion of billions is «هزار میلیارد», a thousand «یک هزار»."""
    if value < 1000:
        return by_num2words(value)
    for scale, word in ((10**12, "هزار میلیارد"), (10**9, "میلیارد"), (10**6, "میلیون"), (1000, "هزار")):
        if value >= scale:
            count, rest = divmod(value, scale)
            return f"{as_icu_does(count)} {word}" + (f" و {as_icu_does(rest)}" if rest else "")
    raise AssertionError


SPELLERS = [by_num2words, as_icu_does]


def sample() -> list[int]:
    """Small numbers, round numbers and their neighbours, and numbers of every length."""
    draw = random.Random(1404)  # noqa: S311  a sample, no secret
    exact = [10**power + near for power in range(1, 16) for near in (-1, 0, 1) if 10**power + near <= MOST]
    round_ones = [digit * 10**power for power in range(15) for digit in range(1, 10)]
    long_ones = [draw.randrange(10**power, 10 ** (power + 1)) for power in range(15) for _ in range(20)]
    return [*range(130), *exact, *round_ones, *long_ones]


@pytest.mark.parametrize("gap", _GAPS.values(), ids=_GAPS)
@pytest.mark.parametrize("spell", SPELLERS)
def test_sample_is_read_back(spell: object, gap: str) -> None:
    assert callable(spell)
    wrong = {value: text for value in sample() if number(text := spell(value).replace(" ", gap)) != value}
    assert wrong == {}


@given(st.integers(0, MOST), st.sampled_from(SPELLERS), st.randoms(use_true_random=False))
def test_any_is_read_back_however_it_is_joined(value: int, spell: object, draw: random.Random) -> None:
    assert callable(spell)
    text = re.sub(" ", lambda _: draw.choice([" ", ZWNJ, "", "  "]), spell(value))
    assert number(text) == value


@given(st.integers(1, 999), st.sampled_from(["هزار", "میلیون", "میلیارد", "هزار میلیارد"]), st.integers(0, 999))
def test_digits_and_words_mix(count: int, scale: str, rest: int) -> None:
    worth = {"هزار": 10**3, "میلیون": 10**6, "میلیارد": 10**9, "هزار میلیارد": 10**12}[scale]
    text = f"{count} {scale} و {rest}" if rest else f"{count} {scale}"
    assert number(text) == count * worth + rest
    assert number(text.replace(" ", "")) == count * worth + rest
