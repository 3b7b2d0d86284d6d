"""``extractor rules``: work on rule files."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import load_extractor, say
from extractor.pipeline import shipped
from extractor.ruleset import RuleSet

if TYPE_CHECKING:
    from extractor.lints.lint import Lint

_PACKS = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def rules() -> None:
    """Work on rule files."""


@rules.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def rules_new(folder: Path) -> None:
    """Write a pack to begin with into FOLDER: commented rules that hold, to be changed into yours."""
    from extractor.rulebook.template import write_template

    if folder.exists() and any(folder.iterdir()):
        say(f"{folder} is not empty; give a new folder")
        sys.exit(2)
    try:
        written = write_template(folder)
    except OSError as error:
        say(f"{folder}: {error.strerror}")
        sys.exit(1)
    for path in written:
        click.echo(str(path))


@rules.command("check")
@click.argument("packs", nargs=-1, type=_PACKS)
@click.option("--all", "every", is_flag=True, help="List forms that no example shows and forms that are needless, too.")
@click.option("--strict", is_flag=True, help="Warnings end with 1, as errors and failing examples do.")
def rules_check(packs: tuple[Path, ...], every: bool, strict: bool) -> None:
    """Load the shipped rules, and PACKS over them; run every example, and look for what cannot be meant.

    Lints are told of PACKS, or, without any, of the shipped rules, where forms that no example shows are counted.
    """
    from extractor.checking import check, check_gone
    from extractor.lints.lint import COUNTED, Severity
    from extractor.lints.linting import lint

    extract = load_extractor(RuleSet(shipped(), packs))
    failures = list(check(extract))
    for failure in failures:
        click.echo(str(failure))
    for failure in check_gone(extract):
        click.echo(f"{failure} (told only: the rule was taken away on purpose)")
    judged = {folder.resolve().name for folder in packs or extract.folders}
    lints = [one for one in lint(extract) if one.place.path.partition("/")[0] in judged]
    for one in lints:
        if packs or every or one.severity not in COUNTED:
            click.echo(str(one))
    todo = sum(1 for example in extract.examples if example.todo)
    click.echo(
        f"{len(extract.rules)} rules, {len(extract.examples)} examples: "
        f"{len(failures)} do not hold, {todo} known misses (todo)"
    )
    click.echo(_summary(lints))
    bad = [one for one in lints if one.severity is Severity.ERROR or (strict and one.severity is Severity.WARNING)]
    if failures or bad:
        sys.exit(1)


def _summary(lints: list[Lint]) -> str:
    from extractor.lints.lint import Severity

    counts = Counter(one.severity for one in lints)
    return (
        f"lints: {counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, {counts[Severity.NEEDLESS]} "
        f"forms are needless, {counts[Severity.UNSHOWN]} stand in no example of their rule"
    )
