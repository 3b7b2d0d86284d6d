"""One file a kind of input; ``read`` chooses. Rows before ``first`` are passed over as cheaply as the kind allows.

Input: Source, Columns, Limits. Output: Reading*, with rows that count up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extractor.corpus.inputs import SUFFIXES, Kind, Source
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Fault, Reading
from extractor.corpus.readers.csvs import read_csv
from extractor.corpus.readers.jsons import read_json, read_jsonl
from extractor.corpus.readers.parquets import read_parquet
from extractor.corpus.readers.texts import read_page, read_text

Reader = Callable[[Source, Columns, Limits, int], Iterator[Reading]]


def read(source: Source, columns: Columns, limits: Limits, first: int = 0) -> Iterator[Reading]:
    """Yield the rows of a source from row ``first`` on; whatever is wrong with it is a fault of a row."""
    return _READERS[source.kind](source, columns, limits, first)


def _unknown(source: Source, _columns: Columns, _limits: Limits, _first: int) -> Iterator[Reading]:
    known = ", ".join(SUFFIXES)
    what = "a folder that cannot be listed" if source.path.is_dir() else f"'{source.suffix}' is no kind of file we read"
    yield Reading(0, None, (Fault(f"{what}; we read {known}, also compressed as .gz, .bz2, .xz or .zst"),), source.size)


_READERS: Mapping[Kind, Reader] = {
    Kind.TEXT: read_text,
    Kind.PAGE: read_page,
    Kind.JSONL: read_jsonl,
    Kind.JSON: read_json,
    Kind.CSV: read_csv,
    Kind.PARQUET: read_parquet,
    Kind.UNKNOWN: _unknown,
}
