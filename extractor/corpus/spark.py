"""The same on Spark (extra ``[spark]``): a DataFrame of documents in, a DataFrame of claims out.

Workers run the function of ``extractor.corpus.extraction`` through ``mapInArrow``; claims have the columns and the rows
of a local run, with text in place of dictionary columns, which Spark cannot take. The package must be installed for the
Python that the workers run (docs/scale.md tells how to send it to a cluster).

Input: a DataFrame with a column of texts (or pages). Output: DataFrames by ``schema.CLAIMS``, DOCUMENTS, ERRORS.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from extractor.corpus.extraction import Rows, Settings
from extractor.corpus.items import Item, item_rows
from extractor.corpus.limits import MAX_CHARACTERS
from extractor.corpus.mapping import Columns, Reading, reading
from extractor.corpus.records import batch_of, claims_batch
from extractor.corpus.schema import CLAIMS, DOCUMENTS, ERRORS, plain
from extractor.ruleset import RuleSet

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# Claims of so many documents are held at once, however many Spark sends together.
_DOCUMENTS = 64


def _listed(schema: pa.Schema) -> pa.DataType:
    return pa.list_(pa.struct(list(plain(schema))))


OUTCOMES = pa.schema([("claims", _listed(CLAIMS)), ("documents", _listed(DOCUMENTS)), ("errors", _listed(ERRORS))])


def extract(df: DataFrame, **options: Any) -> DataFrame:
    """Return one row a claim. Documents that cannot be read are in :func:`errors` of the same arguments.

    Takes the options of :func:`outcomes`.
    """
    return claims(outcomes(df, **options))


def outcomes(
    df: DataFrame,
    *,
    language: str | Iterable[str] = "fa",
    packs: Iterable[str | Path] = (),
    columns: Mapping[str, str] | None = None,
    max_characters: int = MAX_CHARACTERS,
    keep_text: bool = False,
) -> DataFrame:
    """Return one row a document: lists of its claims, of its row of documents, of its errors.

    Persist it where more than one of :func:`claims`, :func:`documents` and :func:`errors` is wanted, or documents are
    read once for each.

    Args:
        df: documents; a document without an id is named by a digest of its text.
        language: the rules to read by, of one language or several; the workers must have them.
        packs: folders of more rules, on paths that every worker can read.
        columns: which column is what, where it is not called so: ``{"text": "body"}``; the parts are text, html, id,
            title, outlet, url, published.
        max_characters: longer documents become errors.
        keep_text: write the texts into the documents.

    Raises:
        ValueError: a column is missing, or the workers would run another Python.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    _check_python(df)
    named = Columns.named(columns or {})
    wrong = named.missing(tuple(df.columns))
    if wrong:
        raise ValueError(wrong)
    wanted = [name for name in named.wanted().values() if name in df.columns]
    settings = Settings(max_characters=max_characters, keep_text=keep_text)
    run = _runner(RuleSet.of(language, packs), named, settings)
    return df.select(*(f"`{name}`" for name in wanted)).mapInArrow(run, from_arrow_schema(OUTCOMES))


def claims(outcomes: DataFrame) -> DataFrame:
    """Return the claims of outcomes, one a row."""
    return _flat(outcomes, "claims")


def documents(outcomes: DataFrame) -> DataFrame:
    """Return the documents that were read, one a row."""
    return _flat(outcomes, "documents")


def errors(outcomes: DataFrame) -> DataFrame:
    """Return what could not be read, and what was read with a fault, one a row."""
    return _flat(outcomes, "errors")


def _flat(outcomes: DataFrame, column: str) -> DataFrame:
    from pyspark.sql.functions import explode

    return outcomes.select(explode(column).alias("row")).select("row.*")


def _runner(
    rules: RuleSet, columns: Columns, settings: Settings
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        extract = rules.load()
        for batch in batches:
            for start in range(0, batch.num_rows, _DOCUMENTS):
                items = [Item(None, _reading(row, columns)) for row in batch.slice(start, _DOCUMENTS).to_pylist()]
                yield _outcomes(list(item_rows(items, extract, settings)))

    return run


def _reading(row: Mapping[str, object], columns: Columns) -> Reading:
    content = row.get(columns.text) or row.get(columns.html) or ""
    data = content if isinstance(content, bytes) else str(content).encode("utf-8", "surrogatepass")
    return reading(0, row, columns, hashlib.sha256(data).hexdigest()[:16])


def _outcomes(rows: list[Rows]) -> pa.RecordBatch:
    arrays = [
        _lists(claims_batch(claim for row in rows for claim in row.claims), [len(row.claims) for row in rows]),
        _lists(batch_of((row.document for row in rows if row.document), DOCUMENTS), [bool(r.document) for r in rows]),
        _lists(batch_of((error for row in rows for error in row.errors), ERRORS), [len(row.errors) for row in rows]),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=OUTCOMES)


def _lists(batch: pa.RecordBatch, counts: Iterable[int]) -> pa.Array:
    """Return the rows of a batch as lists of so many rows each."""
    offsets = [0]
    for count in counts:
        offsets.append(offsets[-1] + count)
    fields = list(plain(batch.schema))
    columns = [column.cast(field.type) for column, field in zip(batch.columns, fields, strict=True)]
    values = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)


def _check_python(df: DataFrame) -> None:
    """On one machine the workers must run this Python: Spark takes ``python3`` of the path unless it is told.

    Raises:
        ValueError: they would run another.
    """
    context = getattr(df.sparkSession, "_sc", None)
    if context is None or not re.fullmatch(r"local(\[.*\])?", context.master):
        return
    runs = shutil.which(context.pythonExec) or context.pythonExec
    if Path(runs) != Path(sys.executable):
        msg = (
            f"the workers of Spark would run {runs}, which is not the Python that has the extractor; before the "
            f"session is made, set os.environ['PYSPARK_PYTHON'] = sys.executable"
        )
        raise ValueError(msg)
