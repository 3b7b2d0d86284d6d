"""The command: ``extractor extract | explain | rules check | evaluate``. The only module that prints.

Results go to standard output or a file, everything else to standard error. Exit code 0: all went well; 1: some
documents failed, or rules or examples do not hold; 2: wrong use.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

import extractor
from extractor.corpus.files import Fault, count_files, read_paths
from extractor.rulebook.source import RuleError

if TYPE_CHECKING:
    from extractor.model import Claim
    from extractor.result import Result

_MANY = 20
_PATH = click.Path(exists=True, allow_dash=True, path_type=Path)
_rules = click.option(
    "--rules",
    "packs",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of more rules over the shipped ones; may be repeated.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(extractor.__version__, package_name="extractor")
def main() -> None:
    """Turn the figures of Persian policy news into typed, sourced, checkable claims."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "jsonl", "csv"]),
    help="Default: a table on a terminal, else by the name of the file, else jsonl.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@_rules
def extract(paths: tuple[Path, ...], style: str | None, output: Path | None, packs: tuple[Path, ...]) -> None:
    """Extract the claims of files, folders, or standard input (-)."""
    style = style or _style_of(output)
    failures: list[Fault] = []
    results = _progress(_results(paths, packs, failures), paths)
    with _opened(output, style) as out:
        _WRITERS[style]((claim for result in results for claim in result.claims), out)
    for failure in failures:
        _say(f"{failure.name}: {failure.reason}")
    if failures:
        sys.exit(1)


@main.command()
@click.argument("path", type=_PATH)
@_rules
def explain(path: Path, packs: tuple[Path, ...]) -> None:
    """Tell for every field of every claim which words and which rule gave it."""
    failures: list[Fault] = []
    for result in _results((path,), packs, failures):
        click.echo(_printable(result.explain()))
    for failure in failures:
        _say(f"{failure.name}: {failure.reason}")
    if failures:
        sys.exit(1)


@main.group()
def rules() -> None:
    """Work on rule files."""


@rules.command("check")
@click.argument("packs", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def rules_check(packs: tuple[Path, ...]) -> None:
    """Load the shipped rules, and PACKS over them, and run every example through the pipeline."""
    from extractor.checking import check

    extract = _extractor(packs)
    failures = list(check(extract))
    for failure in failures:
        click.echo(str(failure))
    todo = sum(1 for example in extract.book.examples if example.todo)
    click.echo(
        f"{len(extract.book.rules)} rules, {len(extract.book.examples)} examples: "
        f"{len(failures)} do not hold, {todo} known misses (todo)"
    )
    if failures:
        sys.exit(1)


@main.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", default=0, metavar="N", help="Print up to N misses of each sort, with the rules that fired.")
@_rules
def evaluate(gold: tuple[Path, ...], misses: int, packs: tuple[Path, ...]) -> None:
    """Score the extractor on annotated documents (JSONL: id, text, claims)."""
    from extractor.evaluation import GoldError, evaluate_file

    extract = _extractor(packs)
    for path in gold:
        try:
            report = evaluate_file(extract, path)
        except GoldError as error:
            _say(str(error))
            sys.exit(1)
        click.echo(report.summary(path.name))
        if misses:
            click.echo(_printable(report.listing(misses)))


def _extractor(packs: tuple[Path, ...]) -> extractor.Extractor:
    try:
        shipped = extractor.load("fa")
        return shipped.with_rules(*packs) if packs else shipped
    except RuleError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _results(paths: tuple[Path, ...], packs: tuple[Path, ...], failures: list[Fault]) -> Iterator[Result]:
    """Yield the result of each document that can be read; note those that cannot, and say which give nothing."""
    extract = _extractor(packs)
    for found in read_paths(paths):
        if isinstance(found, Fault):
            failures.append(found)
            continue
        if not found.text.strip():
            _say(f"{found.name}: the file is empty")
            continue
        result = extract(found.text, id=found.name)
        if not result.claims:
            _say(f"{found.name}: no figure found")
        yield result


def _progress(results: Iterable[Result], paths: tuple[Path, ...]) -> Iterator[Result]:
    """Show a bar on a terminal when there is much to do."""
    total = count_files(path for path in paths if str(path) != "-")
    if total < _MANY or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "reading", total=total, console=Console(stderr=True), transient=True)


def _style_of(output: Path | None) -> str:
    if output is not None:
        return "csv" if output.suffix.lower() == ".csv" else "jsonl"
    return "table" if sys.stdout.isatty() else "jsonl"


@contextmanager
def _opened(output: Path | None, style: str) -> Iterator[TextIO]:
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        return
    # Excel knows UTF-8 by its mark only.
    encoding = "utf-8-sig" if style == "csv" else "utf-8"
    with output.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
        yield file


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


def _say(message: str) -> None:
    click.echo(f"extractor: {_printable(message)}", err=True)


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
