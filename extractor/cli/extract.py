"""``extractor extract`` and ``extractor explain``: claims of files, folders and standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from extractor.cli.shared import PATH, end_with, opened, printable, read_results, rules_option, with_progress
from extractor.corpus.files import Fault
from extractor.ruleset import RuleSet

if TYPE_CHECKING:
    from extractor.model import Claim


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "jsonl", "csv"]),
    help="Default: a table on a terminal, else by the name of the file, else jsonl.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@rules_option
def extract(paths: tuple[Path, ...], style: str | None, output: Path | None, rules: RuleSet) -> None:
    """Extract the claims of files, folders, or standard input (-)."""
    style = style or _style_of(output)
    failures: list[Fault] = []
    results = with_progress(read_results(paths, rules, failures), paths)
    with opened(output, style) as out:
        _WRITERS[style]((claim for result in results for claim in result.claims), out)
    end_with(failures)


@click.command()
@click.argument("path", type=PATH)
@rules_option
def explain(path: Path, rules: RuleSet) -> None:
    """Tell for every field of every claim which words and which rule gave it."""
    failures: list[Fault] = []
    for result in read_results((path,), rules, failures):
        click.echo(printable(result.explain()))
    end_with(failures)


def _style_of(output: Path | None) -> str:
    if output is not None:
        return "csv" if output.suffix.lower() == ".csv" else "jsonl"
    return "table" if sys.stdout.isatty() else "jsonl"


def _write_table(claims: Iterable[Claim], out: TextIO) -> None:
    from rich.console import Console

    from extractor.tables.terminal import table

    found = list(claims)
    console = Console(file=out, width=None if out.isatty() else 160)
    console.print(table(found, documents=len({claim.document.id for claim in found}) > 1))
    console.print(f"{len(found)} claims")


def _write_jsonl(claims: Iterable[Claim], out: TextIO) -> None:
    from extractor.tables.frame import write_jsonl

    write_jsonl(claims, out)


def _write_csv(claims: Iterable[Claim], out: TextIO) -> None:
    from extractor.tables.frame import write_csv

    write_csv(claims, out)


_WRITERS: dict[str, Callable[[Iterable[Claim], TextIO], None]] = {
    "table": _write_table,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}
