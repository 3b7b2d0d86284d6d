"""``extractor check``: what in claims does not add up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from extractor.cli.inputs import read_all, tracking_rules_of
from extractor.cli.shared import end_with, say
from extractor.cli.tracked import show, tracked
from extractor.corpus.files import Fault
from extractor.ruleset import RuleSet


@click.command()
@tracked
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day by which deadlines have passed or not; default: that of the latest document.",
)
def check(
    inputs: tuple[Path, ...],
    style: str | None,
    output: Path | None,
    where: str | None,
    as_of: datetime | None,
    rules: RuleSet,
) -> None:
    """Point at what does not add up in a store (or a snapshot of one), or in files, folders, standard input (-).

    Each finding tells its arithmetic and shows the sentences with their places. It points; what it means is for people
    to say, so findings are no failure: the exit code is 0.
    """
    from extractor.tracking.checks.run import check as found_in
    from extractor.tracking.written import finding_lines, finding_row

    failures: list[Fault] = []
    sources = read_all(inputs, where, rules, failures)
    found = found_in(sources, tracking_rules_of(rules), as_of=as_of.date() if as_of else None)
    show(found, "findings", style, output, row=finding_row, lines=finding_lines)
    mute = sum(source.text is None for source in sources)
    if mute:
        say(
            f"{mute} documents have no text in the store: what stands between their figures was not looked at; "
            "keep texts with: extractor batch --keep-text"
        )
    end_with(failures)
