"""A process of the pool: takes parts, writes their files, tells how far it is.

It tells which document it is about to read, so that the pool knows whom to blame if it dies. When the pool is gone it
ends too.

Input: Job* through a connection. Output: numbers of documents, then Done, through the same connection.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from extractor.corpus.extraction import Settings, outcome_of
from extractor.corpus.items import item_rows
from extractor.corpus.manifest import Done
from extractor.corpus.output import write_part
from extractor.corpus.parts import Part
from extractor.pipeline import Extractor
from extractor.rulebook.source import RuleError
from extractor.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to know once."""

    out: Path
    rules: RuleSet
    settings: Settings


@dataclass(frozen=True, slots=True)
class Job:
    """A part to do; ``given_up``: documents (from 0) that are not to be tried again, and why."""

    part: Part
    given_up: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Failed:
    """A part could not be done, through no fault of a document."""

    reason: str


def serve(connection: Connection, setup: Setup) -> None:
    """Do jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pool ends its workers itself
    try:
        extract = _loaded(setup)
        if isinstance(extract, Failed):
            connection.send(extract)
            return
        gc.freeze()  # this process is ours: what it holds by now is no garbage and is not looked at again
        while (job := connection.recv()) is not None:
            connection.send(_done_or_failed(job, setup, extract, connection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _loaded(setup: Setup) -> Extractor | Failed:
    try:
        extract = setup.rules.load()
    except (RuleError, ValueError) as error:
        return Failed(str(error))
    if setup.settings.reader not in (None, setup.rules.name):
        return Failed("the rules were changed while the run went on; begin anew in another folder")
    return extract


def _done_or_failed(job: Job, setup: Setup, extract: Extractor, connection: Connection) -> Done | Failed:
    try:
        return do(job, setup, extract, connection)
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, the pool must hear of it)
        return Failed(f"part {job.part.number} cannot be written to {setup.out}: {type(error).__name__}: {error}")


def do(job: Job, setup: Setup, extract: Extractor, connection: Connection) -> Done:
    """Read the documents of a part and write its files."""
    begun = time.perf_counter()
    part = job.part
    settings = replace(setup.settings, given_up=job.given_up)
    found = outcome_of(item_rows(part.items, extract, settings, connection.send))
    write_part(setup.out, part.number, found)
    lost = sum(found.errors.column("lost").to_pylist())
    return Done(
        number=part.number,
        last=part.last,
        at=part.at,
        documents=found.documents.num_rows,
        claims=found.claims.num_rows,
        lost=lost,
        noted=found.errors.num_rows - lost,
        characters=sum(found.documents.column("characters").to_pylist()),
        seconds=round(time.perf_counter() - begun, 3),
    )
