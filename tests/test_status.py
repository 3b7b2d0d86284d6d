"""Stage, modality and polarity: a table of verbs by tense, and how cues reach figures."""

from __future__ import annotations

import pytest

import extractor
from extractor.model import Flag

EXTRACT = extractor.load("fa")

# Stem, verb forms by tense, stage. The tense alone must give modality and polarity, the stem alone the stage.
FORMS = {
    "past": ("asserted", "positive"),
    "perfect": ("asserted", "positive"),
    "present": ("scheduled", "positive"),
    "future": ("predicted", "positive"),
    "subjunctive": ("scheduled", "positive"),
    "negative": ("asserted", "negative"),
    "negative future": ("predicted", "negative"),
}
SHOD = {
    "past": "شد",
    "perfect": "شده است",
    "present": "می‌شود",
    "future": "خواهد شد",
    "subjunctive": "شود",
    "negative": "نشده است",
    "negative future": "نخواهد شد",
}
RESID = {
    "past": "رسید",
    "perfect": "رسیده است",
    "present": "می‌رسد",
    "future": "خواهد رسید",
    "subjunctive": "برسد",
    "negative": "نرسیده است",
    "negative future": "نخواهد رسید",
}
YAFT = {
    "past": "یافت",
    "perfect": "یافته است",
    "present": "می‌یابد",
    "future": "خواهد یافت",
    "subjunctive": "بیابد",
    "negative": "نیافته است",
    "negative future": "نخواهد یافت",
}
VERBS = [
    ("۱۲ مدرسه", "به بهره‌برداری", RESID, "operational"),
    ("۱۲ مدرسه", "افتتاح", SHOD, "operational"),
    ("۱۲ مدرسه", "راه‌اندازی", SHOD, "operational"),
    ("ساخت ۱۲ مدرسه", "آغاز", SHOD, "started"),
    ("۱۲ همت", "پرداخت", SHOD, "funded"),
    ("ساخت ۱۲ مدرسه", "به پایان", RESID, "completed"),
    ("۱۲ هکتار زمین", "واگذار", SHOD, "contracted"),
    ("۱۲ همت اعتبار", "تخصیص", YAFT, "funded"),
    ("ساخت ۱۲ مدرسه", "به تصویب", RESID, "approved"),
    ("برای ۱۲ مدرسه پروانه", "صادر", SHOD, "licensed"),
    ("ساخت ۱۲ مدرسه", "متوقف", SHOD, "suspended"),
    ("ساخت ۱۲ مدرسه", "لغو", SHOD, "cancelled"),
    ("۱۲ اتوبوس فرسوده", "اسقاط", SHOD, "retired"),
    ("۱۲ خانه", "تحویل", SHOD, "completed"),
]


