"""The notebooks of examples/ run, cell by cell, as a notebook would run them, and print what they promise.

They are Python files in the percent format (``# %%``), which Jupyter opens with jupytext, and editors as they are. The
value of the last expression of a cell is shown, in HTML where it has some.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
_CELL = re.compile(r"^# %%(?P<kind> \[markdown\])?$", flags=re.MULTILINE)
_LINK = re.compile(r"\]\((?!http)(?P<path>[^)]+)\)")

PROMISED = {
    "first_steps": [
        "۲۶۰۰ مگاوات | approx | licensed | اکبر بهنام‌جو",
        "2.6 gigawatt",
        "34.6% of it is being built",
        "'۹۰۰ مگاوات': '۲۶۰۰ مگاوات'",
        "2026-03-20",
    ],
    "corpus_to_table": ["operational", "11 documents", "report.html"],
    "promise": ["2023-05-28 | ۳۰۰ مگاوات | planned | by 2024-09-21", "180 days later", "deadline_passed", "−60 %"],
    "own_rules": [
        "۲۰۰ هزار بوشل | 5443100",
        "۸ پل | suspended | planned | positive",
        "my_rules/units.yaml:8:9: mine.bushel: warning: 'بوشل' is a form of mine.bushel2",
        "'unit' names 'ounces'",
        "2 claims read better, 0 read worse",
    ],
    "corrections": ["'verdict': 'درست'", "was ['planned']", "promised | planned"],
}


def _cells(path: Path) -> list[tuple[int, str]]:
    """Return the cells of code with the lines at which they begin."""
    text = path.read_text(encoding="utf-8")
    marks = [*_CELL.finditer(text)]
    assert marks[0].start() == 0, f"{path.name} does not begin with a cell"
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [
        (text.count("\n", 0, mark.end()), text[mark.end() : end])
        for mark, end in zip(marks, ends, strict=True)
        if not mark["kind"]
    ]


def _show(value: object) -> None:
    if value is not None:
        shown = getattr(value, "_repr_html_", None)
        sys.stdout.write(f"{shown() if shown else value!r}\n")


def _run(path: Path) -> str:
    names: dict[str, Any] = {"__name__": "__main__"}
    out = io.StringIO()
    with redirect_stdout(out):
        for line, source in _cells(path):
            # The lines stand where they stand in the file, so that an error names them.
            tree = ast.parse("\n" * line + source, str(path))
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, str(path), "exec"), names)  # noqa: S102  our own examples
            if isinstance(last, ast.Expr):
                _show(eval(compile(ast.Expression(last.value), str(path), "eval"), names))  # noqa: S307
    return out.getvalue()


@pytest.mark.parametrize("name", PROMISED)
def test_notebook(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "promise":
        pytest.importorskip("matplotlib").use("agg")
    if name == "corrections":
        pytest.importorskip("openpyxl")
    (tmp_path / "seeds").symlink_to(EXAMPLES.parent / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(EXAMPLES.parent))
    shown = _run(EXAMPLES / f"{name}.py")
    for words in PROMISED[name]:
        assert words in shown, f"{words!r} is not shown by {name}:\n{shown}"


def test_every_notebook_is_run_and_every_link_leads_somewhere() -> None:
    notebooks = {path.stem for path in EXAMPLES.glob("*.py") if path.read_text(encoding="utf-8").startswith("# %%")}
    assert notebooks == set(PROMISED)
    for path in EXAMPLES.glob("*.py"):
        for link in _LINK.finditer(path.read_text(encoding="utf-8")):
            assert (EXAMPLES / link["path"]).exists(), f"{path.name}: {link['path']}"
