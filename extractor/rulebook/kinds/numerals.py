"""Numerals: values, scales, connectors, marks and homographs.

Input: a rule's table. Output: NumeralRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.model import Number, RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


@dataclass(frozen=True, slots=True)
class NumeralValue:
    """A numeral word: its value, and whether it multiplies what stands before it."""

    value: Number
    scale: bool


@dataclass(frozen=True, slots=True)
class NumeralRule:
    """Words for numbers: ``values`` stand for themselves, ``scales`` multiply."""

    ref: RuleRef
    values: tuple[tuple[Number, tuple[str, ...]], ...]
    scales: tuple[tuple[Number, tuple[str, ...]], ...]

    def forms(self) -> Iterable[Form]:
        """Yield each word with its value."""
        for scale, pairs in ((False, self.values), (True, self.scales)):
            for value, words in pairs:
                for word in words:
                    yield Form("numerals", word, NumeralValue(value, scale))


def read(table: Table) -> NumeralRule:
    """Read a rule of kind numerals."""
    return NumeralRule(table.ref(), table.values("values"), table.values("scales"))
