"""Texts of any length, of one construction each: what the growth of cost is measured on, and what fuzzing grows.

Input: a construction and a length. Output: a text.
"""

from __future__ import annotations

from itertools import count

PLAIN = (
    "رئیس اداره آب گفت: امسال {n} کیلومتر خط لوله در روستاهای شرق استان کشیده شد"
    " و تا پایان سال {n} روستا آب خواهد داشت.\n"
    "وی افزود: کار از سال گذشته شروع شده است. مردم از کیفیت آب راضی هستند و شکایتی نرسیده است.\n"
    "باران امسال ۱۲ درصد کمتر از پارسال بارید.\n"
)
NO_FIGURES = (
    "رئیس اداره آب گفت: خط لوله روستاهای شرق استان کشیده شد و مردم از کیفیت آب راضی هستند.\n"
    "وی افزود: کار از سال گذشته شروع شده است و با همراهی شوراها پیش می‌رود. شکایتی از کشاورزان نرسیده است.\n"
    "استاندار نیز در دیدار با اهالی از تلاش کارکنان این اداره قدردانی کرد و خواستار نگهداری بهتر شبکه شد.\n"
)
ARTICLE = (
    "افتتاح {n} طرح در شهر نطنز\n"
    "به گزارش ایسنا، شهردار نطنز از خرید {n} دستگاه اتوبوس خبر داد و گفت: {n} دستگاه دیگر در راه است.\n"
    "حسین بهنام‌فر افزود: ۱۴ کیلومتر معبر آسفالت شد. وی یادآور شد: ۹ پروژه در دست ساخت است.\n"
    "رئیس شورای نطنز نیز گفت: «بودجه شهر {n} میلیارد تومان است و ۷۰ درصد آن محقق شد.»\n"
    "گفتنی است نطنز ۱۴ هزار نفر جمعیت دارد.\n"
)
SPEAKERS = "حسین بهنام{n}، رئیس اداره شماره {n}، گفت: ۱۴ روستا آب ندارد. بهنام{n} افزود: ۹ روستا در نوبت است.\n"
ENDLESS = "شهردار نطنز گفت ۱۴ اتوبوس آمد و به گفته وی ۹ مدرسه ساخته شد و آمار گمرک نشان می‌دهد {n} تن پسته رسید و "
QUOTES = "شهردار نطنز گفت: «۱۴ اتوبوس آمد. «وزیر کشور گفت {n} مدرسه ساخته شد.\n"

