"""``extractor gold``: corrected exports of annotation tools as gold files for ``extractor evaluate``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.shared import load_extractor, opened, rules_option, say
from extractor.ruleset import RuleSet

if TYPE_CHECKING:
    from extractor.tables.corrected import Corrected


@click.command()
@click.argument("exports", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@rules_option
def gold(exports: tuple[Path, ...], output: Path | None, rules: RuleSet) -> None:
    """Make gold of what came back from doccano (.jsonl), Label Studio (.json) or brat (a folder).

    Figures that were added are read by the extractor; those that it cannot read are kept as uncertain, and told.
    """
    from extractor.tables.corrected import ExchangeError, gold_of, reader
    from extractor.tables.jsontext import dumps

    read = reader(load_extractor(rules))
    try:
        corrected = [one for path in exports for one in _corrected(path)]
    except ExchangeError as error:
        say(str(error))
        sys.exit(1)
    with opened(output, "jsonl") as out:
        for one in corrected:
            document, notes = gold_of(one, read)
            for note in notes:
                say(note)
            out.write(dumps(document) + "\n")


def _corrected(path: Path) -> Iterator[Corrected]:
    from extractor.tables.brat import read_brat
    from extractor.tables.doccano import read_doccano
    from extractor.tables.labelstudio import read_labelstudio

    if path.is_dir():
        return read_brat(path)
    return read_labelstudio(path) if path.suffix.lower() == ".json" else read_doccano(path)
