"""How differences and findings name claims: figures, days, speakers, shares. English, with the words of the text.

Input: claims and numbers. Output: words.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from extractor.columns import decimal
from extractor.model import Claim, Polarity, Quantity
from extractor.tables.labels import amount, unit_label


def figure(claim: Claim) -> str:
    """Return a figure with its unit: ``≈ 2,600 megawatt``."""
    return quantity(claim.quantity)


def quantity(found: Quantity) -> str:
    """Return an amount with its unit."""
    label = unit_label(found)
    return f"{amount(found)}{' %' if label == 'percent' else f' {label}'}"


def number(value: Fraction, *, signed: bool = False) -> str:
    """Return a number of at most six digits behind the point, grouped, with a true minus."""
    rounded = round(value, 6)
    shown = decimal(abs(rounded)) or Decimal(0)
    sign = "−" if rounded < 0 else ("+" if signed else "")
    return f"{sign}{shown.normalize():,f}"


def percent(share: Fraction, *, signed: bool = False) -> str:
    """Return a share in percent, to one digit behind the point."""
    return f"{number(round(100 * share, 1), signed=signed)} %"


def day(found: date | None) -> str:
    """Return a day, or that there is none."""
    return found.isoformat() if found else "no date"


def status(claim: Claim) -> str:
    """Return the status, with its denial."""
    name = claim.status.value.replace("_", " ")
    return f"not {name}" if claim.polarity is Polarity.NEGATIVE else name


def speaker(claim: Claim) -> str:
    """Return who says it, or that nobody is named."""
    said = claim.attribution.speaker
    return " ".join(said.text.split()) if said else "the text"


def place(claim: Claim) -> str:
    """Return the place, or that none is named."""
    return " ".join(claim.place.text.split()) if claim.place else "no place"


def subject(claim: Claim) -> str:
    """Return what is measured, or the counted noun."""
    found = claim.subject.text if claim.subject else claim.quantity.counter
    return " ".join((found or claim.quantity.unit).split())


def when(claim: Claim) -> str:
    """Return document and day."""
    return f"{claim.document.id}, {day(claim.document.published)}"
