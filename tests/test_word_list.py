"""No number is found in the commonest words of Persian that are none: سهم holds no سه, سیمان no سی, صدا no صد."""

from __future__ import annotations

import pytest
from numeral_reader import numerals

MOST_FREQUENT = 20_000
# A numeral and a noun written as one word, which hazm lists as words; and two that it does not mark as numerals.
COMPOUNDS = frozenset(("دوروزه", "صدبار", "دونفره", "دوطبقه", "دوستاره", "دومرحله‌ای", "نخستین", "چل"))


def test_frequent_words_hold_no_number() -> None:
    utils = pytest.importorskip("hazm.utils", reason="hazm is not installed; it is in the development extra")
    listed = [(word, frequency, tags) for word, frequency, tags in utils.words_list()]
    numbers = {word for word, _, tags in listed if "NUM" in tags}
    plain = [
        (word, frequency)
        for word, frequency, _ in listed
        if word not in COMPOUNDS and numbers.isdisjoint((word, *word.split("\u200c")))
    ]
    plain.sort(key=lambda pair: -pair[1])
    assert len(plain) > MOST_FREQUENT
    found = {word: numerals(word)[0].low for word, _ in plain[:MOST_FREQUENT] if numerals(word)}
    assert found == {}


@pytest.mark.parametrize(
    "word", ["سهم", "سیمان", "صدا", "دهقان", "نهاد", "شصتی", "هزینه", "یکتا", "پنجره", "سهولت", "دوستان"]
)
def test_words_of_ours_hold_no_number(word: str) -> None:
    assert numerals(word) == ()
