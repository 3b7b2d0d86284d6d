"""The tracking rules of a rule book, compiled: thresholds, stages, word lists, units that do not belong.

Input: RuleBook. Output: TrackingRules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from extractor.model import Number, Stage, Status
from extractor.pipeline import load
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.tracking import Part, TrackingRule
from extractor.rulebook.source import RuleError
from extractor.tracking.words import Stemmer

T = TypeVar("T")
_KINDS: Mapping[str, Any] = {"int": int, "float": float, "Fraction": Fraction}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of the rules, by their names there (rules/fa/tracking.yaml tells what each does)."""

    needed: float
    likeness: float
    likeness_of_same: float
    likeness_of_other: float
    likeness_of_company: float
    light: float
    word: float
    words_most: int
    whole: float
    place: float
    place_unsure: float
    place_other: float
    figure: float
    figure_round: float
    speaker: float
    company: float
    company_least: int
    anchor: float
    undated: float
    borrowed: int
    slack: float
    retold: int
    disagree: int
    rounding: Fraction
    hedge: Fraction
    beyond: Fraction
    figures_most: int
    block_words: int
    look_back: int


@dataclass(frozen=True, slots=True)
class Unfit:
    """A unit in which a thing cannot be measured; words are stems."""

    rule: TrackingRule
    unit: str
    things: frozenset[str]
    beside: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class TrackingRules:
    """Everything that threads and checks go by. ``heads`` are among the ``light`` words."""

    numbers: Thresholds
    stem: Stemmer
    light: frozenset[str]
    heads: frozenset[str]
    areas: frozenset[str]
    scopes: frozenset[str]
    phrases: Mapping[Part, tuple[str, ...]]
    families: Mapping[Status, str]
    order: Mapping[Status, int]
    cumulative: frozenset[Status]
    off: frozenset[Status]
    undoes: frozenset[tuple[Status, str]]
    done: frozenset[Status]
    unfit: tuple[Unfit, ...]
    confused: tuple[tuple[str, str], ...]

    def family(self, stage: Stage) -> str:
        """Return the family of a stage, whatever the modality: a promised opening and an opening are of one."""
        return self.families.get(Status(stage.value), "figure")


@cache
def shipped_rules() -> TrackingRules:
    """Return the rules of the shipped Persian pack."""
    return tracking_rules(load("fa").book)


def tracking_rules(book: RuleBook) -> TrackingRules:
    """Compile the tracking rules of a book.

    Raises:
        RuleError: a threshold is missing, unknown, or given by two rules.
    """
    found = book.of(TrackingRule)
    words = {part: tuple(word for rule in found if rule.part is part for word in rule.words) for part in Part}
    stem = Stemmer(words[Part.ENDING])
    stages = [(family, status) for rule in found for family, group in rule.stages for status in group]
    return TrackingRules(
        numbers=_thresholds(found),
        stem=stem,
        light=stem.all(words[Part.LIGHT] + words[Part.HEAD]),
        heads=stem.all(words[Part.HEAD]),
        areas=stem.all(words[Part.AREA]),
        scopes=stem.all(words[Part.SCOPE]),
        phrases=words,
        families={status: family for family, status in stages},
        order={status: place for place, (_, status) in enumerate(stages)},
        cumulative=_all(found, lambda rule: rule.cumulative),
        off=_all(found, lambda rule: rule.off),
        undoes=_all(found, lambda rule: rule.undoes),
        done=_all(found, lambda rule: rule.done),
        unfit=tuple(
            Unfit(rule, rule.never, stem.all(rule.things), stem.all(rule.beside), stem.all(rule.unless))
            for rule in found
            if rule.never
        ),
        confused=tuple(rule.confused for rule in found if rule.confused),
    )


def _all(rules: Iterable[TrackingRule], take: Callable[[TrackingRule], tuple[T, ...]]) -> frozenset[T]:
    return frozenset(item for rule in rules for item in take(rule))


def _thresholds(rules: Iterable[TrackingRule]) -> Thresholds:
    found: dict[str, Number] = {}
    faults: list[str] = []
    kinds = {field.name: _KINDS[str(field.type)] for field in fields(Thresholds)}
    for rule in rules:
        for name, number in rule.numbers:
            place = f"{rule.ref.path}:{rule.ref.line}: {rule.ref.id}"
            if name not in kinds:
                faults.append(f"{place}: there is no threshold '{name}'; there are: {', '.join(kinds)}")
            elif name in found:
                faults.append(f"{place}: '{name}' is given by another rule too; set it with extends or replaces")
            found[name] = number
    faults += [f"tracking rules: the threshold '{name}' is missing" for name in kinds if name not in found]
    if faults:
        raise RuleError(tuple(faults))
    return Thresholds(**{name: kinds[name](number) for name, number in found.items()})
