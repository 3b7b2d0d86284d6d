"""Where a figure holds: names, heads, doubtful words, and what is inherited from the document."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.rulebook.kinds.places import Level, PlaceRule, Sort, Trust
from extractor.rulebook.lexicon import squeeze

EXTRACTOR = extractor.load("fa")
RULES = EXTRACTOR.book.of(PlaceRule)
SURE = sorted(
    word
    for rule in RULES
    if rule.sort is Sort.NAME and rule.trust is Trust.SURE and not rule.around and rule.level is not Level.HOME
    for word in rule.words
)


def places(text: str) -> list[tuple[str | None, bool]]:
    """Return the place of each claim of a text, and whether it is inferred."""
    found = EXTRACTOR(text).claims
    return [(claim.place.text, claim.place.inferred) if claim.place else (None, False) for claim in found]


def only(text: str) -> str | None:
    """Return the one place that all claims of a text have."""
    found = {place for place, _ in places(text)}
    assert len(found) == 1, found
    return found.pop()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("در تبریز ۲۰ کارخانه ساخته شد.", "تبریز"),
        ("۲۰ کارخانه در تبریز ساخته شد.", "تبریز"),
        ("صادرات کرمان به ۲۰ میلیون دلار رسید.", "کرمان"),
        ("- کرمان ۲۰ کارخانه دارد.", "کرمان"),
        ("در شهرستان نور ۲۰ کارخانه ساخته شد.", "شهرستان نور"),
        ("در استان مرکزی ۲۰ کارخانه ساخته شد.", "استان مرکزی"),
        ("در شهر مقدس قم ۲۰ کارخانه ساخته شد.", "شهر مقدس قم"),
        ("در بخش جلگه رخ ۲۰ کارخانه ساخته شد.", "بخش جلگه رخ"),
        ("در روستای گردوزار ۲۰ خانه ساخته شد.", "روستای گردوزار"),
        ("در روستای چشمه بید ۲۰ خانه ساخته شد.", "روستای چشمه بید"),
        ("در روستاهای گردوزار و بیدستانک ۲۰ خانه ساخته شد.", "گردوزار و بیدستانک"),
        ("در ۲۰ روستای هیرمند گازرسانی شد.", "هیرمند"),
        ("در قریه گردوزار ۲۰ مکتب ساخته شد.", "قریه گردوزار"),
        ("در ولسوالی المار فاریاب ۲۰ مکتب ساخته شد.", "ولسوالی المار فاریاب"),
        ("در میدان گازی گردوزار ۲۰ چاه کنده شد.", "میدان گازی گردوزار"),
        ("در سد شهید رادمنش ۲۰ متر آب مانده است.", "سد شهید رادمنش"),
        ("در معدن طلای گردوزار ۲۰ نفر کار می‌کنند.", "گردوزار"),
        ("از مرز باشماق مریوان ۲۰ کامیون گذشت.", "مرز باشماق مریوان"),
        ("در بافق یزد ۲۰ کارخانه ساخته شد.", "بافق یزد"),
        ("در گیلان و مازندران ۲۰ کارخانه ساخته شد.", "گیلان و مازندران"),
        ("در بافق، میبد و تفت ۲۰ کارخانه ساخته شد.", "بافق، میبد و تفت"),
        ("در جنوب کشور ۲۰ کارخانه ساخته شد.", "جنوب کشور"),
        ("در شمال غرب تهران ۲۰ برج ساخته شد.", "شمال غرب تهران"),
        ("در چنارآباد ۲۰ خانه ساخته شد.", "چنارآباد"),
        ("در چنار‌آباد ۲۰ خانه ساخته شد.", "چنار‌آباد"),
        ("در کوریای جنوبی ۲۰ کارخانه ساخته شد.", "کوریای جنوبی"),
        ("از یزد ۲۰ کامیون به عراق رفت.", "یزد"),
        ("۲۰ کامیون به عراق رفت.", "عراق"),
        ("۲۰ کامیون به کشور عراق رفت.", "کشور عراق"),
        ("پس از یزد، کرمان با ۲۰ کارخانه دوم است.", "کرمان"),
        ("در مقایسه با یزد، کرمان ۲۰ کارخانه دارد.", "کرمان"),
        ("کشاورزان اصفهان و فارس ۲۰ تن گندم فروختند.", "اصفهان و فارس"),
        ("مصرف گاز کشور به ۲۰ میلیون مترمکعب رسید.", "کشور"),
        ("ایران در این صنعت جایگاه سوم جهان را دارد.", "جهان"),
        # roads and lines
        ("در محور بافق - تفت ۲۰ خودرو ماند.", "محور بافق - تفت"),
        ("از جاده بافق به تفت ۲۰ خودرو گذشت.", "جاده بافق به تفت"),
        ("قطار بافق – تفت ۲۰ کارگر آورد.", "بافق – تفت"),
        # names that are ordinary words
        ("در بافق، صحنه و تفت ۲۰ کارخانه ساخته شد.", "بافق، صحنه و تفت"),
        ("هامون سیستان و بلوچستان ۲۰ کارخانه دارد.", "هامون سیستان و بلوچستان"),
        # whose a thing is, is not where it is
        ("۲۰ هواپیمای ترکیه در عراق ماند.", "عراق"),
        # a label rules what it labels
        ("یزد: ۲۰ کارخانه، بیشتر در بافق", "یزد"),
    ],
)
def test_own_sentence(text: str, place: str) -> None:
    assert only(text) == place
    assert not places(text)[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "در بهار امسال ۲۰ کارخانه ساخته شد.",
        "بافت فرسوده ۲۰ هکتار است.",
        "سیم و کابل برق ۲۰ متر است.",
        "منابع مالی به ۲۰ میلیون تومان رسید.",
        "رامین رادمنش ۲۰ کارخانه ساخت.",
        "مهران رادمنش ۲۰ کارخانه ساخت.",
        "صادق تهرانی ۲۰ کارخانه ساخت.",
        "تولیدکنندگان قمی ۲۰ کارخانه ساختند.",
        "ایران‌خودرو ۲۰ خودرو ساخت.",
        "بانک سامان ۲۰ میلیون تومان وام داد.",
        "بانک مرکزی ۲۰ میلیون تومان وام داد.",
        "به گزارش خبرگزاری فارس، ۲۰ کارخانه ساخته شد.",
        "مدیر شرکت به فارس گفت: ۲۰ کارخانه ساخته شد.",
        "وزارت کشور ۲۰ کارخانه را فروخت.",
        "۲۰ کارگر به شهر رفتند.",
        "در میان مردم ۲۰ بسته پخش شد.",
        "کارخانه روستای محروم ۲۰ کارگر دارد.",
        "در ۲۰ کشور کارخانه ساخته شد.",
        "شهرستان‌ها ۲۰ کارخانه دارند.",
        "تهران (پانا) - مجلس ۲۰ طرح را تصویب کرد.",
        "کابل؛ ۹ جدی\nشرکت ما ۲۰ کارخانه ساخت.",
        "محمد کوه‌پیما گفت: ۲۰ کارخانه ساخته شد.",
    ],
)
def test_no_place(text: str) -> None:
    assert only(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("در بافق ۲۰ کارخانه ساخته شد و در تفت ۳۰ معدن راه افتاد.", ["بافق", "تفت"]),
        ("۲۰ کارخانه در بافق و ۳۰ معدن در تفت راه افتاد.", ["بافق", "تفت"]),
        ("استان یزد ۲۰ کارخانه در بافق و ۳۰ معدن در تفت دارد.", ["بافق", "تفت"]),
        (
            "ترکیه با ۲۰ میلیون دلار، عراق با ۳۰ میلیون دلار و چین با ۴۰ میلیون دلار خرید کردند.",
            ["ترکیه", "عراق", "چین"],
        ),
        ("بافق ۲۰ کارخانه، تفت ۳۰ کارخانه و سرباز ۴۰ کارخانه دارد.", ["بافق", "تفت", "سرباز"]),
        ("در مقایسه با یزد که ۲۰ کارخانه دارد، کرمان ۳۰ کارخانه ساخت.", ["یزد", "کرمان"]),
        ("یزد و کرمان به ترتیب با ۲۰ کارخانه و ۳۰ معدن پیشتازند.", ["یزد", "کرمان"]),
        ("یزد و کرمان با ۲۰ کارخانه و ۳۰ معدن پیشتازند.", ["یزد و کرمان", "یزد و کرمان"]),
        ("یزد، در قیاس با کرمان (۲۰ کارخانه) و تهران (۳۰ کارخانه)، کوچک است.", ["کرمان", "تهران"]),
    ],
)
def test_several_places(text: str, expected: list[str]) -> None:
    assert [place for place, _ in places(text)] == expected


HEADLINE = "کارخانه‌های بافق رونق گرفت\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # headline, and what is nearer
        (HEADLINE + "امسال ۲۰ کارخانه ساخته شد.\nکار خوب پیش می‌رود.", ("بافق", True)),
        (HEADLINE + "امسال ۲۰ کارخانه در تفت ساخته شد.\nکار خوب پیش می‌رود.", ("تفت", False)),
        (HEADLINE + "استاندار یزد گفت: ۲۰ کارخانه ساخته شد.\nکار خوب پیش می‌رود.", ("بافق", True)),
        # the office of the speaker, where nothing else is told or it is narrower
        ("استاندار یزد گفت: ۲۰ کارخانه ساخته شد.", ("یزد", True)),
        ("مدیرکل راه و شهرسازی فارس گفت: ۲۰ کارخانه ساخته شد.", ("فارس", True)),
        ("شهردار نور گفت: ۲۰ کارخانه ساخته شد.", ("نور", True)),
        ("کارخانه‌های یزد رونق گرفت\nفرماندار بافق گفت: ۲۰ کارخانه ساخته شد.", ("بافق", True)),
        # the lead
        ("کارخانه‌های بافق رونق گرفت و بازارها گرم شد.\nامسال ۲۰ کارخانه ساخته شد.", ("بافق", True)),
        # another office is another place
        (
            "شهردار بافق گفت: ۲۰ کارخانه داریم. مدیرکل صنعت یزد گفت: ۳۰ معدن کار می‌کند.\nکار خوب پیش می‌رود.",
            ("یزد", True),
        ),
        # where the news was written, at last
        ("بافق - خبرنگار ما: امسال ۲۰ کارخانه ساخته شد.", ("بافق", True)),
        ("ایسنا/بافق\nامسال ۲۰ کارخانه ساخته شد و بازارها گرم است.\nکار خوب پیش می‌رود.", ("بافق", True)),
        ("به گزارش ایسنا از بافق، امسال ۲۰ کارخانه ساخته شد.", ("بافق", True)),
        ("استاندار یزد به خبرنگار ما در تفت گفت: ۲۰ کارخانه ساخته شد.", ("یزد", True)),
        # words that stand for a name
        ("بافق زیبا است. در این شهرستان ۲۰ کارخانه ساخته شد.", ("بافق", True)),
        ("بافق در استان یزد است. در این استان ۲۰ کارخانه ساخته شد.", ("استان یزد", True)),
        ("ازبکستان پنبه دارد. این کشور ۲۰ کارخانه ساخت.", ("ازبکستان", True)),
        ("بافق شهری است. فرماندار تفت گفت: در شهرستان ۲۰ کارخانه ساخته شد.", ("تفت", True)),
        # what a condition is about
        (HEADLINE + "اگر ریل تفت برسد، ۲۰ کارخانه راه می‌افتد.\nکار خوب پیش می‌رود.", ("بافق", True)),
        # several places
        (HEADLINE + "تفت ۲۰ کارخانه دارد.\nمیبد ۲۰ کارخانه دارد.\nامسال ۲۰ کارخانه ساخته شد.", (None, False)),
        (
            HEADLINE + "استاندار یزد گفت: تفت ۲۰ کارخانه دارد.\nوی گفت: میبد ۲۰ کارخانه دارد.\n"
            "وی گفت: امسال ۲۰ کارخانه ساخته شد.",
            ("یزد", True),
        ),
        (HEADLINE + "بافق ۲۰ کارخانه دارد و تفت ۳۰.\nامسال ۲۰ کارخانه ساخته شد.", (None, False)),
        (HEADLINE + "تفت ۲۰ کارخانه دارد.\nامسال ۲۰ کارخانه ساخته شد.\nکار خوب پیش می‌رود.", ("بافق", True)),
        # what a paragraph goes into
        (HEADLINE + "تفت شهری کوچک است. امسال ۲۰ کارخانه ساخته شد.\nکار خوب پیش می‌رود.", ("تفت", True)),
        (HEADLINE + "تفت شهری کوچک است.\nامسال ۲۰ کارخانه ساخته شد.\nکار خوب پیش می‌رود.", ("بافق", True)),
        # the lead is about the place of its first figure
        ("امسال ۱۰ معدن راه افتاد و سهم تفت دو معدن است. ۲۰ کارخانه هم ساخته شد.", (None, False)),
        # a heading rules what follows it
        (
            HEADLINE + "کار خوب پیش می‌رود و بازارها گرم است.\nمعدن‌های تفت\nامسال ۲۰ کارگر آمدند و ماندند.",
            ("تفت", True),
        ),
        # of the country, not of the place of the document
        (HEADLINE + "امسال مصرف گاز کشور ۲۰ میلیون مترمکعب شد.\nکار خوب پیش می‌رود.", ("کشور", False)),
        (HEADLINE + "امسال ۲۰ درصد کاشی کشور ساخته شد.\nکار خوب پیش می‌رود.", ("بافق", True)),
    ],
)
def test_document(text: str, expected: tuple[str | None, bool]) -> None:
    assert places(text)[-1] == expected


def test_back_to_the_headline_after_another_place() -> None:
    text = HEADLINE + "امسال ۲۰ کارخانه در تفت ساخته شد. ۳۰ معدن هم راه افتاد.\nکار خوب پیش می‌رود."
    assert [place for place, _ in places(text)] == ["تفت", "بافق"]


def test_a_part_is_where_its_whole_is() -> None:
    text = HEADLINE + "امسال ۲۰ کارخانه در تفت ساخته شد. از این تعداد ۱۰ کارخانه بزرگ است.\nکار خوب پیش می‌رود."
    assert [place for place, _ in places(text)] == ["تفت", "تفت"]


def test_a_doubtful_name_is_trusted_once_it_is_known() -> None:
    assert only("صادرات هامون ۲۰ میلیون دلار شد.") is None
    assert only("مردم در هامون خوشند. صادرات هامون ۲۰ میلیون دلار شد.") == "هامون"


def test_evidence_names_the_rule() -> None:
    claim = EXTRACTOR("۲۰ کارخانه در ریمدان ساخته شد.").claims[0]
    (evidence,) = (part for part in claim.evidence if part.field == "place")
    assert evidence.rule is not None
    assert evidence.rule.path == "fa/places_iran.yaml"


@given(st.sampled_from(SURE), st.sampled_from([" ", "\u200c", ""]))
def test_every_sure_name_is_found_however_it_is_cut(name: str, gap: str) -> None:
    written = name.replace("\u200c", " ").replace(" ", gap) if " و " not in name else name
    place, _ = places(f"امسال در نزدیکی {written} ۲۰ کارخانه ساخته شد.")[-1]
    assert place in (written, f"نزدیکی {written}")


def test_a_name_is_in_one_rule_only() -> None:
    named = [
        squeeze(word)
        for rule in RULES
        if rule.sort in (Sort.NAME, Sort.HEAD, Sort.BACK, Sort.NOTHING)
        for word in rule.words
    ]
    assert sorted(named) == sorted(set(named))


@given(
    st.lists(
        st.sampled_from(
            [
                "در",
                "یزد",
                "و",
                "،",
                "شهرستان",
                "نور",
                "۲۰ کارخانه",
                "استان",
                "به",
                ".",
                "(",
                "روستای",
                "بافق",
                "گفت:",
                "این شهرستان",
                "\n",
                "کشور",
                "سد",
            ]
        ),
        max_size=20,
    )
)
def test_any_order_of_words_gives_places_of_the_document(words: list[str]) -> None:
    text = " ".join(words)
    for claim in EXTRACTOR(text).claims:
        if claim.place:
            assert text[claim.place.span.start : claim.place.span.end] == claim.place.text
            assert claim.place.text.strip(" ،.(")


def test_a_long_sentence_is_read_to_its_end() -> None:
    text = "، ".join(chain(("۲۰ کارخانه در بافق",), ("۳۰ معدن",) * 300, ("۴۰ چاه در تفت",)))
    found = [place for place, _ in places(text)]
    assert len(found) == 302
    assert (found[0], found[-1]) == ("بافق", "تفت")
