"""Read a YAML file as positioned text: every scalar stays a string with its line and column.

No implicit typing (``no: on`` stays text), duplicate keys are faults; anchors, aliases and tags are refused. Faults are
collected, not raised one at a time. What no honest rule file has (devices, endless nesting, millions of values) is a
fault before it costs memory.

Input: a path or text. Output: Node, Faults.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from extractor.rulebook.limits import LIMITS, MAX_BYTES, MAX_DEPTH, MAX_FAULTS, MAX_MESSAGE, MAX_SCALAR

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NON_JOINER = "\u200c"
_HINTS = {
    "did not find expected whitespace or line break": "put a text that begins with ! in quotes",
    "mapping values are not allowed in this context": "put a text with a colon and a space in it in quotes",
    "found character '%' that cannot start any token": "put the text in quotes",
    "found character '@' that cannot start any token": "put the text in quotes",
    "found character '`' that cannot start any token": "put the text in quotes",
}


class Place(Struct, frozen=True):
    """Where something is written; lines and columns count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Node(Struct, frozen=True):
    """A scalar (``text``), a list (``items``) or a table (``fields``) of a rule file, with its place.

    A scalar that a later pack has changed has ``items`` too, the older one before it: a key of one value takes the
    text, a key of forms takes them all.
    """

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


class Faults(Struct):
    """Collects faults while files are read, so that an author sees all of them at once, and counts what they cost."""

    found: list[str] = field(default_factory=list)
    _spent: dict[str, int] = field(default_factory=dict)

    def add(self, place: Place, message: str, rule: str | None = None) -> None:
        """Note a fault at a place."""
        if len(self.found) == MAX_FAULTS:
            self.found.append(f"{printable(place.path)}:1:1: and more; mend these {MAX_FAULTS} first")
        elif len(self.found) < MAX_FAULTS:
            told = printable(f"{rule}: {message}" if rule else message)
            self.found.append(
                f"{printable(str(place))}: {told if len(told) <= MAX_MESSAGE else told[:MAX_MESSAGE] + '…'}"
            )

    def afford(self, place: Place, what: str, amount: int, rule: str | None = None) -> bool:
        """Whether all packs of a load together stay within a limit; a fault, once, where they no longer do."""
        before = self._spent.get(what, 0)
        self._spent[what] = before + amount
        if before <= LIMITS[what] < before + amount:
            self.add(place, f"the packs have more than {LIMITS[what]} {what}; take fewer", rule)
        return before + amount <= LIMITS[what]

    def raise_any(self) -> None:
        """Raise RuleError if anything was found."""
        if self.found:
            raise RuleError(tuple(self.found))


def printable(text: str) -> str:
    """Return a text on one line in which nothing moves the cursor or the reading direction; non-joiners stay."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == _NON_JOINER else _escaped(one) for one in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def read_source(path: Path, name: str, faults: Faults) -> Node | None:
    """Read one file; ``name`` is how places call it. None, with a fault noted, where it cannot be read."""
    start = Place(name, 1, 1)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            faults.add(start, "this is no file; a pack holds rule files only")
            return None
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            faults.add(start, f"the file is larger than {MAX_BYTES} bytes; split it")
            return None
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.add(start, f"not UTF-8: byte {error.start} ({error.reason}); save the file as UTF-8")
        return None
    except OSError as error:
        faults.add(start, f"cannot be read: {error.strerror}")
        return None
    return parse_source(text.removeprefix("\ufeff"), name, faults)


def parse_source(text: str, name: str, faults: Faults) -> Node | None:
    """Parse the text of one rule file."""
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - text.rfind("\n", 0, control.start())
        faults.add(Place(name, line, column), f"the character {_escaped(control[0])} has no place in a rule file")
        return None
    loader = _LOADER(text)
    try:
        return _Tree(name, faults).read(loader)
    except yaml.MarkedYAMLError as error:
        problem = str(error.problem or error.context)
        hint = _HINTS.get(problem)
        faults.add(_place(error.problem_mark or error.context_mark, name), f"{problem}; {hint}" if hint else problem)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        faults.add(Place(name, 1, 1), f"not YAML: {str(error).partition(chr(10))[0] or 'nested too deep'}")
    finally:
        loader.dispose()
    return None


def _place(mark: Any, name: str) -> Place:
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)


class _Open:
    """A list or table whose end has not come yet."""

    __slots__ = ("fields", "items", "key", "place", "seen", "skips")

    def __init__(self, place: Place, *, table: bool) -> None:
        self.place = place
        self.items: list[Node] = []
        self.fields: list[tuple[Node, Node]] | None = [] if table else None
        self.key: Node | None = None
        self.seen: dict[str, int] = {}
        self.skips = False

    def close(self) -> Node:
        if self.fields is None:
            return Node(self.place, items=tuple(self.items))
        return Node(self.place, fields=tuple(self.fields))

    def take(self, node: Node, faults: Faults) -> None:
        if self.fields is None:
            self.items.append(node)
        elif self.key is None:
            self.key = node
            self.skips = self._unfit(node, faults)
        else:
            if not self.skips:
                self.fields.append((self.key, node))
            self.key = None

    def _unfit(self, key: Node, faults: Faults) -> bool:
        if key.text is None:
            faults.add(key.place, "a key must be plain text")
        elif key.text in self.seen:
            faults.add(key.place, f"the key '{key.text}' appears twice; first at line {self.seen[key.text]}")
        else:
            self.seen[key.text] = key.place.line
            return False
        return True


class _Tree:
    """Builds nodes from the events of the parser, without recursion."""

    def __init__(self, name: str, faults: Faults) -> None:
        self._name = name
        self._faults = faults

    def read(self, loader: Any) -> Node | None:
        open_: list[_Open] = []
        root: Node | None = None
        while loader.check_event():
            event = loader.get_event()
            place = _place(event.start_mark, self._name)
            if isinstance(event, yaml.NodeEvent) and not self._allowed(event, place, len(open_)):
                return None
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._faults.add(place, "a second document begins here; a file holds one")
                return None
            if isinstance(event, yaml.ScalarEvent):
                node = Node(place, text=event.value)
            elif isinstance(event, yaml.CollectionStartEvent):
                open_.append(_Open(place, table=isinstance(event, yaml.MappingStartEvent)))
                continue
            elif isinstance(event, yaml.CollectionEndEvent):
                node = open_.pop().close()
            else:
                continue
            if open_:
                open_[-1].take(node, self._faults)
            else:
                root = node
        return root

    def _allowed(self, event: Any, place: Place, depth: int) -> bool:
        """Whether a node may stand here at all; where it may not, the rest of the file is not read."""
        why = ""
        if event.anchor is not None:
            why = "anchors (&) and aliases (*) are not allowed; write the value out, or put the text in quotes"
        elif getattr(event, "tag", None) is not None:
            why = "tags (!) are not allowed; put a text that begins with ! in quotes"
        elif depth >= MAX_DEPTH:
            why = f"nested deeper than {MAX_DEPTH}; rule files are flat"
        elif len(getattr(event, "value", "")) > MAX_SCALAR:
            why = f"a text of more than {MAX_SCALAR} characters; shorten it"
        if why:
            self._faults.add(place, why)
            return False
        return self._faults.afford(place, "values", 1)
