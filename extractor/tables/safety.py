"""Text from documents made safe for the files it goes into.

A spreadsheet that opens a CSV file takes a cell for a formula by its first sign, and some cut lines at semicolons and
tabs as well. Wherever such a cell could begin with such a sign, behind marks that cannot be seen too, it gets an
apostrophe; ``unguarded`` takes away these and no others. A signed figure («-۵ درصد», «+ 3.2») is no formula and stays.

Input: text. Output: text.
"""

from __future__ import annotations

import re

_NUMBER = r"(?=[.,٫٬/]*\d)[\d.,٫٬/]++"
# A figure ends, or goes on in Persian letters or after a space in any; a cell with the signs of calls is none.
_FIGURE = (
    rf"[+\-\uff0b\uff0d\ufe62\ufe63]\s*+{_NUMBER}(?:\s*+[%٪])?"
    r"(?:\s*[\u0600-\u06ff]|\s+[^\W\d_]|[.،؛؟?\s]*$)(?![^;\t\r\n]*[(|!=])"
)
_FORMULA = rf"(?!{_FIGURE})[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]"
# What a spreadsheet passes over at the start of a cell, and the apostrophe itself: text that has one is guarded too.
_UNSEEN = r"'\" \u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_START = rf"[{_UNSEEN}\x00-\x1f\x7f]*+{_FORMULA}"
_INSIDE = rf"[{_UNSEEN}\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*+{_FORMULA}"
_GUARD = re.compile(rf"^(?={_START})|(?<=[;\t\r\n])(?={_INSIDE})")
_GUARDED = re.compile(rf"^'(?={_START})|(?<=[;\t\r\n])'(?={_INSIDE})")
_NO_LETTER_FIRST = re.compile(r"[\W\d_].*[\u0620-\u064a\u066e-\u06d3]", re.DOTALL)
_MARK = "\u200f"
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def writable(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which no file can hold; offsets stay."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def guarded(text: str) -> str:
    """Return the text of a CSV cell with an apostrophe wherever a formula could begin."""
    return _GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that ``guarded`` was given."""
    return _GUARDED.sub("", text)


def directed(text: str) -> str:
    """Return the text of a workbook cell; Persian that begins with digits gets a mark of direction before it.

    LibreOffice shows «۱۲۰۰ تا ۱۵۰۰ خانوار» from left to right without, whatever direction the cell has.
    """
    return _MARK + text if _NO_LETTER_FIRST.match(text) else text


def undirected(text: str) -> str:
    """Return the text that ``directed`` was given."""
    return text[1:] if text.startswith(_MARK) and _NO_LETTER_FIRST.match(text[1:]) else text
