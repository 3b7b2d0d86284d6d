"""The files of a run, in an order that depends on their names alone; what kind each is, found by its suffix.

Folders are walked as they are read, so that ten million files need no list. Names that begin with a dot or an
underscore are no data (the custom of Hadoop and Spark: _SUCCESS, .part-0.crc); links back to a folder above are not
followed; a folder that cannot be listed stands for itself, and reading it tells why. Folders named ``key=value`` give
that column to every file below (the custom of Hive). A file of no known kind is told, not skipped.

Input: paths. Output: Source*.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import unquote


class Kind(StrEnum):
    """What a file holds."""

    TEXT = "text"
    PAGE = "page"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    UNKNOWN = "unknown"


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".pq": Kind.PARQUET,
}
COMPRESSIONS = {".gz": "gzip", ".bz2": "bz2", ".xz": "xz", ".zst": "zstd"}
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


class InputError(ValueError):
    """The inputs of a run do not go together."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its name in the tables, where it is, what it holds; ``columns`` that its folders give to every row."""

    name: str
    path: Path
    kind: Kind
    size: int
    changed: int
    suffix: str = ""
    compression: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)


def sources(inputs: Sequence[Path]) -> Iterator[Source]:
    """Walk the inputs. A single input names its files from itself on, several by their paths as given."""
    alone = len(inputs) == 1
    for path in inputs:
        if path.is_dir():
            for found in _walk(path):
                below = found.relative_to(path).as_posix()
                yield _source(found, below if alone else f"{path.as_posix()}/{below}", below)
        else:
            yield _source(path, path.name if alone else path.as_posix(), "")


def check_inputs(inputs: Sequence[Path]) -> None:
    """Refuse inputs that are not there or that hold one another, for every document would come twice.

    Raises:
        InputError: names the inputs.
    """
    whole = [(path, path.resolve()) for path in inputs]
    for path, place in whole:
        if not place.exists():
            msg = f"{path}: there is no such file or folder"
            raise InputError(msg)
    for number, (path, place) in enumerate(whole):
        for other, inside in whole[:number] + whole[number + 1 :]:
            if place == inside or place in inside.parents:
                msg = f"{other} is read twice: {path} is or holds it"
                raise InputError(msg)


def _walk(folder: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    real = folder.resolve()
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir()) for entry in entries if entry.name[0] not in "._")
    except OSError:
        names = []
        yield folder
    for name, is_folder in names:
        if not is_folder:
            yield folder / name
        elif (folder / name).resolve() not in above | {real}:
            yield from _walk(folder / name, above | {real})


def _source(path: Path, name: str, below: str) -> Source:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    suffix = "".join(suffixes[-2:-1] if compression else suffixes[-1:])
    stat = path.stat() if path.exists() else None
    return Source(
        name.encode("utf-8", "backslashreplace").decode(),
        path,
        SUFFIXES.get(suffix, Kind.UNKNOWN),
        stat.st_size if stat else 0,
        stat.st_mtime_ns if stat else 0,
        suffix,
        compression,
        dict(_partitions(below)),
    )


def _partitions(below: str) -> Iterator[tuple[str, str | None]]:
    for part in PurePosixPath(below).parts[:-1]:
        key, equals, value = part.partition("=")
        if equals and key:
            yield unquote(key), None if value == _NO_VALUE else unquote(value)
