"""What one unit is in another, by the definitions of ``rules/units.txt`` alone, exactly and without importing pint.

What quantities convert to is pint's (:mod:`extractor.units`); this answers one question in the middle of reading, where
loading a registry would cost more than the text. Units with an offset, as temperatures have, convert by pint only.

Input: unit expressions. Output: Fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

_SHIPPED = Path(__file__).parent / "rules" / "units.txt"
DEFINITIONS = _SHIPPED if _SHIPPED.is_file() else Path(__file__).parent.parent / "rules" / "units.txt"
_TERM = re.compile(
    r"\s*(?P<sign>[*/]?)\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\s*/]+))(?:\s*\*\*\s*(?P<power>[1-9]))?"
)


class Definition(NamedTuple):
    """A line of the definitions: its names, what they stand for; a prefix ends in ``-`` in the file."""

    names: tuple[str, ...]
    meaning: str
    prefix: bool
    offset: bool


class _Measure(NamedTuple):
    factor: Fraction
    bases: Mapping[str, int]


def definitions() -> Iterator[Definition]:
    """Yield the definitions of units and prefixes, in order."""
    for line in DEFINITIONS.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, meaning, *others = (part.strip() for part in line.split("="))
        names = tuple(part.rstrip("-") for part in (name, *others) if part != "_")
        yield Definition(names, meaning, name.endswith("-"), "offset" in meaning)


def factor(unit: str, other: str) -> Fraction | None:
    """Return how many of ``other`` one ``unit`` is; None where they measure different things, or are not defined."""
    one, into = _measure(unit), _measure(other)
    if one is None or into is None or one.bases != into.bases:
        return None
    return one.factor / into.factor


@cache
def _table() -> tuple[Mapping[str, Definition], Mapping[str, Fraction]]:
    units: dict[str, Definition] = {}
    prefixes: dict[str, Fraction] = {}
    for one in definitions():
        for name in one.names:
            if one.prefix:
                prefixes[name] = Fraction(one.meaning)
            else:
                units[name] = one
    return units, prefixes


@cache
def _measure(expression: str) -> _Measure | None:
    """Return what an expression measures: terms joined by ``*`` and ``/``, small powers."""
    found, at = _Measure(Fraction(1), {}), 0
    while at < len(expression):
        term = _TERM.match(expression, at)
        if term is None or (at == 0) == bool(term["sign"]):
            return None
        measure = _Measure(Fraction(term["number"]), {}) if term["number"] else _named(term["name"])
        if measure is None:
            return None
        power = int(term["power"] or 1) * (-1 if term["sign"] == "/" else 1)
        bases = {
            base: exponent
            for base in {**found.bases, **measure.bases}
            if (exponent := found.bases.get(base, 0) + power * measure.bases.get(base, 0))
        }
        found, at = _Measure(found.factor * measure.factor**power, bases), term.end()
    return found


def _named(name: str) -> _Measure | None:
    units, prefixes = _table()
    if name in units:
        one = units[name]
        if one.offset:
            return None
        if one.meaning.startswith("["):
            base = one.meaning.strip("[]")
            return _Measure(Fraction(1), {base: 1} if base else {})
        return _measure(one.meaning)
    for length in range(len(name) - 1, 0, -1):
        if name[:length] in prefixes and name[length:] in units:
            rest = _named(name[length:])
            return rest and _Measure(prefixes[name[:length]] * rest.factor, rest.bases)
    return None
