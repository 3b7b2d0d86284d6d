"""What people wrote on claims, read back and checked: filled-in tables, and the files that the report saves.

A table (.xlsx, .csv, .jsonl of ``extractor table``) brings verdicts. A file of the report brings verdicts and reviews:
whether a claim was read rightly, what it should say, which claims were missed. Whatever cannot be taken as it stands
is a fault with its place; nothing is taken in half, and nothing that a store has is overwritten unasked (``compare``).

Input: a file; the claims and verdicts that are known. Output: Annotations, Comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from extractor.columns import COLUMNS, Cell
from extractor.model import Claim, Span
from extractor.tables.corrected import json_lines
from extractor.tables.figures import LABELS, Role
from extractor.tables.gold import ValueTextError, value_fields
from extractor.tables.safety import writable
from extractor.tables.table_reading import read_table
from extractor.tracking.store import Verdict

FORM = "extractor-reviews-1"
_PHRASES = frozenset(role.value for role in Role if role not in (Role.FIGURE, Role.SAYING))
_SAID = ("verdict", "verdict_source", "note")


class Mark(StrEnum):
    """What a person says of the reading of a claim."""

    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Review:
    """A person's review of how a claim was read; ``labels`` and ``phrases`` hold what it should say instead."""

    claim: str
    document: str
    mark: Mark
    by: str
    span: Span | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    given: date | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """What a file holds, and what in it cannot be taken."""

    verdicts: tuple[Verdict, ...]
    reviews: tuple[Review, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Verdicts beside those that are known already, of the same person on the same claim."""

    new: tuple[Verdict, ...]
    same: tuple[Verdict, ...]
    differing: tuple[tuple[Verdict, Verdict], ...]


def read_annotations(path: Path, *, by: str = "", known: Mapping[str, Claim] | None = None) -> Annotations:
    """Read a file that people filled in; ``by`` names them where the file does not, ``known`` are the claims.

    Raises:
        ExchangeError: the file is none of the kinds that hold annotations.
    """
    reading = _Reading(by, known)
    if path.suffix.lower() == ".jsonl" and _is_reviews(path):
        for place, line in json_lines(path):
            reading.take_line(place, line)
    else:
        for place, row in read_table(path):
            reading.take_row(place, row)
    return reading.annotations()


def claims_named(path: Path) -> frozenset[str]:
    """Return the ids of the claims on which a file says something."""
    found = read_annotations(path)
    return frozenset(verdict.claim for verdict in found.verdicts) | {review.claim for review in found.reviews}


def compare(verdicts: Iterable[Verdict], known: Iterable[Verdict]) -> Comparison:
    """Tell which verdicts are new, which are known as they are, and which would overwrite another."""
    before = {(verdict.claim, verdict.by): verdict for verdict in known}
    new, same, differing = [], [], []
    for verdict in verdicts:
        old = before.get((verdict.claim, verdict.by))
        if old is None:
            new.append(verdict)
        elif replace(old, given=None) == replace(verdict, given=None):
            same.append(verdict)
        else:
            differing.append((old, verdict))
    return Comparison(tuple(new), tuple(same), tuple(differing))


def _is_reviews(path: Path) -> bool:
    first = next(json_lines(path), None)
    return first is not None and "reviews" in first[1]


class _Reading:
    """Takes in a file, line by line."""

    def __init__(self, by: str, known: Mapping[str, Claim] | None) -> None:
        self._by = by
        self._known = known
        self._verdicts: dict[tuple[str, str], tuple[str, Verdict]] = {}
        self._twice: set[tuple[str, str]] = set()
        self._reviews: list[Review] = []
        self._faults: list[str] = []

    def annotations(self) -> Annotations:
        verdicts = tuple(verdict for key, (_, verdict) in self._verdicts.items() if key not in self._twice)
        return Annotations(verdicts, tuple(self._reviews), tuple(self._faults))

    def take_row(self, place: str, row: Mapping[str, Cell]) -> None:
        """Take in a row of a claim table: what stands in people's columns."""
        if not any(_text(row.get(name)) for name in _SAID):
            return
        claim = _text(row.get("id"))
        if claim is None:
            self._faults.append(f"{place}: a verdict without a claim id; copy the id from the table as it was made")
            return
        if not self._is_known(place, claim):
            return
        changed = self._changed(claim, row)
        if changed:
            names = ", ".join(changed)
            self._faults.append(
                f"{place}: {names} changed in the table; the verdict is taken, corrections come from the report"
            )
        self._add(place, _verdict(claim, row, self._by))

    def take_line(self, place: str, line: Mapping[str, Any]) -> None:
        """Take in a document of a file of the report."""
        if line.get("form") != FORM:
            self._faults.append(
                f"{place}: not a line that the report saved ('form' is {line.get('form')!r}, not {FORM!r})"
            )
            return
        by, document, text = str(line.get("by") or self._by), str(line.get("id")), line.get("text")
        for number, review in enumerate(line["reviews"] if isinstance(line["reviews"], list) else (), 1):
            where = f"{place}, review {number}"
            if isinstance(review, dict) and isinstance(text, str):
                self._take_review(where, review, document, text, by)
            else:
                self._faults.append(f"{where}: not a review")

    def _take_review(self, place: str, review: Mapping[str, Any], document: str, text: str, by: str) -> None:
        claim, mark = _text(review.get("claim")), review.get("mark")
        if claim is None or mark not in (None, *Mark):
            self._faults.append(f"{place}: a review needs a claim, and a mark of {', '.join(Mark)}")
            return
        if mark != Mark.ADDED and not self._is_known(place, claim):
            return
        wrong = list(_faults(review, text))
        if wrong:
            self._faults.append(f"{place}: {'; '.join(wrong)}")
            return
        given = date.fromisoformat(review["given"]) if review.get("given") else None
        if any(_text(review.get(name)) for name in _SAID):
            self._add(place, _verdict(claim, review, by, given))
        if mark is not None:
            span = Span(*review["span"]) if review.get("span") else None
            labels, phrases = review.get("labels") or {}, review.get("phrases") or {}
            self._reviews.append(Review(claim, document, Mark(mark), by, span, labels, phrases, given))

    def _is_known(self, place: str, claim: str) -> bool:
        if self._known is None or claim in self._known:
            return True
        self._faults.append(
            f"{place}: there is no claim {claim!r}; was the document read anew since the table was made?"
        )
        return False

    def _add(self, place: str, verdict: Verdict) -> None:
        key = verdict.claim, verdict.by
        before = self._verdicts.get(key)
        if before and before[1] != verdict:
            self._twice.add(key)
            self._faults.append(f"{place}: another verdict on {verdict.claim} than at {before[0]}; neither is taken")
        self._verdicts.setdefault(key, (place, verdict))

    def _changed(self, claim: str, row: Mapping[str, Cell]) -> list[str]:
        """Return the columns of the program that somebody wrote into."""
        if self._known is None:
            return []
        wanted = self._known[claim].to_row()
        return [name for name in COLUMNS if name in row and not _same(row[name], wanted[name])]


def _verdict(claim: str, said: Mapping[str, Any], by: str, given: date | None = None) -> Verdict:
    verdict, source, note = (_text(said.get(name)) for name in _SAID)
    return Verdict(claim, verdict, source, note, by, given)


def _faults(review: Mapping[str, Any], text: str) -> Iterator[str]:
    """Yield what in a review cannot be."""
    labels, phrases, span = review.get("labels") or {}, review.get("phrases") or {}, review.get("span")
    if not _texts(labels) or not _texts(phrases) or not phrases.keys() <= _PHRASES:
        yield "labels and phrases are texts by name"
        return
    for name, label in labels.items():
        allowed = LABELS.get(name, ())
        if allowed == () or (allowed and label and label not in set(allowed)):
            yield f"{name} {label!r} is none of {', '.join(allowed or LABELS)}"
    try:
        if "value" in labels and not value_fields(labels["value"]):
            yield "the value is empty"
    except ValueTextError as error:
        yield str(error)
    if review.get("mark") == Mark.ADDED and not (labels.get("value") and labels.get("unit") and span):
        yield "an added claim needs a span, a value and a unit"
    if span is not None and not _is_span(span, len(text)):
        yield f"the span {span!r} does not fit the text"
    given = review.get("given")
    try:
        date.fromisoformat(given or "2000-01-01")
    except (TypeError, ValueError):
        yield f"the date {given!r} is not of the form 2026-01-31"


def _is_span(span: Any, length: int) -> bool:
    whole = isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span)
    return whole and 0 <= span[0] < span[1] <= length


def _texts(found: Any) -> bool:
    return isinstance(found, dict) and all(isinstance(value, str) for value in found.values())


def _text(cell: Any) -> str | None:
    text = "" if cell is None else str(cell).strip()
    return writable(text) or None


def _same(cell: Cell, wanted: Cell) -> bool:
    if isinstance(wanted, Decimal) and isinstance(cell, Decimal):
        return cell == wanted
    if isinstance(wanted, str):
        return _text(cell) == _text(wanted)
    return cell == wanted or (cell is None and wanted is None)
