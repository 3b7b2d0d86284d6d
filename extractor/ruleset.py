"""What an extractor is loaded from, in any process: shipped languages, and packs of rules over them.

Input: names of languages, folders. Output: RuleSet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import extractor
from extractor.pipeline import RULES, Extractor, load


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Shipped languages and packs over them."""

    languages: tuple[str, ...] = ("fa",)
    packs: tuple[Path, ...] = ()

    @classmethod
    def of(cls, languages: str | Iterable[str], packs: Iterable[str | Path] = ()) -> RuleSet:
        """Return the rule set of a language or several, and of packs."""
        named = (languages,) if isinstance(languages, str) else tuple(languages)
        return cls(named, tuple(map(Path, packs)))

    @property
    def name(self) -> str:
        """What a document was read by: the version of the package, and a digest of every rule that took part."""
        digest = hashlib.sha256()
        for folder in (*(RULES / language for language in self.languages), *self.packs):
            for path in sorted(folder.rglob("*.yaml")):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        digest.update((RULES / "units.txt").read_bytes())
        return f"{extractor.__version__}+{digest.hexdigest()[:12]}"

    def load(self) -> Extractor:
        """Return its extractor.

        Raises:
            RuleError: a pack is faulty.
            ValueError: no rules are shipped for a language.
        """
        shipped = load(*self.languages)
        return shipped.with_rules(*self.packs) if self.packs else shipped
