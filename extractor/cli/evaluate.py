"""``extractor evaluate``: scores on annotated documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.cli.shared import load_extractor, printable, rules_option, say


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", default=0, metavar="N", help="Print up to N misses of each sort, with the rules that fired.")
@rules_option
def evaluate(gold: tuple[Path, ...], misses: int, packs: tuple[Path, ...]) -> None:
    """Score the extractor on annotated documents (JSONL: id, text, claims)."""
    from extractor.evaluation import GoldError, evaluate_file

    extract = load_extractor(packs)
    for path in gold:
        try:
            report = evaluate_file(extract, path)
        except GoldError as error:
            say(str(error))
            sys.exit(1)
        click.echo(report.summary(path.name))
        if misses:
            click.echo(printable(report.listing(misses)))
