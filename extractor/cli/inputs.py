"""What commands over claims read: files, folders and standard input, or a store (or a snapshot of one).

Input: paths. Output: Source*, verdicts, the rules of threads and checks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.shared import load_extractor, read_results, say, with_progress
from extractor.corpus.files import Fault
from extractor.rulebook.source import RuleError
from extractor.ruleset import RuleSet
from extractor.tables.headings import Language
from extractor.tables.sources import ExportError, Source, Verdict

if TYPE_CHECKING:
    from extractor.tracking.rules import TrackingRules
    from extractor.tracking.store import Store


def read_sources(
    inputs: tuple[Path, ...], where: str | None, rules: RuleSet, failures: list[Fault]
) -> tuple[Iterable[Source], dict[str, Verdict]]:
    """Return documents with their claims, and the verdicts that a store has.

    Raises:
        ExportError: a store stands beside other inputs, or cannot be read.
    """
    store = _store(inputs)
    if store is None:
        if where:
            msg = "--where is for stores; texts have no columns yet."
            raise click.UsageError(msg)
        return with_progress(read_results(inputs, rules, failures), inputs), {}
    from extractor.tracking.kept import kept_sources, kept_verdicts
    from extractor.tracking.store import StoreError

    try:
        return tuple(kept_sources(store, where or "true")), kept_verdicts(store)
    except StoreError as error:
        raise ExportError(str(error)) from None


def read_all(inputs: tuple[Path, ...], where: str | None, rules: RuleSet, failures: list[Fault]) -> tuple[Source, ...]:
    """Return documents with their claims, all at once; an input that cannot be read at all ends the command."""
    try:
        return tuple(read_sources(inputs, where, rules, failures)[0])
    except ExportError as error:
        say(str(error))
        sys.exit(1)


def tracking_rules_of(rules: RuleSet) -> TrackingRules:
    """Return what threads and checks go by; faults of rule files end the command."""
    from extractor.tracking.rules import tracking_rules

    try:
        return tracking_rules(load_extractor(rules).book)
    except RuleError as error:
        say(str(error))
        sys.exit(1)


def examined(sources: Iterable[Source], rules: RuleSet, language: Language) -> dict[str, Any]:
    """Return threads and findings as the report takes them."""
    from extractor.tracking.checks.run import examine
    from extractor.tracking.written import report_finding, report_thread

    found = examine(sources, tracking_rules_of(rules))
    return {
        "threads": [report_thread(thread) for thread in found.threads],
        "findings": [report_finding(finding, language) for finding in found.findings],
    }


def _store(inputs: tuple[Path, ...]) -> Store | None:
    from extractor.tracking.kept import is_store
    from extractor.tracking.store import Store

    found = [path for path in inputs if str(path) != "-" and is_store(path)]
    if not found:
        return None
    if len(inputs) > 1:
        msg = f"{found[0]} is a store: give one store, or texts"
        raise ExportError(msg)
    return Store(found[0])
