"""Find what stands behind a figure and is measured by it: a noun, the whole of a share, what money is for.

Input: an Outline and the index of a figure. Output: a Found phrase, or None.
"""

from __future__ import annotations

from extractor.reading.subjects.joints import heads_next
from extractor.reading.subjects.outline import Found, Outline
from extractor.reading.subjects.parts import Sort
from extractor.reading.subjects.topics import topic
from extractor.rulebook.kinds.subjects import Part


def after(outline: Outline, index: int) -> Found | None:
    """Return the phrase that follows a figure at once; of «۲ درصد افزایش قیمت», the price.

    An adjective before «است» is none: «۱۹۰ فروند فعال است».
    """
    at = outline.figures[index] + 1
    if outline.has(at, Part.OTHER) and outline.has(at + 1, Sort.PHRASE):
        at += 1
    found = outline.phrase(at)
    if found is None:
        return None
    first, last = found.first, found.last
    while (end := outline.parts.beginning(first, Part.CHANGE, Part.INFINITIVE)) and end < last:
        first = end
    if first > found.first or not outline.is_copula(at + 1):
        return Found(first, last)
    return None if outline.lead(index) is Part.WITH else _without_adjective(outline, index, found)


def _without_adjective(outline: Outline, index: int, found: Found) -> Found | None:
    """Return a phrase before «است» without the adjective at its end; a noun where the clause has another topic."""
    if found.last - found.first > 1 and topic(outline, index) is not None:
        return found
    last = outline.parts.without_last(found.first, found.last)
    return Found(found.first, last, found.rule) if last > found.first else None


def changing(outline: Outline, index: int) -> Found | None:
    """Return what stands behind a change: «رشد ۱۳ درصدی ارزش», «افزایش ۵ درصدی در تولید»."""
    at = outline.figures[index] + 1
    if outline.has(at, Sort.PHRASE):
        return Found(outline.pieces[at].first, outline.pieces[at].last)
    return outline.led_by(at, Part.IN)


def compares(outline: Outline, index: int) -> bool:
    """Whether what stands behind a multiple is what something else is compared to: «… شش برابر حد مجاز است»."""
    at = outline.figures[index] + 1
    if not outline.has(at, Sort.PHRASE) or outline.has(at + 1, Part.OBJECT):
        return False
    return outline.parts.beginning(outline.pieces[at].first, Part.INFINITIVE, Part.CHANGE) is None


def counted(outline: Outline, index: int, first: int, last: int) -> Found:
    """Return the counted noun, words ``first`` to ``last - 1``, with what follows it: «۷۱ شهرک و ناحیه صنعتی»."""
    at = outline.figures[index]
    if outline.has(at + 1, Sort.PHRASE) or (outline.has(at + 1, Part.OTHER) and outline.has(at + 2, Sort.PHRASE)):
        acting = outline.has(at + 2, Part.OBJECT) and outline.many(index) and topic(outline, index) is None
        found = None if acting else after(outline, index)
        last = found.last if found else last
    elif outline.has(at + 1, Part.JOINT) and outline.has(at + 2, Sort.PHRASE):
        other = outline.pieces[at + 2]
        inside = outline.has(outline.approach(index), Part.IN) and not outline.parts.heads(other.first)
        if inside or not heads_next(outline.pieces, at + 2, outline.parts):
            last = other.last
    return Found(first, last)


def acts(outline: Outline, index: int) -> bool:
    """Whether those who are counted do something to what stands behind them: «۱۲ نفر مستمری می‌گیرند»."""
    if not outline.many(index):
        return False
    at = outline.figures[index] + 2
    if outline.has(at, Sort.NOUN_OF_VERB):
        at += 1
    does = outline.has(at, Part.OBJECT) or (outline.has(at, Sort.VERB) and outline.done(index))
    return does and topic(outline, index) is None


def whole(outline: Outline, index: int) -> Found | None:
    """Return what «از» behind a figure leads up to, not to the verb («از بیمه استفاده کردند») or a comparison."""
    at = outline.figures[index] + 1
    while outline.has(at, Part.STOP, Part.OTHER):
        at += 1
    if outline.has(at + 2, Part.COMPARATIVE) or outline.comes_out(index):
        return None
    if outline.noun_of_verb(index, Part.TAKING) and not _takes_another(outline, at):
        return None
    found = outline.led_by(at, Part.OF)
    return _without_adjective(outline, index, found) if found and outline.is_copula(at + 2) else found


