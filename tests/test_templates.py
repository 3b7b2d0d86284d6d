"""Templates compile into variants, match words with or without gaps, and say what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from extractor.model import RuleRef
from extractor.rulebook.lexicon import Entry, compile_forms
from extractor.rulebook.matching import Filler, Fillers, match_templates
from extractor.rulebook.templates import TemplateError, Variant, compile_template
from extractor.text.words import words


@dataclass(frozen=True)
class Payload:
    variant: Variant


def _matches(template: str, text: str, fillers: dict[str, list[Filler]]) -> list[tuple[int, int, dict[str, object]]]:
    ref = RuleRef("test", "test.yaml", 1)
    lexicon = compile_forms((v.anchor.form, Entry("t", ref, Payload(v))) for v in compile_template(template))
    cut = words(text, 0, len(text))
    found = match_templates(cut, lexicon.scan(cut).of("t"), Fillers(fillers))
    return [(m.first, m.last, {name: filler.value for name, filler in m.slots.items()}) for m in found]


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("از {a:n} به {b:n} رسید", "از 3 به 5 رسید", [(0, 5, {"a": 3, "b": 5})]),
        ("از {a:n} به {b:n} [هم] رسید", "از 3 به 5 هم رسید", [(0, 6, {"a": 3, "b": 5})]),
        ("از {a:n} به {b:n} [هم] رسید", "از 3 به 5 رسید", [(0, 5, {"a": 3, "b": 5})]),
        ("{a:n} (ماهه|ماه) نخست", "در 3 ماه نخست", [(1, 4, {"a": 3})]),
        ("{a:n} ماهه نخست", "3 ماههنخست", [(0, 2, {"a": 3})]),
        ("از {a:n} … رسید", "از 3 روستا و شهر رسید", [(0, 6, {"a": 3})]),
        ("از {a:n} … رسید", "از 3 روستا، شهر رسید", []),
    ],
)
def test_match(template: str, text: str, expected: list[object]) -> None:
    cut = words(text, 0, len(text)).words
    numbers = [Filler(i, i + 1, int(word)) for i, word in enumerate(cut) if word.isdigit()]
    assert _matches(template, text, {"n": numbers}) == expected


@pytest.mark.parametrize("bad", ["از {a", "از [ب", "از ب]", "{a} {b}", "ا" + "[ب]" * 40, "از (ب|ج"])
def test_fault(bad: str) -> None:
    with pytest.raises(TemplateError):
        compile_template(bad)
