"""Short sentences and the quantities in them (quantity_phrases.txt), one reading a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import extractor
from extractor.model import Claim, Modifier

EXTRACT = extractor.load("fa")
LINES = (Path(__file__).parent / "quantity_phrases.txt").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(part.strip() for part in line.split("|")) for line in LINES if line and not line.startswith("#")]


def reading(claim: Claim) -> str:
    """Return value, unit and modifier as the file writes them: «2..3 person», «5 tonne/day more_than»."""
    quantity = claim.quantity
    unit = quantity.counter if quantity.unit == "count" else quantity.unit
    per = f"/{quantity.per}" if quantity.per else ""
    modifier = "" if quantity.modifier is Modifier.EXACT else f" {quantity.modifier.value}"
    return f"{claim.to_row()['exact']} {unit}{per}{modifier}"


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_reading(text: str, expected: str) -> None:
    assert "; ".join(map(reading, EXTRACT(text).claims)) == expected


def test_no_sentence_stands_twice() -> None:
    assert len({text for text, _ in ROWS}) == len(ROWS)


ZWNJ, DIGITS = "\u200c", "۰۱۲۳۴۵۶۷۸۹"
LETTERS, BACK = str.maketrans("یک", "يك"), str.maketrans("يك", "یک")
WRITTEN: dict[str, Callable[[str], str]] = {
    "non-joiners as spaces": lambda text: text.replace(ZWNJ, " "),
    "without non-joiners": lambda text: text.replace(ZWNJ, ""),
    "European digits": lambda text: text.translate(str.maketrans(DIGITS, "0123456789")),
    "Arabic digits": lambda text: text.translate(str.maketrans(DIGITS, "٠١٢٣٤٥٦٧٨٩")),
    "Arabic letters": lambda text: text.translate(LETTERS),
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_writing_makes_no_difference(write: Callable[[str], str]) -> None:
    """Where a slash stands, European digits may be reversed; «مادهای» may be «ماده‌ای» or «ماده های»."""
    wrong = {}
    for text, expected in ROWS:
        if "/" in text or "ماده‌ای" in text:
            continue
        found = "; ".join(map(reading, EXTRACT(write(text)).claims)).translate(BACK)
        if "".join(found.split()).replace(ZWNJ, "") != "".join(expected.split()).replace(ZWNJ, ""):
            wrong[write(text)] = found
    assert wrong == {}
