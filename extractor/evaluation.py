"""Score an extractor on annotated documents, field by field.

A predicted claim is paired with at most one gold claim of the same document whose span it overlaps, best pairs
first. Precision, recall and F1 are given for *found* (spans overlap), *value*, *quantity* (value and unit) and
*joint* (quantity, status and speaker); every other field is an accuracy over the pairs whose quantity is right, and
starred where only those count in which the gold has something to say. Gold claims marked ``uncertain`` are neither
rewarded nor punished.

Input: an Extractor and a JSONL file of {id, text, claims}. Output: Report.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extractor.columns import decimal
from extractor.comparison import overlapping, same_name, same_unit
from extractor.model import Claim
from extractor.pipeline import Extractor

Gold = Mapping[str, Any]
_LEVELS = ("found", "value", "quantity", "joint")
_TOLERANCE = Decimal("1e-6")


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as the gold has it."""

    document: str
    field: str
    expected: str
    got: str
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of an evaluation and every miss."""

    gold: int
    predicted: int
    hits: Mapping[str, int]
    fields: Mapping[str, tuple[int, int]]
    misses: tuple[Miss, ...]

    def scores(self, level: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a level: found, value, quantity, joint."""
        hit = self.hits.get(level, 0)
        precision, recall = hit / max(1, self.predicted), hit / max(1, self.gold)
        return precision, recall, 2 * hit / max(1, self.predicted + self.gold)

    def accuracy(self, field: str) -> float:
        """Return the accuracy of a field; of a starred one, only where the gold has a value."""
        right, seen = self.fields.get(field, (0, 0))
        return right / seen if seen else 1.0

    def summary(self, title: str) -> str:
        """Return the scores as a small table."""
        lines = [f"{title}: {self.gold} gold claims, {self.predicted} predicted"]
        for level in _LEVELS:
            precision, recall, f1 = self.scores(level)
            lines.append(f"{level:<14} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        lines += [
            f"{name:<14} {right / seen:.3f}  ({right}/{seen})" for name, (right, seen) in sorted(self.fields.items())
        ]
        return "\n".join(lines)

    def listing(self, most: int) -> str:
        """Return up to ``most`` misses of each field, each with the rules that fired."""
        lines: list[str] = []
        for field in dict.fromkeys(miss.field for miss in self.misses):
            found = [miss for miss in self.misses if miss.field == field]
            lines.append(f"\n{field} ({len(found)})")
            lines += [f"  {m.document}: {m.expected} | {m.got}  {m.rules}".rstrip() for m in found[:most]]
        return "\n".join(lines)


def evaluate_file(extract: Extractor, path: Path) -> Report:
    """Score the extractor on a gold file.

    Raises:
        GoldError: a line is no document with id, text and claims.
    """
    tally = _Tally()
    for gold in _documents(path):
        tally.add(str(gold["id"]), gold["claims"], extract(gold["text"], id=str(gold["id"])).claims)
    return tally.report()


def _documents(path: Path) -> Iterator[Gold]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                msg = f"{path.name}:{number}: not JSON: {error}"
                raise GoldError(msg) from None
            if not isinstance(found, dict) or not {"id", "text", "claims"} <= found.keys():
                msg = f"{path.name}:{number}: a document needs id, text and claims"
                raise GoldError(msg)
            yield found


