"""A newcomer's path: docs/newcomer.md followed to the letter, in a copy of the package and its rules.

Only setting up is left out; the copy stands for the installed clone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from doc_blocks import Block, blocks, same

ROOT = Path(__file__).parent.parent
_COMMAND = f"""#!/bin/sh
exec "{sys.executable}" -m extractor "$@"
"""


def _clone(folder: Path) -> Path:
    for name in ("extractor", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = folder / ".venv" / "bin" / "extractor"
    command.parent.mkdir(parents=True)
    command.write_text(_COMMAND, encoding="utf-8")
    command.chmod(0o755)
    return folder


def _run(clone: Path, *words: str, code: int = 0) -> str:
    environment = {**os.environ, "PYTHONPATH": str(clone), "COLUMNS": "160"}
    done = subprocess.run(  # noqa: S603  our own page
        words, cwd=clone, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done.stdout + (done.stderr if code else "")


def _expected_code(block: Block) -> int:
    return next((code for _, code in block.commands() if code), 0)


def test_path(tmp_path: Path) -> None:
    clone = _clone(tmp_path / "clone")
    units, registry = clone / "rules" / "fa" / "units.yaml", clone / "rules" / "units.txt"
    shipped, printed, steps = units.read_text(encoding="utf-8"), "", []
    for block in blocks(ROOT / "docs" / "newcomer.md", ROOT):
        if "-m venv" in block.text:
            continue
        steps.append(block.language)
        if block.language == "sh":
            printed = _run(clone, "sh", "-c", block.text, code=_expected_code(block))
        elif block.language == "python":
            printed = _run(clone, sys.executable, "-c", block.text)
            assert "5443 tonne" in printed
            assert "unit.wheat_bushel" in printed
        elif block.language == "yaml":
            units.write_text(f"{shipped.rstrip()}\n{block.text}\n", encoding="utf-8")
        elif block.follows is not None:
            assert same(block.text, printed), f"{block.page}:{block.line}: it prints\n{printed}"
        else:
            mass = "\ngram = "
            assert mass in registry.read_text(encoding="utf-8")
            registry.write_text(registry.read_text(encoding="utf-8") + block.text + "\n", encoding="utf-8")
    assert steps == ["sh", "text", "text", "yaml", "sh", "text", "yaml", "sh", "text", "sh", "text", "python"]
