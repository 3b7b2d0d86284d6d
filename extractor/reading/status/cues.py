"""Find the cues of status in a sentence, clause by clause.

Input: Scan, clauses, mentions. Output: ClauseCues*, one a clause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from extractor.model import Polarity
from extractor.reading.mentions import Clause, Mention, Scan, Verb
from extractor.reading.status.conditions import ClauseWords, allows, any_of, asks_for, between, participle
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.attribution import AttributionCue, Part
from extractor.rulebook.kinds.clauses import ClauseRule, Order
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.status import CueRole, Hint, StatusCue, StatusRule
from extractor.rulebook.lexicon import Hit, longest

_NEAR = 3
_HEAD = 2
_MARKS = frozenset("،,")
_ADJECTIVAL = (Tense.PARTICIPLE, Tense.PAST)
_SAYING = (Part.SAYING, Part.SHOWING, Part.DENYING)

Found = tuple[int, int, StatusCue]


class Cue(Struct, frozen=True):
    """A cue at words ``first`` to ``last - 1``; ``verb`` is the verb that it takes its tense and negation from.

    A ``beside`` cue is a participle that speaks of the noun beside it alone: «the promised schools».
    """

    first: int
    last: int
    rule: StatusRule
    verb: Verb | None = None
    beside: bool = False


class ClauseCues(Struct, frozen=True):
    """The cues of one clause: those that may be its predicate, nominal ones, and hints by their sort; in order.

    ``says`` marks a clause whose verb tells that something was said; what was said is in the others. ``plain`` is the
    verb that says nothing but that a figure is so. ``relative`` is the first word that begins a clause inside this one,
    ``modal`` the modal and ``denial`` the denial of the whole clause, ``opening`` what it opens for those behind;
    ``figures``: whether one stands in it; ``contrasts``: whether it begins against what was said before it. ``asides``
    and ``purposes`` are where nominal cues begin that are so.
    """

    clause: Clause
    says: bool
    predicates: tuple[Cue, ...]
    nouns: tuple[Cue, ...]
    plain: Cue | None
    modal: Cue | None
    denial: Cue | None
    opening: Cue | None
    relative: int | None
    figures: bool
    contrasts: bool
    asides: frozenset[int]
    purposes: frozenset[int]
    hints: Mapping[Hint, tuple[Cue, ...]]

    def hinted(self, hint: Hint) -> Cue | None:
        """Return the first hint of a sort."""
        found = self.hints.get(hint)
        return found[0] if found else None


class _Figures(Struct, frozen=True):
    """Where the figures of a sentence begin, and the words that they count."""

    firsts: Sequence[int]
    counted: frozenset[int]


class Cues:
    """Finds cues; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """List the rules whose cue is a verb alone, the words that join clauses, and those that hold a noun."""
        self._endings = tuple(rule for rule in book.of(StatusRule) if rule.endings)
        self._alone: dict[str, list[StatusRule]] = {}
        for rule in book.of(StatusRule):
            for verb in rule.verbs if not rule.stems else ():
                self._alone.setdefault(verb, []).append(rule)
        clauses = book.of(ClauseRule)
        self._medial = any(rule.verb is Order.MEDIAL for rule in clauses)
        self._joints = _MARKS.union(*(rule.openers for rule in clauses))
        self._relatives = frozenset(word for rule in clauses for word in rule.relatives)
        self._contrasts = frozenset(word for rule in clauses for word in rule.contrasts)
        self._holders = frozenset(word for rule in clauses for word in rule.holders)

    def __call__(self, scan: Scan, clauses: Sequence[Clause], mentions: Sequence[Mention]) -> tuple[ClauseCues, ...]:
        """Return the cues of each clause."""
        starts = [clause.first for clause in clauses]
        taken = {word for mention in mentions for word in range(mention.first, mention.unit_first)}
        listed: list[list[Found]] = [[] for _ in clauses]
        for hit in scan.of("status"):
            if taken.isdisjoint(range(hit.first, hit.last)):
                cue = hit.entry.payload
                assert isinstance(cue, StatusCue)  # noqa: S101  only this kind of rule gives hits of its kind
                listed[max(bisect_right(starts, hit.first) - 1, 0)].append((hit.first, hit.last, cue))
        reporting = longest(scan.of("attribution")) if self._medial else scan.of("attribution")
        said = {hit.last for hit in reporting if _says(hit.entry.payload)}
        figures = _Figures(
            [mention.first for mention in mentions],
            frozenset(word for mention in mentions for word in range(mention.unit_first, mention.last)),
        )
        return tuple(
            self._clause(scan, clause, before, found, figures, says=bool(clause.verb and clause.verb.last in said))
            for clause, before, found in zip(clauses, (None, *clauses), listed, strict=False)
        )

    def _clause(
        self,
        scan: Scan,
        clause: Clause,
        before: Clause | None,
        found: Sequence[Found],
        figures: _Figures,
        *,
        says: bool,
    ) -> ClauseCues:
        by_role: dict[CueRole, list[Cue]] = {role: [] for role in CueRole}
        verb, within = clause.verb, ClauseWords(scan.words.words[clause.first : clause.last])
        for first, last, status in found:
            if not (within.fit(status.rule) or self._fits_interrupted(status.rule, scan, within, before)):
                continue
            if status.role is CueRole.STEM:
                cue = self._stem(scan, clause, first, last, status.rule, figures, says=says)
                if cue is not None:
                    by_role[CueRole.PREDICATE].append(cue)
            elif status.role is CueRole.PREDICATE:
                own = verb if verb is not None and verb.first >= last and not self._medial else None
                by_role[CueRole.PREDICATE].append(Cue(first, last, status.rule, own))
            elif not status.rule.auxiliary or (verb is not None and verb.first <= first < verb.last):
                by_role[status.role].append(Cue(first, last, status.rule))
        predicates, plain = by_role[CueRole.PREDICATE], None
        predicates += self._unlisted(scan, clause, says=says)
        for rule in self._alone.get(verb.lemma, ()) if verb is not None else ():
            if verb is not None and allows(rule, verb) and within.fit(rule):
                cue = Cue(verb.main, verb.last, rule, verb)
                if rule.plain:
                    plain = cue
                elif not any(other.verb for other in predicates if other.rule.stems):
                    predicates.append(cue)
        predicates += self._inner(clause, within)
        hints: dict[Hint, tuple[Cue, ...]] = {}
        for cue in by_role[CueRole.HINT]:
            if cue.rule.hint is not None:
                hints[cue.rule.hint] = (*hints.get(cue.rule.hint, ()), cue)
        nouns, words, kept = map(_kept, (by_role[CueRole.NOUN], by_role[CueRole.WORD], predicates))
        asides, purposes = (frozenset(cue.last for cue in hints.get(h, ())) for h in (Hint.ASIDE, Hint.PURPOSE))
        return ClauseCues(
            clause,
            says,
            kept,
            nouns,
            plain,
            next((cue for cue in (*words, *kept) if _is_modal(cue)), None),
            next((cue for cue in (*kept, *nouns, *words) if _denies(cue)), None),
            next(
                (cue for cue in (*reversed(words), *reversed(kept), *predicates) if cue.rule.opens and not cue.beside),
                None,
            ),
            self._relative(scan, clause),
            between(figures.firsts, clause.first, clause.last),
            not self._contrasts.isdisjoint(scan.words.words[clause.first : clause.first + _HEAD]),
            self._joined_asides(scan, nouns, asides),
            purposes,
            hints,
        )

    def _fits_interrupted(self, rule: StatusRule, scan: Scan, within: ClauseWords, before: Clause | None) -> bool:
        """Whether the words that a rule asks for stand before a clause inside: «پروانه ۹ دفتر که … بود تمدید نشد»."""
        if self._medial or before is None or before.verb is None or not rule.with_ or within.refused_by(rule):
            return False
        relative = self._relative(scan, before)
        return relative is not None and asks_for(rule, frozenset(scan.words.words[before.first : relative]))

    def _relative(self, scan: Scan, clause: Clause) -> int | None:
        """Return the word at which a clause inside a clause begins; where verbs are medial it is a clause by itself."""
        words = range(clause.first, clause.first + 1 if self._medial else clause.last)
        return next((at for at in words if scan.words.words[at] in self._relatives), None)

    def _joined_asides(self, scan: Scan, nouns: Sequence[Cue], asides: frozenset[int]) -> frozenset[int]:
        """Return where nominal cues begin aside, with those that «و» joins to one: «با حفر ۹ چاه و نصب ۹ پمپ، …»."""
        words, found = scan.words.words, set(asides)
        for before, cue in pairwise(nouns):
            gap = words[before.last : cue.first]
            if before.first in found and gap and gap[-1] in self._joints and _MARKS.isdisjoint(gap):
                found.add(cue.first)
        return frozenset(found)

    def _inner(self, clause: Clause, within: ClauseWords) -> Iterator[Cue]:
        """Yield the verbs of a clause that are not its own: «pledged to hire», «the promised schools»."""
        for verb in clause.inner:
            for rule in self._alone.get(verb.lemma, ()):
                if not rule.plain and allows(rule, verb) and within.fit(rule):
                    yield Cue(verb.main, verb.last, rule, verb, beside=verb.tense in _ADJECTIVAL)

    def _unlisted(self, scan: Scan, clause: Clause, *, says: bool) -> Iterator[Cue]:
        """Yield the word before the verb where its ending makes a stem of it."""
        verb = clause.verb
        if verb is None or says or verb.first <= clause.first:
            return
        word = scan.words.words[verb.first - 1]
        for rule in self._endings:
            if word.endswith(rule.endings) and verb.lemma in rule.verbs and allows(rule, verb):
                yield Cue(verb.first - 1, verb.first, rule, verb)

    def _stem(
        self,
        scan: Scan,
        clause: Clause,
        first: int,
        last: int,
        rule: StatusRule,
        figures: _Figures,
        *,
        says: bool,
    ) -> Cue | None:
        """Return a stem as a cue where a verb goes with it.

        The verb is that of its clause, close behind or, with a joint between («افتتاح و … شد»), at its end; else the
        stem is a participle's («پروانه‌های صادر شده»), shares the verb of a passive («خارج و … فرستاده شد») or has left
        its own to another («۷ نصب و ۳ در دست نصب است»).
        """
        words, verb = scan.words.words, None if says and not rule.opens else clause.verb
        if last < len(words) and participle(scan, last, rule):
            return Cue(first, last + 1, rule) if verb is None or verb.first != last else Cue(first, last, rule, verb)
        if verb is None or first >= verb.first or (rule.stage is None and first in figures.counted):
            return None
        held = first > 0 and words[first - 1] in self._holders and first - 1 not in figures.counted
        held = held and not any_of(rule.with_, {words[first - 1]})
        joined = 0 < first < last < len(words) and words[last] in self._joints and not held
        parted = between(figures.firsts, last, verb.first)
        if verb.lemma in rule.verbs and allows(rule, verb):
            if joined and parted and not rule.apart and self._pairs(scan, last):
                return None
            if rule.apart or joined or (verb.first - last <= _NEAR and not parted):
                return Cue(first, last, rule, verb)
        if joined and not parted and verb.passive and not rule.tenses:
            return Cue(first, last, rule)
        listed = parted and between(figures.firsts, clause.first, first)
        return Cue(first, last, rule) if joined and listed and not rule.tenses else None

    def _pairs(self, scan: Scan, joint: int) -> bool:
        """Whether a joint only joins two nouns: «تهیه و توزیع مواد …»; a predicate has another joint or mark behind."""
        words = scan.words.words
        end = max((hit.last for hit in scan.of("status") if hit.first == joint + 1 and _is_stem(hit)), default=0)
        return 0 < end < len(words) and words[end] not in self._joints


