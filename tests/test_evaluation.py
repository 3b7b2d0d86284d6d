"""Scores count what they say they count; two sets of rules side by side tell what each reads better."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from packs import example, pack, rules

import extractor
from extractor.cli import main
from extractor.evaluation import Report, evaluate_file
from extractor.gold import GoldError
from extractor.sidebyside import compare

EXTRACT = extractor.load("fa")
TEXT = "برای ۱۲ مدرسه پروانه صادر شد. ۳ لیتر آب ماند. طول راه ۷ کیلومتر است."
SCHOOLS = {"text": "۱۲ مدرسه", "value": 12, "unit": "count:مدرسه", "status": "licensed", "kind": "count"}
WATER = {"text": "۳ لیتر", "value": 3, "unit": "L", "status": "observed", "kind": "measure"}
ROAD = {"text": "۷ کیلومتر", "value": 7, "unit": "km", "status": "observed", "kind": "measure"}


def _span(claim: dict[str, Any]) -> dict[str, Any]:
    start = TEXT.index(claim["text"])
    return {"start": start, "end": start + len(claim["text"]), **claim}


def _gold(folder: Path, *claims: dict[str, Any], **keys: Any) -> Path:
    path = folder / "gold.jsonl"
    line = {"id": "doc", "text": TEXT, "claims": [_span(claim) for claim in claims], **keys}
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _wrong(report: Report) -> list[tuple[str, str, str]]:
    return [(miss.field, miss.expected, miss.got) for miss in report.misses if miss.field not in ("subject", "place")]


@pytest.mark.parametrize(
    ("claims", "keys", "counts", "wrong"),
    [
        ((SCHOOLS, WATER, ROAD), {}, (3, 3, 3), []),
        ((SCHOOLS, WATER), {}, (2, 3, 2), [("spurious", "", "۷ کیلومتر")]),
        ((SCHOOLS, WATER), {"complete": False}, (2, 2, 2), []),
        ((SCHOOLS, WATER), {"complete": False, "absent": [[60, 63]]}, (2, 3, 2), [("spurious", "", "۷ کیلومتر")]),
        ((SCHOOLS, WATER), {"complete": False, "absent": [[8, 12]]}, (2, 2, 2), []),
        ((SCHOOLS, WATER, {**ROAD, "uncertain": True}), {}, (2, 2, 2), []),
        ((SCHOOLS, {**WATER, "value": 4}, ROAD), {}, (3, 3, 2), [("value", "۳ لیتر", "3")]),
        ((SCHOOLS, {**WATER, "unit": "barrel"}, ROAD), {}, (3, 3, 2), [("unit", "barrel", "liter")]),
        ((SCHOOLS, {**WATER, "status": "planned"}, ROAD), {}, (3, 3, 3), [("status", "planned", "observed")]),
        ((SCHOOLS, {**WATER, "part_of": 0}, ROAD), {}, (3, 3, 3), [("part_of", "۱۲ مدرسه", "")]),
    ],
)
def test_counts(
    tmp_path: Path,
    claims: tuple[dict[str, Any], ...],
    keys: dict[str, Any],
    counts: tuple[int, int, int],
    wrong: list[tuple[str, str, str]],
) -> None:
    report = evaluate_file(EXTRACT, _gold(tmp_path, *claims, **keys))
    assert (report.gold, report.predicted, report.hits["quantity"]) == counts
    assert _wrong(report) == wrong


def test_missed(tmp_path: Path) -> None:
    report = evaluate_file(EXTRACT, _gold(tmp_path, {"text": "پروانه", "value": 1, "unit": "count"}, complete=False))
    assert (report.gold, report.predicted, report.scores("found")) == (1, 0, (0, 0, 0))
    assert report.listing(3) == "\nmissed (1)\n  doc: پروانه |"


def test_joint_is_quantity_status_and_speaker(tmp_path: Path) -> None:
    report = evaluate_file(
        EXTRACT, _gold(tmp_path, SCHOOLS, {**WATER, "status": "planned"}, {**ROAD, "speaker": "کسی"})
    )
    assert report.hits["joint"] == 1
    assert (report.fields["status"], report.fields["speaker*"]) == ((2, 3), (0, 1))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:1: not JSON"),
        ("[]", "gold.jsonl:1: a document needs id, text and claims"),
        ('{"id": 1, "text": "ab", "claims": {}}', "gold.jsonl:1: 'text' must be text and 'claims' a list"),
        ('{"id": 1, "text": "ab", "claims": [{"start": 0}]}', "gold.jsonl:1: claim 1 needs 'start' and 'end'"),
        (
            '{"id": 1, "text": "ab", "claims": [{"start": 0, "end": 9}]}',
            "gold.jsonl:1: claim 1 needs 'start' and 'end'",
        ),
        ('{"id": 1, "text": "ab", "claims": [], "absent": [[1]]}', "gold.jsonl:1: 'absent' must be a list of spans"),
        ('{"id": 1, "text": "ab", "claims": [], "complete": "no"}', "gold.jsonl:1: 'complete' must be true or false"),
        ('{"id": 1, "text": "ab", "claims": [], "published": "1402"}', "gold.jsonl:1: 'published' must be a date"),
        ("[" * 100_000, "gold.jsonl:1: not JSON"),
    ],
    ids=lambda value: str(value)[:70],
)
def test_faulty_gold(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        evaluate_file(EXTRACT, path)
    assert str(caught.value).startswith(message)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A pack that takes litres for barrels and no longer sees roads, but sees permits."""
    files = {
        "units": rules(
            "units",
            {"replaces": "unit.liter", "unit": "barrel", "forms": "لیتر", "examples": example("۳ لیتر", "۳ لیتر")},
        ),
        "exclusions": rules(
            "exclusions", {"id": "no", "followers": "کیلومتر", "examples": example("۳ لیتر", "۳ لیتر")}
        ),
    }
    return pack(tmp_path / "mine", files)


