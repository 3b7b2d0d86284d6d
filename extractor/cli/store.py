"""``extractor store``: claims of many runs in one file, to be queried in SQL."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from extractor.cli.shared import opened, printable, say

if TYPE_CHECKING:
    import pyarrow as pa

store_option = click.option(
    "--store",
    "path",
    default="claims.duckdb",
    show_default=True,
    envvar="EXTRACTOR_STORE",
    type=click.Path(path_type=Path),
    help="The file of the store; for reading also the folder of a snapshot.",
)
wait_option = click.option(
    "--wait",
    default=0.0,
    type=click.FloatRange(0),
    metavar="SECONDS",
    help="Wait so long for another process that has the store open.",
)
_MOST_ON_A_TERMINAL = 200


@click.group()
def store() -> None:
    """Keep claims in one DuckDB file; query it in SQL."""


@store.command("add")
@click.argument("runs", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@store_option
@wait_option
def store_add(runs: tuple[Path, ...], path: Path, wait: float) -> None:
    """Add the folders that `extractor batch` wrote. Adding one twice changes nothing."""
    from extractor.tracking.store import Store

    with _told():
        added = Store(path, wait=wait).add(*runs)
        say(
            f"{path}: {added.new:,} documents are new, {added.changed:,} were read anew, {added.same:,} were there; "
            f"{added.claims:,} claims added, {added.errors:,} errors in these runs"
        )


@store.command("query")
@click.argument("sql")
@click.option("--format", "style", type=click.Choice(["table", "jsonl", "csv"]), help="Default: a table on a terminal.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@store_option
@wait_option
def store_query(sql: str, style: str | None, output: Path | None, path: Path, wait: float) -> None:
    """Query the views claims, documents, errors and verdicts; SQL is `-` for standard input."""
    from extractor.tracking.store import Store

    style = style or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    text = sys.stdin.read() if sql == "-" else sql
    with _told():
        found = Store(path, wait=wait).query(text)
        with opened(output, style) as out:
            _WRITERS[style](found, out)


@store.command("snapshot")
@click.argument("folder", type=click.Path(path_type=Path))
@store_option
@wait_option
def store_snapshot(folder: Path, path: Path, wait: float) -> None:
    """Write the store as Parquet files into a new folder; others can query it while the store is busy."""
    from extractor.tracking.store import Store

    with _told():
        Store(path, wait=wait).snapshot(folder)
        say(f"{folder} holds {path} as it is now; query it with --store {folder}")


@contextmanager
def _told() -> Iterator[None]:
    """End the command with what is wrong with the store, in one line."""
    from extractor.tracking.store import StoreError

    try:
        yield
    except StoreError as error:
        say(str(error))
        sys.exit(1)


def _write_jsonl(found: pa.Table, out: TextIO) -> None:
    out.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in _rows(found))


def _write_csv(found: pa.Table, out: TextIO) -> None:
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(found.column_names)
    for row in _rows(found):
        writer.writerow([_cell(value) for value in row.values()])


def _write_table(found: pa.Table, out: TextIO) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from extractor.tables.terminal import isolated

    shown = Table(*found.column_names, box=SIMPLE_HEAD, pad_edge=False)
    for row in _rows(found.slice(0, _MOST_ON_A_TERMINAL)):
        shown.add_row(*(isolated(_cell(value)) for value in row.values()))
    console = Console(file=out, width=None if out.isatty() else 160)
    console.print(shown)
    more = f", the first {_MOST_ON_A_TERMINAL} shown" if found.num_rows > _MOST_ON_A_TERMINAL else ""
    console.print(f"{found.num_rows:,} rows{more}")


def _rows(found: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in found.to_batches(max_chunksize=1000):
        yield from batch.to_pylist()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return printable(str(value))


_WRITERS = {"table": _write_table, "jsonl": _write_jsonl, "csv": _write_csv}
