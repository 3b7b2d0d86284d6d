"""A pack to begin with: commented rules, one of each sort that most packs need, whose examples hold.

Input: a folder. Output: its files.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def write_template(folder: Path) -> tuple[Path, ...]:
    """Write the files of the pack into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(files(__package__).iterdir(), key=lambda one: one.name):
        if source.name.endswith(".yaml"):
            path = folder / source.name
            path.write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
            written.append(path)
    return tuple(written)
