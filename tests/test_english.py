"""The English pack, alone and beside the Persian one: two languages in one text, neither in the way of the other."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation import evaluate
from extractor.gold import read_gold
from extractor.model import Claim, Status
from extractor.pipeline import Extractor, load

PERSIAN, ENGLISH, BOTH = load("fa"), load("en"), load("fa", "en")
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
GOLD = Path(__file__).parent / "gold"
SOLAR = "2600 megawatts licensed, 900 in execution, 500 prioritized"


def told(claims: tuple[Claim, ...]) -> list[tuple[str, Decimal | None, str, Status]]:
    return [(claim.text, claim.quantity.value, claim.quantity.unit, claim.status) for claim in claims]


def figures(text: str) -> list[str]:
    rows = [claim.to_row() for claim in ENGLISH(text).claims]
    return [f"{row['text']} = {row['exact']} {row['unit']}" for row in rows]


@pytest.mark.parametrize("reader", [ENGLISH, BOTH], ids=["en", "fa and en"])
def test_one_unit_and_three_stages(reader: Extractor) -> None:
    assert told(reader(SOLAR).claims) == [
        ("2600 megawatts", Decimal(2600), "megawatt", Status.LICENSED),
        ("900", Decimal(900), "megawatt", Status.IN_EXECUTION),
        ("500", Decimal(500), "megawatt", Status.PRIORITIZED),
    ]


def test_the_sentences_of_two_languages_are_told_apart() -> None:
    text = (
        "مجوز ۲۶۰۰ مگاوات نیروگاه خورشیدی صادر شد. Permits for 1,200 MW of wind farms have been issued.\n"
        "تاکنون ۹۰۰ مگاوات وارد مرحله اجرا شده است. The ministry will build 12 clinics in Qom (قم) next year."
    )
    assert told(BOTH(text).claims) == [
        ("۲۶۰۰ مگاوات", Decimal(2600), "megawatt", Status.LICENSED),
        ("1,200 MW", Decimal(1200), "megawatt", Status.LICENSED),
        ("۹۰۰ مگاوات", Decimal(900), "megawatt", Status.IN_EXECUTION),
        ("12 clinics", Decimal(12), "count", Status.PLANNED),
    ]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_persian_claims_are_the_same_with_the_english_pack_beside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert BOTH(text).claims == PERSIAN(text).claims


@pytest.mark.parametrize("name", ["own_a", "own_c"])
def test_annotated_persian_documents_are_the_same_with_the_english_pack_beside(name: str) -> None:
    for document in list(read_gold(GOLD / f"{name}.jsonl"))[::4]:
        assert BOTH(document.text).claims == PERSIAN(document.text).claims


@pytest.mark.parametrize("name", ["en_own", "en_own_b"])
def test_english_claims_are_the_same_with_the_persian_pack_beside(name: str) -> None:
    for document in list(read_gold(GOLD / f"{name}.jsonl"))[::4]:
        assert BOTH(document.text).claims == ENGLISH(document.text).claims


PARTS = {
    "fa": ["۲۵ درصد از طرح اجرا شد.", "وزیر ۱۴ بیمارستان را افتتاح کرد.", "سه میلیون تن گندم خریداری می‌شود."],
    "en": ["The state opened 14 schools.", "Exports rose by 8 percent.", "Half a million people need water."],
}
SENTENCES = [(language, sentence) for language, listed in PARTS.items() for sentence in listed]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_every_sentence_of_a_mixed_text_gives_what_it_gives_alone(parts: list[tuple[str, str]]) -> None:
    claims = BOTH(" ".join(sentence for _, sentence in parts)).claims
    alone = [claim for language, sentence in parts for claim in load(language)(sentence).claims]
    assert told(claims) == told(tuple(alone))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fees ranging from $200 to $4 million were paid.", ["$200 to $4 million = 200..4000000 USD"]),
        ("Prices will grow between 5% and 6.5%.", ["5% and 6.5% = 5..6.5 percent"]),
        ("Sales rose from 5 percent to 7 percent.", ["5 percent = 5 percent", "7 percent = 7 percent"]),
        ("Sales rose 5 percent to $7 million.", ["5 percent = 5 percent", "$7 million = 7000000 USD"]),
        ("Between 5 km and 6 acres were sold.", ["5 km = 5 kilometer", "6 acres = 6 acre"]),
        ("Exports fell from 90 to 12 million tonnes.", ["90 = 90000000 tonne", "12 million tonnes = 12000000 tonne"]),
        ("Growth was .25 percent.", [".25 percent = 0.25 percent"]),
        ("Growth was minus-1.5 percent.", ["1.5 percent = -1.5 percent"]),
        ("Aid of $2000 was paid in 2019.", ["$2000 = 2000 USD"]),
        ("It paid $US5 million and $A6,000.", ["$US5 million = 5000000 USD", "$A6,000 = 6000 AUD"]),
        ("A hall of 32m2 and a gap of 7 μm.", ["32m2 = 32 meter**2", "7 μm = 7 micrometer"]),
        ("The A380 and the F-16 flew in 2120.", []),
        ("Women have 1.9 children.", ["1.9 children = 1.9 count"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


# Below what docs/english.md tells, so that no single claim matters.
FLOORS = {"quantity": 0.93, "status": 0.9, "polarity": 0.96, "change": 0.95, "speaker": 0.93, "subject": 0.8}


@pytest.mark.parametrize("name", ["en_own", "en_own_b", "en_own_c"])
def test_annotated_english_sentences_are_read_as_well_as_ever(name: str) -> None:
    report = evaluate(ENGLISH, read_gold(GOLD / f"{name}.jsonl"))
    scores = {field: report.accuracy(field) for field in FLOORS if field != "quantity"}
    scores["quantity"] = report.scores("quantity")[2]
    assert not {field: score for field, score in scores.items() if score < FLOORS[field]}


def test_english_gold_has_its_own_words() -> None:
    lines = [
        json.loads(line)
        for name in ("en_own", "en_own_b", "en_own_c")
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len({line["text"] for line in lines}) == len(lines) >= 300
    for line in lines:
        for claim in line["claims"]:
            assert line["text"][claim["start"] : claim["end"]] == claim["text"]
