"""A run killed (SIGKILL) at ten random moments and resumed, against one that nobody disturbed.

    python benchmarks/kills.py CORPUS.jsonl [--documents 1490] [--kills 10] [--seed 1]

Input: a corpus. Output: what was found; exit code 1 if a row differs.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
from measure import EXTRACTOR, longer

from extractor.corpus.manifest import RunError, parts_done
from extractor.corpus.output import SCHEMAS, read_table


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--documents", type=int, default=1490)
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    moments = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = longer(given.corpus, given.documents, Path(scratch) / "corpus.jsonl")
        command = [*EXTRACTOR, "batch", str(corpus), "--part-documents", "32", "--resume", "-o"]
        whole, killed = Path(scratch) / "whole", Path(scratch) / "killed"
        begun = time.perf_counter()
        subprocess.run([*command, str(whole)], check=True, capture_output=True)
        longest = max(3.0, (time.perf_counter() - begun) / 2)
        for kill in range(1, given.kills + 1):
            moment = moments.uniform(0.2, longest)
            try:
                subprocess.run([*command, str(killed)], check=True, capture_output=True, timeout=moment)
                print(f"{kill}: ended before {moment:.2f} s")
            except subprocess.TimeoutExpired:
                print(f"{kill}: killed after {moment:.2f} s, {_done(killed)} parts done", flush=True)
        subprocess.run([*command, str(killed)], check=True, capture_output=True)
        same = True
        for name in SCHEMAS:
            one, other = (read_table(out, name).combine_chunks() for out in (whole, killed))
            same &= one == other
            print(f"{name}: {one.num_rows:,} rows undisturbed, {other.num_rows:,} killed: {_verdict(one, other)}")
    sys.exit(0 if same else 1)


def _done(out: Path) -> int:
    try:
        return len(parts_done(out))
    except RunError:
        return 0


def _verdict(one: pa.Table, other: pa.Table) -> str:
    return "identical, in the same order" if one == other else "THEY DIFFER"


if __name__ == "__main__":
    main()
