"""The table of docs/accuracy.md: scores of annotated documents, a row a file.

    python benchmarks/accuracy.py [--language fa|en] GOLD.jsonl...

Levels are F1 of precision and recall; fields are the share of found claims that have the annotated value, among those
for which the annotation has one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import extractor
from extractor.evaluation import evaluate_file

LEVELS = ("found", "value", "quantity", "joint")
FIELDS = ("modifier", "status", "polarity", "change", "time", "place", "speaker", "speaker_role", "subject", "part_of")


def main() -> None:
    """Score the files that are named."""
    parser = argparse.ArgumentParser(description="Print scores as a table in Markdown.")
    parser.add_argument("--language", action="append", help="default: fa")
    parser.add_argument("gold", nargs="+", type=Path)
    chosen = parser.parse_args()
    extract = extractor.load(*(chosen.language or ["fa"]))
    print(f"| documents | claims | {' | '.join((*LEVELS, *FIELDS))} |")
    print(f"|---|---:|{'---:|' * len((*LEVELS, *FIELDS))}")
    for path in chosen.gold:
        report = evaluate_file(extract, path)
        levels = [f"{report.scores(level)[2]:.3f}" for level in LEVELS]
        fields = [f"{report.accuracy(f'{field}*'):.3f}" if f"{field}*" in report.fields else "" for field in FIELDS]
        print(f"| `{path.name}` | {report.gold} | {' | '.join((*levels, *fields))} |")


if __name__ == "__main__":
    main()
