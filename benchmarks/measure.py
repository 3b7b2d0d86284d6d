"""What the benchmarks share: commands measured with all their processes (Linux), corpora made longer, tables printed.

Input: commands, corpora. Output: Cost; files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

EXTRACTOR = (sys.executable, "-c", "from extractor.cli import main; main()")
_LOOK_EVERY = 0.2
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took. Memory in MB: the high-water mark of the largest process, and the sum of all marks."""

    seconds: float
    cpu_seconds: float
    largest: float
    together: float


def measured(command: Sequence[str], allowed: Iterable[int] = (0,)) -> Cost:
    """Run a command and measure it with every process that it starts."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        watch = _Watch(running.pid)
        said = running.stderr.read() if running.stderr else b""
        running.wait()
        watch.stop()
    seconds = time.perf_counter() - begun
    if running.returncode not in allowed:
        sys.exit(f"{' '.join(command)} ended with {running.returncode}:\n{said.decode()[-2000:]}")
    peaks = [seen.peak / 1024 for seen in watch.seen.values()] or [0.0]
    return Cost(seconds, sum(seen.ticks for seen in watch.seen.values()) / _TICKS, max(peaks), sum(peaks))


class _Seen(NamedTuple):
    """What a process has used so far: its high-water mark in kB, and its time on a core."""

    peak: int
    ticks: int


class _Watch:
    """A process and its descendants, looked up while they live: a parent need not have waited for them."""

    def __init__(self, root: int) -> None:
        self.seen: dict[int, _Seen] = {}
        self._root = root
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            for process in _descendants(self._root):
                with suppress(OSError, StopIteration):
                    status = Path(f"/proc/{process}/status").read_text().splitlines()
                    mark = next(line for line in status if line.startswith("VmHWM"))
                    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                    self.seen[process] = _Seen(int(mark.split()[1]), int(used[11]) + int(used[12]))


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:
        found.extend(children.get(process, ()))
    return found


def longer(corpus: Path, count: int, target: Path) -> Path:
    """Write a corpus of so many documents: those of another one, over and over, each with an id of its own."""
    with target.open("w", encoding="utf-8") as out:
        for number, row in zip(range(count), _over_and_over(corpus), strict=False):
            out.write(json.dumps({**row, "id": f"{row['id']}~{number}"}, ensure_ascii=False) + "\n")
    return target


def _over_and_over(corpus: Path) -> Iterator[dict[str, str]]:
    while True:
        with corpus.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def characters(corpus: Path) -> int:
    """Return how many characters the texts of a corpus have."""
    with corpus.open(encoding="utf-8") as lines:
        return sum(len(json.loads(line)["text"]) for line in lines)


def size(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"\n| {' | '.join(headings)} |\n|{'---|' * len(headings)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)
