"""``extractor table``, ``extractor store annotate`` and ``extractor gold``, as people call them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from claim_factory import WATER
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.tables.exports import Format
from extractor.tables.table_reading import read_table

TEXT = "مهدی آذرنیا گفت: تا امروز پروانه ۲۶۰۰ مگاوات نیروگاه خورشیدی صادر شده و ۹۰۰ مگاوات در حال اجراست."
NAMES = {Format.JSONLD: "t.jsonld", Format.LABELSTUDIO: "t.json", Format.WEBANNOTATION: "t.json", Format.BRAT: "t"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "solar.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "water.txt").write_text(WATER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Path:
    assert run("batch", folder / "in", "-o", folder / "run", "--workers", "1", "--keep-text").exit_code == 0
    path = folder / "claims.duckdb"
    assert run("store", "add", folder / "run", "--store", path).exit_code == 0
    return path


@pytest.mark.parametrize("format", Format)
def test_every_format_is_written(folder: Path, format: Format) -> None:
    output = folder / NAMES.get(format, f"t.{format}")
    done = run("table", folder / "in", "--format", format, "-o", output)
    assert done.exit_code == 0, done.output
    assert output.exists()
    assert not list(folder.glob(".*unfinished"))
    if format is Format.LABELSTUDIO:
        assert (folder / "t.config.xml").read_text(encoding="utf-8").startswith("<View>")


def test_the_name_of_the_file_tells_the_format_and_text_goes_to_standard_output(folder: Path) -> None:
    assert run("table", folder / "in", "-o", folder / "t.xlsx", "--headings", "en").exit_code == 0
    assert openpyxl.load_workbook(folder / "t.xlsx").sheetnames == ["claims", "guide", "long_texts"]
    printed = run("table", folder / "in", "--format", "jsonl")
    assert json.loads(printed.stdout.splitlines()[0])["text"] == "۲۶۰۰ مگاوات"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "Say --format"),
        (("--format", "xlsx"), 2, "needs -o"),
        (("-o", "t.what"), 1, "say which format"),
        (("--format", "csv", "--where", "true"), 2, "--where is for stores"),
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run("table", folder / "in", *arguments)
    assert done.exit_code == code
    assert told in done.output


def test_a_store_and_its_snapshot_give_tables_too(store: Path, folder: Path) -> None:
    assert run("store", "snapshot", folder / "snap", "--store", store).exit_code == 0
    tables = []
    for number, source in enumerate((folder / "in", store, folder / "snap")):
        done = run("table", source, "-o", folder / f"{number}.csv")
        assert done.exit_code == 0, done.output
        tables.append([row for _, row in read_table(folder / f"{number}.csv")])
    assert tables[1] == tables[2]
    # Documents of a folder and of a corpus are named in ways of their own.
    assert [row["sentence"] for row in tables[0]] == [row["sentence"] for row in tables[1]] != [None]
    done = run("table", store, "--where", "unit = 'megawatt'", "-o", folder / "w.parquet")
    assert set(pq.read_table(folder / "w.parquet").column("unit").to_pylist()) == {"megawatt"}
    assert run("table", store, folder / "in", "-o", folder / "x.csv").exit_code == 1
    assert "SQL" not in run("table", store, "--where", "nonsense(", "-o", folder / "x.csv").stdout


def filled(table: Path, verdict: str) -> Path:
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Verdict"], verdict)
    book.save(table)
    return table


def test_verdicts_of_a_table_go_into_the_store_and_out_again(store: Path, folder: Path) -> None:
    table = folder / "t.xlsx"
    run("table", store, "-o", table, "--headings", "en")
    done = run("store", "annotate", filled(table, "درست"), "--by", "نگار", "--store", store)
    assert (done.exit_code, "1 verdicts noted" in done.output) == (0, True), done.output
    assert "0 verdicts noted, 1 were there" in run("store", "annotate", table, "--by", "نگار", "--store", store).output
    refused = run("store", "annotate", filled(table, "نادرست"), "--by", "نگار", "--store", store)
    assert refused.exit_code == 1
    assert "not taken" in refused.output
    verdicts = {row["verdict"] for _, row in _table(store, folder / "a.csv")}
    assert verdicts == {"درست", None}
    assert run("store", "annotate", table, "--by", "نگار", "--replace", "--store", store).exit_code == 0
    out = run("table", store, "-o", folder / "t.jsonld")
    assert out.exit_code == 0
    graph = json.loads((folder / "t.jsonld").read_text(encoding="utf-8"))["@graph"]
    reviews = [node for node in graph if node["@type"] == "ClaimReview"]
    assert [review["reviewRating"]["alternateName"] for review in reviews] == ["نادرست"]


def _table(store: Path, path: Path) -> list[tuple[str, dict[str, object]]]:
    run("table", store, "-o", path)
    return list(read_table(path))


def test_verdicts_of_a_file_go_into_a_table_without_a_store(folder: Path) -> None:
    run("table", folder / "in", "-o", folder / "t.xlsx", "--headings", "en")
    run("table", folder / "in", "--verdicts", filled(folder / "t.xlsx", "درست"), "-o", folder / "u.csv")
    assert [row["verdict"] for _, row in read_table(folder / "u.csv")][:2] == ["درست", None]


def test_a_document_that_fails_is_named_and_the_others_are_written(folder: Path) -> None:
    (folder / "in" / "bad.txt").write_bytes(b"\xff\xff\xff")
    done = run("table", folder / "in", "-o", folder / "t.jsonl")
    assert done.exit_code == 1
    assert "bad.txt: not UTF-8" in done.output
    assert len(list(read_table(folder / "t.jsonl"))) > 2


def test_gold_of_an_annotation_tool_serves_the_evaluation(folder: Path) -> None:
    run("table", folder / "in", "--format", "doccano", "-o", folder / "d.jsonl")
    assert run("gold", folder / "d.jsonl", "-o", folder / "gold.jsonl").exit_code == 0
    done = run("evaluate", folder / "gold.jsonl")
    assert done.exit_code == 0
    assert "joint          P 1.000  R 1.000  F1 1.000" in done.output
    (folder / "bad.jsonl").write_text("{", encoding="utf-8")
    assert "bad.jsonl:1: not JSON" in run("gold", folder / "bad.jsonl").output
