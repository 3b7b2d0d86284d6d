"""Find what stands before a figure and is measured by it: the subject of its clause, its object, what changes.

Input: an Outline and the index of a figure. Output: a Found phrase, or None.
"""

from __future__ import annotations

from extractor.reading.subjects.objects import headed, object_of
from extractor.reading.subjects.outline import Found, Outline
from extractor.reading.subjects.parts import Sort
from extractor.rulebook.kinds.subjects import Part

_VALUED = (Part.REACHING, Part.OF)
_MAX_LIST = 12
_MAX_PLACE = 2


def topic(outline: Outline, index: int) -> Found | None:
    """Return the nearest phrase of the clause before a figure that no preposition leads up to."""
    lead, start = outline.lead(index), outline.figures[index]
    if lead is Part.OF and (found := _changing(outline, start)):
        return found
    if lead is Part.REACHING and (found := _changed(outline, _over_places(outline, outline.approach(index) - 1))):
        return found
    if found := _apposed(outline, outline.approach(index) - (lead is not None)):
        return found
    broken, skipped, inside = False, start, 0
    for at in outline.before(start):
        if at >= skipped:
            continue
        if outline.has(at, Sort.VERB):
            if lead is Part.REACHING and outline.has(at + 1, Part.JOINT):
                continue
            begun = _relative_clause(outline, at)
            if begun is None:
                return None
            skipped = begun
        elif outline.has(at, Part.OBJECT):
            if found := object_of(outline, at):
                return found
        elif outline.has(at, Sort.PHRASE) and not outline.has(at - 1, Sort.FIGURE):
            if outline.only(at, Part.EVENT) and _passing(outline, at, index):
                continue
            if outline.only(at, Part.EVENT) or (lead in _VALUED and outline.only(at, Part.CHANGE)):
                return None
            if found := _bare(outline, at):
                return found
        elif _ends(outline, at, broken=broken) or _speaks(outline, at, index):
            return None
        broken = broken or outline.has(at, Sort.BREAK)
        inside += outline.has(at, Sort.CLOSING) - outline.has(at, Sort.OPENING)
        if inside < 0:
            return None
    return None


def resumed(outline: Outline, index: int, *, anew: bool) -> Found | None:
    """Return the words that take up what a figure is a share of: «۳۸ درصد این سهم», «این رقم ۱۴ درصد رشد داشت».

    Those before it do so only where it is the first of its unit in the sentence (``anew``).
    """
    at = outline.figures[index] + 1
    at += outline.has(at, Part.OF)
    if outline.resumes(at):
        return Found(outline.pieces[at].first, outline.pieces[at].last)
    for at in outline.before(outline.figures[index]) if anew else ():
        if outline.has(at, Sort.VERB, Sort.FIGURE, Sort.BREAK):
            break
        if outline.resumes(at) and outline.lead_of(at - 1) is None:
            return Found(outline.pieces[at].first, outline.pieces[at].last)
    return None


def changed(outline: Outline, index: int) -> Found | None:
    """Return what a noun says to have changed to a figure: «افزایش شمار بیکاران به ۱۲ هزار نفر»."""
    at = _over_places(outline, outline.approach(index) - 1)
    if outline.lead(index) is not Part.REACHING or not outline.has(at, Sort.PHRASE):
        return None
    piece = outline.pieces[at]
    changes = any(outline.parts.beginning(word, Part.CHANGE) for word in range(piece.first, piece.last - 1))
    return _changed(outline, at) if changes else None


def respective(outline: Outline, index: int) -> Found | None:
    """Return the part of a list that a figure behind «به ترتیب» belongs to, or what all parts are shares of."""
    first = last = index
    while first and index - first < _MAX_LIST and outline.joined(first):
        first -= 1
    while last - index < _MAX_LIST and outline.joined(last + 1):
        last += 1
    start = outline.approach(first)
    start -= outline.has(start, Part.WITH)
    if last == first or not outline.has(start, Part.RESPECTIVELY):
        return None
    common = outline.phrase(outline.figures[last] + 1)
    if outline.begins(common, Part.PROGRESS):
        return common
    for at in outline.before(start):
        if outline.has(at, Sort.VERB, Sort.FIGURE):
            break
        if outline.has(at - 1, Part.OF) and outline.shares(at - 2):
            found = outline.phrase(at)
            if found is not None and not outline.begins(found, Part.POINTING):
                return found
        elif outline.has(at, Sort.PHRASE) and outline.lead_of(at - 1) is None:
            parts = _conjuncts(outline, at)
            if len(parts) == last - first + 1:
                return parts[index - first]
    return None


