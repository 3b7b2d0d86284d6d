"""Find the cues of status in a sentence, clause by clause.

Input: Scan, clauses, mentions. Output: ClauseCues*, one a clause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.reading.mentions import Clause, Mention, Scan, Verb
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.attribution import AttributionCue, Part
from extractor.rulebook.kinds.clauses import ClauseRule
from extractor.rulebook.kinds.status import CueRole, Hint, StatusCue, StatusRule

_NEAR = 3
_LISTING = frozenset("،,")
_SAYING = (Part.SAYING, Part.SHOWING)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at words ``first`` to ``last - 1``; ``verb`` is the verb that it takes its tense and negation from."""

    first: int
    last: int
    rule: StatusRule
    verb: Verb | None = None


@dataclass(frozen=True, slots=True)
class ClauseCues:
    """The cues of one clause: those that may be its predicate, nominal ones, particles, and hints by their sort.

    ``says`` marks a clause whose verb tells that something was said; what was said is in the others.
    """

    clause: Clause
    says: bool
    predicates: tuple[Cue, ...] = ()
    nouns: tuple[Cue, ...] = ()
    words: tuple[Cue, ...] = ()
    hints: Mapping[Hint, tuple[Cue, ...]] = field(default_factory=dict)

    def hinted(self, hint: Hint) -> Cue | None:
        """Return the first hint of a sort."""
        found = self.hints.get(hint)
        return found[0] if found else None


class Cues:
    """Finds cues; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """List the rules whose cue is a verb alone, and the words that join cues."""
        self._alone: dict[str, list[StatusRule]] = {}
        for rule in book.of(StatusRule):
            for verb in rule.verbs if not rule.stems else ():
                self._alone.setdefault(verb, []).append(rule)
        self._joints = _LISTING.union(*(rule.openers for rule in book.of(ClauseRule)))

    def __call__(self, scan: Scan, clauses: Sequence[Clause], mentions: Sequence[Mention]) -> tuple[ClauseCues, ...]:
        """Return the cues of each clause."""
        starts = [clause.first for clause in clauses]
        taken = [(mention.first, mention.unit_first) for mention in mentions]
        listed: list[list[tuple[int, int, StatusCue]]] = [[] for _ in clauses]
        for hit in scan.of("status"):
            if not any(first < hit.last and hit.first < last for first, last in taken):
                cue = hit.entry.payload
                assert isinstance(cue, StatusCue)  # noqa: S101  only this kind of rule gives hits of its kind
                listed[max(bisect_right(starts, hit.first) - 1, 0)].append((hit.first, hit.last, cue))
        said = {hit.last for hit in scan.of("attribution") if _says(hit.entry.payload)}
        return tuple(
            self._clause(scan, clause, found, says=bool(clause.verb and clause.verb.last in said))
            for clause, found in zip(clauses, listed, strict=True)
        )

    def _clause(
        self, scan: Scan, clause: Clause, found: Sequence[tuple[int, int, StatusCue]], *, says: bool
    ) -> ClauseCues:
        verb, predicates = clause.verb, []
        by_role: dict[CueRole, list[Cue]] = {role: [] for role in CueRole}
        for first, last, cue in found:
            if not _fits(cue.rule, scan, clause):
                continue
            if cue.role is CueRole.STEM:
                if verb is not None and first < verb.first and self._takes(cue.rule, verb, scan, last):
                    predicates.append(Cue(first, last, cue.rule, verb))
            elif cue.role is CueRole.PREDICATE:
                predicates.append(Cue(first, last, cue.rule, verb if verb and verb.first >= last else None))
            else:
                by_role[cue.role].append(Cue(first, last, cue.rule))
        if verb is not None and not any(cue.verb for cue in predicates if cue.rule.stems):
            predicates += (
                Cue(verb.first, verb.last, rule, verb)
                for rule in self._alone.get(verb.lemma, ())
                if _allows(rule, verb) and _fits(rule, scan, clause)
            )
        hints: dict[Hint, tuple[Cue, ...]] = {}
        for cue in by_role[CueRole.HINT]:
            if cue.rule.hint is not None:
                hints[cue.rule.hint] = (*hints.get(cue.rule.hint, ()), cue)
        return ClauseCues(
            clause,
            says,
            tuple(_longest(predicates)),
            tuple(_longest(by_role[CueRole.NOUN])),
            tuple(_longest(by_role[CueRole.WORD])),
            hints,
        )

    def _takes(self, rule: StatusRule, verb: Verb, scan: Scan, last: int) -> bool:
        """Whether a stem goes with the verb of its clause: close to it, or with a joint behind it («افتتاح و … شد»)."""
        if verb.lemma not in rule.verbs or not _allows(rule, verb):
            return False
        return rule.apart or verb.first - last <= _NEAR or scan.words.words[last] in self._joints


def _says(payload: object) -> bool:
    return isinstance(payload, AttributionCue) and payload.part in _SAYING


def _allows(rule: StatusRule, verb: Verb) -> bool:
    return (not rule.tenses or verb.tense in rule.tenses) and (not rule.passive or verb.passive)


def _fits(rule: StatusRule, scan: Scan, clause: Clause) -> bool:
    """Whether the words that a rule asks for stand in the clause, and those that it refuses do not."""
    if not rule.with_ and not rule.without:
        return True
    words = scan.words.words[clause.first : clause.last]
    if rule.with_ and not any(word.startswith(rule.with_) for word in words):
        return False
    return not (rule.without and any(word.startswith(rule.without) for word in words))


def _longest(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Keep the longest of cues that overlap; of equal ones, that which asks for more."""
    end = 0
    for cue in sorted(cues, key=lambda cue: (cue.first, -cue.last, -_asks(cue.rule))):
        if cue.first >= end:
            yield cue
            end = cue.last


def _asks(rule: StatusRule) -> int:
    return bool(rule.with_) + bool(rule.without) + bool(rule.tenses) + bool(rule.passive) + bool(rule.kinds)


