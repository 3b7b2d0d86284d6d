"""Claims as Arrow rows and back again: nothing of a claim is lost on the way.

Input: Claim*; a table of claims. Output: a RecordBatch of ``schema.CLAIMS``; Claim*.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from extractor.columns import exact_number
from extractor.corpus.schema import CLAIMS, PHRASES, VOCABULARIES
from extractor.model import (
    Attribution,
    Change,
    ChangeRole,
    Claim,
    DocumentRef,
    Evidence,
    Flag,
    Kind,
    Modality,
    Modifier,
    Number,
    Phrase,
    Polarity,
    Quantity,
    Resolution,
    RuleRef,
    Span,
    Stage,
    TimeKind,
    TimeScope,
)

Row = Mapping[str, Any]


def claims_batch(claims: Iterable[Claim]) -> pa.RecordBatch:
    """Return one row a claim."""
    return batch_of((claim_row(claim) for claim in claims), CLAIMS)


def batch_of(rows: Iterable[Row], schema: pa.Schema) -> pa.RecordBatch:
    """Return rows as a batch; columns of closed vocabularies get the whole vocabulary as their dictionary."""
    rows = list(rows)
    arrays = [_array([row.get(field.name) for row in rows], field) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def claim_row(claim: Claim) -> dict[str, Any]:
    """Return the row of a claim, by the columns of ``schema.CLAIMS``."""
    quantity, change, said = claim.quantity, claim.change, claim.attribution
    row: dict[str, Any] = dict(claim.to_row())
    row["value"], row["low"], row["high"] = map(_double, (quantity.value, quantity.low, quantity.high))
    row["alternatives"] = list(map(exact_number, quantity.alternatives))
    row["change_partners"] = list(change.partners) if change else None
    row["candidates"] = list(said.candidates)
    row["flags"] = [flag.value for flag in claim.flags]
    row["rules"] = [rule.id for rule in claim.rules]
    row["direct"] = True if said.direct else row["direct"]
    phrases = _phrases(claim)
    for name in PHRASES:
        phrase = phrases[name]
        row[f"{name}_span"] = _span_row(phrase.span) if phrase else None
    row["inferred"] = [name for name, phrase in phrases.items() if isinstance(phrase, Phrase) and phrase.inferred]
    row["speaker_spans"] = list(map(_span_row, said.evidence))
    row["evidence"] = [_evidence_row(evidence) for evidence in claim.evidence]
    return row


def claims_of(table: pa.Table | pa.RecordBatch) -> Iterator[Claim]:
    """Build claims again from their rows."""
    batches = table.to_batches(max_chunksize=1000) if isinstance(table, pa.Table) else (table,)
    for batch in batches:
        yield from map(claim_of, batch.to_pylist())


def claim_of(row: Row) -> Claim:
    """Build a claim again from its row."""
    return Claim(
        id=row["id"],
        document=DocumentRef(row["document"], row["title"], row["outlet"], row["url"], row["published"]),
        span=Span(row["start"], row["end"]),
        text=row["text"],
        sentence=Span(row["sentence_start"], row["sentence_end"]),
        quantity=_quantity(row),
        subject=_phrase(row, "subject"),
        stage=Stage(row["stage"]),
        modality=Modality(row["modality"]),
        polarity=Polarity(row["polarity"]),
        change=_change(row),
        time=_time(row),
        place=_phrase(row, "place"),
        attribution=_attribution(row),
        part_of=row["part_of"],
        repeat_of=row["repeat_of"],
        flags=tuple(map(Flag, row["flags"] or ())),
        evidence=tuple(map(_evidence, row["evidence"] or ())),
    )


def number_of(text: str) -> Number | None:
    """Return the number that ``columns.exact_number`` wrote; None for an open bound."""
    if not text:
        return None
    return Fraction(text) if "/" in text else Decimal(text)


def _array(values: list[Any], field: pa.Field) -> pa.Array:
    if not pa.types.is_dictionary(field.type):
        return pa.array(values, field.type)
    vocabulary = [member.value for member in VOCABULARIES[field.name]]
    index = {value: position for position, value in enumerate(vocabulary)}
    indices = pa.array([None if value is None else index[value] for value in values], field.type.index_type)
    return pa.DictionaryArray.from_arrays(indices, pa.array(vocabulary, field.type.value_type))


def _double(number: Number | None) -> float | None:
    if number is None:
        return None
    try:
        double = float(number)
    except OverflowError:
        return None
    return double if math.isfinite(double) else None


def _phrases(claim: Claim) -> dict[str, Phrase | TimeScope | None]:
    said = claim.attribution
    return {
        "subject": claim.subject,
        "change_base": claim.change.base if claim.change else None,
        "time": claim.time,
        "place": claim.place,
        "speaker": said.speaker,
        "speaker_role": said.role,
        "organisation": said.organisation,
        "cue": said.cue,
        "wire": said.wire,
    }


def _span_row(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _span(row: Row) -> Span:
    return Span(row["start"], row["end"])


def _evidence_row(evidence: Evidence) -> Row:
    rule = evidence.rule
    return {
        "field": evidence.field,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "rule": rule.id if rule else None,
        "path": rule.path if rule else None,
        "line": rule.line if rule else None,
    }


def _evidence(row: Row) -> Evidence:
    rule = RuleRef(row["rule"], row["path"], row["line"]) if row["rule"] is not None else None
    return Evidence(row["field"], Span(row["start"], row["end"]), rule)


def _quantity(row: Row) -> Quantity:
    low, ranged, high = row["exact"].partition("..")
    return Quantity(
        low=number_of(low),
        high=number_of(high if ranged else low),
        unit=row["unit"],
        kind=Kind(row["kind"]),
        modifier=Modifier(row["modifier"]),
        counter=row["counter"],
        per=row["per"],
        alternatives=tuple(Fraction(text) if "/" in text else Decimal(text) for text in row["alternatives"] or ()),
    )


def _phrase(row: Row, name: str) -> Phrase | None:
    if row[name] is None:
        return None
    return Phrase(_span(row[f"{name}_span"]), row[name], name in (row["inferred"] or ()))


def _change(row: Row) -> Change | None:
    if row["change"] is None:
        return None
    return Change(ChangeRole(row["change"]), tuple(row["change_partners"] or ()), _phrase(row, "change_base"))


def _time(row: Row) -> TimeScope | None:
    if row["time"] is None:
        return None
    kind = TimeKind(row["time_kind"])
    return TimeScope(_span(row["time_span"]), row["time"], kind, row["time_start"], row["time_end"])


def _attribution(row: Row) -> Attribution:
    return Attribution(
        speaker=_phrase(row, "speaker"),
        role=_phrase(row, "speaker_role"),
        organisation=_phrase(row, "organisation"),
        cue=_phrase(row, "cue"),
        direct=bool(row["direct"]),
        resolution=Resolution(row["resolution"]) if row["resolution"] else None,
        evidence=tuple(map(_span, row["speaker_spans"] or ())),
        candidates=tuple(row["candidates"] or ()),
        wire=_phrase(row, "wire"),
    )
