"""How well English quantities are read, on published newspaper sentences with value, unit and change.

    python benchmarks/english_news.py NewsQuant.json [--half even|odd|all] [--misses]

The file is one of the sets of sentences that came with the paper on CQE (EMNLP 2023): a list of {text, quantities},
each with value, normalized_unit, change. It is not part of this project. The protocol stands in docs/english.md.

Input: the file. Output: precision, recall and F1 of value, value + unit, value + change; the misses on demand.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from measure import table

import extractor
from extractor.model import ChangeRole, Claim, Kind, Modifier
from extractor.rulebook.kinds.numerals import NumeralRule

HALVES = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}
LEVELS = ("value", "value+unit", "value+change")
TOLERANCE = 1e-5

# What the names of this project are called in the set.
NAMES = {
    "percent": "percentage",
    "person": "people",
    "tonne": "metric ton",
    "degree_celsius": "celsius",
    "degree_fahrenheit": "fahrenheit",
    "pound_mass": "pound-mass",
    "parts_per_million": "part per million",
    "parts_per_billion": "parts-per-billion",
    "revolution/minute": "revolutions per minute",
    "ratio": "-",
    "milliampere_hour": "milliampere-hour",
    "USD": "dollar",
    "GBP": "pound sterling",
    "EUR": "euro",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "NZD": "new zealand dollar",
    "HKD": "hong kong dollar",
    "SGD": "singapore dollar",
    "INR": "indian rupee",
    "ILS": "shekel",
    "CHF": "swiss franc",
    "ZAR": "rand",
    "MYR": "malaysian ringgit",
    "BTC": "bitcoin",
    "DKK": "danish krone",
    "NOK": "norwegian krone",
    "SEK": "swedish krona",
    "KRW": "south korean won",
    "TRY": "turkish lira",
    "RUB": "russian ruble",
    "HRK": "croatian kuna",
    "PHP": "philippine peso",
    "MXN": "mexican peso",
    "NGN": "nigerian naira",
    "british_thermal_unit": "british thermal unit",
    "BRL": "brazilian real",
    "rank": "-",
}
# Names of one unit in the set, and units that this project keeps as parts of others.
SAME = {
    "united states dollar": "dollar",
    "brake horsepower": "horsepower",
    "south african rand": "rand",
    "israeli shekel": "shekel",
}
PARTS = {"cent": ("dollar", 0.01), "penny": ("pound sterling", 0.01), "sen": ("malaysian ringgit", 0.01)}
CHANGES = {ChangeRole.INCREASE: "up", ChangeRole.DECREASE: "down"}
MODIFIERS = {
    Modifier.APPROX: "~",
    **dict.fromkeys((Modifier.AT_LEAST, Modifier.MORE_THAN), ">"),
    **dict.fromkeys((Modifier.AT_MOST, Modifier.LESS_THAN, Modifier.UP_TO), "<"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the set has it."""

    low: float
    high: float
    unit: str
    change: str

    def __str__(self) -> str:
        value = f"{self.low:g}" if self.low == self.high else f"{self.low:g}-{self.high:g}"
        return f"{self.change} {value} {self.unit}"

    def agrees(self, other: Figure) -> bool:
        """Whether the values are the same."""
        return all(
            abs(one - two) <= TOLERANCE * max(abs(one), 1e-3)
            for one, two in ((self.low, other.low), (self.high, other.high))
        )


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--half", choices=HALVES, default="all")
    arguments.add_argument("--misses", action="store_true")
    given = arguments.parse_args()
    lines = json.loads(given.file.read_text(encoding="utf-8"))[HALVES[given.half]]
    hits = dict.fromkeys(LEVELS, 0)
    gold_count = found_count = 0
    extract = extractor.load("en")
    for line in lines:
        gold = [told_figure(told) for told in line["quantities"]]
        found = [*claimed(extract(line["text"]).claims)]
        pairs = list(paired(gold, found))
        hits["value"] += len(pairs)
        hits["value+unit"] += sum(one.unit == two.unit for one, two in pairs)
        hits["value+change"] += sum(one.change == two.change for one, two in pairs)
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        if given.misses:
            show(line["text"], gold, found, pairs)
    print(f"{len(lines)} sentences, {gold_count} quantities, {found_count} found")
    table(("level", "P", "R", "F1"), [(level, *scores(hits[level], gold_count, found_count)) for level in LEVELS])


def told_figure(told: Mapping[str, str]) -> Figure:
    """Return the figure that the set tells, with cents and pence as parts of their unit."""
    low, high = bounds(str(told["value"]))
    unit = re.sub(r"\s+", " ", told["normalized_unit"].lower()).strip()
    head, per, rest = unit.partition(" per ")
    head, factor = PARTS.get(head, (SAME.get(head, head), 1.0))
    return Figure(low * factor, high * factor, head + per + rest, told["change"])


