"""Claims as Arrow rows: every column is there, and nothing of a claim is lost on the way."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_samples import article
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor import model
from extractor.columns import COLUMNS
from extractor.corpus.records import claims_batch, claims_of
from extractor.corpus.schema import CLAIMS, VOCABULARIES, plain
from extractor.model import Claim, DocumentRef, Phrase, Quantity, Span, TimeScope

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
_OFFSET = st.integers(0, 2**31 - 1)
_SPAN = st.builds(Span, _OFFSET, _OFFSET)
_PHRASE = st.none() | st.builds(Phrase, _SPAN, _TEXT, st.booleans())
_NUMBER = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.fractions() | st.just(Decimal("1E+400"))
_DAY = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
_LISTED = st.lists(_TEXT, max_size=3).map(tuple)


def _quantity(low: Any, high: Any, single: bool, **rest: Any) -> Quantity:
    return Quantity(low=low, high=low if single else high, **rest)


_BUILDERS: dict[str, st.SearchStrategy[Any]] = {
    "quantity": st.builds(
        _quantity,
        st.none() | _NUMBER,
        st.none() | _NUMBER,
        st.booleans(),
        unit=_TEXT,
        kind=st.sampled_from(model.Kind),
        modifier=st.sampled_from(model.Modifier),
        counter=st.none() | _TEXT,
        per=st.none() | _TEXT,
        alternatives=st.lists(_NUMBER, max_size=2).map(tuple),
    ),
    "document": st.builds(DocumentRef, _TEXT, *(st.none() | _TEXT,) * 3, _DAY),
    "change": st.none() | st.builds(model.Change, st.sampled_from(model.ChangeRole), _LISTED, _PHRASE),
    "time": st.none() | st.builds(TimeScope, _SPAN, _TEXT, st.sampled_from(model.TimeKind), _DAY, _DAY),
    "attribution": st.builds(
        model.Attribution,
        _PHRASE,
        _PHRASE,
        _PHRASE,
        _PHRASE,
        st.booleans(),
        st.none() | st.sampled_from(model.Resolution),
        st.lists(_SPAN, max_size=2).map(tuple),
        _LISTED,
        _PHRASE,
    ),
    "flags": st.lists(st.sampled_from(model.Flag), max_size=3).map(tuple),
    "evidence": st.lists(
        st.builds(model.Evidence, _TEXT, _SPAN, st.none() | st.builds(model.RuleRef, _TEXT, _TEXT, _OFFSET)), max_size=3
    ).map(tuple),
    **dict.fromkeys(("id", "text"), _TEXT),
    **dict.fromkeys(("span", "sentence"), _SPAN),
    **dict.fromkeys(("subject", "place"), _PHRASE),
    **dict.fromkeys(("part_of", "repeat_of"), st.none() | _TEXT),
    "stage": st.sampled_from(model.Stage),
    "modality": st.sampled_from(model.Modality),
    "polarity": st.sampled_from(model.Polarity),
}
CLAIM = st.builds(Claim, **_BUILDERS)


def test_schema_has_every_column_of_the_flat_row_in_its_order() -> None:
    assert tuple(CLAIMS.names[: len(COLUMNS)]) == COLUMNS, "a new column of COLUMNS needs a type in corpus/schema.py"


def test_every_field_of_a_claim_is_tried() -> None:
    assert {field.name for field in fields(Claim)} == set(_BUILDERS), "a new field must survive the way through Arrow"


def test_every_closed_vocabulary_is_a_dictionary_column() -> None:
    ours = {kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, StrEnum)}
    assert ours - {StrEnum, model.Flag} <= set(VOCABULARIES.values())
    for name, vocabulary in VOCABULARIES.items():
        if name in CLAIMS.names:
            assert pa.types.is_dictionary(CLAIMS.field(name).type)
            values = claims_batch(()).column(name).dictionary.to_pylist()
            assert values == [member.value for member in vocabulary]


@given(st.lists(CLAIM, max_size=4))
def test_a_claim_is_the_same_after_arrow(claims: list[Claim]) -> None:
    batch = claims_batch(claims)
    assert batch.schema == CLAIMS
    batch.validate(full=True)
    assert list(claims_of(batch)) == claims


@given(st.lists(CLAIM, max_size=4))
def test_a_cell_of_the_flat_row_and_of_arrow_agree(claims: list[Claim]) -> None:
    for claim, row in zip(claims, claims_batch(claims).to_pylist(), strict=True):
        for name, cell in claim.to_row().items():
            if name in ("value", "low", "high"):
                assert row[name] is None or row[name] == float(cell)  # type: ignore[arg-type]
            elif isinstance(row[name], list):
                assert "; ".join(row[name]) == (cell or "")
            elif name != "direct" or cell is not None:
                assert row[name] == cell, name


def test_claims_survive_parquet(tmp_path: Path) -> None:
    claims = extractor.extract(article(7)).claims
    assert claims
    pq.write_table(pa.Table.from_batches([claims_batch(claims)]), tmp_path / "claims.parquet")
    table = pq.read_table(tmp_path / "claims.parquet")
    assert table.cast(CLAIMS).schema == CLAIMS  # Parquet may call the items of lists by another name
    assert tuple(claims_of(table)) == claims


@pytest.mark.parametrize(
    ("number", "double", "exact"),
    [
        (Decimal(2600), 2600.0, "2600"),
        (Fraction(1, 3), 1 / 3, "1/3"),
        (Decimal(10) ** 400, None, "1" + "0" * 400),
    ],
)
def test_numbers_stand_exactly_beside_their_doubles(
    number: Decimal | Fraction, double: float | None, exact: str
) -> None:
    claim = Claim(
        "c", DocumentRef("d"), Span(0, 1), "x", Span(0, 1), Quantity(number, number, "count", model.Kind.COUNT)
    )
    row = claims_batch([claim]).to_pylist()[0]
    assert (row["value"], row["exact"]) == (double, exact)


def test_the_plain_schema_has_no_dictionaries() -> None:
    assert not any(pa.types.is_dictionary(field.type) for field in plain(CLAIMS))
    assert plain(CLAIMS).names == CLAIMS.names
