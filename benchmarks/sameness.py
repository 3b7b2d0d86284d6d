"""The same claims by every way: one document at a time, one worker, two workers, Spark.

    python benchmarks/sameness.py CORPUS.jsonl [--no-spark]

Input: a corpus. Output: a digest of the sorted claims table by each way; exit code 1 if they differ.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from measure import EXTRACTOR

import extractor
from extractor.corpus.output import read_table
from extractor.corpus.records import claims_batch
from extractor.corpus.schema import CLAIMS, plain

SPARK = Path(__file__).parent.parent / "examples" / "spark_corpus.py"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--no-spark", action="store_true")
    given = arguments.parse_args()
    digests = {"one document at a time": _digest(_singly(given.corpus))}
    with tempfile.TemporaryDirectory() as scratch:
        for workers, documents in ((1, 1000), (2, 100)):
            out = Path(scratch) / str(workers)
            options = ("--workers", str(workers), "--part-documents", str(documents), "-o", str(out))
            subprocess.run([*EXTRACTOR, "batch", str(given.corpus), *options], check=True, capture_output=True)
            name = f"{workers} workers, parts of {documents}"
            digests[name] = _digest(read_table(out, "claims").cast(plain(CLAIMS)))
        if not given.no_spark:
            out = Path(scratch) / "spark"
            subprocess.run([sys.executable, str(SPARK), str(out), str(given.corpus)], check=True, capture_output=True)
            digests["Spark local[2]"] = _digest(pq.read_table(out / "claims").cast(plain(CLAIMS)))
    for name, (rows, digest) in digests.items():
        print(f"{name}: {rows:,} claims, sha256 {digest}")
    sys.exit(0 if len(set(digests.values())) == 1 else 1)


def _singly(corpus: Path) -> pa.Table:
    extract = extractor.load("fa")
    with corpus.open(encoding="utf-8") as lines:
        batches = [claims_batch(extract(row["text"], id=row["id"]).claims) for row in map(json.loads, lines)]
    return pa.Table.from_batches(batches).cast(plain(CLAIMS))


def _digest(table: pa.Table) -> tuple[int, str]:
    """Return the number of rows, and the digest of the Parquet file of the sorted table."""
    rows = table.sort_by([(name, "ascending") for name in ("document", "start", "end", "id")]).to_pylist()
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=plain(CLAIMS)), file)
    return len(rows), hashlib.sha256(file.getvalue()).hexdigest()[:16]


if __name__ == "__main__":
    main()
