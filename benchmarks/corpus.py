"""Speed, memory and cost of whole corpora, local and on Spark.

    python benchmarks/corpus.py CORPUS.jsonl [--documents 10000 100000] [--workers 1 2] [--no-spark]

CORPUS has one document a line (id, text); it is repeated to so many documents. Prints the tables of docs/scale.md.

Input: a corpus. Output: tables in Markdown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measure import EXTRACTOR, Cost, characters, longer, measured, size, table

SPARK = Path(__file__).parent.parent / "examples" / "spark_corpus.py"
HEADINGS = (
    "run", "documents", "s", "documents/s", "characters/s", "CPU s", "largest process MB", "all processes MB",
    "core-hours a million", "bytes in a document", "bytes out a document",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    arguments.add_argument("--no-spark", action="store_true")
    given = arguments.parse_args()
    rows, peaks, speeds = [], {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        for count in given.documents:
            corpus = longer(given.corpus, count, Path(scratch) / f"{count}.jsonl")
            length = characters(corpus)
            runs = [(f"batch, {workers} workers", _batch(corpus, workers)) for workers in given.workers]
            runs += [] if given.no_spark else [("Spark local[2]", (sys.executable, str(SPARK)))]
            for name, command in runs:
                out = Path(scratch) / f"{count}-{len(rows)}"
                cost = measured(_with_out(command, out, corpus))
                rows.append(_row(name, count, length, corpus, out, cost))
                peaks[name, count], speeds[name, count] = cost.together, count / cost.seconds
                print(rows[-1], file=sys.stderr, flush=True)
    table(HEADINGS, rows)
    _told(given.documents, given.workers, peaks, speeds)


def _batch(corpus: Path, workers: int) -> tuple[str, ...]:
    return (*EXTRACTOR, "batch", str(corpus), "--workers", str(workers))


def _with_out(command: tuple[str, ...], out: Path, corpus: Path) -> tuple[str, ...]:
    return (*command, "-o", str(out)) if command[: len(EXTRACTOR)] == EXTRACTOR else (*command, str(out), str(corpus))


def _row(name: str, count: int, length: int, corpus: Path, out: Path, cost: Cost) -> tuple[object, ...]:
    return (
        name,
        f"{count:,}",
        f"{cost.seconds:.1f}",
        f"{count / cost.seconds:.1f}",
        f"{length / cost.seconds:,.0f}",
        f"{cost.cpu_seconds:.1f}",
        f"{cost.largest:.0f}",
        f"{cost.together:.0f}",
        f"{cost.cpu_seconds / count * 1e6 / 3600:.2f}",
        f"{corpus.stat().st_size / count:,.0f}",
        f"{size(out) / count:,.0f}",
    )


def _told(
    documents: list[int], workers: list[int], peaks: dict[tuple[str, int], float], speeds: dict[tuple[str, int], float]
) -> None:
    print()
    least, most = min(workers), max(workers)
    for count in documents:
        gain = speeds[f"batch, {most} workers", count] / speeds[f"batch, {least} workers", count]
        print(f"{count:,} documents: {most} workers are {gain:.2f} times as fast as {least}")
    few, many = min(documents), max(documents)
    for name in dict.fromkeys(name for name, _ in peaks):
        growth = peaks[name, many] / peaks[name, few] - 1
        print(f"{name}: memory at {many:,} documents is {growth:+.1%} of that at {few:,}")


if __name__ == "__main__":
    main()
