"""Modifiers: words that bound or blur a figure, before it, after it or around it.

Input: a rule's table. Output: ModifierRule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct

from extractor.model import Modifier, RuleRef
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table
from extractor.rulebook.templates import Step, TemplateError, Variant, compile_template, template_steps, ways

T = TypeVar("T", Variant, tuple[Step, ...])


class ModifierRule(Struct, frozen=True):
    """A modifier.

    ``bridges`` are words that may stand between a modifier and its numeral: «دست‌کم به» صد. ``frames`` are templates
    around a figure: «از {quantity} فراتر رفت».
    """

    ref: RuleRef
    means: Modifier
    before: tuple[str, ...]
    after: tuple[str, ...]
    bridges: tuple[str, ...]
    frames: tuple[tuple[Step, ...], ...]

    def forms(self) -> Iterable[Form]:
        """Yield each form under the place where it counts."""
        for kind, forms in (("before", self.before), ("after", self.after), ("bridge", self.bridges)):
            for form in forms:
                yield Form(f"modifiers.{kind}", form, self)


def read(table: Table) -> ModifierRule:
    """Read a rule of kind modifiers."""
    return ModifierRule(
        table.ref(),
        table.choice("means", Modifier) or Modifier.EXACT,
        table.forms("before"),
        table.forms("after"),
        table.forms("bridges"),
        sequences(table, "frames"),
    )


def sequences(table: Table, key: str) -> tuple[tuple[Step, ...], ...]:
    """Read a list of templates for a trie; those that cannot be read are faults."""
    return tuple(sequence for sequence in _compiled(table, key, template_steps) if sequence)


def variants(table: Table, key: str) -> tuple[Variant, ...]:
    """Read a list of templates; those that cannot be read are faults."""
    return _compiled(table, key, compile_template)


def _compiled(table: Table, key: str, compiled: Callable[[str], tuple[T, ...]]) -> tuple[T, ...]:
    found: dict[T, None] = {}
    for node in table.nodes(key):
        try:
            made = compiled(table.fold(node.text or ""))
        except TemplateError as error:
            table.fault(f"template '{node.text}': {error}", node.place)
            continue
        if not table.faults.afford(node.place, "ways to match templates", sum(map(ways, made)), table.rule):
            break
        found.update(dict.fromkeys(made))
    return tuple(found)
