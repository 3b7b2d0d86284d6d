"""Bidi controls that turn what a reader sees: one makes a stored 5005 look like 5050.

Such a control turns a figure that it stands in or beside; an override turns all that follows it in its sentence.

Input: an original text, the span of a sentence, the span of a figure in it. Output: the control, or None.
"""

from __future__ import annotations

import re

from extractor.model import Span

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")


def turned(text: str, sentence: Span, figure: Span) -> re.Match[str] | None:
    """Return what may turn a figure."""
    beside = _TURNING.search(text, max(0, figure.start - 1), figure.end + 1)
    return _OVERRIDE.search(text, max(0, sentence.start - 1), sentence.end) or beside
