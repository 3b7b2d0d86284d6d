"""Claims for Label Studio, and back: tasks with predictions, and the labelling set-up that goes with them.

Every label of a figure is a choice or a line of text of its region; parts of the claim are regions related to it.
Label Studio counts code points, older versions UTF-16 units: a region tells its words, and these decide.

Input: Source*; an export of Label Studio (JSON). Output: a JSON list of tasks, the set-up as XML; Corrected*.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from extractor.model import Span
from extractor.tables.corrected import Corrected, ExchangeError, figure_of, plain_figure
from extractor.tables.figures import LABELS, LINKS, Figure, Role, figure
from extractor.tables.headings import Language, words
from extractor.tables.jsontext import write_list
from extractor.tables.offsets import Offsets
from extractor.tables.safety import writable
from extractor.tables.sources import Source, text_of

_COLOURS = {
    Role.FIGURE: "#f2b705",
    Role.CUE: "#d1495b",
    Role.SUBJECT: "#2a9d8f",
    Role.SPEAKER: "#5e60ce",
    Role.SPEAKER_ROLE: "#9d8df1",
    Role.SAYING: "#8d99ae",
    Role.TIME: "#e07a1f",
    Role.PLACE: "#3a86c8",
}


def write_labelstudio(sources: Iterable[Source], out: TextIO) -> None:
    """Write one task a document; import it into a project that has the set-up of ``labeling_config``."""
    write_list(out, "[", map(_task, sources), "]")


def labeling_config(language: Language = Language.FA) -> str:
    """Return the labelling set-up of the project, to be pasted into its settings."""
    said = words(language)
    lines = [
        "<View>",
        "  <Style>.htx-text { white-space: pre-wrap; direction: rtl; text-align: right; }</Style>",
        '  <Labels name="label" toName="text">',
        *(f"    <Label value={quoteattr(role)} background={quoteattr(_COLOURS[role])}/>" for role in Role),
        "  </Labels>",
        '  <Text name="text" value="$text"/>',
        "  <Relations>",
        *(
            f"    <Relation value={quoteattr(name)}/>"
            for name in (*(role for role in Role if role != "figure"), *LINKS)
        ),
        "  </Relations>",
    ]
    shown = f'perRegion="true" whenTagName="label" whenLabelValue={quoteattr(Role.FIGURE)}'
    for name, allowed in LABELS.items():
        if allowed is None:
            lines.append(f'  <TextArea name="{name}" toName="text" {shown} placeholder="{name}" maxSubmissions="1"/>')
            continue
        lines.append(f'  <Choices name="{name}" toName="text" {shown} choice="single">')
        for choice in allowed:
            hint = quoteattr(said[name].get(choice, choice))
            lines.append(f"    <Choice value={quoteattr(choice)} hint={hint}/>")
        lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])


def _task(source: Source) -> dict[str, Any]:
    text = writable(text_of(source, "Label Studio"))
    figures = list(map(figure, source.claims))
    own = {item.key for item in figures}
    parts: dict[tuple[Role, Span], str] = {}
    result: list[dict[str, Any]] = []
    for item in figures:
        result += _figure_results(item, text)
    for item in figures:
        for role, span in item.phrases:
            if (role, span) not in parts:
                parts[role, span] = f"part-{len(parts)}"
                result.append(_region(parts[role, span], role, span, text))
            result.append(_relation(item.key, parts[role, span], role))
        result += [_relation(item.key, key, name) for name, key in item.links.items() if key in own]
    ref = source.document
    data = {"text": text, "document": ref.id, "title": ref.title, "figures": [plain_figure(item) for item in figures]}
    return {"data": data, "predictions": [{"model_version": "extractor", "result": result}]}


def _figure_results(item: Figure, text: str) -> Iterator[dict[str, Any]]:
    yield _region(item.key, Role.FIGURE, item.span, text)
    for name, label in item.labels.items():
        free = LABELS[name] is None
        value = {"start": item.span.start, "end": item.span.end, "text" if free else "choices": [label]}
        kind = "textarea" if free else "choices"
        yield {"id": item.key, "from_name": name, "to_name": "text", "type": kind, "value": value}


def _region(id: str, role: Role, span: Span, text: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": text[span.start : span.end], "labels": [role.value]}
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _relation(one: str, other: str, name: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": [str(name)]}


def read_labelstudio(path: Path) -> Iterator[Corrected]:
    """Read an export of Label Studio (JSON); of each task the last annotation that was not cancelled.

    Raises:
        ExchangeError: the file is not of that form.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = f"{path.name}: not JSON: {error}"
        raise ExchangeError(msg) from None
    if not isinstance(tasks, list):
        msg = f"{path.name}: not a list of tasks; export from Label Studio as JSON (not JSON-MIN)"
        raise ExchangeError(msg)
    for number, task in enumerate(tasks, 1):
        place = f"{path.name}: task {number}"
        try:
            corrected = _corrected(place, task)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            msg = f"{place}: not a task as Label Studio exports it ({error!r})"
            raise ExchangeError(msg) from None
        if corrected:
            yield corrected


def _corrected(place: str, task: Mapping[str, Any]) -> Corrected | None:
    done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    if not done:
        return None
    text = task["data"]["text"]
    offsets = Offsets(text)
    results = done[-1]["result"]
    spans: dict[str, Span] = {}
    roles: dict[str, Role] = {}
    labels: dict[str, dict[str, str]] = {}
    for one in results:
        if one["type"] == "labels":
            spans[one["id"]] = _span(one["value"], text, offsets)
            roles[one["id"]] = Role(one["value"]["labels"][0])
        elif one["type"] in ("choices", "textarea"):
            said = one["value"]["choices" if one["type"] == "choices" else "text"]
            labels.setdefault(one["id"], {})[one["from_name"]] = said[-1] if isinstance(said, list) else said
    phrases: dict[str, list[tuple[Role, Span]]] = {}
    links: dict[str, dict[str, str]] = {}
    for one in results:
        if one["type"] == "relation" and {one["from_id"], one["to_id"]} <= spans.keys():
            other = one["to_id"]
            for name in one.get("labels") or [roles[other].value]:
                if name in LINKS:
                    links.setdefault(one["from_id"], {})[name] = other
                else:
                    phrases.setdefault(one["from_id"], []).append((Role(name), spans[other]))
    figures = tuple(
        Figure(id, spans[id], labels.get(id, {}), tuple(phrases.get(id, ())), links.get(id, {}))
        for id, role in roles.items()
        if role is Role.FIGURE
    )
    before = tuple(map(figure_of, task["data"].get("figures") or ()))
    return Corrected(str(task["data"].get("document") or task["id"]), text, figures, before, place)


def _span(value: Mapping[str, Any], text: str, offsets: Offsets) -> Span:
    start, end, said = value["start"], value["end"], value.get("text")
    if text[start:end] == said or not isinstance(said, str):
        return offsets.span(offsets.units(start), offsets.units(end))
    span = offsets.span(start, end)
    if text[span.start : span.end] != said:
        msg = f"offsets {start} to {end} do not give {said!r}"
        raise ValueError(msg)
    return span
