"""Tell the text of a page from what surrounds it, and read the date of publication.

A line is furniture as a whole or not at all; only a machine date at its beginning is cut off. The date is a
machine date of the head, or the first full date in words, or Jalali one, in a line of furniture.

Input: folded text. Output: Page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractor.reading.pages.furniture import MACHINE, SENTENCE_END, Furniture
from extractor.reading.times.calendar import day_of
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.furniture import FurnitureRule
from extractor.rulebook.packs import Calendar
from extractor.text.page import Page
from extractor.text.sentences import Sentences, Stops

_LINE = re.compile(r"[^\n]+")
_LONGEST = 160
_HEAD_LINES = 14
_ISO = re.compile(r"(?<!\d)" + MACHINE)
_NUMBERED = re.compile(r"\s*\d+\s?[.)]\s*[^\W\d_]+(?:[\s\u200c]+[^\W\d_]+){0,3}\s*$")


class Pages:
    """The stage, compiled from the rule books of all languages."""

    def __init__(self, books: Sequence[RuleBook]) -> None:
        """Compile the rules of this stage."""
        rules = [rule for book in books for rule in book.of(FurnitureRule)]
        self._furniture = tuple(map(Furniture, books))
        self.sentences = Sentences(
            tuple(form for rule in rules for form in rule.open_ends),
            tuple(form for rule in rules for form in rule.continuations),
            tuple(form for rule in rules for form in rule.closing),
            tuple((book.script, _stops(book)) for book in books),
        )

    def __call__(self, text: str) -> Page:
        """Read the furniture of a page."""
        found: list[tuple[int, int]] = []
        machine: date | None = None
        written: date | None = None
        trailing = False
        for number, match in enumerate(_LINE.finditer(text)):
            start, end = match.span()
            prefix = self._prefix(text, start, end) if number < _HEAD_LINES else None
            if prefix:
                machine = machine or _machine_date(prefix)
                start = prefix.end()
                found.append((match.start(), start))
                if _NUMBERED.match(text, start, end):
                    found.append((start, end))
                    continue
            if end - start > _LONGEST:
                trailing = False
                continue
            line = text[start:end]
            kind = self._trails(line)
            if kind is None and number < _HEAD_LINES and written is None and self._dateline(line):
                written = self._date(line)
                continue
            if kind is None and not (trailing and not SENTENCE_END.search(line)):
                trailing = trailing and not line.strip()
                continue
            trailing = trailing or bool(kind)
            if line.strip():
                found.append((start, end))
                iso = _ISO.search(line) if number < _HEAD_LINES else None
                machine = machine or (_machine_date(iso) if iso else None)
                written = written or self._date(line)
        return Page(machine or written, tuple(found))

    def _prefix(self, text: str, start: int, end: int) -> re.Match[str] | None:
        return next((found for one in self._furniture if (found := one.prefix.match(text, start, end))), None)

    def _dateline(self, line: str) -> bool:
        return any(one.ends_in_date(line) for one in self._furniture)

    def _trails(self, line: str) -> bool | None:
        """Return None for text, else whether what follows belongs to the furniture too."""
        return next((trails for one in self._furniture if (trails := one.trails(line)) is not None), None)

    def _date(self, line: str) -> date | None:
        return next((found for one in self._furniture if (found := one.date(line))), None)


def _stops(book: RuleBook) -> Stops:
    rules = book.of(FurnitureRule)
    return Stops(any(rule.spaced for rule in rules), tuple(form for rule in rules for form in rule.abbreviations))


def _machine_date(match: re.Match[str]) -> date | None:
    return day_of(Calendar.GREGORIAN, *(int(match.group(part)) for part in ("year", "month", "day")))
