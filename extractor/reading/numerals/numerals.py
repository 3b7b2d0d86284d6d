"""Find numerals: digits and words, decimals, fractions, signs, scales, ranges.

Input: Scan. Output: Numeral*, in order, not overlapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model import Flag, Number
from extractor.reading.mentions import Numeral, NumeralShape, Scan, Trace
from extractor.reading.numerals.arithmetic import negated, tidy, times
from extractor.reading.numerals.atoms import Atom, read_atoms
from extractor.reading.numerals.composition import compose
from extractor.reading.numerals.digits import Marks
from extractor.reading.numerals.glue import Glue
from extractor.reading.numerals.prefilter import Prefilter
from extractor.reading.numerals.ranges import Part, Ranges
from extractor.reading.numerals.summands import Sum
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.numerals import NumeralRule, Role
from extractor.rulebook.kinds.units import UnitRule
from extractor.rulebook.lexicon import squeeze
from extractor.text.words import Words

_BEGINNERS = frozenset(
    (Role.VALUE, Role.SCALE, Role.ORDINAL, Role.FRACTION, Role.PART, Role.VAGUE, Role.SEVERAL, Role.DENOMINATOR)
)


class Numerals:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        rules = book.of(NumeralRule)
        self._endings = frozenset(ending for rule in rules for ending in rule.endings)
        self.split = Glue(book)
        self.may_stand = Prefilter(book, self.split.tails)
        self._ranges = Ranges(book)
        self._words = book.lexicon.only("numerals")
        self._marks = Marks(
            frozenset(mark for rule in rules for mark in rule.decimals),
            frozenset(mark for rule in rules for mark in rule.over),
            frozenset(squeeze(form) for rule in book.of(UnitRule) for form in rule.leading)
            | {form for rule in rules for form, word in rule.words if word.role is Role.MINUS},
            any(rule.tied for rule in rules),
        )

    def __call__(self, scan: Scan) -> tuple[Numeral, ...]:
        """Find the numerals of a sentence."""
        atoms = read_atoms(scan, self._words.scan(scan.words).of("numerals"), self._endings, self._marks)
        return self._ranges(scan, tuple(_parts(scan, atoms))) if atoms else ()


def _parts(scan: Scan, atoms: Sequence[Atom]) -> Iterator[Part]:
    at = 0
    while at < len(atoms):
        found = compose(atoms, at) if atoms[at].role in _BEGINNERS else None
        if found is None:
            at += 1
            continue
        yield _part(scan, atoms, at, found)
        at = found.end


def _part(scan: Scan, atoms: Sequence[Atom], begin: int, found: Sum) -> Part:
    parts = atoms[begin : found.end]
    first, last = parts[0].first, parts[-1].last
    value: Number = tidy(found.value)
    alternatives, flags = _alternatives(parts, found)
    sign = _sign(scan.words, atoms, begin)
    if sign is not None:
        first = min(first, sign.first) if sign.role is Role.VALUE else first
        value, alternatives = negated(value), tuple(map(negated, alternatives))
    open_bound = found.vague or found.capped
    numeral = Numeral(
        first,
        last,
        value,
        None if open_bound else value,
        _shape(found),
        weak=(len(parts) == 1 and parts[0].weak) or _compound(scan.words, parts),
        scaled=bool(found.scales),
        negative=sign is not None,
        alternatives=alternatives,
        flags=flags + (Flag.OPEN_BOUND,) * found.vague + (Flag.CAPPED,) * found.capped,
        traces=_traces(scan, parts, sign),
    )
    bare = all(part.role is Role.SCALE for part in parts)
    digits = parts[0].width > 0
    return Part(numeral, sign.first if sign else first, found.scales, len(parts) == 1 and not digits, digits, bare)


def _compound(words: Words, parts: Sequence[Atom]) -> bool:
    """Whether a non-joiner ties a numeral of letters to another word: a measure (شش‌ماهه) or a name (هفت‌تپه)."""
    first, last = parts[0], parts[-1]
    return (
        not last.width and last.last < len(words) and words.touching(last.last) and not words.adjoining(last.last)
    ) or (not first.width and words.touching(first.first) and not words.adjoining(first.first))


def _shape(found: Sum) -> NumeralShape:
    if found.ordinal:
        return NumeralShape.ORDINAL
    if found.vague:
        return NumeralShape.VAGUE
    return NumeralShape.FRACTION if found.fraction else NumeralShape.CARDINAL


def _alternatives(parts: Sequence[Atom], found: Sum) -> tuple[tuple[Number, ...], tuple[Flag, ...]]:
    """Return the other readings of the digits, times the scales after them."""
    first, factor = parts[0], found.factor
    if not first.flags or factor is None or found.capped:
        return (), ()
    if found.scales and Flag.MARK_READING in first.flags:
        return (), ()
    return tuple(tidy(times(other, factor)) for other in first.alternatives), first.flags


def _sign(words: Words, atoms: Sequence[Atom], begin: int) -> Atom | None:
    """Return «منفی» before a numeral, «minus-5» too, or a minus that touches its digits and nothing before."""
    atom = atoms[begin]
    minus, last = atom.first - 1, begin - 1
    if last > 0 and atoms[last].first == minus and words.words[minus] == "-" and atom.touching:
        last -= 1  # «minus-5»
    if last >= 0 and atom.near and atoms[last].role is Role.MINUS:
        return atoms[last]
    if not atom.width or minus < 1 or words.words[minus] != "-" or not words.adjoining(atom.first):
        return None
    before = words.words[minus - 1]
    if words.adjoining(minus) and before[-1].isalnum():
        return None
    return Atom(minus, atom.first, Role.VALUE)


def _traces(scan: Scan, parts: Sequence[Atom], sign: Atom | None) -> tuple[Trace, ...]:
    signs = (sign,) if sign is not None else ()
    return tuple(scan.trace("value", part.first, part.last, part.rule) for part in (*signs, *parts))
