"""The kinds of rules: one module each, with a frozen rule type and its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractor.rulebook.kinds import (
    attribution,
    auxiliaries,
    change,
    clauses,
    conjugation,
    counters,
    exclusions,
    furniture,
    modifiers,
    names,
    numerals,
    places,
    ranges,
    rates,
    relations,
    roles,
    status,
    subjects,
    times,
    tracking,
    units,
    verbs,
)
from extractor.rulebook.rule import Rule
from extractor.rulebook.table import Table

KINDS: Mapping[str, Callable[[Table], Rule]] = {
    "numerals": numerals.read,
    "units": units.read,
    "rates": rates.read,
    "counters": counters.read,
    "modifiers": modifiers.read,
    "ranges": ranges.read,
    "exclusions": exclusions.read,
    "clauses": clauses.read,
    "conjugation": conjugation.read,
    "verbs": verbs.read,
    "auxiliaries": auxiliaries.read,
    "status": status.read,
    "change": change.read,
    "times": times.read,
    "furniture": furniture.read,
    "relations": relations.read,
    "subjects": subjects.read,
    "places": places.read,
    "attribution": attribution.read,
    "roles": roles.read,
    "names": names.read,
    "tracking": tracking.read,
}
