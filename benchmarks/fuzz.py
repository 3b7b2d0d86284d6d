"""Fuzz extraction, rule loading, readers and exports: nothing fails, and nothing takes longer than its length allows.

    python benchmarks/fuzz.py [--cases 20000] [--seed 1] [--targets reading growth rules readers exports]
    python benchmarks/fuzz.py --atheris reading [-max_total_time=600 -len_control=0 …]

The first draws cases at random, the same ones for the same seed. The second lets atheris (``pip install atheris``) look
for cases that reach new code; what follows the target goes to libFuzzer.

Input: a seed, or the guidance of atheris. Output: a table of cases and failures, each failure with the bytes that
bring it back (``--replay TARGET HEX``); exit code 1 if there is one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator

from measure import table

_LONGEST = 120
_SHARES = {"reading": 8, "growth": 1, "rules": 3, "readers": 3, "exports": 1}
_SHOWN = 20


def main() -> None:
    """Fuzz and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--targets", nargs="+", choices=_SHARES, default=list(_SHARES))
    arguments.add_argument("--atheris", choices=_SHARES)
    arguments.add_argument("--replay", nargs=2, metavar=("TARGET", "HEX"))
    given, rest = arguments.parse_known_args()
    if given.replay:
        from fuzz_targets import TARGETS, text_of

        name, data = given.replay[0], bytes.fromhex(given.replay[1])
        print(repr(text_of(data)))
        TARGETS[name](data)
    elif given.atheris:
        _guided(given.atheris, rest)
    else:
        sys.exit(_drawn(given.cases, given.seed, given.targets))


def _drawn(cases: int, seed: int, names: list[str]) -> int:
    from fuzz_targets import TARGETS

    whole = sum(_SHARES[name] for name in names)
    rows, failed = [], 0
    for name in names:
        count, failures, slowest = cases * _SHARES[name] // whole, 0, 0.0
        for data in _data(f"{name} {seed}", count):
            begun = time.process_time()
            try:
                TARGETS[name](data)
            except Exception:  # noqa: BLE001  (to find them is what this is for)
                failures += 1
                if failures <= _SHOWN:
                    print(f"--replay {name} {data.hex()}\n{traceback.format_exc(limit=-4)}", flush=True)
            slowest = max(slowest, time.process_time() - begun)
        rows.append((name, f"{count:,}", failures, f"{slowest:.2f}"))
        failed += failures
    table(("target", "cases", "failures", "slowest, s"), rows)
    return 1 if failed else 0


def _data(seed: str, count: int) -> Iterator[bytes]:
    draw = random.Random(seed)
    for _ in range(count):
        yield draw.randbytes(draw.choice((4, 12, 24, 60, _LONGEST)))


def _guided(name: str, rest: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["extractor"]):
        from fuzz_targets import TARGETS

        TARGETS[name](b"\0" * 16)  # what is imported when first needed is instrumented too
    atheris.Setup([sys.argv[0], *rest], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
