"""One figure, written as pages write it: the same value, unit and hedge, and its own characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

import extractor

EXTRACT = extractor.load("fa")
ZWNJ = "\u200c"
_SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
_ARABIC = str.maketrans({"ی": "ي", "ک": "ك", "ه": "ە"})
_PRESENTED = str.maketrans({"م": "ﻣ", "ن": "ﻧ", "د": "ﺩ"})

Read = list[tuple[str, str | None, str]]

_units = st.sampled_from(
    ["مگاوات", "میلیون تن", "میلیارد تومان", "درصد", "هکتار", "متر مکعب", "کیلووات‌ساعت", "نفر", "دستگاه", "میلیون دلار"]
)
_hedges = st.sampled_from(["", "بیش از ", "دست‌کم ", "حدود ", "کمتر از ", "تا سقف "])
_frames = st.sampled_from(["{} ثبت شد.", "ظرفیت به {} رسید.", "{} در دست اجرا است.", "سهم این بخش {} بود."])
_numbers = st.one_of(
    st.integers(2, 9999).map(str),
    st.integers(2, 999).map(lambda value: str(num2words(value, lang="fa"))),
    st.tuples(st.integers(2, 99), st.integers(1, 9)).map(lambda pair: f"{pair[0]}.{pair[1]}"),
    st.tuples(st.integers(2, 90), st.integers(1, 900)).map(lambda pair: f"{pair[0]} هزار و {pair[1]}"),
)


def _read(text: str) -> Read:
    found = []
    for claim in EXTRACT(text).claims:
        assert claim.text == text[claim.span.start : claim.span.end]
        quantity = claim.quantity
        counter = quantity.counter.translate(_BACK) if quantity.counter else None
        found.append((f"{quantity.low} {quantity.high} {quantity.unit}", counter, quantity.modifier.value))
    return found


_BACK = str.maketrans({"ي": "ی", "ك": "ک", "ە": "ه", "ﻣ": "م", "ﻧ": "ن", "ﺩ": "د"})


def _in_script(text: str, script: str) -> str:
    return "".join(script[int(letter)] if letter.isascii() and letter.isdigit() else letter for letter in text)


@given(_numbers, _units, _hedges, _frames)
def test_writing_makes_no_difference(number: str, unit: str, hedge: str, frame: str) -> None:
    text = frame.format(f"{hedge}{number} {unit}")
    expected = _read(text)
    assert len(expected) == 1
    variants = [
        *(_in_script(text, script) for script in _SCRIPTS),
        text.replace(ZWNJ, " "),
        text.replace(ZWNJ, ""),
        text.translate(_ARABIC),
        text.translate(_PRESENTED),
        text.replace(" ", "\u00a0"),
        f"\u202b{text}\u202c",
        "\u200f".join(text),
    ]
    for variant in variants:
        assert _read(variant) == expected, variant


_sentences = st.builds(
    lambda number, unit, hedge, frame: frame.format(f"{hedge}{number} {unit}"), _numbers, _units, _hedges, _frames
)


@given(st.lists(_sentences, min_size=1, max_size=4))
def test_figures_do_not_depend_on_their_neighbours(sentences: list[str]) -> None:
    together = _read("\n\n".join(sentences))
    assert together == [found for sentence in sentences for found in _read(sentence)]