@pytest.mark.parametrize("tense", FORMS)
@pytest.mark.parametrize(("figure", "stem", "forms", "stage"), VERBS, ids=[verb[1] for verb in VERBS])
def test_stem_and_tense(figure: str, stem: str, forms: dict[str, str], stage: str, tense: str) -> None:
    (claim,) = EXTRACT(f"{figure} {stem} {forms[tense]}.").claims
    assert (claim.stage, (claim.modality, claim.polarity)) == (stage, FORMS[tense])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One verb at the end, many figures before it.
        ("۹ مدرسه، ۳ درمانگاه و ۲ سالن افتتاح شد.", ["operational"] * 3),
        # Two stages in one clause; the verb is left out but once.
        ("۹ مدرسه افتتاح و ۳ درمانگاه در دست ساخت است.", ["operational", "in_execution"]),
        ("۹ پروژه افتتاح و ۳ پروژه آغاز شد.", ["operational", "started"]),
        ("۲۶۰۰ مگاوات پروانه گرفته، ۹۰۰ در حال اجرا و ۵۰۰ در اولویت است", ["licensed", "in_execution", "prioritized"]),
        # What is ready is no plant at work.
        ("۹ مدرسه آماده افتتاح است.", ["completed"]),
        # A deadline only with a verb that is not past.
        ("تا پایان سال ۹ خانه تحویل شد.", ["completed"]),
        ("تا پایان سال ۹ خانه تحویل می‌شود.", ["planned"]),
        # صادر: issued, or exported.
        ("۹ پروانه ساختمانی صادر شد.", ["licensed"]),
        ("۹ هزار تن سیمان صادر شد.", ["observed"]),
        # The licence is of the plants, the jobs are foreseen.
        ("جواز ۹ کارگاه با پیش‌بینی اشتغال ۳۰۰ نفر صادر شد.", ["licensed", "planned"]),
        # A nominal cue, aside from the verb and under it.
        ("وزیر از افتتاح ۹ مدرسه خبر داد.", ["operational"]),
        ("وزیر از افتتاح ۹ مدرسه در هفته آینده خبر داد.", ["planned"]),
        ("با افتتاح ۹ مدرسه ۳ روستا صاحب کلاس شدند.", ["operational", "observed"]),
        ("با ورود ۹ قطار نوسازی ناوگان آغاز می‌شود.", ["planned"]),
        ("با افتتاح ۹ مدرسه کمبود حل خواهد شد.", ["planned"]),
        ("برای ساخت ۹ مدرسه با خیران توافق شد.", ["contracted"]),
        # A counted noun is no modal: «بنا شد».
        ("۹ بنا تخریب شد.", ["retired"]),
        # Modals: in the clause, and over the clauses behind.
        ("دولت باید ۹ همت بپردازد.", ["needed"]),
        ("وزیر قول داد ۹ مدرسه ساخته شود و ۳ درمانگاه راه بیفتد.", ["promised", "promised"]),
        ("پیش‌بینی می‌شود ۹ هزار تن گندم خریداری شود.", ["planned"]),
        ("نماینده مجلس خواستار پرداخت ۹ همت شد.", ["needed"]),
        # The whole is no part of what happens to its share.
        ("از ۹ کارخانه شهر ۳ کارخانه تعطیل شده است.", ["observed", "suspended"]),
        # A figure in a clause that only says how much goes on with the next.
        ("اعتبار طرح که ۹ همت است هنوز تخصیص نیافته است.", ["funded"]),
        # What was to be, in a clause inside, is not what is.
        ("ساخت ۹ مدرسه که قرار بود پارسال آغاز شود، متوقف مانده است.", ["suspended"]),
        ("پروانه ۹ دفتر که تخلف کرده بودند تمدید نشد.", ["licensed"]),
        # The next clause goes on with the same subject, or tells of something else.
        ("۹ مزرعه خشک مانده و از کار ایستاده است.", ["suspended"]),
        ("۹ نفر به شهر آمدند و جاده بسته شد.", ["observed"]),
        # «پروانه … صادر» and «از رده خارج» leave their verb to another.
        ("برای ۹ کارگاه پروانه صادر و ۳ کارگاه تکمیل شد.", ["licensed", "completed"]),
        ("۹ واگن از رده خارج و به کارخانه فرستاده شد.", ["retired"]),
        ("قرارداد ۹ نفر فسخ و به ۳ نفر مهلت داده شد.", ["cancelled", "observed"]),
        ("قرارداد ۹ شرکت فسخ و پرونده ۲ شرکت به داوری ارجاع شد.", ["cancelled", "observed"]),
        # The life of a thing goes before a flow that shares its verb; two nouns share none.
        ("۹ خودرو تکمیل و ارسال شد.", ["completed"]),
        ("۹ نفر از عوامل تهیه و توزیع مواد دستگیر شدند.", ["observed"]),
        # What money comes from is told beside it.
        ("با ۹ همت که از درآمد استان تخصیص یافت، پیمانکار بدهی را تسویه می‌کند.", ["funded"]),
        # The end of a change may stand far from its deadline.
        ("وزیر از رساندن تولید تا پایان سال از ۳ هزار تن به ۹ هزار تن خبر داد.", ["observed", "planned"]),
        # What is arranged, promised or planned to be tells its stage behind the figure.
        ("۹ طرح قرار است تا پایان سال افتتاح شود.", ["planned"]),
        ("۹ همت آن را سازمان قول داده است تا پایان ماه بپردازد.", ["promised"]),
        # A figure that a later clause takes up has the stage of its own clause.
        ("پارسال ۲ همت پرداخت کردیم و امسال این رقم به ۳ همت می‌رسد.", ["funded", "planned"]),
        # A present that describes, one that repeats itself, one that comes of what is to come.
        ("این طرح تصفیه‌خانه‌ای است که ۹ روستا را زیر پوشش می‌برد.", ["observed"]),
        ("روزانه ۹ تن پسماند جمع‌آوری می‌شود و ۱۸ درصد آن تفکیک می‌شود.", ["observed", "observed"]),
        ("بازار سالانه به ۹ میلیون تن می‌رسد.", ["observed"]),
        ("برق به شبکه تزریق خواهد شد و ۹ همت صرفه‌جویی در پی دارد.", ["planned"]),
        # «و» joins what is told aside.
        ("با حفر ۱۲ حلقه چاه و نصب ۹ پمپ، روستاها از آب بهره‌مند شدند.", ["completed", "completed"]),
        # Nobody is addressed: «می‌رسید» is of the past.
        ("انتظار مسافران در نوروز به ۹ دقیقه می‌رسید.", ["observed"]),
        # Flows have no life cycle.
        ("سالانه ۹ هزار تن زعفران تولید می‌شود.", ["observed"]),
        ("شمار پزشکان شهر ۹ نفر است.", ["observed"]),
    ],
)
def test_reach(text: str, expected: list[str]) -> None:
    assert [str(claim.status) for claim in EXTRACT(text).claims] == expected


