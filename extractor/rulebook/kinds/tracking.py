"""What threads and checks go by: words with a role, thresholds, families of stages, units that do not belong.

Input: a rule's table. Output: TrackingRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import Number, RuleRef, Status
from extractor.rulebook.kinds.units import unit_name
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table, parse_number


class Part(StrEnum):
    """What a word does when two tellings are compared, or around a figure that is checked."""

    LIGHT = "light"  # says nothing of what is measured: این, طرح, واحد
    HEAD = "head"  # says what is measured, but not of what: ظرفیت, هزینه
    ENDING = "ending"  # stands behind a noun and says nothing of it: ها
    AREA = "area"  # says what sort of place it is: استان
    SCOPE = "scope"  # names a part of a thing: فاز, with the word behind it
    WHOLE = "whole"  # leads up to a whole whose parts follow: از
    OPENER = "opener"  # can stand before such a word at the beginning of a clause: که
    TOWARDS = "towards"  # leads up to what a change comes to, no part: به
    BACK = "back"  # stands for a whole told before: «از این میزان»
    SAME = "same"  # two figures that say one thing stand on its two sides: یعنی
    REST = "rest"  # completes a whole: باقی
    SHARE = "share"  # heads the subject of a share: سهم


class TrackingRule(Struct, frozen=True):
    """One rule; which of its fields are filled tells what it is for.

    ``numbers`` are thresholds by name. ``stages`` are statuses by the name of their family, in the order in which a
    thing goes through them; things in one of ``cumulative`` count on in those behind it, those in ``off`` have left
    the way; ``undoes`` tells of which family one of these undoes a part. A subject with one of ``things``, and one of
    ``beside`` where there are any, is never measured in ``never``, unless one of ``unless`` stands beside it.
    ``confused`` are two units that are taken for each other.
    """

    ref: RuleRef
    part: Part | None
    words: tuple[str, ...]
    numbers: tuple[tuple[str, Number], ...]
    stages: tuple[tuple[str, tuple[Status, ...]], ...]
    cumulative: tuple[Status, ...]
    off: tuple[Status, ...]
    undoes: tuple[tuple[Status, str], ...]
    done: tuple[Status, ...]
    things: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...]
    never: str | None
    confused: tuple[str, str] | None

    def forms(self) -> Iterable[Form]:
        """Yield none: these words are looked up in claims, not in texts."""
        return ()


def read(table: Table) -> TrackingRule:
    """Read a rule of kind tracking."""
    part, words = table.choice("part", Part), table.forms("words")
    things = table.forms("things")
    rule = TrackingRule(
        table.ref(),
        part,
        words,
        tuple(_numbers(table)),
        tuple(_stages(table)),
        table.choices("cumulative", Status),
        table.choices("off", Status),
        tuple(_undone(table)),
        table.choices("done", Status),
        things,
        table.forms("beside"),
        table.forms("unless"),
        unit_name(table, "never") if things else None,
        (unit_name(table, "unit"), unit_name(table, "other")) if table.node("unit") else None,
    )
    if (part is None) != (not words):
        table.fault("'part' and 'words' belong together")
    if not (words or rule.numbers or rule.stages or things or rule.confused):
        table.fault("the rule has none of 'words', 'numbers', 'stages', 'things' and 'unit'")
    return rule


def _undone(table: Table) -> Iterable[tuple[Status, str]]:
    for name, families in table.mapping("undoes"):
        try:
            yield from ((Status(name), family) for family in families)
        except ValueError:
            table.fault(f"'undoes' has no status '{name}'; there are: {', '.join(Status)}")


def _numbers(table: Table) -> Iterable[tuple[str, Number]]:
    node = table.node("numbers")
    for name, text in Table(node, table.faults, table.rule).scalars() if node else ():
        number = parse_number(text)
        if number is None:
            table.fault(f"'{name}' is no number; write 1000, 2.5 or 1/3")
        else:
            yield name, number


def _stages(table: Table) -> Iterable[tuple[str, tuple[Status, ...]]]:
    known = {status.value: status for status in Status}
    for family, names in table.mapping("stages"):
        for name in names:
            if name not in known:
                table.fault(f"'{family}' has no status '{name}'; there are: {', '.join(known)}")
        yield family, tuple(known[name] for name in names if name in known)
