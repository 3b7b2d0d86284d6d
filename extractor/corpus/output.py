"""The folder that a run writes: claims, documents and errors as Parquet parts.

A part is written beside its place and moved there, so that it is whole or not there. Of part 0 all tables are written,
of others those that have rows: a folder always tells its schema, and no thousand files tell nothing.

Input: Outcome. Output: files ``TABLE/part-NUMBER.parquet``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.corpus.extraction import Outcome
from extractor.corpus.schema import CLAIMS, DOCUMENTS, ERRORS

SCHEMAS = {"claims": CLAIMS, "documents": DOCUMENTS, "errors": ERRORS}
_UNFINISHED = ".unfinished"


def prepare(out: Path) -> None:
    """Make the folders, and clear what a killed run left half-written."""
    for table in SCHEMAS:
        folder = out / table
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob(f".*{_UNFINISHED}"):
            path.unlink()


def write_part(out: Path, number: int, outcome: Outcome) -> None:
    """Write the tables of a part."""
    for table, batch in (("claims", outcome.claims), ("documents", outcome.documents), ("errors", outcome.errors)):
        if batch.num_rows or number == 0:
            _write(part_path(out, table, number), pa.Table.from_batches([batch]))


def part_path(out: Path, table: str, number: int) -> Path:
    """Return where a table of a part stands."""
    return out / table / f"part-{number:08}.parquet"


def part_paths(out: Path, table: str) -> list[Path]:
    """Return the parts of a table that are there, in order."""
    return sorted((out / table).glob("part-*.parquet"))


def read_table(out: Path, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a whole table of a run, in the order of the documents."""
    return pa.concat_tables(_tables(out, table, columns))


def _tables(out: Path, table: str, columns: Sequence[str] | None) -> Iterator[pa.Table]:
    for path in part_paths(out, table):
        yield pq.read_table(path, columns=columns, partitioning=None)


def _write(path: Path, table: pa.Table) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
    with unfinished.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
