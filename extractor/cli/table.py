"""``extractor table``: claims as tables, pages, linked data, and tasks for annotation tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from extractor.cli.inputs import examined, read_sources
from extractor.cli.shared import PATH, end_with, rules_option, say
from extractor.corpus.files import Fault
from extractor.ruleset import RuleSet
from extractor.tables.exports import FILES_ONLY, Format, format_of, write, write_text
from extractor.tables.headings import Language
from extractor.tables.sources import ExportError, Source, Verdict


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=PATH)
@click.option(
    "--format",
    "style",
    type=click.Choice([format.value for format in Format]),
    help="Default: by the name of the output file.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; for brat a folder.")
@click.option(
    "--headings",
    type=click.Choice([language.value for language in Language]),
    default=Language.FA.value,
    show_default=True,
    help="The language of headings and of the report's own words.",
)
@click.option("--title", help="The title of the report.")
@click.option("--where", metavar="SQL", help="Of a store, only claims for which this holds: \"unit = 'megawatt'\".")
@click.option(
    "--verdicts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A filled-in table or a file of the report, whose verdicts go into the new table.",
)
@rules_option
def table(
    inputs: tuple[Path, ...],
    style: str | None,
    output: Path | None,
    headings: str,
    title: str | None,
    where: str | None,
    verdicts: Path | None,
    rules: RuleSet,
) -> None:
    """Make a claim table of files, folders, standard input (-), or of a store (or a snapshot of one)."""
    failures: list[Fault] = []
    try:
        format = _format(style, output)
        sources, said = read_sources(inputs, where, rules, failures)
        if verdicts:
            said = {**said, **_verdicts_in(verdicts)}
        shown: dict[str, Any] = {"language": Language(headings), "verdicts": said, "title": title}
        if format is Format.HTML:
            sources = tuple(sources)
            shown |= examined(sources, rules, Language(headings))
        _write(sources, format, output, shown)
    except ExportError as error:
        say(str(error))
        sys.exit(1)
    end_with(failures)


def _format(style: str | None, output: Path | None) -> Format:
    if style is None and output is None:
        msg = "Say --format, or -o FILE with a name that tells it."
        raise click.UsageError(msg)
    format = Format(style) if style else format_of(output or Path())
    if format in FILES_ONLY and output is None:
        msg = f"The format {format} needs -o."
        raise click.UsageError(msg)
    return format


def _verdicts_in(path: Path) -> dict[str, Verdict]:
    from extractor.tables.corrected import ExchangeError
    from extractor.tracking.annotations import read_annotations

    try:
        found = read_annotations(path)
    except ExchangeError as error:
        raise ExportError(str(error)) from None
    for fault in found.faults:
        say(fault)
    return {verdict.claim: Verdict(verdict.verdict, verdict.source, verdict.note) for verdict in found.verdicts}


def _write(sources: Iterable[Source], format: Format, output: Path | None, shown: Mapping[str, Any]) -> None:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="") if hasattr(sys.stdout, "reconfigure") else None
        write_text(sources, sys.stdout, format, **shown)
        return
    write(sources, output, format, **shown)
    if format is Format.LABELSTUDIO:
        from extractor.tables.labelstudio import labeling_config

        setup = output.with_name(f"{output.stem}.config.xml")
        setup.write_text(labeling_config(shown["language"]), encoding="utf-8")
        say(f"{setup} is the labelling set-up of the project: paste it into its settings, then import {output}")
