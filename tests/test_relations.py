"""Which figure is part of which, over many ways of saying so; what is no part; what is said again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor

# [a|…] is a whole, [<a|…] a part of it
PARTS = [
    # pointing back with a noun
    "امسال [a|۹۰ طرح] بررسی شد که از این تعداد [<a|۱۵ طرح] رد و [<a|۴۰ طرح] تایید شد.",
    "سال گذشته [a|۷۰۰ میلیارد تومان] هزینه شد. از این رقم [<a|۲۰۰ میلیارد تومان] را دولت داد.",
    "تولید جو به [a|۴۰۰ هزار تن] رسید؛ [<a|۹۰ هزار تن] از این میزان صادر شد.",
    "[a|۱۲۰ پروژه] آماده افتتاح است که از این بین [<a|۱۱۲ پروژه] عمرانی و [<a|۸ پروژه] ورزشی است.",
    "در استان [a|۸۰۰ معدن] داریم. از این شمار [<a|۳۰۰ معدن] تعطیل است.",
    "برای این کار [a|۹۰۰ میلیارد تومان] لازم است. از مبلغ یادشده [<a|۳۰۰ میلیارد تومان] تامین شده است.",
    "[a|۵۰ هزار خانوار] متقاضی‌اند که سهم روستاها از این تعداد [<a|۱۲ هزار خانوار] است.",
    "بیمارستان‌ها [a|۳۰۰ دستگاه] دیالیز خریدند؛ از همین تعداد [<a|۶۰ دستگاه] معیوب بود.",
    "بدهی شرکت به [a|۴ هزار میلیارد تومان] رسید و [<a|یک‌چهارم] این بدهی معوق است.",
    "وام به [a|۶۰ هزار نفر] پرداخت شد که [<a|۷۰ درصد] این افراد زن بودند.",
    # «آن»
    "پروانه [a|۸۰۰ مگاوات] صادر شد که [<a|۳۰۰ مگاوات] آن در حال ساخت و [<a|۱۰۰ مگاوات] در اولویت است.",
    "دولت قول داد [a|۶۰۰ اتوبوس] بخرد. تاکنون تنها [<a|۹۰ اتوبوس] آن رسیده است.",
    "در شهر [a|۴۰ هزار نفر] ورزش می‌کنند و [<a|۹ هزار نفر] از آنان بیمه‌اند.",
    "[a|۳۰۰ واحد] صنعتی راکد بود که [<a|نیمی] از آنها احیا شد.",
    "[a|۴۰۰ روستا] آب آشامیدنی ندارند که [<a|۲۵ درصد] آن‌ها با تانکر آبرسانی می‌شوند.",
    "کشت گلرنگ در [a|۹۰۰ هکتار] آغاز شد که [<a|۲۰۰ هکتار] از آن دیم است.",
    "ساخت [a|۷۰۰ کیلومتر] راه آغاز شد که [<a|۲۰۰ کیلومتر] آن، در شمال استان، به پایان رسیده است.",
    "از میان [a|۹۰۰ داوطلب] [b<a|۳۰۰ نفر] پذیرفته شدند که [<b|۴۰ نفر] آنها زن هستند.",
    # «از N، M»
    "از [a|۷۱ شهر] استان، [<a|۵۳ شهر] گازرسانی شده است.",
    "از مجموع [a|۵ هزار تن] کود، [<a|۲ هزار تن] توزیع شد.",
    "[<a|۱۲ تن] از [a|۴۰ تن] بار توقیف شد.",
    "از [a|۴۰ نفر] [<a|۲۱ نفر] سالم بودند و از [b<a|۱۹ نفر] باقی‌مانده حدود [<b|۱۶ نفر] درمان شدند.",
    "از اعتبار [a|۸۰۰ میلیارد تومانی] این طرح، [<a|۳۰۰ میلیارد تومان] پرداخت شده است.",
    "[<a|سه نفر] از [a|۹ نفر] عضو شورا رای مخالف دادند.",
    "[<a|۲۰ درصد] از [a|۸۰۰ هکتار] زمین آماده کشت است.",
    # what is left
    "[a|۹۰ همت] اعتبار داریم که [<a|۶۰ همت] آن پرداخت شده و مابقی، یعنی [<a|۳۰ همت]، مانده است.",
    # a list
    "استان [a|۹۰ پایگاه] شامل [<a|۶۰ پایگاه] شهری و [<a|۳۰ پایگاه] روستایی دارد.",
    "در این حادثه [a|۲۷ نفر]، از جمله [<a|۱۱ کودک]، آسیب دیدند.",
    # shares of a whole told before
    "کسری بودجه [a|۸۰۰ همت] است. سهم صندوق‌ها و یارانه از این کسری به ترتیب [<a|۲۰۰] و [<a|۱۰۰ همت] است.",
    "صادرات استان به [a|۹ میلیون تن] رسید. سهم سیمان [<a|۴ میلیون تن] بود.",
    # each to its own
    "واردات [a|۹ هزار تن] به ارزش [b|۴ همت] بود؛ از این میزان [<a|۳ هزار تن] به ارزش [<b|یک همت] برنج است.",
    "امسال ۹ هزار تن جو به ارزش [a|۳۰۰ میلیارد تومان] خریداری شد که [<a|۸۰ درصد] پول آن پرداخت شده است.",
    "صید در دو بندر [a|۹] و [b|۷ هزار تن] بود که از این مقدار به ترتیب [<a|۳] و [<b|۲ هزار تن] صادر شد.",
    # a phase, before and behind the whole
    "بیمارستان [a|۳۰۰ تختخوابی] شهر نیمه‌کاره است. فاز نخست آن با [<a|۹۰ تخت] افتتاح می‌شود.",
    "فاز اول نیروگاه با ظرفیت [<a|۱۶۰ مگاوات] وارد مدار شد. ظرفیت کل نیروگاه [a|۴۸۰ مگاوات] است.",
    # what says a part again in another unit is no other part
    "امسال [a|۹۰ طرح] بررسی شد؛ از این تعداد [<a|۳۰ طرح]، معادل ۱۲ درصد طرح‌های کشور، تایید شد.",
    # other units of one thing
    "بدهی [a|۸۰۰ میلیارد تومان] است که [<a|۹۰۰ میلیارد ریال] آن پرداخت شد.",
    "پروانه [a|۲ گیگاوات] صادر شد که [<a|۹۰۰ مگاوات] آن در حال ساخت است.",
    # a promise and what came of it
    "بانک‌ها متعهد شده بودند [a|۴۰ هزار میلیارد تومان] وام بدهند اما [<a|۹ هزار میلیارد تومان] پرداخت کردند.",
]

# no figure of these is part of another
NO_PARTS = [
    "ظرفیت انبارها از ۵۰۰ تن به ۳۰۰ تن کاهش یافت.",
    "در این جشنواره ۴۰۰ ورزشکار از ۳۱ استان شرکت دارند.",
    "بهره‌برداری از ۲۲ طرح عمرانی، ۱۳ طرح صنعتی و ۸ طرح ورزشی در هفته دولت آغاز می‌شود.",
    "صادرات ۵ میلیون تن بود که ۱۲ درصد بیش از پارسال است.",
    "نیاز شهر ۴۰ مگاوات برق است ولی نیروگاه ۹ مگاوات می‌دهد.",
    "کارخانه ۹۰۰ میلیون تومان هزینه داشت و ۳۰ نفر در آن کار می‌کنند.",
    "در نظرسنجی ۴۶ درصد مخالف بودند و ۱۹ درصد نیز آن را تایید کردند.",
    "حدود ۹۰ هزار تن گندم معادل ۳۰ درصد نیاز استان خریداری شد.",
    "تولید ۹۰ هزار تن بود. پس از آن ۲۰ هزار تن دیگر خریداری شد.",
    "دو ماه پس از آن ۲۰ کارخانه تعطیل شد.",
    "قیمت هر کیلو گوشت ۹۰۰ هزار تومان و هر کیلو مرغ ۹۰ هزار تومان است.",
    "در ۱۲ شهر ۶۰۰ بازدید انجام شد. از این تعداد ۹ تن مواد فاسد ضبط شد.",
    "۱۵۰ هزار تن سیمان تولید شد و از این طریق ۴۰ هزار تن صادر شد.",
]


# [a|…] is told first, [<a|…] again
REPEATS = [
    "آسفالت [a|۴۰۰ کیلومتر] راه روستایی آغاز شد\nمدیرکل راهداری گفت: آسفالت [<a|۴۰۰ کیلومتری] راه آغاز شد.",
    # another counted word, another hedge, a rounding
    "کمبود [a|۹۰ هزار پرستار] در کشور\nرئیس سازمان گفت: کمبود کنونی حدود [<a|۹۰ هزار نفر] است.",
    "کشف بیش از [a|۱۹۰ هزار لیتر] گازوئیل قاچاق\nفرمانده گفت: [<a|۱۹۵ هزار و ۶۸۵ لیتر] گازوئیل قاچاق کشف شد.",
    "واردات جو به [a|۲۳ هزار تن] رسید\nمدیر گمرک گفت: واردات جو به [<a|۲۳ هزار و ۱۲۰ تن] رسیده است.",
    # pointing back
    "امسال [a|۱۷ طرح] پتروشیمی افتتاح شد. ظرفیت کشور با این [<a|17 طرح] بیشتر می‌شود.",
    # in the body, by what both are about
    "تولید شکر کارخانه به [a|۸۳ هزار تن] رسید. مدیر کارخانه افزود: تولید شکر که [<a|83 هزار تن] بود، بیشتر می‌شود.",
]

NO_REPEATS = [
    "در هفته دولت از ۲۲ طرح عمرانی، ۱۳ طرح تولیدی و ۱۳ طرح ورزشی بهره‌برداری می‌شود.",
    "بهای نان ۲۰ درصد بالا رفت. بارش باران ۲۰ درصد کم شد.",
    "تولید جو به ۸۳ هزار تن رسید. صادرات فولاد ۹۵ هزار تن بود.",
    "قیمت سکه\n۸۶ میلیون تومان\nقیمت نیم‌سکه\n۸۶ میلیون تومان",
]

_MARK = re.compile(r"\[(?P<name>\w?)(?:<(?P<whole>\w))?\|(?P<figure>[^]]+)\]")


def _links(text: str, column: str) -> dict[str, str]:
    rows = [claim.to_row() for claim in extractor.load("fa")(text).claims]
    texts = {row["id"]: row["text"] for row in rows}
    return {str(row["text"]): str(texts[row[column]]) for row in rows if row[column]}


def _expected(marked: str) -> dict[str, str]:
    named = {mark["name"]: mark["figure"] for mark in _MARK.finditer(marked)}
    return {mark["figure"]: named[mark["whole"]] for mark in _MARK.finditer(marked) if mark["whole"]}


@pytest.mark.parametrize("marked", PARTS)
def test_parts(marked: str) -> None:
    assert _links(_MARK.sub(r"\g<figure>", marked), "part_of") == _expected(marked)


@pytest.mark.parametrize("marked", PARTS)
def test_parts_without_non_joiners(marked: str) -> None:
    marked = marked.replace("\u200c", "")
    assert _links(_MARK.sub(r"\g<figure>", marked), "part_of") == _expected(marked)


@pytest.mark.parametrize("text", NO_PARTS)
def test_no_parts(text: str) -> None:
    assert _links(text, "part_of") == {}


@pytest.mark.parametrize("marked", REPEATS)
def test_repeats(marked: str) -> None:
    assert _links(_MARK.sub(r"\g<figure>", marked), "repeat_of") == _expected(marked)


@pytest.mark.parametrize("text", NO_REPEATS)
def test_no_repeats(text: str) -> None:
    assert _links(text, "repeat_of") == {}


def test_a_part_can_repeat_a_headline() -> None:
    text = "۱۴ کارخانه سیمان متوقف شد\nدبیر انجمن گفت: ۱۴ کارخانه از ۷۳ کارخانه کشور متوقف شده‌اند."
    headline, part, whole = extractor.load("fa")(text).claims
    assert (part.part_of, part.repeat_of) == (whole.id, headline.id)


@given(st.lists(st.sampled_from([*PARTS, *REPEATS, *NO_PARTS]), min_size=2, max_size=5))
def test_links_of_joined_texts(texts: list[str]) -> None:
    """However texts are put together: a part is less than its whole, a repeat is behind what it repeats, no circles."""
    claims = extractor.load("fa")("\n".join(_MARK.sub(r"\g<figure>", text) for text in texts)).claims
    place = {claim.id: index for index, claim in enumerate(claims)}
    for claim in claims:
        if claim.repeat_of:
            first = claims[place[claim.repeat_of]]
            assert first.span < claim.span
            assert first.repeat_of is None
        seen = {claim.id}
        whole = claim.part_of
        while whole:
            assert whole not in seen
            seen.add(whole)
            whole = claims[place[whole]].part_of
