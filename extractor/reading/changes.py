"""Find the role of a figure in a change: increase, decrease, from, to; its partners and what it is compared with.

A word of change beside a figure gives its role («رشد ۸ درصدی», «۸ درصد بیشتر»), and a figure right behind «به» one
where its clause tells of arriving. What that figure makes of the others of its unit is told in its rule: «از» before
one is where the change sets out, and so is the figure of a relative clause («که پارسال ۱۲ بود، به ۱۵ رسید»).

Input: Scan, clauses, mentions, times. Output: a ChangePart or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.model import ChangeRole, Kind, Quantity, RuleRef
from extractor.reading.leads import Leads
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, TimeMention, Trace
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.change import ChangeRule, ChangeWord
from extractor.rulebook.kinds.clauses import ClauseRule
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.lexicon import Hit

_REACH = 2
_STEP_REACH = 3
_BASE_REACH = 3
_STEM_REACH = 8
_PAIR_REACH = 16
_LIST_REACH = 4
_CLAUSE_HEAD = 40
_PAST = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.PARTICIPLE)
_BOUND = ("modifier", "per")
_BY = (ChangeRole.INCREASE, ChangeRole.DECREASE)


class Changes:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Gather the words that bind figures of one change."""
        rules = book.of(ChangeRule)
        self._verbal = tuple(rule for rule in rules if not (rule.before or rule.after or rule.endings))
        self.ended = tuple(rule for rule in rules if rule.endings)
        self.starts = frozenset(word for rule in rules for word in rule.starts)
        self.steps = frozenset(word for rule in rules for word in rule.steps)
        self.relatives = frozenset(word for rule in rules for word in rule.relatives)
        self.was = frozenset(verb for rule in rules for verb in rule.was)
        self.stops = frozenset(word for rule in book.of(ClauseRule) for word in rule.holders)
        self.lists = frozenset(word for rule in rules for word in rule.lists)

    def __call__(
        self,
        scan: Scan,
        clauses: tuple[Clause, ...],
        mentions: tuple[Mention, ...],
        times: tuple[TimeMention, ...],
    ) -> tuple[ChangePart | None, ...]:
        """Run the stage."""
        return _Sentence(self, self._verbal, scan, clauses, mentions, times).parts()


