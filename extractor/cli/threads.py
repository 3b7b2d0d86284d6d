"""``extractor threads``: what is told of the same thing over documents and time."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.cli.inputs import read_all, tracking_rules_of
from extractor.cli.shared import PATH, end_with, opened, printable, rules_option
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
@rules_option
def threads(
    inputs: tuple[Path, ...], style: str | None, output: Path | None, where: str | None, rules: RuleSet
) -> None:
    """Show threads of the claims of a store (or a snapshot of one), or of files, folders, standard input (-).

    A thread is what documents tell of the same thing in the course of time: same subject, place, measure and family of
    stages. Between neighbours it tells what differs, and why they were taken as one thing. The same figure in several
    outlets within days is one telling. The rules are those of kind tracking; --rules adds to them.
    """
    from extractor.tracking.threads import threads as found_in
    from extractor.tracking.written import thread_lines, thread_row

    style = style or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    failures: list[Fault] = []
    sources = read_all(inputs, where, rules, failures)
    found = found_in(sources, tracking_rules_of(rules))
    texts = {source.document.id: source.text for source in sources}
    with opened(output, style) as out:
        if style == "jsonl":
            out.writelines(dumps(thread_row(thread, texts)) + "\n" for thread in found)
        else:
            out.writelines(printable("\n".join(thread_lines(thread, texts))) + "\n\n" for thread in found)
            out.write(f"{len(found)} threads\n")
    end_with(failures)
