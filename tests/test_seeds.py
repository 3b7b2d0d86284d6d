"""The articles of seeds/ and the annotated documents: what must come out of the first, and what may not be lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.evaluation import evaluate
from extractor.gold import GoldDocument, read_gold
from extractor.model import Claim, Modifier, Status
from extractor.pipeline import load

PERSIAN = load("fa")
SEEDS = Path(__file__).parent.parent / "seeds"
GOLD = Path(__file__).parent / "gold"
SOLAR = (SEEDS / "qom_solar.txt").read_text(encoding="utf-8")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
JOINED = (
    "استانها",
    "گرههای",
    "میتوان",
    "خواستههایی",
    "میشنویم",
    "برنامههای",
    "واحدهای",
    "پروژهها",
    "هفتههای",
    "بهنامجو",
)
APART = (
    *("استان‌ها", "گره‌های", "می‌توان", "خواسته‌هایی", "می‌شنویم", "برنامه‌های"),
    *("واحد‌های", "پروژه‌ها", "هفته‌های", "بهنام‌جو"),
)


def with_joiners(text: str) -> str:
    for joined, apart in zip(JOINED, APART, strict=True):
        text = text.replace(joined, apart)
    return text


VARIANTS = {
    "as it came": SOLAR,
    "non-joiners restored": with_joiners(SOLAR),
    "Latin digits": SOLAR.translate(LATIN),
    "no date line": SOLAR.split("\n", 2)[2],
}


def in_megawatts(claims: tuple[Claim, ...]) -> list[tuple[Decimal | None, str, Status]]:
    return [(claim.quantity.value, claim.quantity.unit, claim.status) for claim in claims]


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS)
def test_the_first_article_gives_its_three_claims(text: str) -> None:
    result = PERSIAN(text)
    assert in_megawatts(result.claims) == [
        (Decimal(2600), "megawatt", Status.LICENSED),
        (Decimal(900), "megawatt", Status.IN_EXECUTION),
        (Decimal(500), "megawatt", Status.PRIORITIZED),
    ]
    licensed, executed, prioritized = (claim.to_row() for claim in result.claims)
    assert licensed["modifier"] == Modifier.APPROX
    assert [licensed["part_of"], executed["part_of"], prioritized["part_of"]] == [None, licensed["id"], None]
    assert [licensed["subject"], prioritized["subject"]] == ["نیروگاه خورشیدی", "فاز نخست نیروگاه خورشیدی"]
    for row in (licensed, executed, prioritized):
        assert row["speaker"].replace("\u200c", "") == "اکبر بهنامجو"
        assert (row["speaker_role"], row["place"], row["outlet"]) == ("استاندار قم", "قم", None)
        assert row["published"] == (None if text == VARIANTS["no date line"] else date(2025, 9, 7))


def test_one_sentence_with_one_unit_and_three_stages() -> None:
    result = PERSIAN("۲۶۰۰ مگاوات پروانه گرفته، ۹۰۰ در حال اجرا و ۵۰۰ در اولویت است")
    assert in_megawatts(result.claims) == [
        (Decimal(2600), "megawatt", Status.LICENSED),
        (Decimal(900), "megawatt", Status.IN_EXECUTION),
        (Decimal(500), "megawatt", Status.PRIORITIZED),
    ]


def seeds(folder: Path) -> Iterator[GoldDocument]:
    """Join each seed to its claims, as one file of annotated documents."""
    lines = folder / "seeds.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for claims in sorted(SEEDS.glob("*.json")):
            text = claims.with_suffix(".txt").read_text(encoding="utf-8")
            file.write(json.dumps({**json.loads(claims.read_text(encoding="utf-8")), "text": text}) + "\n")
    return read_gold(lines)


def documents(name: str, folder: Path) -> Iterator[GoldDocument]:
    return seeds(folder) if name == "seeds" else read_gold(GOLD / f"{name}.jsonl")


# Far enough below what docs/accuracy.md tells that no single claim matters, near enough that a broken stage shows.
FLOORS = {
    "quantity": 0.96,
    "status": 0.9,
    "polarity": 0.98,
    "change": 0.95,
    "speaker": 0.85,
    "subject": 0.85,
    "place": 0.8,
}


@pytest.mark.parametrize("name", ["seeds", "own_a", "own_b", "own_c"])
def test_annotated_documents_are_read_as_well_as_ever(tmp_path: Path, name: str) -> None:
    report = evaluate(PERSIAN, documents(name, tmp_path))
    scores = {field: report.accuracy(field) for field in FLOORS} | {"quantity": report.scores("quantity")[2]}
    assert not {field: score for field, score in scores.items() if score < FLOORS[field]}
