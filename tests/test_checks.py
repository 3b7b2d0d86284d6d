"""Checks: they fire where the arithmetic of a text fails, and nowhere else; by the series, the seeds and by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_factory import claims_on_nasty_texts
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.cli import main
from extractor.model import Claim
from extractor.tables.headings import Language, words
from extractor.tables.sources import Kept
from extractor.tracking.checks.finding import Check
from extractor.tracking.checks.run import check
from extractor.tracking.written import finding_lines, finding_row

SEEDS = Path(__file__).parent.parent / "seeds"
SERIES = SEEDS / "series"
GOLD = Path(__file__).parent / "gold"
MARKS = re.compile("[\u200e\u202c]")


@cache
def read(text: str, name: str = "a", day: date | None = None) -> extractor.Result:
    return extractor.load("fa")(text, id=name, published=day)


def folder(path: Path) -> tuple[extractor.Result, ...]:
    return tuple(read(file.read_text(encoding="utf-8"), file.stem) for file in sorted(path.glob("*.txt")))


def plain(text: str) -> str:
    return MARKS.sub("", text)


def named(claim: Claim) -> str:
    return plain(f"{claim.document.id}: {claim.text}")


def test_the_series_is_pointed_at_where_it_should_be_and_nowhere_else() -> None:
    found = [
        {"check": one.check.value, "figures": [named(claim) for claim in one.claims], "words": plain(one.words)}
        for one in check(folder(SERIES))
    ]
    assert found == yaml.safe_load((SEEDS / "series.yaml").read_text(encoding="utf-8"))["findings"]
    assert {one["check"] for one in found} == {name.value for name in Check}


def test_nothing_is_pointed_at_in_articles_that_add_up() -> None:
    assert not check(folder(SEEDS))


@pytest.mark.parametrize("name", ["own_a", "own_b"])
def test_nothing_is_pointed_at_in_the_annotated_documents(name: str) -> None:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert not check(read(row["text"], row["id"]) for row in map(json.loads, lines))


# What fires, and beside it what differs little and does not.
CASES = [
    (
        Check.PARTS_EXCEED_WHOLE,
        "از ۴۰۰ واحد مسکونی، ۲۵۰ واحد تحویل شده و ۲۰۰ واحد در دست ساخت است.",
        "از ۴۰۰ واحد مسکونی، ۲۵۰ واحد تحویل شده و ۱۵۰ واحد در دست ساخت است.",
        "the parts 250 واحد (completed) + 200 واحد (in execution) = 450, and the whole is told as 400 واحد",
    ),
    (
        Check.PARTS_EXCEED_WHOLE,
        "استان ۴۰ مدرسه ساخت. از این تعداد ۴۵ مدرسه روستایی است.",
        "استان ۴۰ مدرسه ساخت. از این تعداد ۲۵ مدرسه روستایی است.",
        "the part 45 مدرسه is more than the whole that it is told to be of, 40 مدرسه",
    ),
    (  # what is bought of something is no part of it
        Check.PARTS_EXCEED_WHOLE,
        "از ۲۲ طرح استان، ۱۳ طرح صنعتی و ۱۲ طرح روستایی است.",
        "شهر شاهد بازدید از ۲۲ طرح صنعتی، ۱۳ طرح آبی و ۱۲ طرح روستایی بود.",
        "the parts 13 طرح + 12 طرح = 25, and the whole is told as 22 طرح",
    ),
    (  # what was started may be finished too
        Check.PARTS_EXCEED_WHOLE,
        "از ۱۰۰ طرح استان، ۷۰ طرح افتتاح شد و ۶۰ طرح متوقف شد.",
        "از ۱۰۰ طرح استان، ۷۰ طرح آغاز شد و ۶۰ طرح افتتاح شد.",
        "the parts 70 طرح (operational) + 60 طرح (suspended) = 130, and the whole is told as 100 طرح",
    ),
    (
        Check.SHARES_DO_NOT_ADD_UP,
        "۷۰ درصد برق استان از گاز، ۱۵ درصد از سدها و ۲۵ درصد باقی از خورشید است.",
        "۷۰ درصد برق استان از گاز، ۱۵ درصد از سدها و ۱۵ درصد باقی از خورشید است.",
        "the shares 70 + 15 + 25 = 110 %, told as shares of one whole, 100 %",
    ),
    (  # without a rest they need not come to a hundred
        Check.SHARES_DO_NOT_ADD_UP,
        "سهم گاز در برق استان ۷۰ درصد، سهم آب ۲۵ درصد و سهم خورشید ۲۵ درصد است.",
        "سهم گاز در برق استان ۴۰ درصد، سهم آب ۲۵ درصد و سهم خورشید ۵ درصد است.",
        "the shares 70 + 25 + 25 = 120 %, told as shares of one whole, 100 %",
    ),
    (
        Check.PERCENT_DOES_NOT_GIVE_FIGURE,
        "از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات یعنی ۴۵ درصد به اجرا رسیده است.",
        "از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات یعنی ۳۵ درصد به اجرا رسیده است.",
        "45 % of 2,600 megawatt is 1,170; the text says 900 megawatt",
    ),
    (
        Check.PERCENT_DOES_NOT_GIVE_FIGURE,
        "از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات (۴۵ درصد) به اجرا رسیده است.",
        "از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات (۳۵ درصد) به اجرا رسیده است.",
        "45 % of 2,600 megawatt is 1,170; the text says 900 megawatt",
    ),
    (
        Check.CHANGE_DOES_NOT_ADD_UP,
        "تولید گندم استان با ۳۰ درصد رشد از ۸۰۰ هزار تن به ۹۰۰ هزار تن رسید.",
        "تولید گندم استان با ۱۲ درصد رشد از ۸۰۰ هزار تن به ۹۰۰ هزار تن رسید.",
        "from 800,000 tonne to 900,000 tonne is +100,000, +12.5 %; the text says an increase of 30 %",
    ),
    (
        Check.CHANGE_DOES_NOT_ADD_UP,
        "تولید گندم استان با ۲۰۰ هزار تن افزایش از ۸۰۰ هزار تن به ۹۰۰ هزار تن رسید.",
        "تولید گندم استان با ۱۰۰ هزار تن افزایش از ۸۰۰ هزار تن به ۹۰۰ هزار تن رسید.",
        "from 800,000 tonne to 900,000 tonne is +100,000, +12.5 %; the text says an increase of 200,000 tonne",
    ),
    (
        Check.HEADLINE_AND_BODY_DIFFER,
        "خرید ۸۵۰ هزار تن گندم در گلستان\n\nناصر پهلوان گفت: ۶۵۳ هزار تن گندم در گلستان خریداری شد.",
        "خرید ۸۵۰ هزار تن گندم در گلستان\n\nناصر پهلوان گفت: ۸۵۳ هزار تن گندم در گلستان خریداری شد.",
        "the headline says 850,000 tonne, the text 653,000 tonne",
    ),
    (  # batteries hold energy
        Check.UNIT_DOES_NOT_BELONG,
        "ظرفیت نیروگاه خورشیدی نایین ۱۲۰ مگاوات ساعت است.",
        "ظرفیت ذخیره‌ساز نیروگاه خورشیدی نایین ۱۲۰ مگاوات ساعت است.",
        "such a thing is not measured in it (tracking.power_of_a_plant)",
    ),
    (
        Check.BIDI_OVERRIDE,
        "در نایین \u202e۵۰۰۵\u202c کنتور نصب شد.",
        "در نایین ۵۰۰۵ کنتور نصب شد.",
        "what is shown may differ from what is stored, which reads 5,005 کنتور",
    ),
]


@pytest.mark.parametrize(("name", "wrong", "right", "told"), CASES)
def test_a_check_fires_on_what_fails_and_not_on_what_holds(name: Check, wrong: str, right: str, told: str) -> None:
    (found,) = check([read(wrong)])
    assert found.check is name
    assert plain(found.words).endswith(told)
    assert not check([read(right)])


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات یعنی ۳۴ درصد به اجرا رسیده است.", False),
        ("از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات یعنی ۳۲ درصد به اجرا رسیده است.", True),
        ("از ۲۶۰۰ مگاوات پروانه، ۹۰۰ مگاوات یعنی حدود ۳۲ درصد به اجرا رسیده است.", False),
        ("از ۲۶۰۰ مگاوات پروانه، ۹۰۳ مگاوات یعنی ۳۴.۷ درصد به اجرا رسیده است.", False),
        ("از ۲۶۰۰ مگاوات پروانه، بیش از ۹۰۰ مگاوات یعنی ۴۵ درصد به اجرا رسیده است.", False),
    ],
)
def test_rounding_is_allowed_and_hedges_allow_more(text: str, fires: bool) -> None:
    assert bool(check([read(text)])) is fires


FIRST, SECOND = date(2024, 6, 1), date(2025, 6, 1)
PLANT = "ناصر پهلوان گفت: نیروگاه بادی خواف به ظرفیت {} مگاوات تا پایان اسفند ۱۴۰۳ به بهره‌برداری می‌رسد."
OPENED = "نیروگاه بادی خواف به ظرفیت {} مگاوات به بهره‌برداری رسید."


@pytest.mark.parametrize(
    ("later", "day", "fires"),
    [
        (OPENED.format("۳۰۰"), None, False),
        (OPENED.format("۱۲۰"), None, True),
        ("بازدید از نیروگاه بادی خواف با ۳۰۰ مگاوات ظرفیت هنوز ادامه دارد.", None, True),
        (OPENED.format("۱۲۰"), date(2025, 1, 1), False),
    ],
)
def test_a_deadline_has_passed_unless_something_tells_that_it_was_met(
    later: str, day: date | None, fires: bool
) -> None:
    found = check([read(PLANT.format("۳۰۰"), "a", FIRST), read(later, "b", SECOND)], as_of=day)
    assert [one.check for one in found] == ([Check.DEADLINE_PASSED] if fires else [])
    if fires:
        assert "to be operational by 2025-03-20 (a, 2024-06-01): 300 megawatt; by 2025-06-01, 73 days" in found[0].words


COST = "ناصر پهلوان گفت: خط انتقال آب خواف {} هزینه دارد."


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("۱۲ هزار و ۸۰۰ میلیارد تومان", "۱۲ هزار و ۸۰۰ میلیارد ریال", "10 times"),
        ("۴۸۰ میلیون تومان", "۴۸۰ هزار تومان", "1,000 times"),
        ("۴۸۰ میلیارد تومان", "۴۸۰ هزار تومان", "1,000,000 times"),
        ("۴۸۰ میلیارد تومان", "۵۶۰ میلیارد ریال", None),
        ("۴۸۰ میلیارد تومان", "۴ هزار و ۸۰۰ میلیارد ریال", None),
        ("۵ میلیون تومان", "۵۰ میلیون تومان", None),
    ],
)
def test_a_figure_of_the_same_digits_at_another_scale(one: str, other: str, factor: str | None) -> None:
    found = check([read(COST.format(one), "a", FIRST), read(COST.format(other), "b", SECOND)])
    assert [finding.check for finding in found] == ([Check.SCALE_JUMPS] if factor else [])
    if factor:
        assert f"the same digits, {factor} apart" in found[0].words
        assert [quote.document for quote in found[0].quotes] == ["a", "b"]


def test_both_sentences_are_shown_with_their_places() -> None:
    found = next(one for one in check(folder(SERIES)) if one.check is Check.HEADLINE_AND_BODY_DIFFER)
    text = (SERIES / "11_panels.txt").read_text(encoding="utf-8")
    assert [quote.words for quote in found.quotes] == [
        text[quote.span.start : quote.span.end] for quote in found.quotes
    ]
    assert [quote.span.start for quote in found.quotes] == [0, text.index("پرویز")]
    assert [plain(line) for line in finding_lines(found)] == [
        "headline and body differ: the headline says 60,000 پنل, the text 90,000 پنل",
        f"  11_panels 0–30: {found.quotes[0].words}",
        f"  11_panels 107–195: {found.quotes[1].words}",
    ]


@settings(max_examples=40)
@given(st.lists(claims_on_nasty_texts(), min_size=1, max_size=3), st.booleans())
def test_hostile_claims_are_checked_and_written(sources: list[Kept], kept: bool) -> None:
    for finding in check(sources if kept else [replace(source, text=None) for source in sources]):
        json.dumps(finding_row(finding))
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f]", "".join(finding_lines(finding)))


def test_every_check_has_a_name_in_both_languages() -> None:
    for language in Language:
        assert set(words(language)["check"]) == {name.value for name in Check}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def rows(done: Result) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_command_points_at_texts_and_at_a_store(tmp_path: Path) -> None:
    of_folder = rows(run("check", SERIES, "--format", "jsonl"))
    assert [row["check"] for row in of_folder] == [one.check.value for one in check(folder(SERIES))]
    for keep in (("--keep-text",), ()):
        out = tmp_path / f"run{len(keep)}"
        run("batch", SERIES, "-o", out, "--workers", "1", *keep)
        run("store", "add", out, "--store", tmp_path / f"{len(keep)}.duckdb")
    of_store = run("check", tmp_path / "1.duckdb", "--format", "jsonl")
    assert [row["words"].split(" (")[0] for row in rows(of_store)] == [row["words"].split(" (")[0] for row in of_folder]
    bare = run("check", tmp_path / "0.duckdb", "--format", "jsonl")
    assert "16 documents have no text in the store" in bare.stderr
    without = {row["check"] for row in rows(bare)}
    between_figures = {"percent_does_not_give_figure", "shares_do_not_add_up", "bidi_override"}
    assert {row["check"] for row in of_folder} - without == between_figures


def test_the_day_of_the_deadlines_can_be_set() -> None:
    early = rows(run("check", SERIES, "--format", "jsonl", "--as-of", "2024-12-01"))
    assert "deadline_passed" not in {row["check"] for row in early}
    assert run("check", SERIES, "--as-of", "soon").exit_code == 2


def test_the_report_shows_threads_and_findings(tmp_path: Path) -> None:
    assert run("table", SERIES, "-o", tmp_path / "r.html").exit_code == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert [len(thread["claims"]) for thread in data["threads"]] == [7, 5, 3, 2, 2]
    assert [finding["title"] for finding in data["findings"]][:2] == ["جزءها از کل بیشترند", "جمع سهم‌ها صد نمی‌شود"]
    known = {claim["id"] for claim in data["claims"]}
    assert all(known.issuperset(one["claims"]) for one in (*data["threads"], *data["findings"]))
