"""The words of numerals in a sentence, in order: what composition puts together.

Input: Scan. Output: Atom*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from extractor.model import Flag, Number, RuleRef
from extractor.reading.mentions import Scan
from extractor.reading.numerals.arithmetic import ZERO
from extractor.reading.numerals.digits import LOOSE, Digits, Marks, read_digits
from extractor.rulebook.kinds.numerals import NumeralWord, Role
from extractor.rulebook.lexicon import MAX_GAP, Hit
from extractor.text.words import Words

_DIGITS = frozenset("0123456789")
_SHORT = 3


class Atom(Struct, frozen=True):
    """One word of a numeral, or digits with their marks.

    ``near``: it stands directly after the atom before it; ``touching``: without a space. ``width`` is the number of
    digits, 0 for words. ``denominator`` is what it makes of a number before it («سوم»).
    """

    first: int
    last: int
    role: Role
    value: Number = ZERO
    width: int = 0
    weak: bool = False
    near: bool = False
    touching: bool = False
    denominator: Number | None = None
    alternatives: tuple[Number, ...] = ()
    flags: tuple[Flag, ...] = ()
    rule: RuleRef | None = None


def read_atoms(scan: Scan, hits: Sequence[Hit], endings: frozenset[str], marks: Marks = LOOSE) -> list[Atom]:
    """Return the numeral words found and the digits of a sentence; ``endings`` make ordinals of digits (۳ام)."""
    words = scan.words
    known = _longest_first(hits)
    digits = [at for at, word in enumerate(words.words) if word[0] in _DIGITS]
    if not known:
        places: Iterable[int] = digits
    elif digits:
        places = sorted({*known, *digits})
    else:
        places = known
    atoms: list[Atom] = []
    done = 0
    for at in places:
        if at < done:
            continue
        own = known.get(at)
        if own is not None and _word(own[0]).weak and _opens_unit(scan, own[0]):
            continue  # «m2» is no million, «b/d» no billion
        if own is not None:
            atoms.append(_word_atom(words, own, near=_near(words, atoms, at)))
            done = atoms[-1].last
            continue
        found = read_digits(words, at, reversed_page=scan.reversed_slashes, marks=marks)
        done = found[-1].last
        for atom in _digit_atoms(words, atoms, found, endings):
            atoms.append(atom)
            done = max(done, atom.last)
    return atoms


def _longest_first(hits: Sequence[Hit]) -> Mapping[int, list[Hit]]:
    """Return the longest hits at each word, in order; several where one form has several roles.

    An ordinal in two words is none where its end is a denominator: «چهار دهم» are four tenths, «چهاردهم» is fourteenth.
    """
    known: dict[int, list[Hit]] = {}
    parts = frozenset(hit.first for hit in hits if _word(hit).role is Role.DENOMINATOR)
    for hit in hits:
        if hit.last - hit.first > 1 and _word(hit).role is Role.ORDINAL and hit.last - 1 in parts:
            continue
        listed = known.get(hit.first)
        if listed is None or hit.last > listed[0].last:
            known[hit.first] = [hit]
        elif hit.last == listed[0].last:
            listed.append(hit)
    return known


def _word_atom(words: Words, hits: Sequence[Hit], *, near: bool) -> Atom:
    hit, denominator = hits[0], None
    if len(hits) > 1:
        for other in hits:
            word = _word(other)
            if word.role is Role.DENOMINATOR:
                denominator = word.value
            else:
                hit = other
    word = _word(hit)
    if word.role is Role.DENOMINATOR:
        denominator = word.value
    return Atom(
        hit.first,
        hit.last,
        word.role,
        ZERO if word.value is None else word.value,
        0,
        word.weak,
        near,
        words.adjoining(hit.first),
        denominator,
        rule=hit.entry.rule,
    )


def _word(hit: Hit) -> NumeralWord:
    word = hit.entry.payload
    assert isinstance(word, NumeralWord)  # noqa: S101  only this kind of rule gives hits of its kind
    return word


def _digit_atoms(
    words: Words, before: Sequence[Atom], found: Sequence[Digits], endings: frozenset[str]
) -> Iterator[Atom]:
    for digits in found:
        if digits.value is None:
            continue
        role, last = Role.FRACTION if digits.share else Role.VALUE, digits.last
        if last < len(words) and words.words[last] in endings and _ends(words, last):
            role, last = Role.ORDINAL, last + 1
        yield Atom(
            digits.first,
            last,
            role,
            digits.value,
            len(words.words[digits.first]),
            _latin(words, last),
            digits is found[0] and _near(words, before, digits.first),
            words.adjoining(digits.first),
            None,
            digits.alternatives,
            digits.flags,
        )


def _opens_unit(scan: Scan, own: Hit) -> bool:
    """Whether a word of a numeral is the beginning of a longer unit that is written without spaces."""
    if not scan.words.adjoining(own.last):
        return False
    return any(hit.last > own.last for hit in scan.hits.at("units", own.first))


def _ends(words: Words, at: int) -> bool:
    """Whether an ending belongs to the digits before it: a long one may stand apart («۴۷ امین»)."""
    return words.touching(at) or (len(words.words[at]) > _SHORT and words.starts[at] - words.ends[at - 1] == 1)


def _latin(words: Words, at: int) -> bool:
    """Whether a word of Latin letters touches: a unit (500MW) or part of a name (5G)."""
    return words.adjoining(at) and words.words[at][0].isalpha() and words.words[at][0] < "\u0600"


def _near(words: Words, before: Sequence[Atom], at: int) -> bool:
    return bool(before) and before[-1].last == at and words.starts[at] - words.ends[at - 1] <= MAX_GAP
