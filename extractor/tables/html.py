"""Claims on their text: an HTML fragment for notebooks and pages.

Everything from the document is escaped. Numbers stand in ``dir="ltr"`` cells and text in ``<bdi>``, or bidi display
would turn −5.2 into 5.2− and ranges round.

Input: the original text and its claims. Output: HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from extractor.model import Claim, Phrase, Polarity, TimeScope
from extractor.tables.labels import amount, unit_label

_STYLE = """
.extractor{--line:#8884;--mark:#ffe08a;font-family:Vazirmatn,Tahoma,"Noto Naskh Arabic",sans-serif;line-height:1.9}
.extractor .text{white-space:pre-wrap;border-inline-start:3px solid var(--line);padding-inline-start:1em}
.extractor mark{background:var(--mark);color:#222;border-radius:.2em;padding:0 .15em}
.extractor mark sup{font-size:.65em;margin-inline-start:.2em}
.extractor table{border-collapse:collapse;width:100%;margin-top:1em;font-size:.9em}
.extractor th,.extractor td{border-bottom:1px solid var(--line);padding:.3em .6em;text-align:start;vertical-align:top}
.extractor td.number{direction:ltr;text-align:end;white-space:nowrap}
.extractor .denied{text-decoration:line-through}
"""

_HEADINGS = ("#", "مقدار", "یکا", "موضوع", "وضعیت", "زمان", "مکان", "گوینده", "سمت", "جزئی از")


def page(text: str, claims: Sequence[Claim]) -> str:
    """Return a fragment: the text, right to left, with its claims marked and numbered, and the table below."""
    return (
        f'<div class="extractor" dir="rtl" lang="fa"><style>{_STYLE}</style>'
        f'<div class="text">{"".join(_marked(text, claims))}</div>{_table(claims)}</div>'
    )


def _marked(text: str, claims: Iterable[Claim]) -> Iterator[str]:
    at = 0
    for number, claim in enumerate(claims, 1):
        start, end = claim.span
        if start < at:
            continue
        yield escape(text[at:start])
        yield f'<mark title="{escape(_summary(claim))}">{escape(text[start:end])}<sup>{number}</sup></mark>'
        at = end
    yield escape(text[at:])


def _summary(claim: Claim) -> str:
    denied = ", denied" if claim.polarity is Polarity.NEGATIVE else ""
    return f"{amount(claim.quantity)} {unit_label(claim.quantity)}: {claim.status}{denied}"


def _table(claims: Sequence[Claim]) -> str:
    if not claims:
        return "<p>هیچ رقمی یافت نشد.</p>"
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    head = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    body = "".join(_row(claim, numbers) for claim in claims)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(claim: Claim, numbers: dict[str, int]) -> str:
    said, denied = claim.attribution, ' class="denied"' if claim.polarity is Polarity.NEGATIVE else ""
    cells = [
        f'<td class="number">{numbers[claim.id]}</td>',
        f'<td class="number">{escape(amount(claim.quantity))}</td>',
        f"<td><bdi>{escape(unit_label(claim.quantity))}</bdi></td>",
        _cell(claim.subject),
        f'<td{denied}><bdi dir="ltr">{claim.status}</bdi></td>',
        _cell(claim.time),
        _cell(claim.place),
        _cell(said.speaker),
        _cell(said.role),
        f'<td class="number">{numbers.get(claim.part_of or "", "")}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(part: Phrase | TimeScope | None) -> str:
    return f"<td><bdi>{escape(part.text) if part else ''}</bdi></td>"
