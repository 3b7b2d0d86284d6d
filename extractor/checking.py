"""Run the examples and counterexamples of a rule book through the very pipeline that users run.

Those of earlier packs run again over what later packs made of them; where one no longer holds, the later rule that
comes into question is named with it.

Input: an Extractor. Output: Failure*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.causes import Causes, told
from extractor.columns import Cell
from extractor.pipeline import Extractor
from extractor.rulebook.rule import Example
from extractor.rulebook.source import printable
from extractor.rulebook.table import parse_number


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold, and what of a later pack may have broken it."""

    example: Example
    message: str
    causes: tuple[str, ...] = ()

    def __str__(self) -> str:
        because = f"; it held before {' and '.join(self.causes)}" if self.causes else ""
        return printable(f"{self.example.place}: {self.example.rule}: {self.message}{because}")


def check(extractor: Extractor) -> Iterator[Failure]:
    """Yield what does not hold: failing examples, and examples marked ``todo`` that hold by now."""
    causes = Causes(extractor, lambda other, example: check_example(other, example) is None)
    for example in extractor.examples:
        message = check_example(extractor, example)
        if example.todo and message is None:
            yield Failure(example, "is marked todo but holds; take the mark away")
        elif message is not None and not example.todo:
            yield Failure(example, message, causes.of(example))


def check_gone(extractor: Extractor) -> Iterator[Failure]:
    """Yield examples of replaced and removed rules that no longer hold: what an author gives up with a rule."""
    for book in extractor.books:
        by = {override.id: override for override in book.overrides if override.before}
        for example in book.gone:
            message = check_example(extractor, example)
            if message is not None and not example.todo:
                yield Failure(example, message, (told(by[example.rule]),))


def check_example(extractor: Extractor, example: Example) -> str | None:
    """Return what is wrong, or None where the example holds."""
    published = date.fromisoformat(example.published) if example.published else None
    rows = _readable([claim.to_row() for claim in extractor(example.text, published=published).claims])
    found = _found(example, rows)
    got = "; ".join(f"{row['text']} [{row['value'] or row['exact']} {row['unit']}]" for row in rows) or "no claim"
    if not example.counter:
        if not found:
            return f"expected a claim on {example.find or 'the text'}; got {got}"
        wrong = [_differences(row, example) for row in found]
        return None if "" in wrong else wrong[0]
    if example.expected:
        return "has just those values" if any(not _differences(row, example) for row in found) else None
    return f"expected no claim on {example.find or 'the text'}; got {got}" if found else None


def _readable(rows: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Put the text of a claim wherever a column names it by its id: nobody can write an id into an example."""
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    return [{column: _named(cell, texts) for column, cell in row.items()} for row in rows]


def _named(cell: Cell, texts: Mapping[str, str]) -> Cell:
    return "; ".join(texts.get(part, part) for part in cell.split("; ")) if isinstance(cell, str) else cell


def _found(example: Example, rows: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
    if example.find is None:
        return rows
    start = example.text.index(example.find)
    end = start + len(example.find)
    if example.counter:
        return [row for row in rows if int(str(row["start"])) < end and start < int(str(row["end"]))]
    return [row for row in rows if (row["start"], row["end"]) == (start, end)]


def _differences(row: dict[str, Cell], example: Example) -> str:
    parts = []
    for column, expected in example.expected.items():
        if column not in row:
            parts.append(f"there is no column '{column}'")
        elif not _same(row[column], expected):
            parts.append(f"{column}: expected {expected}, got {row[column]}")
    return "; ".join(parts)


def _same(cell: Cell, expected: str) -> bool:
    if expected == "none":
        return cell is None
    if isinstance(cell, Decimal):
        number = parse_number(expected)
        return number is not None and cell == number
    return str(cell) == expected
