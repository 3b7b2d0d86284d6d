"""Take typed values out of a table of a rule file; what does not fit becomes a fault with its place.

Each reader names the key it takes, so that a table knows in the end which keys nobody asked for.

Input: Node. Output: plain values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from extractor.model import Number, RuleRef
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.limits import MAX_DIGITS, MAX_INTEGER
from extractor.rulebook.source import Faults, Node, Place
from extractor.text.folding import fold_form
from extractor.text.scripts import Script

E = TypeVar("E", bound=StrEnum)

_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
_NUMBER = re.compile(r"-?\d+(?:_\d+)*(?:\.\d+)?|\d+/\d+|-?\d+e\d{1,2}")


class Table:
    """One rule (or one entry of a rule) being read."""

    __slots__ = ("_asked", "_fields", "_script", "counted", "faults", "formed", "place", "rule")

    def __init__(self, node: Node, faults: Faults, rule: str | None = None, script: Script = Script.ARABIC) -> None:
        """Open a table of forms in a script; a node that is no table is a fault and reads as empty."""
        self.place = node.place
        self._script = script
        self.faults = faults
        self.rule = rule
        self.formed: list[str] = []  # the keys that were read as forms: what may be found in texts
        self.counted: list[str] = []  # the keys that were read as whole numbers: how far, how many
        self._asked: list[str] = []
        self._fields: dict[str, tuple[Node, Node]] = {}
        if node.fields is None:
            self.fault("a table of keys and values is expected here", node.place)
        else:
            self._fields = {key.text or "": (key, value) for key, value in node.fields}

    def fault(self, message: str, place: Place | None = None) -> None:
        """Note a fault of this rule."""
        self.faults.add(place or self.place, message, self.rule)

    def fold(self, form: str) -> str:
        """Return a form as the words of texts are read."""
        return self._script.plain(fold_form(form))

    def ref(self) -> RuleRef:
        """Return the reference of this rule."""
        return RuleRef(self.rule or "", self.place.path, self.place.line)

    def node(self, key: str) -> Node | None:
        """Return the raw value of a key, or None."""
        self._asked.append(key)
        pair = self._fields.get(key)
        return pair[1] if pair else None

    def where(self, key: str) -> Place:
        """Return the place of the value of a key, or of the table where it has none."""
        pair = self._fields.get(key)
        return pair[1].place if pair else self.place

    def text(self, key: str, default: str | None = None) -> str | None:
        """Return a scalar."""
        node = self.node(key)
        if node is None:
            return default
        if node.text is None:
            self.fault(f"'{key}' must be plain text", node.place)
            return default
        return node.text

    def required(self, key: str) -> str:
        """Return a scalar that must be there."""
        value = self.text(key)
        if not value:
            self.fault(f"'{key}' is missing")
        return value or ""

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when absent."""
        value = self.text(key)
        if value not in (None, "yes", "no"):
            self.fault(f"'{key}' must be yes or no, not '{value}'", self.where(key))
        return value == "yes"

    def choice(self, key: str, options: type[E]) -> E | None:
        """Return a member of a closed vocabulary."""
        node = self.node(key)
        if node is None:
            return None
        try:
            return options(node.text or "")
        except ValueError:
            allowed = ", ".join(member.value for member in options)
            self.fault(f"'{key}' has no value '{node.text}'; it has: {allowed}", node.place)
            return None

    def choices(self, key: str, options: type[E]) -> tuple[E, ...]:
        """Return a list of members of a closed vocabulary."""
        found = []
        for node in self.nodes(key):
            try:
                found.append(options(node.text or ""))
            except ValueError:
                allowed = ", ".join(member.value for member in options)
                self.fault(f"'{key}' has no value '{node.text}'; it has: {allowed}", node.place)
        return tuple(found)

    def integer(self, key: str, default: int) -> int:
        """Return a whole number."""
        self.counted.append(key)
        value = self.text(key)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,4}", value) or int(value) > MAX_INTEGER:
            self.fault(f"'{key}' must be a whole number up to {MAX_INTEGER}, not '{value}'", self.where(key))
            return default
        return int(value)

    def ranges(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return a list of ranges of whole numbers: ``1300-1499``."""
        found = []
        for node in self.nodes(key):
            match = _RANGE.fullmatch(node.text or "")
            if match is None:
                self.fault(f"'{key}' holds ranges such as 1300-1499, not '{node.text}'", node.place)
            else:
                found.append((int(match[1]), int(match[2])))
        return tuple(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of scalars as written; a single scalar is a list of one."""
        return tuple(node.text or "" for node in self.nodes(key))

    def forms(self, key: str = "forms") -> tuple[str, ...]:
        """Return a list of forms, folded as texts are."""
        self.formed.append(key)
        return tuple(self._form(node) for node in self.nodes(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables."""
        node = self.node(key)
        if node is None:
            return ()
        if node.items is None:
            self.fault(f"'{key}' must be a list", node.place)
            return ()
        return tuple(Table(item, self.faults, self.rule, self._script) for item in node.items)

    def values(self, key: str) -> tuple[tuple[Number, tuple[str, ...]], ...]:
        """Return a table from number to folded form or forms."""
        self.formed.append(key)
        node = self.node(key)
        if node is None:
            return ()
        if node.fields is None:
            self.fault(f"'{key}' must be a table of numbers and forms", node.place)
            return ()
        pairs = []
        for name, value in node.fields:
            number = parse_number(name.text or "")
            if number is None:
                self.fault(f"'{name.text}' is no number; write 1000, 1_000, 2.5 or 1/3", name.place)
                continue
            pairs.append((number, tuple(self._form(node) for node in self._listed(value, key))))
        return tuple(pairs)

    def mapping(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return a table from name to folded form or forms."""
        self.formed.append(key)
        node = self.node(key)
        if node is None:
            return ()
        if node.fields is None:
            self.fault(f"'{key}' must be a table of names and forms", node.place)
            return ()
        return tuple(
            (name.text or "", tuple(self._form(node) for node in self._listed(value, key)))
            for name, value in node.fields
        )

    def scalars(self) -> tuple[tuple[str, str], ...]:
        """Return every key with its scalar."""
        for key, value in self._fields.values():
            if value.text is None:
                self.fault(f"'{key.text}' must be plain text", value.place)
        return tuple((name, value.text or "") for name, (_, value) in self._fields.items())

    def close(self, what: str) -> None:
        """Note a fault for each key that nobody asked for."""
        allowed = sorted(set(self._asked))
        for name, (key, _) in self._fields.items():
            if name not in allowed:
                self.fault(f"{what} have no key '{name}'; they have: {', '.join(allowed)}", key.place)

    def nodes(self, key: str) -> Iterable[Node]:
        """Return the nodes of a list of scalars; a single scalar is a list of one."""
        node = self.node(key)
        return () if node is None else self._listed(node, key)

    def _form(self, node: Node) -> str:
        form = self.fold(node.text or "")
        if not squeeze(form):
            self.fault(f"nothing is left of '{node.text}' once it is folded as texts are", node.place)
        return form

    def _listed(self, node: Node, key: str) -> Iterable[Node]:
        items = node.items if node.items is not None or node.text is None else (node,)
        if items is None:
            self.fault(f"'{key}' must be a list", node.place)
            return ()
        for item in items:
            if not item.text:
                self.fault(f"'{key}' must hold plain text, one form a line", item.place)
        return tuple(item for item in items if item.text)


def parse_number(text: str) -> Number | None:
    """Return the number that a rule file writes, or None: ``1_000``, ``2.5``, ``1/3``, ``1e12``."""
    if len(text) > MAX_DIGITS or not _NUMBER.fullmatch(text):
        return None
    try:
        return Fraction(text) if "/" in text else Decimal(text)
    except (InvalidOperation, ZeroDivisionError):
        return None
