"""Files of every kind as documents; whatever is wrong with one is told with its row, and the rest is read."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_samples import articles
from hypothesis import given
from hypothesis import strategies as st

from extractor.corpus.dates import published_date
from extractor.corpus.inputs import InputError, check_inputs, sources
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Reading
from extractor.corpus.readers import read

ROWS = articles(7)


def readings(*inputs: Path, columns: Columns | None = None, characters: int = 100_000, first: int = 0) -> list[Reading]:
    return [
        reading
        for source in sources(inputs)
        for reading in read(source, columns or Columns(), Limits(characters), first)
    ]


def told(found: list[Reading]) -> list[tuple[int, bool, str]]:
    return [(reading.row, fault.lost, fault.reason) for reading in found for fault in reading.faults]


def jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def csv_bytes(rows: list[dict[str, str]], delimiter: str) -> bytes:
    lines = [delimiter.join(rows[0]), *(delimiter.join(f'"{cell}"' for cell in row.values()) for row in rows)]
    return "\n".join(lines).encode("utf-8-sig")


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, "zstd", asbytes=True))


def parquet(compression: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        pq.write_table(pa.Table.from_pylist(ROWS), path, compression=compression, row_group_size=3)

    return write


def data(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


FORMATS = {
    "a.jsonl": data(jsonl(ROWS)),
    "a.ndjson": data(b"\xef\xbb\xbf" + jsonl(ROWS)),
    "a.jsonl.gz": data(gzip.compress(jsonl(ROWS[:3])) + gzip.compress(jsonl(ROWS[3:]))),
    "a.jsonl.bz2": data(bz2.compress(jsonl(ROWS))),
    "a.jsonl.xz": data(lzma.compress(jsonl(ROWS))),
    "a.jsonl.zst": data(zstd(jsonl(ROWS))),
    "a.json": data(json.dumps(ROWS, ensure_ascii=False).encode()),
    "b.json": data(jsonl(ROWS)),
    "a.csv": data(csv_bytes(ROWS, ",")),
    "b.csv": data(csv_bytes(ROWS, ";")),
    "a.tsv": data(csv_bytes(ROWS, "\t")),
    "a.csv.gz": data(gzip.compress(csv_bytes(ROWS, ","))),
    "a.parquet": parquet("zstd"),
    "b.parquet": parquet("snappy"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_gives_its_rows_from_any_row_on(name: str, tmp_path: Path) -> None:
    FORMATS[name](tmp_path / name)
    found = readings(tmp_path / name)
    assert told(found) == []
    assert [reading.row for reading in found] == list(range(1, 8))
    for reading, row in zip(found, ROWS, strict=True):
        assert reading.record is not None
        assert {key: getattr(reading.record, key) for key in ("id", "text", "title")} == {
            key: row[key] for key in ("id", "text", "title")
        }
        assert reading.record.published == date(2023, 7, 23)
    for first in (1, 3, 4, 5, 7, 8):
        later = [reading for reading in readings(tmp_path / name, first=first) if reading.row >= first]
        assert later == found[first - 1 :], first


BROKEN = [
    ("a.jsonl", b'{"id":"a"}', (1, True, "no 'text'")),
    ("a.jsonl", b'{"text":null}', (1, True, "'text' is null, not text")),
    ("a.jsonl", b'{"text":["x"]}', (1, True, "'text' is of type list")),
    ("a.jsonl", b'{"text":"x"', (1, True, "no JSON")),
    ("a.jsonl", b"[" * 100_000, (1, True, "nested too deeply")),
    ("a.jsonl", b'{"id":' + b"9" * 5000 + b',"text":"x"}', (1, True, "no JSON: Exceeds the limit")),
    ("a.jsonl", b'{"id":NaN,"text":"x"}', (1, True, "no JSON: NaN")),
    ("a.jsonl", b'{"id":1.5,"text":"x"}', (1, True, "'id' is of type float")),
    ("a.jsonl", b'{"id":true,"text":"x"}', (1, True, "'id' is of type bool")),
    ("a.jsonl", b'{"text":"\xff"}', (1, True, "not UTF-8: byte 9 is 0xff")),
    ("a.jsonl", b'["x"]', (1, True, "list, not an object")),
    ("a.jsonl", b'{"text":"x","text":"y"}', (1, False, "the key 'text' stands twice")),
    ("a.jsonl", b'{"text":"x \\ud83d"}', (1, False, "character 2 of 'text' is the lone surrogate U+D83D")),
    ("a.jsonl", b'{"text":"x","published":"soon"}', (1, False, "'published' is no day: 'soon'")),
    ("a.jsonl", b'{"text":"x","title":{}}', (1, False, "'title' is of type dict")),
    ("a.jsonl", "متن".encode("utf-16"), (1, True, "this is UTF-16")),
    ("a.jsonl", b'{"text":"' + b"x" * 2_000_000 + b'"}\n{"text":"y"}', (1, True, "a line of 2,000,012 bytes")),
    ("a.json", b'[{"text":"x"}, 5]', (2, True, "int, not an object")),
    ("a.json", b"[1,", (1, True, "no JSON")),
    ("a.csv", b"text,id\nx", (1, True, "1 cells, where the header names 2 (line 2)")),
    ("a.csv", b"text,id\nx,1,2", (1, True, "3 cells, where the header names 2")),
    ("a.csv", b'text,id\n"x', (1, True, "no CSV: unexpected end of data (line 2)")),
    ("a.csv", b"text,id\n\xff,1", (1, True, "'text' is not UTF-8: it holds the byte 0xff (line 2)")),
    ("a.csv", b"id,body\n1,x", (0, True, "there is no column 'text'; there are: id, body")),
    ("a.csv", b"text,i\rd\nx,1", (0, True, "no CSV: new-line character seen in unquoted field")),
    ("a.csv", b"", (0, True, "there is no column 'text'")),
    ("a.txt", b"\xd9", (1, True, "not UTF-8: byte 0 is 0xd9")),
    ("a.txt", b"x" * 1_500_000, (1, True, "more than 1,448,576 bytes, too many for 100,000 characters")),
    ("a.txt.gz", b"no gzip", (1, True, "cannot be read on from here: Not a gzipped file")),
    ("a.jsonl.gz", gzip.compress(jsonl(ROWS))[:-20], (1, True, "cannot be read on from here")),
    ("a.jsonl.xz", lzma.compress(b"x" * 100)[:-30], (1, True, "cannot be read on from here")),
    ("a.parquet", b"PAR1 no parquet PAR1", (1, True, "cannot be read on from here")),
    ("a.pdf", b"%PDF", (0, True, "'.pdf' is no kind of file we read; we read .txt")),
]


@pytest.mark.parametrize(("name", "content", "expected"), BROKEN)
def test_what_is_wrong_is_told_with_its_row(
    name: str, content: bytes, expected: tuple[int, bool, str], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    found = readings(tmp_path / name)
    row, lost, reason = told(found)[-1]
    assert (row, lost) == expected[:2] or expected[2].startswith("cannot be read on")
    assert reason.startswith(expected[2]), reason
    assert all((reading.record is None) == any(fault.lost for fault in reading.faults) for reading in found)


def _mutated(content: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, put in cuts:
        place = at % (len(content) + 1)
        content = content[:place] + put + content[place + length :]
    return content


@given(
    st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.jsonl.gz", "a.parquet"]),
    st.sampled_from([jsonl(ROWS[:2]), csv_bytes(ROWS[:2], ","), gzip.compress(jsonl(ROWS[:2])), b""]),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), st.binary(max_size=6)), max_size=4),
)
def test_whatever_stands_in_a_file_gives_records_or_faults(
    name: str, content: bytes, cuts: list[tuple[int, int, bytes]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(_mutated(content, cuts))
        found = readings(path, characters=5_000)
    assert all(reading.record is not None or reading.faults for reading in found)
    assert all(reason for _, _, reason in told(found))


def test_rows_after_a_broken_one_are_read(tmp_path: Path) -> None:
    good = jsonl(ROWS[:1])
    (tmp_path / "a.jsonl").write_bytes(good + b"{broken\n\n" + b"x" * 3_000_000 + b"\n" + good)
    (tmp_path / "b.csv").write_bytes(b'text,id\nx,1\n"a"b,2\ny,3\n')
    found = readings(tmp_path)
    assert [(reading.row, reading.record is None) for reading in found] == [
        (1, False), (2, True), (4, True), (5, False), (1, False), (2, True), (3, False),
    ]  # fmt: skip


def test_bytes_of_a_decompression_bomb_are_never_held(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, 9)
    for name in ("a.jsonl.gz", "a.csv.gz", "a.txt.gz"):
        (tmp_path / name).write_bytes(bomb if name != "a.csv.gz" else gzip.compress(b"text\n") + bomb)
    faults = {reading.row: fault for reading in readings(tmp_path / "a.jsonl.gz") for fault in reading.faults}
    assert "decodes to more than 200 times its size" in faults[1].reason
    assert "decodes to more than 200 times" in told(readings(tmp_path / "a.csv.gz"))[-1][2]
    assert "too many for 100,000 characters" in told(readings(tmp_path / "a.txt.gz"))[-1][2]


def test_a_parquet_bomb_is_passed_over(tmp_path: Path) -> None:
    table = pa.table({"text": ["x" * 100_000_000], "id": ["bomb"]})
    pq.write_table(table, tmp_path / "a.parquet", compression="zstd", use_dictionary=False)
    [(row, lost, reason)] = told(readings(tmp_path / "a.parquet"))
    assert (row, lost) == (1, True)
    assert "'text' decodes to more than 200 times its size" in reason


def test_a_value_repeated_a_million_times_is_held_once(tmp_path: Path) -> None:
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array(["x" * 1_000_000]))
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", compression="none")
    found = iter(read(next(iter(sources([tmp_path / "a.parquet"]))), Columns(), Limits(), 0))
    assert [next(found).row for _ in range(300)] == list(range(1, 301))


def test_columns_are_named_and_ids_default_to_places(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("body,when\nمتن,2023-05-01\n".encode())
    columns = Columns.named({"text": "body", "published": "when"})
    [found] = readings(tmp_path / "a.csv", columns=columns)
    assert found.record is not None
    assert (found.record.id, found.record.text, found.record.published) == ("a.csv#1", "متن", date(2023, 5, 1))
    with pytest.raises(ValueError, match="no part 'body'; it has: text, html, id"):
        Columns.named({"body": "text"})
    missing = readings(tmp_path / "a.csv", columns=Columns.named({"text": "body", "outlet": "agency"}))
    assert told(missing)[0][2].startswith("there is no column 'agency'; there are: body, when")


def test_folders_give_columns_and_names(tmp_path: Path) -> None:
    folder = tmp_path / "news" / "outlet=خبر%20روز" / "published=1402-05-01"
    folder.mkdir(parents=True)
    pq.write_table(pa.table({"text": ["الف"]}), folder / "part-0.parquet")
    (folder / "_SUCCESS").write_bytes(b"")
    (folder / ".part-0.parquet.crc").write_bytes(b"")
    (tmp_path / "news" / "z.txt").write_text("ب", encoding="utf-8")
    first, second = readings(tmp_path / "news")
    assert first.record is not None
    assert second.record is not None
    assert (first.record.outlet, first.record.published) == ("خبر روز", date(2023, 7, 23))
    assert first.record.id == "outlet=خبر%20روز/published=1402-05-01/part-0.parquet#1"
    assert second.record.id == "z.txt"


def test_the_order_of_files_depends_on_their_names_alone(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/10.txt", "c.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [source.name for source in sources([tmp_path])] == ["B.txt", "a.txt", "b/10.txt", "b/2.txt", "c.txt"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [source.name for source in sources([tmp_path])] == ["a/x.txt"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refused)
    assert told(readings(tmp_path))[0][2].startswith("a folder that cannot be listed")


def test_inputs_that_hold_one_another_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(InputError, match="is read twice"):
        check_inputs([tmp_path, tmp_path / "a.txt"])
    with pytest.raises(InputError, match="is read twice"):
        check_inputs([tmp_path / "a.txt", tmp_path / "a.txt"])
    with pytest.raises(InputError, match="no such file"):
        check_inputs([tmp_path / "b.txt"])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-05-01", date(2023, 5, 1)),
        ("2023-05-01T22:30:00+03:30", date(2023, 5, 1)),
        ("20230501", date(2023, 5, 1)),
        (20230501, date(2023, 5, 1)),
        ("۱۴۰۲/۰۲/۱۱", date(2023, 5, 1)),
        ("1402-2-11 08:00", date(2023, 5, 1)),
        (datetime(2023, 5, 1, 3, tzinfo=UTC), date(2023, 5, 1)),
        (date(2023, 5, 1), date(2023, 5, 1)),
        ("", None),
        (None, None),
    ],
)
def test_days_of_publication(cell: object, day: date | None) -> None:
    assert published_date(cell) == day


@pytest.mark.parametrize(
    "cell", ["2023-02-30", "1402/12/30", "soon", "05/01/2023", "2023-05/01", "202305011", True, 3.5]
)
def test_what_is_no_day_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match="no day"):
        published_date(cell)
