"""What a figure measures: by the kind of unit, by what leads up to the figure, by the verb, by the figure before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.rulebook.book import load_book
from extractor.rulebook.source import RuleError

EXTRACTOR = extractor.load("fa")
ZWNJ = "\u200c"


def subjects(text: str) -> list[tuple[str, str | None]]:
    return [(claim.text, claim.subject.text if claim.subject else None) for claim in EXTRACTOR(text).claims]


TABLE = [
    # behind the unit
    ("در استان ۲۶ مگاوات نیروگاه بادی ساخته شد", ["نیروگاه بادی"]),
    ("پلیس ۱۲ هزار لیتر گازوییل قاچاق کشف کرد", ["گازوییل قاچاق"]),
    ("۳۰ فقره گواهی‌نامه تازه صادر شد", ["گواهی‌نامه تازه"]),
    ("۵ واحد صنعتی تعطیل دوباره باز شد", ["واحد صنعتی تعطیل"]),
    ("۸ بیمارستان روستایی افتتاح شد", ["بیمارستان روستایی"]),
    ("۸ بیمارستان افتتاح شد", ["بیمارستان"]),
    ("برای توسعه خط تولید ۶۸۰ میلیون یورو (۷۸۳ میلیون دلار) در کارخانه هزینه شد", ["توسعه خط تولید", "توسعه خط تولید"]),
    ("۶۱۰ محکوم مالی در زندان‌اند که ۸۸ نفر آنان زن هستند", ["محکوم مالی", "محکوم مالی"]),
    ("از ۲۵۰۰ اتوبوس برقی فقط ۱۸۰ دستگاه تحویل شد", ["اتوبوس برقی", "اتوبوس برقی"]),
    (
        "اکنون ۱۱۳ مگاوات نیروگاه فعال است و احداث ۳۸۰ مگاوات دیگر با سرمایه ۴۲۰ میلیون یورو آغاز شد",
        ["نیروگاه", "نیروگاه", "سرمایه"],
    ),
    ("قیمت گاز مترمکعبی ۵۹۰۰ تومان است", ["قیمت گاز"]),
    ("هزینه ساخت هر متر مربع خانه به ۲۰ میلیون تومان رسید", ["هزینه ساخت هر متر مربع خانه"]),
    ("هفت هزار خودرو تحویل مردم شد", ["خودرو"]),
    ("امسال ۳۴۶ بسته بهداشتی و ۲۰ بسته معیشتی پخش شد", ["بسته بهداشتی", "بسته معیشتی"]),
    (
        "قند ۴۰ تن، تانکر ۱۴ دستگاه، آب معدنی ۵ هزار بطری و چراغ ۷ دستگاه فرستاده شد",
        ["قند", "تانکر", "آب معدنی", "چراغ"],
    ),
    ("بندر از افزایش ۱۹ درصدی تخلیه و بارگیری کالا خبر داد", ["تخلیه و بارگیری کالا"]),
    ("۷۱ شهرک و ناحیه صنعتی در استان هست", ["شهرک و ناحیه صنعتی"]),
    ("طرح ۹۷ درصد پیشرفت فیزیکی دارد", ["پیشرفت فیزیکی"]),
    ("طرح آبرسانی به ۵۷ درصد پیشرفت رسید", ["پیشرفت"]),
    ("۷۰ درصد ناوگان شهر فرسوده است", ["ناوگان شهر"]),
    ("کارخانه ۱۲۰ نفر نیروی تازه گرفت", ["نیروی تازه"]),
    ("۸۲ نفر بازداشت شدند", ["نفر"]),
    ("۸۲ زائر از مرز گذشتند", ["زائر"]),
    ("۸۲ نفر پرونده دارند", ["نفر"]),
    ("بانک‌ها ۳۸۰ میلیارد تومان وام دادند", ["وام"]),
    ("۱۵ کیلومتر راه و ۲ پل ساخته شد", ["راه", "پل"]),
    ("۲ هزار و ۵۰۰ و ۳ هزار تن شکر رسید", ["شکر", "شکر"]),
    # before the figure
    ("تولید گندم به ۱۲ میلیون تن رسید", ["تولید گندم"]),
    ("تولید فولاد خام در آبان به ۳ میلیون تن رسید", ["تولید فولاد خام"]),
    ("ارزش این صادرات ۳۸۰ میلیون دلار بود", ["ارزش این صادرات"]),
    ("شمار دانشجویان از ۱۲ هزار نفر به ۱۵ هزار نفر رسید", ["شمار دانشجویان"] * 2),
    ("نرخ بیکاری از ۸ به ۷ درصد کاهش یافت", ["نرخ بیکاری"] * 2),
    ("استاندار طول راه‌های استان را ۳۰۰ کیلومتر اعلام کرد", ["طول راه‌های استان"]),
    ("استاندار گفت: اشتغال این شهرک ۸۰۰ نفر است", ["اشتغال این شهرک"]),
    ("طول خط که پارسال ۱۱۰ کیلومتر بود، امسال ۱۱۴ کیلومتر شد", ["طول خط"] * 2),
    ("بودجه سال آینده شهرداری به ۹ همت رسیده است", ["بودجه سال آینده شهرداری"]),
    ("سهم ما از بازار فرش ۱۲ درصد است", ["سهم ما از بازار فرش"]),
    ("ظرفیت در حال ساخت استان ۵۵۰ مگاوات است", ["ظرفیت در حال ساخت استان"]),
    ("رساندن توان نیروگاه‌ها از ۲۷۰۰ مگاوات به ۴ هزار مگاوات", ["توان نیروگاه‌ها"] * 2),
    ("واحد تازه با ظرفیت ۲۰۰ هزار تن باز شد", ["ظرفیت"]),
    ("زعفران با ۶۸، زیره با ۲۰ و نعناع با ۱۸ هکتار بیشترین کشت را داشتند", ["زعفران", "زیره", "نعناع"]),
    ("این سهم باید به ۳۸ درصد برسد", ["این سهم"]),
    ("تنها ۳۸ درصد این رقم واریز شد", ["این رقم"]),
    ("شورا سهم صندوق از درآمد نفت را ۴۸ درصد تعیین کرد", ["سهم صندوق از درآمد نفت"]),
    # behind who does it
    ("سامان رادمنش هدف شرکت را ۸۰ دستگاه دانست", ["هدف شرکت"]),
    ("شورای پول و اعتبار نرخ سود سپرده را ۲۲ درصد تعیین کرد", ["نرخ سود سپرده"]),
    ("وزارت نیرو حقابه تالاب را ۲۰۰ میلیون مترمکعب خواند", ["حقابه تالاب"]),
    ("وزارت صمت تعرفه واردات ماشین را ۲۰ درصد دانست", ["تعرفه واردات ماشین"]),
    ("بنیاد شمار روستاهای دچار کمبود را ۶۷ روستا اعلام کرد", ["شمار روستاهای دچار کمبود"]),
    # a phrase that goes on
    ("اعتبار طرح «نان برای همه» ۵۰ میلیارد تومان است", ["اعتبار طرح «نان برای همه»"]),
    ("آزادراه اراک - بروجرد در این سال‌ها ۱۱۱ کیلومتر جلو رفت", ["آزادراه اراک - بروجرد"]),
    ("فاصله تحویل تا پرداخت از ۶۵ روز به ۱۸ روز کم شد", ["فاصله تحویل"] * 2),
    ("زمان تحویل واحدها ۹۰ روز است", ["زمان تحویل واحدها"]),
    ("وزیر خبر کاهش دامنه نوسان به یک درصد را تکذیب کرد", ["دامنه نوسان"]),
    ("تجهیز درمانگاه به ۲۰ میلیارد تومان اعتبار نیاز دارد", ["تجهیز درمانگاه"]),
    ("ساخت مصلا از سال ۸۲ آغاز شد و ۷۵۰ میلیون تومان تاکنون برای آن هزینه شده است", ["ساخت مصلا"]),
    # an adjective
    ("۶ توربین ۲ مگاواتی نصب شد", ["توربین"] * 2),
    ("نیروگاه خورشیدی ۵۰ مگاواتی به مدار آمد", ["نیروگاه خورشیدی"]),
    ("رشد ۱۴ درصدی تولید فولاد", ["تولید فولاد"]),
    ("کاهش ۵ درصدی در مصرف آب", ["مصرف آب"]),
    ("صادرات با رشد ۳۰ درصدی به ۲ میلیارد دلار رسید", ["صادرات"] * 2),
    ("خبر واردات ۳۰ میلیون لیتری بنزین نادرست است", ["واردات"]),
    ("از افزایش شمار بیکاران در شهر به ۱۲ هزار نفر خبر داد", ["شمار بیکاران"]),
    ("سیب در بازار با قیمت ۷۰ هزار تومان فروخته شد", ["سیب"]),
    # a change
    ("صادرات پسته ۱۰ درصد بیشتر شد", ["صادرات پسته"]),
    ("تولید برنج با ۳۰ درصد افزایش به ۲ میلیون تن رسید", ["تولید برنج"] * 2),
    ("در آبان ۱۰ درصد افزایش مصرف داشتیم", ["مصرف"]),
    # the figure before
    ("۳۲ هزار تن پسته صادر شد که ۶ درصد کمتر از پارسال است", ["پسته"] * 2),
    ("۹ میلیارد تومان تسهیلات داده شد؛ از این میزان، ۵ میلیارد تومان بلاعوض بود", ["تسهیلات"] * 2),
    ("۸۰ هزار تن شکر خریدیم که ۳۰ درصد آن رسیده است", ["شکر"] * 2),
    ("۲۶۰ مگاوات نیروگاه داریم که ۹۰ مگاوات وارد مرحله اجرا شده است", ["نیروگاه"] * 2),
    ("از ۳۱۸ فروند هواپیما ۱۹۰ فروند فعال است", ["هواپیما"] * 2),
    # worth, length
    ("۲۰ تن عسل به ارزش ۴ میلیون دلار صادر شد", ["عسل"] * 2),
    ("بزرگراه تازه به طول ۳۰ کیلومتر باز شد", ["بزرگراه تازه"]),
    # what stands between a figure and the verb of the next
    ("عمر ۶۴ درصد اتوبوس‌ها از ۱۵ سال بالاتر است", ["اتوبوس‌ها", "عمر"]),
    ("موجودی ۴۱ قلم از این داروها به کمتر از ۲۰ روز رسید", ["این داروها", "موجودی"]),
    ("بندر بوشهر با ۱۱۸ هزار دستگاه رتبه دوم را گرفت", ["بندر بوشهر"] * 2),
    ("غلظت غبار به ۸۶۰ گرم رسید و ۶ برابر حد مجاز شد", ["غلظت غبار"] * 2),
    # a share, a purpose
    ("از ۳۴ کارخانه کاشی شهر ۲۱ واحد تعطیل شد و ۹ واحد فعال است", ["کارخانه کاشی شهر"] * 3),
    ("وی گفت که ۲۷ میلیارد تومان از این رقم آزاد شد", ["این رقم"]),
    ("۳۶ درصد از مسافران از ویلاهای شخصی استفاده می‌کنند", ["مسافران"]),
    ("از محل اعتبارات ملی ۲۳ میلیارد تومان برای قنات‌ها اختصاص یافت", ["قنات‌ها"]),
    ("از تخصیص ۹۰۰ میلیارد تومان به راه‌های روستایی خبر داد", ["راه‌های روستایی"]),
    ("حدود ۴۰ درصد از جمعیت استان در شهرها هستند", ["جمعیت استان"]),
    ("۱۵۸ هکتار از اراضی شهرک واگذار شد", ["اراضی شهرک"]),
    ("از طرح نوسازی تا امروز ۱۱ درصد اجرا شده است", ["طرح نوسازی"]),
    ("۸ میلیارد تومان برای احداث مدرسه لازم است", ["احداث مدرسه"]),
    ("۷۰۰ میلیون تومان صرف ساخت کتابخانه شد", ["ساخت کتابخانه"]),
    ("در این طرح تاکنون ۴۳ میلیون یورو هزینه شده است", ["این طرح"]),
    ("۹۰ کیلومتر به خطوط انتقال آب اضافه شد", ["خطوط انتقال آب"]),
    # lists
    ("تولید گندم و جو به ترتیب ۱۲ و ۳ میلیون تن بود", ["تولید گندم", "جو"]),
    ("خروجی ۲ درصد افزایش و ورودی ۳ درصد کاهش دارد", ["خروجی", "ورودی"]),
    ("سهم کشاورزی ۳۱ درصد و سهم صنعت ۲۴ درصد است", ["سهم کشاورزی", "سهم صنعت"]),
    ("یزد و قم به ترتیب با ۲۲ و ۱۷ درصد در صدرند", ["یزد", "قم"]),
    # ranks
    ("استان رتبه نخست کشور در جذب گردشگر را دارد", ["جذب گردشگر"]),
    ("ایران در صادرات زعفران جایگاه اول را دارد", ["صادرات زعفران"]),
    ("اردبیل دومین تولیدکننده عسل کشور است", ["اردبیل"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_subject(text: str, expected: list[str]) -> None:
    assert [subject for _, subject in subjects(text)] == expected


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_lost_non_joiners_change_nothing(text: str, expected: list[str]) -> None:
    for instead in ("", " "):
        found = [subject for _, subject in subjects(text.replace(ZWNJ, instead))]
        assert found == [subject.replace(ZWNJ, instead) for subject in expected]


SPEAKERS = ("استاندار گفت: ", "به گفته وی، ", "مدیرکل راه استان افزود: ", "به گزارش ایسنا، ", "در این نشست گفته شد ")


@settings(deadline=None)
@given(st.sampled_from(TABLE), st.sampled_from(SPEAKERS))
def test_who_says_it_is_no_subject(case: tuple[str, list[str]], speaker: str) -> None:
    text, expected = case
    assert [subject for _, subject in subjects(speaker + text)] == expected


WORDS = sorted(
    {word for text, _ in TABLE for word in text.split()} | {"،", "؛", "(", ")", "«", "»", ".", "که", "را", "آن"}
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_words_give_phrases_of_the_text(text: str) -> None:
    for claim in EXTRACTOR(text).claims:
        if claim.subject is not None:
            span = claim.subject.span
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == claim.subject.text
            assert not claim.subject.text[0].isspace()
            assert not claim.subject.text[-1].isspace()


@settings(deadline=None)
@given(st.sampled_from(TABLE), st.sampled_from(TABLE))
def test_sentences_with_subjects_of_their_own_do_not_mix(
    one: tuple[str, list[str]], two: tuple[str, list[str]]
) -> None:
    found = [subject for _, subject in subjects(f"{one[0]}.\n{two[0]}.")]
    assert found == one[1] + two[1]


def test_a_sentence_goes_on_with_the_subject_of_the_one_before() -> None:
    text = "ظرفیت نیروگاه‌های بادی ۲۷۰ مگاوات است. وی افزود ۴۲ مگاوات دیگر تا پایان آبان اضافه می‌شود."
    first, second = EXTRACTOR(text).claims
    assert first.subject is not None
    assert second.subject is not None
    assert second.subject.text == first.subject.text
    assert (first.subject.inferred, second.subject.inferred) == (False, True)


def test_who_speaks_before_a_colon_is_no_subject() -> None:
    text = "رئیس سازمان جنگل‌ها: ۳۲ هزار هکتار جنگل پاک‌سازی شد\nنیک‌سرشت: تا امروز ۱۷۴۰ فقره ثبت شده است"
    assert [subject for _, subject in subjects(text)] == ["جنگل", None]
    assert subjects("تولید شکر: ۲۰ تن") == [("۲۰ تن", "تولید شکر")]


def test_a_person_is_not_measured() -> None:
    assert subjects("مرتضی رادمنش در دسته ۶۰ کیلوگرم به میدان رفت") == [("۶۰ کیلوگرم", None)]


def test_what_is_spoken_of_is_counted() -> None:
    asked = "او در پاسخ به پرسشی درباره بالگردها گفت که ۱۱ فروند آماده پرواز است"
    assert subjects(asked) == [("۱۱ فروند", "بالگردها")]
    assert subjects("او درباره تصادف گفت ۱۱ نفر زخمی شدند") == [("۱۱ نفر", "نفر")]


def test_part_of_them_is_what_was_counted() -> None:
    text = "امسال ۲۷ بیمار قلبی شناسایی شد. از این تعداد ۹ نفر بستری شدند."
    assert [subject for _, subject in subjects(text)] == ["بیمار قلبی"] * 2


def test_figures_of_another_unit_stand_between() -> None:
    text = "ظرفیت نیروگاه‌ها ۲۷۰ مگاوات است. در این بخش ۵۰۰ کارگر کار می‌کنند. امیدواریم تا تابستان به ۳۰۰ مگاوات برسیم."
    assert EXTRACTOR(text).claims[-1].subject is not None
    assert [subject for _, subject in subjects(text)] == ["ظرفیت نیروگاه‌ها", "کارگر", "ظرفیت نیروگاه‌ها"]


def test_a_line_of_nothing_but_a_figure_goes_on_with_nothing() -> None:
    assert subjects("قیمت سیب ۷۰ هزار تومان است.\n\n۴۵ هزار تومان\n") == [
        ("۷۰ هزار تومان", "قیمت سیب"),
        ("۴۵ هزار تومان", None),
    ]


def test_a_figure_in_parentheses_has_no_subject_outside() -> None:
    text = "برداشت گاز به ۷۳ میلیون مترمکعب در روز (افزایش ۳ میلیون مترمکعب در روز) رسید"
    assert [subject for _, subject in subjects(text)] == ["برداشت گاز"] * 2


def test_the_words_and_the_rule_are_evidence() -> None:
    (claim,) = EXTRACTOR("۸ میلیارد تومان برای احداث مدرسه لازم است").claims
    (evidence,) = [evidence for evidence in claim.evidence if evidence.field == "subject"]
    assert evidence.rule is not None
    assert evidence.rule.id == "subject.purpose"
    assert claim.subject is not None
    assert evidence.span == claim.subject.span


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("forms: [x]", "'part' is missing; it is one of: "),
        ("part: head", "the rule has neither 'forms' nor 'verbs'"),
        ("part: head\n    forms: [x]\n    verbs: [شد#شو]", "only the parts complement, stated, "),
        ("part: heads\n    forms: [x]", "'part' has no value 'heads'; it has: "),
    ],
)
def test_faults_of_rules(tmp_path: Path, rule: str, fault: str) -> None:
    (tmp_path / "pack.yaml").write_text("name: mine\n", encoding="utf-8")
    text = f"kind: subjects\nrules:\n  - id: a\n    {rule}\n    examples:\n      - text: یک متن\n"
    (tmp_path / "f.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        load_book([tmp_path])
    assert fault in str(raised.value)


def test_a_line_over_a_lone_figure_names_it() -> None:
    assert subjects("نیم سکه\n۴۴ میلیون تومان\nسکه گرمی\n۱۴ میلیون تومان") == [
        ("۴۴ میلیون تومان", "نیم سکه"),
        ("۱۴ میلیون تومان", "سکه گرمی"),
    ]
    assert subjects("بازار آرام بود.\n۴۴ میلیون تومان") == [("۴۴ میلیون تومان", None)]
