"""The command ``extractor``; one file a command. Nothing else of the package prints.

Results go to standard output or a file, everything else to standard error. Exit code 0: all went well; 1: some
documents failed, or rules or examples do not hold; 2: wrong use.
"""

from __future__ import annotations

import atexit
import gc

import click

import extractor
from extractor.cli.annotate import annotate
from extractor.cli.batch import batch
from extractor.cli.check import check
from extractor.cli.evaluate import evaluate
from extractor.cli.extract import explain, extract
from extractor.cli.gold import gold
from extractor.cli.rules import rules
from extractor.cli.store import store
from extractor.cli.table import table
from extractor.cli.threads import threads

# A process that ends gives all its memory back; looking for garbage in a rule book first takes a fifth of a second.
atexit.register(gc.freeze)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(extractor.__version__, package_name="extractor")
def main() -> None:
    """Turn the figures of Persian policy news into typed, sourced, checkable claims."""


for command in (extract, explain, table, threads, check, batch, store, rules, evaluate, gold):
    main.add_command(command)
store.add_command(annotate)
