"""JSON: one object a line, or one array of objects a file.

Input: Source. Output: Reading*, a line each (blank lines are none), or an element each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractor.corpus.inputs import Source
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns, Fault, Reading, reading
from extractor.corpus.streams import BROKEN, InflatedError, Stream, TooLong, opened, told

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"
# An array is held whole while it is read.
_LARGEST_ARRAY = 500_000_000


def read_jsonl(source: Source, columns: Columns, limits: Limits, first: int) -> Iterator[Reading]:
    """Yield the documents of the lines of a file."""
    row = 0
    try:
        with opened(source) as stream:
            for row, line in enumerate(stream.lines(limits.row_bytes), 1):
                if row == 1 and isinstance(line, bytes) and line.startswith(_UTF16):
                    yield _fault(row, "this is UTF-16, not UTF-8; save it as UTF-8", source.size)
                    return
                if row >= first and (isinstance(line, TooLong) or not line.isspace()):
                    yield _line(row, line, source, columns, stream.at)
    except (*BROKEN, InflatedError) as error:
        yield _fault(row + 1, told(error), source.size)


def read_json(source: Source, columns: Columns, limits: Limits, first: int) -> Iterator[Reading]:
    """Yield the documents of a file that is an array, or one object, or in fact lines of objects."""
    try:
        with opened(source) as stream:
            start = stream.read(1024).removeprefix(_BOM).lstrip()
            if not start.startswith(b"["):
                yield from read_jsonl(source, columns, limits, first)
                return
            found = _array(start, stream)
    except (*BROKEN, InflatedError) as error:
        yield _fault(1, told(error), source.size)
        return
    if isinstance(found, str):
        yield _fault(1, found, source.size)
        return
    for row, (element, twice) in enumerate(found, 1):
        if row >= first:
            yield _element(row, element, twice, source, columns, source.size * row // len(found))


def _array(start: bytes, stream: Stream) -> list[tuple[object, str | None]] | str:
    data = start + stream.read(_LARGEST_ARRAY)
    if len(data) > _LARGEST_ARRAY:
        return f"an array of more than {_LARGEST_ARRAY:,} bytes; write one object a line (.jsonl)"
    parsed = _parsed(data)
    if isinstance(parsed, str):
        return parsed
    value, twice = parsed
    return [(element, twice) for element in value] if isinstance(value, list) else "not an array"


def _line(row: int, line: bytes | TooLong, source: Source, columns: Columns, at: int) -> Reading:
    if isinstance(line, TooLong):
        return _fault(row, f"a line of {line.size:,} bytes; the limit on documents allows no such line", at)
    parsed = _parsed(line.removeprefix(_BOM) if row == 1 else line)
    if isinstance(parsed, str):
        return _fault(row, parsed, at)
    return _element(row, *parsed, source, columns, at)


def _element(row: int, element: object, twice: str | None, source: Source, columns: Columns, at: int) -> Reading:
    if not isinstance(element, dict):
        return _fault(row, f"{type(element).__name__}, not an object with a text", at)
    found = reading(row, {**source.columns, **element}, columns, f"{source.name}#{row}", at)
    if twice is None or found.record is None:
        return found
    fault = Fault(f"the key '{twice}' stands twice; the last one was read", lost=False, document=found.record.id)
    return found._replace(faults=(fault, *found.faults))


def _parsed(data: bytes) -> tuple[object, str | None] | str:
    """Return a value and a key that stands twice in an object of it; or what is wrong."""
    twice: list[str] = []

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.extend(key for key, _ in pairs)
        return found

    try:
        value = json.loads(data.decode(), object_pairs_hook=unique, parse_constant=_refused)
    except UnicodeDecodeError as error:
        return f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
    except RecursionError:
        return "nested too deeply"
    except json.JSONDecodeError as error:
        return f"no JSON: {error.msg} (character {error.pos})"
    except ValueError as error:
        return f"no JSON: {error}"
    return value, next((key for key in twice if twice.count(key) > 1), None)


def _refused(name: str) -> object:
    msg = f"{name} is no value of JSON"
    raise ValueError(msg)


def _fault(row: int, reason: str, at: int) -> Reading:
    return Reading(row, None, (Fault(reason),), at)
