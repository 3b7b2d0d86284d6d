"""Numerals: values, scales, connectors, fractions and homographs.

Input: a rule's table. Output: NumeralRule.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from extractor.model import Number, RuleRef
from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table


class Role(StrEnum):
    """What a word does in a numeral. Those of NUMBERS have values, the others are words of the grammar."""

    VALUE = "values"  # stands for itself: بیست
    SCALE = "scales"  # multiplies what stands before it: هزار
    ORDINAL = "ordinals"  # بیستم, سومین
    DENOMINATOR = "denominators"  # what makes a fraction of the number before it: سوم in «دو سوم»
    FRACTION = "fractions"  # stands for itself, below one: نصف
    PART = "parts"  # a fraction that is also added to the number before it: «دو و نیم»
    VAGUE = "vague"  # at least so many: ده‌ها
    AND = "and"
    POINT = "point"  # ممیز
    MINUS = "minus"  # منفی
    SEVERAL = "several"  # چند, before a scale
    NOTHING = "nothing"  # a phrase in which no numeral is meant: «سه شنبه»


NUMBERS = (Role.VALUE, Role.SCALE, Role.ORDINAL, Role.DENOMINATOR, Role.FRACTION, Role.PART, Role.VAGUE)
_WORDS = tuple(role for role in Role if role not in NUMBERS)


class NumeralWord(Struct, frozen=True):
    """What a form stands for. A ``weak`` word alone is a number only beside a unit, a counted noun or a numeral."""

    role: Role
    value: Number | None = None
    weak: bool = False


class NumeralRule(Struct, frozen=True):
    """Words of numerals by their role.

    ``endings`` make an ordinal of digits (۳ام). ``tails`` are words that a numeral may be glued to, beside the units
    and counters of the book; ``whole`` are words that look glued and are not (یکپارچه).
    """

    ref: RuleRef
    words: tuple[tuple[str, NumeralWord], ...]
    endings: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    decimals: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    tied: bool = False

    def forms(self) -> Iterable[Form]:
        """Yield each word with its role and value."""
        for form, word in self.words:
            yield Form("numerals", form, word)


def read(table: Table) -> NumeralRule:
    """Read a rule of kind numerals."""
    weak = {squeeze(form) for form in table.forms("weak")}
    words = [
        (form, NumeralWord(role, value, squeeze(form) in weak))
        for role in NUMBERS
        for value, forms in table.values(role.value)
        for form in forms
    ]
    for role in _WORDS:
        words += [(form, NumeralWord(role)) for form in table.forms(role.value)]
    unknown = weak - {squeeze(form) for form, _ in words}
    for form in sorted(unknown):
        table.fault(f"'weak' has '{form}', which is no form of this rule")
    return NumeralRule(
        table.ref(),
        tuple(words),
        table.forms("endings"),
        table.forms("tails"),
        table.forms("whole"),
        table.forms("decimals"),
        table.forms("over"),
        table.flag("tied"),
    )
