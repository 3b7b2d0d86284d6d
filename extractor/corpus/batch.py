"""A run over a corpus: read, cut into parts, extracted by a pool, written; restartable.

Input: paths and a Plan. Output: a folder of Parquet parts (``output``, ``manifest``) and a Summary.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.corpus.extraction import Settings
from extractor.corpus.inputs import check_inputs, sources
from extractor.corpus.limits import Limits
from extractor.corpus.manifest import Done, Manifest, RunError, manifest
from extractor.corpus.mapping import Columns
from extractor.corpus.output import prepare
from extractor.corpus.parts import PART_DOCUMENTS, part_size, parts
from extractor.corpus.pool import work
from extractor.corpus.worker import Setup
from extractor.ruleset import RuleSet

TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a corpus is read. Workers and timeout may change when a run goes on; the rest may not."""

    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    rules: RuleSet = field(default_factory=RuleSet)
    part_documents: int | None = None
    keep_text: bool = False
    workers: int | None = None
    timeout: float = TIMEOUT


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. ``begun``: documents of this session, those of parts under way too; bytes are of input."""

    begun: int = 0
    documents: int = 0
    claims: int = 0
    lost: int = 0
    noted: int = 0
    characters: int = 0
    parts: int = 0
    bytes: int = 0
    total_bytes: int = 0
    seconds: float = 0.0
    worker_seconds: float = 0.0


def run_batch(
    inputs: Sequence[Path],
    out: Path,
    plan: Plan | None = None,
    *,
    resume: bool = False,
    told: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Read a corpus into a folder; ``told`` hears of the progress a few times a second.

    Raises:
        InputError: an input is not there, or is read twice.
        RunError: the folder holds another run, or cannot be written.
    """
    plan = plan or Plan()
    check_inputs(inputs)
    files, total, fingerprint = _fingerprint(inputs)
    plan = replace(plan, part_documents=plan.part_documents or part_size(total))
    reader = plan.rules.name
    settings = {**_settings(plan), "reader": reader, "inputs": f"{files} files, {total} bytes, {fingerprint}"}
    with manifest(out, settings, resume=resume) as noted:
        prepare(out)
        return _run(inputs, out, plan, reader, noted, total, told)


def _run(
    inputs: Sequence[Path],
    out: Path,
    plan: Plan,
    reader: str,
    noted: Manifest,
    total: int,
    told: Callable[[Progress], None],
) -> Progress:
    begun = time.monotonic()
    state = _sum(noted.done.values(), Progress(total_bytes=total))
    number, after = noted.resume_at()
    done = frozenset(noted.done)
    found = parts(inputs, plan.columns, plan.limits, plan.part_documents or PART_DOCUMENTS, after, number)
    left = (part for part in found if part.number not in done)
    setup = Setup(out, plan.rules, Settings(plan.limits.characters, plan.keep_text, reader))

    def heard(documents: int) -> None:
        nonlocal state
        state = replace(state, begun=state.begun + documents, seconds=time.monotonic() - begun)
        told(state)

    told(state)
    for part in work(left, setup, plan.workers or _cores(), plan.timeout, heard):
        noted.add(part)
        state = _sum((part,), state)
        told(state)
    return replace(state, seconds=time.monotonic() - begun)


def _cores() -> int:
    """Return how many cores this process may use: fewer than the machine has, in many a container."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sum(parts_done: Iterable[Done], before: Progress) -> Progress:
    for part in parts_done:
        before = replace(
            before,
            documents=before.documents + part.documents,
            claims=before.claims + part.claims,
            lost=before.lost + part.lost,
            noted=before.noted + part.noted,
            characters=before.characters + part.characters,
            parts=before.parts + 1,
            bytes=max(before.bytes, part.at),
            worker_seconds=before.worker_seconds + part.seconds,
        )
    return before


def _settings(plan: Plan) -> dict[str, Any]:
    return {
        "columns": plan.columns.given() or "as usual",
        "characters": plan.limits.characters,
        "part_documents": plan.part_documents,
        "keep_text": plan.keep_text,
    }


def _fingerprint(inputs: Sequence[Path]) -> tuple[int, int, str]:
    """Return number and size of the files of a run, and a digest of their names, sizes and times of change."""
    files, total, digest = 0, 0, hashlib.sha256()
    for source in sources(inputs):
        files += 1
        total += source.size
        digest.update(f"{source.name}\0{source.size}\0{source.changed}\n".encode())
    if not files:
        msg = f"nothing to read in {', '.join(map(str, inputs))}"
        raise RunError(msg)
    return files, total, digest.hexdigest()[:16]
