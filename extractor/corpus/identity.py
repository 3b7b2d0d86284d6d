"""What names the reader of a document: the version of the package and a digest of every rule that took part.

Input: a language and packs. Output: a name such as ``0.1.0+4b393cc26af0``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import extractor
from extractor.pipeline import RULES


def reader_name(language: str, packs: Iterable[Path] = ()) -> str:
    """Return the name of what reads by the shipped rules of a language, and by packs over them."""
    digest = hashlib.sha256()
    for folder in (RULES / language, *packs):
        for path in sorted(folder.rglob("*.yaml")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update((RULES / "units.txt").read_bytes())
    return f"{extractor.__version__}+{digest.hexdigest()[:12]}"
