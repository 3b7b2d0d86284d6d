"""Run every check over documents, one by one and all together.

Input: Source* (documents with their claims; some checks read the words between figures and pass over documents whose
text was not kept). Output: Finding*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from extractor.tables.sources import Source
from extractor.tracking.checks.arithmetic import change_does_not_add_up, percent_does_not_give_figure
from extractor.tracking.checks.finding import Finding, Page, quotes
from extractor.tracking.checks.pages import bidi_override, headline_and_body_differ, unit_does_not_belong
from extractor.tracking.checks.stories import deadlines_passed, scale_jumps, units_taken_for_others
from extractor.tracking.checks.sums import parts_exceed_whole, shares_do_not_add_up
from extractor.tracking.rules import TrackingRules, shipped_rules
from extractor.tracking.tellings import Telling, in_order, tellings
from extractor.tracking.threads import Thread, threads_of

_OF_ONE: tuple[Callable[[Page, TrackingRules], Iterator[Finding]], ...] = (
    parts_exceed_whole,
    shares_do_not_add_up,
    percent_does_not_give_figure,
    change_does_not_add_up,
    headline_and_body_differ,
    unit_does_not_belong,
    bidi_override,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What documents tell over time, and what in them does not add up."""

    threads: tuple[Thread, ...]
    findings: tuple[Finding, ...]


def check(
    sources: Iterable[Source], rules: TrackingRules | None = None, *, as_of: date | None = None
) -> tuple[Finding, ...]:
    """Return what does not add up: document by document, then between documents.

    ``as_of`` is the day by which deadlines are looked at; without it, that of the latest document.
    """
    return examine(sources, rules, as_of=as_of).findings


def examine(sources: Iterable[Source], rules: TrackingRules | None = None, *, as_of: date | None = None) -> Examined:
    """Return threads and findings."""
    rules = rules or shipped_rules()
    found: list[Telling] = []
    findings: list[Finding] = []
    texts: dict[str, str | None] = {}
    for source in sources:
        page = Page(source)
        texts[source.document.id] = source.text
        found += tellings(source, rules)
        findings += [finding for of_one in _OF_ONE for finding in of_one(page, rules)]
    found = in_order(found)
    threads = threads_of(found, rules)
    day = as_of or max((telling.day for telling in found if telling.day), default=None)
    pointed = [*scale_jumps(threads, rules), *units_taken_for_others(found, rules)]
    if day is not None:
        pointed += deadlines_passed(found, threads, day, rules)
    findings += [Finding(name, words, claims, quotes(claims, texts)) for name, words, claims in pointed]
    return Examined(threads, tuple(findings))