class _Sentence:
    """The figures of one sentence and the words of change around them."""

    def __init__(
        self,
        words: Changes,
        verbal: Sequence[ChangeRule],
        scan: Scan,
        clauses: Sequence[Clause],
        mentions: Sequence[Mention],
        times: Sequence[TimeMention],
    ) -> None:
        self._words = words
        self._verbal = verbal
        self._scan = scan
        self._clauses = clauses
        self._firsts = [clause.first for clause in clauses]
        self._mentions = mentions
        self._bases = {self._clause_at(time.first): time for time in reversed(times) if time.base}
        self._before = _by(scan, "change.before", ending=True)
        self._after = _by(scan, "change.after")
        self._heads = {self._clause_at(hit.first): hit for hit in reversed(scan.of("change.head"))}
        self._stems: dict[tuple[int, RuleRef], list[Hit]] = {}
        for hit in scan.of("change.stem"):
            self._stems.setdefault((self._clause_at(hit.first), hit.entry.rule), []).append(hit)
        self._vocabulary: dict[int, frozenset[str]] = {}
        self._conditional: dict[int, ChangeRule] = {}
        self._leads = Leads(scan)

    def parts(self) -> tuple[ChangePart | None, ...]:
        """Return the part of each figure."""
        found: list[ChangePart | None] = []
        for index in range(len(self._mentions)):
            last = found[-1] if found else None
            taken = last.traces[0].end if last is not None and last.traces else -1
            taken = taken if taken <= self._mentions[index].start else -1
            found.append(self._own(index, taken))
        self._arrive_once(found)
        self._share(found)
        self._set_out(found)
        self._partner(found)
        return tuple(part and self._compared(index, part) for index, part in enumerate(found))

    def _clause(self, index: int) -> int:
        return self._clause_at(self._mentions[index].first)

    def _clause_at(self, word: int) -> int:
        return max(bisect_right(self._firsts, word) - 1, 0)

    def _own(self, index: int, taken: int) -> ChangePart | None:
        """Return the role that a word beside the figure gives it; words up to offset ``taken`` speak of another."""
        mention, scan = self._mentions[index], self._scan
        at_clause = self._clause(index)
        before = [
            hit
            for at in self._leads.steps(mention.first)
            for hit in self._before.get(at, ())
            if scan.words.ends[hit.last - 1] > taken
            and not self._leads.holds(hit.first, hit.last)
            and self._holds(hit, mention, at_clause)
        ]
        arriving = next((hit for hit in before if _rule(hit).role is ChangeRole.TO), None)
        if arriving is not None:
            return self._part(arriving)
        behind = self._behind(index, at_clause, 0 if before else _REACH)
        if behind is not None or before:
            return behind or self._part(before[0])
        return self._told(index, at_clause) or self._headed(mention, at_clause)

    def _behind(self, index: int, at_clause: int, reach: int) -> ChangePart | None:
        """Return the role that a word behind the figure gives it, before what leads up to the next."""
        mention, words = self._mentions[index], self._scan.words.words
        following = self._mentions[index + 1].first if index + 1 < len(self._mentions) else len(words)
        end = self._leads.start(following)
        percent = mention.quantity.kind is Kind.PERCENT
        reach = 0 if mention.quantity.kind is Kind.COUNT and mention.quantity.unit == "count" else reach
        base = self._bases.get(at_clause)
        behind_base = (
            base.last if percent and base and mention.last <= base.first <= mention.last + _BASE_REACH else end
        )
        for at in (*range(mention.last, min(mention.last + reach + 1, end)), behind_base):
            for hit in self._after.get(at, ()) if at < end else ():
                if self._holds(hit, mention, at_clause) and not self._is_bound(hit, mention):
                    return self._part(hit)
            if at >= end or not words[at].isalpha() or (words[at] in self._words.stops and not percent):
                return None
            if at not in self._after and (ended := self._ended(at, mention, at_clause)) is not None:
                return ended
        return None

    def _ended(self, at: int, mention: Mention, at_clause: int) -> ChangePart | None:
        """Return the role that the ending of a word between the figure and the verb gives it."""
        verb = self._clauses[at_clause].verb
        for rule in self._words.ended if verb is not None and verb.first == at + 1 else ():
            if self._scan.words.words[at].endswith(rule.endings) and self._suits(rule, mention, at_clause):
                return ChangePart(rule.role, traces=(self._scan.trace("change", at, at + 1, rule.ref),))
        return None

    def _is_bound(self, hit: Hit, mention: Mention) -> bool:
        """Whether a word belongs to the bound of its figure: «از ۳۵ درصد کمتر نشد»."""
        start, end = self._scan.words.starts[hit.first], self._scan.words.ends[hit.last - 1]
        return any(trace.field == "modifier" and trace.start < end and start < trace.end for trace in mention.traces)

    def _told(self, index: int, at_clause: int) -> ChangePart | None:
        """Return the role that stem and verb of the clause give every figure before them."""
        verb, mention = self._clauses[at_clause].verb, self._mentions[index]
        for rule in self._verbal if verb is not None else ():
            assert verb is not None  # noqa: S101
            if not self._suits(rule, mention, at_clause):
                continue
            if not rule.stems and verb.first == mention.last:
                if rule.started:
                    self._conditional[index] = rule
                return ChangePart(rule.role, traces=(self._scan.trace("change", verb.first, verb.last, rule.ref),))
            for stem in self._stems.get((at_clause, rule.ref), ())[-_REACH:]:
                if mention.last <= stem.first < verb.first <= stem.last + _REACH:
                    return self._part(stem)
        return None

    def _headed(self, mention: Mention, at_clause: int) -> ChangePart | None:
        """Return the role of a percentage of growth: «رشد صادرات … ۱۲ درصد بود»."""
        verb, head = self._clauses[at_clause].verb, self._heads.get(at_clause)
        if head is None or verb is None or mention.quantity.kind is not Kind.PERCENT:
            return None
        return self._part(head) if head.first < mention.first and verb.lemma in self._words.was else None

    def _suits(self, rule: ChangeRule, mention: Mention, at_clause: int) -> bool:
        if rule.kinds and mention.quantity.kind not in rule.kinds:
            return False
        if rule.unless and not rule.unless.isdisjoint(self._words_of(at_clause)):
            return False
        if not rule.verbs:
            return True
        verb = self._clauses[at_clause].verb
        return verb is not None and verb.lemma in rule.verbs and (not rule.tenses or verb.tense in rule.tenses)

    def _words_of(self, at_clause: int) -> frozenset[str]:
        if at_clause not in self._vocabulary:
            clause = self._clauses[at_clause]
            self._vocabulary[at_clause] = frozenset(self._scan.words.words[clause.first : clause.last])
        return self._vocabulary[at_clause]

    def _holds(self, hit: Hit, mention: Mention, at_clause: int) -> bool:
        rule = _rule(hit)
        if rule.around and not rule.around.hold(self._scan.words, hit.first, hit.last):
            return False
        if not rule.stems:
            return self._suits(rule, mention, at_clause)
        if rule.kinds and mention.quantity.kind not in rule.kinds:
            return False
        stems = self._stems.get((at_clause, rule.ref), [])
        before = bisect_right(stems, hit.first, key=_last) - 1
        if before >= 0 and hit.first - stems[before].last <= _STEM_REACH:
            return True
        return bool(stems) and stems[-1].first >= mention.last and self._suits(rule, mention, at_clause)

    def _part(self, hit: Hit) -> ChangePart:
        return ChangePart(_rule(hit).role, traces=(self._scan.trace("change", hit.first, hit.last, hit.entry.rule),))

    def _arrive_once(self, found: list[ChangePart | None]) -> None:
        """Let only the last figure behind «به» in a clause be where a verb alone arrives, or the last list of them."""
        for index in range(len(found) - 2, -1, -1):
            part, later = found[index], found[index + 1]
            if part is None or later is None or part.role is not ChangeRole.TO or later.role is not ChangeRole.TO:
                continue
            apart = self._mentions[index + 1].first - self._mentions[index].last > _LIST_REACH
            if apart and self._clause(index) == self._clause(index + 1) and not self._alike(index, index + 1):
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
        if not _alike(one.quantity, two.quantity) or self._clause(index) != self._clause(index + 1):
            return False
        between = self._scan.words.words[one.last : two.first]
        if len(between) > _PAIR_REACH or any(at in self._after for at in range(one.last, two.first)):
            return False
        return not self._words.lists.isdisjoint(between) and all(word.isalpha() or word == "،" for word in between)

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

    def _lead(self, other: int, index: int) -> tuple[ChangeRole | None, Trace | None]:
        """Return what a figure before an arrival is to it."""
        words, mention = self._scan.words.words, self._mentions[other]
        clauses = self._clause(index) - self._clause(other)
        for at in (*self._leads.steps(mention.first), self._begun(mention)):
            starts = at > 0 and words[at - 1] in self._words.starts and not self._leads.holds(at - 1, at)
            if starts and clauses == 0:
                return ChangeRole.FROM, self._scan.trace("change", at - 1, at)
        first = max(mention.first - _STEP_REACH, self._clauses[self._clause(other)].first)
        steps = self._conditional[index].steps if index in self._conditional else self._words.steps
        if clauses == 0 and not steps.isdisjoint(words[first : mention.first]):
            return ChangeRole.INCREASE, None
        if clauses == 1:
            there, here = self._clauses[self._clause(other)], self._clauses[self._clause(index)]
            taken_up = any(here.first <= hit.first < here.last for hit in self._scan.of("change.carrier"))
            head = max(there.first, mention.first - _CLAUSE_HEAD)
            relative = not self._words.relatives.isdisjoint(words[head : mention.first])
            was = there.verb is not None and there.verb.lemma in self._words.was
            went_on = here.first < len(words) and words[here.first] in self._words.relatives
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
                if near is None or near.role is ChangeRole.TO or self._clause(index) - self._clause(other) > 1:
                    continue
                if near.role is ChangeRole.FROM and not self._alike(other, index):
                    continue
                partners.append(other)
                found[other] = replace(near, partners=(*near.partners, index))
            found[index] = replace(part, partners=tuple(partners))

    def _compared(self, index: int, part: ChangePart) -> ChangePart:
        """Add what a figure is compared with: a base in its clause."""
        base = self._bases.get(self._clause(index))
        if base is None:
            return part
        trace = Trace("change_base", base.start, base.end, base.traces[0].rule if base.traces else None)
        return replace(part, base=(base.start, base.end), traces=(*part.traces, trace))


def _tense(clause: Clause) -> Tense | None:
    return clause.verb.tense if clause.verb is not None else None


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.kind is Kind.DURATION and other.kind is Kind.DURATION:
        return True
    one_unit, other_unit = one.unit.partition("/")[0], other.unit.partition("/")[0]
    return one_unit == other_unit and (one.counter or "") == (other.counter or "") and one.kind is not Kind.RANK


def _last(hit: Hit) -> int:
    return hit.last


def _rule(hit: Hit) -> ChangeRule:
    word = hit.entry.payload
    assert isinstance(word, ChangeWord)  # noqa: S101  only this kind of rule gives hits of its kind
    return word.rule


def _by(scan: Scan, kind: str, *, ending: bool = False) -> Mapping[int, list[Hit]]:
    """Index the hits of a kind by their first word, or by the word after them."""
    found: dict[int, list[Hit]] = {}
    for hit in scan.of(kind):
        found.setdefault(hit.last if ending else hit.first, []).append(hit)
    return found
