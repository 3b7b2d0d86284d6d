"""Rules as they are written: every form with its key and place, and whether it triggers its rule.

Input: folders of rule files that load. Output: WrittenBook*, one a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.rulebook.book import read_rule
from extractor.rulebook.kinds import KINDS
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.packs import RawRule, load_packs
from extractor.rulebook.rule import Example, Rule
from extractor.rulebook.source import Faults, Node, Place
from extractor.rulebook.table import Table

LINES = {"names": "، ", "places": "، "}  # kinds in which several forms stand in a line
NO_TEXTS = ("conjugation", "tracking")  # kinds whose words are not looked for in texts
_APART = ("id", "examples", "counterexamples")
_TEMPLATES = ("templates", "frames")
_ROLES = ("role", "part", "sort", "gives", "hint")  # what a word is for: it may be several things at once


@dataclass(frozen=True, slots=True)
class Written:
    """A form as written. ``under`` is the name it stands under in a table of forms, else nothing."""

    place: Place
    key: str
    under: str
    text: str
    form: str
    trigger: bool

    @property
    def squeezed(self) -> str:
        """The form as the lexicon has it."""
        return squeeze(self.form)


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule with its forms, its templates, and all that is asked for besides.

    ``conditions`` are lists, flags, counts and roles: when the rule holds; ``meaning`` are its other values.
    """

    raw: RawRule
    rule: Rule
    examples: tuple[Example, ...]
    forms: tuple[Written, ...]
    templates: tuple[Node, ...]
    conditions: Mapping[str, frozenset[str]]
    meaning: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """The rules of a language."""

    language: str
    rules: tuple[WrittenRule, ...]


def written_books(folders: Iterable[Path]) -> tuple[WrittenBook, ...]:
    """Read rules again, this time with the places of their forms."""
    packs = load_packs(folders, KINDS, Faults())
    return tuple(
        WrittenBook(pack.language, tuple(_written(raw, *read_rule(raw, pack.script, Faults())) for raw in pack.rules))
        for pack in packs
    )


def _written(raw: RawRule, rule: Rule, examples: tuple[Example, ...], table: Table) -> WrittenRule:
    found = {squeeze(form.form) for form in rule.forms()}
    forms = tuple(_marked(list(_forms(raw, table)), found))
    triggers = {form.key for form in forms if form.trigger}
    conditions: dict[str, frozenset[str]] = {}
    meaning: dict[str, str] = {}
    templates: list[Node] = []
    for key, value in raw.node.fields or ():
        name = key.text or ""
        if name in _TEMPLATES:
            templates += value.items or (value,)
        elif name in _APART or name in triggers:
            continue
        elif _is_meaning(name, value, table):
            meaning[name] = value.text or ""
        else:
            conditions[name] = frozenset(_texts(value))
    return WrittenRule(raw, rule, examples, forms, tuple(templates), conditions, meaning)


def _is_meaning(name: str, value: Node, table: Table) -> bool:
    """Whether a value is what a rule says, and not when it holds."""
    if value.text is None or name in (*table.formed, *table.counted, *_ROLES):
        return False
    return value.text not in ("yes", "no")


def _forms(raw: RawRule, table: Table) -> Iterator[Written]:
    for key, value in raw.node.fields or ():
        if key.text not in table.formed:
            continue
        pairs = (
            [(name.text or "", listed) for name, listed in value.fields] if value.fields is not None else [("", value)]
        )
        for under, listed in pairs:
            for node in listed.items if listed.items is not None else (listed,):
                text = node.text or ""
                for one in text.split(LINES[raw.kind]) if raw.kind in LINES else (text,):
                    yield Written(node.place, key.text or "", under, one, table.fold(one), trigger=False)


def _marked(forms: list[Written], found: set[str]) -> Iterator[Written]:
    """Mark the forms by which the rule is found: those of keys that stand in the lexicon with all their forms."""
    missing = {form.key for form in forms if form.squeezed not in found}
    for form in forms:
        trigger = bool(found) and form.key not in missing
        yield Written(form.place, form.key, form.under, form.text, form.form, trigger)


def _texts(node: Node) -> Iterator[str]:
    if node.text is not None:
        yield node.text
    for item in node.items or ():
        yield from _texts(item)
    for key, value in node.fields or ():
        yield from (f"{key.text}: {text}" for text in _texts(value))
