"""The report in a real Chromium: filters, sorting, marks, numbers, hostile documents, paper and phones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from chromium import Open, figures, opened, row, saved
from claim_factory import SOLAR, desk, make_claim, solar

from extractor.model import DocumentRef, Flag, Kind, Stage
from extractor.tables.exports import write
from extractor.tables.headings import Language
from extractor.tables.report.parts import Finding, Thread
from extractor.tables.sources import Kept

ALL = ["2600", "2600", "900", "1200–1500", "−5.2", "35", "1/3", "12"]


def test_filters_leave_what_they_say(open_report: Open) -> None:
    page = open_report(desk())
    assert figures(page) == ALL
    page.locator(".chip[data-status=licensed]").click()
    assert figures(page) == ["2600", "2600"]
    assert page.locator("#count").inner_text() == "2 از 8 ادعا"
    assert page.locator(".chip[data-status=planned] .number").inner_text() == "2"
    page.locator(".chip[data-status=planned]").click()
    assert figures(page) == ["2600", "2600", "1200–1500", "35"]
    page.select_option("#filter-speaker", "سارا بهنیا")
    assert figures(page) == ["35"]
    page.locator("#clear").click()
    page.select_option("#filter-place", "یزد")
    assert figures(page) == ["2600", "900"]
    page.locator("#clear").click()
    page.select_option("#filter-unit", "مگاوات")
    assert figures(page) == ["2600", "2600", "900"]
    page.locator("#clear").click()
    page.locator("#filter-flagged").check()
    assert figures(page) == ["2600", "12"]
    page.locator("#clear").click()
    assert figures(page) == ALL


@pytest.mark.parametrize(
    ("words", "left"),
    [("۲۶۰۰", ["2600", "2600", "900"]), ("2600 صدور", ["2600"]), ("كاشمر شبكه", ["35", "1/3", "12"]),
     ("میشوند", ["1200–1500", "−5.2"]), ("-5.2", ["−5.2"]), ("<b>", []), ("پيک خراسان", ["35", "1/3", "12"])],
)  # fmt: skip
def test_search_reads_letters_and_digits_of_any_script(open_report: Open, words: str, left: list[str]) -> None:
    page = open_report(desk())
    page.locator("#search").fill(words)
    assert figures(page) == left
    assert page.locator("#nothing").is_visible() == (not left)


def test_columns_sort_both_ways_with_empty_cells_last(open_report: Open) -> None:
    page = open_report(desk())
    by_figure = page.locator("#heads [data-column=figure]")
    by_figure.click()
    assert figures(page) == ["−5.2", "1/3", "12", "35", "900", "1200–1500", "2600", "2600"]
    assert page.locator("th.c-figure").get_attribute("aria-sort") == "ascending"
    page.locator("#heads [data-column=figure]").click()
    assert figures(page) == ["2600", "2600", "1200–1500", "900", "35", "12", "1/3", "−5.2"]
    page.locator("#heads [data-column=place]").click()
    assert page.locator("td.c-place").all_inner_texts() == ["کاشمر"] * 3 + ["یزد"] * 2 + [""] * 3
    page.locator("#heads [data-column=place]").click()
    assert page.locator("td.c-place").all_inner_texts() == ["یزد"] * 2 + ["کاشمر"] * 3 + [""] * 3


def test_numbers_run_from_left_to_right(open_report: Open) -> None:
    page = open_report(desk())
    for shown in ("−5.2", "1200–1500", "1/3"):
        lefts = row(page, shown).locator(".amount").evaluate(
            """(node) => [...node.firstChild.data].map((_, at) => {
                const range = document.createRange();
                range.setStart(node.firstChild, at);
                range.setEnd(node.firstChild, at + 1);
                return range.getBoundingClientRect().left;
            })"""
        )  # fmt: skip
        assert lefts == sorted(lefts)
        assert len(set(lefts)) == len(shown)


def test_a_row_opens_its_sentence_with_marks_in_their_colours(open_report: Open) -> None:
    page = open_report(desk())
    detail = opened(page, "2600", 1)
    sentence = detail.locator(".sentence")
    assert sentence.inner_text() == SOLAR.split("\n")[1]
    marks = {
        name: sentence.locator(f"mark.{name}")
        for name in ("figure", "status_cue", "subject", "speaker", "time", "place")
    }
    assert {name: mark.first.inner_text() for name, mark in marks.items()} == {
        "figure": "۲۶۰۰ مگاوات", "status_cue": "پروانه صادر شده", "subject": "نیروگاه خورشیدی",
        "speaker": "مهدی آذرنیا", "time": "تا امروز", "place": "یزد",
    }  # fmt: skip
    colours = [mark.first.evaluate("(node) => getComputedStyle(node).backgroundColor") for mark in marks.values()]
    assert len(set(colours)) == len(colours)
    assert detail.locator(".elsewhere mark.speaker_role").inner_text() == "استاندار یزد"
    source = detail.locator(".ways a")
    assert source.get_attribute("href") == "https://example.org/solar"
    assert "noopener" in source.get_attribute("rel")
    row(page, "2600", 1).locator(".open").click()
    assert detail.count() == 0


def test_a_part_leads_to_its_whole(open_report: Open) -> None:
    page = open_report(desk())
    page.locator(".chip[data-status=in_execution]").click()
    opened(page, "900").locator(".facts .jump").click()
    whole = solar().claims[1].id
    assert page.locator(f"tr.detail[data-of='{whole}']").is_visible()
    assert page.evaluate("document.activeElement.closest('tr').dataset.id") == whole


HOSTILE = (
    "<script>window.broken=1</script><img src=x onerror='window.broken=2'>\u202e۵۰۵۰ ریال\u202c "
    "</script><style>*{display:none}</style> javascript:alert(1) &lt;b&gt; \"'`${window.broken=3}"
)


def hostile() -> Kept:
    ref = DocumentRef(HOSTILE, f"عنوان {HOSTILE}", HOSTILE, "javascript:window.broken=4", date(2025, 1, 1))
    claim = make_claim(HOSTILE, "۵۰۵۰ ریال", Decimal(5050), HOSTILE, document=ref, kind=Kind.COUNT, counter=HOSTILE,
                       subject="<img src=x onerror='window.broken=2'>", speaker="<script>window.broken=1</script>",
                       cue="javascript:alert(1)", flags=(Flag.BIDI_OVERRIDE,))  # fmt: skip
    return Kept(ref, HOSTILE, (claim,))


def test_no_script_of_a_document_runs_and_nothing_is_escaped_wrongly(open_report: Open) -> None:
    source = hostile()
    id = source.claims[0].id
    page = open_report(
        (source,),
        title=HOSTILE,
        threads=[Thread(HOSTILE, (id,), (HOSTILE,))],
        findings=[Finding(HOSTILE, HOSTILE, (id,))],
    )
    detail = opened(page, "5050")
    text = detail.locator(".sentence").evaluate("(node) => node.textContent")
    assert text == HOSTILE.replace("\u202e", "").replace("\u202c", "")
    assert page.locator("td.c-subject").inner_text() == "<img src=x onerror='window.broken=2'>"
    assert page.locator("h1").inner_text().startswith("<script>window.broken=1</script>")
    assert detail.locator(".ways a").count() == 0
    detail.locator(".ways button").click()
    assert page.locator("#reader .document").evaluate("(node) => node.textContent") == text
    page.keyboard.press("Escape")
    assert page.evaluate("window.broken") is None
    assert page.locator("img, iframe, object, embed").count() == 0


def test_the_policy_stops_what_would_get_in(browser: Any, tmp_path: Path) -> None:
    path = write(desk(), tmp_path / "r.html")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(path.as_uri())
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.broken = 1";
            const image = document.createElement("img");
            image.setAttribute("onerror", "window.broken = 2");
            image.src = "data:image/png;base64,x";
            document.body.append(script, image);
        }"""
    )
    assert page.evaluate("window.broken") is None
    assert any("Content Security Policy" in message for message in refused)
    page.close()


