"""The claims of a store as the exports take them: by document, with texts where they were kept, and with verdicts.

Input: a Store, a condition in SQL. Output: Kept*, Verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from extractor.tables.sources import Kept, Verdict
from extractor.tracking.store import Store
from extractor.tracking.store import Verdict as Noted

_MAGIC = b"DUCK"  # stands behind eight bytes of checksum


def is_store(path: Path) -> bool:
    """Whether a path is a store, or the folder of a snapshot of one."""
    if path.is_dir():
        return (path / "claims.parquet").exists() and (path / "documents.parquet").exists()
    with path.open("rb") as file:
        return file.read(12)[8:] == _MAGIC


def kept_sources(store: Store, where: str = "true") -> Iterator[Kept]:
    """Yield the documents of a store that have claims for which a condition holds, with these claims."""
    query = (
        f"SELECT id, text FROM documents WHERE text IS NOT NULL AND id IN (SELECT document FROM claims WHERE {where})"  # noqa: S608
    )
    found = store.query(query)
    texts = dict(zip(found.column("id").to_pylist(), found.column("text").to_pylist(), strict=True))
    for name, claims in groupby(store.claims(where), key=lambda claim: claim.document.id):
        own = tuple(claims)
        yield Kept(own[0].document, texts.get(name), own)


def kept_verdicts(store: Store) -> dict[str, Verdict]:
    """Return the verdicts of a store by claim; of several people, the latest."""
    found = store.query(
        "SELECT id, verdict, verdict_source, note FROM claims "
        "WHERE verdict IS NOT NULL OR verdict_source IS NOT NULL OR note IS NOT NULL"
    )
    return {row["id"]: Verdict(*list(row.values())[1:]) for row in found.to_pylist()}


def noted_verdicts(store: Store) -> list[Noted]:
    """Return every verdict of a store as it was noted."""
    rows = store.query('SELECT claim, verdict, source, note, "by", given FROM verdicts').to_pylist()
    return [Noted(*row.values()) for row in rows]
