"""The registry is our own, exact, complete and safe to hand source text to."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pint
import pytest

import extractor
from extractor.dimensions import definitions, factor
from extractor.model import Kind, Number, Quantity
from extractor.rulebook.kinds.units import UnitRule
from extractor.units import known_names, quantity, registry, unit_names


@pytest.mark.parametrize(
    ("number", "unit", "to", "expected"),
    [
        (2600, "megawatt", "GW", "2.6"),
        (Decimal("5.5"), "toman", "rial", "55"),
        (Decimal("16e12"), "rial", "toman", "16e11"),
        (1000, "barrel", "liter", "158987.294928"),
        (3, "tonne", "kg", "3000"),
        (2, "hectare", "meter**2", "20000"),
        (9, "meter**3/second", "liter/second", "9000"),
        (30, "toman/kilogram", "rial/tonne", "300000"),
        (50, "percent", "ratio", "0.5"),
        (Fraction(1, 4), "ratio", "percent", "25"),
        (3, "day", "hour", "72"),
        (7, "MWh", "kWh", "7000"),
        (38, "megajoule", "kWh", "10.55555555555555555555555556"),
        (425, "parts_per_million", "percent", "0.0425"),
        (12, "atmosphere", "bar", "12.1590"),
        (35, "megapascal", "bar", "350"),
        (4, "petabyte", "gigabyte", "4000000"),
        (50, "basis_point", "percentage_point", "0.5"),
    ],
)
def test_conversion_is_exact(number: Number | int, unit: str, to: str, expected: str) -> None:
    converted = quantity(number, unit).to(to)
    assert isinstance(converted.magnitude, Decimal)
    assert converted.magnitude == Decimal(expected)


def test_quantity_of_a_claim() -> None:
    claim = Quantity(Decimal(2600), Decimal(2600), "megawatt", Kind.MEASURE)
    assert claim.to("GW").magnitude == Decimal("2.6")
    with pytest.raises(ValueError, match="range"):
        Quantity(Decimal(2), Decimal(3), "megawatt", Kind.MEASURE).to("GW")


@pytest.mark.parametrize(
    ("unit", "to"), [("toman", "USD"), ("USD", "EUR"), ("kilowatt", "kilowatt_hour"), ("person", "household")]
)
def test_no_conversion(unit: str, to: str) -> None:
    with pytest.raises(pint.DimensionalityError):
        quantity(1, unit).to(to)


@pytest.mark.parametrize(
    "bad", ["", "9**9**9", "9**9", "__import__('os')", "meter**99", "meter meter", "a" * 10_000, "1/meter"]
)
def test_only_names_reach_pint(bad: str) -> None:
    with pytest.raises(ValueError, match="is no unit"):
        quantity(1, bad)


def test_every_unit_of_the_rules_converts() -> None:
    units = {rule.unit for language in ("fa", "en") for rule in extractor.load(language).book.of(UnitRule)}
    assert len(units) > 100
    for unit in units:
        assert quantity(7, unit).to_base_units().to(unit).magnitude == pytest.approx(Decimal(7), abs=Decimal("1e-20"))


@pytest.mark.parametrize(
    ("number", "unit", "to", "expected"),
    [(0, "degree_celsius", "kelvin", "273.15"), (300, "kelvin", "degree_celsius", "26.85")],
)
def test_temperature(number: int, unit: str, to: str, expected: str) -> None:
    assert quantity(number, unit).to(to).magnitude == Decimal(expected)


def test_unknown_name() -> None:
    with pytest.raises(pint.UndefinedUnitError):
        quantity(1, "parsang")


def test_names_are_those_of_the_registry() -> None:
    units = registry()
    assert {"megawatt", "kilogram", "toman", "meter", "GWh", "percent"} <= known_names()
    plain = [name for name in known_names() if name.isidentifier()]
    assert [name for name in plain if name not in units] == []
    assert unit_names("meter**3/second") == ("meter", "second")


def test_pint_waits_until_it_is_needed() -> None:
    script = "import sys, extractor; extractor.load('fa')('سه مگاوات'); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603


def test_factors_without_pint_are_those_of_pint() -> None:
    units = registry()
    named = [name for one in definitions() if not one.prefix and not one.offset for name in one.names[:1]]
    composed = ["megawatt", "kilometer**2", "tonne/hectare", "meter**3/second", "toman/kilogram", "liter/day/person"]
    alike: dict[object, str] = {}
    for unit in (*named, *composed):
        found = units.Quantity(Decimal(1), units.parse_units(unit))
        first = alike.setdefault(found.dimensionality, unit)
        expected = found.to(first).magnitude
        exact = factor(unit, first)
        assert exact is not None
        assert abs(Decimal(exact.numerator) / exact.denominator - expected) <= abs(expected) * Decimal("1e-20")
    others = list(alike.values())
    assert all(factor(one, other) is None for one, other in pairwise(others))


@pytest.mark.parametrize("unit", ["", "*meter", "meter watt", "no_such_unit", "kelvin", "meter**0", "2 *", "mega"])
def test_what_is_no_unit_has_no_factor(unit: str) -> None:
    assert factor(unit, "meter") is None


def test_reading_parts_in_another_unit_needs_no_pint() -> None:
    text = "برای ۲ گیگاوات نیروگاه پروانه صادر شد که از این میزان ۹۰۰ مگاوات به بهره‌برداری رسید."
    code = (
        f"import sys, extractor; assert extractor.extract({text!r}).claims[1].part_of; sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
