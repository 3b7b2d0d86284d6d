"""Faults of rule files: each named with file, line and column, all at once, and never an exception of another kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.rulebook.book import load_book
from extractor.rulebook.source import Faults, RuleError, parse_source

EXAMPLE = "    examples:\n      - text: یک متن\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: the key 'a' appears twice; first at line 1"),
        (
            "a: &x 1\nb: *x\n",
            "f.yaml:1:4: anchors (&) and aliases (*) are not allowed; write the value out, or put the text in quotes",
        ),
        (
            "a: b: c\n",
            (
                "f.yaml:1:5: mapping values are not allowed in this context; "
                "put a text with a colon and a space in it in quotes"
            ),
        ),
        ("a: [1, 2\n", "f.yaml:2:1: did not find expected ',' or ']'"),
        ("? [a]\n: 1\n", "f.yaml:1:3: a key must be plain text"),
    ],
)
def test_source_fault(text: str, fault: str) -> None:
    faults = Faults()
    parse_source(text, "f.yaml", faults)
    assert faults.found == [fault]


def _pack(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("kind: nonsense\nrules: []\n", "mine/f.yaml:1:1: no kind of rule is called 'nonsense'; there are: "),
        ("kind: ''\nrules:\n  - id: a\n", "mine/f.yaml:1:1: 'kind' is missing"),
        ("kind: numerals\nrules: 3\n", "mine/f.yaml:1:1: 'rules' must be a list of rules"),
        ("kind: numerals\nrules:\n  - values: {}\n", "mine/f.yaml:3:5: a rule needs an 'id'"),
        ("kind: numerals\nrules:\n  - id: a\n", "mine/f.yaml:3:5: a: a rule needs at least one example"),
        (
            f"kind: numerals\nrules:\n  - id: a\n    form: x\n{EXAMPLE}",
            "mine/f.yaml:4:5: a: numerals rules have no key 'form'; they have: ",
        ),
        (
            f"kind: numerals\nrules:\n  - id: a\n    values: {{x: ده}}\n{EXAMPLE}",
            "mine/f.yaml:4:14: a: 'x' is no number; write 1000, 1_000, 2.5 or 1/3",
        ),
        (
            "kind: numerals\nrules:\n  - id: a\n    examples:\n      - text: ده ده\n        find: ده\n",
            "mine/f.yaml:6:15: a: 'find' must stand once in the text; it stands 2 times",
        ),
        (
            f"kind: numerals\nrules:\n  - id: a\n    extends: b\n{EXAMPLE}",
            "mine/f.yaml:4:14: a: extends 'b', which no earlier pack has",
        ),
        (
            f"kind: numerals\nrules:\n  - id: a\n{EXAMPLE}  - id: a\n{EXAMPLE}",
            "mine/f.yaml:6:5: a: this id is taken at mine/f.yaml:3:5; use extends or replaces",
        ),
    ],
)
def test_pack_fault(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_book([_pack(tmp_path, f=text)])
    assert any(found.startswith(fault) for found in caught.value.faults), caught.value


def test_all_faults_at_once(tmp_path: Path) -> None:
    one, two = "kind: nonsense\n", "kind: numerals\nrules:\n  - id: a\n"
    with pytest.raises(RuleError) as caught:
        load_book([_pack(tmp_path, one=one, two=two)])
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["mine/one.yaml", "mine/two.yaml"]


def test_not_utf8(tmp_path: Path) -> None:
    folder = _pack(tmp_path)
    (folder / "f.yaml").write_bytes(b"kind: \xff")
    with pytest.raises(RuleError, match=r"mine/f\.yaml:1:1: not UTF-8: byte 6"):
        load_book([folder])
