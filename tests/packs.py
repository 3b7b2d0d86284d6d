"""Writes packs for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def pack(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files (name without its ending, or with one) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / (name if "." in name else f"{name}.yaml")
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def rules(kind: str, *entries: Mapping[str, Any]) -> str:
    """Return a rule file; JSON is YAML, one rule a line."""
    lines = (f"  - {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)
    return f"kind: {kind}\nrules:\n{''.join(lines)}" if entries else f"kind: {kind}\nrules: []\n"


def example(text: str, find: str | None = None, **expected: str) -> list[dict[str, str]]:
    """Return a list of one example."""
    return [{"text": text, **({"find": find} if find else {}), **expected}]
