"""``extractor batch``: a whole corpus into a folder of Parquet, with a pool of processes; restartable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import printable, rules_option, say
from extractor.ruleset import RuleSet

if TYPE_CHECKING:
    from extractor.corpus.batch import Progress

_LONGEST = 5_000_000
_SECONDS = 300.0


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write."
)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes; default: as many as cores.")
@click.option("--resume", is_flag=True, help="Go on with the run in the folder; give the same inputs and options.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="PART=NAME",
    help="Which column is what: text, html, id, title, outlet, url, published. May be repeated.",
)
@click.option(
    "--max-characters",
    default=_LONGEST,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="Longer documents become errors.",
)
@click.option(
    "--timeout",
    default=_SECONDS,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Documents that take longer become errors.",
)
@click.option(
    "--part-documents",
    type=click.IntRange(1),
    metavar="N",
    help="Documents of one output file; default: 64 to 256, by the size of the corpus.",
)
@click.option("--keep-text", is_flag=True, help="Write the texts into the table of documents, to show claims on them.")
@rules_option
def batch(
    inputs: tuple[Path, ...],
    output: Path,
    workers: int | None,
    resume: bool,
    columns: tuple[str, ...],
    max_characters: int,
    timeout: float,
    part_documents: int | None,
    keep_text: bool,
    rules: RuleSet,
) -> None:
    """Extract the claims of a corpus: folders and files of .txt, .html, .jsonl, .json, .csv, .parquet.

    Text formats may be compressed (.gz, .bz2, .xz, .zst). Writes claims, documents and errors as Parquet parts into the
    output folder. A run that was stopped, or killed, goes on with --resume and ends with the same rows.
    """
    from extractor.corpus.batch import Plan, run_batch
    from extractor.corpus.inputs import InputError
    from extractor.corpus.limits import Limits
    from extractor.corpus.manifest import RunError
    from extractor.corpus.mapping import Columns

    try:
        plan = Plan(
            columns=Columns.named(dict(map(_pair, columns))),
            limits=Limits(max_characters),
            rules=replace(rules, packs=tuple(pack.resolve() for pack in rules.packs)),
            part_documents=part_documents,
            keep_text=keep_text,
            workers=workers,
            timeout=timeout,
        )
        with _shown() as told:
            result = run_batch(inputs, output, plan, resume=resume, told=told)
    except (InputError, RunError, ValueError) as error:
        say(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        say(f"stopped; go on with the same command and --resume; what is done is in {output}")
        sys.exit(1)
    say(_summary(result, output))
    if result.lost:
        sys.exit(1)


def _pair(text: str) -> tuple[str, str]:
    part, equals, name = text.partition("=")
    if not equals or not part or not name:
        msg = f"'{text}' is not PART=NAME, as in text=body"
        raise ValueError(msg)
    return part, name


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None]]:
    """Show a bar on a terminal; elsewhere a line now and then."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich import progress as rich
    from rich.console import Console

    bar = rich.Progress(
        rich.SpinnerColumn(),
        rich.BarColumn(),
        rich.TaskProgressColumn(),
        rich.TextColumn("{task.description}"),
        rich.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("starting", total=None)

        def told(progress: Progress) -> None:
            total = progress.total_bytes if progress.bytes else None
            bar.update(task, description=_told(progress), total=total, completed=progress.bytes)

        yield told


class _Lines:
    """Tells how far a run is each time that another tenth of it, or another minute, is done."""

    def __init__(self) -> None:
        self._tenths = 0
        self._minutes = 0

    def __call__(self, progress: Progress) -> None:
        tenths = 10 * progress.bytes // max(1, progress.total_bytes)
        minutes = int(progress.seconds // 60)
        if (tenths, minutes) != (self._tenths, self._minutes) and progress.bytes < progress.total_bytes:
            self._tenths, self._minutes = tenths, minutes
            say(f"{100 * progress.bytes // max(1, progress.total_bytes)} %, {_told(progress)}")


def _told(progress: Progress) -> str:
    rate = progress.begun / progress.seconds if progress.seconds else 0.0
    documents = max(progress.documents, progress.begun)
    return f"{documents:,} documents, {rate:,.1f}/s, {progress.claims:,} claims, {progress.lost:,} lost"


def _summary(result: Progress, output: Path) -> str:
    rate = result.begun / result.seconds if result.seconds else 0.0
    lines = [
        f"{result.documents:,} documents ({result.characters:,} characters), {result.claims:,} claims",
        f"{result.seconds:,.1f} s, {rate:,.1f} documents/s" if result.begun else "nothing was left to do",
    ]
    if result.lost or result.noted:
        place = printable(str(output / "errors"))
        lines.append(f"{result.lost:,} lost, {result.noted:,} read with faults: each with its reason in {place}")
    return "; ".join(lines)
