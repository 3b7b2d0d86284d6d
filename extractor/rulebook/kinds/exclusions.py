"""Exclusions: numerals that say nothing of an amount.

Input: a rule's table. Output: ExclusionRule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import regex

from extractor.model import RuleRef
from extractor.rulebook.kinds.modifiers import variants
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table
from extractor.rulebook.templates import Variant

_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


class Yields(StrEnum):
    """What of a numeral's own is stronger than a label: «منطقه ۵» is a label, «در منطقه ۵ روستا» a count."""

    NOTHING = "nothing"
    UNITS = "units"
    COUNTERS = "counters"


@dataclass(frozen=True, slots=True)
class ExclusionLabel:
    """A word that makes a label of the number beside it."""

    rule: ExclusionRule


@dataclass(frozen=True, slots=True)
class ExclusionFrame:
    """A template whose slots are no amounts, anchored at its first literal."""

    rule: ExclusionRule
    variant: Variant


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """What makes a numeral no quantity.

    ``labels`` stand before it (فاز ۲), ``followers`` after it (۲۵ شهریور), ``templates`` around it, ``patterns`` are
    regular expressions over folded text (phone numbers, links). ``values`` bounds the numbers that a label takes,
    ``yields`` says what beats it; a label goes on through a list («فازهای ۱۷ و ۱۸»).
    """

    ref: RuleRef
    labels: tuple[str, ...]
    followers: tuple[str, ...]
    variants: tuple[Variant, ...]
    patterns: tuple[str, ...]
    values: tuple[tuple[int, int], ...]
    yields: Yields
    digits: bool
    bare: bool

    def forms(self) -> Iterable[Form]:
        """Yield labels, followers and anchors."""
        label = ExclusionLabel(self)
        for form in self.labels:
            yield Form("exclusions.label", form, label)
        for form in self.followers:
            yield Form("exclusions.follower", form, label)
        for variant in self.variants:
            yield Form("exclusions.frame", variant.anchor.form, ExclusionFrame(self, variant))


def read(table: Table) -> ExclusionRule:
    """Read a rule of kind exclusions."""
    return ExclusionRule(
        table.ref(),
        table.forms("labels"),
        table.forms("followers"),
        variants(table, "templates"),
        _patterns(table),
        _values(table),
        table.choice("yields", Yields) or Yields.UNITS,
        table.flag("digits"),
        table.flag("bare"),
    )


def _patterns(table: Table) -> tuple[str, ...]:
    found = []
    for pattern in table.texts("patterns"):
        try:
            regex.compile(pattern)
        except regex.error as error:
            table.fault(f"pattern '{pattern}': {error}")
            continue
        found.append(pattern)
    return tuple(found)


def _values(table: Table) -> tuple[tuple[int, int], ...]:
    found = []
    for text in table.texts("values"):
        match = _RANGE.fullmatch(text)
        if match is None:
            table.fault(f"'values' holds ranges such as 1300-1499, not '{text}'")
            continue
        found.append((int(match[1]), int(match[2])))
    return tuple(found)
