"""``extractor rules``: work on rule files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.cli.shared import load_extractor


@click.group()
def rules() -> None:
    """Work on rule files."""


@rules.command("check")
@click.argument("packs", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def rules_check(packs: tuple[Path, ...]) -> None:
    """Load the shipped rules, and PACKS over them, and run every example through the pipeline."""
    from extractor.checking import check

    extract = load_extractor(packs)
    failures = list(check(extract))
    for failure in failures:
        click.echo(str(failure))
    todo = sum(1 for example in extract.examples if example.todo)
    click.echo(
        f"{len(extract.rules)} rules, {len(extract.examples)} examples: "
        f"{len(failures)} do not hold, {todo} known misses (todo)"
    )
    if failures:
        sys.exit(1)
