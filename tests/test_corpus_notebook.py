"""A column of texts as a frame of claims, and pages as texts."""

from __future__ import annotations

import sys
from datetime import date

import pandas as pd
import pytest
from corpus_samples import article, articles

import extractor
from extractor.columns import COLUMNS
from extractor.corpus.html import PageError, page_text

DOCUMENTS = pd.DataFrame(articles(4), index=pd.Index([10, 20, 30, 40], name="n"))


def test_a_frame_has_the_rows_of_single_documents() -> None:
    found = extractor.frame(DOCUMENTS["text"], id=DOCUMENTS["id"], published=DOCUMENTS["published"], outlet="نمونه")
    assert tuple(found.columns) == COLUMNS
    extract = extractor.load("fa")
    rows = [
        claim.to_row()
        for row in articles(4)
        for claim in extract(row["text"], id=row["id"], published=date(2023, 7, 23), outlet="نمونه").claims
    ]
    assert [(row["id"], row["exact"], row["speaker"]) for row in rows] == list(
        found[["id", "exact", "speaker"]].itertuples(index=False, name=None)
    )
    assert found["value"].tolist() == [float(str(row["value"])) for row in rows]
    assert (found["value"].dtype, found["kind"].dtype) == ("float64", "category")
    assert found["published"].dt.date.unique().tolist() == [date(2023, 7, 23)]


def test_claims_join_their_documents() -> None:
    texts = DOCUMENTS["text"].copy()
    texts.loc[20] = "رقمی در کار نیست."
    joined = texts.to_frame("body").join(extractor.frame(texts))
    assert joined.index.unique().tolist() == [10, 20, 30, 40]
    assert pd.isna(joined.loc[20, "value"])
    row = joined.loc[10].iloc[0]
    assert row["body"][row["start"].astype(int) : row["end"].astype(int)] == row["text"]


def test_documents_that_cannot_be_read_are_told() -> None:
    texts = pd.Series([article(1), None, float("nan"), "", "\ud800 ۵ نفر آمدند"], dtype=object)
    with pytest.warns(UserWarning, match="3 of 5 documents could not be read"):
        found = extractor.frame(texts, id=list("abcde"))
    assert [(error["document"], error["lost"]) for error in found.attrs["errors"]] == [
        ("b", True), ("c", True), ("d", True), ("e", False),
    ]  # fmt: skip
    assert found.loc[4, "document"] == "e"


def test_nothing_gives_an_empty_frame_of_the_same_columns() -> None:
    found = extractor.frame([])
    assert (tuple(found.columns), len(found)) == (COLUMNS, 0)


def test_columns_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="'id' has another index than the texts"):
        extractor.frame(DOCUMENTS["text"], id=DOCUMENTS["id"].reset_index(drop=True))
    with pytest.raises(ValueError, match="'title' has 1 entries for 4 texts"):
        extractor.frame(DOCUMENTS["text"], title=["x"])


def test_quantities_in_one_unit() -> None:
    pytest.importorskip("pint_pandas")
    found = extractor.frame(["ظرفیت ۲۶۰۰ مگاوات و ۱۲ درصد و ۲ گیگاوات است."], unit="gigawatt")
    assert str(found["quantity"].dtype).startswith("pint[gigawatt]")
    assert found["quantity"].pint.to("megawatt").pint.magnitude.dropna().round(6).tolist() == [2600, 2000]


def test_a_unit_without_pint_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pint_pandas", None)
    with pytest.raises(ImportError, match="pip install pint-pandas"):
        extractor.frame(["۵ نفر آمدند"], unit="gigawatt")


PAGE = """<html lang="fa"><head><title>خبر | خبرگزاری</title>
<meta property="og:site_name" content="خبرگزاری نمونه">
<meta property="article:published_time" content="2023-05-01T10:00:00+03:30"></head>
<body><nav>تلفن ۱۲۳۴ نفر</nav><article><h1>پروانه‌ی نیروگاه‌ها</h1>
<p>استاندار گفت: برای احداث ۲۶۰۰ مگاوات نیروگاه خورشیدی پروانه صادر شده است و کار پیش می&zwnj;رود.</p>
<p>این بند دوم است و نشان می‌دهد که متن صفحه به اندازه‌ای بلند است که بدنه‌ی خبر شناخته شود.</p></article>
<script>var x = "۹۹ درصد";</script><!-- ۷۷ نفر --><footer>۸۸ تومان</footer></body></html>"""


def test_a_page_gives_its_main_text_with_its_joiners() -> None:
    page = page_text(PAGE.encode())
    assert "پیش می\u200cرود" in page.text
    assert "نشان می\u200cدهد" in page.text
    assert not any(number in page.text for number in ("۹۹", "۷۷", "۸۸", "۱۲۳۴"))
    assert (page.outlet, page.published) == ("خبرگزاری نمونه", date(2023, 5, 1))


@pytest.mark.parametrize("html", [b"", b"<p>", b"\x00\xff", b"<div>" * 5000])
def test_a_page_without_text_is_told(html: bytes) -> None:
    with pytest.raises(PageError):
        page_text(html)


def test_pages_without_the_extra_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(PageError, match=r"pip install 'extractor\[html\]'"):
        page_text(PAGE.encode())
