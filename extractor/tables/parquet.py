"""Claims as Parquet: the Arrow schema of the corpus, nothing of a claim left out, and what people said of it.

``extractor.corpus.records.claims_of`` builds the claims again from the file.

Input: Source*, Verdicts. Output: a .parquet file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.tables.headings import PEOPLE
from extractor.tables.rows import sentence
from extractor.tables.safety import writable
from extractor.tables.sources import Source, Verdict, Verdicts

_AT_ONCE = 5_000


def write_parquet(sources: Iterable[Source], path: Path, *, verdicts: Verdicts | None = None) -> None:
    """Write one row a claim, part after part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from extractor.corpus.records import batch_of
    from extractor.corpus.schema import CLAIMS, TEXT

    schema = pa.schema([*CLAIMS, *(pa.field(name, TEXT) for name in ("sentence", *PEOPLE))])
    found = _rows(sources, verdicts or {})
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        while part := list(islice(found, _AT_ONCE)):
            out.write_batch(batch_of(part, schema))


def _rows(sources: Iterable[Source], verdicts: Verdicts) -> Iterator[dict[str, Any]]:
    from extractor.corpus.records import claim_row

    for source in sources:
        for claim in source.claims:
            said = verdicts.get(claim.id, Verdict())
            row = {**claim_row(claim), "sentence": sentence(claim, source.text)}
            row |= zip(PEOPLE, (said.verdict, said.source, said.note), strict=True)
            yield {name: _writable(cell) for name, cell in row.items()}


def _writable(cell: Any) -> Any:
    if isinstance(cell, str):
        return writable(cell)
    if isinstance(cell, list):
        return [_writable(part) for part in cell]
    if isinstance(cell, dict):
        return {name: _writable(part) for name, part in cell.items()}
    return cell
