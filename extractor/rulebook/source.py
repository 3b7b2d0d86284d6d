"""Read a YAML file as positioned text: every scalar stays a string with its line and column.

No implicit typing (``no: on`` stays text), duplicate keys are faults, anchors and aliases are refused. Faults are
collected, not raised one at a time.

Input: a path or text. Output: Node, Faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written; lines and columns count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar (``text``), a list (``items``) or a table (``fields``) of a rule file, with its place."""

    place: Place
    text: str | None = None
    items: tuple[Node, ...] | None = None
    fields: tuple[tuple[Node, Node], ...] | None = None


class RuleError(ValueError):
    """Faults of rule files, all of them, one a line: ``path:line:col: rule id: what is wrong; what is allowed``."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults; the message is one a line."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(slots=True)
class Faults:
    """Collects faults while files are read, so that an author sees all of them at once."""

    found: list[str] = field(default_factory=list)

    def add(self, place: Place, message: str, rule: str | None = None) -> None:
        """Note a fault at a place."""
        self.found.append(f"{place}: {rule}: {message}" if rule else f"{place}: {message}")

    def raise_any(self) -> None:
        """Raise RuleError if anything was found."""
        if self.found:
            raise RuleError(tuple(self.found))


def read_source(path: Path, name: str, faults: Faults) -> Node | None:
    """Read one file; ``name`` is how places call it. None, with a fault noted, where it cannot be read."""
    start = Place(name, 1, 1)
    try:
        if path.stat().st_size > MAX_BYTES:
            faults.add(start, f"the file is larger than {MAX_BYTES} bytes; split it")
            return None
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        faults.add(start, f"not UTF-8: byte {error.start} ({error.reason}); save the file as UTF-8")
        return None
    except OSError as error:
        faults.add(start, f"cannot be read: {error.strerror}")
        return None
    return parse_source(text, name, faults)


def parse_source(text: str, name: str, faults: Faults) -> Node | None:
    """Parse the text of one rule file."""
    loader = None
    try:
        loader = _LOADER(text)
        root = loader.get_single_node() if not _aliased(text, name, faults) else None
    except yaml.MarkedYAMLError as error:
        faults.add(_place(error.problem_mark or error.context_mark, name), str(error.problem))
        return None
    except (yaml.YAMLError, RecursionError) as error:
        faults.add(Place(name, 1, 1), f"not YAML: {str(error).splitlines()[0] if str(error) else 'nested too deep'}")
        return None
    finally:
        if loader is not None:
            loader.dispose()
    return _node(root, name, faults) if root is not None else None


def _aliased(text: str, name: str, faults: Faults) -> bool:
    if "*" not in text and "&" not in text:
        return False
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            faults.add(_place(event.start_mark, name), "aliases are not allowed; write the value out")
            return True
    return False


def _place(mark: Any, name: str) -> Place:
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)


def _node(raw: yaml.Node, name: str, faults: Faults) -> Node:
    place = _place(raw.start_mark, name)
    if isinstance(raw, yaml.MappingNode):
        return Node(place, fields=tuple(_fields(raw, name, faults)))
    if isinstance(raw, yaml.SequenceNode):
        return Node(place, items=tuple(_node(item, name, faults) for item in raw.value))
    return Node(place, text=raw.value)


def _fields(raw: yaml.MappingNode, name: str, faults: Faults) -> Iterator[tuple[Node, Node]]:
    seen: dict[str, int] = {}
    for raw_key, raw_value in raw.value:
        key = _node(raw_key, name, faults)
        if key.text is None:
            faults.add(key.place, "a key must be plain text")
            continue
        if key.text in seen:
            faults.add(key.place, f"the key '{key.text}' appears twice; first at line {seen[key.text]}")
            continue
        seen[key.text] = key.place.line
        yield key, _node(raw_value, name, faults)
