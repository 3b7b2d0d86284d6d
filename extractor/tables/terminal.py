"""Claims as a table in a terminal.

Persian cells stand between first-strong isolates, so that a terminal that knows bidi keeps every cell in its column;
others show nothing for them.

Input: Claim*. Output: a rich Table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.model import Claim, Phrase, Polarity, TimeScope
from extractor.tables.labels import amount, unit_label

if TYPE_CHECKING:
    from rich.table import Table

# Controls from a document must never reach the terminal: an escape sequence could redraw it.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def table(claims: Iterable[Claim], *, documents: bool) -> Table:
    """Return the claims as a table; ``documents`` adds the column that names the document."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    headings = ("amount", "unit", "subject", "status", "time", "place", "speaker", "role")
    for heading in ("document", *headings) if documents else headings:
        shown.add_column(heading, justify="right" if heading == "amount" else "left", no_wrap=heading == "amount")
    for claim in claims:
        cells = _cells(claim)
        shown.add_row(*((isolated(claim.document.id), *cells) if documents else cells))
    return shown


def isolated(text: str) -> str:
    """Return a text safe for a terminal cell, between isolates."""
    plain = _CONTROLS.sub(" ", text).replace("[", "\\[")
    return plain if plain.isascii() else f"\u2068{plain}\u2069"


def _cells(claim: Claim) -> tuple[str, ...]:
    said = claim.attribution
    status = f"not {claim.status}" if claim.polarity is Polarity.NEGATIVE else claim.status.value
    return (
        amount(claim.quantity),
        isolated(unit_label(claim.quantity)),
        _part(claim.subject),
        status,
        _part(claim.time),
        _part(claim.place),
        _part(said.speaker),
        _part(said.role),
    )


def _part(part: Phrase | TimeScope | None) -> str:
    return isolated(part.text) if part else ""
