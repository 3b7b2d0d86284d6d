"""What must, or must not, stand around a form for its rule to hold: «تن» is a tonne, but not in «سه تن از اعضا».

Input: the context keys of a rule's table; later words and the place of a form. Output: Surroundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.limits import MAX_AROUND
from extractor.rulebook.matching import literal_end
from extractor.rulebook.table import Table
from extractor.text.words import Words

_DIGITS = "#"


class _Forms(Struct, frozen=True):
    """Squeezed forms by their first letters."""

    by_letter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 0

    def __bool__(self) -> bool:
        return bool(self.by_letter)

    def ends(self, words: Words, first: int) -> Iterable[int]:
        """Find the words after the forms that stand at word ``first``."""
        for key in self.by_letter.get(words.words[first][0], ()):
            end = literal_end(words, first, key)
            if end is not None:
                yield end
        for key in self.by_letter.get(_DIGITS, ()):
            end = literal_end(words, first, key)
            if end is not None and end < len(words) and words.words[end].isdigit():
                yield end + 1


class Surroundings(Struct, frozen=True):
    """Forms before and after, without gaps.

    A ``#`` at the end of a form stands for a number in digits. Those before may end up to ``within`` words away; those
    of ``only_before`` may begin up to ``ahead`` words on, as far as no mark or number in digits stands between.
    """

    only_after: _Forms = _Forms()
    never_after: _Forms = _Forms()
    only_before: _Forms = _Forms()
    never_before: _Forms = _Forms()
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
            and not (self.never_before and _stands(words, self.never_before, last))
        )

    def _precedes(self, words: Words, forms: _Forms, first: int) -> bool:
        begins = range(max(0, first - self.within - forms.longest // 2), first)
        return any(first - self.within < end <= first for begin in begins for end in forms.ends(words, begin))

    def _comes(self, words: Words, last: int) -> bool:
        for begin in range(last, min(last + self.ahead, len(words))):
            if _stands(words, self.only_before, begin):
                return True
            if not words.words[begin].isalpha():
                return False
        return False


def _stands(words: Words, forms: _Forms, at: int) -> bool:
    return at < len(words) and any(True for _ in forms.ends(words, at))


def surroundings(table: Table) -> Surroundings:
    """Read the context keys of a rule."""
    return Surroundings(
        _forms(table, "only_after"),
        _forms(table, "never_after"),
        _forms(table, "only_before"),
        _forms(table, "never_before"),
        table.integer("within", 1),
        table.integer("ahead", 1),
    )


def _forms(table: Table, key: str) -> _Forms:
    """Read a list of forms that is looked into at every hit of the rule, and so is kept short."""
    forms = table.forms(key)
    if len(forms) > MAX_AROUND:
        table.fault(f"'{key}' holds {len(forms)} forms; at most {MAX_AROUND} are allowed", table.where(key))
    by_letter: dict[str, tuple[str, ...]] = {}
    for form in map(squeeze, forms):
        letter, bare = (_DIGITS, form.removesuffix(_DIGITS)) if form.endswith(_DIGITS) else (form[0], form)
        by_letter[letter] = (*by_letter.get(letter, ()), bare)
    return _Forms(by_letter, max(map(len, forms), default=0))
