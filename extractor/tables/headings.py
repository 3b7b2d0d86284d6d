"""The columns of the flat exports with their headings, and the words that people read, in Persian and in English.

Input: columns.yaml and words.yaml beside this module. Output: Column*, words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

PEOPLE = ("verdict", "verdict_source", "note")


class Language(StrEnum):
    """The language of headings and of the report's own words; what documents say stays as it is."""

    FA = "fa"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the flat exports."""

    name: str
    type: str
    headings: Mapping[Language, str]
    meanings: Mapping[Language, str]
    example: str
    width: int
    hidden: bool


@cache
def columns() -> tuple[Column, ...]:
    """Return every column, in the order of the exports."""
    return tuple(
        Column(
            name=row["name"],
            type=row["type"],
            headings={Language.FA: row["fa"], Language.EN: row["en"]},
            meanings={Language.FA: row["means_fa"], Language.EN: row["means"]},
            example=row["example"],
            width=row["width"],
            hidden=row.get("hidden", False),
        )
        for row in _read("columns.yaml")
    )


@cache
def words(language: Language) -> Mapping[str, Any]:
    """Return the words of the report in a language, by group and key; a group without the language is missing."""
    return {group: found[language] for group, found in _read("words.yaml").items() if language in found}


def _read(name: str) -> Any:
    import yaml

    return yaml.load((Path(__file__).parent / name).read_bytes(), Loader=yaml.CSafeLoader)
