"""Claims of a column of texts, in a notebook: one row a claim, under the index of its document.

``texts.to_frame().join(frame(texts))`` puts claims beside their documents. Numbers are doubles here, for arithmetic;
the column ``exact`` has them exactly. For more than some ten thousand documents there is ``extractor batch``.

Input: a Series or an iterable of texts. Output: a DataFrame with the columns of docs/columns.md.
"""

from __future__ import annotations

import hashlib
import math
import warnings
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.columns import COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    import pint

    from extractor.corpus.extraction import Rows
    from extractor.ruleset import RuleSet

_NUMBERS = ("value", "low", "high")
_DAYS = ("time_start", "time_end", "published")
_FLAGS = ("place_inferred", "direct")
_TOGETHER = 256


def frame(
    texts: pd.Series[Any] | Iterable[str],
    *,
    unit: str | None,
    rules: RuleSet,
    **parts: object,
) -> pd.DataFrame:
    """Return one row a claim; see :func:`extractor.frame`."""
    import pandas as pd

    texts = texts if isinstance(texts, pd.Series) else pd.Series(list(texts), dtype=object)
    rows = list(_read(texts, parts, rules))
    index = texts.index.repeat([len(row.claims) for row in rows])
    cells = [claim.to_row() for row in rows for claim in row.claims]
    found = pd.DataFrame.from_records(cells, columns=list(COLUMNS))
    found.index = index
    found = _typed(found)
    if unit is not None:
        found["quantity"] = _quantities([claim.quantity for row in rows for claim in row.claims], unit, index)
    errors = [error for row in rows for error in row.errors]
    found.attrs["errors"] = errors
    lost = sum(error["lost"] for error in errors)
    if lost:
        told = f"{lost} of {len(rows)} documents could not be read; attrs['errors'] of the result tells why"
        warnings.warn(told, stacklevel=3)
    return found


def _read(texts: pd.Series[Any], parts: dict[str, object], rules: RuleSet) -> Iterable[Rows]:
    from extractor.corpus.extraction import Settings
    from extractor.corpus.items import Item, item_rows
    from extractor.corpus.mapping import Columns, reading

    extract = rules.load()
    cells = {"text": list(texts), **{name: _cells(part, texts, name) for name, part in parts.items()}}
    named = Columns()
    items = []
    for number, values in enumerate(zip(*cells.values(), strict=True)):
        row = {name: None if _missing(value) else value for name, value in zip(cells, values, strict=True)}
        name = hashlib.sha256(str(row["text"]).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        items.append(Item(None, reading(number, row, named, name)))
    for start in range(0, len(items), _TOGETHER):
        yield from item_rows(items[start : start + _TOGETHER], extract, Settings())


def _cells(part: object, texts: pd.Series[Any], name: str) -> list[object]:
    """Return a cell a text: of a column, of an iterable, or the same for all."""
    import pandas as pd

    if isinstance(part, pd.Series):
        if not part.index.equals(texts.index):
            msg = f"'{name}' has another index than the texts; take both from one DataFrame"
            raise ValueError(msg)
        return list(part)
    if part is None or isinstance(part, str) or not isinstance(part, Iterable):
        return [part] * len(texts)
    cells = list(part)
    if len(cells) != len(texts):
        msg = f"'{name}' has {len(cells)} entries for {len(texts)} texts"
        raise ValueError(msg)
    return cells


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or type(value).__name__ in _NOTHING


_NOTHING = ("NAType", "NaTType")


def _typed(found: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    from extractor.corpus.schema import VOCABULARIES

    for name in _NUMBERS:
        found[name] = pd.Series([_double(cell) for cell in found[name]], index=found.index, dtype="float64")
    for name in _DAYS:
        found[name] = pd.to_datetime(found[name]).astype("datetime64[s]")
    for name in _FLAGS:
        found[name] = found[name].astype("boolean")
    for name, vocabulary in VOCABULARIES.items():
        if name in found:
            found[name] = pd.Categorical(found[name], categories=[member.value for member in vocabulary])
    return found


def _double(cell: Any) -> float:
    try:
        return math.nan if cell is None else float(cell)
    except OverflowError:
        return math.nan


def _quantities(quantities: Iterable[Any], unit: str, index: pd.Index[Any]) -> pd.Series[Any]:
    """Return single values in one unit, missing where a claim is a range or measures something else."""
    import pandas as pd
    import pint

    try:
        import pint_pandas
    except ImportError as error:
        msg = "a column with a unit needs pint-pandas: pip install pint-pandas"
        raise ImportError(msg) from error
    magnitudes = []
    for quantity in quantities:
        try:
            magnitudes.append(float(quantity.to(unit).magnitude))
        except (ValueError, pint.PintError):
            magnitudes.append(math.nan)
    units = _doubles()
    pint_pandas.PintType.ureg = units
    column: Any = pint_pandas.PintArray
    return pd.Series(column(magnitudes, units.Unit(unit)), index=index)


@cache
def _doubles() -> pint.UnitRegistry[Any]:
    """Return our units over doubles: pandas cannot multiply its columns by decimals."""
    import pint

    from extractor.dimensions import DEFINITIONS

    return pint.UnitRegistry(str(DEFINITIONS), cache_folder=None)
