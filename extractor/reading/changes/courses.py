"""Link the figures of one change: where it arrives, where it sets out, the steps between, the list that shares a word.

What is known before is the role that words beside each figure give it (changes.py). What a figure of arrival makes of
the others of its unit is told here: «از» before one is where the change sets out, and so is the figure of a relative
clause («که پارسال ۱۲ بود، به ۱۵ رسید»).

Input: Scan, clauses, mentions, the role of each. Output: those roles with what the others add, in place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import ChangeRole, Kind, Quantity
from extractor.reading.leads import Leads
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, Trace
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.change import ChangeRule
from extractor.rulebook.kinds.conjugation import Tense

_STEP_REACH = 3
_PAIR_REACH = 16
_LIST_REACH = 4
_CLAUSE_HEAD = 40
_PAST = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.PARTICIPLE)
_BOUND = ("modifier", "per")
_BY = (ChangeRole.INCREASE, ChangeRole.DECREASE)


class Links(Struct, frozen=True):
    """The words that bind the figures of one change, of all rules of change."""

    starts: frozenset[str]
    steps: frozenset[str]
    relatives: frozenset[str]
    was: frozenset[str]
    lists: frozenset[str]
    behind: bool

    @classmethod
    def of(cls, book: RuleBook) -> Links:
        """Gather the words from a rule book."""
        rules = book.of(ChangeRule)
        return cls(
            starts=frozenset(word for rule in rules for word in rule.starts),
            steps=frozenset(word for rule in rules for word in rule.steps),
            relatives=frozenset(word for rule in rules for word in rule.relatives),
            was=frozenset(verb for rule in rules for verb in rule.was),
            lists=frozenset(word for rule in rules for word in rule.lists),
            behind=any(rule.behind for rule in rules),
        )


class Course:
    """The figures of one sentence, in the order in which a change runs through them."""

    def __init__(
        self,
        links: Links,
        scan: Scan,
        clauses: Sequence[Clause],
        mentions: Sequence[Mention],
        leads: Leads,
        conditional: Mapping[int, ChangeRule],
    ) -> None:
        """Take the figures of a sentence; ``conditional`` holds by index those that arrive only if one sets out."""
        self._links = links
        self._scan = scan
        self._clauses = clauses
        self._mentions = mentions
        self._leads = leads
        self._conditional = conditional
        firsts = [clause.first for clause in clauses]
        self._clause_of = [max(bisect_right(firsts, mention.first) - 1, 0) for mention in mentions]
        self._closing = {hit.first for hit in scan.of("change.after")}

    def link(self, found: list[ChangePart | None]) -> None:
        """Fill in and link the parts of one sentence."""
        self._arrive_once(found)
        self._share(found)
        self._set_out(found)
        self._partner(found)

    def _arrive_once(self, found: list[ChangePart | None]) -> None:
        """Let only the last figure behind «به» in a clause be where a verb alone arrives, or the last list of them."""
        for index in range(len(found) - 2, -1, -1):
            part, later = found[index], found[index + 1]
            if part is None or later is None or part.role is not ChangeRole.TO or later.role is not ChangeRole.TO:
                continue
            apart = self._mentions[index + 1].first - self._mentions[index].last > _LIST_REACH
            if apart and self._clause_of[index] == self._clause_of[index + 1] and not self._alike(index, index + 1):
                found[index] = None

    def _share(self, found: list[ChangePart | None]) -> None:
        """Let a figure without a role take that of the next of its list: «در وزن ۵ و در ارزش ۹ درصد رشد کرد»."""
        for index in range(len(found) - 2, -1, -1):
            part = found[index + 1]
            if found[index] is None and part is not None and part.role in _BY and self._listed(index):
                found[index] = part

    def _listed(self, index: int) -> bool:
        """Whether a figure and the next are of one list: of one unit, in one clause, joined and nothing else said."""
        one, two = self._mentions[index], self._mentions[index + 1]
        if not _alike(one.quantity, two.quantity) or self._clause_of[index] != self._clause_of[index + 1]:
            return False
        between = self._scan.words.words[one.last : two.first]
        if len(between) > _PAIR_REACH or any(at in self._closing for at in range(one.last, two.first)):
            return False
        return not self._links.lists.isdisjoint(between) and all(word.isalpha() or word == "،" for word in between)

    def _set_out(self, found: list[ChangePart | None]) -> None:
        """Find what leads to each figure of arrival: where it sets out from, and the steps on the way."""
        for index, part in enumerate(found):
            if part is None or part.role is not ChangeRole.TO:
                continue
            led = False
            for other in range(index - 1, max(index - 4, -1), -1):
                if not self._alike(other, index):
                    continue
                role, trace = self._lead(other, index)
                if found[other] is not None and trace is None:
                    continue
                if role is not None:
                    found[other] = ChangePart(role, traces=(trace, *part.traces) if trace else part.traces)
                    led = True
            if not led and index in self._conditional:
                found[index] = None
            if self._links.behind:
                self._set_out_behind(found, index, part)

    def _set_out_behind(self, found: list[ChangePart | None], index: int, part: ChangePart) -> None:
        """Find where a change sets out from behind its arrival: «to 9 from 12»; both are linked."""
        words = self._scan.words.words
        for other in range(index + 1, min(index + 3, len(found))):
            start = self._leads.start(self._mentions[other].first)
            near = self._clause_of[other] == self._clause_of[index] and self._alike(other, index)
            if near and start and words[start - 1] in self._links.starts:
                trace = self._scan.trace("change", start - 1, start)
                found[other] = ChangePart(ChangeRole.FROM, (index,), traces=(trace, *part.traces))
                return

    def _lead(self, other: int, index: int) -> tuple[ChangeRole | None, Trace | None]:
        """Return what a figure before an arrival is to it."""
        words, mention = self._scan.words.words, self._mentions[other]
        clauses = self._clause_of[index] - self._clause_of[other]
        for at in (*self._leads.steps(mention.first), self._begun(mention)):
            starts = at > 0 and words[at - 1] in self._links.starts and not self._leads.holds(at - 1, at)
            if starts and clauses == 0:
                return ChangeRole.FROM, self._scan.trace("change", at - 1, at)
        first = max(mention.first - _STEP_REACH, self._clauses[self._clause_of[other]].first)
        steps = self._conditional[index].steps if index in self._conditional else self._links.steps
        if clauses == 0 and not steps.isdisjoint(words[first : mention.first]):
            return ChangeRole.INCREASE, None
        if clauses == 1:
            there, here = self._clauses[self._clause_of[other]], self._clauses[self._clause_of[index]]
            taken_up = any(here.first <= hit.first < here.last for hit in self._scan.of("change.carrier"))
            head = max(there.first, mention.first - _CLAUSE_HEAD)
            relative = not self._links.relatives.isdisjoint(words[head : mention.first])
            was = there.verb is not None and there.verb.lemma in self._links.was
            went_on = here.first < len(words) and words[here.first] in self._links.relatives
            taken_up = taken_up and (index not in self._conditional or _tense(there) in _PAST)
            if taken_up or relative or (was and (went_on or _tense(there) in _PAST)):
                return ChangeRole.FROM, None
        return None, None

    def _begun(self, mention: Mention) -> int:
        """Return the first word that gave a figure its bound or rate: «از مترمکعبی ۵۹۰۰ تومان»."""
        start = min((trace.start for trace in mention.traces if trace.field in _BOUND), default=mention.start)
        return bisect_left(self._scan.words.starts, min(start, mention.start))

    def _alike(self, one: int, other: int) -> bool:
        return _alike(self._mentions[one].quantity, self._mentions[other].quantity)

    def _partner(self, found: list[ChangePart | None]) -> None:
        """Link the figures of one change: where it arrives with where it sets out and the amount between them."""
        for index, part in enumerate(found):
            if part is None or part.role is not ChangeRole.TO:
                continue
            partners = []
            for other in range(max(0, index - 3), index):
                near = found[other]
                if near is None or near.role is ChangeRole.TO or self._clause_of[index] - self._clause_of[other] > 1:
                    continue
                if near.role is ChangeRole.FROM and not self._alike(other, index):
                    continue
                partners.append(other)
                found[other] = replace(near, partners=(*near.partners, index))
            behind = (other for other in range(index + 1, min(index + 3, len(found))) if _sets_out(found[other], index))
            found[index] = replace(part, partners=(*partners, *behind))


def _sets_out(part: ChangePart | None, index: int) -> bool:
    return part is not None and part.role is ChangeRole.FROM and index in part.partners


def _tense(clause: Clause) -> Tense | None:
    return clause.verb.tense if clause.verb is not None else None


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can be of one change: of one unit and one counted noun, or both lengths of time."""
    if one.kind is Kind.DURATION and other.kind is Kind.DURATION:
        return True
    one_unit, other_unit = one.unit.partition("/")[0], other.unit.partition("/")[0]
    return one_unit == other_unit and (one.counter or "") == (other.counter or "") and one.kind is not Kind.RANK
