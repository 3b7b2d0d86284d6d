"""Round trips of annotation tools: what comes back untouched is the same gold, what people change is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from claim_factory import claims_on_nasty_texts, desk
from hypothesis import given, settings

from extractor.evaluation import evaluate_file
from extractor.model import Span
from extractor.pipeline import load
from extractor.tables.brat import read_brat
from extractor.tables.corrected import Corrected, ExchangeError, gold_of, reader
from extractor.tables.doccano import read_doccano
from extractor.tables.exports import write
from extractor.tables.figures import figure
from extractor.tables.gold import ValueTextError, gold_claims, gold_document, value_fields
from extractor.tables.labelstudio import labeling_config, read_labelstudio
from extractor.tables.offsets import Offsets
from extractor.tables.sources import ExportError, Kept

Edit = Callable[[Any], None]


def nothing_read(_text: str, _span: Span) -> None:
    return None


def through_doccano(sources: tuple[Kept, ...], folder: Path, edit: Edit = id) -> list[Corrected]:
    """Pass documents through doccano: it numbers entities anew and keeps what else a line holds."""
    path = write(sources, folder / "doccano.jsonl", "doccano")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        for item in line["entities"]:
            item["id"] += 700
        for item in line["relations"]:
            item["from_id"] += 700
            item["to_id"] += 700
        edit(line)
    path.write_text("".join(json.dumps({"id": n, **line}) + "\n" for n, line in enumerate(lines)), encoding="utf-8")
    return list(read_doccano(path))


def through_labelstudio(sources: tuple[Kept, ...], folder: Path, edit: Edit = id) -> list[Corrected]:
    """Pass documents through Label Studio: predictions become annotations."""
    path = write(sources, folder / "tasks.json", "labelstudio")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for number, task in enumerate(tasks, 1):
        task |= {"id": number, "annotations": [{"was_cancelled": False, **task.pop("predictions")[0]}]}
        edit(task)
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return list(read_labelstudio(path))


def through_brat(sources: tuple[Kept, ...], folder: Path, edit: Edit = id) -> list[Corrected]:
    """Pass documents through brat: people change the .ann files."""
    path = write(sources, folder / "collection", "brat")
    for file in sorted(path.glob("*.ann")):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        edit(lines)
        file.write_text("".join(lines), encoding="utf-8")
    return list(read_brat(path))


TOOLS = (through_doccano, through_labelstudio, through_brat)


@pytest.mark.parametrize("through", TOOLS)
def test_what_comes_back_untouched_is_the_same_gold(tmp_path: Path, through: Callable[..., list[Corrected]]) -> None:
    back = [gold_of(corrected, nothing_read) for corrected in through(desk(), tmp_path)]
    assert back == [(gold_document(source), ()) for source in desk()]


@pytest.mark.parametrize("through", [through_doccano, through_labelstudio])
@given(source=claims_on_nasty_texts())
@settings(max_examples=40)
def test_hostile_words_survive(
    tmp_path_factory: pytest.TempPathFactory, through: Callable[..., list[Corrected]], source: Kept
) -> None:
    (corrected,) = through((source,), tmp_path_factory.mktemp("t"))
    gold, notes = gold_of(corrected, nothing_read)
    assert notes == ()
    assert gold == {**gold_document(source), "id": corrected.document}


@given(source=claims_on_nasty_texts())
@settings(max_examples=40)
def test_brat_keeps_hostile_words_but_for_line_breaks_in_spans(
    tmp_path_factory: pytest.TempPathFactory, source: Kept
) -> None:
    (corrected,) = through_brat((source,), tmp_path_factory.mktemp("t"))
    wanted = [
        item for item in map(figure, source.claims) if corrected.text[item.span.start : item.span.end].strip("\r\n")
    ]
    assert corrected.text == gold_document(source)["text"]
    assert {item.key for item in corrected.figures} == {item.key for item in wanted}


def claims_of(corrected: list[Corrected], read: Any = nothing_read) -> list[dict[str, Any]]:
    return [claim for one in corrected for claim in gold_of(one, read)[0]["claims"]]


def test_doccano_brings_a_new_status_a_dropped_figure_and_a_new_phrase(tmp_path: Path) -> None:
    def edit(line: dict[str, Any]) -> None:
        if line["document"] != "solar":
            return
        by_span = {line["text"][item["start_offset"] : item["end_offset"]]: item for item in line["entities"]}
        by_span["۹۰۰ مگاوات"]["label"] = "started"
        line["entities"].remove(by_span["۵.۲ درصد"])
        at = line["text"].index("برق پایدار")
        line["entities"].append({"id": 9, "label": "subject", "start_offset": at, "end_offset": at + 10})
        homes = by_span["۱۲۰۰ تا ۱۵۰۰ خانوار"]["id"]
        line["relations"].append({"id": 1, "from_id": homes, "to_id": 9, "type": "subject"})

    found = {claim["text"]: claim for claim in claims_of(through_doccano(desk(), tmp_path, edit))}
    assert found["۹۰۰ مگاوات"]["status"] == "started"
    assert found["۹۰۰ مگاوات"]["value"] == 900
    assert found["۹۰۰ مگاوات"]["part_of"] == 1
    assert found["۱۲۰۰ تا ۱۵۰۰ خانوار"]["subject"] == "برق پایدار"
    assert "۵.۲ درصد" not in found


def test_label_studio_brings_corrected_values_and_links(tmp_path: Path) -> None:
    def edit(task: dict[str, Any]) -> None:
        for item in task["annotations"][0]["result"]:
            if item.get("from_name") == "value" and item["value"]["text"] == ["900"]:
                item["value"]["text"] = ["۹۵۰٫۵"]
            if item["type"] == "relation" and item["labels"] == ["part_of"]:
                item["labels"] = ["repeat_of"]

    found = {claim["text"]: claim for claim in claims_of(through_labelstudio(desk(), tmp_path, edit))}
    assert found["۹۰۰ مگاوات"]["value"] == 950.5
    assert "part_of" not in found["۹۰۰ مگاوات"]
    assert found["۹۰۰ مگاوات"]["repeat_of"] == 1


def test_brat_brings_corrected_notes_and_attributes(tmp_path: Path) -> None:
    def edit(lines: list[str]) -> None:
        lines[:] = [line.replace("\t35 | kilometer |", "\t40..45 | meter |") for line in lines]
        lines[:] = [line.replace("status T1 planned", "status T1 promised") for line in lines]

    found = {claim["text"]: claim for claim in claims_of(through_brat(desk(), tmp_path, edit))}
    pipes = found["۳۵ کیلومتر"]
    assert (pipes["low"], pipes["high"], pipes["unit"], pipes["status"]) == (40, 45, "meter", "promised")


def test_a_missed_figure_is_read_by_the_extractor_or_kept_as_uncertain(tmp_path: Path) -> None:
    text = "در این طرح ۴۰ کیلومتر راه و تعداد نامعلومی پل ساخته شد."
    bare = Kept(desk()[0].document, text, ())

    def edit(lines: list[str]) -> None:
        for name, words in (("T1", "۴۰ کیلومتر"), ("T2", "تعداد نامعلومی")):
            at = text.index(words)
            lines.append(f"{name}\tfigure {at} {at + len(words)}\t{words}\n")

    (corrected,) = through_brat((bare,), tmp_path, edit)
    gold, notes = gold_of(corrected, reader(load("fa")))
    road, bridges = gold["claims"]
    assert (road["value"], road["unit"], road["kind"], road["status"]) == (40, "kilometer", "measure", "unknown")
    assert bridges["uncertain"]
    assert len(notes) == 1
    assert "تعداد نامعلومی" in notes[0]


def test_a_moved_span_is_read_anew_unless_its_value_was_corrected_too(tmp_path: Path) -> None:
    text = "هزار و ۶۰۰ تن گندم"
    source = Kept(desk()[0].document, text, ())
    (corrected,) = through_brat((source,), tmp_path)
    labels = {"value": "600", "unit": "tonne", "kind": "measure"}
    before = _figure(Span(7, 14), labels)
    moved = _figure(Span(0, 14), labels)

    def read(text: str, span: Span) -> dict[str, str]:
        assert text[span.start : span.end] == "هزار و ۶۰۰ تن"[: span.end - span.start] or span.start == 0
        return {"value": "1600", "unit": "tonne", "kind": "measure"}

    def value(figure: Any) -> Any:
        one = Corrected(corrected.document, text, (figure,), (before,), "x")
        return gold_of(one, read)[0]["claims"][0]["value"]

    assert value(before) == 600
    assert value(moved) == 1600
    assert value(_figure(Span(0, 14), {**labels, "value": "1601"})) == 1601


def _figure(span: Span, labels: dict[str, str]) -> Any:
    from extractor.tables.figures import Figure

    return Figure("a", span, labels)


def test_gold_of_unchanged_claims_scores_full_marks(tmp_path: Path) -> None:
    extract = load("fa")
    result = extract("تا امروز پروانه ۲۶۰۰ مگاوات نیروگاه صادر شده و ۹۰۰ مگاوات در حال اجراست.", id="a")
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold_document(result)) + "\n", encoding="utf-8")
    report = evaluate_file(extract, path)
    assert report.scores("joint")[2] == 1
    assert report.misses == ()


def test_brat_never_writes_over_annotations(tmp_path: Path) -> None:
    write(desk(), tmp_path, "brat")
    with pytest.raises(ExportError, match="annotations here already"):
        write(desk(), tmp_path, "brat")


def test_the_set_up_of_label_studio_names_all_that_the_tasks_hold(tmp_path: Path) -> None:
    config = ET.fromstring(labeling_config())  # noqa: S314  (our own)
    names = {item.get("name") for item in config.iter() if item.get("name")}
    relations = {item.get("value") for item in config.iter("Relation")}
    tasks = json.loads(write(desk(), tmp_path / "t.json", "labelstudio").read_text(encoding="utf-8"))
    results = [item for task in tasks for item in task["predictions"][0]["result"]]
    assert {item["from_name"] for item in results if "from_name" in item} <= names
    assert {label for item in results if item["type"] == "relation" for label in item["labels"]} <= relations


@pytest.mark.parametrize(
    ("name", "data", "read", "told"),
    [
        ("x.jsonl", "{", read_doccano, "x.jsonl:1: not JSON"),
        (
            "x.jsonl",
            '\n{"text": "a", "entities": [{"id": 1, "label": "observed"}]}',
            read_doccano,
            "x.jsonl:2: not a line",
        ),
        ("x.jsonl", "[]", read_doccano, "x.jsonl:1: not a JSON object"),
        ("x.json", "{}", read_labelstudio, "not a list of tasks"),
        ("x.json", '[{"annotations": [{"result": 3}], "data": {"text": "a"}}]', read_labelstudio, "task 1: not a task"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, name: str, data: str, read: Any, told: str) -> None:
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    with pytest.raises(ExchangeError, match=told):
        list(read(path))


@pytest.mark.parametrize(
    "line", ["T1\tfigure 0 900\tx", "T1\tfigure a b\tx", "T1\tnothing 0 1\tx", "A1\tstatus", "#1\tx"]
)
def test_a_line_that_brat_never_wrote_is_named(tmp_path: Path, line: str) -> None:
    write(desk()[:1], tmp_path, "brat")
    file = next(tmp_path.glob("*.ann"))
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ExchangeError, match=f"{file.name}:2: not a line that brat writes"):
        list(read_brat(tmp_path))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("۲۶۰۰", {"value": 2600}), ("2,600.5", {"value": 2600.5}), ("−۵٫۲", {"value": -5.2}), ("1/4", {"value": 0.25}),
        ("1200..1500", {"low": 1200, "high": 1500}), ("۱۲۰۰–۱۵۰۰", {"low": 1200, "high": 1500}),
        ("20000..", {"low": 20000}), ("..5", {"high": 5}), ("", {}), ("1E+400", {"value": "1E+400"}),
    ],
)  # fmt: skip
def test_values_as_people_write_them(text: str, fields: dict[str, object]) -> None:
    assert value_fields(text) == fields


@pytest.mark.parametrize(
    "text", ["a", "NaN", "inf", "1/0", "..", "1..2..3", "1_000", "2 600 000 x", "9**9", "1/" + "9" * 5000]
)
def test_values_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueTextError):
        value_fields(text)


def test_links_to_figures_that_are_gone_are_dropped() -> None:
    source = desk()[0]
    claims = gold_claims([figure(source.claims[2])], source.text)
    assert "part_of" not in claims[0]


def _all_spans(length: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start in range(length) for end in range(start + 1, length + 1))


def test_offsets_in_utf16_units_and_back() -> None:
    text = "a😀ب𝟘𝟘x"
    offsets = Offsets(text)
    for start, end in _all_spans(len(text)):
        units = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)]
        assert [offsets.units(start), offsets.units(end)] == units
        assert offsets.span(*units) == (start, end)
    assert offsets.span(2, 4) == (1, 3)
    with pytest.raises(ValueError, match="do not fit"):
        offsets.span(3, 90)
