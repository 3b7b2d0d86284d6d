"""Cut what is read into parts, the unit of work, of output and of resuming.

Where a part begins depends on the inputs and on the size of parts alone, so that any run cuts alike; a part is
addressed by the position of the row before it.

Input: paths; the position to go on from. Output: Part*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractor.corpus.inputs import sources
from extractor.corpus.items import Item
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Reading
from extractor.corpus.readers import read

PART_DOCUMENTS = 256
# A small corpus is cut finer, so that no worker ends long before the others; cut finer still, files cost too much.
_FEWEST_DOCUMENTS = 64
_PARTS_AT_LEAST = 64
_USUAL_BYTES = 4000
# However long its documents, a part that holds this much is full: what is under way must fit in memory.
_FULL = 4_000_000


class Position(NamedTuple):
    """A row of a source, by their numbers; sources count from 0, rows from 1 (0: the source as a whole)."""

    source: int
    row: int


START = Position(0, -1)


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows, one after another; ``last`` is the position of the last, ``at`` the bytes of input used up by then."""

    number: int
    items: tuple[Item, ...]
    last: Position
    at: int


def part_size(total_bytes: int) -> int:
    """Return how many documents a part has, for inputs of so many bytes, where the user does not say."""
    return min(PART_DOCUMENTS, max(_FEWEST_DOCUMENTS, total_bytes // (_USUAL_BYTES * _PARTS_AT_LEAST)))


def parts(
    inputs: Sequence[Path],
    columns: Columns,
    limits: Limits,
    size: int,
    after: Position = START,
    number: int = 0,
) -> Iterator[Part]:
    """Yield the parts after a position, numbered from ``number`` on."""
    items: list[Item] = []
    held = 0
    last, used = after, 0
    for position, used, item in _items(inputs, columns, limits, after):
        items.append(item)
        last = position
        held += _weight(item.reading)
        if len(items) >= size or held >= _FULL:
            yield Part(number, tuple(items), last, used)
            items, held, number = [], 0, number + 1
    if items or number == 0:
        yield Part(number, tuple(items), last, used)


def _items(
    inputs: Sequence[Path], columns: Columns, limits: Limits, after: Position
) -> Iterator[tuple[Position, int, Item]]:
    used = 0
    for number, source in enumerate(sources(inputs)):
        if number >= after.source:
            first = after.row + 1 if number == after.source else 0
            for reading in read(source, columns, limits, first):
                if reading.row >= first:
                    yield Position(number, reading.row), used + reading.at, Item(source.name, reading)
        used += source.size


def _weight(reading: Reading) -> int:
    record = reading.record
    return len(record.text or record.html or "") if record else 0
