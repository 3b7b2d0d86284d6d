"""``extractor check``: what in claims does not add up."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from extractor.cli.inputs import read_all, tracking_rules_of
from extractor.cli.shared import PATH, end_with, opened, printable, rules_option, say
from extractor.corpus.files import Fault
from extractor.ruleset import RuleSet
from extractor.tables.jsontext import dumps


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=PATH)
@click.option(
    "--format", "style", type=click.Choice(["table", "jsonl"]), help="Default: a table on a terminal, else jsonl."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@click.option("--where", metavar="SQL", help="Of a store, only claims for which this holds: \"unit = 'megawatt'\".")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day by which deadlines have passed or not; default: that of the latest document.",
)
@rules_option
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

    style = style or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    failures: list[Fault] = []
    sources = read_all(inputs, where, rules, failures)
    found = found_in(sources, tracking_rules_of(rules), as_of=as_of.date() if as_of else None)
    with opened(output, style) as out:
        if style == "jsonl":
            out.writelines(dumps(finding_row(finding)) + "\n" for finding in found)
        else:
            out.writelines(printable("\n".join(finding_lines(finding))) + "\n\n" for finding in found)
            out.write(f"{len(found)} findings\n")
    mute = sum(source.text is None for source in sources)
    if mute:
        say(
            f"{mute} documents have no text in the store: what stands between their figures was not looked at; "
            "keep texts with: extractor batch --keep-text"
        )
    end_with(failures)
