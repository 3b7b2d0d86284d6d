"""Nasty inputs, a file each: every one gives claims or a row of errors, and none stops the run.

    python benchmarks/nasty.py DIR [--timeout 300]

Input: a folder of files. Output: a table of what each gave; exit code 1 if one gave nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from measure import EXTRACTOR, measured, table

from extractor.corpus.output import read_table


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--timeout", default="300")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out"
        command = (*EXTRACTOR, "batch", str(given.folder), "-o", str(out), "--timeout", given.timeout)
        # Parts of one document: a document that takes too long holds up no other.
        cost = measured((*command, "--part-documents", "1"), allowed=(0, 1))
        documents, errors = (read_table(out, name).to_pylist() for name in ("documents", "errors"))
    claims: Counter[str] = Counter()
    for row in documents:
        claims[row["source"]] += row["claims"]
    reasons: dict[str, list[str]] = {}
    for row in errors:
        reasons.setdefault(row["source"], []).append(row["reason"])
    files = sorted(path.relative_to(given.folder).as_posix() for path in given.folder.rglob("*") if path.is_file())
    nothing = [name for name in files if not claims[name] and name not in reasons]
    table(
        ("file", "claims", "errors", "the first"),
        ((name, claims[name], len(reasons.get(name, ())), reasons.get(name, [""])[0][:90]) for name in files),
    )
    print(f"\n{len(files)} files in {cost.seconds:.0f} s, largest process {cost.largest:.0f} MB")
    print(f"without a trace: {', '.join(nothing) or 'none'}")
    sys.exit(1 if nothing else 0)


if __name__ == "__main__":
    main()
