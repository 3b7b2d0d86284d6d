"""The report in a real Chromium: filters, sorting, marks, numbers, hostile documents, and the desk.

Runs where Chromium and playwright are installed (pip install 'extractor[browser]'), and is skipped elsewhere.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from claim_factory import SOLAR, desk, make_claim, solar

from extractor.evaluation import evaluate_file
from extractor.model import DocumentRef, Flag, Kind, Span, Stage
from extractor.pipeline import load
from extractor.tables.exports import write
from extractor.tables.gold import gold_document
from extractor.tables.headings import Language
from extractor.tables.report.page import write_report
from extractor.tables.report.parts import Finding, Thread
from extractor.tables.sources import Kept

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: extractor[browser]")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)")

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def open_report(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Write a report, open it, and see at the end that the page asked for nothing and complained of nothing."""
    path = tmp_path / "report.html"
    contexts, complaints, asked = [], [], []

    def open_report(sources: tuple[Kept, ...] | None = None, *, width: int = 1280, **options: Any) -> Any:
        context = contexts[-1] if sources is None else browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=options.pop("scheme", "light"), accept_downloads=True
        )  # fmt: skip
        if sources is not None:
            contexts.append(context)
            with path.open("w", encoding="utf-8") as out:
                write_report(sources, out, **options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def figures(page: Any) -> list[str]:
    return page.locator("tr.claim .amount").all_inner_texts()


def row(page: Any, figure: str, nth: int = 0) -> Any:
    return page.locator("tr.claim", has=page.locator(f".amount:text-is('{figure}')")).nth(nth)


def opened(page: Any, figure: str, nth: int = 0) -> Any:
    """Open a row and return what opens below it."""
    one = row(page, figure, nth)
    one.locator(".open").click()
    return page.locator(f"tr.detail[data-of='{one.get_attribute('data-id')}']")


def select_words(page: Any, root: str, words: str) -> None:
    """Select words in a text as a hand would, over whatever pieces they are cut into."""
    found = page.evaluate(
        """([root, words]) => {
            const pieces = [...document.querySelector(root).querySelectorAll("[data-at]")].map((one) => one.firstChild);
            const text = pieces.map((one) => one.data).join("");
            const start = text.indexOf(words);
            const range = document.createRange();
            let at = 0;
            for (const piece of pieces) {
                const [from, to] = [start - at, start + words.length - at];
                if (0 <= from && from < piece.length) range.setStart(piece, from);
                if (0 < to && to <= piece.length) range.setEnd(piece, to);
                at += piece.length;
            }
            const selection = window.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
            return selection.toString();
        }""",
        [root, words],
    )
    assert found == words


def saved(page: Any, folder: Path) -> tuple[Path, list[dict[str, Any]]]:
    with page.expect_download() as download:
        page.locator("#save").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


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
