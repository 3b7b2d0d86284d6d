"""What the commands share: options, how the extractor is loaded, where output goes, what is said on standard error.

Input: arguments of the command line. Output: extractors, results, open files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from extractor.corpus.files import Fault, count_files, read_paths
from extractor.pipeline import Extractor, shipped
from extractor.rulebook.source import RuleError
from extractor.ruleset import RuleSet

if TYPE_CHECKING:
    from extractor.result import Result

MANY = 20
PATH = click.Path(exists=True, allow_dash=True, path_type=Path)


def rules_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which rules are chosen, as one argument ``rules``."""

    @click.option(
        "--language",
        "languages",
        multiple=True,
        default=("fa",),
        show_default=True,
        type=click.Choice(shipped()),
        help="The language of the texts; may be repeated, sentences are then told apart.",
    )
    @click.option(
        "--rules",
        "packs",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of more rules over the shipped ones; may be repeated.",
    )
    @wraps(command)
    def chosen(*args: Any, languages: tuple[str, ...], packs: tuple[Path, ...], **options: Any) -> None:
        command(*args, rules=RuleSet(languages, packs), **options)

    return chosen


def load_extractor(rules: RuleSet) -> Extractor:
    """Load rules; faults of rule files end the command."""
    try:
        return rules.load()
    except RuleError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def read_results(paths: tuple[Path, ...], rules: RuleSet, failures: list[Fault]) -> Iterator[Result]:
    """Yield the result of each document that can be read; note those that cannot, and say which give nothing."""
    extract = load_extractor(rules)
    for found in read_paths(paths):
        if isinstance(found, Fault):
            failures.append(found)
            continue
        if not found.text.strip():
            say(f"{found.path}: the file is empty")
            continue
        result = extract(found.text, id=found.name)
        if not result.claims:
            say(f"{found.path}: no figure found")
        yield result


def with_progress(results: Iterable[Result], paths: tuple[Path, ...]) -> Iterator[Result]:
    """Show a bar on a terminal when there is much to do."""
    total = count_files(path for path in paths if str(path) != "-")
    if total < MANY or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "reading", total=total, console=Console(stderr=True), transient=True)


@contextmanager
def opened(output: Path | None, style: str) -> Iterator[TextIO]:
    """Open a file, or standard output; CSV begins with the mark by which Excel knows UTF-8."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
        return
    encoding = "utf-8-sig" if style == "csv" else "utf-8"
    with output.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
        yield file


def end_with(failures: Iterable[Fault]) -> None:
    """Name every document that failed, and why; exit with 1 if there is any."""
    failed = False
    for failure in failures:
        say(f"{failure.path}: {failure.reason}")
        failed = True
    if failed:
        sys.exit(1)


def say(message: str) -> None:
    """Tell something on standard error."""
    click.echo(f"extractor: {printable(message)}", err=True)


def printable(text: str) -> str:
    """Return a text that every output can encode: lone surrogates become escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
