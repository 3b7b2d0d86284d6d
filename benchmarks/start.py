"""What starting costs: the import, the rule book, the command on one article; and what memory a process takes.

Each in a process of its own, several times, the least of them. Byte code is there, as an installed package has it.

Input: an article, a corpus. Output: a table in Markdown.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from measure import EXTRACTOR, table

_CPU = "import time; {}; print(time.process_time())"
_IMPORT = "import time; begun = time.process_time(); import extractor; print(time.process_time() - begun)"
_MEMORY = (
    "import json, resource, sys, extractor; extract = extractor.load('fa');"
    "[extract(json.loads(line)['text']) for line in open(sys.argv[1], encoding='utf-8')];"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def starting(article: Path, corpus: Path, runs: int) -> None:
    """Measure and print."""
    nothing = _least(["-c", _CPU.format("pass")], runs)
    rows = [
        ("Python alone", f"{nothing:.3f} s", ""),
        ("`import extractor`", f"{_least(['-c', _IMPORT], runs):.3f} s", "0.1 s"),
        ("the rules loaded", f"{_least(['-c', _CPU.format('import extractor; extractor.load()')], runs):.2f} s", ""),
        ("the command on one article", f"{_command((*EXTRACTOR, 'extract', str(article)), runs):.2f} s", "0.7 s"),
        ("memory of one process, a corpus read", f"{_least(['-c', _MEMORY, str(corpus)], 1):.0f} MB", "200 MB"),
    ]
    table(("from a cold start", "process time", "target"), rows)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _least(arguments: Sequence[str], runs: int) -> float:
    """Return the least of the numbers that a process prints."""
    command = [sys.executable, *arguments]
    made = (subprocess.run(command, check=True, capture_output=True, env=_environment()) for _ in range(runs + 1))
    return min(float(one.stdout) for one in made)


def _command(command: Sequence[str], runs: int) -> float:
    """Return the least process time of a command, its start and end with it."""
    best = float("inf")
    for _ in range(runs + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=_environment())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best
