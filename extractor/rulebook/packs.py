"""Load packs of rule files and merge them: later packs add, extend, replace or remove.

A pack is a folder with rule files, each of one kind, and a ``pack.yaml`` (name, version, language, script, calendar,
removes) if it has something to say of itself::

    kind: units
    rules:
      - id: unit.megawatt
        ...

``id`` adds a rule; ``extends: id`` adds to the lists and tables of a rule and changes its single values; ``replaces:
id`` takes the place of a rule; ``removes: [id, ...]`` in pack.yaml drops rules. A repeated id without one of these is
a fault. Packs of one language are merged; one that names none is of the first language.

Input: folders. Output: Pack*, one a language (tables of rules, still as nodes, and what became of earlier ones).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import count
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from extractor.rulebook.limits import MAX_FILES
from extractor.rulebook.source import Faults, Node, Place, read_source
from extractor.rulebook.table import Table
from extractor.text.scripts import Script

PACK_FILE = "pack.yaml"
_SUFFIX = ".yaml"
_MISNAMED = (".yml", ".json", ".toml")


class Verb(StrEnum):
    """What a pack does to a rule of an earlier one."""

    EXTENDS = "extends"
    REPLACES = "replaces"
    REMOVES = "removes"


class Calendar(StrEnum):
    """By which calendar a language counts years and months."""

    JALALI = "jalali"
    GREGORIAN = "gregorian"


class RawRule(Struct, frozen=True):
    """A rule as written: its kind, its id and its table."""

    kind: str
    id: str
    node: Node


class Override(Struct, frozen=True):
    """What a pack did to the rule ``id``, where that is written, and the rule that is gone (None where it goes on)."""

    verb: Verb
    place: Place
    id: str
    before: RawRule | None = None


class Pack(Struct, frozen=True):
    """The rules of one or more merged packs of a language, in the order of loading.

    ``folders`` are how places call the packs.
    """

    name: str
    language: str
    script: Script
    calendar: Calendar
    rules: tuple[RawRule, ...]
    overrides: tuple[Override, ...] = ()
    folders: tuple[str, ...] = ()


def load_packs(folders: Iterable[Path], kinds: Iterable[str], faults: Faults) -> tuple[Pack, ...]:
    """Load folders in order, each merged over those of its language before it."""
    allowed = tuple(kinds)
    called: set[str] = set()
    by_language: dict[str, list[tuple[Path, Table]]] = {}
    for folder in folders:
        head = _head(folder, faults)
        language = head.text("language") or next(iter(by_language), "")
        if folder.resolve().name in called:
            head.fault(f"another pack is in a folder called '{folder.resolve().name}' too; rename one: places go by it")
            continue
        called.add(folder.resolve().name)
        by_language.setdefault(language, []).append((folder, head))
    packs = tuple(_pack(language, listed, allowed, faults) for language, listed in by_language.items())
    for at, pack in enumerate(packs):
        same = next((other for other in packs[:at] if other.script is pack.script), None)
        if same is not None:
            place = by_language[pack.language][0][1].where("language")
            msg = f"'{pack.language}' is in the script of '{same.language}': their sentences cannot be told apart"
            faults.add(place, f"{msg}; write language: {same.language}, or another script")
    return packs


def _pack(language: str, packs: list[tuple[Path, Table]], kinds: tuple[str, ...], faults: Faults) -> Pack:
    merged = _Merged(faults)
    names: list[str] = []
    script: Script | None = None
    calendar: Calendar | None = None
    for folder, head in packs:
        called = folder.resolve().name
        names.append(head.text("name", called) or called)
        script = head.choice("script", Script) or script
        calendar = head.choice("calendar", Calendar) or calendar
        head.text("version")
        for removed in head.nodes("removes"):
            merged.remove(removed)
        head.close("packs")
        for raw in _rules(folder, called, kinds, faults):
            merged.add(raw)
    return Pack(
        "+".join(names),
        language,
        script or Script.ARABIC,
        calendar or Calendar.JALALI,
        merged.ordered(),
        tuple(merged.overrides),
        tuple(folder.resolve().name for folder, _ in packs),
    )


def _head(folder: Path, faults: Faults) -> Table:
    called = folder.resolve().name
    path = folder / PACK_FILE
    name = f"{called}/{PACK_FILE}"
    node = read_source(path, name, faults) if path.exists() else None
    if not folder.is_dir():
        faults.add(Place(str(folder), 1, 1), "no such folder of rules")
    return Table(node or Node(Place(name, 1, 1), fields=()), faults)


def _rules(folder: Path, called: str, kinds: tuple[str, ...], faults: Faults) -> Iterator[RawRule]:
    paths = _files(folder, called, faults)
    for path in paths:
        if path.name == PACK_FILE:
            continue
        root = read_source(path, f"{called}/{path.name}", faults)
        if root is None:
            continue
        head = Table(root, faults)
        kind, listed = head.required("kind"), head.node("rules")
        head.close("rule files")
        if kind not in kinds:
            if kind:
                head.fault(f"no kind of rule is called '{kind}'; there are: {', '.join(kinds)}")
            continue
        if listed is None or listed.items is None:
            head.fault("'rules' must be a list of rules")
            continue
        for item in listed.items:
            yield RawRule(kind, _scalar(item, "id"), item)


def _files(folder: Path, called: str, faults: Faults) -> Iterable[Path]:
    """Return the rule files of a pack; what an author may take for one and is none is a fault."""
    if not folder.is_dir():
        return ()
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == _SUFFIX:
            found.append(path)
        elif path.suffix in _MISNAMED:
            faults.add(Place(f"{called}/{path.name}", 1, 1), f"rule files end in {_SUFFIX}; rename it")
        elif path.is_dir() and any(path.glob(f"*{_SUFFIX}")):
            faults.add(
                Place(f"{called}/{path.name}", 1, 1),
                "folders in a pack are not read; give them as packs, or move the files up",
            )
    if not found:
        faults.add(Place(f"{called}/", 1, 1), f"the folder holds no rule files (*{_SUFFIX})")
    if len(found) > MAX_FILES:
        faults.add(Place(f"{called}/", 1, 1), f"a pack has at most {MAX_FILES} files")
    return found[:MAX_FILES]


def _scalar(node: Node, name: str) -> str:
    return next((value.text or "" for key, value in node.fields or () if key.text == name), "")


class _Merged(Struct):
    """Rules by id while packs are merged."""

    faults: Faults
    rules: dict[str, RawRule] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    counter: Iterator[int] = field(default_factory=count)
    overrides: list[Override] = field(default_factory=list)

    def ordered(self) -> tuple[RawRule, ...]:
        """Return the rules in the order of loading; one that took the place of another stands where that stood."""
        return tuple(self.rules[id] for id in sorted(self.rules, key=self.orders.__getitem__))

    def remove(self, name: Node) -> None:
        """Drop a rule."""
        known = self.rules.pop(name.text or "", None)
        if known is None:
            self.faults.add(name.place, f"removes '{name.text}', which no earlier pack has")
        else:
            self._note(Verb.REMOVES, name.place, known)

    def _note(self, verb: Verb, place: Place, known: RawRule) -> bool:
        """Note what was done to a rule; whether it may be done at all."""
        affordable = self.faults.afford(place, "overrides", 1)
        if affordable:
            gone = known if verb is not Verb.EXTENDS else None
            self.overrides.append(Override(verb, place, known.id, gone))
        return affordable

    def add(self, raw: RawRule) -> None:
        """Take in a rule, or what it does to another."""
        fields = {key.text: value for key, value in raw.node.fields or ()}
        verbs = [verb for verb in (Verb.EXTENDS, Verb.REPLACES) if verb in fields]
        if not verbs:
            self._new(raw)
            return
        target = fields[verbs[0]]
        known = self.rules.get(target.text or "")
        if len(verbs) > 1:
            self.faults.add(target.place, "a rule extends or replaces another, not both", raw.id or None)
        elif known is None:
            self.faults.add(target.place, f"{verbs[0]} '{target.text}', which no earlier pack has", raw.id or None)
        elif known.kind != raw.kind:
            self.faults.add(target.place, f"{verbs[0]} '{target.text}', which is of kind {known.kind}", raw.id or None)
        elif verbs[0] is Verb.EXTENDS:
            self._extend(known, raw, "id" in fields, "examples" in fields)
        else:
            self._replace(known, raw)

    def _new(self, raw: RawRule) -> None:
        if not raw.id:
            self.faults.add(raw.node.place, "a rule needs an 'id'")
        elif raw.id in self.rules:
            first = self.rules[raw.id].node.place
            self.faults.add(raw.node.place, f"this id is taken at {first}; use extends or replaces", raw.id)
        else:
            self.rules[raw.id] = raw
            self.orders[raw.id] = next(self.counter)

    def _extend(self, known: RawRule, raw: RawRule, named: bool, shown: bool) -> None:
        if named:
            self.faults.add(raw.node.place, f"what extends a rule goes by its name; take away 'id: {raw.id}'", known.id)
        if not shown:
            self.faults.add(raw.node.place, "what extends a rule needs an example of its own", known.id)
        if self._note(Verb.EXTENDS, raw.node.place, known):
            node = _extended(known.node, _without(raw.node, {"id", Verb.EXTENDS}))
            self.rules[known.id] = RawRule(known.kind, known.id, node)

    def _replace(self, known: RawRule, raw: RawRule) -> None:
        """Put a rule in the place of another, in the order of rules too; it may have a name of its own."""
        id = raw.id or known.id
        if id != known.id and id in self.rules:
            first = self.rules[id].node.place
            self.faults.add(raw.node.place, f"this id is taken at {first}", id)
            return
        del self.rules[known.id]
        self.rules[id] = RawRule(raw.kind, id, _without(raw.node, {Verb.REPLACES}))
        self.orders[id] = self.orders[known.id]
        self._note(Verb.REPLACES, raw.node.place, known)


def _without(node: Node, keys: set[str]) -> Node:
    return replace(node, fields=tuple(pair for pair in node.fields or () if pair[0].text not in keys))


def _extended(base: Node, more: Node) -> Node:
    """Lists are joined, tables merged; a single value changes, but stays beside the new one as a list of forms."""
    if base.fields is not None and more.fields is not None:
        fields = {key.text: (key, value) for key, value in base.fields}
        for key, value in more.fields:
            known = fields.get(key.text)
            fields[key.text] = (key, _extended(known[1], value) if known else value)
        return replace(base, fields=tuple(fields.values()))
    if base.fields is not None or more.fields is not None:
        return more
    text = more.text if base.text is not None else None
    return Node(more.place, text=text, items=_listed(base) + _listed(more))


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items if node.items is not None else (node,)
