"""How differences and findings name claims: figures, days, speakers, shares. English, with the words of the text.

Words of the text are followed by a left-to-right mark, or the numbers behind them would be shown on the wrong side.
Sentences begin with an English word, by which what shows them knows that they run from left to right.

Input: claims and numbers. Output: words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from extractor.columns import decimal
from extractor.model import Claim, Polarity, Quantity
from extractor.tables.labels import amount, unit_label

_MARK = "\u200e"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SIZES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_BEHIND = 3


def plain(text: str) -> str:
    """Return words of a text on one line, marks that turn or end lines by their names."""
    return _CONTROLS.sub(lambda found: f"<U+{ord(found[0]):04X}>", " ".join(text.split()))


def quoted(text: str) -> str:
    """Return words of a text for a sentence that runs from left to right, so that what follows stays in its place."""
    words = plain(text)
    return words if words.isascii() else words + _MARK


def figure(claim: Claim) -> str:
    """Return a figure with its unit: ``≈ 2,600 megawatt``."""
    return quantity(claim.quantity)


def quantity(found: Quantity) -> str:
    """Return an amount with its unit; long ones in millions, billions, trillions."""
    label = unit_label(found)
    low, high, name = found.low, found.high, ""
    for size, called in _SIZES:
        ends = [abs(end) for end in (low, high) if isinstance(end, Decimal)]
        if ends and min(ends) >= size and all(_short(end / size) for end in ends):
            low, high = (end / size if isinstance(end, Decimal) else end for end in (low, high))
            name = f" {called}"
            break
    shown = amount(replace(found, low=low, high=high))
    return f"{shown}{name} {'%' if label == 'percent' else quoted(label)}"


def number(value: Fraction, *, signed: bool = False) -> str:
    """Return a number as a figure is shown, of at most six digits behind the point, with a true minus."""
    rounded = round(value, 6)
    shown = (decimal(abs(rounded)) or Decimal(0)).normalize()
    name = ""
    for size, called in _SIZES:
        if shown >= size and _short(shown / size):
            shown, name = (shown / size).normalize(), f" {called}"
            break
    sign = "−" if rounded < 0 else ("+" if signed else "")
    return f"{sign}{shown:,f}{name}"


def _short(value: Decimal) -> bool:
    """Whether a number has few digits behind the point."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_BEHIND


def percent(share: Fraction, *, signed: bool = False) -> str:
    """Return a share in percent, to one digit behind the point."""
    return f"{number(round(100 * share, 1), signed=signed)} %"


def day(found: date | None) -> str:
    """Return a day, or that there is none."""
    return found.isoformat() if found else "no date"


def status(claim: Claim) -> str:
    """Return the status, with its denial."""
    name = spoken(claim.status)
    return f"not {name}" if claim.polarity is Polarity.NEGATIVE else name


def spoken(name: str) -> str:
    """Return a name of a closed vocabulary as words."""
    return name.replace("_", " ")


def speaker(claim: Claim) -> str:
    """Return who says it, or that nobody is named."""
    said = claim.attribution.speaker
    return quoted(said.text) if said else "the text"


def place(claim: Claim) -> str:
    """Return the place, or that none is named."""
    return quoted(claim.place.text) if claim.place else "no place"


def subject(claim: Claim) -> str:
    """Return what is measured, or the counted noun."""
    found = claim.subject.text if claim.subject else claim.quantity.counter
    return quoted(found or claim.quantity.unit)


def when(claim: Claim) -> str:
    """Return document and day."""
    return f"{quoted(claim.document.id)}, {day(claim.document.published)}"
