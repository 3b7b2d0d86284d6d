"""Everything that the performance page tells, in one run: speed, stages, peers, start, memory, growth.

    python benchmarks/run.py [CORPUS.jsonl] [--runs 3] [--longest 65536] [--megabytes 10] [--quick]

CORPUS has one document a line, with a `text`; without one, texts made of the seeds stand in for it. Ratios come first:
only they mean anything on another machine. Times are process times, the least of some runs.

Input: a corpus. Output: tables in Markdown; exit code 1 if a construction costs more than 2.2 times at twice the
length.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import growth
import speed
from start import starting

_MEGABYTES_OF = ("articles", "plain text", "list of figures", "chain of parts", "one sentence")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--longest", type=int, default=65_536, help="characters of the longest text of every kind")
    arguments.add_argument("--megabytes", type=int, default=0, help="and of some kinds, up to so many million")
    arguments.add_argument("--quick", action="store_true", help="speed and start alone")
    given = arguments.parse_args()
    real = speed.texts([given.corpus]) if given.corpus else speed.synthetic()
    dense = speed.texts(speed.DENSE) + speed.seeds()
    corpora = {given.corpus.stem if given.corpus else "synthetic": real, "claim-dense": dense}
    print("## Speed")
    speed.speeds(corpora, given.runs)
    speed.shares(corpora)
    speed.peers(given.runs)
    print("\n## Start and memory")
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus.jsonl"
        corpus.write_text("".join(json.dumps({"text": text}) + "\n" for text in real), encoding="utf-8")
        starting(speed.ROOT / "seeds" / "qom_solar.txt", corpus, given.runs)
    if given.quick:
        return
    print("\n## Growth with the number of rules")
    growth.rules(dense, given.runs)
    print("\n## Growth with length")
    wrong = growth.lengths(growth.CONSTRUCTIONS, 1024, given.longest)
    if given.megabytes:
        wrong += growth.lengths(_MEGABYTES_OF, given.longest, given.megabytes * 1_000_000)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
