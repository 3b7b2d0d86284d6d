"""Imports run downward only; files stay small; nothing is called utils."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "extractor"
# From the bottom; a module may import from its own layer and those below it.
LAYERS = (
    ("columns", "dimensions", "gold", "model", "units"),
    ("text",),
    ("rulebook",),
    ("reading",),
    ("comparison", "assembly", "tables", "result"),
    ("stages",),
    ("pipeline",),
    ("ruleset",),
    ("causes", "checking", "evaluation", "lints", "sidebyside", "corpus"),
    ("tracking",),
    ("", "cli"),
    ("__main__",),
)
# What each package of reading/ may take from others, beside what all share; they meet in stages.py.
READING = {
    "attribution": (),
    "changes": (),
    "clauses": (),
    "numerals": (),
    "pages": ("times",),
    "places": (),
    "quantities": ("numerals",),
    "relations": (),
    "status": (),
    "subjects": (),
    "times": (),
}
SHARED = ("leads", "mentions")
READ = "extractor.reading."
LONGEST = 360  # the record stands in one file


def _modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def _imported(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor"):
            found.append(str(node.module))
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("extractor.")]
    return found


def _layer(module: str) -> int:
    part = module.split(".")[1] if "." in module else ""
    return next(number for number, names in enumerate(LAYERS) if part in names)


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_downward(path: Path) -> None:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    here = ".".join(part for part in parts if part != "__init__")
    above = [module for module in _imported(path) if module != "extractor" and _layer(module) > _layer(here)]
    assert not above


@pytest.mark.parametrize("stage", READING)
def test_stages_do_not_know_each_other(stage: str) -> None:
    files = (ROOT / "reading" / stage).glob("*.py")
    taken = {module.split(".")[2] for path in files for module in _imported(path) if module.startswith(READ)}
    assert taken <= {stage, *SHARED, *READING[stage]}


def test_every_package_of_reading_is_told() -> None:
    assert {path.parent.name for path in (ROOT / "reading").glob("*/*.py")} == set(READING)


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_hold_one_thing(path: Path) -> None:
    assert path.stem not in ("utils", "helpers", "misc", "common")
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
