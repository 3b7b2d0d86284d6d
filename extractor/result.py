"""What reading one text gives: the document and its claims, and ways to look at them.

Input: Document, Claim*. Output: Result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.model import Claim, DocumentRef
from extractor.text.document import Document

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Result:
    """The claims of one document."""

    source: Document
    claims: tuple[Claim, ...]

    @property
    def text(self) -> str:
        """The original text."""
        return self.source.text

    @property
    def document(self) -> DocumentRef:
        """The reference of the document."""
        return self.source.ref

    def to_frame(self) -> pd.DataFrame:
        """Return one row a claim."""
        from extractor.tables.frame import frame

        return frame(self.claims)

    def to_html(self) -> str:
        """Return a fragment of HTML: the text, right to left, with its claims marked, and the table below."""
        from extractor.tables.html import page

        return page(self.text, self.claims)

    def _repr_html_(self) -> str:
        return self.to_html()

    def explain(self) -> str:
        """Return, claim by claim and field by field, which words and which rule gave what."""
        from extractor.tables.explanation import explain

        return explain(self.text, self.claims)
