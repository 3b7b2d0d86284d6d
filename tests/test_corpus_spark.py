"""Spark gives the columns and the rows of a local run. Needs Java; skipped, with the reason, where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from corpus_samples import articles, write_jsonl

import extractor
from extractor.corpus.batch import Plan, run_batch
from extractor.corpus.extraction import extract_batch
from extractor.corpus.output import read_table
from extractor.corpus.schema import CLAIMS, DOCUMENTS, plain
from extractor.tracking.store import Store

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_NO_SPARK = "pyspark is not installed: pip install -e '.[spark]'"
_NO_JAVA = "Spark needs Java 17 or newer: there is no java on the path and JAVA_HOME is not set"

pyspark = pytest.importorskip("pyspark", reason=_NO_SPARK)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason=_NO_JAVA),
    # Words of pyspark to its users about their pandas, and sockets that it leaves to the end of the process.
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    before = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
    if before is None:
        del os.environ["PYSPARK_PYTHON"]
    else:
        os.environ["PYSPARK_PYTHON"] = before


def rows(df: DataFrame) -> list[dict[str, object]]:
    return [row.asDict(recursive=True) for row in df.collect()]


def ordered(found: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(found, key=lambda row: str(row["id"]))


def test_the_same_columns_and_rows_as_a_local_run(session: SparkSession, tmp_path: Path) -> None:
    from extractor.corpus import spark

    documents = [*articles(20), {"id": "none"}]
    source = write_jsonl(tmp_path / "a.jsonl", documents)
    run_batch([source], tmp_path / "out", Plan(workers=1))
    df = session.createDataFrame(
        [tuple(row.get(name) for name in ("id", "text", "title", "published")) for row in documents],
        "id string, text string, title string, published string",
    ).repartition(3)
    found = spark.extract(df)
    assert found.columns == CLAIMS.names
    local = read_table(tmp_path / "out", "claims").cast(plain(CLAIMS))
    assert ordered(rows(found)) == ordered(local.to_pylist())

    outcomes = spark.outcomes(df, keep_text=True).persist()
    assert spark.claims(outcomes).count() == local.num_rows
    read = spark.documents(outcomes)
    assert read.columns == DOCUMENTS.names
    assert {(row["id"], row["text"]) for row in rows(read)} == {(row["id"], row["text"]) for row in articles(20)}
    assert [(row["document"], row["lost"], row["reason"]) for row in rows(spark.errors(outcomes))] == [
        ("none", True, "'text' is null, not text")
    ]


def test_columns_of_other_names_and_types(session: SparkSession) -> None:
    from datetime import date

    from extractor.corpus import spark

    df = session.createDataFrame(
        [(7, "۵ نفر آمدند", date(2023, 5, 1)), (None, "۶ نفر آمدند", None)], "code int, body string, day date"
    )
    found = rows(spark.extract(df, columns={"id": "code", "text": "body", "published": "day"}))
    assert {(row["exact"], row["published"]) for row in found} == {("5", date(2023, 5, 1)), ("6", None)}
    named = {row["exact"]: row["document"] for row in found}
    assert named["5"] == "7"
    assert named["6"] == extractor.extract("۶ نفر آمدند").document.id
    with pytest.raises(ValueError, match="there is no column 'text'; there are: code, body, day"):
        spark.extract(df)


def test_what_spark_wrote_goes_into_the_store(session: SparkSession, tmp_path: Path) -> None:
    from extractor.corpus import spark

    df = session.createDataFrame([(row["id"], row["text"]) for row in articles(5)], "id string, text string")
    outcomes = spark.outcomes(df).persist()
    for name, table in (("claims", spark.claims), ("documents", spark.documents), ("errors", spark.errors)):
        table(outcomes).write.parquet(str(tmp_path / "out" / name))
    store = Store(tmp_path / "s.duckdb")
    assert store.add(tmp_path / "out").new == 5
    batch = pa.RecordBatch.from_pylist([{"id": row["id"], "text": row["text"]} for row in articles(5)])
    expected = extract_batch(batch, extractor.load("fa")).claims
    assert {claim.id for claim in store.claims()} == set(expected.column("id").to_pylist())
    assert store.add(tmp_path / "out").same == 5


def test_workers_of_another_python_are_refused(session: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.corpus import spark

    df = session.createDataFrame([("a", "b")], "id string, text string")
    monkeypatch.setattr(session.sparkContext, "pythonExec", "/nowhere/python3")
    with pytest.raises(ValueError, match=r"would run /nowhere/python3, .* set os\.environ\['PYSPARK_PYTHON'\]"):
        spark.extract(df)


def test_the_example_runs(tmp_path: Path) -> None:
    example = Path(__file__).parent.parent / "examples" / "spark_corpus.py"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYSPARK", "SPARK"))}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, str(example), str(tmp_path)], check=False, capture_output=True, text=True, env=environment
    )
    assert ran.returncode == 0, ran.stderr
    assert "documents: 3 rows\nerrors: 1 rows" in ran.stdout