def described(outline: Outline, index: int) -> tuple[Found | None, bool]:
    """Return the phrase that an adjectival figure ends, and whether it is a change: «رشد ۱۴ درصدی»."""
    at = outline.approach(index)
    if not outline.has(at, Sort.PHRASE):
        return None, False
    piece = outline.pieces[at]
    change = outline.parts.ending(piece.last, Part.CHANGE)
    if change is not None:
        return (Found(piece.first, change) if change > piece.first else None), True
    if outline.only(at, Part.EVENT):
        return None, False
    found = outline.without_event(at)
    joint = _last_joint(outline, found)
    return (found if joint is None else Found(joint + 1, found.last)), False


def paired(outline: Outline, index: int) -> Found | None:
    """Return the phrase that «با» gives a figure, in a series of such pairs: «یزد با ۵، قم با ۴ و اراک با ۳ تن»."""
    at = _pair(outline, index)
    if at is None or outline.parts.is_place(outline.pieces[at].first, outline.pieces[at].last):
        return None
    behind = _pair(outline, index + 1)
    follows = _pair(outline, index - 1) is not None and _listed_between(outline, outline.figures[index - 1], at)
    goes_on = behind is not None and _listed_between(outline, outline.figures[index], behind)
    return outline.phrase(at) if follows or goes_on else None


def having(outline: Outline, index: int) -> Found | None:
    """Return who is in the place that «با» and a figure account for: «بندر با ۱۱۸ هزار دستگاه رتبه دوم را گرفت»."""
    at = outline.approach(index)
    behind = outline.figures[index] + 1
    while outline.has(behind, Sort.PHRASE, Sort.FIGURE) and behind - outline.figures[index] <= _MAX_PLACE:
        behind += 1
    taken = behind > outline.figures[index] + 1 and outline.has(behind, Part.OBJECT)
    return topic(outline, index) if taken and outline.has(at, Part.WITH) and outline.phrase(at - 1) else None


def _pair(outline: Outline, index: int) -> int | None:
    """Return the piece of the phrase before «با» and a figure."""
    at = outline.approach(index) if index in outline.figures else -1
    return at - 1 if outline.has(at, Part.WITH) and outline.has(at - 1, Sort.PHRASE) else None


def _listed_between(outline: Outline, start: int, end: int) -> bool:
    """Whether nothing but commas and «و» stands between two pieces."""
    return all(outline.has(at, Part.JOINT, Sort.MARK) for at in range(start + 1, end))


def worth(outline: Outline, index: int) -> tuple[bool, Found | None]:
    """Return whether a figure tells the worth of something («به ارزش …»), and the phrase for that before it.

    There is no such phrase where the figure before measures the same thing.
    """
    at = outline.figures[index] - 1
    if outline.only(at, Part.VALUE) and outline.has(at - 1, Part.JOINT) and outline.has(at - 2, Sort.FIGURE):
        return worth(outline, index - 1)[0], None
    if not outline.has(at, Part.NUMBER):
        at = outline.approach(index)
        if not outline.only(at, Part.VALUE, Part.SIZE):
            return False, None
    before = _over_places(outline, at - 2)
    sized = outline.only(at, Part.SIZE) and not outline.happens(before)
    if outline.lead_of(at - 1) not in ((Part.REACHING,) if sized else (Part.REACHING, Part.WITH)):
        return False, None
    if outline.has(before, Sort.FIGURE) or outline.has(before - 1, Sort.FIGURE) or not outline.phrase(before):
        return True, None
    return True, outline.without_event(before)


def _over_places(outline: Outline, at: int) -> int:
    """Return the piece before where and when something is: «افزایش بیکاری در این کشور به …»."""
    while True:
        if outline.has(at, Sort.PHRASE) and outline.lead_of(at - 1) is Part.IN:
            at -= 2
        elif outline.has(at, Sort.TIME) or outline.has(at, Part.IN):
            at -= 1
        else:
            return at


