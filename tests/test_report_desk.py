"""The desk of the report in a real Chromium: what people say of claims is kept, saved, and read again."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from chromium import Open, opened, row, saved, select_words
from claim_factory import SOLAR, desk, make_claim, solar

from extractor.evaluation import evaluate_file
from extractor.model import DocumentRef, Span
from extractor.pipeline import load
from extractor.tables.gold import gold_document
from extractor.tables.sources import Kept
from extractor.tracking.annotations import Mark, read_annotations


def test_the_desk_keeps_and_saves_what_people_say(open_report: Open, tmp_path: Path) -> None:
    page = open_report(desk())
    page.locator("#reviewer").fill("نگار")
    page.locator("#reviewer").blur()
    opened(page, "2600", 1).locator(".mark-right").click()
    opened(page, "900").locator(".mark-wrong").click()
    detail = opened(page, "1200–1500")
    detail.locator(".correct > summary").click()
    value = detail.locator("[name=value]")
    value.fill("زیاد")
    value.blur()
    assert detail.locator(".problem").inner_text().startswith("مقدار خوانا نیست")
    assert value.get_attribute("aria-invalid") is not None
    value.fill("۱۳۰۰..1600")
    value.blur()
    assert detail.locator(".problem").inner_text() == ""
    detail.locator("[name=unit]").fill("person")
    detail.locator("[name=status]").select_option("promised")
    detail.locator("[name=speaker]").fill("وی")
    detail.locator("[name=end]").fill(str(SOLAR.index("خانوار")))
    detail.locator("[name=end]").blur()
    detail.locator("[name=verdict]").fill("نادرست")
    detail.locator("[name=verdict_source]").fill("https://example.org/آمار")
    detail.locator("[name=note]").fill("=با آمار\nنمی‌خواند")
    detail.locator("[name=note]").blur()
    assert detail.locator(".mark-right").is_disabled()

    page = open_report()  # the browser has kept it all
    assert page.locator("#work").inner_text() == "3 بازبینی در این مرورگر"
    assert row(page, "۱۳۰۰–1600").locator(".status").inner_text() == "وعده‌داده‌شده"
    path, (line,) = saved(page, tmp_path)
    text = line["text"]
    _, whole, corrected, _ = line["claims"]
    assert (line["id"], line["by"]) == ("solar", "نگار")
    assert [claim.get("uncertain") for claim in line["claims"]] == [True, None, None, True]
    assert (line["complete"], line["absent"]) == (False, [list(solar().claims[2].span)])
    wanted = gold_document(solar())["claims"][1]
    assert {name: cell for name, cell in whole.items() if name != "claim"} == wanted
    assert (corrected["low"], corrected["high"], corrected["unit"]) == (1300, 1600, "person")
    assert (corrected["status"], corrected["speaker"]) == ("promised", "وی")
    assert corrected["text"] == "۱۲۰۰ تا ۱۵۰۰ " == text[corrected["start"] : corrected["end"]]
    reviews = {review["claim"]: review for review in line["reviews"]}
    assert [reviews[claim.id].get("mark") for claim in solar().claims[1:4]] == ["right", "wrong", "corrected"]
    said = reviews[solar().claims[3].id]
    assert (said["verdict"], said["note"]) == ("نادرست", "=با آمار\nنمی‌خواند")
    assert said["given"] >= "2025"
    evaluate_file(load("fa"), path)
    found = read_annotations(path, known={claim.id: claim for source in desk() for claim in source.claims})
    assert found.faults == ()
    assert [review.mark for review in found.reviews] == [Mark.RIGHT, Mark.WRONG, Mark.CORRECTED]
    assert [(verdict.verdict, verdict.by) for verdict in found.verdicts] == [("نادرست", "نگار")]


def test_gold_of_the_page_is_gold_of_python(open_report: Open, tmp_path: Path) -> None:
    text = "😀 " + SOLAR
    sources = (*desk(), Kept(replace(solar().document, id="moved"), text, tuple(map(_moved, solar().claims))))
    page = open_report(sources)
    for number in range(page.locator("tr.claim").count()):
        page.locator("tr.claim .open").nth(number).focus()
        page.keyboard.press("r")
    _, lines = saved(page, tmp_path)
    for line, source in zip(lines, sources, strict=True):
        assert [
            {name: cell for name, cell in claim.items() if name != "claim"} for claim in line["claims"]
        ] == gold_document(source)["claims"]


def _moved(claim: Any) -> Any:
    """Return a claim two characters further on, on a text with an emoji before it."""

    def move(part: Any) -> Any:
        return replace(part, span=Span(part.span.start + 2, part.span.end + 2)) if part else None

    said = claim.attribution
    return replace(
        claim,
        id=f"m{claim.id}",
        part_of=claim.part_of and f"m{claim.part_of}",
        repeat_of=claim.repeat_of and f"m{claim.repeat_of}",
        span=move(claim).span,
        sentence=Span(claim.sentence.start + 2, claim.sentence.end + 2),
        subject=move(claim.subject),
        place=move(claim.place),
        time=move(claim.time),
        attribution=replace(said, speaker=move(said.speaker), role=move(said.role), cue=move(said.cue)),
        evidence=tuple(map(move, claim.evidence)),
    )


def test_a_missed_claim_is_added_by_selecting_it(open_report: Open, tmp_path: Path) -> None:
    text = "😀 مهدی آذرنیا گفت ۴۰ کیلومتر راه ساخته شد.\nبودجه آن ۱٫۵ میلیارد تومان بود."
    ref = DocumentRef("road", "راه")
    first = make_claim(text, "۴۰ کیلومتر", Decimal(40), "kilometer", document=ref)
    page = open_report((Kept(ref, text, (first,)),))
    opened(page, "40").locator(".ways button").click()
    assert page.locator("#add").is_disabled()
    select_words(page, "#reader .document", "۱٫۵ میلیارد تومان")
    page.locator("#add").click()
    detail = page.locator("tr.detail").nth(1)
    assert detail.locator("[name=value]").input_value() == "1.5"
    detail.locator("[name=value]").fill("1500000000")
    detail.locator("[name=unit]").fill("toman")
    detail.locator("[name=kind]").select_option("money")
    detail.locator("[name=kind]").blur()
    select_words(page, "tr.detail:has([data-desk^='added']) .sentence", "بودجه")
    detail.locator("[data-use=subject]").click()
    page = open_report()
    _, (line,) = saved(page, tmp_path)
    added = line["claims"][1]
    assert text[added["start"] : added["end"]] == added["text"] == "۱٫۵ میلیارد تومان"
    assert (added["value"], added["unit"], added["kind"], added["subject"]) == (
        1_500_000_000,
        "toman",
        "money",
        "بودجه",
    )
    assert "uncertain" not in added
    assert line["claims"][0]["uncertain"]
    row(page, "1500000000").locator(".open").click()
    page.locator("tr.detail .marks button", has_text="حذف").click()
    assert page.locator("tr.claim").count() == 1
    assert page.locator("#save").is_disabled()


def test_selected_words_become_the_span_of_the_figure(open_report: Open, tmp_path: Path) -> None:
    page = open_report(desk())
    detail = opened(page, "900")
    detail.locator(".correct > summary").click()
    select_words(page, "tr.detail .sentence", "۹۰۰ مگاوات آن")
    detail.locator("[data-use=figure]").click()
    assert detail.locator(".sentence mark.figure").first.inner_text() == "۹۰۰ مگاوات آن"
    _, (line,) = saved(page, tmp_path)
    assert next(claim["text"] for claim in line["claims"] if "uncertain" not in claim) == "۹۰۰ مگاوات آن"


def test_a_file_is_read_and_nothing_is_overwritten_unasked(open_report: Open, tmp_path: Path) -> None:
    page = open_report(desk())
    opened(page, "900").locator(".mark-right").click()
    detail = opened(page, "35")
    detail.locator("[name=verdict]").fill("درست")
    detail.locator("[name=verdict]").blur()
    path, _ = saved(page, tmp_path)
    page.locator(f"tr.detail[data-of='{solar().claims[2].id}'] .mark-wrong").click()
    page.locator("#load").set_input_files(path)
    page.get_by_text("1 بازبینی با آنچه اینجاست تفاوت دارد").wait_for()
    page.get_by_text("نگه داشتن آنچه اینجاست").click()
    assert "wrong" in row(page, "900").get_attribute("class")
    page.locator("#load").set_input_files(path)
    page.get_by_text("گذاشتن آنچه در پرونده است").click()
    assert "right" in row(page, "900").get_attribute("class")
    other = tmp_path / "other.jsonl"
    other.write_text(
        '{"id": "x", "text": "", "claims": [], "reviews": [{"claim": "zz", "mark": "right"}]}\n', encoding="utf-8"
    )
    page.locator("#load").set_input_files(other)
    page.get_by_text("1 بازبینی به این گزارش مربوط نبود").wait_for()
    odd = {
        "claim": solar().claims[0].id,
        "mark": 5,
        "labels": {"value": 3, "colour": "x", "unit": "day"},
        "span": "x",
        "verdict": ["x"],
    }
    other.write_text(
        json.dumps({"id": "solar", "text": SOLAR, "claims": [], "reviews": [odd]}) + "\n", encoding="utf-8"
    )
    page.locator("#load").set_input_files(other)
    page.get_by_text("1 بازبینی از پرونده خوانده شد").wait_for()
    assert row(page, "2600").locator(".c-figure").inner_text().split() == ["2600", "day"]
    assert row(page, "2600").locator(".review.corrected").is_visible()
    other.write_text("{", encoding="utf-8")
    page.locator("#load").set_input_files(other)
    page.get_by_text("این پرونده خوانا نیست").wait_for()


def test_the_keyboard_is_enough(open_report: Open) -> None:
    page = open_report(desk())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("rw?")
    assert page.locator("#search").input_value() == "rw?"
    page.locator("#search").fill("")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = solar().claims[1].id
    assert page.evaluate("document.activeElement.closest('tr').dataset.id") == second
    page.keyboard.press("Enter")
    assert page.locator(f"tr.detail[data-of='{second}']").is_visible()
    page.keyboard.press("r")
    assert row(page, "2600", 1).locator(".review.right").is_visible()
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "value"
    page.keyboard.press("Escape")
    assert page.locator(f"tr.detail[data-of='{second}']").count() == 0
    page.keyboard.press("d")
    assert page.locator("#reader").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
