"""The manifest of a run: what it reads and how, and which parts are done. By it a killed run goes on.

One JSON object a line: the settings, then a line a part, written when the part's files are in place. A line that a
kill cut short counts for nothing. One run at a time holds the folder.

Input: a folder. Output: Manifest.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from extractor.corpus.parts import START, Position

_NAME = "manifest.jsonl"
_LOCK = ".lock"


class RunError(Exception):
    """A run cannot begin or go on; the message tells what to do."""


@dataclass(frozen=True, slots=True)
class Done:
    """A part whose files are in place. ``at``: bytes of input used up by then; ``seconds``: the time of its worker."""

    number: int
    last: Position
    at: int
    documents: int
    claims: int
    lost: int
    noted: int
    characters: int
    seconds: float


class Manifest:
    """The manifest of a folder, open for adding parts."""

    def __init__(self, file: TextIO, done: Mapping[int, Done]) -> None:
        self._file = file
        self._done = dict(done)

    @property
    def done(self) -> Mapping[int, Done]:
        """The parts that are done, by number."""
        return self._done

    def add(self, done: Done) -> None:
        """Note a part, past any doubt."""
        self._file.write(json.dumps(asdict(done)) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._done[done.number] = done

    def resume_at(self) -> tuple[int, Position]:
        """Return the number of the first part that is not done, and the position before it."""
        number, after = 0, START
        while number in self._done:
            after = self._done[number].last
            number += 1
        return number, after


@contextmanager
def manifest(out: Path, settings: Mapping[str, Any], *, resume: bool) -> Iterator[Manifest]:
    """Open the manifest of a run that begins, or of one that goes on with the same settings.

    Raises:
        RunError: the folder holds another run, or another process works in it.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / _NAME
    with (out / _LOCK).open("a", encoding="utf-8") as lock:
        _hold(lock, out)
        done = _begun(path, settings, resume=resume)
        with path.open("a", encoding="utf-8") as file:
            yield Manifest(file, done)


def parts_done(out: Path) -> Mapping[int, Done]:
    """Return the parts of a run that are done.

    Raises:
        RunError: the folder holds no run.
    """
    _, done, _ = _read(out / _NAME)
    return done


def _begun(path: Path, settings: Mapping[str, Any], *, resume: bool) -> Mapping[int, Done]:
    if not path.exists():
        if any(entry.name != _LOCK for entry in path.parent.iterdir()):
            msg = f"{path.parent} is not empty and holds no run of ours; name another folder"
            raise RunError(msg)
        _rewrite(path, json.dumps(settings, ensure_ascii=False) + "\n")
        return {}
    if not resume:
        msg = f"{path.parent} holds a run already; go on with it by --resume, or name another folder"
        raise RunError(msg)
    before, done, text = _read(path)
    for name, setting in json.loads(json.dumps(settings)).items():
        if before.get(name) != setting:
            msg = (
                f"{path.parent} was begun with {name} {before.get(name)!r}, now it is {setting!r}; "
                "go on with what it was begun with, or name another folder"
            )
            raise RunError(msg)
    _rewrite(path, text)
    return done


def _read(path: Path) -> tuple[Mapping[str, Any], dict[int, Done], str]:
    """Return settings, parts, and the text of the lines that are whole."""
    if not path.exists():
        msg = f"{path.parent} holds no run: there is no {_NAME}"
        raise RunError(msg)
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    first, *lines = whole.splitlines() or [""]
    try:
        settings = json.loads(first)
        found = [Done(**{**line, "last": Position(*line["last"])}) for line in map(json.loads, lines)]
    except (ValueError, TypeError, KeyError) as error:
        msg = f"{path} is damaged ({error}); name another folder"
        raise RunError(msg) from None
    return settings, {part.number: part for part in found}, whole


def _rewrite(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _hold(lock: TextIO, out: Path) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        msg = f"another process is writing to {out}; wait for it, or name another folder"
        raise RunError(msg) from None
