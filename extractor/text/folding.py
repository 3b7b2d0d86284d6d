"""Fold a text to one spelling of each letter, digit and space without losing its offsets.

Folding replaces characters one for one; only marks that carry nothing (tatweel, vowel marks, bidi controls,
zero-width spaces) are dropped, and only then is an index array kept. A tatweel beside no letter is a dash («۳ـ۵»), and
a thin space between groups of three digits the mark of thousands. Folded text has ASCII digits, Persian ye
and kaf, U+0020 for every space, U+000A for every line end and U+200C for every non-joiner.

Input: the original text. Output: Folded.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

from msgspec import Struct

from extractor.model import Span

ZWNJ = "\u200c"

_DROPPED = (
    "\u0640"  # tatweel
    "\u0610\u0611\u0612\u0613\u0614\u0615\u0616\u0617\u0618\u0619\u061a"
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0657\u0658\u0659\u065a\u065b\u065c"
    "\u065d\u065e\u065f\u0670"
    "\u06d6\u06d7\u06d8\u06d9\u06da\u06db\u06dc\u06df\u06e0\u06e1\u06e2\u06e3\u06e4\u06e7\u06e8\u06ea\u06eb\u06ec\u06ed"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # bidi controls
    "\u00ad\u034f\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f\u20e3"  # invisible
)

_LETTERS = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی", "ئ": "ی", "ێ": "ی",
    "ك": "ک", "ڪ": "ک", "ګ": "گ",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۂ": "ه",
    "أ": "ا", "إ": "ا", "ٱ": "ا",
    "ؤ": "و", "ۆ": "و", "ۇ": "و",
}  # fmt: skip

_SPACES = (
    "\t\u000b\u000c\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u2800\u3000\u115f"
)
_LINE_ENDS = "\r\u0085\u2028\u2029"
_NON_JOINERS = "\u200d\u00ac"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_PERCENTS = "\u066a\ufe6a\uff05"
_FORMATTED = ("<isolated>", "<initial>", "<medial>", "<final>")


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for letter in map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))):
        form, *codes = unicodedata.decomposition(letter).split()[:3] or [""]
        if form in _FORMATTED and len(codes) == 1:
            plain = chr(int(codes[0], 16))
            table[ord(letter)] = _LETTERS.get(plain, plain)
    for digit in map(chr, (*range(0x0660, 0x066A), *range(0x06F0, 0x06FA), *range(0xFF10, 0xFF1A))):
        table[ord(digit)] = str(unicodedata.digit(digit))
    groups = ((_SPACES, " "), (_LINE_ENDS, "\n"), (_NON_JOINERS, ZWNJ), (_DASHES, "-"), (_PERCENTS, "%"))
    for characters, plain in groups:
        table.update(dict.fromkeys(map(ord, characters), plain))
    table.update((ord(letter), plain) for letter, plain in _LETTERS.items())
    return table


_TABLE = _table()
_FOLDED = {chr(code): plain for code, plain in _TABLE.items()}
_THIN = re.compile(r"(?<=\d)[\u2009\u202f](?=\d{3}(?!\d))")
_TATWEEL = "\u0640"
_DASH = re.compile(r"(?<![^\W\d_])\u0640+(?![^\W\d_])")
_ODD = re.compile(f"[{re.escape(''.join(_FOLDED))}]")
_DROP = re.compile(f"[{_DROPPED}]+")
_KEEP = re.compile(f"[^{_DROPPED}]+")


class Folded(Struct, frozen=True):
    """Folded text and, where characters were dropped, the original index of each that is left."""

    text: str
    origin: array[int] | None = None

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original text that the folded range start:end stands for."""
        if self.origin is None or start >= end:
            return Span(start, end) if self.origin is None else Span(self._index(start), self._index(start))
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def _index(self, position: int) -> int:
        assert self.origin is not None  # noqa: S101  only called where characters were dropped
        return self.origin[position] if position < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)


def fold(text: str) -> Folded:
    """Fold a whole text, keeping the way back to its offsets."""
    if "\u2009" in text or "\u202f" in text:
        text = _THIN.sub("٬", text)
    if _TATWEEL in text:
        text = _DASH.sub(_dashed, text)
    plain = _ODD.sub(_plain, text)  # few characters fold: faster than str.translate, which looks at each
    if not _DROP.search(plain):
        return Folded(plain)
    origin = array("l")
    pieces = []
    for kept in _KEEP.finditer(plain):
        pieces.append(kept.group())
        origin.extend(range(kept.start(), kept.end()))
    return Folded("".join(pieces), origin)


def _dashed(match: re.Match[str]) -> str:
    return "-".ljust(len(match[0]), _TATWEEL)


def _plain(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def fold_form(form: str) -> str:
    """Fold a form of a rule file as texts are folded."""
    return _DROP.sub("", form.translate(_TABLE))
