"""The SQL that fills the store from the Parquet parts of runs, and that writes and opens snapshots.

Input: an open database; folders. Output: Added; files.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.corpus.manifest import RunError, parts_done
from extractor.corpus.output import SCHEMAS, part_path
from extractor.tracking.migrations import TABLES, VIEWS
from extractor.tracking.store import Added, StoreError

if TYPE_CHECKING:
    import duckdb

Files = Mapping[str, list[Path]]

_ORDERS = {
    "claims": 'document, start, "end", id',
    "documents": "id",
    "errors": "source, row, document, reason",
    "verdicts": 'claim, "by"',
}

# A document has the row and the claims of its latest reading. Where a run has two documents of one id, the row is that
# of the first; claims name their document by its id alone, so that those of both stand under it, and an error says so.
_ADD = """
    CREATE OR REPLACE TEMP TABLE incoming AS FROM stored.documents LIMIT 0;
    INSERT INTO incoming BY NAME
        SELECT * EXCLUDE (filename, file_row_number) FROM {documents}
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY filename, file_row_number) = 1;
    UPDATE incoming SET text = before.text FROM stored.documents AS before
        WHERE before.id = incoming.id AND before.digest = incoming.digest AND incoming.text IS NULL;
    CREATE OR REPLACE TEMP TABLE anew AS
        SELECT {document_columns} FROM incoming EXCEPT SELECT {document_columns} FROM stored.documents;
    CREATE OR REPLACE TEMP TABLE counts AS
        SELECT
            (SELECT count(*) FROM anew) AS anew,
            (SELECT count(*) FROM anew JOIN stored.documents USING (id)) AS changed,
            (SELECT count(*) FROM incoming) AS incoming;
    DELETE FROM stored.claims WHERE document IN (SELECT id FROM anew);
    DELETE FROM stored.documents WHERE id IN (SELECT id FROM anew);
    INSERT INTO stored.documents BY NAME SELECT * FROM anew;
    CREATE OR REPLACE TEMP TABLE twice AS
        SELECT id, count(*) AS times FROM {documents} GROUP BY id HAVING count(DISTINCT digest) > 1;
    CREATE OR REPLACE TEMP TABLE faults AS FROM stored.errors LIMIT 0;
    INSERT INTO faults BY NAME SELECT DISTINCT * FROM {errors};
    INSERT INTO faults ({error_columns})
        SELECT source, row, id, 'store', false, format('{{}} documents of one run have this id, with different texts; '
            || 'the claims of all stand under it', times)
        FROM incoming JOIN twice USING (id);
    DELETE FROM stored.errors AS old WHERE EXISTS (
        SELECT 1
        FROM (SELECT source, row, id AS document FROM incoming UNION SELECT source, row, document FROM faults) AS new
        WHERE new.source IS NOT DISTINCT FROM old.source AND new.row IS NOT DISTINCT FROM old.row
            AND (new.source IS NOT NULL OR new.document IS NOT DISTINCT FROM old.document)
    );
    INSERT INTO stored.errors BY NAME SELECT * FROM faults;
"""

_ERRORS = "(SELECT * EXCLUDE (filename, file_row_number) FROM {errors})"

_ADD_CLAIMS = """
    INSERT INTO stored.claims BY NAME
        SELECT * EXCLUDE (filename, file_row_number) FROM {claims}
        WHERE document IN (SELECT id FROM anew)
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY filename, file_row_number) = 1;
"""


def files_of(run: Path) -> Files:
    """Return the files of what a run has finished; of a folder that Spark wrote, all of them.

    Raises:
        StoreError: the folder holds no run.
    """
    if not (run / "claims").is_dir() or not (run / "documents").is_dir():
        msg = f"{run} holds no run: there are no folders claims and documents in it"
        raise StoreError(msg)
    try:
        done = parts_done(run)
    except RunError:
        return {table: sorted((run / table).rglob("*.parquet")) for table in SCHEMAS}
    paths = {table: [part_path(run, table, number) for number in sorted(done)] for table in SCHEMAS}
    return {table: [path for path in found if path.exists()] for table, found in paths.items()}


def add_run(database: duckdb.DuckDBPyConnection, files: Files) -> Added:
    """Add the documents of a run, with their claims and errors."""
    if not files["documents"]:
        return Added(0, 0, 0, 0, 0)
    documents, claims, errors = (_reading(files[table]) for table in ("documents", "claims", "errors"))
    columns = {"document_columns": _columns("documents"), "error_columns": _columns("errors")}
    found = _ERRORS.format(errors=errors) if files["errors"] else "faults"
    database.execute(_ADD.format(documents=documents, errors=found, **columns))
    anew, changed, incoming = database.execute("SELECT anew, changed, incoming FROM counts").fetchall()[0]
    added = 0
    if files["claims"] and anew:
        added = database.execute(_ADD_CLAIMS.format(claims=claims)).fetchall()[0][0]
    faults = database.execute("SELECT count(*) FROM faults").fetchall()[0][0]
    return Added(new=anew - changed, changed=changed, same=incoming - anew, claims=added, errors=faults)


def write_snapshot(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write every table, in an order that depends on its rows alone."""
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for table, order in _ORDERS.items():
        path = _quoted(unfinished / f"{table}.parquet")
        database.execute(f"COPY (FROM stored.{table} ORDER BY {order}) TO {path} (FORMAT parquet, COMPRESSION zstd)")
    unfinished.rename(folder)


@contextmanager
def open_snapshot(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a snapshot as a database that holds nothing of its own.

    Raises:
        StoreError: the folder is no snapshot.
    """
    import duckdb

    missing = [table for table in TABLES if not (folder / f"{table}.parquet").exists()]
    if missing:
        msg = f"{folder} is no snapshot: there is no {missing[0]}.parquet"
        raise StoreError(msg)
    with duckdb.connect() as database:
        database.execute("CREATE SCHEMA stored")
        for table in TABLES:
            path = _quoted(folder / f"{table}.parquet")
            database.execute(f"CREATE VIEW stored.{table} AS FROM read_parquet({path})")
        database.execute(VIEWS)
        yield database


def _reading(paths: list[Path]) -> str:
    names = ", ".join(map(_quoted, paths))
    return f"read_parquet([{names}], union_by_name = true, filename = true, file_row_number = true)"


def _columns(table: str) -> str:
    return ", ".join(f'"{name}"' for name in TABLES[table].names)


def _quoted(path: Path) -> str:
    text = str(path).replace("'", "''")
    return f"'{text}'"
