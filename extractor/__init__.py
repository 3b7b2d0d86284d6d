"""Reads Persian policy news and turns every figure in it into a typed, sourced, checkable record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from extractor.model import Claim, Quantity
    from extractor.pipeline import Extractor, load
    from extractor.result import Result
    from extractor.rulebook.source import RuleError

__all__ = ["Claim", "Extractor", "Quantity", "Result", "RuleError", "extract", "frame", "load"]
__version__ = "0.1.0"

# Importing the package costs next to nothing; what it offers is imported when it is first asked for.
_HOMES = {
    "Claim": "extractor.model",
    "Quantity": "extractor.model",
    "Extractor": "extractor.pipeline",
    "load": "extractor.pipeline",
    "Result": "extractor.result",
    "RuleError": "extractor.rulebook.source",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module 'extractor' has no attribute '{name}'"
        raise AttributeError(msg)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def extract(text: str) -> Result:
    """Read one Persian text; the short way to ``load("fa")(text)``."""
    from extractor.pipeline import load

    return load("fa")(text)


def frame(
    texts: pd.Series[Any] | Iterable[str],
    *,
    id: object = None,
    title: object = None,
    outlet: object = None,
    url: object = None,
    published: object = None,
    unit: str | None = None,
    language: str | Iterable[str] = "fa",
    rules: Iterable[str | Path] = (),
) -> pd.DataFrame:
    """Read a column of texts: one row a claim, under the index of its document, so that ``df.join(...)`` fits.

    The columns are those of docs/columns.md, with numbers as doubles (``exact`` has them exactly). Documents that
    could not be read are in ``attrs["errors"]`` of the result.

    Args:
        texts: the texts.
        id: a column of ids; without one a document is named by a digest of its text.
        title: a column, or one title for all; so for the three that follow.
        outlet: who published it.
        url: where.
        published: when: dates, or texts such as 2023-05-01 and 1402/02/11.
        unit: adds the column ``quantity``, single values in this unit, by pint-pandas (the extra ``[notebook]``).
        language: the rules to read by, of one language or several: ``("fa", "en")``.
        rules: folders of more rules.

    Raises:
        ValueError: a column does not fit the texts.
        ImportError: ``unit`` is given and pint-pandas is not installed.
    """
    from extractor.corpus.notebook import frame
    from extractor.ruleset import RuleSet

    return frame(
        texts,
        unit=unit,
        rules=RuleSet.of(language, rules),
        id=id,
        title=title,
        outlet=outlet,
        url=url,
        published=published,
    )
