"""Runs over a corpus: the rows depend on the input alone, not on workers, parts, kills or bad documents."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from corpus_samples import article, articles, write_jsonl

import extractor
from extractor.cli import main
from extractor.corpus.batch import Plan, run_batch
from extractor.corpus.extraction import Settings, extract_batch
from extractor.corpus.limits import Limits
from extractor.corpus.manifest import RunError, parts_done
from extractor.corpus.mapping import Columns
from extractor.corpus.output import SCHEMAS, prepare, read_table
from extractor.corpus.parts import Part, part_size, parts
from extractor.corpus.pool import work
from extractor.corpus.records import claims_of
from extractor.corpus.worker import Setup, serve
from extractor.result import Result
from extractor.ruleset import RuleSet

BAD = '{"id": "bad", "text": 5}\n{"id": "mended", "text": "\\ud800 ۵ نفر آمدند"}\n{"id": "empty", "text": " "}\n'


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_jsonl(folder / "a.jsonl", articles(30))
    (folder / "b.jsonl").write_text(BAD, encoding="utf-8")
    (folder / "c.txt").write_text(article(99), encoding="utf-8")
    (folder / "d.txt").write_bytes(b"\xff\xfe")
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    out = tmp_path_factory.mktemp("out") / "undisturbed"
    run_batch([corpus], out, Plan(workers=1, part_documents=1000))
    return tables(out)


def tables(out: Path) -> dict[str, pa.Table]:
    return {table: read_table(out, table).combine_chunks() for table in SCHEMAS}


def test_a_run_gives_what_documents_give_one_at_a_time(undisturbed: dict[str, pa.Table]) -> None:
    extract = extractor.load("fa")
    expected = [claim for row in articles(30) for claim in extract(row["text"], id=row["id"]).claims]
    found = [claim for claim in claims_of(undisturbed["claims"]) if claim.document.id.startswith("doc-")]
    assert [(c.id, c.span, c.quantity) for c in found] == [(c.id, c.span, c.quantity) for c in expected]
    assert undisturbed["documents"].column("id").to_pylist() == [*(f"doc-{n:04}" for n in range(30)), "mended", "c.txt"]
    assert [
        (row["source"], row["row"], row["phase"], row["lost"]) for row in undisturbed["errors"].to_pylist()
    ] == [
        ("b.jsonl", 1, "read", True),
        ("b.jsonl", 2, "read", False),
        ("b.jsonl", 3, "extract", True),
        ("d.txt", 1, "read", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("workers", "size"), [(2, 7), (3, 1)])
def test_rows_do_not_depend_on_workers_or_parts(
    workers: int, size: int, corpus: Path, undisturbed: dict[str, pa.Table], tmp_path: Path
) -> None:
    run_batch([corpus], tmp_path / "out", Plan(workers=workers, part_documents=size))
    assert tables(tmp_path / "out") == undisturbed


def test_documents_may_come_in_any_batches() -> None:
    batch = pa.RecordBatch.from_pylist(articles(5)).drop_columns("published")
    extract = extractor.load("fa")
    whole = extract_batch(batch, extract)
    single = [extract_batch(batch.slice(number, 1), extract) for number in range(5)]
    assert pa.Table.from_batches([one.claims for one in single]).combine_chunks().to_batches() == [whole.claims]
    large = batch.cast(pa.schema([(name, pa.large_string()) for name in batch.schema.names]))
    assert extract_batch(large, extract) == whole


@pytest.mark.slow
def test_killed_ten_times_and_resumed_it_ends_with_the_same_rows(
    corpus: Path, undisturbed: dict[str, pa.Table], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "batch", str(corpus), "-o", str(out)]
    command += ["--workers", "2", "--part-documents", "1", "--resume"]
    moments = random.Random(20)  # noqa: S311
    for kill in range(10):
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as run:  # noqa: S603
            assert run.stderr
            if kill % 2:
                run.stderr.readline()  # the first progress: in the middle of work
            else:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    run.wait(moments.uniform(0.1, 2.0))  # whenever: starting, reading, ending
            run.kill()
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert ended.returncode == 1, ended.stderr  # three documents are lost
    assert tables(out) == undisturbed
    assert not list(out.rglob(".*.unfinished"))


def test_a_run_is_taken_up_where_it_stood(corpus: Path, undisturbed: dict[str, pa.Table], tmp_path: Path) -> None:
    out, plan = tmp_path / "out", Plan(workers=1, part_documents=3)
    whole = run_batch([corpus], out, plan)
    held = [sum(item.reading.record is not None for item in p.items) for p in parts([corpus], Columns(), Limits(), 3)]
    manifest = out / "manifest.jsonl"
    lines = manifest.read_text().splitlines(keepends=True)
    for kept in (1, 4, len(lines)):
        manifest.write_text("".join(lines[:kept]) + '{"number": 99, "la')
        result = run_batch([corpus], out, plan, resume=True)
        assert (result.documents, result.claims, result.lost) == (whole.documents, whole.claims, whole.lost)
        assert result.begun == sum(held[kept - 1 :])
        assert tables(out) == undisturbed
    # Parts may be finished in any order: here one of the middle was not.
    manifest.write_text("".join(lines[:3] + lines[4:]))
    assert run_batch([corpus], out, plan, resume=True).begun == held[2]
    assert tables(out) == undisturbed
    assert len(parts_done(out)) == len(held)


def test_another_run_is_not_mixed_in(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    text = tmp_path / "c.txt"
    text.write_text(article(1), encoding="utf-8")
    run_batch([text], out, Plan(workers=1))
    with pytest.raises(RunError, match="holds a run already; go on with it by --resume"):
        run_batch([text], out)
    with pytest.raises(RunError, match="was begun with part_documents 64, now it is 5"):
        run_batch([text], out, Plan(part_documents=5), resume=True)
    text.write_text(article(2) + ".", encoding="utf-8")
    with pytest.raises(RunError, match=r"was begun with inputs '1 files, .* bytes"):
        run_batch([text], out, resume=True)
    with pytest.raises(RunError, match="is not empty and holds no run of ours"):
        run_batch([text], corpus)
    (out / "manifest.jsonl").write_text("nonsense\n")
    with pytest.raises(RunError, match="is damaged"):
        run_batch([text], out, resume=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is one of POSIX")
def test_two_runs_do_not_write_one_folder(corpus: Path, tmp_path: Path) -> None:
    import fcntl

    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RunError, match="another process is writing"):
            run_batch([corpus], tmp_path / "out")


def poisoned(connection: Connection, setup: Setup) -> None:
    """Stands for ``serve``: some documents kill the process, keep it for ever, or make the extractor fail."""
    call = extractor.Extractor.__call__

    def poisonous(self: extractor.Extractor, text: str, **known: str) -> Result:
        if text == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "crash":
            os._exit(7)
        if text == "hang":
            threading.Event().wait()
        if text == "fail":
            raise RecursionError(text)
        return call(self, text, **known)

    extractor.Extractor.__call__ = poisonous  # type: ignore[method-assign,assignment]
    serve(connection, setup)


@pytest.mark.slow
def test_a_poisonous_document_costs_nobody_else(tmp_path: Path) -> None:
    texts = [article(1), "kill", article(2), "hang", "crash", "fail", article(3)]
    source = write_jsonl(tmp_path / "a.jsonl", [{"id": str(n), "text": text} for n, text in enumerate(texts)])
    prepare(tmp_path)
    found = parts([source], Columns(), Limits(), 5)
    setup = Setup(tmp_path, RuleSet(), Settings())
    begun: list[int] = []
    done = list(work(found, setup, 2, 2.0, begun.append, poisoned))
    assert sorted(part.number for part in done) == [0, 1]
    assert sum(begun) == len(texts)
    assert read_table(tmp_path, "documents").column("id").to_pylist() == ["0", "2", "6"]
    reasons = {row["document"]: row["reason"] for row in read_table(tmp_path, "errors").to_pylist()}
    assert (
        reasons["1"]
        == "the process that read it died, 2 times: killed (signal 9), as a system does that is out of memory"
    )
    assert reasons["3"] == "it took longer than 2 seconds"
    assert reasons["4"] == "the process that read it died, 2 times: exit code 7"
    assert reasons["5"].startswith("the extractor failed: RecursionError: fail (at ")


def dead(_connection: Connection, _setup: Setup) -> None:
    """Stands for ``serve``: a process that never comes to life."""
    os._exit(3)


def test_workers_that_never_live_end_the_run(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", articles(1))
    with pytest.raises(RunError, match=r"workers end before they read anything \(exit code 3\)"):
        list(work(parts([source], Columns(), Limits(), 5), Setup(tmp_path, RuleSet(), Settings()), 1, 9.0, serve=dead))


def test_faults_of_rules_end_the_run(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", articles(1))
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: bad\nlanguage: fa\n")
    (pack / "units.yaml").write_text("kind: nonsense\n")
    with pytest.raises(RunError, match=r"units\.yaml:1:\d+: no kind of rule"):
        run_batch([source], tmp_path / "out", Plan(workers=1, rules=RuleSet(packs=(pack,))))


def test_a_folder_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", articles(1))
    setup = Setup(tmp_path / "nowhere", RuleSet(), Settings())
    with pytest.raises(RunError, match=r"part 0 cannot be written to .*nowhere: FileNotFoundError"):
        list(work(parts([source], Columns(), Limits(), 5), setup, 1, 9.0))


def test_parts_are_full_by_documents_or_by_characters(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [{"text": "x" * 3_000_000}] * 3 + [{"text": "x"}] * 5)

    def shape(found: list[Part]) -> list[int]:
        return [len(part.items) for part in found]

    whole = list(parts([source], Columns(), Limits(), 4))
    assert shape(whole) == [2, 4, 2]
    later = list(parts([source], Columns(), Limits(), 4, whole[0].last, 1))
    assert later == whole[1:]
    assert shape(list(parts([tmp_path / "nothing.jsonl"], Columns(), Limits(), 4))) == [1]


def test_small_corpora_are_cut_finer() -> None:
    assert [part_size(total) for total in (0, 10**6, 4 * 10**7, 10**12)] == [64, 64, 156, 256]


def test_the_command_tells_what_it_did(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["batch", str(corpus), "-o", str(out), "--workers", "1", "--keep-text"]
    first = CliRunner().invoke(main, arguments)
    assert first.exit_code == 1
    assert "32 documents" in first.stderr
    assert "3 lost, 1 read with faults: each with its reason in" in first.stderr
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 2
    assert "go on with it by --resume" in again.stderr
    resumed = CliRunner().invoke(main, [*arguments, "--resume"])
    assert "nothing was left to do" in resumed.stderr
    assert read_table(out, "documents").column("text").to_pylist()[0] == article(0)
    wrong = CliRunner().invoke(main, ["batch", str(corpus), "-o", str(tmp_path / "b"), "--column", "text"])
    assert wrong.exit_code == 2
    assert "'text' is not PART=NAME" in wrong.stderr


def test_limits_and_oddities_are_told() -> None:
    rows = [
        {"id": "long", "text": "۵ نفر " * 30_000},
        {"id": "nul", "text": "۵ نفر\0"},
        {"id": "nothing", "text": "الف " * 30_000},
        {"id": "blank", "text": "\u200c\u200f \n"},
    ]
    outcome = extract_batch(pa.RecordBatch.from_pylist(rows), extractor.load("fa"), Settings(max_characters=150_000))
    assert [(row["document"], row["lost"], row["reason"]) for row in outcome.errors.to_pylist()] == [
        ("long", True, "180,000 characters; the limit is 150,000"),
        ("nul", False, "the text holds 1 NUL characters, as binary data does, or UTF-16 read as UTF-8"),
        ("nothing", False, "no figure was found in 120,000 characters"),
        ("blank", True, "the text is empty"),
    ]
    without_id = extract_batch(pa.RecordBatch.from_pylist([{"text": "۵ نفر"}]), extractor.load("fa"))
    assert without_id.errors.column("reason").to_pylist() == ["there is no id"]
