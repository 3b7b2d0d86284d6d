"""Join numerals with units, counted nouns, rates and hedges.

The steps: a draft for each numeral that is free, with the unit behind it (``units``); what leads up to it, and rates
(``approaches``); units left out (``elision``); frames around figures («از … فراتر رفت»).

Input: Scan, numerals, times, excluded words. Output: Mention*, in order; they do not overlap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extractor.model import Flag, Kind, Modifier, Number, Quantity
from extractor.reading.mentions import Mention, Numeral, NumeralShape, Scan, SentenceReading, TimeMention, Trace
from extractor.reading.numerals.arithmetic import tidy, times
from extractor.reading.quantities.approaches import MAX_APART, Approach, Approaches
from extractor.reading.quantities.compounds import Compounds
from extractor.reading.quantities.drafts import Draft
from extractor.reading.quantities.elision import Elision, currency, is_sum
from extractor.reading.quantities.exclusions import Excluded
from extractor.reading.quantities.spans import Spans
from extractor.reading.quantities.units import Units, UnitsOf
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.modifiers import ModifierRule
from extractor.rulebook.matching import Filler
from extractor.rulebook.trie import TemplateTrie

_RATED = (Kind.MEASURE, Kind.MONEY, Kind.COUNT, Kind.DURATION)
_RATED_APART = (Kind.MEASURE, Kind.MONEY)


class Quantities:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the rules of this stage."""
        self._units = Units(book)
        self._compounds = Compounds(book)
        self._spans = Spans(book)
        self._frames: TemplateTrie[ModifierRule] = TemplateTrie()
        for rule in book.of(ModifierRule):
            for sequence in rule.frames:
                self._frames.add(sequence, rule)

    def possible(self, scan: Scan, numerals: tuple[Numeral, ...], before: Sequence[SentenceReading] = ()) -> bool:
        """Whether a sentence can have a quantity: some numeral has a unit, counts something, or is a sum of money."""
        if not numerals:
            return False
        units = self._units.of(scan)
        if any((draft := units.draft(numeral)) and draft.unit for numeral in numerals):
            return True
        if any(map(is_sum, numerals)) and currency(before) is not None:
            return True
        return any(map(_may_be_named, numerals)) and scan.hits.has("counters.named")

    def __call__(
        self,
        scan: Scan,
        numerals: tuple[Numeral, ...],
        times: tuple[TimeMention, ...],
        excluded: Excluded,
        before: Sequence[SentenceReading] = (),
    ) -> tuple[Mention, ...]:
        """Run the stage; ``before`` are the sentences before, for a currency that was said there."""
        taken = excluded.words.union(*(range(time.first, time.last) for time in times))
        free = [numeral for numeral in numerals if taken.isdisjoint(range(numeral.first, numeral.last))]
        if not free:
            return ()
        units = self._units.of(scan, taken)
        drafts = self._joined(scan, units, free)
        approaches = Approaches(scan, units, times)
        drafts = [_with_rate_after(approaches, draft) for draft in drafts]
        leads = [approaches.before(draft, previous) for draft, previous in zip(drafts, (None, *drafts), strict=False)]
        drafts = [_with_rate(draft, lead.rate) for draft, lead in zip(drafts, leads, strict=True)]
        drafts = Elision(scan, units, leads, currency(before)).fill(drafts)
        framed = self._framed(scan, drafts)
        mentions = []
        for index, (draft, lead) in enumerate(zip(drafts, leads, strict=True)):
            if draft.unit is not None:
                draft, traces = _with_rate_apart(approaches, drafts, index)  # noqa: PLW2901
                modifier, hedge = framed.get(draft.first) or _modifier(approaches, draft, lead)
                flags = () if excluded.complete else (Flag.UNSCREENED,)
                mentions.append(_mention(scan, draft, modifier, (*hedge, *traces), flags))
        return tuple(mentions)

    def _joined(self, scan: Scan, units: UnitsOf, numerals: Iterable[Numeral]) -> list[Draft]:
        """Return a draft for each numeral; what is a whole and its parts is one, as is a range."""
        found: list[Draft] = []
        for numeral in numerals:
            last = found[-1] if found else None
            if last is not None and numeral.first < last.last:
                continue
            draft, both = units.draft(numeral), None
            if draft is None and last is not None and last.kind is Kind.RANK:
                draft = Draft(numeral, numeral.first, numeral.last, numeral.last, kind=Kind.RANK)
            if last is not None and draft is not None and draft.unit is not None and draft.last > numeral.last:
                both = self._compounds(scan, last, draft)
            elif last is not None:
                both = self._compounds.halved(scan, last, numeral) or self._compounds.ranked(scan, last, numeral)
            if both is None and last is not None and draft is not None and draft.unit is not None:
                both = self._spans(scan, last, draft)
            if both is not None:
                found[-1] = both
            elif draft is not None and draft.first >= (last.last if last else 0):
                found.append(draft)
        return found

    def _framed(self, scan: Scan, drafts: Sequence[Draft]) -> dict[int, tuple[Modifier, tuple[Trace, ...]]]:
        """Return the modifiers of frames around figures, by the first word of the figure."""
        fillers: dict[int, list[tuple[str, Filler]]] = {}
        for draft in drafts:
            if draft.unit is not None:
                filler = Filler(draft.first, draft.last, draft)
                fillers[draft.first] = [("quantity", filler), (draft.kind.value, filler)]
        begins = [draft.first for draft in drafts]
        found: dict[int, tuple[Modifier, tuple[Trace, ...]]] = {}
        for first, match in self._frames.walk(scan.words, fillers):
            if bisect_left(begins, match.last) - bisect_left(begins, first) == 1:
                trace = scan.trace("modifier", first, match.last, match.rule.ref)
                for _, filler in match.slots:
                    found.setdefault(filler.first, (match.rule.means, (trace,)))
        return found


