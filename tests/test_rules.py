"""Every example and counterexample of every shipped rule, one test each."""

from __future__ import annotations

import pytest

import extractor
from extractor.checking import check_example
from extractor.rulebook.rule import Example

LANGUAGES = ("fa", "en")


def _cases() -> list[object]:
    return [
        pytest.param(
            language,
            example,
            id=f"{example.place.path}:{example.place.line} {example.rule}",
            marks=[pytest.mark.xfail(reason=example.todo, strict=True)] if example.todo else [],
        )
        for language in LANGUAGES
        for example in extractor.load(language).examples
    ]


@pytest.mark.parametrize(("language", "example"), _cases())
def test_example(language: str, example: Example) -> None:
    assert check_example(extractor.load(language), example) is None