def _changing(outline: Outline, start: int) -> Found | None:
    """Return what changes from one value to another: «رساندن ظرفیت از ۳ به ۵ مگاوات»."""
    for at in outline.before(start):
        if outline.has(at, Sort.VERB, Sort.FIGURE):
            break
        if found := _changed(outline, at):
            return found
    return None


def _changed(outline: Outline, at: int) -> Found | None:
    """Return what changes to a value: «کاهش سهمیه به ۴۰ لیتر»."""
    if not outline.has(at, Sort.PHRASE):
        return None
    found = outline.without_event(at)
    return found if found.first > outline.pieces[at].first else None


def _apposed(outline: Outline, at: int) -> Found | None:
    """Return a head that stands before a figure behind a phrase of its own: «برای ساخت مدرسه اعتباری بالغ بر …»."""
    if not outline.has(at, Sort.PHRASE) or outline.lead_of(at - 1) is None:
        return None
    piece = outline.pieces[at]
    first = outline.parts.ending(piece.last, Part.HEAD)
    return Found(first, piece.last) if first is not None and first > piece.first else None


def _bare(outline: Outline, at: int) -> Found | None:
    """Return a phrase that no preposition leads up to, or what follows the name of a source without a comma."""
    lead = outline.lead_of(at - 1)
    if lead is None or (outline.has(at - 1, Sort.TIME) and outline.parts.heads(outline.pieces[at].first)):
        piece = outline.pieces[at]
        return Found(piece.first, piece.last) if outline.only(at, Part.VALUE) else outline.phrase(at)
    return headed(outline, at) if lead is Part.SOURCE else None


def _ends(outline: Outline, at: int, *, broken: bool) -> bool:
    """Whether nothing before a piece can be the topic of what stands behind it."""
    if outline.has(at, Sort.FIGURE):
        return broken or not _passes(outline, at)
    return outline.has(at, Part.BACK) and outline.lead_of(at - 1) is None


def _passing(outline: Outline, at: int, index: int) -> bool:
    """Whether an event stands beside what is measured: «با افتتاح، تولید …», «فاصله تحویل تا پرداخت از ۶۵ روز …»."""
    lead = outline.lead_of(at - 1)
    return lead is Part.WITH or (lead is Part.REACHING and at != outline.approach(index))


def _speaks(outline: Outline, at: int, index: int) -> bool:
    """Whether a piece is the colon behind who says it: «خبرگزاری: ۲۰ تن شکر رسید», not «شکر: ۲۰ تن»."""
    return (
        outline.has(at, Sort.BREAK)
        and outline.parts.is_colon(outline.pieces[at].first)
        and outline.verb_at(index) is not None
    )


def _passes(outline: Outline, at: int) -> bool:
    """Whether what another figure measures may stand before the figure at a piece, too."""
    index = outline.pieces[at].index
    if outline.lead(index) is not None or outline.has(at + 1, Part.JOINT, Sort.MARK):
        return True
    return outline.has(outline.approach(index), Sort.PHRASE)


def _relative_clause(outline: Outline, verb: int) -> int | None:
    """Return where the relative clause begins that ends with a verb, if the clause around it goes on behind it."""
    if outline.has(verb + 1, Part.JOINT, Part.RELATIVE):
        return None
    for at in outline.before(verb):
        if outline.has(at, Sort.VERB):
            break
        if outline.has(at, Part.RELATIVE):
            return at if outline.has(at - 1, Sort.PHRASE) else None
    return None


def _conjuncts(outline: Outline, at: int) -> list[Found]:
    """Return the parts of a list that ends at a piece: «عمران، خدمات شهری و حمل‌ونقل»."""
    found: list[Found] = []
    while len(found) < _MAX_LIST:
        piece = outline.pieces[at]
        rest = Found(piece.first, piece.last)
        while (joint := _last_joint(outline, rest)) is not None:
            found.append(Found(joint + 1, rest.last))
            rest = Found(piece.first, joint)
        found.append(rest)
        at -= 2
        if not (outline.has(at + 1, Sort.MARK) and outline.has(at, Sort.PHRASE) and outline.lead_of(at - 1) is None):
            break
    return found[::-1]


def _last_joint(outline: Outline, found: Found) -> int | None:
    """Return the last «و» in a phrase."""
    for word in range(found.last - 2, found.first, -1):
        piece = outline.parts.ends.get(word)
        if piece is not None and piece.part is Part.JOINT:
            return word
    return None
