"""Documents in, claims out: the one stateless function that the process pool, Spark and notebooks call.

What comes out depends on the document alone, never on what stands beside it in the batch. A document that cannot be
read, or on which the extractor fails, becomes a row of errors; the others are read all the same.

Input: a RecordBatch of ``schema.INPUT`` (columns may be missing, texts may be large strings). Output: Outcome.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from extractor.corpus.limits import MAX_CHARACTERS
from extractor.corpus.records import batch_of, claims_batch
from extractor.corpus.schema import DOCUMENTS, ERRORS, Phase
from extractor.model import Claim
from extractor.pipeline import Extractor
from extractor.result import Result

_MOST_OF_A_REASON = 500
# Longer than any article: where nothing is found in so much text, something is likely wrong with it.
_LONG = 50_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read. ``given_up``: rows of the batch (from 0) not to be tried, and why."""

    max_characters: int = MAX_CHARACTERS
    keep_text: bool = False
    reader: str | None = None
    given_up: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch gave: three batches by the schemas of the same names, each in the order of the documents."""

    claims: pa.RecordBatch
    documents: pa.RecordBatch
    errors: pa.RecordBatch


class Rows(NamedTuple):
    """What one document gave: its claims, its row of documents (None: it was lost), its rows of errors."""

    claims: tuple[Claim, ...]
    document: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...]


def extract_batch(
    documents: pa.RecordBatch,
    extract: Extractor,
    settings: Settings | None = None,
    started: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Read every document of a batch; ``started`` is told each row's number before it is tried."""
    return outcome_of(document_rows(documents, extract, settings or Settings(), started))


def outcome_of(found: Iterable[Rows]) -> Outcome:
    """Return the rows of documents, one after another, as batches."""
    rows = list(found)
    return Outcome(
        claims_batch(claim for row in rows for claim in row.claims),
        batch_of((row.document for row in rows if row.document), DOCUMENTS),
        batch_of((error for row in rows for error in row.errors), ERRORS),
    )


def document_rows(
    documents: pa.RecordBatch,
    extract: Extractor,
    settings: Settings,
    started: Callable[[int], None] = lambda _: None,
) -> Iterator[Rows]:
    """Read every document of a batch, one after another."""
    for number, row in enumerate(_rows(documents)):
        started(number)
        try:
            if number in settings.given_up:
                raise _Lost(settings.given_up[number])  # noqa: TRY301  (one way for all reasons)
            yield _read(row, extract, settings)
        except _Lost as lost:
            yield Rows((), None, (_error(row, lost.reason),))
        except Exception as error:  # noqa: BLE001  (whatever a document does to us must not stop the others)
            yield Rows((), None, (_error(row, _told(error)),))


class _Lost(Exception):  # noqa: N818  (no error of ours: the document is at fault)
    """A document that cannot be read, and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _rows(documents: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for number in range(documents.num_rows):
        yield {name: documents.column(name)[number].as_py() for name in documents.schema.names}


def _read(row: dict[str, Any], extract: Extractor, settings: Settings) -> Rows:
    row = _with_text(row)
    text, name = row["text"], row.get("id")
    if text is None:
        reason = "there is no text"
        raise _Lost(reason)
    if name is None:
        reason = "there is no id"
        raise _Lost(reason)
    if len(text) > settings.max_characters:
        reason = f"{len(text):,} characters; the limit is {settings.max_characters:,}"
        raise _Lost(reason)
    if not any(map(str.isprintable, text.replace(" ", ""))):
        reason = "the text is empty"
        raise _Lost(reason)
    known: dict[str, Any] = {key: row.get(key) for key in ("title", "outlet", "url", "published")}
    result = extract(text, id=name, **known)
    noted = (_error(row, reason, lost=False) for reason in _oddities(result))
    return Rows(result.claims, _document(row, result, settings), tuple(noted))


def _oddities(result: Result) -> Iterator[str]:
    """Yield what makes us doubt that a document is what it should be."""
    nuls = result.text.count("\0")
    if nuls:
        yield f"the text holds {nuls:,} NUL characters, as binary data does, or UTF-16 read as UTF-8"
    if not result.claims and len(result.text) >= _LONG:
        yield f"no figure was found in {len(result.text):,} characters"


def _with_text(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with the text of its page, and with what the page says of itself where the row is silent."""
    if row.get("text") is not None or row.get("html") is None:
        return {"text": None, **row}
    from extractor.corpus.html import PageError, page_text

    try:
        page = page_text(row["html"])
    except PageError as error:
        raise _Lost(str(error)) from None
    return {**row, **{key: value for key, value in page._asdict().items() if row.get(key) is None}}


def _document(row: dict[str, Any], result: Result, settings: Settings) -> dict[str, Any]:
    ref, text = result.document, result.text
    published: date | None = ref.published
    return {
        "id": ref.id,
        "source": row.get("source"),
        "row": row.get("row"),
        "title": ref.title,
        "outlet": ref.outlet,
        "url": ref.url,
        "published": published,
        "characters": len(text),
        "claims": len(result.claims),
        "digest": hashlib.sha256(text.encode()).hexdigest()[:16],
        "reader": settings.reader,
        "text": text if settings.keep_text else None,
    }


def _error(row: dict[str, Any], reason: str, *, lost: bool = True) -> dict[str, Any]:
    return {
        "source": row.get("source"),
        "row": row.get("row"),
        "document": row.get("id"),
        "phase": Phase.EXTRACT.value,
        "lost": lost,
        "reason": reason,
    }


def _told(error: Exception) -> str:
    """Return what happened and where, in one line that every output can hold."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.rpartition('extractor')[2].lstrip('/')}:{frame.lineno}"
    told = f"the extractor failed: {type(error).__name__}: {error}"[:_MOST_OF_A_REASON] + f" (at {place})"
    return told.encode("utf-8", "backslashreplace").decode()
