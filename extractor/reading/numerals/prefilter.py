"""Tell sentences that may hold a number from those that cannot: two thirds of the news hold none.

A sentence is passed over if it has neither a digit nor a word that can begin a numeral, by itself or glued to «و»
before it and to a numeral, unit or counted noun behind it. What is let through is read in full, so it does not
matter that «سهم» and «دهه» are not told apart here from سه and ده; nothing that has a numeral may be passed over.

Input: the rule book; folded text and a range of it. Output: yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.numerals import NumeralRule, Role
from extractor.rulebook.lexicon import beginning, squeeze
from extractor.text.alternation import factored
from extractor.text.scripts import Script
from extractor.text.words import LETTER

_LETTER = re.compile(LETTER)
_WORDS = re.compile(r"[^\W\d_]+")
_NO_BEGINNING = (Role.AND, Role.POINT, Role.MINUS, Role.NOTHING)


class Prefilter:
    """The filter, compiled from a rule book."""

    def __init__(self, book: RuleBook, tails: frozenset[str]) -> None:
        """Compile the words of numerals; ``tails`` are what they may be glued to."""
        words = [pair for rule in book.of(NumeralRule) for pair in rule.words]
        if book.script is Script.LATIN:
            self._number = _spaced(form for form, word in words if word.role not in _NO_BEGINNING)
            return
        forms = {
            part for form, word in words if word.role not in _NO_BEGINNING for part in (squeeze(form), beginning(form))
        }
        signs = factored(form for form in forms if not _LETTER.match(form))
        numbers = factored(form for form in forms if _LETTER.match(form))
        conjunction = f"(?:{factored(form for form, word in words if word.role is Role.AND)})"
        glued = f"{conjunction}?{numbers}|(?:{conjunction}|{factored(tails)})(?!{LETTER})"
        self._number = re.compile(rf"[0-9]|{signs}|(?<!{LETTER}){conjunction}?{numbers}(?:(?!{LETTER})|(?={glued}))")

    def __call__(self, text: str, start: int, end: int) -> bool:
        """Whether a sentence may hold a number."""
        return self._number.search(text, start, end) is not None


def _spaced(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the longest word of each form: in a script with two cases words begin where letters do."""
    words = (max(_WORDS.findall(form), key=len, default="") for form in forms)
    return re.compile(rf"[0-9]|(?<![^\W\d_])(?:{factored(words)})", re.IGNORECASE)
