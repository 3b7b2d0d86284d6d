"""Percentages that do not give the figure beside them, and changes that do not lead from one figure to the other.

Input: Page. Output: Finding*.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extractor.model import ChangeRole, Claim, Kind
from extractor.rulebook.kinds.tracking import Part
from extractor.tracking.checks.finding import Check, Finding, Page, ends_in
from extractor.tracking.checks.sums import same_sort
from extractor.tracking.intervals import Interval, interval, scale
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import measure
from extractor.tracking.wording import figure, number, percent, quantity

_SHARES = frozenset((Kind.PERCENT, Kind.RATIO))
_BY = frozenset((ChangeRole.INCREASE, ChangeRole.DECREASE))
_NEAR = 40
_ONE = Interval(Fraction(1), Fraction(1))


def percent_does_not_give_figure(page: Page, rules: TrackingRules) -> Iterator[Finding]:
    """Yield shares of a base that are said to be a figure («۴۵ درصد، یعنی ۹۰۰ مگاوات») and are not."""
    for claims in page.sentences.values():
        for share in claims:
            if share.quantity.kind not in _SHARES or share.change or share.quantity.value is None:
                continue
            for told in claims:
                base = _base(page, share, told, rules)
                if base is None:
                    continue
                rest = _rest(page, share, told, rules)
                given = _product(share, base, rules, rest=rest)
                wanted = interval(told.quantity, rules.numbers)
                if given and wanted and not given.meets(wanted):
                    part = Fraction(share.quantity.value) * scale(share.quantity.unit).factor
                    worth = (1 - part if rest else part) * _value(base)
                    shown = number(worth / scale(told.quantity.unit).factor)
                    left = "what is left beside " if rest else ""
                    words = f"{left}{figure(share)} of {figure(base)} is {shown}; the text says {figure(told)}"
                    yield page.finding(Check.PERCENT_DOES_NOT_GIVE_FIGURE, words, (base, share, told))


def change_does_not_add_up(page: Page, rules: TrackingRules) -> Iterator[Finding]:
    """Yield changes whose amount does not lead from the one figure to the other."""
    for claims in page.sentences.values():
        pairs = [
            (start, end)
            for end in claims
            if end.change and end.change.role is ChangeRole.TO
            for start in claims
            if start.change and start.change.role is ChangeRole.FROM and start.id in end.change.partners
            if measure(start) == measure(end)
        ]
        amounts = [claim for claim in claims if claim.change and claim.change.role in _BY]
        for start, end in pairs:
            own = [amount for amount in amounts if end.change and amount.id in end.change.partners]
            if not own and len(amounts) == len(pairs) == 1 and _beside(end, amounts[0]):
                own = amounts
            for amount in own:
                words = _wrong(start, end, amount, rules)
                if words:
                    yield page.finding(Check.CHANGE_DOES_NOT_ADD_UP, words, (start, end, amount))


def _base(page: Page, share: Claim, told: Claim, rules: TrackingRules) -> Claim | None:
    """Return what a share is of, where the text says that it is a figure."""
    if told is share or told.quantity.kind in _SHARES or told.change:
        return None
    first, second = sorted((share, told), key=lambda claim: claim.span)
    base = next((page.known[whole] for whole in (share.part_of, told.part_of) if whole in page.known), None)
    if base is None:
        base = next(
            (
                claim
                for claim in page.sentences[share.sentence]
                if claim.span.end <= first.span.start
                and ends_in(page.before(claim), rules.phrases[Part.WHOLE])
                and same_sort(told, claim, rules)
            ),
            None,
        )
    if base is None or base in (share, told) or not same_sort(told, base, rules):
        return None
    passed = [
        claim for claim in page.sentences[share.sentence] if first.span.end <= claim.span.start < second.span.start
    ]
    if any(claim is not base for claim in passed):
        return None
    words = page.between(first.span.end, second.span.start)
    bracketed = words == ("(",) and page.after(second)[:1] == (")",)
    return base if bracketed or ends_in(words, rules.phrases[Part.SAME]) else None


def _beside(end: Claim, amount: Claim) -> bool:
    return end.span.end <= amount.span.start <= end.span.end + _NEAR or amount.span.end <= end.span.start


def _rest(page: Page, share: Claim, told: Claim, rules: TrackingRules) -> bool:
    """Whether the figure is what a share leaves («۸۰ درصد پرداخت شده و مابقی، یعنی …»)."""
    words = page.between(share.span.end, told.span.start)
    return not set(rules.phrases[Part.REST]).isdisjoint(words)


def _product(share: Claim, base: Claim, rules: TrackingRules, *, rest: bool) -> Interval | None:
    part, whole = (interval(claim.quantity, rules.numbers) for claim in (share, base))
    if part is None or whole is None:
        return None
    return (_ONE - part if rest else part) * whole


def _wrong(start: Claim, end: Claim, amount: Claim, rules: TrackingRules) -> str | None:
    """Return what does not fit between two figures and the change that is told with them."""
    first, last, by = (interval(claim.quantity, rules.numbers) for claim in (start, end, amount))
    if first is None or last is None or by is None or amount.change is None or start.quantity.value is None:
        return None
    falls = amount.change.role is ChangeRole.DECREASE
    shares = measure(start) == "share"
    fits = []
    if amount.quantity.kind is Kind.PERCENT:
        fits.append(first * (_ONE - by if falls else _ONE + by))
    if measure(amount).removesuffix(" by") == measure(start) or (shares and amount.quantity.unit == "percentage_point"):
        step = by.times(Fraction(1, 100)) if amount.quantity.unit == "percentage_point" else by
        fits.append(first - step if falls else first + step)
    if not fits or any(reached.meets(last) for reached in fits):
        return None
    before = _value(start)
    apart = _value(end) - before
    relative = f", {percent(apart / before, signed=True)}" if before and not shares else ""
    way = "a decrease" if falls else "an increase"
    return (
        f"from {figure(start)} to {figure(end)} is {number(apart / scale(start.quantity.unit).factor, signed=True)}"
        f"{relative}; "
        f"the text says {way} of {quantity(amount.quantity)}"
    )


def _value(claim: Claim) -> Fraction:
    return Fraction(claim.quantity.value or claim.quantity.low or 0) * scale(claim.quantity.unit).factor
