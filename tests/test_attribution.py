"""Who says it: small dialogues, each for one way in which Persian news brings in, keeps or changes a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.model import Polarity, Resolution

EXTRACTOR = extractor.load("fa")

DIALOGUES = Path(__file__).with_name("dialogues.txt").read_text(encoding="utf-8").split("\n== ")[1:]


def cases() -> Iterator[object]:
    """Yield each claim of each dialogue: text, claim, speaker, role, resolution."""
    for dialogue in DIALOGUES:
        name, *lines = dialogue.rstrip().split("\n")
        text = "\n".join(line for line in lines if not line.startswith("=> "))
        for line in lines:
            if line.startswith("=> "):
                claim, *who = (cell.replace("\\", "\n") for cell in line.removeprefix("=> ").split(" | "))
                yield pytest.param(text, claim, *(None if cell == "-" else cell for cell in who), id=f"{name}: {claim}")


def text_of(name: str) -> str:
    """Return the text of a dialogue."""
    lines = next(dialogue for dialogue in DIALOGUES if dialogue.startswith(f"{name}\n")).rstrip().split("\n")[1:]
    return "\n".join(line for line in lines if not line.startswith("=> "))


def claims_of(text: str) -> dict[str, extractor.Claim]:
    return {claim.text: claim for claim in EXTRACTOR(text).claims}


@pytest.mark.parametrize(("text", "claim", "speaker", "role", "resolution"), list(cases()))
def test_speaker(text: str, claim: str, speaker: str | None, role: str | None, resolution: str | None) -> None:
    found = claims_of(text)[claim].attribution
    assert (
        found.speaker.text if found.speaker else None,
        found.role.text if found.role else None,
        found.resolution.value if found.resolution else None,
    ) == (speaker, role, resolution)


def test_both_are_named_where_two_fit() -> None:
    found = claims_of(text_of("a pronoun that two people fit"))["۱۴ دستگاه"].attribution
    assert found.speaker is None
    assert found.candidates == ("استاندار ایلام", "وزیر کشور")


def test_explanation_tells_each_part_of_who_said_it() -> None:
    text = "به گزارش ایسنا، حسین بهنام‌فر، مدیرعامل شرکت گاز ایلام، افزود: ۱۴ روستا گازدار شد."
    lines = [line.strip() for line in EXTRACTOR(text).explain().splitlines()]
    for told in (
        "speaker       حسین بهنام‌فر",
        "speaker_role  مدیرعامل شرکت گاز ایلام",
        "organisation  شرکت گاز ایلام",
        "cue           افزود",
        "direct        True",
        "resolution    named",
        "wire          ایسنا",
    ):
        assert told in lines
    reason = lines[lines.index("cue           افزود") + 1]
    assert reason.startswith("«افزود»  fa/attribution.yaml:")


def test_explanation_names_both_who_fit() -> None:
    shown = EXTRACTOR(text_of("two persons of whom one sentence tells")).explain()
    assert "candidates    حسین بهنام‌فر; سهراب نیک‌رای" in shown
    assert "«حسین بهنام‌فر»" in shown
    assert "«سهراب نیک‌رای»" in shown


DENIALS = [
    # text, claim, denied
    ("استاندار ایلام خبر تعطیلی ۱۴ مدرسه را تکذیب کرد.", "۱۴ مدرسه", True),
    ("استاندار ایلام با رد خبر تعطیلی ۱۴ مدرسه گفت: ۹ مدرسه تازه ساختیم.", "۱۴ مدرسه", True),
    ("استاندار ایلام با رد خبر تعطیلی ۱۴ مدرسه گفت: ۹ مدرسه تازه ساختیم.", "۹ مدرسه", False),
    ("استاندار ایلام خبر تعطیلی ۱۴ مدرسه را بی‌اساس خواند و گفت: ۹ مدرسه تازه ساختیم.", "۱۴ مدرسه", True),
    ("استاندار ایلام خبر تعطیلی ۱۴ مدرسه را بی‌اساس خواند و گفت: ۹ مدرسه تازه ساختیم.", "۹ مدرسه", False),
    ("استاندار ایلام آمار تعطیلی ۱۴ مدرسه را دقیق ندانست.", "۱۴ مدرسه", True),
    ("شایعه شده بود ۱۴ مدرسه تعطیل شده است. استاندار ایلام این شایعه را تکذیب کرد.", "۱۴ مدرسه", True),
    ("فرماندار مهران گفت: ۱۴ مدرسه تعطیل شد. استاندار ایلام این خبر را تکذیب کرد.", "۱۴ مدرسه", False),
    (
        "فرماندار مهران گفت: ۱۴ مدرسه تعطیل شد. استاندار ایلام این خبر را رد کرد و گفت: ۹ مدرسه ساختیم.",
        "۱۴ مدرسه",
        False,
    ),
]


@pytest.mark.parametrize(("text", "claim", "denied"), DENIALS)
def test_denial_is_of_its_source_only(text: str, claim: str, denied: bool) -> None:
    found = claims_of(text)[claim]
    assert (found.polarity is Polarity.NEGATIVE) is denied
    assert found.attribution.speaker is not None
    assert ("استاندار" in found.attribution.speaker.text) is ("فرماندار" not in text)


WIRES = [
    # text, wire
    ("به گزارش ایسنا، شهردار نطنز گفت: ۱۴ دستگاه اتوبوس خریدیم.", "ایسنا"),
    ("به گزارش خبرنگار اقتصادی خبرگزاری فارس، شهردار نطنز گفت: ۱۴ دستگاه خریدیم.", "خبرنگار اقتصادی خبرگزاری فارس"),
    ("به گزارش ایمنا به نقل از شهرداری نطنز، ۱۴ دستگاه اتوبوس خریداری شد.", "ایمنا"),
    ("نطنز - ایرنا - شهردار نطنز گفت: ۱۴ دستگاه اتوبوس خریدیم.", "ایرنا"),
    ("شهردار نطنز گفت: ۱۴ دستگاه اتوبوس خریدیم.", None),
]


@pytest.mark.parametrize(("text", "wire"), WIRES)
def test_wire_stands_apart(text: str, wire: str | None) -> None:
    found = claims_of(text)["۱۴ دستگاه"].attribution
    assert (found.wire.text if found.wire else None) == wire
    assert found.speaker is None or found.speaker.text != wire


def test_cue_evidence_and_organisation() -> None:
    text = "حسین بهنام‌فر، مدیرعامل شرکت گاز ایلام، افزود: ۱۴ روستا گازدار شد."
    found = claims_of(text)["۱۴ روستا"].attribution
    assert found.cue is not None
    assert found.cue.text == "افزود"
    assert found.organisation is not None
    assert found.organisation.text == "شرکت گاز ایلام"
    assert found.direct
    evidence = found.evidence[0]
    assert text[evidence.start : evidence.end].startswith("حسین بهنام‌فر")


WORDS = st.sampled_from(
    [
        "گفت",
        "افزود",
        "وی",
        "او",
        "استاندار",
        "ایلام",
        "حسین",
        "بهنام\u200cفر",
        "به",
        "گزارش",
        "ایسنا",
        "،",
        ":",
        "«",
        "»",
        ".",
        "؟",
        "را",
        "که",
        "این",
        "از",
        "با",
        "رد",
        "تکذیب",
        "کرد",
        "۱۴",
        "دستگاه",
        "خبر",
        "داد",
        "سازمان",
        "گفته",
        "نقل",
        "یکی",
        "یک",
        "در",
        "و",
        "نیز",
        "اما",
        "خبرگزاری",
        "مهر",
        "نه",
        "-",
        "\n",
        "آمار",
        "نشان",
        "می\u200cدهد",
        "گفت\u200cوگو",
        "سید",
        "دکتر",
        "الله",
    ]
)


@given(st.lists(WORDS, max_size=60))
def test_any_order_of_words_gives_spans_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for claim in EXTRACTOR(text).claims:
        found = claim.attribution
        for phrase in (found.speaker, found.role, found.organisation, found.cue, found.wire):
            assert phrase is None or text[phrase.span.start : phrase.span.end] == phrase.text
        assert found.resolution is not Resolution.AMBIGUOUS or len(found.candidates) > 1


@pytest.mark.parametrize("name", [dialogue.split("\n", 1)[0] for dialogue in DIALOGUES])
def test_lost_joiners_change_no_speaker(name: str) -> None:
    text = text_of(name)
    kept = [claim.attribution.speaker for claim in EXTRACTOR(text).claims]
    lost = [claim.attribution.speaker for claim in EXTRACTOR(text.replace("\u200c", " ")).claims]
    assert [who and who.text.replace("\u200c", " ") for who in kept] == [who and who.text for who in lost]
