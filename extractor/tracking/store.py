"""The store of claims: one DuckDB file, filled from runs over corpora, queried in SQL.

Every call opens the file and closes it again: while a process writes, no other can open it. Adding is idempotent: a
document has the claims of its latest reading, and what is added twice changes nothing. Verdicts are people's, keyed by
claim, and outlive new readings. A snapshot is a folder of Parquet files; it can be queried like the store itself.

Input: folders of runs (``extractor.corpus``), SQL, verdicts. Output: tables; Claim*.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.model import Claim

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_RETRY_EVERY = 0.2
_PROCESS = re.compile(r"PID (\d+)")


class StoreError(Exception):
    """The store cannot be used so; the message tells what to do."""


class LockedError(StoreError):
    """Another process has the store open."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a run changed: documents that were new, that were read anew, and that were there already."""

    new: int
    changed: int
    same: int
    claims: int
    errors: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person found a claim to be, on what ground (``source``), and what else they noted."""

    claim: str
    verdict: str | None = None
    source: str | None = None
    note: str | None = None
    by: str = ""
    given: date | None = None


class Store:
    """A store of claims, or a snapshot of one for reading."""

    def __init__(self, path: str | Path, *, wait: float = 0.0) -> None:
        """Name the file, or the folder of a snapshot; ``wait`` so many seconds for another process to close it."""
        self.path = Path(path)
        self._wait = wait

    def add(self, *runs: str | Path) -> Added:
        """Add what runs have finished so far.

        Raises:
            StoreError: a folder holds no run, or the store cannot be opened for writing.
        """
        from extractor.tracking.ingest import add_run, files_of

        folders = [(Path(run), files_of(Path(run))) for run in runs]
        total = Added(0, 0, 0, 0, 0)
        with self._writing() as database:
            for _, files in folders:
                added = add_run(database, files)
                total = Added(*map(sum, zip(astuple(total), astuple(added), strict=True)))
        return total

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """Return the rows of a query over the views claims, documents, errors and verdicts; nothing can be changed.

        Raises:
            StoreError: the query is not understood, or the store cannot be opened.
        """
        import duckdb
        import pyarrow as pa

        with self._reading() as database:
            try:
                found = database.sql(sql, params=list(parameters))
                return found.to_arrow_table() if found is not None else pa.table({})
            except duckdb.Error as error:
                raise StoreError(str(error)) from None

    def claims(self, where: str = "true", parameters: Sequence[object] = ()) -> Iterator[Claim]:
        """Return claims as they were read, by document and place, those for which a condition holds."""
        from extractor.corpus.records import claims_of

        return claims_of(
            self.query(f'SELECT * FROM claims WHERE {where} ORDER BY document, start, "end", id', parameters)  # noqa: S608
        )

    def annotate(self, verdicts: Iterable[Verdict]) -> int:
        """Note verdicts; a later one by the same person on the same claim takes the place of the earlier.

        Raises:
            StoreError: a verdict is on a claim that the store does not have; none is noted then.
        """
        rows = [astuple(verdict) for verdict in verdicts]
        with self._writing() as database:
            for claim, *_ in rows:
                if not database.execute("SELECT 1 FROM stored.claims WHERE id = ?", [claim]).fetchall():
                    msg = f"the store has no claim '{claim}'; no verdict was noted"
                    raise StoreError(msg)
            for claim, verdict, source, note, by, given in rows:
                database.execute('DELETE FROM stored.verdicts WHERE claim = ? AND "by" = ?', [claim, by])
                database.execute(
                    'INSERT INTO stored.verdicts (claim, verdict, source, note, "by", given) VALUES (?, ?, ?, ?, ?, ?)',
                    [claim, verdict, source, note, by, given],
                )
        return len(rows)

    def snapshot(self, folder: str | Path) -> None:
        """Write the tables as Parquet files into a new folder, whole or not at all.

        Raises:
            StoreError: the folder is there already, or the store cannot be opened.
        """
        from extractor.tracking.ingest import write_snapshot

        folder = Path(folder)
        if folder.exists():
            msg = f"{folder} is there already; a snapshot needs a new folder"
            raise StoreError(msg)
        with self._reading() as database:
            write_snapshot(database, folder)

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        from extractor.tracking.migrations import upgrade

        if self.path.is_dir():
            msg = f"{self.path} is a folder: snapshots are for reading; name the file of a store"
            raise StoreError(msg)
        with self._opened(read_only=False) as database:
            upgrade(database)
            database.execute("BEGIN")
            try:
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if self.path.is_dir():
            from extractor.tracking.ingest import open_snapshot

            with open_snapshot(self.path) as database:
                yield database
            return
        if not self.path.exists():
            msg = f"{self.path}: there is no such store; fill one with: extractor store add OUT --store {self.path}"
            raise StoreError(msg)
        with self._opened(read_only=True) as database:
            yield database

    @contextmanager
    def _opened(self, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        from extractor.tracking.migrations import VERSION, version_of

        with self._connected(read_only=read_only) as database:
            version = version_of(database)
            if version > VERSION:
                versions = f"version {version} of the store, where this one knows {VERSION}"
                msg = f"{self.path} was written by a newer extractor ({versions}); upgrade the extractor"
                raise StoreError(msg)
            if read_only and version == 0:
                msg = f"{self.path} is no store of claims"
                raise StoreError(msg)
            yield database

    def _connected(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        import duckdb

        until = time.monotonic() + self._wait
        while True:
            try:
                return duckdb.connect(self.path, read_only=read_only)
            except (duckdb.IOException, duckdb.ConnectionException) as error:
                said = str(error)
                if "lock" not in said and "configuration" not in said:
                    msg = f"{self.path} cannot be opened: {said.partition(chr(10))[0]}"
                    raise StoreError(msg) from None
                if time.monotonic() >= until:
                    raise LockedError(_told(self.path, said)) from None
            time.sleep(_RETRY_EVERY)


def _told(path: Path, said: str) -> str:
    found = _PROCESS.search(said)
    holder = f"process {found[1]}" if found else "another connection"
    return (
        f"{path} is open in {holder}, and a store has one writer at a time; close it there, or wait for it with "
        f"--wait SECONDS, or read a snapshot (made by: extractor store snapshot FOLDER) with --store FOLDER"
    )
