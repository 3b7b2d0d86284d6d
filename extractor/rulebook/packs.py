"""Load packs of rule files and merge them: later packs add, extend, replace or remove.

A pack is a folder with ``pack.yaml`` (name, version, language, script, calendar, removes) and rule files, each of one
kind::

    kind: units
    rules:
      - id: unit.megawatt
        ...

A new id adds a rule. ``extends: id`` adds to the lists and tables of a rule, ``replaces: id`` takes its place,
``removes: [id, ...]`` in pack.yaml drops rules. A repeated id without one of these is a fault. Packs of one language
are merged; one that names none is of the first language.

Input: folders. Output: Pack*, one a language (tables of rules, still as nodes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from extractor.rulebook.source import Faults, Node, Place, read_source
from extractor.rulebook.table import Table
from extractor.text.scripts import Script

PACK_FILE = "pack.yaml"


class Calendar(StrEnum):
    """By which calendar a language counts years and months."""

    JALALI = "jalali"
    GREGORIAN = "gregorian"


@dataclass(frozen=True, slots=True)
class RawRule:
    """A rule as written: its kind, its id and its table."""

    kind: str
    id: str
    node: Node


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one or more merged packs of a language, in the order of loading."""

    name: str
    language: str
    script: Script
    calendar: Calendar
    rules: tuple[RawRule, ...]


def load_packs(folders: Iterable[Path], kinds: Iterable[str], faults: Faults) -> tuple[Pack, ...]:
    """Load folders in order, each merged over those of its language before it."""
    allowed = tuple(kinds)
    by_language: dict[str, list[tuple[Path, Table]]] = {}
    for folder in folders:
        head = _head(folder, faults)
        language = head.text("language") or next(iter(by_language), "")
        by_language.setdefault(language, []).append((folder, head))
    return tuple(_merged(language, packs, allowed, faults) for language, packs in by_language.items())


def _merged(language: str, packs: list[tuple[Path, Table]], kinds: tuple[str, ...], faults: Faults) -> Pack:
    merged: dict[str, RawRule] = {}
    names: list[str] = []
    script: Script | None = None
    calendar: Calendar | None = None
    for folder, head in packs:
        names.append(head.text("name", folder.name) or folder.name)
        script = head.choice("script", Script) or script
        calendar = head.choice("calendar", Calendar) or calendar
        head.text("version")
        for id in head.texts("removes"):
            if merged.pop(id, None) is None:
                head.fault(f"removes '{id}', which no earlier pack has")
        head.close("packs")
        for raw in _rules(folder, kinds, faults):
            _merge(merged, raw, faults)
    rules = tuple(merged.values())
    return Pack("+".join(names), language, script or Script.ARABIC, calendar or Calendar.JALALI, rules)


def _head(folder: Path, faults: Faults) -> Table:
    path = folder / PACK_FILE
    name = f"{folder.name}/{PACK_FILE}"
    node = read_source(path, name, faults) if path.exists() else None
    if not folder.is_dir():
        faults.add(Place(str(folder), 1, 1), "no such folder of rules")
    return Table(node or Node(Place(name, 1, 1), fields=()), faults)


def _rules(folder: Path, allowed: tuple[str, ...], faults: Faults) -> Iterator[RawRule]:
    for path in sorted(folder.glob("*.yaml")):
        if path.name == PACK_FILE:
            continue
        root = read_source(path, f"{folder.name}/{path.name}", faults)
        if root is None:
            continue
        head = Table(root, faults)
        kind = head.required("kind")
        if kind and kind not in allowed:
            head.fault(f"no kind of rule is called '{kind}'; there are: {', '.join(allowed)}")
            continue
        listed = head.node("rules")
        head.close("rule files")
        if listed is None or listed.items is None:
            head.fault("'rules' must be a list of rules")
            continue
        for item in listed.items:
            id = {key.text: value.text for key, value in item.fields or ()}.get("id")
            if not id:
                faults.add(item.place, "a rule needs an 'id'")
            else:
                yield RawRule(kind, id, item)


def _merge(merged: dict[str, RawRule], raw: RawRule, faults: Faults) -> None:
    fields = {key.text: value for key, value in raw.node.fields or ()}
    for verb in ("extends", "replaces"):
        target = fields.get(verb)
        if target is None:
            continue
        known = merged.get(target.text or "")
        if known is None:
            faults.add(target.place, f"{verb} '{target.text}', which no earlier pack has", raw.id)
        elif known.kind != raw.kind:
            faults.add(target.place, f"{verb} '{target.text}', which is of kind {known.kind}", raw.id)
        elif verb == "extends":
            node = _extended(known.node, _without(raw.node, {"id", "extends"}))
            merged[known.id] = RawRule(known.kind, known.id, node)
        else:
            merged[known.id] = RawRule(raw.kind, raw.id, _without(raw.node, {"replaces"}))
        return
    if raw.id in merged:
        first = merged[raw.id].node.place
        faults.add(raw.node.place, f"this id is taken at {first}; use extends or replaces", raw.id)
        return
    merged[raw.id] = raw


def _without(node: Node, keys: set[str]) -> Node:
    return replace(node, fields=tuple(pair for pair in node.fields or () if pair[0].text not in keys))


def _extended(base: Node, more: Node) -> Node:
    """Lists are joined, tables merged, single values replaced."""
    if base.items is not None and more.items is not None:
        return replace(base, items=base.items + more.items)
    if base.items is not None and more.text is not None:
        return replace(base, items=(*base.items, more))
    if base.fields is None or more.fields is None:
        return more
    fields = {key.text: (key, value) for key, value in base.fields}
    for key, value in more.fields:
        known = fields.get(key.text)
        fields[key.text] = (key, _extended(known[1], value) if known else value)
    return replace(base, fields=tuple(fields.values()))
