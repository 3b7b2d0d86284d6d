"""``extractor threads``: what is told of the same thing over documents and time."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.inputs import read_all, tracking_rules_of
from extractor.cli.shared import end_with
from extractor.cli.tracked import show, tracked
from extractor.corpus.files import Fault
from extractor.ruleset import RuleSet


@click.command()
@tracked
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

    failures: list[Fault] = []
    sources = read_all(inputs, where, rules, failures)
    found = found_in(sources, tracking_rules_of(rules))
    texts = {source.document.id: source.text for source in sources}
    show(
        found,
        "threads",
        style,
        output,
        row=lambda thread: thread_row(thread, texts),
        lines=lambda thread: thread_lines(thread, texts),
    )
    end_with(failures)
