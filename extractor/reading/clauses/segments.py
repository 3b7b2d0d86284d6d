"""Cut a sentence into clauses where verbs stand between subject and object.

Each clause has one finite verb. Between two of them the cut is at a strong mark, else before the last word that opens
a clause («which», «but»), else at the last comma or «and», else right behind the first («said the dam was shut»).

A form that may be something else is settled by its neighbours: «issued» is no verb of a clause behind an article, nor
where its segment, from mark or joint to the next, has a surer one («permits issued in May have lapsed»); «plans» is one
before «to» or a number.

Input: Scan. Output: Clause*, in order, covering the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extractor.reading.clauses.verb_groups import FINITE, NEVER, Group, VerbGroups
from extractor.reading.mentions import Clause, Scan, Verb
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.attribution import AttributionCue, Part
from extractor.rulebook.kinds.clauses import ClauseRule
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.units import UnitRule
from extractor.rulebook.lexicon import longest

_BREAKS = frozenset(":;")
_COMMAS = frozenset(",")
_ENDS = frozenset(',;:()"“”')
_DASH = "-"
_STOPS = frozenset(".!?")
_SAYING = (Part.SAYING, Part.SHOWING, Part.DENYING)
_INSIDE = 6


class Segments:
    """Cuts sentences; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the words around verbs."""
        rules = book.of(ClauseRule)

        def every(key: str) -> frozenset[str]:
            return frozenset(word for rule in rules for word in getattr(rule, key))

        self._groups = VerbGroups(book)
        self._relatives = every("relatives")
        self._openers = every("openers") | self._relatives
        self._holders, self._joints = every("holders"), every("joints")
        self._subjects, self._objects = every("subjects"), every("objects")
        self._signs = frozenset(sign for rule in book.of(UnitRule) for sign in rule.leading if not sign.isalnum())

    def __call__(self, scan: Scan) -> tuple[Clause, ...]:
        """Return the clauses of a sentence."""
        groups = self._settled(scan, self._groups(scan))
        finite = [group.verb for group in groups if group.sureness is FINITE] or self._only(scan, groups)
        cuts = [0, *(self._cut(scan, one, two) for one, two in pairwise(finite)), len(scan.words)]
        found: list[Clause] = []
        for number, (first, last) in enumerate(pairwise(cuts)):
            verb = finite[number] if finite else None
            found += self._pieces(scan, first, last, verb, groups)
        return tuple(found)

    def _only(self, scan: Scan, groups: Sequence[Group]) -> list[Verb]:
        """Return the verb of a sentence without a sure one: a form that may be a noun, else an infinitive.

        In a headline that one tells what is to come: «200 buses to join fleet».
        """
        words = scan.words.words
        for group in groups:
            verb = group.verb
            if verb.tense is Tense.PRESENT and verb.first and words[verb.first - 1] not in self._holders:
                return [verb]
        infinitive = next((group.verb for group in groups if group.verb.tense is Tense.INFINITIVE), None)
        return [replace(infinitive, tense=Tense.FUTURE)] if infinitive is not None else []

    def _pieces(self, scan: Scan, first: int, last: int, verb: Verb | None, groups: Sequence[Group]) -> list[Clause]:
        """Return a clause, cut further at strong marks and where what stands before an opener has no verb."""
        words = scan.words.words
        cuts = [at + 1 for at in range(first, last - 1) if self._strong(scan, at)]
        if verb is not None:
            opened = [at for at in range(first + 1, verb.first) if self._opens(words, at)]
            closed = [at + 1 for at in range(verb.last, last - 1) if words[at] in _COMMAS]
            relative = words[first] in self._relatives
            cuts += opened[:1] if opened and opened[0] - first > 1 and words[first] not in self._openers else []
            cuts += closed[:1] if relative and closed and self._resumes(groups, closed[0], last) else []
        bounds = sorted({first, *cuts, last})
        return [
            Clause(
                begin,
                end,
                verb if verb is not None and begin <= verb.first < end else None,
                tuple(
                    group.verb
                    for group in groups
                    if begin <= group.verb.first < end
                    and group.verb.tense is not Tense.PRESENT
                    and (verb is None or group.verb.first != verb.first)
                ),
            )
            for begin, end in pairwise(bounds)
        ]

    @staticmethod
    def _resumes(groups: Sequence[Group], first: int, last: int) -> bool:
        """Whether no verb is left behind the comma that closes a relative clause."""
        return not any(first <= group.verb.first < last for group in groups)

    def _strong(self, scan: Scan, at: int) -> bool:
        """Whether a mark ends a clause: a colon, a semicolon, a dash between spaces."""
        words = scan.words
        word = words.words[at]
        if word in _BREAKS:
            return not (words.adjoining(at) and words.adjoining(at + 1) and words.words[at + 1].isdigit())
        return word == _DASH and at > 0 and not words.adjoining(at) and not words.adjoining(at + 1)

    def _opens(self, words: Sequence[str], at: int) -> bool:
        """Whether a clause begins at a word; «only half of that» holds none."""
        return words[at] in self._openers and not (at and words[at - 1] in self._holders)

    def _cut(self, scan: Scan, one: Verb, two: Verb) -> int:
        """Return where the clause of the second of two verbs begins."""
        words, between = scan.words.words, range(one.last, two.first)
        strong = [at for at in between if self._strong(scan, at)]
        if strong:
            return strong[-1] + 1
        opened = [at for at in between if self._opens(words, at)]
        if opened:
            at = opened[-1]
            while at > one.last and words[at - 1] in self._openers:
                at -= 1
            return at
        joined = [at for at in between if words[at] in self._joints]
        commas = [at for at in between if words[at] in _COMMAS]
        if joined and (not commas or joined[-1] > commas[-1]):
            at = joined[-1]
            return at - 1 if at - 1 in commas else at
        if commas:
            return commas[-1] + 1
        return one.last

    def _settled(self, scan: Scan, groups: Sequence[Group]) -> list[Group]:
        """Return the verbs with those that may be something else settled."""
        said = {
            hit.last
            for hit in longest(scan.of("attribution"))
            if isinstance(hit.entry.payload, AttributionCue) and hit.entry.payload.part in _SAYING
        }
        found = [
            replace(group, sureness=FINITE) if group.verb.last in said and self._says(scan, group) else group
            for group in groups
        ]
        for index, group in enumerate(found):
            if group.sureness.sure:
                continue
            rivals = any(
                other.sureness is FINITE
                and other.verb.last not in said
                and self._one_segment(scan, group.verb, other.verb)
                for other in found[max(index - _INSIDE, 0) : index + _INSIDE]
            )
            finite = not rivals and self._is_verb(scan, group.verb)
            found[index] = replace(group, sureness=FINITE if finite else NEVER)
        return found

    @staticmethod
    def _says(scan: Scan, group: Group) -> bool:
        """Whether a form that reports is a verb: one that may be a noun only at the end, or where speech opens."""
        words, last = scan.words.words, group.verb.last
        ends = last == len(words) or words[last] in _STOPS
        return group.sureness.finite and (group.verb.tense is Tense.PAST or group.sureness.sure or ends)

    def _one_segment(self, scan: Scan, one: Verb, two: Verb) -> bool:
        first, last = sorted((one, two), key=lambda verb: verb.first)
        words = scan.words.words
        return not any(
            words[at] in _ENDS or words[at] in self._openers or words[at] in self._joints
            for at in range(first.last, last.first)
        )

    def _is_verb(self, scan: Scan, verb: Verb) -> bool:
        """Whether the words beside a form show it to be the verb of a clause."""
        words = scan.words.words
        before = words[verb.first - 1] if verb.first else ""
        after = words[verb.last] if verb.last < len(words) else ""
        if before in self._holders or (before.isdigit() and verb.tense is not Tense.PAST):
            return False
        if verb.tense is Tense.PAST:
            return bool(before) or after in self._objects
        takes = after in self._objects or after[:1].isdigit() or after in self._signs
        if verb.person == _PLURAL:
            return before in self._subjects or (takes and before.endswith("s"))
        return takes


_PLURAL = 6
