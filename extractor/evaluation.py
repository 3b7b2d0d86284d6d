"""Score an extractor on annotated documents, field by field.

A predicted claim is paired with at most one gold claim of the same document whose span it overlaps, best pairs
first. Precision, recall and F1 are given for *found* (spans overlap), *value*, *quantity* (value and unit) and
*joint* (quantity, status and speaker); every other field is an accuracy over the pairs whose quantity is right, and
starred where only those count in which the gold has something to say. Gold claims marked ``uncertain`` are neither
rewarded nor punished. Of a document that is not ``complete`` only what is told counts: its claims, and the spans
``absent`` where a person said that there is no claim; what an extractor finds elsewhere is nobody's business.

Input: an Extractor and a JSONL file of {id, text, claims}. Output: Report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

from extractor.columns import decimal
from extractor.comparison import overlapping, same_name, same_unit
from extractor.gold import Gold, GoldDocument, read_gold
from extractor.model import Claim
from extractor.pipeline import Extractor

LEVELS = ("found", "value", "quantity", "joint")
_COUNTED = {"found": "found", "value": "value", "quantity": "unit"}
_TOLERANCE = Decimal("1e-6")
SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged of one figure: ``field`` is found, value, unit, spurious, or a column.

    ``span`` and ``figure`` are those of the gold claim, ``number`` its place in its document; or those of the spurious
    claim, which has no number. ``starred``: the gold says something.
    """

    document: str
    number: int | None
    span: tuple[int, int]
    figure: str
    field: str
    expected: str
    got: str
    right: bool
    starred: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """The counts of an evaluation, and everything that was judged."""

    gold: int
    predicted: int
    judged: tuple[Judgement, ...] = field(repr=False)

    @cached_property
    def hits(self) -> Mapping[str, int]:
        """How many claims are right at each level."""
        right = Counter(one.field for one in self.judged if one.right)
        hits = {level: right[name] for level, name in _COUNTED.items()}
        said = Counter(
            (one.document, one.number) for one in self.judged if one.right and one.field in ("status", "speaker")
        )
        return {**hits, "joint": sum(1 for count in said.values() if count == 2)}

    @cached_property
    def fields(self) -> Mapping[str, tuple[int, int]]:
        """How often a field was right, and how often it was judged; with a star where the gold says something."""
        right: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        for one in self.judged:
            if one.field not in (*_COUNTED.values(), SPURIOUS):
                for name in (one.field, f"{one.field}*") if one.starred else (one.field,):
                    seen[name] += 1
                    right[name] += one.right
        return {name: (right[name], seen[name]) for name in seen}

    @property
    def misses(self) -> tuple[Judgement, ...]:
        """What is not as the gold has it."""
        return tuple(one for one in self.judged if not one.right)

    def scores(self, level: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a level: found, value, quantity, joint."""
        hit = self.hits[level]
        precision, recall = hit / max(1, self.predicted), hit / max(1, self.gold)
        return precision, recall, 2 * hit / max(1, self.predicted + self.gold)

    def accuracy(self, field: str) -> float:
        """Return the accuracy of a field; of a starred one, only where the gold has a value."""
        right, seen = self.fields.get(field, (0, 0))
        return right / seen if seen else 1.0

    def summary(self, title: str) -> str:
        """Return the scores as a small table."""
        lines = [f"{title}: {self.gold} gold claims, {self.predicted} predicted"]
        for level in LEVELS:
            precision, recall, f1 = self.scores(level)
            lines.append(f"{level:<14} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        lines += [
            f"{name:<14} {right / seen:.3f}  ({right}/{seen})" for name, (right, seen) in sorted(self.fields.items())
        ]
        return "\n".join(lines)

    def listing(self, most: int) -> str:
        """Return up to ``most`` misses of each field, each with the rules that fired."""
        lines: list[str] = []
        for name in dict.fromkeys(miss.field for miss in self.misses):
            found = [miss for miss in self.misses if miss.field == name]
            lines.append(f"\n{'missed' if name == 'found' else name} ({len(found)})")
            lines += [f"  {_told(miss)}" for miss in found[:most]]
        return "\n".join(lines)


def _told(miss: Judgement) -> str:
    what = (
        miss.expected
        if miss.field in _COUNTED.values() or miss.field == SPURIOUS
        else f"{miss.figure} -> {miss.expected}"
    )
    rules = f"[{', '.join(miss.rules)}]" if miss.rules else ""
    return f"{miss.document}: {what} | {miss.got}  {rules}".rstrip()


def evaluate_file(extract: Extractor, path: Path) -> Report:
    """Score the extractor on a gold file.

    Raises:
        GoldError: a line is no document with id, text and claims.
    """
    return evaluate(extract, read_gold(path))


def evaluate(extract: Extractor, documents: Iterator[GoldDocument]) -> Report:
    """Score the extractor on gold documents."""
    tally = _Tally()
    for gold in documents:
        tally.add(gold, extract(gold.text, id=gold.id, published=gold.published).claims)
    return Report(tally.gold, tally.predicted, tuple(tally.judged))


class _Tally:
    """Adds up documents."""

    def __init__(self) -> None:
        self.gold = 0
        self.predicted = 0
        self.judged: list[Judgement] = []

    def add(self, document: GoldDocument, claims: Sequence[Claim]) -> None:
        pairs = _paired(document.claims, claims)
        ids = {index: claims[other].id for index, other in pairs.items()}
        texts = {claim.id: claim.text for claim in claims}
        for index, wanted in enumerate(document.claims):
            if not wanted.get("uncertain"):
                self.gold += 1
                claim = claims[pairs[index]] if index in pairs else None
                self._judge(_Figure(document, index, wanted, texts), wanted, claim, ids)
        neutral = {other for index, other in pairs.items() if document.claims[index].get("uncertain")}
        for other, claim in enumerate(claims):
            if other not in neutral and (other in pairs.values() or document.denies(claim.span)):
                self.predicted += 1
                if other not in pairs.values():
                    self.judged.append(_spurious(document, claim))

    def _judge(self, figure: _Figure, gold: Gold, claim: Claim | None, ids: Mapping[int, str]) -> None:
        told = str(gold.get("text") or "")
        self.judged.append(figure.judgement("found", told, "", right=claim is not None))
        if claim is None:
            return
        row = claim.to_row()
        rules = tuple(map(str, claim.rules))
        right = _same_value(gold, claim)
        self.judged.append(figure.judgement("value", told, row["exact"], right=right, rules=rules))
        if not right:
            return
        right = _same_unit(gold, claim)
        counted = claim.quantity.counter or claim.quantity.unit
        self.judged.append(figure.judgement("unit", gold.get("unit"), counted, right=right, rules=rules))
        if not right:
            return
        whole = gold.get("part_of")
        judged = {name: judge(gold, row.get(name)) for name, judge in _JUDGES.items()}
        judged["part_of"] = row["part_of"] == (None if whole is None else ids.get(whole, ""))
        if gold.get("place") in _OPEN_PLACES:
            del judged["place"]
        for name, right in judged.items():
            starred = gold.get(name) not in (None, "positive", "exact", "unknown")
            self.judged.append(
                figure.judgement(name, gold.get(name), row[name], right=right, starred=starred, rules=rules)
            )


@dataclass(frozen=True, slots=True)
class _Figure:
    """A gold claim that is judged."""

    document: GoldDocument
    number: int
    gold: Gold
    texts: Mapping[str, str]

    def judgement(
        self,
        field: str,
        expected: object,
        got: object,
        *,
        right: bool,
        starred: bool = False,
        rules: tuple[str, ...] = (),
    ) -> Judgement:
        span, told = (self.gold["start"], self.gold["end"]), str(self.gold.get("text") or "")
        if field == "part_of":  # a place in a list and an id: neither tells anybody anything
            expected = self.document.claims[expected].get("text") if isinstance(expected, int) else None
            got = self.texts.get(str(got))
        wanted, found = "" if expected is None else str(expected), "" if got is None else str(got)
        return Judgement(self.document.id, self.number, span, told, field, wanted, found, right, starred, rules)


def _spurious(document: GoldDocument, claim: Claim) -> Judgement:
    rules = tuple(map(str, claim.rules))
    span = (claim.span.start, claim.span.end)
    return Judgement(document.id, None, span, claim.text, SPURIOUS, "", claim.text, right=False, rules=rules)


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
