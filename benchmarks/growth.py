"""How cost grows: with the length of a text, for every construction; with the number of rules.

Input: lengths. Output: tables in Markdown, and the constructions that grow faster than they may.
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from constructions import PARTS, built
from measure import table
from speed import least

import extractor
from extractor.pipeline import RULES, Extractor

MOST = 2.2  # times the cost at twice the length
TIMES = 10
_REPEATS = 3
_SHORTEST = 0.004  # seconds; what takes less cannot be told from noise
_COPIED = 20


def lengths(names: Sequence[str], first: int, last: int) -> list[str]:
    """Print the cost of texts of doubled length; return the names of those that grow too fast."""
    extract = extractor.load("fa")
    extract(built("articles", 3000))
    sizes = []
    while first <= last:
        sizes.append(first)
        first *= 2
    rows, wrong = [], []
    for name in names:
        costs = [_cost(extract, built(name, size)) for size in sizes]
        ratios = [after / before for before, after in pairwise(costs) if before > _SHORTEST]
        worst = max(ratios, default=0.0)
        mean = (costs[-1] / costs[0]) ** (1 / max(len(costs) - 1, 1))
        if worst > MOST:
            wrong.append(f"{name} ({worst:.2f})")
        rows.append(
            (
                name,
                f"{mean:.2f}",
                f"{worst:.2f}",
                *(f"{cost * 1e6 / size:.1f}" for cost, size in zip(costs, sizes, strict=True)),
            )
        )
    table(("construction", "a doubling", "the worst", *(f"µs a character at {size:,}" for size in sizes)), rows)
    print(f"\nfaster than {MOST} times at twice the length: {', '.join(wrong) or 'none'}")
    return wrong


def rules(read: Sequence[str], runs: int) -> None:
    """Print the cost of reading and loading with the rules that we ship, and with ten times as many."""
    plain = extractor.load("fa")
    with tempfile.TemporaryDirectory() as folder:
        _write_pack(Path(folder), plain)
        many = Extractor((RULES / "fa", Path(folder)))
        loads = least(runs, lambda: Extractor((RULES / "fa",)), lambda: Extractor((RULES / "fa", Path(folder))))
    spent = least(runs, *(lambda one=one: [one(text) for text in read] for one in (plain, many)))  # type: ignore[misc]
    length = sum(map(len, read))
    rows = []
    for one, load, took in zip((plain, many), loads, spent, strict=True):
        forms = sum(1 for rule in one.rules for _ in rule.forms())
        reading = f"{took / spent[0]:.2f}", f"{length / took:,.0f}"
        rows.append((f"{len(one.rules):,}", f"{forms:,}", *reading, f"{load:.2f}"))
    table(("rules", "forms", "cost of reading", "characters/s", "s to load"), rows)


def _cost(extract: Extractor, text: str) -> float:
    """Return the least process time of some runs; fewer where one takes long."""
    best = float("inf")
    for _ in range(_REPEATS):
        gc.collect()
        begun = time.process_time()
        extract(text)
        best = min(best, time.process_time() - begun)
    return best


def _write_pack(folder: Path, extract: Extractor) -> None:
    """Write nine times as many rules again: counted things, their forms begin as forms of ours do."""
    copied = list(_forms(extract))
    lines = ["kind: counters\nrules:\n"]
    for number in range((TIMES - 1) * len(extract.rules)):
        own = [copied[(number * _COPIED + at) % len(copied)] + f" ژ{_letters(number)}" for at in range(_COPIED)]
        rule = {
            "id": f"many.{number}",
            "role": "noun",
            "forms": own,
            "examples": [{"text": f"۵ {own[0]} آمد.", "value": "5"}],
        }
        lines.append(f"  - {json.dumps(rule, ensure_ascii=False)}\n")
    (folder / "pack.yaml").write_text("name: many\nversion: 1\nlanguage: fa\nscript: arabic\ncalendar: jalali\n")
    size = len(lines) // 8 + 1  # in files that are not too large
    for start in range(1, len(lines), size):
        (folder / f"many_{start}.yaml").write_text(lines[0] + "".join(lines[start : start + size]), encoding="utf-8")


def _forms(extract: Extractor) -> Iterator[str]:
    for rule in extract.rules:
        for form in rule.forms():
            if form.form.replace(" ", "").isalpha() and len(form.form) > 2 and form.form.count(" ") < 4:
                yield form.form


def _letters(number: int) -> str:
    return "".join("ابتجدرزسشق"[int(digit)] for digit in str(number))


CONSTRUCTIONS = tuple(PARTS)
