"""Exclusions: numerals that say nothing of an amount.

Input: a rule's table. Output: ExclusionRule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import regex
from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.kinds.modifiers import sequences
from extractor.rulebook.patterns import Cost, cost
from extractor.rulebook.rule import Form
from extractor.rulebook.syntax import PatternError
from extractor.rulebook.table import Table
from extractor.rulebook.templates import Step

_CLASS = re.compile(r"(?:[^\[\]^\\]|\\[^A-Za-z0-9]|\\[dDsSwW])*")


class Yields(StrEnum):
    """What of a numeral's own is stronger than a label: «منطقه ۵» is a label, «در منطقه ۵ روستا» a count."""

    NOTHING = "nothing"
    UNITS = "units"
    COUNTERS = "counters"


class ExclusionLabel(Struct, frozen=True):
    """A word that makes a label of the number beside it."""

    rule: ExclusionRule


class ExclusionRule(Struct, frozen=True):
    """What makes a numeral no quantity.

    ``labels`` stand before it (فاز ۲), ``followers`` after it (۲۵ شهریور), ``templates`` around it. ``numbers`` and
    ``patterns`` are regular expressions over folded text: the former begin where a run of digits does (phone numbers),
    the latter anywhere (links), but are tried only in sentences that have one of the characters ``having``.
    ``bare`` rules ask for neither, ``plain`` ones take digits without marks only. ``values`` bounds the numbers,
    ``yields`` says what beats a label; a label goes on through a list («فازهای ۱۷ و ۱۸»).
    """

    ref: RuleRef
    labels: tuple[str, ...]
    followers: tuple[str, ...]
    frames: tuple[tuple[Step, ...], ...]
    numbers: tuple[str, ...]
    patterns: tuple[str, ...]
    having: str
    values: tuple[tuple[int, int], ...]
    yields: Yields
    digits: bool
    plain: bool
    bare: bool

    def forms(self) -> Iterable[Form]:
        """Yield labels and followers."""
        label = ExclusionLabel(self)
        for form in self.labels:
            yield Form("exclusions.label", form, label)
        for form in self.followers:
            yield Form("exclusions.follower", form, label)


def read(table: Table) -> ExclusionRule:
    """Read a rule of kind exclusions."""
    return ExclusionRule(
        table.ref(),
        table.forms("labels"),
        table.forms("followers"),
        sequences(table, "templates"),
        _patterns(table, "numbers"),
        _patterns(table, "patterns"),
        _having(table),
        table.ranges("values"),
        table.choice("yields", Yields) or Yields.UNITS,
        table.flag("digits"),
        table.flag("plain"),
        table.flag("bare"),
    )


def _patterns(table: Table, key: str) -> tuple[str, ...]:
    """Read regular expressions; one that some text can send round and round is a fault."""
    found = []
    for node in table.nodes(key):
        wrong = _wrong(node.text or "")
        if wrong:
            table.fault(f"pattern '{node.text}': {wrong}", node.place)
        elif table.faults.afford(node.place, "patterns", 1, table.rule):
            found.append(node.text or "")
    return tuple(found)


def _wrong(pattern: str) -> str | None:
    try:
        if cost(pattern, thorough=False) is Cost.EXPONENTIAL:
            return "a repetition inside a repetition reads the same text in more than one way"
        regex.compile(pattern)
    except (PatternError, regex.error) as error:
        return str(error)
    return None


def _having(table: Table) -> str:
    """Read a class of characters, as in a regular expression but without its brackets."""
    characters = table.text("having", "") or ""
    wrong = None if _CLASS.fullmatch(characters) else "a bracket, ^ or backslash is written with a backslash before it"
    try:
        re.compile(f"[{characters}]" if characters and not wrong else "")
    except re.error as error:
        wrong = str(error)
    if wrong:
        table.fault(f"'having' is no class of characters: {wrong}", table.where("having"))
    return "" if wrong else characters
