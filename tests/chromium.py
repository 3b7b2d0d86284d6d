"""A real Chromium for tests of the report: pages that are opened, clicked and read.

Tests that take its fixtures are skipped where Chromium or playwright is not installed
(pip install 'extractor[browser]'; Debian: apt-get install chromium).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.tables.report.page import write_report
from extractor.tables.sources import Kept

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: extractor[browser]")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
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