def test_hidden_marks_of_direction_are_shown_by_name_and_do_nothing(open_report: Open) -> None:
    page = open_report((hostile(),))
    controls = opened(page, "5050").locator(".sentence .control")
    assert [control.get_attribute("data-name") for control in controls.all()] == ["RLO", "PDF"]
    assert "\u202e" not in page.locator("body").evaluate("(node) => node.innerText")


def many(count: int) -> tuple[Kept, ...]:
    text = " ".join(f"در بخش {number} تعداد {number} درخت کاشته شد." for number in range(10))
    sources = []
    for number in range(count // 10):
        ref = DocumentRef(
            f"d{number}", f"خبر {number}", "پیک", f"https://example.org/{number}", date(2025, 1, 1 + number % 28)
        )
        claims = []
        for part in range(10):
            value = Decimal(number * 10 + part)
            claim = make_claim(
                text, f"تعداد {part} درخت", value, "count", document=ref, kind=Kind.COUNT, counter="درخت",
                stage=list(Stage)[part], cue="کاشته شد", subject="درخت",
            )  # fmt: skip
            claims.append(replace(claim, id=f"{number}-{part}"))
        sources.append(Kept(ref, text, tuple(claims)))
    return tuple(sources)


def test_five_thousand_claims_are_made_as_they_come_into_sight(open_report: Open) -> None:
    page = open_report(many(5_000))
    rows = page.locator("tr.claim")
    at_first = rows.count()
    assert at_first < 400
    page.locator("#more").scroll_into_view_if_needed()
    rows.nth(at_first).wait_for()
    page.locator("#search").fill("خبر ۴۹۹۱")
    assert rows.count() == 1
    page.locator("#clear").click()
    page.locator("#heads [data-column=figure]").click()
    page.locator("#heads [data-column=figure]").click()
    assert figures(page)[0] == "4999"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 5_000


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_words_stand_out_from_their_ground(open_report: Open, width: int, scheme: str) -> None:
    thread = Thread("نیروگاه خورشیدی", tuple(claim.id for claim in solar().claims))
    page = open_report(desk(), width=width, scheme=scheme, threads=[thread])
    detail = opened(page, "2600", 1)
    detail.locator(".correct > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for piece in (
        "td.c-subject bdi",
        ".sentence mark.figure",
        ".sentence mark.speaker",
        ".status",
        ".quiet",
        ".mark-wrong",
    ):
        assert contrast(page, piece) >= 4.5, piece


def contrast(page: Any, selector: str) -> float:
    """Return the contrast of words and their ground, as WCAG counts it."""
    return page.locator(selector).first.evaluate(
        """(node) => {
            const light = (colour) => {
                const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
                    const share = part / 255;
                    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
            };
            let ground = node;
            const clear = (one) => /, 0\\)$|transparent/.test(getComputedStyle(one).backgroundColor);
            while (clear(ground)) ground = ground.parentElement;
            const pair = [light(getComputedStyle(node).color), light(getComputedStyle(ground).backgroundColor)].sort();
            const [dark, bright] = pair[0] < pair[1] ? pair : pair.reverse();
            return (bright + 0.05) / (dark + 0.05);
        }"""
    )


def test_the_plot_leads_to_its_claims(open_report: Open) -> None:
    thread = Thread("نیروگاه خورشیدی، یزد", tuple(claim.id for claim in solar().claims[:3]), ("از ۹۰۰ به ۲۶۰۰",))
    page = open_report(desk(), threads=[thread], findings=[Finding("آزمون", "۹۰۰ < ۲۶۰۰", (solar().claims[2].id,))])
    point = page.locator(f"#threads [data-point='{solar().claims[2].id}']")
    assert "900 مگاوات" in point.get_attribute("aria-label")
    assert point.evaluate("(node) => getComputedStyle(node.querySelector('use')).fill") == "rgb(122, 79, 196)"
    point.locator("use").click()
    assert page.locator(f"tr.detail[data-of='{solar().claims[2].id}']").is_visible()
    page.locator("#findings summary").click()
    assert page.locator("#findings").inner_text().count("۹۰۰ < ۲۶۰۰") == 1


def test_paper_has_the_table_and_no_controls(open_report: Open) -> None:
    page = open_report(desk())
    opened(page, "900")
    page.emulate_media(media="print")
    assert page.locator(".sentence").is_visible()
    for gone in ("#desk", "#filters", ".desk", "#theme"):
        assert not page.locator(gone).first.is_visible()


def test_english_words_and_the_other_theme(open_report: Open) -> None:
    page = open_report(desk(), language=Language.EN)
    assert page.locator("#heads").inner_text().split() == [
        "Figure",
        "Subject",
        "Status",
        "Time",
        "Place",
        "Speaker",
        "Document",
        "Review",
    ]
    assert row(page, "12").locator(".status").inner_text() == "statistic (denied)"
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page = open_report()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_documents_whose_text_was_not_kept(open_report: Open, tmp_path: Path) -> None:
    page = open_report(tuple(Kept(source.document, None, source.claims) for source in desk()))
    detail = opened(page, "900")
    assert detail.locator(".passages").inner_text().startswith("۹۰۰ مگاوات")
    detail.locator(".mark-wrong").click()
    _, (line,) = saved(page, tmp_path)
    assert (line["text"], line["claims"]) == ("", [])
    assert line["reviews"][0]["mark"] == "wrong"
