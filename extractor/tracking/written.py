"""Threads and findings as rows of JSON, as lines of text, and as the report takes them.

Input: Thread*, Finding*. Output: rows, lines, the types of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.columns import exact_text
from extractor.model import Claim
from extractor.tables.headings import Language, words
from extractor.tables.report import parts
from extractor.tracking.checks.finding import Finding
from extractor.tracking.threads import Link, Thread, Told
from extractor.tracking.wording import day, figure, place, quoted, speaker, spoken, status, subject, when

Row = Mapping[str, Any]
Texts = Mapping[str, str | None]


def thread_row(thread: Thread, texts: Texts) -> Row:
    """Return a thread as JSON: what was told, in order, and the links between, with their reasons."""
    return {
        "id": thread.id,
        "title": thread.title,
        "told": [_told_row(told, texts) for told in thread.told],
        "links": [
            {
                "earlier": link.earlier,
                "later": link.later,
                "points": link.match.points,
                "reasons": list(link.match.reasons),
                "differences": [
                    {"kind": one.kind.value, "earlier": one.earlier.id, "later": one.later.id, "words": one.words}
                    for one in link.differences
                ],
            }
            for link in thread.links
        ],
    }


def finding_row(finding: Finding) -> Row:
    """Return a finding as JSON."""
    return {
        "check": finding.check.value,
        "words": finding.words,
        "claims": [claim.id for claim in finding.claims],
        "figures": [claim.text for claim in finding.claims],
        "sentences": [
            {"document": quote.document, "start": quote.span.start, "end": quote.span.end, "text": quote.words}
            for quote in finding.quotes
        ],
    }


def thread_lines(thread: Thread, texts: Texts) -> Iterator[str]:
    """Yield a thread as text: each telling with its sentences, then what differs from the one that it follows."""
    yield thread.title
    follows = {link.later: link for link in thread.links}
    for number, told in enumerate(thread.told):
        yield f"  {number + 1}. {_told_words(told)}"
        for order, telling in enumerate(told.tellings):
            yield f"       {_sentence(telling.claim, texts)}"
            if order:
                yield f"       as before: {told.again[order - 1]}"
        if number in follows:
            yield from _link_lines(follows[number])


def finding_lines(finding: Finding) -> Iterator[str]:
    """Yield a finding as text: the check, its arithmetic, the sentences with their places."""
    yield f"{spoken(finding.check)}: {finding.words}"
    for quote in finding.quotes:
        said = "(the text was not kept)" if quote.words is None else quoted(quote.words)
        yield f"  {quoted(quote.document)} {quote.span.start}–{quote.span.end}: {said}"


def report_thread(thread: Thread) -> parts.Thread:
    """Return a thread as the report takes it."""
    notes = [f"{spoken(one.kind)}, {when(one.later)}: {one.words}" for one in thread.differences]
    notes += [
        f"told by {len(told.tellings)} outlets: {_outlets(told)}" for told in thread.told if len(told.tellings) > 1
    ]
    return parts.Thread(thread.title, tuple(claim.id for claim in thread.claims), tuple(notes))


def report_finding(finding: Finding, language: Language) -> parts.Finding:
    """Return a finding as the report takes it, under the name of its check in a language."""
    name = words(language)["check"][finding.check.value]
    return parts.Finding(name, finding.words, tuple(claim.id for claim in finding.claims))


def _told_row(told: Told, texts: Texts) -> Row:
    claim = told.first.claim
    said = claim.attribution.speaker
    return {
        "published": told.day.isoformat() if told.day else None,
        "exact": exact_text(claim.quantity),
        "unit": claim.quantity.unit,
        "counter": claim.quantity.counter,
        "per": claim.quantity.per,
        "modifier": claim.quantity.modifier.value,
        "subject": claim.subject.text if claim.subject else None,
        "place": claim.place.text if claim.place else None,
        "status": claim.status.value,
        "polarity": claim.polarity.value,
        "deadline": told.first.deadline.isoformat() if told.first.deadline else None,
        "speaker": said.text if said else None,
        "by": [
            {
                "document": telling.document,
                "outlet": telling.claim.document.outlet,
                "url": telling.claim.document.url,
                "published": telling.day.isoformat() if telling.day else None,
                "claims": [mention.id for mention in telling.claims],
                "figures": [mention.text for mention in telling.claims],
                "sentence": _words_of(telling.claim, texts),
                "reasons": list(told.again[number - 1].reasons) if number else [],
            }
            for number, telling in enumerate(told.tellings)
        ],
    }


def _told_words(told: Told) -> str:
    claim = told.first.claim
    said = [
        f"{day(told.day)} {figure(claim)}",
        status(claim),
        subject(claim),
        place(claim),
        f"said by {speaker(claim)}",
    ]
    if told.first.deadline:
        said.append(f"by {day(told.first.deadline)}")
    outlets = len(told.tellings)
    said.append(f"in {_outlets(told)}" + (f" ({outlets} outlets, one telling)" if outlets > 1 else ""))
    return ", ".join(said)


def _outlets(told: Told) -> str:
    return ", ".join(quoted(telling.claim.document.outlet or telling.document) for telling in told.tellings)


def _link_lines(link: Link) -> Iterator[str]:
    yield f"       after {link.earlier + 1}: {link.match}"
    for difference in link.differences:
        yield f"       * {spoken(difference.kind)}: {difference.words}"


def _sentence(claim: Claim, texts: Texts) -> str:
    said = _words_of(claim, texts)
    where = f"{quoted(claim.document.id)} {claim.sentence.start}–{claim.sentence.end}"
    return f"{where}: {'(the text was not kept)' if said is None else quoted(said)}"


def _words_of(claim: Claim, texts: Texts) -> str | None:
    text = texts.get(claim.document.id)
    return None if text is None else text[claim.sentence.start : claim.sentence.end]
