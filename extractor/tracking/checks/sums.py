"""Parts that exceed their whole, and shares of one whole that do not come to a hundred.

The extractor links no part that its whole cannot hold. So beside the parts that it linked, figures of the same sort
are looked at that follow a whole («از ۴۰۰ واحد …») or a part in its sentence.

Input: Page. Output: Finding*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import islice
from operator import add

from extractor.model import Claim, Kind, Status
from extractor.rulebook.kinds.tracking import Part
from extractor.tracking.checks.finding import Check, Finding, Page, cut, ends_in
from extractor.tracking.intervals import Interval, interval, scale
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import measure
from extractor.tracking.wording import figure, number, spoken

_HUNDRED = Fraction(1)
_NO_WHOLES = frozenset((Kind.PERCENT, Kind.RATIO, Kind.RANK, Kind.DURATION))
_AROUND = 2
_LISTED = 80
_NEXT = 12


def parts_exceed_whole(page: Page, rules: TrackingRules) -> Iterator[Finding]:
    """Yield wholes that a part, or the sum of parts, exceeds."""
    for whole in page.claims:
        limit = interval(whole.quantity, rules.numbers)
        if limit is None or whole.quantity.kind in _NO_WHOLES:
            continue
        parts = _parts(page, whole, rules)
        over = [part for part in parts if _interval(part, rules).above(limit)]
        if over:
            words = f"the part {figure(over[0])} is more than the whole that it is told to be of, {figure(whole)}"
            yield page.finding(Check.PARTS_EXCEED_WHOLE, words, (whole, over[0]))
            continue
        for alike in _side_by_side(page, parts, rules):
            if len(alike) > 1 and _sum(alike, rules).above(limit):
                yield page.finding(Check.PARTS_EXCEED_WHOLE, _sum_words(alike, whole), (whole, *alike))
                break


def shares_do_not_add_up(page: Page, rules: TrackingRules) -> Iterator[Finding]:
    """Yield shares of one whole, as the text says, that come to more than a hundred, or with a rest to less.

    Where a rest completes them, the last of a list may do so without the first.
    """
    for claims in page.sentences.values():
        shares = [claim for claim in claims if claim.quantity.kind is Kind.PERCENT and claim.change is None]
        for listed, complete in _wholes(page, shares, rules):
            whole = Interval(_HUNDRED, _HUNDRED)
            sums = [_sum(listed[place:], rules) for place in range(len(listed) - 1 if complete else 1)]
            missed = all(total.above(whole) or whole.above(total) for total in sums)
            if missed and (complete or sums[0].above(whole)):
                amounts = " + ".join(number(Fraction(share.quantity.value or 0)) for share in listed)
                come = number(sum((Fraction(share.quantity.value or 0) for share in listed), Fraction(0)))
                words = f"the shares {amounts} = {come} %, told as shares of one whole, 100 %"
                yield page.finding(Check.SHARES_DO_NOT_ADD_UP, words, listed)
                break


def same_sort(part: Claim, whole: Claim, rules: TrackingRules) -> bool:
    """Whether a figure can be a part of another: the same measure, and the same noun where they are counts."""
    if measure(part) != measure(whole) or part.change or part.quantity.kind in (Kind.PERCENT, Kind.RATIO):
        return False
    if whole.quantity.kind is not Kind.COUNT:
        return True
    nouns = [frozenset(rules.stem(claim.quantity.counter or "")) for claim in (part, whole)]
    return bool(nouns[0] & nouns[1])


def _parts(page: Page, whole: Claim, rules: TrackingRules) -> list[Claim]:
    """Return the parts of a whole: those that were linked, and what stands in one list with them or behind «از»."""
    linked = [claim for claim in page.parts.get(whole.id, ()) if same_sort(claim, whole, rules)]
    found = list(linked)
    if whole.change is None and _opens(page, whole, rules):
        found += _behind(page, whole, rules)
    elif back := _pointing_back(page, whole, rules):
        found.append(back)
        found += _behind(page, back, rules)
    for part in linked:
        found += _behind(page, part, rules)
    free = (claim for claim in found if claim.part_of in (None, whole.id) and claim.repeat_of is None)
    return sorted(dict.fromkeys(claim for claim in free if claim is not whole), key=lambda claim: claim.span)


def _opens(page: Page, whole: Claim, rules: TrackingRules) -> bool:
    """Whether a whole stands behind «از» at the beginning of a clause; behind a noun («استفاده از») it is none."""
    before = page.before(whole)
    for phrase in sorted(rules.phrases[Part.WHOLE], key=len, reverse=True):
        if ends_in(before, (phrase,)):
            ahead = before[: -len(cut(phrase))]
            return not ahead or not ahead[-1].isalnum() or ends_in(ahead, rules.phrases[Part.OPENER])
    return False


def _behind(page: Page, first: Claim, rules: TrackingRules) -> list[Claim]:
    """Return the figures of the same sort behind one in its sentence, up to another whole."""
    found: list[Claim] = []
    last = first
    for claim in page.sentences[first.sentence]:
        if claim.span.start < first.span.end:
            continue
        before = page.before(claim)
        if claim.change or claim.span.start - last.span.end > _LISTED or ends_in(before, _apart(rules)):
            break
        if same_sort(claim, first, rules):
            found.append(claim)
            last = claim
    return found


def _apart(rules: TrackingRules) -> tuple[str, ...]:
    """Return what leads up to a figure that is no part of the one before."""
    return rules.phrases[Part.WHOLE] + rules.phrases[Part.TOWARDS]


def _pointing_back(page: Page, whole: Claim, rules: TrackingRules) -> Claim | None:
    """Return the figure right behind «از این میزان», where the whole is the last of its sort before these words."""
    place = bisect_right(page.claims, whole.span, key=lambda claim: claim.span)
    for claim in islice(page.claims, place, place + _NEXT):
        if same_sort(claim, whole, rules):
            words = page.between(whole.span.end, claim.span.start)
            return claim if any(ends_in(words, (phrase,)) for phrase in rules.phrases[Part.BACK]) else None
    return None


def _side_by_side(page: Page, parts: Sequence[Claim], rules: TrackingRules) -> Iterator[list[Claim]]:
    """Yield parts that cannot hold each other: those of one list, and what is licensed apart from what is built."""
    lists: list[list[Claim]] = []
    for part in parts:
        opens = ends_in(page.before(part), rules.phrases[Part.WHOLE] + rules.phrases[Part.BACK])
        if opens or not lists or lists[-1][-1].sentence != part.sentence:
            lists.append([])
        lists[-1].append(part)
    for listed in lists:
        yield [part for part in listed if part.status not in rules.cumulative]
        for each in dict.fromkeys(part.status for part in listed if part.status in rules.cumulative):
            yield [part for part in listed if part.status is each]


def _sum_words(parts: Sequence[Claim], whole: Claim) -> str:
    amounts = " + ".join(
        figure(part) + (f" ({spoken(part.status)})" if part.status not in (Status.OBSERVED, Status.UNKNOWN) else "")
        for part in parts
    )
    factor = scale(whole.quantity.unit).factor
    total = (
        sum((Fraction(part.quantity.low or 0) * scale(part.quantity.unit).factor for part in parts), Fraction(0))
        / factor
    )
    return f"the parts {amounts} = {number(total)}, and the whole is told as {figure(whole)}"


def _wholes(page: Page, shares: Sequence[Claim], rules: TrackingRules) -> Iterator[tuple[list[Claim], bool]]:
    """Yield lists of shares that the text says are of one whole, and whether it says that they are all of it."""
    for place, share in enumerate(shares):
        around = (*page.before(share)[-_AROUND:], *page.after(share)[:_AROUND])
        if place and not set(rules.phrases[Part.REST]).isdisjoint(around):
            yield list(shares[: place + 1]), True
    for whole in dict.fromkeys(share.part_of for share in shares if share.part_of):
        own = [share for share in shares if share.part_of == whole]
        if len(own) > 1:
            yield own, False
    heads = frozenset(rules.stem.all(rules.phrases[Part.SHARE]))
    headed = [
        share
        for share in shares
        if share.subject and rules.stem(share.subject.text)[:1] and rules.stem(share.subject.text)[0] in heads
    ]
    if len(headed) > 2:
        yield headed, False


def _sum(claims: Iterable[Claim], rules: TrackingRules) -> Interval:
    return reduce(add, (_interval(claim, rules) for claim in claims))


def _interval(claim: Claim, rules: TrackingRules) -> Interval:
    return interval(claim.quantity, rules.numbers) or Interval(None, None)
