"""Flat exports: xlsx, csv, jsonl, parquet read back give the same claims, whatever the words in them."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from claim_factory import claims_on_nasty_texts, desk
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.columns import COLUMNS
from extractor.corpus.records import claims_of
from extractor.model import Span
from extractor.tables.corrected import ExchangeError
from extractor.tables.exports import write
from extractor.tables.headings import Language, columns
from extractor.tables.rows import TABLE_COLUMNS, rows
from extractor.tables.safety import guarded, unguarded
from extractor.tables.sources import ExportError, Kept, Verdict
from extractor.tables.table_reading import read_table

FLAT = ("xlsx", "csv", "jsonl")


def wanted(sources: tuple[Kept, ...], verdicts: dict[str, Verdict] | None = None) -> list[dict[str, object]]:
    return [{name: None if cell == "" else cell for name, cell in row.items()} for row in rows(sources, verdicts)]


def read(path: Path) -> list[dict[str, object]]:
    return [row for _, row in read_table(path)]


@pytest.mark.parametrize("form", FLAT)
@pytest.mark.parametrize("language", Language)
def test_a_table_read_back_is_the_same(tmp_path: Path, form: str, language: Language) -> None:
    verdicts = {desk()[0].claims[1].id: Verdict("درست", "https://example.org/report", "=سنجیده شد")}
    path = write(desk(), tmp_path / f"claims.{form}", language=language, verdicts=verdicts)
    assert read(path) == wanted(desk(), verdicts)


@pytest.mark.parametrize("form", FLAT)
@given(source=claims_on_nasty_texts(longest=40_000))
@settings(max_examples=40)
def test_hostile_words_survive(tmp_path_factory: pytest.TempPathFactory, form: str, source: Kept) -> None:
    path = write((source,), tmp_path_factory.mktemp("t") / f"claims.{form}")
    assert read(path) == wanted((source,))


def test_every_column_is_there_in_order() -> None:
    assert tuple(column.name for column in columns()) == TABLE_COLUMNS


def test_the_same_claims_give_the_same_workbook(tmp_path: Path) -> None:
    one, other = (write(desk(), tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_a_workbook_is_made_for_people(tmp_path: Path) -> None:
    path = write(desk(), tmp_path / "claims.xlsx")
    sheet = openpyxl.load_workbook(path)["ادعاها"]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    by_name = {column.name: heads[column.headings[Language.FA]] for column in columns()}
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(9, len(columns())).coordinate}"
    assert sheet[f"{by_name['value']}2"].value == 2600
    assert sheet[f"{by_name['value']}6"].value == -5.2
    assert sheet[f"{by_name['published']}2"].is_date
    assert sheet[f"{by_name['url']}2"].hyperlink.target == "https://example.org/solar"
    assert sheet.column_dimensions[by_name["id"]].hidden
    assert all(sheet[f"{by_name[name]}2"].value is None for name in ("verdict", "verdict_source", "note"))


@given(source=claims_on_nasty_texts())
@settings(max_examples=25)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path_factory: pytest.TempPathFactory, source: Kept) -> None:
    path = write((source,), tmp_path_factory.mktemp("t") / "claims.xlsx")
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(r"<f[ >]", sheet) for sheet in sheets)


def test_long_text_is_cut_with_a_mark_and_whole_elsewhere(tmp_path: Path) -> None:
    source = desk()[0]
    text = source.text.replace("\n", " ") + "😀" * 40_000
    long = Kept(source.document, text, (replace(source.claims[0], sentence=Span(0, len(text))),))
    path = write((long,), tmp_path / "claims.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell.value for line in book["ادعاها"] for cell in line if isinstance(cell.value, str)]
    assert any(cell.endswith("[…↗ long_texts 2]") for cell in cells)
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) <= 32_767
    assert book["long_texts"].sheet_state == "visible"
    assert read(path)[0]["sentence"] == text


FORMULAS = [
    "=1+1",
    "+A1",
    "-A1",
    "@x",
    "\t=1",
    "\r=1",
    "＝1",
    "\u200f=1",
    "\ufeff+A1",
    " =1",
    '"=1',
    "+cmd|' /C x'!A0",
    "'=1",
]
HARMLESS = [
    "-۵ درصد",
    "-۵درصد",
    "+3.2",
    "-5.2",
    "−5.2",
    "- ۵",
    "-۵ تا -۳ درصد",
    "-1/3",
    "-۵٪",
    "متن",
    "a=b",
    "x@y.z",
    "'x",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_guarded_in_csv(text: str) -> None:
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["x;=1", "x\n=1", "x\t@y"])
def test_formulas_after_a_separator_are_guarded_too(text: str) -> None:
    assert guarded(text) == f"{text[:2]}'{text[2:]}"


@pytest.mark.parametrize("text", HARMLESS)
def test_signed_figures_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text(st.sampled_from("=+-@;'\"\t\n\r 5۵م(|.\u200f"), max_size=12))
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("=+-@;'\"\t\n\r a5۵م(|.\u200f"), max_size=12))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = guarded(text).lstrip('\t\r\n \u200f"')
    assert not re.match(r"[=@]|[+\-]\s*[^\s\d.,]", cell)


def test_csv_has_the_mark_of_utf8_and_chosen_headings(tmp_path: Path) -> None:
    path = write(desk(), tmp_path / "claims.csv", language=Language.FA)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    head = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert head == [column.headings[Language.FA] for column in columns()]


def test_values_that_somebody_changed_are_not_put_back(tmp_path: Path) -> None:
    path = write(desk(), tmp_path / "claims.csv", language=Language.EN)
    path.write_text(path.read_text(encoding="utf-8").replace(",2600,2600,2600,", ",2700,2600,2600,"), encoding="utf-8")
    assert read(path)[0]["value"] == Decimal(2700)


def test_parquet_gives_the_very_claims_back(tmp_path: Path) -> None:
    table = pq.read_table(write(desk(), tmp_path / "claims.parquet"))
    assert tuple(claims_of(table)) == tuple(claim for source in desk() for claim in source.claims)
    assert table.column("sentence")[0].as_py() == desk()[0].text.partition("\n")[0]
    assert table.column("verdict").null_count == table.num_rows


@given(source=claims_on_nasty_texts())
@settings(max_examples=40)
def test_parquet_holds_hostile_words(tmp_path_factory: pytest.TempPathFactory, source: Kept) -> None:
    path = write((source,), tmp_path_factory.mktemp("t") / "claims.parquet")
    found = [claim.to_row() for claim in claims_of(pq.read_table(path))]
    kept = [dict(row) for row in rows((source,))]
    assert found == [{name: row[name] for name in COLUMNS} for row in kept]


def test_a_library_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"pip install 'extractor\[tables\]'"):
        write(desk(), tmp_path / "claims.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ExchangeError, match=r"pip install 'extractor\[tables\]'"):
        read(tmp_path / "claims.xlsx")


def test_what_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("before", encoding="utf-8")

    def failing() -> Iterator[Kept]:
        yield desk()[0]
        msg = "no more"
        raise RuntimeError(msg)

    with pytest.raises(RuntimeError):
        write(failing(), path)
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
    assert path.read_text(encoding="utf-8") == "before"
