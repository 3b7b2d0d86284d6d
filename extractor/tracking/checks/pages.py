"""What differs between a headline and its text, units that cannot belong, and marks that turn what is shown.

Input: Page. Output: Finding*.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Claim, Flag, Stage
from extractor.text.bidi import turned
from extractor.tracking.checks.finding import Check, Finding, Page
from extractor.tracking.comparing import agree, jump, likeness, places_of, same_time
from extractor.tracking.intervals import scale
from extractor.tracking.rules import TrackingRules
from extractor.tracking.tellings import Telling, tellings
from extractor.tracking.wording import figure, subject

_NAMES = {
    "\u202a": "left-to-right embedding", "\u202b": "right-to-left embedding", "\u202c": "end of an embedding",
    "\u202d": "left-to-right override", "\u202e": "right-to-left override", "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate", "\u2068": "first-strong isolate", "\u2069": "end of an isolate",
}  # fmt: skip
_VAGUE = frozenset((Stage.OBSERVED, Stage.UNKNOWN))


def headline_and_body_differ(page: Page, rules: TrackingRules) -> Iterator[Finding]:
    """Yield figures of a headline that the text gives otherwise, and nowhere as the headline has them."""
    if not any(Flag.HEADLINE in claim.flags for claim in page.claims):
        return
    told = list(tellings(page.source, rules))
    starts = min((claim.span.start for claim in page.claims if Flag.HEADLINE not in claim.flags), default=0)
    heads = [one for one in told if all(_heads(claim, starts) for claim in one.claims)]
    body = [one for one in told if not any(Flag.HEADLINE in claim.flags for claim in one.claims)]
    for head in heads:
        alike = [one for one in body if one.measure == head.measure]
        if any(agree(head, one) for one in alike):
            continue
        near = [(likeness(head.subject, one.subject), one) for one in alike if _same_thing(head, one)]
        near = [found for found in near if found[0][0] >= rules.numbers.likeness_of_other and found[0][1]]
        if near:
            other = max(near, key=lambda found: (found[0][0], -found[1].claim.span.start))[1]
            factor = jump(head, other, rules)
            times = f", {factor:,} times apart" if factor else ""
            words = f"the headline says {figure(head.claim)}, the text {figure(other.claim)}{times}"
            yield page.finding(Check.HEADLINE_AND_BODY_DIFFER, words, (head.claim, other.claim))


def unit_does_not_belong(page: Page, rules: TrackingRules) -> Iterator[Finding]:
    """Yield figures in a unit that their subject is not measured in."""
    for claim in page.claims:
        if claim.subject is None:
            continue
        words = frozenset(rules.stem(claim.subject.text))
        whole = rules.stem.all((page.text or "")[claim.sentence.start : claim.sentence.end].split()) | words
        for unfit in rules.unfit:
            measured = scale(claim.quantity.unit).dimension == scale(unfit.unit).dimension
            if measured and words & unfit.things and (not unfit.beside or words & unfit.beside):
                if whole & unfit.unless:
                    continue
                rule = f"({unfit.rule.ref.id})"
                told = f"the subject {subject(claim)} is told in {claim.quantity.unit}: {figure(claim)}"
                yield page.finding(
                    Check.UNIT_DOES_NOT_BELONG, f"{told}; such a thing is not measured in it {rule}", (claim,)
                )


def bidi_override(page: Page, _: TrackingRules) -> Iterator[Finding]:
    """Yield sentences with figures where marks turn what is shown: the reader sees other digits than the file has."""
    if page.text is None:
        return
    for claims in page.sentences.values():
        found = [(claim, mark) for claim in claims if (mark := turned(page.text, claim.sentence, claim.span))]
        if found:
            touched, mark = [claim for claim, _ in found], found[0][1]
            name = f"U+{ord(mark[0]):04X} ({_NAMES[mark[0]]}) stands at {mark.start()}"
            figures = ", ".join(map(figure, touched))
            words = f"{name}: what is shown may differ from what is stored, which reads {figures}"
            yield page.finding(Check.BIDI_OVERRIDE, words, touched)


def _heads(claim: Claim, starts: int) -> bool:
    """Whether a figure stands above the text, not in a heading or a list inside it."""
    return Flag.HEADLINE in claim.flags and claim.span.start < starts


def _same_thing(head: Telling, other: Telling) -> bool:
    one, two = head.claim, other.claim
    known = one.stage not in _VAGUE and two.stage not in _VAGUE
    return (
        (one.status is two.status or not known)
        and one.modality is two.modality
        and one.polarity is two.polarity
        and (two.part_of is None) == (one.part_of is None)
        and same_time(one.time, two.time)
        and places_of(head, other) is not False
    )