class _Tally:
    """Adds up documents."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.misses: list[Miss] = []

    def report(self) -> Report:
        fields = {name: (self.right[name], self.seen[name]) for name in self.seen}
        hits = {level: self.counts[level] for level in _LEVELS}
        return Report(self.counts["gold"], self.counts["predicted"], hits, fields, tuple(self.misses))

    def add(self, document: str, gold: Sequence[Gold], claims: Sequence[Claim]) -> None:
        pairs = _paired(gold, claims)
        ids = {index: claims[other].id for index, other in pairs.items()}
        for index, wanted in enumerate(gold):
            if not wanted.get("uncertain"):
                self.counts["gold"] += 1
                claim = claims[pairs[index]] if index in pairs else None
                self._judge(document, wanted, claim, ids)
        neutral = {other for index, other in pairs.items() if gold[index].get("uncertain")}
        self.counts["predicted"] += len(claims) - len(neutral)
        for other in sorted(set(range(len(claims))) - set(pairs.values())):
            self._miss(document, "spurious", "", claims[other], claims[other].text)

    def _judge(self, document: str, gold: Gold, claim: Claim | None, ids: Mapping[int, str]) -> None:
        if claim is None:
            self._miss(document, "missed", gold.get("text"), None, "")
            return
        self.counts["found"] += 1
        if not _same_value(gold, claim):
            self._miss(document, "value", gold.get("text"), claim, claim.to_row()["exact"])
            return
        self.counts["value"] += 1
        if not _same_unit(gold, claim):
            self._miss(document, "unit", gold.get("unit"), claim, claim.quantity.counter or claim.quantity.unit)
            return
        self.counts["quantity"] += 1
        row = claim.to_row()
        whole = gold.get("part_of")
        judged = {name: judge(gold, row.get(name)) for name, judge in _JUDGES.items()}
        judged["part_of"] = row["part_of"] == (None if whole is None else ids.get(whole, ""))
        if gold.get("place") in _OPEN_PLACES:
            del judged["place"]
        for name, right in judged.items():
            starred = gold.get(name) not in (None, "positive", "exact", "unknown")
            for field in (name, f"{name}*") if starred else (name,):
                self.seen[field] += 1
                self.right[field] += right
            if not right:
                self._miss(document, name, f"{gold.get('text')} -> {gold.get(name)}", claim, row[name])
        self.counts["joint"] += judged["status"] and judged["speaker"]

    def _miss(self, document: str, field: str, expected: object, claim: Claim | None, got: object) -> None:
        rules = ", ".join(map(str, claim.rules)) if claim else ""
        self.misses.append(Miss(document, field, str(expected or ""), str(got or ""), f"[{rules}]" if rules else ""))


_OPEN_PLACES = frozenset({"استان", "این استان", "کشور", "شهر", "مرکز استان", "شهرستان", "ایران"})


def _one_of(name: str, default: str | None = None) -> Callable[[Gold, Any], bool]:
    def judge(gold: Gold, cell: Any) -> bool:
        allowed = {gold.get(name) or default, *(gold.get(f"{name}_alternatives") or ())}
        return (cell or default) in allowed

    return judge


_JUDGES: Mapping[str, Callable[[Gold, Any], bool]] = {
    "kind": _one_of("kind"),
    "modifier": _one_of("modifier", "exact"),
    "status": _one_of("status"),
    "polarity": _one_of("polarity", "positive"),
    "change": _one_of("change"),
    "speaker": lambda gold, cell: same_name(gold.get("speaker"), cell),
    "speaker_role": lambda gold, cell: overlapping(gold.get("speaker_role"), cell),
    "subject": lambda gold, cell: overlapping(gold.get("subject"), cell),
    "time": lambda gold, cell: overlapping(gold.get("time"), cell),
    "place": lambda gold, cell: overlapping(gold.get("place"), cell),
}


def _paired(gold: Sequence[Gold], claims: Sequence[Claim]) -> dict[int, int]:
    """Pair gold with claims one to one: right quantities first, then right values, then the longest overlap."""
    ranked = []
    for index, wanted in enumerate(gold):
        for other, claim in enumerate(claims):
            shared = min(wanted["end"], claim.span.end) - max(wanted["start"], claim.span.start)
            if shared > 0:
                value = _same_value(wanted, claim)
                ranked.append((value and _same_unit(wanted, claim), value, shared, -index, -other))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for *_, index, other in sorted(ranked, reverse=True):
        if -index not in pairs and -other not in used:
            pairs[-index] = -other
            used.add(-other)
    return pairs


def _same_value(gold: Gold, claim: Claim) -> bool:
    low, high = decimal(claim.quantity.low), decimal(claim.quantity.high)
    wanted = (gold["value"],) * 2 if gold.get("value") is not None else (gold.get("low"), gold.get("high"))
    other = gold.get("alt_value")
    readings = [wanted] if other is None else [wanted, (other, other)]
    return any(_close(reading[0], low) and _close(reading[1], high) for reading in readings)


def _close(wanted: object, got: Decimal | None) -> bool:
    if wanted is None or got is None:
        return wanted is None and got is None
    try:
        number = Decimal(str(wanted))
    except InvalidOperation:
        return False
    return abs(number - got) <= _TOLERANCE * max(Decimal(1), abs(number), abs(got))


def _same_unit(gold: Gold, claim: Claim) -> bool:
    quantity = claim.quantity
    wanted = (gold.get("unit"), *(gold.get("unit_alternatives") or ()))
    return any(same_unit(unit, quantity.unit, quantity.counter) for unit in wanted)