def _takes_another(outline: Outline, at: int) -> bool:
    """Whether the verb takes an «از» behind the one at a piece: «۳۶ درصد از مسافران از ویلاها استفاده می‌کنند»."""
    for behind in outline.behind(at):
        if outline.has(behind, Sort.VERB, Sort.FIGURE):
            break
        if outline.has(behind, Part.OF):
            return True
    return False


def whole_before(outline: Outline, index: int) -> Found | None:
    """Return what «از» led up to before a figure in its clause: «از طرح تا امروز ۱۱ درصد اجرا شده»."""
    for at in outline.before(outline.figures[index]):
        if outline.has(at, Sort.VERB):
            break
        if outline.has(at, Sort.FIGURE):
            before = outline.approach(outline.pieces[at].index)
            return outline.led_by(before - 1, Part.OF)
        if found := outline.led_by(at, Part.OF):
            return found
    return None


def progress(outline: Outline, index: int) -> Found | None:
    """Return the phrase behind a figure that says how far something is."""
    found = outline.phrase(outline.figures[index] + 1)
    return found if outline.begins(found, Part.PROGRESS) else None


def purpose(outline: Outline, index: int) -> Found | None:
    """Return what the money of a figure is for, a list with commas as a whole."""
    for at in outline.beside(index):
        if outline.has(at, Part.PURPOSE) and outline.has(at + 1, Part.BACK):
            return _spoken_of(outline, index)
        found = outline.led_by(at, Part.PURPOSE, Part.ON)
        if found is not None:
            last = _listed(outline, at + 1) if outline.has(at, Part.PURPOSE) else found.last
            return Found(found.first, last, found.rule)
    return None


def _spoken_of(outline: Outline, index: int) -> Found | None:
    """Return what «برای آن» takes up: the nearest phrase before a figure that no preposition leads up to."""
    for at in outline.before(outline.approach(index)):
        if outline.lead_of(at - 1) is None and not outline.has(at - 1, Sort.FIGURE) and (found := outline.phrase(at)):
            return found
    return None


def granted(outline: Outline, index: int) -> Found | None:
    """Return what somebody gives that a figure counts: «۳ میلیارد یورو به شرکت وام داد»."""
    at = outline.verb_at(index)
    if at is None or not outline.done(index):
        return None
    found = outline.phrase(at - 1)
    return found if outline.begins(found, Part.HEAD) and outline.lead_of(at - 2) is None else None


def spent(outline: Outline, index: int) -> Found | None:
    """Return what the money of a figure goes into: «در این طرح … هزینه شد»."""
    if not outline.noun_of_verb(index, Part.SPENT):
        return None
    found = (outline.led_by(at, Part.IN, Part.RESPECT) for at in outline.beside(index))
    return next(filter(None, found), None)


def given(outline: Outline, index: int) -> Found | None:
    """Return what a figure is added or allotted to: «۵ مگاوات به ظرفیت اضافه شد», «افزودن ۵ مگاوات به ظرفیت»."""
    found = outline.led_by(outline.figures[index] + 1, Part.REACHING)
    if outline.gives(index):
        return found or outline.led_by(outline.figures[index] + 1, Part.UPON)
    at = outline.approach(index)
    if not outline.only(at, Part.EVENT):
        return None
    allotted = outline.parts.beginning(outline.pieces[at].first, Part.GIVEN) == outline.pieces[at].last
    return found if allotted or outline.begins(found, Part.HEAD) else None


def field(outline: Outline, index: int) -> Found | None:
    """Return what a rank is in: «رتبه نخست در جذب گردشگر», «رتبه دوم صادرات», «در صادرات رتبه دوم»."""
    at = outline.figures[index]
    found = None
    for step in outline.behind(at):
        if outline.has(step, Sort.VERB, Sort.FIGURE):
            break
        found = found or _ranked_in(outline, outline.led_by(step, Part.IN, Part.RESPECT))
    found = found or _ranked_in(outline, outline.phrase(at + 1))
    for step in outline.before(at):
        if found or outline.has(step, Sort.VERB):
            break
        found = _ranked_in(outline, outline.led_by(step, Part.IN, Part.RESPECT))
    return found


def _ranked_in(outline: Outline, found: Found | None) -> Found | None:
    return None if outline.begins(found, Part.RANGE, Part.POINTING) else found


def _listed(outline: Outline, at: int) -> int:
    """Return where a list of phrases with commas ends: «تجهیز معدن، آب و برق و جاده»."""
    while outline.has(at + 1, Sort.MARK, Part.JOINT) and outline.has(at + 2, Sort.PHRASE):
        at += 2
    return outline.pieces[at].last
