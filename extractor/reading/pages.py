"""Tell the text of a page from what surrounds it, and read the date of publication.

A line is furniture as a whole or not at all; only a machine date at its beginning is cut off. The date is a
machine date of the head, or the first full Jalali date in a line of furniture.

Input: folded text. Output: Page.
"""

from __future__ import annotations

import re
from datetime import date

from extractor.reading.calendar import Calendar, day_of
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.furniture import FurnitureRule
from extractor.rulebook.kinds.times import TimeRule
from extractor.text.page import Page
from extractor.text.sentences import Sentences, alternatives

_LINE = re.compile(r"[^\n]+")
_LONGEST = 160
_HEAD_LINES = 14
_KEY = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?؟][»)\"'\s]*$")
_MACHINE = r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"
_ISO = re.compile(r"(?<!\d)" + _MACHINE)
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,4})\s?[/.-]\s?(?P<month>\d\d?)\s?[/.-]\s?(?P<b>\d{1,4})(?!\d)")
_NUMBERED = re.compile(r"\s*\d+\s?[.)]\s*[^\W\d_]+(?:[\s\u200c]+[^\W\d_]+){0,3}\s*$")
_LINK = re.compile(r"(?:https?://|www\.|\b[\w.-]{1,60}\.(?:ir|ai|com|org|net|me)/)\S*", re.IGNORECASE)
_CRUMB = re.compile(r"\s*[^>.؟!:]{2,40}(?:\s*[>›]\s*[^>.؟!:]{2,60})+")
_COUNT = re.compile(r"\d+")
_UNREADABLE = re.compile(r"[\W_]+")


class Pages:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        rules = book.of(FurnitureRule)
        self._whole = {_key(line): rule for rule in rules for line in rule.lines}
        self._starts = {_key(start): rule for rule in rules for start in (*rule.starts, *rule.titles)}
        starts = alternatives(start for rule in rules for start in rule.starts)
        titles = alternatives(title for rule in rules for title in rule.titles)
        self._begins = re.compile(rf"[\W_]*(?:(?P<start>{starts})(?![^\W\d_])|(?P<title>{titles})\s*(?:[:/|]|\d|$))")
        self._months = {
            form: int(value)
            for rule in book.of(TimeRule)
            if rule.gives == "month"
            for value, forms in rule.terms
            for form in forms
        }
        names = "|".join(sorted(map(re.escape, self._months), key=len, reverse=True)) or r"(?!)"
        self._written = re.compile(
            rf"(?<!\d)(?P<day>\d\d?)\s*[\u200c]?(?P<name>{names})(?:[\s\u200c]*ماه)?[\s\u200c]*(?P<year>1[34]\d\d)(?!\d)"
        )
        weekdays = (
            form for rule in book.of(TimeRule) if rule.gives == "weekday" for _, forms in rule.terms for form in forms
        )
        labels = [label for rule in rules for label in rule.labels]
        self._date_words = frozenset(
            token for form in (*labels, *weekdays, *self._months) for token in _TOKEN.findall(form)
        )
        self._joined_words = frozenset(_key(form) for form in (*labels, *self._months))
        dates = "|".join(re.escape(form) for rule in rules for form in rule.dates)
        self._prefix = re.compile(rf"\s*(?:{dates or '(?!)'})\s*{_MACHINE}[ \u200c]*")
        self.sentences = Sentences(
            tuple(form for rule in rules for form in rule.open_ends),
            tuple(form for rule in rules for form in rule.continuations),
            tuple(form for rule in rules for form in rule.closing),
        )

    def __call__(self, text: str) -> Page:
        """Read the furniture of a page."""
        found: list[tuple[int, int]] = []
        machine: date | None = None
        written: date | None = None
        trailing = False
        for number, match in enumerate(_LINE.finditer(text)):
            start, end = match.span()
            prefix = self._prefix.match(text, start, end) if number < _HEAD_LINES else None
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
            kind = self._furniture(line)
            if kind is None and number < _HEAD_LINES and written is None and self._dateline(line):
                written = self._date(line)
                continue
            if kind is None and not (trailing and not _SENTENCE_END.search(line)):
                trailing = trailing and not line.strip()
                continue
            trailing = trailing or bool(kind)
            if line.strip():
                found.append((start, end))
                iso = _ISO.search(line) if number < _HEAD_LINES else None
                machine = machine or (_machine_date(iso) if iso else None)
                written = written or self._date(line)
        return Page(machine or written, tuple(found))

    def _furniture(self, line: str) -> bool | None:
        """Return None for text, else whether what follows belongs to the furniture too."""
        if _UNREADABLE.fullmatch(line) and line.strip():
            return False
        key = _key(line)
        rule = self._whole.get(key) or self._whole.get(_COUNT.sub("N", key))
        if rule is not None:
            return rule.trail
        begins = self._begins.match(line)
        if begins:
            rule = self._starts[_key(begins.group("start") or begins.group("title"))]
            if len(line) <= rule.length:
                return rule.trail
        if "." in line and _LINK.search(line) and len(_key(_LINK.sub("", line))) < 20:
            return False
        if self._only_date(line) or (_CRUMB.fullmatch(line) and ">" in line):
            return False
        return None

    def _only_date(self, line: str) -> bool:
        tokens = _TOKEN.findall(line)
        words = [token for token in tokens if not token.isdigit()]
        if len(words) == len(tokens) or any(
            word not in self._date_words and word not in self._joined_words for word in words
        ):
            return False
        return self._date(line) is not None or any(sign in line for sign in (":", "|"))

    def _dateline(self, line: str) -> bool:
        """Whether a short line of the head ends in a full date: agency and place stand before it."""
        return len(line) < 90 and not _SENTENCE_END.search(line) and self._at_end(line)

    def _at_end(self, line: str) -> bool:
        last = max(self._written.finditer(line), key=re.Match.start, default=None)
        if last is None or not re.search(r"[|/\-،,–]", line[: last.start()] + line[last.end() :]):
            return False
        return all(token.isdigit() or token in self._date_words for token in _TOKEN.findall(line, last.end()))

    def _date(self, line: str) -> date | None:
        match = self._written.search(line)
        if match:
            month = self._months[match.group("name")]
            return day_of(Calendar.JALALI, int(match.group("year")), month, int(match.group("day")))
        for slashed in _SLASHED.finditer(line):
            year, day = int(slashed.group("a")), int(slashed.group("b"))
            if year < day:
                year, day = day, year
            found = day_of(Calendar.JALALI, year, int(slashed.group("month")), day)
            if found and 1300 < year < 1500:
                return found
        return None


def _machine_date(match: re.Match[str]) -> date | None:
    return day_of(Calendar.GREGORIAN, *(int(match.group(part)) for part in ("year", "month", "day")))


def _key(line: str) -> str:
    return "".join(_KEY.findall(line))
