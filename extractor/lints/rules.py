"""Rules against each other and against themselves: examples at odds, patterns that cost, verbs that nobody knows.

Input: WrittenBook. Output: Lint*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.lints.lint import Lint, Severity
from extractor.lints.written import WrittenBook, WrittenRule
from extractor.rulebook.kinds.verbs import VerbRule
from extractor.rulebook.patterns import Cost, cost
from extractor.rulebook.rule import Example
from extractor.rulebook.source import Node, Place
from extractor.rulebook.syntax import PatternError
from extractor.text.folding import fold_form

_PATTERNS = ("numbers", "patterns")
_VERBS = ("verbs", "was")
_CONJUGATING = ("status", "change", "subjects")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_GAPS = re.compile(r"\s+")


def at_odds(book: WrittenBook) -> Iterator[Lint]:
    """Yield examples that say what a counterexample denies, and examples that stand twice."""
    known: dict[tuple[str, str], list[Example]] = {}
    for rule in book.rules:
        for example in rule.examples:
            same = known.setdefault((_plain(example.text), _plain(example.find or "")), [])
            for other in same:
                if other.counter != example.counter and _denied(other, example):
                    one, its = ("counterexample", "example") if example.counter else ("example", "counterexample")
                    message = f"this {one} is at odds with the {its} of {other.rule} at {other.place}"
                    yield _lint(rule, example.place, Severity.ERROR, message)
                elif (
                    other.counter == example.counter
                    and other.expected == example.expected
                    and other.rule == example.rule
                ):
                    yield _lint(rule, example.place, Severity.WARNING, f"the same example stands at {other.place}")
            same.append(example)


def _denied(one: Example, other: Example) -> bool:
    counter, example = (one, other) if one.counter else (other, one)
    if counter.published != example.published:
        return False
    return all(example.expected.get(name) == value for name, value in counter.expected.items())


def _plain(text: str) -> str:
    return _GAPS.sub(" ", fold_form(text)).strip()


def costly(book: WrittenBook) -> Iterator[Lint]:
    """Yield patterns whose cost grows faster than the text; they run under a time limit, and then find nothing."""
    for rule in book.rules:
        if rule.raw.kind != "exclusions":
            continue
        for key, node in _scalars(rule):
            if key in _PATTERNS:
                message = _expensive(node.text or "")
                if message:
                    yield _lint(rule, node.place, Severity.ERROR, message)


def _expensive(pattern: str) -> str | None:
    try:
        if cost(pattern) is Cost.LINEAR:
            return None
    except PatternError as error:
        return f"pattern '{pattern}': {error}"
    why = "one repetition can hand over to the next at any place of the same text"
    return f"pattern '{pattern}': its cost is not linear: {why}; let something else stand between them"


def unknown_verbs(book: WrittenBook) -> Iterator[Lint]:
    """Yield verbs that rules wait for and that no rule of verbs conjugates."""
    known = {lemma for rule in book.rules if isinstance(rule.rule, VerbRule) for lemma in rule.rule.lemmas}
    for rule in book.rules:
        if known and rule.raw.kind in _CONJUGATING:
            for key, node in _scalars(rule):
                if key in _VERBS and fold_form(node.text or "") not in known:
                    message = f"no rule of verbs has '{node.text}', so it is never found"
                    yield _lint(rule, node.place, Severity.WARNING, message)


def reordering(book: WrittenBook) -> Iterator[Lint]:
    """Yield values with characters that show a reader another order than the one that counts."""
    for rule in book.rules:
        for _, node in _scalars(rule):
            found = _REORDERING.search(node.text or "")
            if found:
                message = f"holds U+{ord(found[0]):04X}, which shows its letters in another order; take it out"
                yield _lint(rule, node.place, Severity.WARNING, message)


def _scalars(rule: WrittenRule) -> Iterator[tuple[str, Node]]:
    """Yield the scalars of a rule with the key that they stand under."""
    open_: list[tuple[str, Node]] = [(key.text or "", value) for key, value in rule.raw.node.fields or ()]
    while open_:
        name, node = open_.pop(0)
        if node.items is not None:
            open_ += [(name, item) for item in node.items]
        elif node.text is not None:
            yield name, node
        open_ += [(key.text or "", value) for key, value in node.fields or ()]


def _lint(rule: WrittenRule, place: Place, severity: Severity, message: str) -> Lint:
    return Lint(place, rule.rule.ref.id, severity, message, rule.raw.kind)
