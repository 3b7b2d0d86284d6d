"""Every example and counterexample of every shipped rule, one test each."""

from __future__ import annotations

import pytest

import extractor
from extractor.checking import check_example
from extractor.rulebook.rule import Example

EXAMPLES = extractor.load("fa").examples


def _cases() -> list[object]:
    return [
        pytest.param(
            example,
            id=f"{example.place.path}:{example.place.line} {example.rule}",
            marks=[pytest.mark.xfail(reason=example.todo, strict=True)] if example.todo else [],
        )
        for example in EXAMPLES
    ]


@pytest.mark.parametrize("example", _cases())
def test_example(example: Example) -> None:
    assert check_example(extractor.load("fa"), example) is None
