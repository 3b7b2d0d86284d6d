"""Cut a document into sentences, and tell headline, heading and body apart.

A full stop ends a sentence unless it stands in a decimal («83. 5»), after an initial («ه.ق») or in an ellipsis.
A line end ends one too, unless the line goes on in the next: after a word that cannot end a sentence, before a
word that cannot begin one, inside a bracket, and in the body of a page whose lines were broken to a width.
A semicolon does not: what stands after it speaks of the same time and the same thing.
What goes on without an end, as no sentence that anyone wrote does, is cut at LONGEST characters, so that no stage
after this one meets a sentence without bound.

Input: folded text, the ranges of it that are furniture, the words at which lines go on. Output: Sentence*, in
order; they do not overlap, and leave out only white space and what separates them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from extractor.text.scripts import Script, told_apart

LONGEST = 4_000
HEADING_LENGTH = 110
SECTION_LENGTH = 80
WRAPPED_LENGTH = 45
_JOINED_LINES = 40
_LIST_NUMBER = 8

_LETTER = r"[^\W\d_]"
_STOP = re.compile(
    rf"(?<!\.)\.(?!\.)(?!\d)(?!(?<=\d\.)\s{{1,2}}\d)(?<!(?<!{_LETTER}){_LETTER}\.)(?=\s|{_LETTER}|[»)\]\"'«(]|$)[»)\]\"']*"
    r"|[!?؟]+[»)\]\"']*"
)
_SPACED = (
    rf"(?<!\.)\.(?!\.)(?<!(?<!{_LETTER}){_LETTER}\.){{not_after}}"
    r"(?=[»)\]\"'”’]*(?:\s|$))[»)\]\"'”’]*|[!?]+[»)\]\"'”’]*(?=\s|$)"
)
_NUMBERED = re.compile(r"\s*\d+\.")
_LINE = re.compile(r"[^\n]+")
_FINAL = re.compile(r"[.!?؟؛;:…][»)\]\"'\s]*$")
_DIGIT_END = re.compile(r"\d[.,٫/]?$")
# Where a stretch without an end is cut, the best first: never inside a word or a number.
_CUTS = (
    re.compile(r"[\n؛;]"),
    re.compile(r"[،,]\s"),
    re.compile(r"(?<!\d)\s(?!\d)"),
    re.compile(r"\s|[^\w\s](?=[^\w\s])"),
)
_BULLET = re.compile(r"[-•*▪●◾🔹🔸🔻🔴🔵✅]")


class Sentence(Struct, frozen=True):
    """A sentence: a folded range, the number of its paragraph, and whether it is a headline or heading line."""

    start: int
    end: int
    paragraph: int
    heading: bool = False


class _Line(Struct, frozen=True):
    start: int
    end: int
    after_blank: bool
    after_cut: bool


class Stops(Struct, frozen=True):
    """Where a full stop ends a sentence of a language: only before a gap (``spaced``), not behind ``abbreviations``."""

    spaced: bool = False
    abbreviations: tuple[str, ...] = ()

    def pattern(self) -> re.Pattern[str]:
        """Return what ends a sentence."""
        if not self.spaced:
            return _STOP
        after = "".join(rf"(?<!\b{re.escape(form)}\.)" for form in self.abbreviations)
        return re.compile(_SPACED.format(not_after=after), re.IGNORECASE)


def alternatives(forms: Iterable[str]) -> str:
    """Return a pattern that matches any of some folded forms, with or without their gaps; nothing if there are none."""
    parts = (r"[\s\u200c]*".join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True))
    return "|".join(parts) or r"(?!)"


class Sentences:
    """The splitter, compiled."""

    __slots__ = ("_closed", "_continued", "_open", "_stops")

    def __init__(
        self,
        open_ends: Iterable[str] = (),
        continuations: Iterable[str] = (),
        closing: Iterable[str] = (),
        stops: Iterable[tuple[Script, Stops]] = ((Script.ARABIC, Stops()),),
    ) -> None:
        """Compile words that lines may not end with, words that they may not begin with, verbs that end one.

        ``stops`` tell for each script where a full stop ends a sentence.
        """
        self._stops = tuple((script, stop.pattern()) for script, stop in stops)
        self._open = re.compile(rf"(?:^|[\s\u200c\d])(?:{alternatives(open_ends)})$")
        self._continued = re.compile(rf"(?:{alternatives(continuations)})(?!{_LETTER})")
        self._closed = re.compile(rf"(?:^|[\s\u200c])(?:{alternatives(closing)})$")

    def __call__(self, text: str, furniture: tuple[tuple[int, int], ...] = ()) -> tuple[Sentence, ...]:
        """Cut folded text into sentences, leaving out the ranges that are page furniture."""
        groups = list(self._groups(text, list(_lines(text, furniture))))
        found: list[Sentence] = []
        head = True
        stops = told_apart(text, groups, self._stops)
        for paragraph, ((start, end), stop) in enumerate(zip(groups, stops, strict=True)):
            pieces = list(_pieces(text, start, end, stop))
            final = bool(_FINAL.search(text, max(start, end - 8), end))
            single = len(pieces) == 1 and paragraph + 1 < len(groups)
            length = end - start
            if head:
                longest = SECTION_LENGTH if text[end - 1] in ".!؟?" else HEADING_LENGTH
                heading = single and length <= longest and (longest == HEADING_LENGTH or not found)
                head = heading
            else:
                heading = single and not final and length <= SECTION_LENGTH
            found += (Sentence(first, last, paragraph, heading) for first, last in pieces)
        return tuple(found)

    def _groups(self, text: str, lines: list[_Line]) -> Iterator[tuple[int, int]]:
        """Join lines that were broken inside a sentence."""
        begun: _Line | None = None
        end, joined, body = 0, 0, False
        for line in lines:
            if begun is not None and joined < _JOINED_LINES and self._goes_on(text, begun.start, end, line, body):
                end, joined = line.end, joined + 1
                continue
            if begun is not None:
                body = body or _ends_body(text, begun.start, end)
                yield begun.start, end
            begun, end, joined = line, line.end, 0
        if begun is not None:
            yield begun.start, end

    def _goes_on(self, text: str, start: int, end: int, line: _Line, body: bool) -> bool:
        if line.after_cut:
            return False
        last = text[end - 1]
        tail = text[max(start, end - 40) : end]
        if _DIGIT_END.search(tail) and text[line.start].isdigit() and not last.isdigit():
            return True
        if _FINAL.search(tail):
            return False
        if self._continued.match(text, line.start, line.end) or self._open.search(tail):
            return True
        if line.after_blank or (not body and not _in_bracket(text, start, end)):
            return False
        if _BULLET.match(text, line.start) or self._closed.search(tail):
            return False
        return last in "،," or last.isdigit() or end - start >= WRAPPED_LENGTH or _in_bracket(text, start, end)


def _lines(text: str, furniture: tuple[tuple[int, int], ...]) -> Iterator[_Line]:
    """Yield the stretches of lines that are not furniture, without white space at their ends."""
    cut, blank, previous = 0, False, 0
    for match in _LINE.finditer(text):
        blank = blank or text.count("\n", previous, match.start()) > 1
        previous = match.end()
        at, after_cut = match.start(), False
        while at < match.end():
            while cut < len(furniture) and furniture[cut][1] <= at:
                cut += 1
            if cut < len(furniture) and furniture[cut][0] <= at:
                at, after_cut = furniture[cut][1], True
                continue
            until = min(match.end(), furniture[cut][0]) if cut < len(furniture) else match.end()
            piece = text[at:until]
            stripped = piece.strip(" \u200c")
            if stripped:
                first = at + len(piece) - len(piece.lstrip(" \u200c"))
                yield _Line(first, first + len(stripped), blank, after_cut)
                blank, after_cut = False, False
            at = until
        blank = blank or after_cut


def _pieces(text: str, start: int, end: int, stop: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Cut at full stops."""
    at = start
    for match in stop.finditer(text, start, end):
        if match.start() - at < _LIST_NUMBER and _NUMBERED.match(text, at, match.end()):
            continue
        yield from _bounded(text, at, match.end())
        at = match.end()
    yield from _bounded(text, at, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than any sentence."""
    while end - start > LONGEST:
        cut = _cut(text, start, end)
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _cut(text: str, start: int, end: int) -> int:
    """Return the last good place to cut in the second half of what a sentence may have, else the first behind it."""
    limit = start + LONGEST
    for pattern in _CUTS:
        places = [match.end() for match in pattern.finditer(text, start + LONGEST // 2, limit)]
        if places:
            return places[-1]
    behind = _CUTS[-1].search(text, limit, end)
    return behind.end() if behind else end


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in " \n\u200c":
        start += 1
    while start < end and text[end - 1] in " \n\u200c":
        end -= 1
    if start < end:
        yield start, end


def _ends_body(text: str, start: int, end: int) -> bool:
    return text[end - 1] in ".!؟?" or end - start > HEADING_LENGTH


def _in_bracket(text: str, start: int, end: int) -> bool:
    start = max(start, end - 200)
    return text.count("(", start, end) > text.count(")", start, end) or text.count("«", start, end) > text.count(
        "»", start, end
    )