def _is_modal(cue: Cue) -> bool:
    return cue.rule.modality is not None and cue.rule.stage is None and not cue.beside


def _denies(cue: Cue) -> bool:
    return cue.rule.polarity is Polarity.NEGATIVE and not cue.beside


def _is_stem(hit: Hit) -> bool:
    return isinstance(hit.entry.payload, StatusCue) and hit.entry.payload.role is CueRole.STEM


def _says(payload: object) -> bool:
    return isinstance(payload, AttributionCue) and payload.part in _SAYING and not payload.acts


def _kept(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Keep cues that speak of figures, the longest where they overlap."""
    found = _longest(cue for cue in cues if not cue.rule.forward)
    return tuple(cue for cue in found if cue.rule.hint is None)


def _longest(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Keep the longest of cues that overlap; of equal ones, that which asks for more.

    Those that speak of some kinds of figures only are kept beside the one that speaks of all.
    """
    end, kept = 0, None
    for cue in sorted(cues, key=lambda cue: (cue.first, -cue.last, cue.rule.hint is not None, -_asks(cue.rule))):
        beside = kept is not None and kept.rule.kinds and (kept.first, kept.last) == (cue.first, cue.last)
        if cue.first >= end or beside:
            yield cue
            end, kept = cue.last, cue


def _asks(rule: StatusRule) -> int:
    asked = (rule.with_, rule.without, rule.tenses, rule.passive, rule.kinds)
    return sum(map(bool, asked))
