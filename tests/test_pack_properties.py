"""Whatever stands in rule files: they load and read, or every fault has its path, line and column."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packs import pack, rules

import extractor
from extractor.pipeline import RULES, Extractor
from extractor.rulebook.kinds import KINDS
from extractor.rulebook.packs import load_packs
from extractor.rulebook.rule import Rule
from extractor.rulebook.source import Faults, Node, RuleError

FAULT = re.compile(r"[^:\n]+:[1-9]\d*:[1-9]\d*: [^\n]+")
TEXT = "وزیر نیرو گفت: از ۲۶۰۰ مگاوات نیروگاه خورشیدی در استان یزد تا پایان سال حدود یک سوم به بهره‌برداری می‌رسد."


def _plain(node: Node) -> Any:
    """Return a node as JSON would have it."""
    if node.fields is not None:
        return {key.text: _plain(value) for key, value in node.fields}
    return [_plain(item) for item in node.items] if node.items is not None else node.text


@cache
def _shipped() -> list[tuple[str, dict[str, Any]]]:
    (shipped,) = load_packs([RULES / "fa"], KINDS, Faults())
    return [(raw.kind, _plain(raw.node)) for raw in shipped.rules]


@cache
def _base() -> list[tuple[str, dict[str, Any]]]:
    """Return some rules of each kind."""
    return [one for kind in KINDS for one in [own for own in _shipped() if own[0] == kind][:4]]


def _written(listed: list[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    kinds = dict.fromkeys(kind for kind, _ in listed)
    return {kind: rules(kind, *(rule for known, rule in listed if known == kind)) for kind in kinds}


@st.composite
def _mixed(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a rule that adds to a base rule or takes its place, with values from other rules of its kind."""
    kind, target = draw(st.sampled_from(_base()))
    others = [other for known, other in _shipped() if known == kind]
    rule = dict(draw(st.sampled_from(others)))
    for _ in range(draw(st.integers(0, 2))):
        key, value = draw(st.sampled_from(sorted(draw(st.sampled_from(others)).items(), key=str)))
        rule[key] = value
    verb = draw(st.sampled_from(["id", "extends", "replaces"]))
    del rule["id"]
    rule[verb] = f"mine.{draw(st.integers(0, 10**6))}" if verb == "id" else target["id"]
    return kind, rule


@st.composite
def _broken(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a rule in which values are of a wrong sort."""
    kind, rule = draw(_mixed())
    for _ in range(draw(st.integers(1, 2))):
        key = draw(st.sampled_from(sorted(rule)))
        value = rule[key]
        rule[key] = draw(st.sampled_from([[value], [value, value], str(value), {}, [], "", "۱۲", {"1": value}]))
    return kind, rule


@st.composite
def _pack(draw: st.DrawFn, entries: st.SearchStrategy[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    removed = draw(st.lists(st.sampled_from([rule["id"] for _, rule in _base()]), max_size=1))
    return {"pack": f"removes: {removed!r}\n", **_written(draw(st.lists(entries, max_size=6)))}


def _extractor(folders: tuple[Path, ...]) -> tuple[Extractor | None, tuple[str, ...]]:
    try:
        return Extractor(folders), ()
    except RuleError as error:
        return None, error.faults


def _loads(*packs: dict[str, str]) -> list[Rule] | None:
    """Load packs and read a text by them; None where they are faulty, which every fault tells with its place."""
    with tempfile.TemporaryDirectory() as folder:
        folders = tuple(pack(Path(folder) / f"pack{number}", files) for number, files in enumerate(packs))
        extract, faults = _extractor(folders)
    assert [fault for fault in faults if not FAULT.fullmatch(fault)] == []
    if extract is None:
        assert faults
        return None
    for claim in extract(TEXT).claims:
        assert TEXT[claim.span.start : claim.span.end] == claim.text
    return list(extract.rules)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(_pack(_mixed()) | _pack(_mixed() | _broken()), max_size=2))
def test_merges_never_crash(packs: list[dict[str, str]]) -> None:
    _loads(_written(_base()), *packs)


@settings(max_examples=60)
@given(st.text(max_size=60), st.sampled_from(["", "kind: units\n", "kind: units\nrules:\n  - id: a\n    "]))
def test_any_text_is_told_of(text: str, before: str) -> None:
    _loads({"f": before + text.encode("utf-8", "replace").decode("utf-8")})


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_any_bytes_are_told_of(data: bytes) -> None:
    _loads({"f": data})  # type: ignore[dict-item]


@settings(max_examples=30)
@given(st.lists(st.sampled_from([rule["id"] for kind, rule in _shipped() if kind == "units"]), unique=True, max_size=9))
def test_what_is_removed_is_gone_and_all_else_stays(removed: list[str]) -> None:
    kept = [(kind, rule) for kind, rule in _shipped() if kind == "units"]
    base = {"units": rules("units", *(rule for _, rule in kept))}
    left = _loads(base, {"pack": f"removes: {removed!r}\n"})
    assert left is not None
    assert [rule.ref.id for rule in left] == [rule["id"] for _, rule in kept if rule["id"] not in removed]


def test_an_empty_pack_changes_nothing(tmp_path: Path) -> None:
    shipped = extractor.load("fa")
    over = shipped.with_rules(pack(tmp_path / "mine", {"pack": "name: mine\n"}))
    assert (over.rules, over.examples) == (shipped.rules, shipped.examples)
    assert [claim.to_row() for claim in over(TEXT).claims] == [claim.to_row() for claim in shipped(TEXT).claims]
