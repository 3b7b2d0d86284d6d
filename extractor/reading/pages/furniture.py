"""Tell the lines of a page that are no text, and read the date that such a line holds, by the rules of one language.

Input: a line of folded text. Output: whether it is furniture; its date.
"""

from __future__ import annotations

import re
from datetime import date

from extractor.reading.times.calendar import day_of
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.furniture import FurnitureRule
from extractor.rulebook.kinds.numerals import NumeralRule
from extractor.rulebook.kinds.times import TimeRule
from extractor.rulebook.packs import Calendar
from extractor.text.sentences import alternatives

SENTENCE_END = re.compile(r"[.!?؟][»)\"'\s]*$")
MACHINE = r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"
_KEY = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,4})\s?[/.-]\s?(?P<month>\d\d?)\s?[/.-]\s?(?P<b>\d{1,4})(?!\d)")
_LINK = re.compile(r"(?:https?://|www\.|\b[\w.-]{1,60}\.(?:ir|ai|com|org|net|me)/)\S*", re.IGNORECASE)
_CRUMB = re.compile(r"\s*[^>.؟!:]{2,40}(?:\s*[>›]\s*[^>.؟!:]{2,60})+")
_COUNT = re.compile(r"\d+")
_UNREADABLE = re.compile(r"[\W_]+")
_YEARS = {Calendar.JALALI: r"1[34]\d\d", Calendar.GREGORIAN: r"(?:19|20)\d\d"}


class Furniture:
    """The furniture of pages in one language."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules."""
        rules = book.of(FurnitureRule)
        self._plain = book.script.plain
        self._calendar = book.calendar
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
        self._written = _written(book, self._months)
        weekdays = (
            form for rule in book.of(TimeRule) if rule.gives == "weekday" for _, forms in rule.terms for form in forms
        )
        labels = [label for rule in rules for label in rule.labels]
        self._date_words = frozenset(
            token for form in (*labels, *weekdays, *self._months) for token in _TOKEN.findall(form)
        )
        self._joined_words = frozenset(_key(form) for form in (*labels, *self._months))
        dates = "|".join(re.escape(form) for rule in rules for form in rule.dates)
        self.prefix = re.compile(rf"\s*(?:{dates or '(?!)'})\s*{MACHINE}[ \u200c]*")

    def trails(self, line: str) -> bool | None:
        """Return None for text, else whether what follows belongs to the furniture too."""
        line = self._plain(line)
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

    def ends_in_date(self, line: str) -> bool:
        """Whether a short line of the head ends in a full date: agency and place stand before it."""
        return len(line) < 90 and not SENTENCE_END.search(line) and self._at_end(self._plain(line))

    def date(self, line: str) -> date | None:
        """Return the date that is written in a line."""
        line = self._plain(line)
        match = self._written.search(line)
        if match:
            parts = match.groupdict()
            name = parts["name"] or parts["name_first"]
            day, year = parts["day"] or parts["day_behind"], parts["year"] or parts["year_behind"]
            return day_of(self._calendar, int(year), self._months[name], int(day))
        for slashed in _SLASHED.finditer(line) if self._calendar is Calendar.JALALI else ():
            year, day = int(slashed.group("a")), int(slashed.group("b"))
            if year < day:
                year, day = day, year
            found = day_of(Calendar.JALALI, year, int(slashed.group("month")), day)
            if found and 1300 < year < 1500:
                return found
        return None

    def _only_date(self, line: str) -> bool:
        tokens = _TOKEN.findall(line)
        words = [token for token in tokens if not token.isdigit()]
        if len(words) == len(tokens) or any(
            word not in self._date_words and word not in self._joined_words for word in words
        ):
            return False
        return self.date(line) is not None or any(sign in line for sign in (":", "|"))

    def _at_end(self, line: str) -> bool:
        last = max(self._written.finditer(line), key=re.Match.start, default=None)
        if last is None or not re.search(r"[|/\-،,–]", line[: last.start()] + line[last.end() :]):
            return False
        return all(token.isdigit() or token in self._date_words for token in _TOKEN.findall(line, last.end()))


def _written(book: RuleBook, months: dict[str, int]) -> re.Pattern[str]:
    """Return a pattern for dates in words: day, month, year, and by the Gregorian calendar month, day, year too."""
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True)) or r"(?!)"
    year = _YEARS[book.calendar]
    endings = "|".join(re.escape(ending) for rule in book.of(NumeralRule) for ending in rule.endings)
    first = (
        rf"(?<!\w)(?P<name_first>{names})\.?\s+(?P<day_behind>\d\d?)(?:{endings})?,?\s+(?P<year_behind>{year})(?!\d)"
    )
    other = first if book.calendar is Calendar.GREGORIAN else r"(?P<name_first>(?P<day_behind>(?P<year_behind>(?!))))"
    return re.compile(
        rf"(?<!\d)(?P<day>\d\d?)\s*[\u200c]?(?P<name>{names})(?:[\s\u200c]*ماه)?[\s\u200c]*(?P<year>{year})(?!\d)|{other}"
    )


def _key(line: str) -> str:
    return "".join(_KEY.findall(line))
