"""A lint: something in a rule file that loads and is yet not what its author can have meant.

Input: nothing. Output: Lint, Severity.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractor.rulebook.source import Place, printable


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"  # a rule contradicts itself, or can never hold
    WARNING = "warning"  # what is written does nothing, or not what it seems to
    NEEDLESS = "needless"  # a form that another one finds as well
    UNSHOWN = "unshown"  # a form that stands in no example


COUNTED = (Severity.NEEDLESS, Severity.UNSHOWN)
"""There are thousands of these in the shipped rules, where they are counted; in packs of others they are listed."""


@dataclass(frozen=True, slots=True)
class Lint:
    """One finding, at its place."""

    place: Place
    rule: str
    severity: Severity
    message: str
    kind: str = ""

    def __str__(self) -> str:
        return printable(f"{self.place}: {self.rule}: {self.severity}: {self.message}")
