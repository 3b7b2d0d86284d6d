"""When two spellings of a name, a phrase or a unit mean the same: for scoring, and for matching across documents.

Input: texts. Output: whether they agree.
"""

from __future__ import annotations

import re

from extractor.text.folding import fold_form

_GAPS = re.compile(r"[\s\u200c]+")
_WORDS = re.compile(r"\w+")
_ENOUGH = 0.5

# How annotators write units, beside the names of the registry.
_UNIT_NAMES = {
    "MW": "megawatt", "GW": "gigawatt", "kW": "kilowatt", "W": "watt", "kWh": "kilowatt_hour", "MWh": "megawatt_hour",
    "GWh": "gigawatt_hour", "kV": "kilovolt", "MVA": "megavolt_ampere", "km": "kilometer", "m": "meter",
    "cm": "centimeter", "mm": "millimeter", "ha": "hectare", "t": "tonne", "ton": "tonne", "kg": "kilogram",
    "g": "gram", "L": "liter", "litre": "liter", "bbl": "barrel", "oil_barrel": "barrel", "IRR": "rial",
    "USD": "usd", "EUR": "eur", "%": "percent", "pp": "percentage_point", "times": "ratio", "fold": "ratio",
    "dimensionless": "ratio", "m2": "meter**2", "m3": "meter**3", "C": "degree_celsius", "s": "second", "h": "hour",
    "d": "day", "min": "minute", "persons": "person", "households": "household",
}  # fmt: skip


def key(text: str | None) -> str:
    """Return a text folded and without gaps, the form in which names are compared."""
    return _GAPS.sub("", fold_form(text or "")).replace("آ", "ا")


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names agree: equal, or one holds the other, once folded."""
    a, b = key(one), key(other)
    return a == b or (bool(a) and bool(b) and (a in b or b in a))


def overlapping(one: str | None, other: str | None) -> bool:
    """Whether two phrases share half of their words (F1 of the word sets), once folded; none agrees with none."""
    a, b = ({key(word) for word in _WORDS.findall(fold_form(text or ""))} for text in (one, other))
    return 2 * len(a & b) >= _ENOUGH * (len(a) + len(b)) if a or b else True


def same_unit(wanted: str | None, unit: str, counter: str | None) -> bool:
    """Whether an annotator's unit (``MW``, ``m^3/day``, ``count:مدرسه``) is that of a quantity."""
    if wanted and wanted.startswith("count:"):
        noun, counted = key(wanted.removeprefix("count:")), key(counter)
        return unit == "count" and bool(counted) and (noun.startswith(counted) or counted.startswith(noun))
    if wanted == "person" and unit == "count":
        return key(counter) == "نفر"
    return _unit_key(wanted or "") == _unit_key(unit)


def _unit_key(unit: str) -> str:
    parts = re.split(r"([/*])", unit.replace(" ", "").replace("**", "^"))
    return "".join(_UNIT_NAMES.get(name, name) for name in (part.replace("^", "**") for part in map(_spelled, parts)))


def _spelled(part: str) -> str:
    base, power, exponent = part.partition("^")
    return _UNIT_NAMES.get(base, base) + power + exponent
