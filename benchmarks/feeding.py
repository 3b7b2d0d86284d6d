"""How fast one process reads a corpus and hands it on: what bounds the number of workers of one machine.

    python benchmarks/feeding.py CORPUS.jsonl [--documents 20000]

Input: a corpus. Output: documents a second of CPU, by kind of file; and of those that the store takes in.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
import tempfile
import time
from pathlib import Path

import pyarrow.json as pj
import pyarrow.parquet as pq
from measure import longer, table

from extractor.corpus.batch import Plan, run_batch
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns
from extractor.corpus.parts import PART_DOCUMENTS, parts
from extractor.corpus.worker import Job
from extractor.tracking.store import Store


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--documents", type=int, default=20_000)
    given = arguments.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        plain = longer(given.corpus, given.documents, Path(scratch) / "corpus.jsonl")
        packed = Path(scratch) / "corpus.jsonl.gz"
        packed.write_bytes(gzip.compress(plain.read_bytes(), 6))
        columnar = Path(scratch) / "corpus.parquet"
        pq.write_table(pj.read_json(plain), columnar, compression="zstd", row_group_size=10_000)
        for path in (plain, packed, columnar):
            begun = time.process_time()
            for part in parts([path], Columns(), Limits(), PART_DOCUMENTS):
                pickle.dumps(Job(part, {}))
            seconds = time.process_time() - begun
            rows.append((f"reading {path.suffix}", f"{given.documents / seconds:,.0f}"))
        run_batch([given.corpus], Path(scratch) / "out", Plan())
        store = Store(Path(scratch) / "claims.duckdb")
        for name in ("store add", "store add, again"):
            begun = time.process_time()
            added = store.add(Path(scratch) / "out")
            seconds = time.process_time() - begun
            rows.append((name, f"{(added.new + added.same) / seconds:,.0f}"))
    table(("step", "documents a second of CPU"), rows)


if __name__ == "__main__":
    main()
