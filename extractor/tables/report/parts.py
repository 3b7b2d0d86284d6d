"""What a report may show beside its claims: figures over time, and what is worth checking.

Input: nothing. Output: the types by which other modules hand these to the report.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thread:
    """Claims about the same thing over time, by their ids; ``notes`` say what differs between neighbours."""

    title: str
    claims: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check points at: its name, what it compared in words, and the claims by their ids."""

    title: str
    words: str
    claims: tuple[str, ...] = ()