# What real pages are made of, in lengths that no page has: an opening, a part that comes again and again, an end.
PARTS: dict[str, tuple[str, str, str]] = {
    "plain text": ("", PLAIN, ""),
    "no figures": ("", NO_FIGURES, ""),
    "articles": ("", ARTICLE, ""),
    "list of figures": ("مدیرکل گفت: ", "{n} تن گندم، ", "خریداری شد."),
    "list in lines": ("صادرات استان به تفکیک کالا:\n", "- پسته: {n} تن\n", ""),
    "counts joined": ("در استان ", "{n} مدرسه و ", "ساخته شد."),
    "chain of parts": ("۲۶۰۰ مگاوات پروانه صادر شد. ", "از این میزان {n} مگاوات به بهره‌برداری رسید. ", ""),
    "chain in one sentence": ("۲۶۰۰ مگاوات پروانه صادر شد که ", "از این میزان {n} مگاوات، ", "به بهره‌برداری رسید."),
    "bare chain": ("", "از این میزان ", "۵ درصد"),
    "one sentence": ("", ENDLESS, ""),
    "one sentence, verbs": ("", "کار {n} کیلومتر راه تمام شد و ", ""),
    "one sentence, places": ("", "در شهر یزد {n} خانه و در استان قم ۴ خانه ", "ساخته شد."),
    "one sentence, times": ("", "در سال ۱۴۰۲ {n} تن و تا پایان مهر ۴ تن ", "برداشت شد."),
    "one sentence, changes": ("", "از {n} تن به ۴ هزار تن رسید و ", ""),
    "one line": ("", "صادرات کشور با ۱۲٫۵ درصد رشد به {n} میلیون دلار رسید. ", ""),
    "speakers": ("", SPEAKERS, ""),
    "quotations": ("", QUOTES, ""),
    "quotations closed": ("", "شهردار نطنز گفت: «۱۴ اتوبوس آمد.» وزیر کشور گفت: «{n} مدرسه ساخته شد.»\n", ""),
    "quotations nested": ("او گفت: ", "«آمد ", "۷ نفر"),
    "roles": ("", "استاندار قم {n} خانه ساخت. وی گفت: ۳ خانه ماند. او افزود: ۴ خانه فروخته شد.\n", ""),
    "repeats": ("", "۲۶۰۰ مگاوات نیروگاه خورشیدی در یزد پروانه گرفت.\n", ""),
    "headings": ("", "{n} طرح\n\n", ""),
    "ranges": ("", "بین {n} تا ۹۰۰۰ تن، ", "خریداری شد."),
    "shares": ("۵۰۰ نفر آمدند. ", "{n} درصد آن‌ها زن و ", "بودند."),
    "percentages of": ("", "۱۲ درصد از {n} تن، ", "فروخته شد."),
    "totals": ("مجموع ۹۰۰ تن شامل ", "{n} تن برنج، ", "وارد شد."),
    "respectively": ("به ترتیب ", "{n} و ", "۷ تن گندم خریده شد."),
    "modifiers": ("", "بیش از حدود ", "۵ نفر"),
    "rates": ("", "روزانه {n} لیتر در ثانیه برای هر نفر ", "مصرف می‌شود."),
    "dates": ("", "۱۴۰۲/۰۲/{n} تا ۱۲ مهر ۱۳۹۹ ", "۵ نفر"),
    "conditions": ("", "اگر {n} نفر بیایند که ", "۵ خانه ساخته می‌شود."),
    "names": ("", "حسین بهنام‌فر و ", "گفتند ۵ نفر آمدند."),
    "nouns": ("", "طرح توسعه شبکه آب ", "۵ کیلومتر است."),
    "nouns of places": ("۵ خانه در ", "شهر یزد و ", "ساخته شد."),
    "words": ("", "کار خوب است و باز هم ", "۵ نفر آمدند."),
    "number words": ("", "یک میلیون و سیصد هزار و بیست و پنج و ", "نفر"),
    "scales": ("", "میلیارد ", "تومان"),
    "scales with and": ("", "هزار و ", "تومان"),
    "ones": ("", "یک ", "نفر"),
    "halves": ("", "نصف ", "درصد"),
    "signs": ("", "منفی ", "پنج درجه"),
    "digits": ("", "7", " نفر"),
    "groups": ("", "۱٬", "نفر"),
    "group of thousands": ("۱", ",۲۳۴", " نفر"),
    "slashes": ("", "۲/۵ و ", "درصد"),
    "slashes in a row": ("", "۲/", "درصد"),
    "glued": ("", "سیصدهزارو", "نفر"),
    "glued digits": ("", "۵هزارو", "نفر"),
    "between": ("", "بین ", "۵ نفر"),
    "to": ("", "۱ تا ", "۵ نفر"),
    "units": ("۵ ", "کیلومتر ", ""),
    "units per": ("۵ ", "متر بر ", "ثانیه"),
    "spaces": ("۵", " ", "درصد"),
    "non-joiners": ("۵", "\u200c", "درصد"),
    "commas": ("۵", "،", "درصد"),
    "full stops": ("۵", ".", "درصد"),
    "line breaks": ("۵", "\n", "درصد"),
    "stops and spaces": ("۵", ". ", "درصد"),
    "marks dropped": ("۵", "\u0640", "درصد"),
    "bidi overrides": ("۵", "\u202e", "درصد"),
    "combining": ("۵", "\u0301", "درصد"),
    "brackets open": ("", "(", "۵ نفر"),
    "brackets around": ("", "(۵ نفر ", ""),
    "bracket pairs": ("", "() ", "۵ نفر"),
    "one long word": ("", "ا", " ۵ نفر"),
    "astral": ("", "👨‍👩‍👧‍👦", "۵ نفر"),
    "colons": ("", "گفت: ", "۵ نفر"),
    "told that": ("", "گفت که ", "۵ نفر آمدند."),
    "questions": ("", "چند نفر آمدند؟ {n} نفر. ", ""),
    "page furniture": ("", "کد خبر: {n}\n", ""),
    "phones": ("", "تلفن: ۰۲۱-۸۸۸۸{n} ", ""),
    "tables": ("", "یزد\t{n}\t۱۲\t۴۵۰\n", ""),
    "Latin": ("", "The plant makes {n} MW and 40 percent of that is solar. ", ""),
}


def built(name: str, length: int) -> str:
    """Return a text of one construction: its part as often as fits, each time with another number."""
    opening, part, end = PARTS[name]
    if "{n}" not in part:
        return opening + part * max(1, (length - len(opening) - len(end)) // len(part)) + end
    pieces, size = [], len(opening) + len(end)
    for number in count(2):
        piece = part.format(n=number)
        size += len(piece)
        if size > length and pieces:
            break
        pieces.append(piece)
    return opening + "".join(pieces) + end
