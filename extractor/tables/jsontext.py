"""JSON that any file can hold: Persian readable, lone surrogates replaced, nothing that some take for a line's end.

Long lists are written as they come.

Input: values. Output: JSON text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

from extractor.tables.safety import writable

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def dumps(value: Any) -> str:
    """Return a value on one line."""
    text = writable(json.dumps(value, ensure_ascii=False, allow_nan=False))
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_list(out: TextIO, head: str, items: Iterable[Any], tail: str) -> None:
    """Write a list, an item a line, between what opens and what closes it."""
    out.write(head)
    for number, item in enumerate(items):
        out.write(",\n" if number else "\n")
        out.write(dumps(item))
    out.write(f"\n{tail}\n")
