"""What must, or must not, stand around a form for its rule to hold: «تن» is a tonne, but not in «سه تن از اعضا».

Input: the context keys of a rule's table; later words and the place of a form. Output: Surroundings.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.limits import MAX_AROUND
from extractor.rulebook.table import Table
from extractor.rulebook.templates import literal_end
from extractor.text.words import Words

_DIGITS = "#"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Forms before and after, without gaps.

    A ``#`` at the end of a form stands for a number in digits. Those before may end up to ``within`` words away; those
    of ``only_before`` may begin up to ``ahead`` words on, as far as no mark or number in digits stands between.
    """

    only_after: tuple[str, ...] = ()
    never_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    never_before: tuple[str, ...] = ()
    within: int = 1
    ahead: int = 1

    def __bool__(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.only_after or self.never_after or self.only_before or self.never_before)

    def hold(self, words: Words, first: int, last: int) -> bool:
        """Whether words ``first`` to ``last - 1`` stand where the rule wants them."""
        return (
            (not self.only_after or self._precedes(words, self.only_after, first))
            and not (self.never_after and self._precedes(words, self.never_after, first))
            and (not self.only_before or self._comes(words, last))
            and not (self.never_before and _follows(words, self.never_before, last))
        )

    def _precedes(self, words: Words, keys: tuple[str, ...], first: int) -> bool:
        for key in keys:
            for begin in range(max(0, first - self.within - len(key) // 2), first):
                end = literal_end(words, begin, key)
                if end is not None and first - self.within < end <= first:
                    return True
        return False

    def _comes(self, words: Words, last: int) -> bool:
        for begin in range(last, min(last + self.ahead, len(words))):
            if _follows(words, self.only_before, begin):
                return True
            if not words.words[begin].isalpha():
                return False
        return False


def _follows(words: Words, keys: tuple[str, ...], last: int) -> bool:
    return any(_stands(words, last, key) for key in keys)


def _stands(words: Words, at: int, key: str) -> bool:
    if not key.endswith(_DIGITS):
        return literal_end(words, at, key) is not None
    end = literal_end(words, at, key.removesuffix(_DIGITS))
    return end is not None and end < len(words) and words.words[end].isdigit()


def surroundings(table: Table) -> Surroundings:
    """Read the context keys of a rule."""
    return Surroundings(
        _keys(table, "only_after"),
        _keys(table, "never_after"),
        _keys(table, "only_before"),
        _keys(table, "never_before"),
        table.integer("within", 1),
        table.integer("ahead", 1),
    )


def _keys(table: Table, key: str) -> tuple[str, ...]:
    """Read a list of forms that is gone through at every hit of the rule, and so is kept short."""
    forms = table.forms(key)
    if len(forms) > MAX_AROUND:
        table.fault(f"'{key}' holds {len(forms)} forms; at most {MAX_AROUND} are allowed", table.where(key))
    return tuple(map(squeeze, forms))
