"""The tables and views of the store, and how older stores are brought up to date.

Tables stand in the schema ``stored``; what people query are the views ``claims``, ``documents``, ``errors`` and
``verdicts``. A store keeps the number of its version; each step of ``_STEPS`` brings it one version further. Columns
that the Arrow schemas have and a table lacks are added without a step of their own.

Input: an open database. Output: the same, up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from extractor.corpus.output import SCHEMAS

if TYPE_CHECKING:
    import duckdb

_VERDICTS = pa.schema(
    [
        pa.field("claim", pa.string(), nullable=False),
        pa.field("verdict", pa.string()),
        pa.field("source", pa.string()),
        pa.field("note", pa.string()),
        pa.field("by", pa.string(), nullable=False),
        pa.field("given", pa.date32()),
    ]
)
TABLES = {**SCHEMAS, "verdicts": _VERDICTS}

_STEPS = (
    # 1: the tables themselves; their columns are those of the Arrow schemas. No keys: DuckDB checks them row by row
    # and holds their index in memory; what fills the tables sees to it that ids are unique.
    """
    CREATE SCHEMA stored;
    CREATE TABLE stored.version (version INTEGER NOT NULL);
    INSERT INTO stored.version VALUES (0);
    CREATE TABLE stored.claims (id VARCHAR, document VARCHAR);
    CREATE TABLE stored.documents (id VARCHAR);
    CREATE TABLE stored.errors (source VARCHAR, row BIGINT, document VARCHAR);
    CREATE TABLE stored.verdicts (claim VARCHAR, "by" VARCHAR);
    """,
)
VERSION = len(_STEPS)

VIEWS = """
    CREATE OR REPLACE VIEW documents AS SELECT * FROM stored.documents;
    CREATE OR REPLACE VIEW errors AS SELECT * FROM stored.errors;
    CREATE OR REPLACE VIEW verdicts AS SELECT * FROM stored.verdicts;
    CREATE OR REPLACE VIEW claims AS
        SELECT
            claim.*,
            substring(document.text, claim.sentence_start + 1, claim.sentence_end - claim.sentence_start)
                AS sentence,
            document.source,
            document.row,
            document.reader,
            given.verdict,
            given.source AS verdict_source,
            given.note
        FROM stored.claims AS claim
        LEFT JOIN stored.documents AS document ON document.id = claim.document
        LEFT JOIN (
            SELECT * FROM stored.verdicts
            QUALIFY row_number() OVER (PARTITION BY claim ORDER BY given DESC NULLS LAST, "by") = 1
        ) AS given ON given.claim = claim.id;
"""


def version_of(database: duckdb.DuckDBPyConnection) -> int:
    """Return the version of a store; 0 for a new file."""
    query = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'stored' AND table_name = 'version'"
    if _one(database, query) == 0:
        return 0
    return _one(database, "SELECT version FROM stored.version")


def upgrade(database: duckdb.DuckDBPyConnection) -> None:
    """Bring a store up to date, all or nothing."""
    version = version_of(database)
    missing = [] if version < VERSION else _missing(database)
    if version == VERSION and not missing:
        return
    database.execute("BEGIN")
    try:
        for step in _STEPS[version:]:
            database.execute(step)
        for table, field in _missing(database):
            database.execute(f'ALTER TABLE stored.{table} ADD COLUMN "{field.name}" {sql_type(field.type)}')
        database.execute(VIEWS)
        database.execute("UPDATE stored.version SET version = ?", [VERSION])
        database.execute("COMMIT")
    except Exception:
        database.execute("ROLLBACK")
        raise


def sql_type(kind: pa.DataType) -> str:
    """Return the SQL type of an Arrow type."""
    if pa.types.is_dictionary(kind):
        return sql_type(kind.value_type)
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        parts = ", ".join(f'"{part.name}" {sql_type(part.type)}' for part in kind)
        return f"STRUCT({parts})"
    return _SQL_TYPES[str(kind)]


_SQL_TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date32[day]": "DATE",
}


def _missing(database: duckdb.DuckDBPyConnection) -> list[tuple[str, pa.Field]]:
    found = set(
        database.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'stored'"
        ).fetchall()
    )
    return [(table, field) for table, schema in TABLES.items() for field in schema if (table, field.name) not in found]


def _one(database: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(database.execute(query).fetchall()[0][0])