def _may_be_named(numeral: Numeral) -> bool:
    return not numeral.weak and numeral.shape is not NumeralShape.ORDINAL


def _with_rate_after(approaches: Approaches, draft: Draft) -> Draft:
    if draft.unit is None or draft.kind not in _RATED:
        return draft
    found = approaches.rate_after(draft)
    if found is None:
        return draft
    last, rate, trace = found
    return replace(draft, last=last, rate=rate, traces=(*draft.traces, trace))


def _with_rate(draft: Draft, rate: str | None) -> Draft:
    if rate is None or draft.rate is not None or (draft.unit is not None and draft.kind not in _RATED):
        return draft
    return replace(draft, rate=rate)


def _with_rate_apart(approaches: Approaches, drafts: Sequence[Draft], index: int) -> tuple[Draft, tuple[Trace, ...]]:
    draft = drafts[index]
    if draft.rate is not None or draft.kind not in _RATED_APART:
        return draft, ()
    others: set[int] = set()
    for at in range(index - 1, -1, -1):
        if drafts[at].last < draft.first - MAX_APART:
            break
        if drafts[at].unit != draft.unit:
            others.update(range(drafts[at].first, drafts[at].last))
    found = approaches.rate_apart(draft, others)
    return (replace(draft, rate=found[0]), (found[1],)) if found else (draft, ())


def _modifier(approaches: Approaches, draft: Draft, lead: Approach) -> tuple[Modifier, tuple[Trace, ...]]:
    if lead.modifier is not None:
        return lead.modifier, lead.traces
    after = approaches.modifier_after(draft)
    if after is not None:
        return after[0], (*lead.traces, after[1])
    return Modifier.EXACT, lead.traces


def _mention(
    scan: Scan, draft: Draft, modifier: Modifier, traces: tuple[Trace, ...], flags: tuple[Flag, ...]
) -> Mention:
    numeral = draft.numeral
    unit, per = draft.unit or "", None
    if draft.rate is not None and "/" not in unit:
        unit, per = (unit, draft.rate) if unit == "count" else (f"{unit}/{draft.rate}", None)
    quantity = Quantity(
        _scaled(numeral.low, draft),
        _scaled(numeral.high, draft),
        unit,
        draft.kind,
        modifier,
        draft.counter,
        per,
        tuple(tidy(times(other, draft.factor)) for other in numeral.alternatives),
    )
    return Mention(
        draft.first,
        draft.last,
        scan.words.starts[draft.first],
        scan.words.ends[draft.last - 1],
        quantity,
        numeral,
        draft.unit_first,
        (*numeral.flags, *draft.flags, *flags),
        (*numeral.traces, *draft.traces, *traces),
    )


def _scaled(number: Number | None, draft: Draft) -> Number | None:
    return number if number is None or draft.factor == 1 else tidy(times(number, draft.factor))
