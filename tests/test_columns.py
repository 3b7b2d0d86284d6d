"""docs/columns.md, the data of the columns, and the columns themselves say the same.

``python tests/test_columns.py`` writes the page anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from claim_factory import desk

from extractor.columns import COLUMNS
from extractor.model import ChangeRole, Flag, Kind, Modality, Modifier, Polarity, Resolution, Stage, Status, TimeKind
from extractor.tables.headings import PEOPLE, Language, columns, words
from extractor.tables.rows import TABLE_COLUMNS, rows

PAGE = Path(__file__).parent.parent / "docs" / "columns.md"
VOCABULARIES: dict[str, type[StrEnum]] = {
    "modifier": Modifier, "kind": Kind, "status": Status, "stage": Stage, "modality": Modality, "polarity": Polarity,
    "change": ChangeRole, "time_kind": TimeKind, "resolution": Resolution, "flags": Flag,
}  # fmt: skip
TYPES = {"text": str, "code": str, "integer": int, "number": Decimal, "boolean": bool, "date": date}


def rendered() -> str:
    """Return the page as the data have it."""
    return "\n".join([*_lines(), ""])


def _lines() -> Iterator[str]:
    yield from (
        "# The columns of a claim table",
        "",
        "Every flat export (`xlsx`, `csv`, `jsonl`, `parquet`, `DataFrame`) has these columns, in this order.",
        "Names and meanings are stable: new columns come at the end of their group, none is renamed or reused.",
        "Headings are Persian or English by choice (`--headings fa|en`); JSONL, Parquet and DataFrames have the names.",
        "",
        "- `number`: a real number in Excel, exact as a `Decimal` in Python; `exact` has it as text.",
        "- `date`: Gregorian, both ends of an interval included; ISO 8601 as text.",
        "- `code`: one of a closed vocabulary, listed below.",
        "- Offsets count code points of the original text, from 0; ends are exclusive.",
        "- In Parquet, cells joined with `; ` are lists, and more columns follow that build the whole claim again",
        "  (`extractor.corpus.records.claims_of`).",
        "- In CSV, a cell that a spreadsheet would run as a formula has an apostrophe before it; «-۵ درصد» has none.",
        "- In a workbook, text that begins with digits has a mark of direction (U+200F) before it, which reading the",
        "  workbook back takes away.",
        "- No file can hold half a surrogate pair: U+FFFD stands for it.",
        "",
        "| column | type | heading | سرستون | meaning | example |",
        "|---|---|---|---|---|---|",
    )
    for column in columns():
        headings = column.headings[Language.EN], column.headings[Language.FA]
        cells = (f"`{column.name}`", column.type, *headings, column.meanings[Language.EN], column.example)
        yield f"| {' | '.join(cells)} |"
    yield from (
        "",
        "The last three belong to people. The program never fills them; what people write there comes back with",
        "`extractor store annotate FILE`, by the claim id.",
        "",
        "## Closed vocabularies",
        "",
    )
    persian = words(Language.FA)
    for name, vocabulary in VOCABULARIES.items():
        labels = persian.get("flag" if name == "flags" else name) or persian.get("status" if name == "stage" else name)
        told = (f"`{value}`" + (f" {labels[value]}" if labels else "") for value in vocabulary)
        yield f"- `{name}`: {', '.join(told)}"


def test_the_page_is_that_of_the_data() -> None:
    assert PAGE.read_text(encoding="utf-8") == rendered(), "run: python tests/test_columns.py"


def test_the_data_have_every_column_in_order() -> None:
    assert tuple(column.name for column in columns()) == TABLE_COLUMNS == (*COLUMNS, "sentence", *PEOPLE)


def test_headings_are_there_and_tell_columns_apart() -> None:
    for language in Language:
        headings = [column.headings[language] for column in columns()]
        assert all(headings)
        assert len(set(headings)) == len(headings)
    assert all(column.meanings[language] and column.example for column in columns() for language in Language)


def test_cells_are_of_the_types_that_are_told() -> None:
    for row in rows(desk()):
        for column in columns():
            cell = row[column.name]
            assert cell is None or type(cell) is TYPES[column.type], column.name


def test_codes_are_of_the_vocabularies_that_are_told() -> None:
    told = {column.name for column in columns() if column.type == "code"}
    assert told | {"flags"} == set(VOCABULARIES)
    for row in rows(desk()):
        assert all(row[name] is None or row[name] in set(VOCABULARIES[name]) for name in told)


def test_every_code_has_words_in_both_languages() -> None:
    for language in Language:
        said = words(language)
        for name in ("modifier", "kind", "status", "polarity", "change"):
            assert list(said[name]) == list(VOCABULARIES[name]), name
        assert set(said["flag"]) == set(Flag)
        assert set(said["status_group"]) == set(Status)


if __name__ == "__main__":
    PAGE.write_text(rendered(), encoding="utf-8")
