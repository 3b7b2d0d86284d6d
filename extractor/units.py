"""Exact quantities in the units of ``rules/units.txt``; pint is imported when the first one is made.

Input: numbers and unit expressions (names joined by ``/``, ``*`` and ``**``). Output: pint quantities.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.columns import decimal
from extractor.dimensions import DEFINITIONS, definitions
from extractor.model import Number

if TYPE_CHECKING:
    import pint

_EXPRESSION = re.compile(r"(?P<name>[^\W\d]\w*|[%‰])(?:\*\*[1-9])?")
MAX_EXPRESSION = 80


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the registry of ``rules/units.txt``: nothing of pint's own list, numbers exact decimals."""
    import pint

    return pint.UnitRegistry(str(DEFINITIONS), non_int_type=Decimal, cache_folder=None)


def quantity(number: Number | int, unit: str) -> pint.Quantity[Any]:
    """Return an exact pint quantity; a fraction that no decimal holds is rounded to 28 digits.

    Raises:
        ValueError: ``unit`` is no expression of names (see :func:`unit_names`).
        pint.UndefinedUnitError: the registry has no such unit.
    """
    unit_names(unit)
    exact = Decimal(number) if isinstance(number, int) else decimal(number)
    units = registry()
    result: pint.Quantity[Any] = units.Quantity(exact, units.parse_units(unit))
    return result


def unit_names(expression: str) -> tuple[str, ...]:
    """Return the names in a unit expression, as in ``meter**3/second``.

    Nothing but names, ``/``, ``*`` and small powers is let through: pint evaluates what it is given.

    Raises:
        ValueError: the expression holds anything else.
    """
    parts = re.split(r"/|(?<!\*)\*(?!\*)", expression) if len(expression) <= MAX_EXPRESSION else [""]
    found = [_EXPRESSION.fullmatch(part.strip()) for part in parts]
    if not all(found):
        msg = f"'{expression[:MAX_EXPRESSION]}' is no unit; write names joined by / and *, such as meter**3/second"
        raise ValueError(msg)
    return tuple(match["name"] for match in found if match)


@cache
def known_names() -> frozenset[str]:
    """Return every unit name of the registry, with prefixes where a unit has no offset, without importing pint."""
    names: set[str] = set()
    fixed: frozenset[str] = frozenset()
    prefixes: set[str] = {""}
    for one in definitions():
        if one.prefix:
            prefixes.update(one.names)
        elif one.offset:
            fixed = fixed.union(one.names)
        else:
            names.update(one.names)
    return fixed.union(prefix + name for prefix in prefixes for name in names if not prefix or name.isascii())
