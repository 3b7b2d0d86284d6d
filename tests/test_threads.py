"""Threads: what is told of the same thing, in which order, what differs; by the series of seeds/ and by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from claim_factory import claims_on_nasty_texts
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

import extractor
from extractor.cli import main
from extractor.model import (
    Attribution,
    Claim,
    DocumentRef,
    Flag,
    Kind,
    Modality,
    Modifier,
    Phrase,
    Polarity,
    Quantity,
    Span,
    Stage,
    TimeKind,
    TimeScope,
)
from extractor.rulebook.source import RuleError
from extractor.tables.sources import Kept
from extractor.tracking.candidates import candidates
from extractor.tracking.company import Company
from extractor.tracking.differences import DifferenceKind, differences
from extractor.tracking.intervals import digits, interval
from extractor.tracking.matching import match
from extractor.tracking.rules import shipped_rules, tracking_rules
from extractor.tracking.tellings import Telling, in_order, tellings
from extractor.tracking.threads import Thread, threads
from extractor.tracking.written import thread_row

SERIES = Path(__file__).parent.parent / "seeds" / "series"
RULES = shipped_rules()
MARK = "\u200e"
DAY = date(2025, 3, 1)


@cache
def series() -> tuple[extractor.Result, ...]:
    fa = extractor.load("fa")
    return tuple(fa(path.read_text(encoding="utf-8"), id=path.stem) for path in sorted(SERIES.glob("*.txt")))


def expected() -> dict[str, Any]:
    return yaml.safe_load(SERIES.with_suffix(".yaml").read_text(encoding="utf-8"))


def named(claim: Claim) -> str:
    return f"{claim.document.id}: {claim.text}"


def test_the_series_tells_its_story_and_no_other() -> None:
    found = [
        {
            "told": [[named(telling.claim) for telling in told.tellings] for told in thread.told],
            "differences": [
                {
                    "kind": one.kind.value,
                    "earlier": named(one.earlier),
                    "later": named(one.later),
                    "words": one.words.replace(MARK, ""),
                }
                for one in thread.differences
            ],
        }
        for thread in threads(series())
    ]
    assert found == expected()["threads"]


def test_threads_do_not_depend_on_the_order_of_documents() -> None:
    assert threads(reversed(series())) == threads(series())


SENTENCE = "علی بهراد گفت ۵۰۰ مگاوات نیروگاه بادی در خواف"


def phrase(words: str | None, *, inferred: bool = False) -> Phrase | None:
    return Phrase(Span(0, len(words)), words, inferred) if words else None


def telling(document: str, day: date | None, value: int | str = 500, **fields: Any) -> Kept:
    """Return a document with one claim; what is not given is as in the sentence above."""
    ref = DocumentRef(document, published=day)
    unit, counter = fields.pop("unit", "megawatt"), fields.pop("counter", None)
    speaker, place, time = fields.pop("speaker", "علی بهراد"), fields.pop("place", "خواف"), fields.pop("by", None)
    amount = Decimal(value)
    kind = Kind.COUNT if counter else Kind.MEASURE
    claim = Claim(
        id=f"{document}-claim",
        document=ref,
        span=Span(14, 23),
        text=f"{value}",
        sentence=Span(0, len(SENTENCE)),
        quantity=Quantity(amount, amount, unit, kind, fields.pop("modifier", Modifier.EXACT), counter),
        subject=phrase(fields.pop("subject", "نیروگاه بادی")),
        stage=fields.pop("stage", Stage.LICENSED),
        time=TimeScope(Span(0, 2), "تا", TimeKind.BY, None, time) if time else None,
        place=phrase(place, inferred=fields.pop("inferred", False)),
        attribution=Attribution(phrase(speaker), phrase(fields.pop("role", None))),
        **fields,
    )
    return Kept(ref, None, (claim,))


AHEAD: dict[str, Any] = {"stage": Stage.OPERATIONAL, "modality": Modality.SCHEDULED}
DONE: dict[str, Any] = {"stage": Stage.OPERATIONAL}
LATER = DAY + timedelta(days=300)
CASES: list[tuple[str, dict[str, Any], dict[str, Any], list[DifferenceKind]]] = [
    ("nothing", {}, {}, []),
    ("figure", {}, {"value": 420}, [DifferenceKind.FIGURE_CHANGED]),
    ("rounding", {"value": 2600}, {"value": 2620}, []),
    ("hedge", {"value": 2600, "modifier": Modifier.APPROX}, {"value": 2450}, []),
    ("above", {"value": 850, "modifier": Modifier.MORE_THAN}, {"value": 863}, []),
    ("far above", {"value": 850, "modifier": Modifier.MORE_THAN}, {"value": 8630}, [DifferenceKind.FIGURE_CHANGED]),
    ("unit", {}, {"value": "0.5", "unit": "gigawatt"}, []),
    ("started", {}, {"stage": Stage.STARTED}, [DifferenceKind.STAGE_ADVANCED]),
    ("kept promise", AHEAD, DONE, [DifferenceKind.STAGE_ADVANCED]),
    ("promise anew", DONE, AHEAD, [DifferenceKind.STAGE_FELL_BACK]),
    ("promise on the way", {"stage": Stage.STARTED}, AHEAD, []),
    ("stopped", {"stage": Stage.STARTED}, {"stage": Stage.SUSPENDED}, [DifferenceKind.STAGE_FELL_BACK]),
    ("resumed", {"stage": Stage.SUSPENDED}, {"stage": Stage.IN_EXECUTION}, [DifferenceKind.STAGE_ADVANCED]),
    (
        "part cancelled",
        {"value": 500},
        {"value": 200, "stage": Stage.CANCELLED},
        [DifferenceKind.STAGE_FELL_BACK, DifferenceKind.SCOPE_CHANGED],
    ),
    ("denied", {}, {"polarity": Polarity.NEGATIVE, "speaker": "نگار فرهمند"}, [DifferenceKind.DENIED]),
    ("not yet", AHEAD, {**DONE, "polarity": Polarity.NEGATIVE, "flags": (Flag.NOT_YET,)}, []),
    (
        "deadline",
        {**AHEAD, "by": date(2025, 9, 22)},
        {**AHEAD, "by": date(2026, 3, 20)},
        [DifferenceKind.DEADLINE_MOVED],
    ),
    ("part of a thing", {}, {"subject": "فاز دوم نیروگاه بادی"}, [DifferenceKind.SCOPE_CHANGED]),
    ("narrower place", {}, {"place": "شهرستان خواف"}, []),
]


@pytest.mark.parametrize(("name", "one", "other", "kinds"), CASES, ids=[case[0] for case in CASES])
def test_differences_between_neighbours(
    name: str, one: dict[str, Any], other: dict[str, Any], kinds: list[DifferenceKind]
) -> None:
    found = threads((telling("a", DAY, **one), telling("b", LATER, **other)))
    assert [thread.title for thread in found][1:] == [], name
    assert [difference.kind for difference in found[0].differences] == kinds
    assert [told.first.document for told in found[0].told] == ["a", "b"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"subject": "نیروگاه گازی", "value": 420}, "subjects need 80 % in common"),
        ({"place": "بیرجند", "value": 420}, "another place: خواف, بیرجند"),
        ({"place": None, "speaker": None, "value": 420}, "place, figure and speaker do not tie them"),
        ({"unit": "gigawatt_hour"}, "[mass] * [length] ** 2 / [time] ** 3 is not [mass] * [length] ** 2 / [time] ** 2"),
        ({"stage": Stage.OPERATIONAL, "value": 420}, "another figure at another stage: authorised, done"),
        ({"polarity": Polarity.NEGATIVE, "value": 420}, "a denial is of one figure"),
        ({"counter": "پروانه", "unit": "count"}, "is not count"),
    ],
)
def test_what_is_not_taken_as_one_thing_says_why(other: dict[str, Any], why: str) -> None:
    first, second = in_order([*tellings(telling("a", DAY), RULES), *tellings(telling("b", LATER, **other), RULES)])
    assert not threads((telling("a", DAY), telling("b", LATER, **other)))
    assert why in str(match(first, second, RULES)).replace(MARK, "")


def test_two_speakers_within_weeks_disagree_and_months_apart_the_figure_changed() -> None:
    others = {"value": 420, "speaker": "نگار فرهمند"}
    soon = threads((telling("a", DAY), telling("b", DAY + timedelta(days=20), **others)))
    assert [one.kind for one in soon[0].differences] == [DifferenceKind.SPEAKERS_DISAGREE]
    late = threads((telling("a", DAY), telling("b", LATER, **others)))
    assert [one.kind for one in late[0].differences] == [DifferenceKind.FIGURE_CHANGED]


def test_the_same_news_in_other_outlets_is_one_telling_and_months_later_another() -> None:
    again = [telling(name, DAY + timedelta(days=number)) for number, name in enumerate("abc")]
    found = threads((*again, telling("d", LATER)))
    assert [[one.document for one in told.tellings] for told in found[0].told] == [["a", "b", "c"], ["d"]]
    assert not found[0].differences
    # One document never repeats itself: its second figure is another thing.
    twice = telling("a", DAY)
    other = replace(twice.claims[0], id="x", span=Span(30, 33))
    assert not threads((replace(twice, claims=(*twice.claims, other)),))


def test_figures_in_company_are_the_same_news_in_other_words() -> None:
    def article(name: str, day: date, values: tuple[int, ...], subject: str) -> Kept:
        alone = [telling(name, day, value, subject=subject, place=None, speaker=None) for value in values]
        claims = [replace(one.claims[0], id=f"{name}{place}") for place, one in enumerate(alone)]
        return replace(alone[0], claims=tuple(claims))

    first, again = (512, 1340, 78), (512, 1340, 78, 66)
    soon, late = DAY + timedelta(days=2), DAY + timedelta(days=40)
    one = article("a", DAY, first, "توان تازه نیروگاه‌های بادی خاور کشور")
    other = article("b", soon, again, "توربین‌های بادی")
    assert [len(thread.told[0].tellings) for thread in threads((one, other))] == [2, 2, 2]
    assert not threads((one, article("b", late, again, "توربین‌های بادی")))
    assert not threads((one, article("b", soon, (512, 1340), "توربین‌های بادی")))


def test_a_document_gives_each_earlier_telling_one_follower() -> None:
    one = telling("a", DAY)
    second, third = telling("b", LATER, 420), telling("b", LATER, 380)
    claims = (second.claims[0], replace(third.claims[0], id="b-other", span=Span(30, 33)))
    found = threads((one, replace(second, claims=claims)))
    assert [len(thread.told) for thread in found] == [2]


def test_without_dates_nothing_advances() -> None:
    found = threads((telling("a", None, **AHEAD), telling("b", None, **DONE)))
    assert found[0].differences == ()


@settings(max_examples=40)
@given(st.lists(claims_on_nasty_texts(), min_size=1, max_size=3))
def test_hostile_claims_make_threads_that_can_be_written(sources: list[Kept]) -> None:
    for thread in threads(sources):
        json.dumps(thread_row(thread, {source.document.id: source.text for source in sources}))


words = st.lists(st.sampled_from(["نیروگاه", "بادی", "خط"]), min_size=1, max_size=3, unique=True).map(" ".join)
stories = st.lists(
    st.builds(
        telling,
        st.uuids().map(str),
        st.dates(date(2024, 1, 1), date(2025, 1, 1)),
        st.sampled_from([500, 510, 420]),
        subject=words,
        place=st.sampled_from(["خواف", "بیرجند", "خواف و بیرجند", None]),
        speaker=st.sampled_from(["علی بهراد", None]),
        stage=st.sampled_from([Stage.LICENSED, Stage.STARTED, Stage.CANCELLED]),
    ),
    max_size=7,
)


@given(stories)
def test_no_pair_is_missed_for_the_sake_of_speed(sources: list[Kept]) -> None:
    found = in_order(one for source in sources for one in tellings(source, RULES))
    all_pairs = combinations(range(len(found)), 2)
    company = Company(found, RULES)
    wanted = {pair for pair in all_pairs if _together(found[pair[0]], found[pair[1]], company)}
    assert wanted <= set(candidates(found, RULES, company))


def _together(one: Telling, other: Telling, company: Company) -> bool:
    return match(one, other, RULES, company=company.others(one, other)).together


@given(stories)
def test_threads_are_trees_in_time_and_share_no_claim(sources: list[Kept]) -> None:
    seen: set[str] = set()
    for thread in threads(sources):
        mentions = [claim.id for claim in thread.claims]
        assert seen.isdisjoint(mentions)
        assert len(set(mentions)) == len(mentions) > 1
        seen.update(mentions)
        assert sorted(link.later for link in thread.links) == list(range(1, len(thread.told)))
        assert all(link.earlier < link.later for link in thread.links)
        assert [told.day for told in thread.told] == sorted(told.day for told in thread.told if told.day)


def test_comparisons_grow_with_the_number_of_claims_not_with_its_square() -> None:
    def pairs(many: int) -> int:
        found = [one for number in range(many) for one in tellings(telling(str(number), DAY, 100 + number), RULES)]
        return sum(1 for _ in candidates(found, RULES, Company(found, RULES)))

    assert pairs(1200) < 2.2 * pairs(600)


numbers = st.decimals("0.01", "999999", places=2, allow_nan=False)


@given(numbers, st.sampled_from(Modifier))
def test_a_figure_stands_for_itself_and_a_hedge_widens_it(number: Decimal, modifier: Modifier) -> None:
    plain = interval(Quantity(number, number, "megawatt", Kind.MEASURE), RULES.numbers)
    hedged = interval(Quantity(number, number, "megawatt", Kind.MEASURE, modifier), RULES.numbers)
    assert plain is not None
    assert hedged is not None
    assert plain.low is not None
    assert plain.high is not None
    assert plain.low < number * 1_000_000_000 < plain.high
    assert hedged.low is None or hedged.low <= plain.low
    assert hedged.high is None or hedged.high >= plain.high


@pytest.mark.parametrize(
    ("number", "low", "high", "count"),
    [("2600", 2550, 2650, 2), ("940", 935, 945, 2), ("853200", 853150, 853250, 4), ("3", "2.925", "3.075", 1)],
)
def test_rounding_is_that_of_the_digits_and_no_more_than_a_share(number: str, low: Any, high: Any, count: int) -> None:
    quantity = Quantity(Decimal(number), Decimal(number), "count", Kind.COUNT)
    found = interval(quantity, RULES.numbers)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low >= Decimal(low)
    assert found.high <= Decimal(high)
    assert digits(quantity) == count


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("series")
    assert run("batch", SERIES, "-o", folder / "run", "--workers", "1", "--keep-text").exit_code == 0
    assert run("store", "add", folder / "run", "--store", folder / "claims.duckdb").exit_code == 0
    return folder / "claims.duckdb"


def test_the_command_gives_threads_of_a_store_and_of_a_folder(store: Path) -> None:
    of_store, of_folder = run("threads", store, "--format", "jsonl"), run("threads", SERIES, "--format", "jsonl")
    assert (of_store.exit_code, of_folder.exit_code) == (0, 0), of_store.output + of_folder.output
    rows = [[json.loads(line) for line in done.stdout.splitlines()] for done in (of_store, of_folder)]
    assert [[len(row["told"]) for row in each] for each in rows] == [[6, 4, 3, 2, 2]] * 2
    told = rows[0][0]["told"][0]
    assert (told["exact"], told["unit"], told["deadline"], len(told["by"])) == ("300", "megawatt", "2024-09-21", 2)
    assert "فاز نخست نیروگاه خورشیدی سمیرم" in told["by"][0]["sentence"]
    assert rows[0][0]["links"][0]["reasons"]
    shown = run("threads", store, "--where", "unit = 'megawatt'", "--format", "table")
    assert "deadline moved: by 2024-09-21 → by 2025-03-20: 180 days later" in shown.stdout
    assert shown.stdout.endswith("2 threads\n")


def test_rules_can_be_set(tmp_path: Path) -> None:
    pack = tmp_path / "mine"
    pack.mkdir()
    rule = (
        "kind: tracking\nrules:\n  - extends: tracking.points\n    numbers:\n      {}: 9\n"
        "    examples:\n      - text: ۴۰۰ مگاوات نیروگاه بادی ساخته شد.\n        find: ۴۰۰ مگاوات\n"
    )
    (pack / "tracking.yaml").write_text(rule.format("needed"), encoding="utf-8")
    done = run("threads", SERIES, "--format", "jsonl", "--rules", pack)
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    (pack / "tracking.yaml").write_text(rule.format("neded"), encoding="utf-8")
    done = run("threads", SERIES, "--rules", pack)
    assert done.exit_code == 1
    assert "tracking.points: there is no threshold 'neded'; there are: needed, " in done.output


def test_a_book_without_thresholds_is_refused() -> None:
    book = extractor.load("fa").book
    bare = structs.replace(book, rules=tuple(rule for rule in book.rules if rule.ref.id != "tracking.days"))
    with pytest.raises(RuleError, match="the threshold 'retold' is missing"):
        tracking_rules(bare)


def _only(sources: tuple[Kept, ...]) -> Thread:
    (found,) = threads(sources)
    return found


def test_a_thread_has_a_stable_name_and_a_title() -> None:
    found = _only((telling("a", DAY), telling("b", LATER, 420)))
    assert found.id == _only((telling("b", LATER, 420), telling("a", DAY))).id
    assert found.title.replace(MARK, "") == "نیروگاه بادی, خواف (500 megawatt)"
    first: Telling = found.told[0].first
    second = found.told[1].first
    assert differences(first, second, RULES)[0].words == "500 megawatt → 420 megawatt: −80, −16 %"