def test_side_by_side(tmp_path: Path, mine: Path) -> None:
    path = _gold(tmp_path, SCHOOLS, WATER, complete=False, absent=[[60, 63]])
    shipped, other = evaluate_file(EXTRACT, path), evaluate_file(EXTRACT.with_rules(mine), path)
    forward, back = compare(shipped, other), compare(other, shipped)
    gained = [(change.figure, change.fields) for change in forward.gained]
    assert gained == [("۷ کیلومتر", ("no longer claimed",))]
    assert [(change.figure, change.fields, change.rules) for change in forward.lost] == [
        ("۳ لیتر", ("unit liter → barrel",), ("mine/units.yaml:3 unit.liter",))
    ]
    assert [(change.figure, change.fields) for change in back.gained] == [("۳ لیتر", ("unit barrel → liter",))]
    assert [(change.figure, change.fields) for change in back.lost] == [("۷ کیلومتر", ("claimed",))]
    assert compare(shipped, shipped).gained == compare(shipped, shipped).lost == ()


def test_lost_figures(tmp_path: Path, mine: Path) -> None:
    path = _gold(tmp_path, SCHOOLS, ROAD, complete=False)
    compared = compare(evaluate_file(EXTRACT, path), evaluate_file(EXTRACT.with_rules(mine), path))
    assert [(change.figure, change.fields) for change in compared.lost] == [("۷ کیلومتر", ("no longer found",))]
    assert compared.summary("shipped", "mine").splitlines()[:2] == [
        "                    shipped         mine", "found F1              1.000        0.667  -0.333"
    ]  # fmt: skip


def test_the_command_shows_both(tmp_path: Path, mine: Path) -> None:
    done = CliRunner().invoke(main, ["evaluate", str(_gold(tmp_path, WATER, ROAD)), "--against", str(mine)])
    assert done.exit_code == 0
    assert "0 claims read better, 2 read worse" in done.output
    assert "worse (2)" in done.output
    assert "unit liter → barrel  [mine/units.yaml:3 unit.liter]" in done.output
