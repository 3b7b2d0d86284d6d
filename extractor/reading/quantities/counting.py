"""How a language counts: in singulars right behind the numeral, or in plurals with adjectives before them.

Input: a RuleBook. Output: Counting.
"""

from __future__ import annotations

from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.clauses import ClauseRule, Order
from extractor.rulebook.kinds.counters import CounterRule, Role
from extractor.rulebook.kinds.numerals import NumeralRule
from extractor.rulebook.kinds.numerals import Role as NumeralRole
from extractor.rulebook.lexicon import squeeze

_SHORTEST = 2
_REST = "…"


class Counting:
    """The grammar of counting, compiled from a rule book.

    ``plurals`` are endings of words that no numeral counts. ``reach`` is how many words may stand between a numeral
    and the plural that it counts, 0 in a language that counts singulars. ``ties`` join a numeral to a singular
    («500-bed»), ``links`` a vague one to a plural («hundreds of villages»). ``medial``: verbs stand before objects.
    """

    __slots__ = (
        "_endings",
        "_singulars",
        "_unlike",
        "_unlike_endings",
        "ands",
        "links",
        "medial",
        "plurals",
        "reach",
        "script",
        "ties",
    )

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules."""
        rules = book.of(CounterRule)
        many = [rule for rule in rules if rule.role is Role.MANY]
        self.script = book.script
        self.medial = any(rule.verb is Order.MEDIAL for rule in book.of(ClauseRule))
        self.plurals = tuple(ending for rule in rules if rule.role is Role.PLURAL for ending in rule.endings)
        self.reach = max((rule.reach for rule in many), default=0)
        self._endings = tuple(ending for rule in many for ending in rule.endings)
        self._singulars = [
            (plural, singular) for rule in many for singular, plurals in rule.nouns for plural in plurals
        ]
        self._singulars.sort(key=lambda pair: -len(pair[0]))
        unlike = [form for rule in many for form in rule.unlike]
        self._unlike = frozenset(unlike)
        self._unlike_endings = tuple(form.removeprefix(_REST) for form in unlike if form.startswith(_REST))
        self.ties = frozenset(form for rule in rules if rule.role is Role.TIE for form in rule.plain)
        self.links = frozenset(form for rule in rules if rule.role is Role.LINK for form in rule.plain)
        self.ands = frozenset(
            squeeze(form) for rule in book.of(NumeralRule) for form, word in rule.words if word.role is NumeralRole.AND
        )

    def is_plural(self, word: str) -> bool:
        """Whether a word looks like a plural that numerals count."""
        if len(word) <= _SHORTEST or not word.endswith(self._endings) or word in self._unlike:
            return False
        return not word.endswith(self._unlike_endings)

    def singular(self, word: str) -> str:
        """Return a plural as one of its kind."""
        for plural, singular in self._singulars:
            if word.endswith(plural):
                return word.removesuffix(plural) + singular
        return word
