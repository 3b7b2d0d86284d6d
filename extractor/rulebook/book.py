"""The rule book: every rule of the loaded packs, typed and positioned, and one lexicon over all their forms.

Input: folders of rule files. Output: RuleBook*, or RuleError with every fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from extractor.rulebook.kinds import KINDS
from extractor.rulebook.kinds.conjugation import ConjugationRule
from extractor.rulebook.kinds.verbs import VerbRule
from extractor.rulebook.lexicon import Entry, Lexicon, compile_forms
from extractor.rulebook.packs import Calendar, Pack, load_packs
from extractor.rulebook.rule import Example, Form, Rule
from extractor.rulebook.source import Faults
from extractor.rulebook.table import Table
from extractor.text.scripts import Script

R = TypeVar("R")
_EXAMPLE_KEYS = ("text", "find", "todo", "published")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Compiled rules of one language. Immutable: ``with_rules`` of an extractor builds another."""

    name: str
    language: str
    script: Script
    calendar: Calendar
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    lexicon: Lexicon

    def of(self, type: type[R]) -> tuple[R, ...]:
        """Return the rules of one type, in the order of loading."""
        return tuple(rule for rule in self.rules if isinstance(rule, type))


def load_books(folders: Iterable[Path]) -> tuple[RuleBook, ...]:
    """Load and compile packs: one book a language, in the order in which the languages come.

    Raises:
        RuleError: with every fault of every file.
    """
    faults = Faults()
    books = tuple(_compiled(pack, KINDS, faults) for pack in load_packs(folders, KINDS, faults))
    faults.raise_any()
    return books


def load_book(folders: Iterable[Path]) -> RuleBook:
    """Load and compile packs of one language.

    Raises:
        RuleError: with every fault of every file.
    """
    return load_books(folders)[0]


def _compiled(pack: Pack, kinds: Mapping[str, Callable[[Table], Rule]], faults: Faults) -> RuleBook:
    rules: list[Rule] = []
    examples: list[Example] = []
    for raw in pack.rules:
        table = Table(raw.node, faults, raw.id, pack.script)
        table.text("id")
        found = [*_examples(table, "examples"), *_examples(table, "counterexamples")]
        if not any(not example.counter for example in found):
            table.fault("a rule needs at least one example")
        rules.append(kinds[raw.kind](table))
        table.close(f"{raw.kind} rules")
        examples += found
    entries = (
        (form.form, Entry(form.kind, rule.ref, form.payload))
        for rule, forms in ((rule, chain(rule.forms(), _conjugated(rule, rules))) for rule in rules)
        for form in forms
    )
    return RuleBook(
        pack.name, pack.language, pack.script, pack.calendar, tuple(rules), tuple(examples), compile_forms(entries)
    )


def _conjugated(rule: Rule, rules: Sequence[Rule]) -> Iterable[Form]:
    if not isinstance(rule, VerbRule):
        return ()
    return rule.conjugated(tense for tense in rules if isinstance(tense, ConjugationRule))


def _examples(table: Table, key: str) -> Iterable[Example]:
    for entry in table.tables(key):
        text = entry.required("text")
        find = entry.text("find")
        if find is not None and text.count(find) != 1:
            entry.fault(f"'find' must stand once in the text; it stands {text.count(find)} times")
        todo, published = entry.text("todo"), entry.text("published")
        expected = {name: value for name, value in entry.scalars() if name not in _EXAMPLE_KEYS}
        yield Example(entry.place, table.rule or "", text, find, expected, key == "counterexamples", todo, published)
