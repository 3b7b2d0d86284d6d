"""The rows that the flat exports share: the columns of a claim, its sentence, and what people said of it.

Input: Source*, Verdicts. Output: rows, column name to cell, in the order of docs/columns.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.columns import COLUMNS
from extractor.model import Claim
from extractor.tables.frame import Row
from extractor.tables.headings import PEOPLE
from extractor.tables.safety import writable
from extractor.tables.sources import Source, Verdict, Verdicts

TABLE_COLUMNS = (*COLUMNS, "sentence", *PEOPLE)
_NOTHING = Verdict()


def rows(sources: Iterable[Source], verdicts: Verdicts | None = None) -> Iterator[Row]:
    """Yield one row a claim; texts hold nothing that a file cannot."""
    known = verdicts or {}
    for source in sources:
        for claim in source.claims:
            row = claim.to_row()
            row["sentence"] = sentence(claim, source.text)
            said = known.get(claim.id, _NOTHING)
            row["verdict"], row["verdict_source"], row["note"] = said.verdict, said.source, said.note
            yield {name: writable(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def sentence(claim: Claim, text: str | None) -> str | None:
    """Return the sentence of a claim in the words of the document; None where its text was not kept."""
    return None if text is None else text[claim.sentence.start : claim.sentence.end]
