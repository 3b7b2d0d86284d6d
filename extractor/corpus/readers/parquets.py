"""Parquet, of any compression; only the columns that are mapped are read, some rows at a time.

Texts are read as dictionaries: a value that a file repeats a million times is held once. A row group whose columns
decode to far more than any text would is passed over (a decompression bomb).

Input: Source. Output: Reading*, a row each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.corpus.inputs import Source
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Fault, Reading, reading
from extractor.corpus.streams import MOST_INFLATED, NO_BOMB_BELOW

_ROWS = 128


def read_parquet(source: Source, columns: Columns, _limits: Limits, first: int) -> Iterator[Reading]:
    """Yield the documents of a file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    row = 0
    try:
        with pq.ParquetFile(source.path) as file:
            header = tuple(file.schema_arrow.names)
            wrong = columns.missing((*header, *source.columns))
            wanted = [name for name in columns.wanted().values() if name in header]
        if wrong:
            yield _fault(0, wrong, source.size)
            return
        texts = [name for name in (columns.text, columns.html) if name in wanted]
        with pq.ParquetFile(source.path, read_dictionary=texts, buffer_size=1 << 20) as file:
            for group in range(file.num_row_groups):
                rows = file.metadata.row_group(group).num_rows
                if row + rows < first:
                    row += rows
                    continue
                bomb = _bomb(file.metadata.row_group(group), wanted)
                if bomb:
                    yield _fault(row + 1, f"{bomb}; rows {row + 1:,} to {row + rows:,} were not read", source.size)
                    row += rows
                    continue
                batches = file.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False)
                for batch in batches:
                    yield from _rows(batch, row, first, file.metadata.num_rows, source, columns)
                    row += batch.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        said = str(error).partition("\n")[0][:300].encode("utf-8", "backslashreplace").decode()
        yield _fault(row + 1, f"cannot be read on from here: {said}", source.size)


def _rows(batch: Any, before: int, first: int, total: int, source: Source, columns: Columns) -> Iterator[Reading]:
    names = batch.schema.names
    for index in range(max(0, first - before - 1), batch.num_rows):
        row = before + index + 1
        cells = {**source.columns, **{name: batch.column(name)[index].as_py() for name in names}}
        yield reading(row, cells, columns, f"{source.name}#{row}", source.size * row // total)


def _bomb(group: Any, wanted: list[str]) -> str | None:
    for number in range(group.num_columns):
        column = group.column(number)
        inflated = column.total_uncompressed_size > NO_BOMB_BELOW + MOST_INFLATED * column.total_compressed_size
        if inflated and column.path_in_schema.partition(".")[0] in wanted:
            return f"'{column.path_in_schema}' decodes to more than {MOST_INFLATED} times its size: no text does"
    return None


def _fault(row: int, reason: str, at: int) -> Reading:
    return Reading(row, None, (Fault(reason),), at)
