"""The Arrow schemas: documents in, and claims, documents and errors out. The one place where they are derived.

Claims have every column of ``extractor.columns.COLUMNS`` under its name and in its order, then what the flat row
leaves out, so that a claim can be built again from its row (``extractor.corpus.records``). What differs from the row:

- ``value``, ``low``, ``high`` are doubles (null for what no double holds); ``exact`` is the number itself, as text;
- cells that the flat row joins with ``; `` are lists: alternatives, change_partners, candidates, flags, rules;
- closed vocabularies are dictionary columns whose dictionary is the enum of ``extractor.model``, in its order;
- ``X_span`` {start, end}: where phrase X stands in the document, for subject, change_base, time, place, speaker,
  speaker_role, organisation, cue and wire; ``inferred``: which of them stand outside the claim's own sentence;
- ``speaker_spans``: the words by which the speaker was found; ``evidence``: field by field which words, and which rule.

Offsets count code points of the document's text. This module needs pyarrow; import it where it is needed.

Input: the enums of the model. Output: schemas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import pyarrow as pa

from extractor.columns import COLUMNS
from extractor.model import ChangeRole, Kind, Modality, Modifier, Polarity, Resolution, Stage, Status, TimeKind


class Phase(StrEnum):
    """Where a document met its fault."""

    READ = "read"
    EXTRACT = "extract"
    STORE = "store"


TEXT = pa.string()
TEXTS = pa.list_(pa.string())
OFFSET = pa.int32()
ENUM = pa.dictionary(pa.int8(), pa.string())
SPAN = pa.struct([("start", OFFSET), ("end", OFFSET)])
EVIDENCE = pa.struct(
    [("field", TEXT), ("start", OFFSET), ("end", OFFSET), ("rule", TEXT), ("path", TEXT), ("line", OFFSET)]
)

# Every phrase of a claim, by the name of its text column.
PHRASES = ("subject", "change_base", "time", "place", "speaker", "speaker_role", "organisation", "cue", "wire")

VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "modifier": Modifier,
    "kind": Kind,
    "status": Status,
    "stage": Stage,
    "modality": Modality,
    "polarity": Polarity,
    "change": ChangeRole,
    "time_kind": TimeKind,
    "resolution": Resolution,
    "phase": Phase,
}

_TYPES: Mapping[str, pa.DataType] = {
    **dict.fromkeys(VOCABULARIES, ENUM),
    **dict.fromkeys(("alternatives", "change_partners", "candidates", "flags", "rules"), TEXTS),
    **dict.fromkeys(("start", "end", "sentence_start", "sentence_end"), OFFSET),
    **dict.fromkeys(("value", "low", "high"), pa.float64()),
    **dict.fromkeys(("time_start", "time_end", "published"), pa.date32()),
    **dict.fromkeys(("place_inferred", "direct"), pa.bool_()),
}

_ALWAYS = frozenset(
    {"id", "document", "start", "end", "text", "exact", "modifier", "unit", "kind", "status", "stage", "modality"}
    | {"polarity", "sentence_start", "sentence_end"}
)


def _claims() -> Iterable[pa.Field]:
    for name in COLUMNS:
        yield pa.field(name, _TYPES.get(name, TEXT), nullable=name not in _ALWAYS)
    for name in PHRASES:
        yield pa.field(f"{name}_span", SPAN)
    yield pa.field("inferred", TEXTS)
    yield pa.field("speaker_spans", pa.list_(SPAN))
    yield pa.field("evidence", pa.list_(EVIDENCE))


CLAIMS = pa.schema(list(_claims()))

# What the function of extractor.corpus.extraction takes: `id`, and `text` or `html`; every other column may be missing.
INPUT = pa.schema(
    [
        pa.field("id", TEXT),
        pa.field("text", TEXT),
        pa.field("html", pa.binary()),
        pa.field("title", TEXT),
        pa.field("outlet", TEXT),
        pa.field("url", TEXT),
        pa.field("published", pa.date32()),
        pa.field("source", TEXT),
        pa.field("row", pa.int64()),
    ]
)

# One row a document that was read, with claims or without. `digest` names the text, `reader` what read it (version
# and rules); `text` is null unless the run keeps texts.
DOCUMENTS = pa.schema(
    [
        pa.field("id", TEXT, nullable=False),
        pa.field("source", TEXT),
        pa.field("row", pa.int64()),
        pa.field("title", TEXT),
        pa.field("outlet", TEXT),
        pa.field("url", TEXT),
        pa.field("published", pa.date32()),
        pa.field("characters", pa.int64(), nullable=False),
        pa.field("claims", pa.int64(), nullable=False),
        pa.field("digest", TEXT, nullable=False),
        pa.field("reader", TEXT),
        pa.field("text", TEXT),
    ]
)

# One row a fault. `row` counts from 1 within the source, 0 is the file as a whole; `lost` tells whether the document
# (or the rest of the file) was given up, or read all the same.
ERRORS = pa.schema(
    [
        pa.field("source", TEXT),
        pa.field("row", pa.int64()),
        pa.field("document", TEXT),
        pa.field("phase", ENUM, nullable=False),
        pa.field("lost", pa.bool_(), nullable=False),
        pa.field("reason", TEXT, nullable=False),
    ]
)


def plain(schema: pa.Schema) -> pa.Schema:
    """Return the schema with text in place of dictionary columns, for engines that take none (Spark)."""
    fields = (field.with_type(TEXT) if pa.types.is_dictionary(field.type) else field for field in schema)
    return pa.schema([field.with_nullable(True) for field in fields])
