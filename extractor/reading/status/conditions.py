"""What rules of status ask for: words that must, or must not, stand in the clause, and forms of the verb.

Input: a StatusRule, a Scan, a Clause or Verb of it. Output: whether the rule may speak there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.reading.mentions import Clause, Scan, Verb
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import StatusRule
from extractor.rulebook.kinds.verbs import VerbForm


def participle(scan: Scan, at: int, rule: StatusRule) -> bool:
    """Whether a participle of one of the rule's verbs stands at a word."""
    for hit in scan.of("verbs"):
        form = hit.entry.payload
        if hit.first == at and isinstance(form, VerbForm) and form.tense is Tense.PARTICIPLE:
            return form.lemma in rule.verbs and (not rule.tenses or Tense.PARTICIPLE in rule.tenses)
    return False


def allows(rule: StatusRule, verb: Verb) -> bool:
    """Whether a rule takes a form of the verb."""
    return (not rule.tenses or verb.tense in rule.tenses) and (not rule.passive or verb.passive)


def fits(rule: StatusRule, scan: Scan, clause: Clause) -> bool:
    """Whether the words that a rule asks for stand in the clause, and those that it refuses do not."""
    if not rule.with_ and not rule.without:
        return True
    return asks_for(rule, scan.words.words[clause.first : clause.last]) and not refuses(rule, scan, clause)


def asks_for(rule: StatusRule, words: Sequence[str]) -> bool:
    """Whether one of the words that a rule asks for is among some."""
    return not rule.with_ or any(is_one(word, rule.with_) for word in words)


def refuses(rule: StatusRule, scan: Scan, clause: Clause) -> bool:
    """Whether a word that a rule refuses stands in the clause."""
    words = scan.words.words[clause.first : clause.last]
    return bool(rule.without) and any(is_one(word, rule.without) for word in words)


def is_one(word: str, forms: tuple[str, ...]) -> bool:
    """Whether a word is one of some forms; a form that ends in … stands for its longer ones too («پروانه‌های»)."""
    return any(word == form or (form[-1] == "…" and word.startswith(form[:-1])) for form in forms)


def between(figures: Sequence[int], first: int, last: int) -> bool:
    """Whether a figure begins among words ``first`` to ``last - 1``; figures are in order."""
    at = bisect_left(figures, first)
    return at < len(figures) and figures[at] < last
