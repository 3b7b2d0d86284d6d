"""The store: what is added twice changes nothing, newer readings take the place of older, people's verdicts stay."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner
from corpus_samples import article, articles, write_jsonl

import extractor
from extractor.cli import main
from extractor.corpus.batch import Plan, run_batch
from extractor.corpus.output import read_table
from extractor.tracking.migrations import TABLES, VERSION
from extractor.tracking.store import Added, LockedError, Store, StoreError, Verdict

_ALL = {"claims": "ALL", "documents": "id", "errors": "ALL", "verdicts": "ALL"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    write_jsonl(folder / "a.jsonl", [*articles(6), {"id": "bad"}])
    run_batch([folder / "a.jsonl"], folder / "out", Plan(workers=1, part_documents=3, keep_text=True))
    return folder / "out"


@pytest.fixture
def store(tmp_path: Path, run: Path) -> Store:
    store = Store(tmp_path / "claims.duckdb")
    store.add(run)
    return store


def contents(store: Store) -> dict[str, pa.Table]:
    return {view: store.query(f"SELECT * FROM {view} ORDER BY {order}") for view, order in _ALL.items()}  # noqa: S608


def texts(path: Path, name: str, rows: list[dict[str, str]], **plan: bool) -> Path:
    source = write_jsonl(path / f"{name}.jsonl", rows)
    run_batch([source], path / name, Plan(workers=1, **plan))  # type: ignore[arg-type]
    return path / name


def test_adding_twice_changes_nothing(store: Store, run: Path) -> None:
    before = contents(store)
    assert before["documents"].num_rows == 6
    assert before["claims"].num_rows == read_table(run, "claims").num_rows
    assert before["errors"].column("reason").to_pylist() == ["no 'text'"]
    assert store.add(run, run) == Added(new=0, changed=0, same=12, claims=0, errors=2)
    assert contents(store) == before


def test_claims_come_back_as_they_were_read(store: Store) -> None:
    extract = extractor.load("fa")
    expected = [
        claim
        for row in articles(6)
        for claim in extract(row["text"], id=row["id"], title=row["title"], published=date(2023, 7, 23)).claims
    ]
    assert list(store.claims()) == sorted(expected, key=lambda claim: (claim.document.id, claim.span, claim.id))
    assert {claim.document.id for claim in store.claims("document = ?", ["doc-0003"])} == {"doc-0003"}


def test_views_are_ready_for_use(store: Store) -> None:
    found = store.query("SELECT sentence, source, row, reader, verdict FROM claims ORDER BY document, start LIMIT 1")
    [row] = found.to_pylist()
    assert row["sentence"] == article(0).splitlines()[0]
    assert (row["source"], row["row"], row["verdict"]) == ("a.jsonl", 1, None)
    assert row["reader"].startswith(extractor.__version__)
    lists = store.query("SELECT list_contains(rules, rules[1]) FROM claims WHERE len(rules) > 0 LIMIT 1")
    assert lists.to_pylist()[0].popitem()[1] is True


def test_a_newer_reading_takes_the_place_of_the_older(store: Store, tmp_path: Path) -> None:
    rows = [{"id": "doc-0000", "text": article(40)}, {"id": "doc-0001", "text": "رقمی در کار نیست."}]
    added = store.add(texts(tmp_path, "newer", rows))
    assert (added.new, added.changed, added.same) == (0, 2, 0)
    assert {claim.id for claim in store.claims("document = 'doc-0000'")} == {
        claim.id for claim in extractor.load("fa")(article(40), id="doc-0000").claims
    }
    assert list(store.claims("document = 'doc-0001'")) == []
    assert store.query("SELECT * FROM documents").num_rows == 6


def test_a_text_that_was_kept_stays(store: Store, tmp_path: Path) -> None:
    row = articles(1)[0]
    store.add(texts(tmp_path, "without", [row]))
    assert store.query("SELECT text FROM documents WHERE id = 'doc-0000'").to_pylist() == [{"text": row["text"]}]
    store.add(texts(tmp_path, "other", [{"id": "doc-0000", "text": article(8)}]))
    assert store.query("SELECT text FROM documents WHERE id = 'doc-0000'").to_pylist() == [{"text": None}]


def test_an_error_goes_when_its_row_is_read(store: Store, tmp_path: Path) -> None:
    store.add(texts(tmp_path, "a", [*articles(6), {"id": "bad", "text": article(9)}]))
    assert store.query("SELECT * FROM errors").num_rows == 0
    assert store.query("SELECT * FROM documents WHERE id = 'bad'").num_rows == 1


def test_one_id_for_two_texts_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    run = texts(tmp_path, "twice", [{"id": "x", "text": article(1)}, {"id": "x", "text": article(2)}, *articles(2)])
    store.add(run)
    [error] = store.query("SELECT * FROM errors").to_pylist()
    assert (error["document"], error["phase"], error["lost"]) == ("x", "store", False)
    assert error["reason"].startswith("2 documents of one run have this id, with different texts")
    before = contents(store)
    assert store.query("SELECT count(*) AS n, count(DISTINCT id) AS m FROM claims").to_pylist() == [
        {"n": before["claims"].num_rows, "m": before["claims"].num_rows}
    ]
    store.add(run)
    assert contents(store) == before


def test_verdicts_are_noted_and_outlive_new_readings(store: Store, run: Path) -> None:
    claim = next(store.claims())
    assert store.annotate([Verdict(claim.id, "true", "a yearbook", "checked", "sara", date(2024, 1, 1))]) == 1
    later = Verdict(claim.id, "false", "a census", by="sara", given=date(2024, 2, 1))
    store.annotate([later, Verdict(claim.id, "true", by="ali")])
    shown = store.query("SELECT verdict, verdict_source, note FROM claims WHERE id = ?", [claim.id]).to_pylist()
    assert shown == [{"verdict": "false", "verdict_source": "a census", "note": None}]
    assert store.query("SELECT * FROM verdicts").num_rows == 2
    with pytest.raises(StoreError, match="no claim 'nothing'; no verdict was noted"):
        store.annotate([Verdict(claim.id, "true"), Verdict("nothing", "true")])
    store.add(run)
    assert store.query("SELECT * FROM verdicts").num_rows == 2


def test_a_snapshot_is_queried_like_the_store(store: Store, tmp_path: Path) -> None:
    store.snapshot(tmp_path / "snapshot")
    snapshot = Store(tmp_path / "snapshot")
    assert contents(snapshot) == contents(store)
    assert list(snapshot.claims()) == list(store.claims())
    with pytest.raises(StoreError, match="is there already"):
        store.snapshot(tmp_path / "snapshot")
    with pytest.raises(StoreError, match="snapshots are for reading"):
        snapshot.annotate([])
    with pytest.raises(StoreError, match=r"is no snapshot: there is no claims\.parquet"):
        Store(tmp_path).query("SELECT 1")


def test_an_older_store_is_brought_up_to_date(store: Store, run: Path) -> None:
    before = contents(store)
    with duckdb.connect(store.path) as old:
        for view in ("claims", "documents", "errors", "verdicts"):
            old.execute(f"DROP VIEW {view}")
        old.execute("ALTER TABLE stored.claims DROP COLUMN evidence")
        old.execute("ALTER TABLE stored.documents DROP COLUMN reader")
    store.add(run)
    after = contents(store)
    assert {view: set(table.column_names) for view, table in after.items()} == {
        view: set(table.column_names) for view, table in before.items()
    }
    assert after["documents"].column("reader").to_pylist() == before["documents"].column("reader").to_pylist()
    with duckdb.connect(store.path) as newer:
        newer.execute("UPDATE stored.version SET version = ?", [VERSION + 1])
    with pytest.raises(StoreError, match="written by a newer extractor"):
        store.add(run)
    assert set(TABLES) == {"claims", "documents", "errors", "verdicts"}


def test_nothing_is_changed_by_a_query_or_by_a_failure(store: Store, tmp_path: Path) -> None:
    before = contents(store)
    for sql in ("DELETE FROM stored.claims", "DROP TABLE stored.claims", "SELEKT", "SELECT nothing FROM claims"):
        with pytest.raises(StoreError):
            store.query(sql)
    with pytest.raises(StoreError, match="holds no run: there are no folders claims"):
        store.add(tmp_path)
    assert contents(store) == before
    with pytest.raises(StoreError, match="no such store; fill one with"):
        Store(tmp_path / "none.duckdb").query("SELECT 1")
    (tmp_path / "text.duckdb").write_text("no database")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "text.duckdb").query("SELECT 1")


def test_a_locked_store_tells_who_holds_it_and_what_to_do(store: Store, run: Path) -> None:
    holder = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read(1)"
    command = [sys.executable, "-c", holder, str(store.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "held\n"
        for call in (lambda: store.add(run), lambda: store.query("SELECT 1")):
            with pytest.raises(
                LockedError, match=rf"open in process {other.pid}, .* --wait SECONDS, or read a snapshot"
            ):
                call()
        other.stdin.write("x")
        other.stdin.flush()
        # By now, or soon, the other lets go of it.
        assert Store(store.path, wait=60).add(run).same == 6


def test_the_commands(run: Path, tmp_path: Path) -> None:
    at = ["--store", str(tmp_path / "s.duckdb")]
    added = CliRunner().invoke(main, ["store", "add", str(run), *at])
    assert added.exit_code == 0, added.output
    assert "6 documents are new, 0 were read anew, 0 were there" in added.stderr
    sql = "SELECT document, count(*) AS n FROM claims GROUP BY document ORDER BY document LIMIT 2"
    rows = CliRunner().invoke(main, ["store", "query", sql, *at])
    assert [json.loads(line)["document"] for line in rows.stdout.splitlines()] == ["doc-0000", "doc-0001"]
    table = CliRunner().invoke(main, ["store", "query", "-", "--format", "table", *at], input=sql)
    assert "doc-0001" in table.stdout
    csv = CliRunner().invoke(main, ["store", "query", sql, "--format", "csv", *at])
    assert csv.stdout.splitlines()[0] == "document,n"
    wrong = CliRunner().invoke(main, ["store", "query", "SELECT x FROM claims", *at])
    assert wrong.exit_code == 1
    assert 'column "x" not found' in wrong.stderr
    assert CliRunner().invoke(main, ["store", "snapshot", str(tmp_path / "snap"), *at]).exit_code == 0
    snapshot = CliRunner().invoke(main, ["store", "query", sql, "--store", str(tmp_path / "snap")])
    assert snapshot.stdout == rows.stdout
