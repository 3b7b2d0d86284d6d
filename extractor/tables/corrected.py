"""What comes back from annotation tools, made into gold documents.

A figure that a person added, or whose span was moved off its words while its value stayed, is read anew; one that
cannot be read is kept as uncertain, which the evaluation neither rewards nor punishes, and a note says so.

Input: Corrected*. Output: gold documents and notes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.model import Claim, Modifier, Polarity, Span, Status
from extractor.result import Result
from extractor.tables.figures import LABELS, Figure, Role, figure
from extractor.tables.gold import Gold, ValueTextError, gold_claims, value_fields

Labels = Mapping[str, str]
Reader = Callable[[str, Span], Labels | None]
_DEFAULTS = {"status": Status.UNKNOWN, "polarity": Polarity.POSITIVE, "modifier": Modifier.EXACT}
_READING = ("value", "unit", "kind", "modifier")


class ExchangeError(ValueError):
    """A file of an annotation tool that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document as a person left it; ``before`` are the figures that went out, ``notes`` tell what was left out."""

    document: str
    text: str
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...]
    place: str
    notes: tuple[str, ...] = ()


def gold_of(corrected: Corrected, read: Reader) -> tuple[Gold, tuple[str, ...]]:
    """Return a corrected document as gold, and notes on what could not be told."""
    text, notes = corrected.text, list(corrected.notes)
    before = {item.key: item for item in corrected.before}
    figures, uncertain = [], set()
    for item in corrected.figures:
        sound, wrong = _sound(_settled(item, before.get(item.key), text, read))
        figures.append(sound)
        if wrong:
            uncertain.add(sound.span)
            words = text[item.span.start : item.span.end]
            notes.append(f"{corrected.place}: {words!r}: {'; '.join(wrong)}; kept as uncertain")
    claims = gold_claims(figures, text)
    for claim in claims:
        if (claim["start"], claim["end"]) in uncertain:
            claim["uncertain"] = True
    return {"id": corrected.document, "text": text, "claims": claims}, tuple(notes)


def reader(extract: Callable[[str], Result]) -> Reader:
    """Return how figures are read anew: as the extractor reads these words, in their text or by themselves."""
    found: dict[str, dict[Span, Claim]] = {}

    def read(text: str, span: Span) -> Labels | None:
        if text not in found:
            found.clear()
            found[text] = {claim.span: claim for claim in extract(text).claims}
        claim = found[text].get(span)
        if claim is None:
            alone = extract(text[span.start : span.end]).claims
            claim = max(alone, key=lambda one: one.span.end - one.span.start, default=None)
        return None if claim is None else figure(claim).labels

    return read


def matched(figures: Iterable[Figure], before: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return figures under the keys they went out with: those of the same span first, then of the largest overlap."""
    figures = list(figures)
    pairs = sorted(
        (
            (min(item.span.end, old.span.end) - max(item.span.start, old.span.start), item.span == old.span, -at, -past)
            for at, item in enumerate(figures)
            for past, old in _near(item.span, before)
        ),
        key=lambda pair: (pair[1], pair[0], pair[2:]),
        reverse=True,
    )
    keys: dict[int, str] = {}
    used: set[int] = set()
    for _, _, at, past in pairs:
        if -at not in keys and -past not in used:
            keys[-at] = before[-past].key
            used.add(-past)
    names = {item.key: keys.get(at, f"new:{item.key}") for at, item in enumerate(figures)}
    return tuple(
        replace(item, key=names[item.key], links={name: names.get(key, key) for name, key in item.links.items()})
        for item in figures
    )


def json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a JSONL file, each with its place.

    Raises:
        ExchangeError: a line is no JSON object.
    """
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            place = f"{path.name}:{number}"
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                msg = f"{place}: not JSON: {error}"
                raise ExchangeError(msg) from None
            if not isinstance(found, dict):
                msg = f"{place}: not a JSON object"
                raise ExchangeError(msg)
            yield place, found


def plain_figure(item: Figure) -> dict[str, Any]:
    """Return a figure as JSON holds it."""
    return {
        "key": item.key,
        "span": list(item.span),
        "labels": dict(item.labels),
        "phrases": [[role.value, *span] for role, span in item.phrases],
        "links": dict(item.links),
    }


def figure_of(plain: Mapping[str, Any]) -> Figure:
    """Return the figure that ``plain_figure`` was given."""
    return Figure(
        key=str(plain["key"]),
        span=Span(*map(int, plain["span"])),
        labels={str(name): str(label) for name, label in plain["labels"].items()},
        phrases=tuple((Role(role), Span(int(start), int(end))) for role, start, end in plain["phrases"]),
        links={str(name): str(key) for name, key in plain["links"].items()},
    )


def _near(span: Span, before: Sequence[Figure]) -> Iterator[tuple[int, Figure]]:
    for past, old in enumerate(before):
        if old.span.start < span.end and span.start < old.span.end:
            yield past, old


def _settled(item: Figure, old: Figure | None, text: str, read: Reader) -> Figure:
    labels = {name: label for name, label in item.labels.items() if name in LABELS and label}
    moved = old is None or _words(text, item.span) != _words(text, old.span)
    kept = old is not None and labels.get("value") == old.labels.get("value")
    if not {"value", "unit", "kind"} <= labels.keys() or (moved and kept):
        for name, label in (read(text, item.span) or {}).items():
            untouched = old is not None and labels.get(name) == old.labels.get(name)
            if name in _READING and (name not in labels or (moved and untouched)):
                labels[name] = label
    return replace(item, labels={**_DEFAULTS, **labels})


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _sound(item: Figure) -> tuple[Figure, list[str]]:
    """Return a figure without the labels that cannot be, and what is wrong with it."""
    labels, wrong = dict(item.labels), []
    for name, allowed in LABELS.items():
        if allowed and labels.get(name) and labels[name] not in set(allowed):
            wrong.append(f"{name} {labels.pop(name)!r} is none of {', '.join(allowed)}")
    try:
        if not value_fields(labels.get("value", "")):
            wrong.append("no value could be read")
    except ValueTextError as error:
        del labels["value"]
        wrong.append(str(error))
    if not labels.get("unit"):
        wrong.append("it has no unit")
    return replace(item, labels=labels), wrong
