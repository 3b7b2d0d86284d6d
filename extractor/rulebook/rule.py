"""What every rule has, whatever its kind, and what a kind of rule must offer.

Input: nothing. Output: Rule, Example, Form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from extractor.model import RuleRef
from extractor.rulebook.source import Place


class Form(Struct, frozen=True):
    """A folded form that a rule puts into the lexicon: ``kind`` is the name under which a stage asks for its hits."""

    kind: str
    form: str
    payload: object


class Rule(Protocol):
    """A rule of some kind: a frozen dataclass with its reference and the forms that trigger it."""

    @property
    def ref(self) -> RuleRef:
        """The rule's id, file and line."""

    def forms(self) -> Iterable[Form]:
        """Yield what the lexicon must find for this rule."""


class Example(Struct, frozen=True):
    """A text with what must be found in it.

    ``find`` is the text of the claim that is meant (it must stand once in ``text``); ``expected`` are columns of
    its row. A counterexample has no expectations beyond that its ``find`` is no claim, or, without a ``find``,
    that the text has no claim at all; with expectations, that the claim does not have those values.
    """

    place: Place
    rule: str
    text: str
    find: str | None
    expected: Mapping[str, str]
    counter: bool = False
    todo: str | None = None
    published: str | None = None
