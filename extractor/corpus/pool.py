"""A pool of processes that outlives its workers.

Each worker has one part at a time, and says which document it is about to read. When a worker dies, killed for want of
memory or by a crash of native code, another takes its part over; a document under which two workers died, or that took
longer than it may, is given up and becomes a row of errors. Workers are spawned, not forked: forking a process that
has threads (Arrow, the progress bar) can hang.

Input: Part*. Output: Done*, in the order in which parts are finished.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from extractor.corpus.manifest import Done, RunError
from extractor.corpus.parts import Part
from extractor.corpus.worker import Failed, Job, Setup, serve

_TRIES = 2
_LOOK_EVERY = 0.5


Serve = Callable[[Connection, Setup], None]


def work(
    parts: Iterator[Part],
    setup: Setup,
    workers: int,
    timeout: float,
    told: Callable[[int], None] = lambda _: None,
    serve: Serve = serve,
) -> Iterator[Done]:
    """Do parts; ``told`` hears how many documents were begun since it last heard, ``serve`` is what workers run.

    Raises:
        RunError: workers die before they read anything, or cannot write.
    """
    pool: list[_Worker] = []
    try:
        for part in islice(parts, workers):
            pool.append(_Worker(setup, serve))
            pool[-1].take(part)
        ahead = next(parts, None)
        while any(worker.part for worker in pool):
            wait([thing for worker in pool if worker.part for thing in worker.signs()], _LOOK_EVERY)
            for worker in pool:
                done = worker.look(timeout)
                told(worker.begun())
                if done:
                    worker.take(ahead)
                    ahead = next(parts, None) if ahead else None
                    yield done
    finally:
        for worker in pool:
            worker.end()


class _Worker:
    """A process, the part that it has, and what happened to that part."""

    def __init__(self, setup: Setup, serve: Serve) -> None:
        self._setup, self._serve = setup, serve
        self.part: Part | None = None
        self._given_up: dict[int, str] = {}
        self._deaths: Counter[int | None] = Counter()
        self._document: int | None = None
        self._since = 0.0
        self._begun = 0
        self._most = -1
        self._process, self._connection = self._started()

    def take(self, part: Part | None) -> None:
        """Begin a part, or nothing."""
        self.part = part
        self._given_up, self._deaths, self._most = {}, Counter(), -1
        if part:
            self._send(part)

    def signs(self) -> list[Connection | int]:
        """Return what shows that there is something to look at."""
        return [self._connection, self._process.sentinel]

    def begun(self) -> int:
        """Return how many documents were begun since this was last asked."""
        begun, self._begun = self._begun, 0
        return begun

    def look(self, timeout: float) -> Done | None:
        """Hear what the process says; if it is dead or takes too long, let another go on with the part."""
        if self.part is None:
            return None
        alive = self._process.is_alive()  # asked first: what it said before it died is still to be heard
        try:
            while self._connection.poll():
                heard = self._connection.recv()
                if isinstance(heard, Done):
                    return heard
                if isinstance(heard, Failed):
                    raise RunError(heard.reason)
                self._begin(heard)
        except (EOFError, OSError):
            self._process.join()
            alive = False
        if not alive:
            self._buried()
        elif self._document is not None and time.monotonic() - self._since > timeout:
            self._given_up[self._document] = f"it took longer than {timeout:g} seconds"
            self._process.kill()
            self._again()
        return None

    def end(self) -> None:
        """End the process: at once if it works, for it would only be waited for."""
        self._connection.close()
        if self.part:
            self._process.kill()
        self._process.join()

    def _begin(self, document: int) -> None:
        self._document, self._since = document, time.monotonic()
        if document > self._most:
            self._most, self._begun = document, self._begun + 1

    def _buried(self) -> None:
        self._deaths[self._document] += 1
        if self._deaths[self._document] >= _TRIES:
            if self._document is None:
                msg = f"workers end before they read anything ({_cause(self._process)})"
                raise RunError(msg)
            self._given_up[self._document] = f"the process that read it died, {_TRIES} times: {_cause(self._process)}"
        self._again()

    def _again(self) -> None:
        self._process.join()
        self._connection.close()
        self._process, self._connection = self._started()
        if self.part:
            self._send(self.part)

    def _send(self, part: Part) -> None:
        self._document = None
        try:
            self._connection.send(Job(part, self._given_up))
        except OSError:
            self._process.join()  # it died while it waited; look() sees to it

    def _started(self) -> tuple[BaseProcess, Connection]:
        spawning = multiprocessing.get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=self._serve, args=(theirs, self._setup), daemon=True)
        process.start()
        theirs.close()
        return process, ours


def _cause(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code == -9:
        return "killed (signal 9), as a system does that is out of memory"
    return f"signal {-code}" if code < 0 else f"exit code {code}"
