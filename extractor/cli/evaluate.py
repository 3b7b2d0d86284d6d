"""``extractor evaluate``: scores on annotated documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from extractor.cli.shared import load_extractor, printable, rules_option, say
from extractor.ruleset import RuleSet

_LISTED = 20


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", default=0, metavar="N", help="Print up to N misses of each sort, with the rules that fired.")
@rules_option
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read it all by the shipped rules and this folder over them, too, and tell which claims that reads better "
    "and which worse; may be repeated.",
)
def evaluate(gold: tuple[Path, ...], misses: int, rules: RuleSet, against: tuple[Path, ...]) -> None:
    """Score the extractor on annotated documents (JSONL: id, text, claims)."""
    from extractor.evaluation import evaluate_file
    from extractor.sidebyside import compare

    extract = load_extractor(rules)
    other = load_extractor(replace(rules, packs=against)) if against else None
    with _told_faults():
        for path in gold:
            report = evaluate_file(extract, path)
            if other is None:
                click.echo(report.summary(path.name))
                if misses:
                    click.echo(printable(report.listing(misses)))
                continue
            compared = compare(report, evaluate_file(other, path))
            click.echo(f"{path.name}: {report.gold} gold claims")
            click.echo(compared.summary(_named(rules.packs), _named(against)))
            click.echo(printable(compared.listing(misses or _LISTED)))


def _named(packs: tuple[Path, ...]) -> str:
    return "+".join(pack.resolve().name for pack in packs) or "shipped"


@contextmanager
def _told_faults() -> Iterator[None]:
    from extractor.gold import GoldError

    try:
        yield
    except GoldError as error:
        say(str(error))
        sys.exit(1)
