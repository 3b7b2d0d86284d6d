"""Read documents from paths: text files, folders of them, standard input.

A fault is a value: it names the document and says why, and the documents after it are read all the same.

Input: paths. Output: TextFile or Fault, in order.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".txt", ".text", ".md")
MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class TextFile:
    """A document as read: its name, its text, the path that it came from."""

    name: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A document that could not be read, by its path, and why."""

    path: str
    reason: str


def read_paths(paths: Iterable[Path]) -> Iterator[TextFile | Fault]:
    """Read files, the text files of folders (sorted, with their subfolders), and ``-`` for standard input."""
    for path in paths:
        if str(path) == "-":
            yield decoded("-", "-", sys.stdin.buffer.read(MAX_BYTES + 1))
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield _file(path, path.stem)


def count_files(paths: Iterable[Path]) -> int:
    """Return how many documents ``read_paths`` will give, at least."""
    return sum(len(_listed(path)) if path.is_dir() else 1 for path in paths)


def decoded(name: str, path: str, data: bytes) -> TextFile | Fault:
    """Decode one document as UTF-8, with or without a byte order mark."""
    if len(data) > MAX_BYTES:
        return Fault(path, f"larger than {MAX_BYTES:,} bytes; split it")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Fault(path, "this is UTF-16, not UTF-8; save it as UTF-8")
    try:
        return TextFile(name, data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        return Fault(path, f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}; save it as UTF-8")


def _listed(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def _folder(folder: Path) -> Iterator[TextFile | Fault]:
    found = _listed(folder)
    if not found:
        yield Fault(str(folder), f"nothing readable in this folder; looked for files named *{', *'.join(SUFFIXES)}")
    for path in found:
        yield _file(path, path.relative_to(folder).with_suffix("").as_posix())


def _file(path: Path, name: str) -> TextFile | Fault:
    try:
        with path.open("rb") as file:
            return decoded(name, str(path), file.read(MAX_BYTES + 1))
    except OSError as error:
        return Fault(str(path), error.strerror or str(error))
