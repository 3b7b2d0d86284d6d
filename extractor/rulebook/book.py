"""The rule book: every rule of the loaded packs, typed and positioned, and one lexicon over all their forms.

Input: folders of rule files. Output: RuleBook*, or RuleError with every fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from extractor.columns import COLUMNS
from extractor.rulebook.kinds import KINDS
from extractor.rulebook.kinds.conjugation import ConjugationRule
from extractor.rulebook.kinds.verbs import VerbRule
from extractor.rulebook.lexicon import Entry, Lexicon, compile_forms
from extractor.rulebook.limits import MAX_FORM, MAX_FORM_WORDS
from extractor.rulebook.packs import Calendar, Override, Pack, RawRule, load_packs
from extractor.rulebook.rule import Example, Form, Rule
from extractor.rulebook.source import Faults
from extractor.rulebook.table import Table
from extractor.text.scripts import Script

R = TypeVar("R")
_EXAMPLE_KEYS = ("text", "find", "todo", "published")


class RuleBook(Struct, frozen=True):
    """Compiled rules of one language. Immutable: ``with_rules`` of an extractor builds another.

    ``overrides`` are what later packs did to rules of earlier ones, ``gone`` the examples of rules that are no more;
    ``folders`` are how places call the packs.
    """

    name: str
    language: str
    script: Script
    calendar: Calendar
    rules: tuple[Rule, ...]
    examples: tuple[Example, ...]
    lexicon: Lexicon
    overrides: tuple[Override, ...] = ()
    gone: tuple[Example, ...] = ()
    folders: tuple[str, ...] = ()

    def of(self, type: type[R]) -> tuple[R, ...]:
        """Return the rules of one type, in the order of loading."""
        return tuple(rule for rule in self.rules if isinstance(rule, type))


def load_books(folders: Iterable[Path]) -> tuple[RuleBook, ...]:
    """Load and compile packs: one book a language, in the order in which the languages come.

    Raises:
        RuleError: with every fault of every file.
    """
    faults = Faults()
    books = tuple(_compiled(pack, faults) for pack in load_packs(folders, KINDS, faults))
    faults.raise_any()
    return books


def load_book(folders: Iterable[Path]) -> RuleBook:
    """Load and compile packs of one language.

    Raises:
        RuleError: with every fault of every file.
    """
    return load_books(folders)[0]


def read_rule(raw: RawRule, script: Script, faults: Faults) -> tuple[Rule, tuple[Example, ...], Table]:
    """Read one rule with its examples; the table tells which of its keys hold forms."""
    table = Table(raw.node, faults, raw.id, script)
    table.text("id")
    examples = _examples(table)
    if not any(not example.counter for example in examples):
        table.fault("a rule needs at least one example")
    rule = KINDS[raw.kind](table)
    table.close(f"{raw.kind} rules")
    return rule, examples, table


def _compiled(pack: Pack, faults: Faults) -> RuleBook:
    rules: list[Rule] = []
    examples: list[Example] = []
    for raw in pack.rules:
        rule, own, _ = read_rule(raw, pack.script, faults)
        rules.append(rule)
        examples += own
    dropped = (override.before for override in pack.overrides if override.before)
    gone = (example for raw in dropped for example in _examples(Table(raw.node, Faults(), raw.id, pack.script)))
    return RuleBook(
        pack.name,
        pack.language,
        pack.script,
        pack.calendar,
        tuple(rules),
        tuple(examples),
        compile_forms(_entries(pack, rules, faults)),
        pack.overrides,
        tuple(gone),
        pack.folders,
    )


def _entries(pack: Pack, rules: Sequence[Rule], faults: Faults) -> Iterator[tuple[str, Entry]]:
    """Yield what the lexicon holds, as long as it is no more than a machine can hold."""
    for raw, rule in zip(pack.rules, rules, strict=True):
        for form in chain(rule.forms(), _conjugated(rule, rules)):
            if len(form.form) > MAX_FORM or form.form.count(" ") >= MAX_FORM_WORDS:
                what = f"'{form.form[:40]}…' is longer than {MAX_FORM} characters or {MAX_FORM_WORDS} words"
                faults.add(raw.node.place, f"the form {what}", raw.id)
            elif not faults.afford(raw.node.place, "forms", 1, raw.id):
                return
            else:
                yield form.form, Entry(form.kind, rule.ref, form.payload)


def _conjugated(rule: Rule, rules: Sequence[Rule]) -> Iterable[Form]:
    if not isinstance(rule, VerbRule):
        return ()
    return rule.conjugated(tense for tense in rules if isinstance(tense, ConjugationRule))


def _examples(table: Table) -> tuple[Example, ...]:
    return tuple(_example(entry, key) for key in ("examples", "counterexamples") for entry in table.tables(key))


def _example(entry: Table, key: str) -> Example:
    text = entry.required("text")
    find = entry.text("find")
    if find is not None and text.count(find) != 1:
        entry.fault(f"'find' must stand once in the text; it stands {text.count(find)} times", entry.where("find"))
    todo, published = entry.text("todo"), entry.text("published")
    if published is not None and not _is_date(published):
        entry.fault(f"'published' is a date such as 2024-05-01, not '{published}'", entry.where("published"))
    expected = {name: value for name, value in entry.scalars() if name not in _EXAMPLE_KEYS}
    for name in expected.keys() - set(COLUMNS):
        allowed = ", ".join((*_EXAMPLE_KEYS, *COLUMNS))
        entry.fault(f"a claim has no column '{name}'; an example has: {allowed}", entry.where(name))
    return Example(entry.place, entry.rule or "", text, find, expected, key == "counterexamples", todo, published)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