def bounds(value: str) -> tuple[float, float]:
    """Return the bounds of a value as the set writes it: 5.0 or 5.0-6.0."""
    range_ = re.fullmatch(r"(-?[\d.]+) *- *(-?[\d.]+)", value)
    low, high = range_.groups() if range_ else (value, value)
    return float(low), float(high)


def claimed(claims: Sequence[Claim]) -> Iterator[Figure]:
    """Yield the figures of claims as the set has them.

    The set tells «from 3 to 5» as one range, «thousands» as the numbers of one more digit, and has no ranks.
    """
    starts = {claim.id: claim for claim in claims if claim.change and claim.change.role is ChangeRole.FROM}
    joined: set[str] = set()
    for claim in claims:
        if claim.change and claim.change.role is ChangeRole.TO:
            begin = next((starts[one] for one in claim.change.partners if one in starts), None)
            if begin is not None and begin.span < claim.span and begin.quantity.unit == claim.quantity.unit:
                joined |= {begin.id, claim.id}
                yield replace(figure(begin), high=figure(claim).high)
    yield from (figure(claim) for claim in claims if claim.id not in joined and claim.quantity.kind is not Kind.RANK)


def figure(claim: Claim) -> Figure:
    """Return the figure of one claim."""
    quantity = claim.quantity
    low, high = (None if bound is None else float(bound) for bound in (quantity.low, quantity.high))
    if low is None or high is None:  # «dozens»: at least two of them here, one to ten of them in the set
        least = (low or high or 0.0) / 2
        low, high = least, least * 10
    change = CHANGES.get(claim.change.role) if claim.change else None
    return Figure(low, high, unit(claim), change or MODIFIERS.get(quantity.modifier, "="))


def unit(claim: Claim) -> str:
    """Return the unit of a claim as the set would call it; of a count the counted words with their adjectives."""
    quantity = claim.quantity
    if quantity.unit == "count":
        named = phrase(claim.text, quantity.counter)
        return f"{named} per {quantity.per}" if quantity.per else named
    if quantity.unit == "ratio" and claim.text.lower().endswith("times"):
        return "count"
    head, *rest = quantity.unit.split("/")
    return NAMES.get(quantity.unit) or " per ".join([name(head), *map(name, rest)])


def phrase(text: str, counter: str | None) -> str:
    """Return the counted words behind the number, the last one in its singular."""
    if counter is None:
        return "-"
    words = re.findall(r"[^\W\d_][\w'’-]*", text.lower())
    last = counter.lower().split()
    at = next((at for at in range(len(words)) if words[at][:3] == last[-1][:3]), len(words) - 1)
    before = words[:at]
    while before and (before[0] in number_words() or "of" in before):
        before = before[1:]
    return " ".join([*before, last[-1]])


@cache
def number_words() -> frozenset[str]:
    """Return the words that numerals are made of."""
    rules = extractor.load("en").book.of(NumeralRule)
    return frozenset(word for rule in rules for form, _ in rule.words for word in form.split())


def name(unit: str) -> str:
    """Return the name of one unit: «meter**2» is a square metre."""
    base, _, power = unit.partition("**")
    plain = NAMES.get(base, base.replace("_", " "))
    plain = re.sub(r"(lit|(?<!ther)(?<!ampe)met)er$", r"\1re", plain)
    return {"2": "square ", "3": "cubic "}.get(power, "") + plain


def paired(gold: Sequence[Figure], found: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield pairs of one value, each figure in one at most, the pairs that agree in more first."""
    ranked = sorted(
        (
            (one.unit != two.unit, one.change != two.change, at, to)
            for at, one in enumerate(gold)
            for to, two in enumerate(found)
            if one.agrees(two)
        ),
    )
    left, right = set(range(len(gold))), set(range(len(found)))
    for *_, at, to in ranked:
        if at in left and to in right:
            left.remove(at)
            right.remove(to)
            yield gold[at], found[to]


def scores(hits: int, gold: int, found: int) -> tuple[str, str, str]:
    """Return precision, recall and F1 in percent."""
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    return tuple(f"{100 * one:.1f}" for one in (precision, recall, 2 * hits / max(gold + found, 1)))


def show(text: str, gold: Sequence[Figure], found: Sequence[Figure], pairs: Sequence[tuple[Any, Any]]) -> None:
    """Print what was missed, what was found too much, and pairs that differ."""
    missed = list(gold)
    spurious = list(found)
    for one, two in pairs:
        missed.remove(one)
        spurious.remove(two)
    lines = [f"  missed {one}" for one in missed] + [f"  spurious {one}" for one in spurious]
    lines += [f"  {one} | {two}" for one, two in pairs if str(one) != str(two)]
    if lines:
        print(text, *lines, sep="\n")


if __name__ == "__main__":
    main()
