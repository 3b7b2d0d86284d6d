"""Claims for doccano, and back: a JSONL file for a sequence labelling project with relations.

A figure is an entity labelled with its status; subject, speaker, time, place and status words are entities of those
names, related to their figures. doccano has no place for values: they travel beside the text, and a figure whose span
was moved is read anew. doccano counts UTF-16 units and gives entities numbers of its own, so figures are found again
by where they stand. Let the project allow overlapping entities and relations.

Input: Source*; an export of doccano. Output: JSONL; Corrected*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from extractor.model import Span, Status
from extractor.tables.corrected import Corrected, ExchangeError, figure_of, json_lines, matched, plain_figure
from extractor.tables.figures import LINKS, Figure, Role, figure
from extractor.tables.jsontext import dumps
from extractor.tables.offsets import Offsets
from extractor.tables.safety import writable
from extractor.tables.sources import Source, text_of

_STATUSES = frozenset(map(str, Status))
_ROLES = frozenset(map(str, Role))


def write_doccano(sources: Iterable[Source], out: TextIO) -> None:
    """Write one line a document."""
    out.writelines(dumps(_line(source)) + "\n" for source in sources)


def _line(source: Source) -> dict[str, Any]:
    text = writable(text_of(source, "doccano"))
    offsets = Offsets(text)
    figures = list(map(figure, source.claims))
    entities: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    parts: dict[tuple[Role, Span], int] = {}

    def entity(label: str, span: Span) -> int:
        start, end = offsets.units(span.start), offsets.units(span.end)
        entities.append({"id": len(entities), "label": label, "start_offset": start, "end_offset": end})
        return len(entities) - 1

    own = {item.key: entity(item.labels["status"], item.span) for item in figures}
    for role, span in dict.fromkeys(part for item in figures for part in item.phrases):
        parts[role, span] = entity(role.value, span)
    for item in figures:
        ends = [(role.value, parts[role, span]) for role, span in item.phrases]
        ends += [(name, own[key]) for name, key in item.links.items() if key in own]
        for name, end in ends:
            relations.append({"id": len(relations), "from_id": own[item.key], "to_id": end, "type": name})
    return {
        "text": text,
        "document": source.document.id,
        "entities": entities,
        "relations": relations,
        "figures": [plain_figure(item) for item in figures],
    }


def read_doccano(path: Path) -> Iterator[Corrected]:
    """Read an export of doccano (JSONL with relations).

    Raises:
        ExchangeError: a line is not of that form.
    """
    for place, line in json_lines(path):
        try:
            yield _corrected(place, line)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            msg = f"{place}: not a line of a doccano export with relations ({error!r})"
            raise ExchangeError(msg) from None


def _corrected(place: str, line: Mapping[str, Any]) -> Corrected:
    text = line["text"]
    offsets = Offsets(text)
    spans = {item["id"]: offsets.span(item["start_offset"], item["end_offset"]) for item in line["entities"]}
    labels = {item["id"]: item["label"] for item in line["entities"]}
    unknown = sorted(set(labels.values()) - _STATUSES - _ROLES)
    found = {id: str(id) for id, label in labels.items() if label in _STATUSES}
    phrases: dict[Any, list[tuple[Role, Span]]] = {id: [] for id in found}
    links: dict[Any, dict[str, str]] = {id: {} for id in found}
    for relation in line.get("relations") or ():
        one, other, name = relation["from_id"], relation["to_id"], relation["type"]
        if one not in found:
            continue
        if name in LINKS and other in found:
            links[one][name] = found[other]
        elif name in _ROLES and other in spans:
            phrases[one].append((Role(name), spans[other]))
    rest = {**(line.get("metadata") or {}), **line}
    before = tuple(map(figure_of, rest.get("figures") or ()))
    figures = [Figure(found[id], spans[id], {"status": labels[id]}, tuple(phrases[id]), links[id]) for id in found]
    notes = tuple(f"{place}: label {label!r} is neither a status nor a part of a claim; left out" for label in unknown)
    return Corrected(str(rest.get("document") or rest["id"]), text, _labelled(figures, before), before, place, notes)


def _labelled(figures: list[Figure], before: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Give figures the labels that they went out with, but for their status."""
    old = {item.key: item.labels for item in before}
    return tuple(replace(item, labels={**old.get(item.key, {}), **item.labels}) for item in matched(figures, before))
