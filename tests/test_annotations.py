"""What people wrote comes back: verdicts from tables, verdicts and reviews from files of the report, all checked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from claim_factory import SOLAR, desk, solar
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation import evaluate_file
from extractor.model import Span
from extractor.pipeline import load
from extractor.tables.corrected import ExchangeError
from extractor.tables.exports import write
from extractor.tables.headings import Language, columns
from extractor.tracking.annotations import FORM, Annotations, Mark, claims_named, compare, read_annotations
from extractor.tracking.store import Verdict

KNOWN = {claim.id: claim for source in desk() for claim in source.claims}
HEADS = {column.name: column.headings[Language.FA] for column in columns()}
WHOLE, PART = solar().claims[1].id, solar().claims[2].id
Fill = Callable[[int, str, str], None]


def filled_workbook(path: Path, *cells: tuple[int, str, str]) -> Path:
    """Fill cells of the claim table as a person does, by line and heading, and save it."""
    book = openpyxl.load_workbook(write(desk(), path))
    sheet = book["ادعاها"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for line, name, text in cells:
        sheet.cell(line, heads[HEADS[name]], text)
    book.save(path)
    return path


def filled_csv(path: Path, *cells: tuple[int, str, str]) -> Path:
    with write(desk(), path).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    for line, name, text in cells:
        lines[line - 1][lines[0].index(HEADS[name])] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


@pytest.mark.parametrize(("fill", "name"), [(filled_workbook, "t.xlsx"), (filled_csv, "t.csv")])
def test_verdicts_come_back_by_the_id_of_their_claims(tmp_path: Path, fill: Any, name: str) -> None:
    path = fill(
        tmp_path / name,
        (3, "verdict", " درست "), (3, "verdict_source", "https://example.org/r"), (4, "note", "=A1 را ببینید"),
    )  # fmt: skip
    found = read_annotations(path, by="نگار", known=KNOWN)
    assert found.verdicts == (
        Verdict(WHOLE, "درست", "https://example.org/r", None, "نگار"),
        Verdict(PART, None, None, "=A1 را ببینید", "نگار"),
    )
    assert found.faults == found.reviews == ()
    assert claims_named(path) == {WHOLE, PART}


def test_a_workbook_that_nobody_filled_brings_nothing(tmp_path: Path) -> None:
    assert read_annotations(write(desk(), tmp_path / "t.xlsx"), known=KNOWN) == Annotations((), (), ())


@pytest.mark.parametrize("form", ["xlsx", "csv", "jsonl"])
def test_verdicts_that_went_out_come_back_the_same(tmp_path: Path, form: str) -> None:
    from extractor.tables.sources import Verdict as Said

    path = write(desk(), tmp_path / f"t.{form}", verdicts={WHOLE: Said("نادرست", "-۵ درصد", "+A1")})
    found = read_annotations(path, by="x", known=KNOWN)
    assert found == Annotations((Verdict(WHOLE, "نادرست", "-۵ درصد", "+A1", "x"),), (), ())


@pytest.mark.parametrize(
    ("cells", "told", "taken"),
    [
        ([(3, "id", "0000"), (3, "verdict", "درست")], "row 3: there is no claim '0000'", 0),
        ([(3, "id", ""), (3, "verdict", "درست")], "row 3: a verdict without a claim id", 0),
        ([(4, "id", WHOLE), (3, "verdict", "درست"), (4, "verdict", "نادرست")], "neither is taken", 0),
        ([(3, "value", "2700"), (3, "verdict", "درست")], "row 3: value changed in the table", 1),
        ([(3, "status", "planned"), (3, "note", "?")], "row 3: status changed in the table", 1),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_place(
    tmp_path: Path, cells: list[tuple[int, str, str]], told: str, taken: int
) -> None:
    found = read_annotations(filled_workbook(tmp_path / "t.xlsx", *cells), known=KNOWN)
    assert len(found.verdicts) == taken
    assert any(told in fault for fault in found.faults), found.faults


def test_sorted_rows_and_added_columns_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with filled_csv(path, (3, "verdict", "درست")).open(encoding="utf-8", newline="") as file:
        head, *lines = list(csv.reader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[*head, "از من"], *([*line, "x"] for line in reversed(lines))])
    assert read_annotations(path, known=KNOWN) == Annotations((Verdict(WHOLE, "درست"),), (), ())


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("t.xlsx", b"nothing", "not a workbook"),
        ("t.csv", b"a,b\n1,2\n", "no column of claim ids"),
        ("t.csv", "شناسه ادعا\n".encode("cp1256"), "not UTF-8"),
        ("t.pdf", b"", "one of .xlsx, .csv, .jsonl"),
        ("t.jsonl", b"{", "t.jsonl:1: not JSON"),
    ],
)
def test_files_of_other_kinds_are_refused(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ExchangeError, match=told):
        read_annotations(tmp_path / name)


def reviews_file(folder: Path, *reviews: dict[str, Any], **line: Any) -> Path:
    path = folder / "reviews.jsonl"
    whole = {"id": "solar", "text": SOLAR, "claims": [], "form": FORM, "by": "نگار", "reviews": list(reviews), **line}
    path.write_text(json.dumps(whole) + "\n", encoding="utf-8")
    return path


def test_reviews_of_the_report_are_taken(tmp_path: Path) -> None:
    path = reviews_file(
        tmp_path,
        {"claim": WHOLE, "mark": "right", "given": "2026-01-31", "verdict": "درست"},
        {
            "claim": PART,
            "mark": "corrected",
            "labels": {"value": "950", "status": "started"},
            "phrases": {"speaker": "وی"},
        },
        {"claim": "added:solar:1-5", "mark": "added", "span": [1, 5], "labels": {"value": "۳", "unit": "count:ماه"}},
        {"claim": solar().claims[0].id, "note": "بعد"},
    )
    found = read_annotations(path, by="دیگری", known=KNOWN)
    assert found.faults == ()
    assert [(review.mark, review.claim, review.by) for review in found.reviews] == [
        (Mark.RIGHT, WHOLE, "نگار"), (Mark.CORRECTED, PART, "نگار"), (Mark.ADDED, "added:solar:1-5", "نگار"),
    ]  # fmt: skip
    assert found.reviews[1].labels == {"value": "950", "status": "started"}
    assert found.reviews[2].span == Span(1, 5)
    assert found.verdicts == (
        Verdict(WHOLE, "درست", by="نگار", given=date(2026, 1, 31)),
        Verdict(solar().claims[0].id, note="بعد", by="نگار"),
    )


@pytest.mark.parametrize(
    ("review", "told"),
    [
        ({"mark": "right"}, "a review needs a claim"),
        ({"claim": PART, "mark": "perhaps"}, "a mark of right, wrong, corrected, added"),
        ({"claim": "zz", "mark": "right"}, "there is no claim 'zz'"),
        ({"claim": PART, "mark": "corrected", "labels": {"status": "soon"}}, "status 'soon' is none of proposed"),
        ({"claim": PART, "mark": "corrected", "labels": {"colour": "red"}}, "colour 'red' is none of value, unit"),
        ({"claim": PART, "mark": "corrected", "labels": {"value": "خیلی"}}, "no value"),
        ({"claim": PART, "mark": "corrected", "labels": {"value": " "}}, "the value is empty"),
        ({"claim": PART, "mark": "corrected", "labels": [1]}, "labels and phrases are texts by name"),
        ({"claim": PART, "mark": "corrected", "phrases": {"colour": "red"}}, "labels and phrases are texts by name"),
        ({"claim": PART, "mark": "corrected", "span": [5, 5]}, "does not fit the text"),
        ({"claim": PART, "mark": "corrected", "span": [0, 10**6]}, "does not fit the text"),
        ({"claim": PART, "mark": "corrected", "span": [True, 3]}, "does not fit the text"),
        ({"claim": "added:x", "mark": "added", "labels": {"value": "3"}}, "needs a span, a value and a unit"),
        ({"claim": PART, "verdict": "درست", "given": "دیروز"}, "the date"),
        ("x", "not a review"),
    ],
)
def test_reviews_that_cannot_be_are_told_and_left_out(tmp_path: Path, review: Any, told: str) -> None:
    found = read_annotations(reviews_file(tmp_path, review), known=KNOWN)
    assert found.verdicts == found.reviews == ()
    assert len(found.faults) == 1
    assert told in found.faults[0]
    assert found.faults[0].startswith("reviews.jsonl:1, review 1: ")


def test_a_line_of_another_form_is_told(tmp_path: Path) -> None:
    found = read_annotations(reviews_file(tmp_path, form="other"))
    assert "not a line that the report saved" in found.faults[0]


ODD = (
    None, True, 0, -1, 2.5, "", "x", "right", "added", [], [1], [0, 4], ["a", "b"], {}, {"value": "3"}, {"unit": "day"},
    {"value": "3", "unit": "day"}, {"speaker": "وی"}, {"value": 3}, {"status": "planned"}, "2026-01-31", "\x00",
)  # fmt: skip
FIELDS = ("claim", "mark", "span", "labels", "phrases", "verdict", "verdict_source", "note", "given")


@given(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(ODD)))
def test_whatever_a_review_holds_it_is_taken_or_told(tmp_path_factory: pytest.TempPathFactory, review: Any) -> None:
    found = read_annotations(reviews_file(tmp_path_factory.mktemp("t"), review))
    assert len(found.faults) <= 1
    assert not (found.faults and (found.verdicts or found.reviews))


def test_nothing_that_is_known_is_overwritten_unasked() -> None:
    old = Verdict("a", "درست", by="نگار", given=date(2026, 1, 1))
    again, other, of_another, new = (
        Verdict("a", "درست", by="نگار"), Verdict("a", "نادرست", by="نگار"), Verdict("a", "نادرست", by="آرش"),
        Verdict("b", "درست", by="نگار"),
    )  # fmt: skip
    assert compare([again], [old]).same == (again,)
    assert compare([other], [old]).differing == ((old, other),)
    assert compare([of_another, new], [old]).new == (of_another, new)


def test_a_file_of_the_report_serves_the_evaluation_too(tmp_path: Path) -> None:
    claims = [{"start": 0, "end": 5, "text": SOLAR[:5], "value": 3, "unit": "day", "claim": "x", "uncertain": True}]
    path = reviews_file(tmp_path, {"claim": "x", "mark": "right"}, claims=claims)
    assert evaluate_file(load("fa"), path).gold == 0
