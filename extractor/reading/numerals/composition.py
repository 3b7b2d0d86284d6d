"""Put the words and digits of one numeral together: sums, products, fractions.

A numeral is read from left to right as a list of terms, each smaller than what the term before it leaves room for:
«هزار» leaves room for less than a thousand, «بیست» for less than ten, digits for nothing. A scale multiplies the
last term, and with it the terms before it that would be smaller: «۲ هزار و ۶۰۰ میلیارد» are 2,600 billion, but
«۱۵ هزار میلیارد و ۱۶۰ میلیون» is a sum. Where the next word fits nowhere the numeral ends, and what would have to
be larger than what it follows is another numeral («۲ هزار و ۳ هزار»).

Input: Atom*, the numeral words and digits of a sentence in order. Output: Sum, the value and end of one numeral.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.model import Number
from extractor.reading.numerals.arithmetic import ONE, ZERO, plus, ratio, times
from extractor.reading.numerals.atoms import Atom
from extractor.reading.numerals.digits import CAP
from extractor.reading.numerals.summands import HUNDRED, TEN, THOUSAND, Sum, Term, room_after, whole
from extractor.rulebook.kinds.numerals import Role


def compose(atoms: Sequence[Atom], begin: int) -> Sum | None:
    """Read the numeral that begins at an atom; None where none begins there."""
    atom = atoms[begin]
    if atom.role is Role.ORDINAL:
        return Sum(begin + 1, atom.value, ordinal=True)
    reading = _Reading(atoms, begin)
    return reading.run() if reading.begun() else None


class _Reading:
    """The state of one reading."""

    __slots__ = ("_atoms", "_capped", "_end", "_factor", "_fraction", "_ordinal", "_scales", "_terms", "_vague")

    def __init__(self, atoms: Sequence[Atom], begin: int) -> None:
        self._atoms = atoms
        self._end = begin
        self._terms: list[Term] = []
        self._scales: list[Number] = []
        self._factor: Number | None = ONE
        self._capped = self._fraction = self._ordinal = self._vague = False

    def begun(self) -> bool:
        """Take the first atom, if a numeral can begin with it."""
        atom = self._atoms[self._end]
        role, value = atom.role, atom.value
        if role is Role.VALUE:
            self._terms.append(Term(self._end, value, room_after(atom)))
            self._capped = value >= CAP
        elif role is Role.SCALE:
            self._terms.append(Term(self._end, value, value, value, value))
            self._scales, self._factor = [value], None
        elif role in (Role.FRACTION, Role.PART):
            self._terms.append(Term(self._end, value, ZERO))
            self._fraction = True
        elif role in (Role.VAGUE, Role.SEVERAL):
            return self._begun_vague(atom)
        else:
            return False
        self._end += 1
        return True

    def _begun_vague(self, atom: Atom) -> bool:
        """«ده‌ها» has its value; «چند» makes two or more of the ten, hundred or scale after it."""
        value, width = atom.value, 1
        if atom.role is Role.SEVERAL:
            after = self._atoms[self._end + 1] if self._end + 1 < len(self._atoms) else None
            if after is None or not after.near or after.width or after.role not in (Role.VALUE, Role.SCALE):
                return False
            if after.role is Role.VALUE and after.value not in (TEN, HUNDRED):
                return False
            value, width = times(after.value, Decimal(2)), 2
        scale = ratio(value, Decimal(2)) if value >= THOUSAND else ONE
        self._terms.append(Term(self._end, value, ZERO, scale, scale))
        self._scales = [scale] if scale != ONE else []
        self._vague, self._factor = True, None
        self._end += width
        return True

    def run(self) -> Sum:
        """Read on as long as the next atom fits."""
        atoms = self._atoms
        while self._end < len(atoms) and atoms[self._end].near and not self._ordinal:
            atom = atoms[self._end]
            if not (self._joined() if atom.role is Role.AND else self._followed(atom)):
                break
        value = self._terms[0].value
        for term in self._terms[1:]:
            value = plus(value, term.value)
        capped = self._capped or value >= CAP
        return Sum(
            self._end,
            CAP if capped else value,
            tuple(self._scales),
            self._factor,
            self._ordinal,
            self._fraction and not self._scales and value < ONE,
            self._vague,
            capped,
        )

    def _joined(self) -> bool:
        """Take «و» and what is after it, if that is a part of this numeral."""
        at, top = self._end + 1, self._terms[-1]
        if at >= len(self._atoms) or not self._atoms[at].near or self._capped or self._vague:
            return False
        atom = self._atoms[at]
        if atom.role in (Role.PART, Role.FRACTION):
            return self._part(atom.value, at + 1)
        if atom.role is Role.ORDINAL:
            if not ZERO < atom.value < top.room:
                return False
            self._ordinal = True
            return self._add(atom, at + 1)
        if atom.role is Role.VALUE:
            return self._fraction_part(at) or (self._fits(atom) and self._add(atom, at + 1))
        return atom.role is Role.SCALE and atom.value < top.room and self._add(atom, at + 1)

    def _followed(self, atom: Atom) -> bool:
        """Take an atom that follows without «و»."""
        top = self._terms[-1]
        if atom.role is Role.SCALE:
            return self._multiply(atom.value)
        if self._capped or self._vague:
            return False
        if atom.denominator is not None and self._is_numerator(top, atom.denominator):
            top.value, top.room = ratio(top.value, atom.denominator), ZERO
            self._fraction, self._factor = True, None
            self._end += 1
            return True
        if atom.role is Role.ORDINAL:
            return self._ordinal_scale(atom)
        if atom.role is Role.VALUE:
            open_end = top.scale != ONE or not atom.width
            return not atom.weak and open_end and self._fits(atom) and self._add(atom, self._end + 1)
        if atom.role in (Role.PART, Role.FRACTION):
            return atom.touching and top.room == ZERO and self._part(atom.value, self._end + 1)
        return atom.role is Role.POINT and self._pointed()

    def _fits(self, atom: Atom) -> bool:
        top = self._terms[-1]
        if not ZERO < atom.value < top.room or not (whole(atom.value) or self._last_of_scales(atom)):
            return False
        return not atom.width or top.scale != ONE or top.room == HUNDRED

    def _last_of_scales(self, atom: Atom) -> bool:
        """«۷۳ هزار و ۵۵۵.۹»: a decimal ends a sum, if no scale follows it."""
        after = next((other for other in self._atoms[self._end : self._end + 4] if other.first >= atom.last), None)
        return bool(atom.width) and not (after is not None and after.near and after.role is Role.SCALE)

    def _add(self, atom: Atom, end: int) -> bool:
        """Add a value that fits: to the last term, or as a new one after a scale."""
        top = self._terms[-1]
        scale = atom.value if atom.role is Role.SCALE else ONE
        if top.scale == ONE:
            top.value, top.room = plus(top.value, atom.value), room_after(atom)
        else:
            self._terms.append(Term(self._end, atom.value, scale if scale != ONE else room_after(atom), scale, scale))
        self._scales = [scale] if scale != ONE else []
        self._factor = None
        self._end = end
        return True

    def _part(self, part: Number, end: int) -> bool:
        """Add a fraction of the last scale: «هفت میلیون و نیم» are 7.5 million."""
        top = self._terms[-1]
        if self._fraction or part >= ONE or not whole(top.value):
            return False
        top.value, top.room = plus(top.value, times(part, top.last_scale)), ZERO
        self._fraction, self._factor = True, None
        self._end = end
        return True

    def _fraction_part(self, at: int) -> bool:
        """Take «و ۲ دهم», «و بیست و پنج صدم»: a fraction, unless the whole of the last term is its numerator."""
        numerator, end = self._numerator(at)
        denominator = self._atoms[end].denominator if end < len(self._atoms) and self._atoms[end].near else None
        if denominator is None or numerator >= denominator:
            return False
        top = self._terms[-1]
        whole = plus(top.value, numerator)
        if top.scale == ONE and self._fits(self._atoms[at]) and whole < denominator:
            return False
        return self._part(ratio(numerator, denominator), end + 1)

    def _numerator(self, at: int) -> tuple[Number, int]:
        """Read words or digits below a thousand; return their value and the atom after them."""
        atoms = self._atoms
        value, room, end = atoms[at].value, room_after(atoms[at]), at + 1
        while end + 1 < len(atoms) and atoms[end].near and atoms[end].role is Role.AND and atoms[end + 1].near:
            atom = atoms[end + 1]
            if atom.role is not Role.VALUE or atom.width or not ZERO < atom.value < room:
                break
            value, room, end = plus(value, atom.value), room_after(atom), end + 2
        return value, end

    def _is_numerator(self, top: Term, denominator: Number) -> bool:
        single = len(self._terms) == 1 and not self._scales and not self._fraction
        return single and ZERO < top.value < denominator and whole(top.value)

    def _ordinal_scale(self, atom: Atom) -> bool:
        """«دو هزارمین»."""
        top = self._terms[-1]
        if atom.value < HUNDRED or len(self._terms) > 1 or self._fraction:
            return False
        top.value = times(top.value, atom.value)
        self._ordinal, self._factor = True, None
        self._end += 1
        return True

    def _pointed(self) -> bool:
        """«۲۵ ممیز سه», «صفر ممیز پنج دهم»."""
        at, top = self._end + 1, self._terms[-1]
        if at >= len(self._atoms) or not self._atoms[at].near or self._atoms[at].role is not Role.VALUE:
            return False
        if self._scales or len(self._terms) > 1:
            return False
        numerator, end = self._numerator(at)
        if numerator >= CAP or not whole(numerator):
            return False
        width = self._atoms[at].width or len(f"{numerator:f}")
        denominator: Number = Decimal(10) ** min(width, 30)
        if end < len(self._atoms) and self._atoms[end].near and self._atoms[end].denominator is not None:
            denominator, end = self._atoms[end].denominator or ONE, end + 1
        return top.value != CAP and self._part(ratio(numerator, denominator), end)

    def _multiply(self, scale: Number) -> bool:
        """Multiply the last term, and those before it that would be smaller than the product."""
        self._end += 1
        if self._capped:
            return True
        self._scales.append(scale)
        terms, top = self._terms, self._terms[-1]
        value, index = top.value, len(terms) - 1
        while index and terms[index - 1].value <= times(value, scale):
            if not self._carries(terms[index - 1], top, scale):
                self._end = top.before
                self._scales = [terms[-2].last_scale] if len(terms) > 1 else []
                terms.pop()
                return False
            index -= 1
            value = plus(value, terms[index].value)
        room = scale if whole(value) and not self._vague else ZERO
        product = times(value, scale)
        terms[index:] = [Term(terms[index].before, product, room, max(scale, top.scale), scale)]
        self._factor = times(self._factor, scale) if self._factor is not None else None
        self._capped = product >= CAP
        return True

    def _carries(self, before: Term, top: Term, scale: Number) -> bool:
        """Whether a scale after ``top`` is meant for the term before it too; what hundreds are of always is."""
        if before.scale == THOUSAND < scale or ONE < before.scale < THOUSAND:
            return True
        if before.scale < scale:
            return THOUSAND <= top.scale < before.scale
        if before.scale != scale or scale != THOUSAND or len(self._terms) != 2 or not HUNDRED <= top.value < THOUSAND:
            return False
        after = self._atoms[self._end] if self._end < len(self._atoms) else None
        stacked = after is not None and after.near and after.role is Role.SCALE and after.value > scale
        return stacked or not whole(ratio(top.value, TEN))