def test_double_negation_is_told_as_denied() -> None:
    (claim,) = EXTRACT("ساخت ۹ مدرسه متوقف نشده است.").claims
    assert (claim.stage, claim.polarity) == ("suspended", "negative")


def test_what_is_arranged_has_the_stage_of_what_is_to_be() -> None:
    (claim,) = EXTRACT("ساخت ۹ مدرسه قرار بود پارسال آغاز شود.").claims
    assert (claim.stage, claim.modality, claim.flags) == ("started", "scheduled", ("past_expectation",))


def test_a_noun_denies_what_stands_behind_it() -> None:
    text = "واگذاری ۹ درصد سهام و عدم تصمیم‌گیری بازار را راکد کرد."
    assert EXTRACT(text).claims[0].polarity == "positive"


def test_what_was_to_be_is_flagged() -> None:
    (claim,) = EXTRACT("قرار بود ۹ مدرسه ساخته شود.").claims
    assert (claim.status, claim.flags) == ("planned", ("past_expectation",))


def test_evidence_names_words_and_rules() -> None:
    result = EXTRACT("۹ مدرسه افتتاح خواهد شد.")
    told = {item.field: result.text[item.span.start : item.span.end] for item in result.claims[0].evidence if item.rule}
    assert told["stage"] in ("افتتاح", "خواهد شد")
    assert told["modality"] == "خواهد شد"
    assert "status.yaml" in result.explain()


@pytest.mark.parametrize(
    ("text", "divided"),
    [("۸ طرح افتتاح و آغاز شد.", True), ("۸ طرح افتتاح و ۳ طرح آغاز شد.", False), ("۸ طرح افتتاح شد.", False)],
)
def test_a_clause_that_tells_two_stages_of_one_figure_is_flagged(text: str, *, divided: bool) -> None:
    assert (Flag.MULTI_STAGE in EXTRACT(text).claims[0].flags) is divided
