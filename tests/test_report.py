"""The report as a file: self-contained, its data whole and harmless, its plots drawn."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import sys
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from claim_factory import claims_on_nasty_texts, desk, solar
from hypothesis import given, settings

from extractor.tables.figures import figure
from extractor.tables.headings import Language, words
from extractor.tables.report.page import write_report
from extractor.tables.report.parts import Finding, Thread
from extractor.tables.report.plots import plot
from extractor.tables.safety import writable
from extractor.tables.sources import Kept, Verdict

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def report(sources: tuple[Kept, ...], **options: Any) -> str:
    out = io.StringIO()
    write_report(sources, out, **options)
    return out.getvalue()


def data_of(page: str) -> Any:
    return json.loads(_DATA.search(page)[1])


def test_the_page_asks_nothing_of_any_network() -> None:
    page = report(desk(), threads=[_thread()])
    without_data = _DATA.sub("", page)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", without_data)
    assert "@import" not in without_data
    assert "fetch(" not in without_data
    assert not re.search(r"\sstyle=|\son\w+=\"", without_data)


def test_the_policy_lets_in_this_style_and_this_script_alone() -> None:
    page = report(desk())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    for kind, text in (
        ("style", re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]),
        ("script", re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]),
    ):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_the_data_hold_every_claim() -> None:
    verdict = Verdict("درست", "https://example.org/r", "یادداشت")
    known = desk()[0].claims[1]
    data = data_of(report(desk(), verdicts={known.id: verdict}))
    wanted = [(claim, source) for source in desk() for claim in source.claims]
    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim, _ in wanted]
    for found, (claim, source) in zip(data["claims"], wanted, strict=True):
        item = figure(claim)
        assert tuple(found["span"]) == claim.span
        assert found["labels"] == item.labels
        assert found.get("links", {}) == item.links
        assert [tuple(part) for part in found["phrases"]] == [(role.value, *span) for role, span in item.phrases]
        assert data["documents"][found["document"]]["text"] == source.text
    assert data["claims"][1]["verdict"] == ["درست", "https://example.org/r", "یادداشت"]
    assert "verdict" not in data["claims"][0]


@pytest.mark.parametrize("language", Language)
def test_amounts_and_units_are_those_that_people_read(language: Language) -> None:
    amounts = [(claim["amount"], claim["unit"]) for claim in data_of(report(desk(), language=language))["claims"]]
    unit = words(language).get("unit", {})
    assert (amounts[3], amounts[4][0]) == (("1200–1500", unit.get("household", "household")), "−5.2")
    assert amounts[0] == ("2600", unit.get("megawatt", "megawatt"))
    assert amounts[-1] == ("12", "روستا")


@given(source=claims_on_nasty_texts())
@settings(max_examples=50)
def test_hostile_words_stay_inside_the_data(source: Kept) -> None:
    page = report((source,), title=source.document.title or "x")
    assert page.count("<script") == page.count("</script>") == 2
    assert page.count("<!--") == 0
    page.encode()
    data = data_of(page)
    assert data["documents"][0]["text"] == writable(source.text)
    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim in source.claims]


def _thread() -> Thread:
    return Thread("نیروگاه <b>", tuple(claim.id for claim in solar().claims), ("رقم عوض شد",))


def test_threads_and_findings_are_handed_through_and_drawn() -> None:
    finding = Finding("جزء از کل بیشتر است", "۹۰۰ > ۶۰۰", (solar().claims[2].id,))
    page = report(desk(), threads=[_thread()], findings=[finding])
    data = data_of(page)
    assert data["threads"][0]["claims"] == list(_thread().claims)
    assert data["findings"][0] == {"title": finding.title, "words": finding.words, "claims": list(finding.claims)}
    svg = ET.fromstring(re.search(r'<figure data-thread="0">(.*?)</figure>', page, re.DOTALL)[1])  # noqa: S314
    points = {item.get("data-point"): item.get("class") for item in svg.iter() if item.get("data-point")}
    # Households and percents are no megawatts: they do not stand on the same axis.
    assert points == {claim.id: f"g-{words(Language.FA)['status_group'][claim.status]}" for claim in solar().claims[:3]}
    assert not any(item.get("style") for item in svg.iter())


def test_two_plots_share_no_name() -> None:
    ids = [re.findall(r'\bid="([^"]+)"', plot(solar().claims, name, Language.FA)) for name in ("t0", "t1")]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])


def test_the_same_claims_give_the_same_page() -> None:
    assert report(desk(), threads=[_thread()]) == report(desk(), threads=[_thread()])


def test_both_languages_have_all_words() -> None:
    persian, english = words(Language.FA), words(Language.EN)
    for group, found in english.items():
        assert found.keys() == persian[group].keys(), group


def test_claims_without_their_text_are_shown_too() -> None:
    bare = tuple(Kept(source.document, None, source.claims) for source in desk())
    data = data_of(report(bare))
    assert data["documents"][0]["text"] is None
    assert data["claims"][0]["subject"] == "نیروگاه خورشیدی"


def test_without_matplotlib_there_are_no_plots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    page = report(desk(), threads=[_thread()])
    assert "<figure" not in page
    assert data_of(page)["threads"]
