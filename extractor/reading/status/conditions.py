"""What rules of status ask for: words that must, or must not, stand in the clause, and forms of the verb.

Input: a StatusRule, a Scan, a Clause or Verb of it. Output: whether the rule may speak there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractor.reading.mentions import Scan, Verb
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import StatusRule
from extractor.rulebook.kinds.verbs import VerbForm


def participle(scan: Scan, at: int, rule: StatusRule) -> bool:
    """Whether a participle of one of the rule's verbs stands at a word."""
    if rule.tenses and Tense.PARTICIPLE not in rule.tenses:
        return False
    forms = (hit.entry.payload for hit in scan.hits.at("verbs", at))
    return any(
        isinstance(form, VerbForm) and form.tense is Tense.PARTICIPLE and form.lemma in rule.verbs for form in forms
    )


def allows(rule: StatusRule, verb: Verb) -> bool:
    """Whether a rule takes a form of the verb."""
    return (not rule.tenses or verb.tense in rule.tenses) and (not rule.passive or verb.passive)


class ClauseWords:
    """The words of a clause, and which rules fit there; each rule is asked once, however often its cue stands there."""

    __slots__ = ("_fitting", "_words")

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words."""
        self._words = frozenset(words)
        self._fitting: dict[str, bool] = {}

    def fit(self, rule: StatusRule) -> bool:
        """Whether the words that a rule asks for stand in the clause, and those that it refuses do not."""
        if not rule.with_ and not rule.without:
            return True
        known = self._fitting.get(rule.ref.id)
        if known is None:
            known = self._fitting[rule.ref.id] = asks_for(rule, self._words) and not self.refused_by(rule)
        return known

    def refused_by(self, rule: StatusRule) -> bool:
        """Whether a word that a rule refuses stands in the clause."""
        return bool(rule.without) and any_of(rule.without, self._words)


def asks_for(rule: StatusRule, words: AbstractSet[str]) -> bool:
    """Whether one of the words that a rule asks for is among some."""
    return not rule.with_ or any_of(rule.with_, words)


def any_of(forms: tuple[str, ...], words: AbstractSet[str]) -> bool:
    """Whether one of some forms is among words; one that ends in … stands for longer ones too («پروانه‌های»)."""
    if not words.isdisjoint(forms):
        return True
    longer = tuple(form[:-1] for form in forms if form[-1] == "…")
    return bool(longer) and any(word.startswith(longer) for word in words)


def between(figures: Sequence[int], first: int, last: int) -> bool:
    """Whether a figure begins among words ``first`` to ``last - 1``; figures are in order."""
    at = bisect_left(figures, first)
    return at < len(figures) and figures[at] < last
