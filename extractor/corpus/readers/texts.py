"""A file a document: plain text and HTML pages. The document is named by its file.

Input: Source. Output: one Reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.corpus.files import Fault as FileFault
from extractor.corpus.files import decoded
from extractor.corpus.inputs import Source
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Fault, Reading, reading
from extractor.corpus.streams import BROKEN, InflatedError, opened, told


def read_text(source: Source, columns: Columns, limits: Limits, first: int) -> Iterator[Reading]:
    """Yield the one document of a text file."""
    if first > 1:
        return
    data = _data(source, limits)
    if isinstance(data, str):
        yield _lost(source, data)
        return
    found = decoded(source.name, source.name, data)
    if isinstance(found, FileFault):
        yield _lost(source, found.reason)
    else:
        yield reading(1, {**source.columns, columns.text: found.text}, columns, source.name, source.size)


def read_page(source: Source, columns: Columns, limits: Limits, first: int) -> Iterator[Reading]:
    """Yield the one document of an HTML file, as bytes: pages name their own encoding."""
    if first > 1:
        return
    data = _data(source, limits)
    if isinstance(data, str):
        yield _lost(source, data)
    else:
        yield reading(1, {**source.columns, columns.html: data}, columns, source.name, source.size)


def _data(source: Source, limits: Limits) -> bytes | str:
    """Return the bytes of a file, or what is wrong with it."""
    try:
        with opened(source) as stream:
            data = stream.read(limits.document_bytes + 1)
    except (*BROKEN, InflatedError) as error:
        return told(error)
    if len(data) > limits.document_bytes:
        return f"more than {limits.document_bytes:,} bytes, too many for {limits.characters:,} characters, the limit"
    return data


def _lost(source: Source, reason: str) -> Reading:
    return Reading(1, None, (Fault(reason, document=source.name),), source.size)
