"""``extractor store annotate``: what people wrote on claims, into the store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.cli.shared import say
from extractor.cli.store import store_option, wait_option


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", default="", metavar="NAME", help="Who wrote it, where the file does not say.")
@click.option("--replace", is_flag=True, help="Let verdicts of the file take the place of others by the same person.")
@store_option
@wait_option
def annotate(file: Path, by: str, path: Path, wait: float, *, replace: bool) -> None:
    """Note the verdicts of a filled-in table (.xlsx, .csv, .jsonl) or of a file that the report saved.

    Nothing that the store has is overwritten without --replace. What cannot be taken is told, the rest is taken.
    """
    from extractor.tables.corrected import ExchangeError
    from extractor.tracking.annotations import claims_named, compare, read_annotations
    from extractor.tracking.kept import noted_verdicts
    from extractor.tracking.store import Store, StoreError

    kept = Store(path, wait=wait)
    try:
        named = sorted(claims_named(file))
        known = {claim.id: claim for claim in kept.claims("id IN (SELECT unnest(?))", [named])}
        found = read_annotations(file, by=by, known=known)
        compared = compare(found.verdicts, noted_verdicts(kept))
        taken = (*compared.new, *(new for _, new in compared.differing if replace))
        if taken:
            kept.annotate(taken)
    except (ExchangeError, StoreError) as error:
        say(str(error))
        sys.exit(1)
    for fault in found.faults:
        say(fault)
    refused = () if replace else compared.differing
    for old, new in refused:
        who = old.by or "(no name)"
        say(f"{old.claim}: the store has {old.verdict!r} by {who}, the file {new.verdict!r}; not taken")
    if refused:
        say(f"{len(refused)} verdicts were not taken; --replace lets them take the place of those in the store")
    say(f"{path}: {len(taken)} verdicts noted, {len(compared.same)} were there")
    if found.reviews:
        say(f"{len(found.reviews)} claims were reviewed; to score the extractor by them: extractor evaluate {file}")
    if found.faults or refused:
        sys.exit(1)
