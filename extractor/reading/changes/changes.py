"""Find the role of a figure in a change: increase, decrease, from, to; its partners and what it is compared with.

A word of change beside a figure gives its role («رشد ۸ درصدی», «۸ درصد بیشتر»), and a figure right behind «به» one
where its clause tells of arriving. What the figures of one change are to each other is told in courses.py.

Input: Scan, clauses, mentions, times. Output: a ChangePart or None for each mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extractor.model import ChangeRole, Kind, RuleRef
from extractor.reading.changes.courses import Course, Links
from extractor.reading.leads import Leads
from extractor.reading.mentions import ChangePart, Clause, Mention, Scan, TimeMention, Trace, Verb
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.change import ChangeRule, ChangeWord
from extractor.rulebook.kinds.clauses import ClauseRule, Order
from extractor.rulebook.lexicon import Hit

_REACH = 2
_BASE_REACH = 3
_STEM_REACH = 8


class Changes:
    """The stage, compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Gather the words that bind figures of one change."""
        rules = book.of(ChangeRule)
        self._verbal = tuple(rule for rule in rules if not (rule.before or rule.after or rule.endings))
        self.ended = tuple(rule for rule in rules if rule.endings)
        self.links = Links.of(book)
        self.medial = any(rule.verb is Order.MEDIAL for rule in book.of(ClauseRule))
        self.stops = frozenset(word for rule in book.of(ClauseRule) for word in rule.holders)

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
        Course(self._words.links, self._scan, self._clauses, self._mentions, self._leads, self._conditional).link(found)
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
            for hit in scan.hits.before("change.before", at)
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
            after = self._scan.hits.at("change.after", at)  # of two, the shorter speaks first
            for hit in reversed(after) if at < end else ():
                if self._holds(hit, mention, at_clause) and not self._is_bound(hit, mention):
                    return self._part(hit)
            if at >= end or not words[at].isalpha() or (words[at] in self._words.stops and not percent):
                return None
            if not after and (ended := self._ended(at, mention, at_clause)) is not None:
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
        words = self._scan.words
        return mention.is_bound(words.starts[hit.first], words.ends[hit.last - 1])

    def _told(self, index: int, at_clause: int) -> ChangePart | None:
        """Return the role that stem and verb of the clause give every figure before them."""
        verb, mention = self._clauses[at_clause].verb, self._mentions[index]
        for rule in self._verbal if verb is not None else ():
            assert verb is not None  # noqa: S101
            if not self._suits(rule, mention, at_clause):
                continue
            beside = self._beside(mention, at_clause, rule)
            if not rule.stems and beside is not None:
                if rule.started:
                    self._conditional[index] = rule
                return ChangePart(rule.role, traces=(self._scan.trace("change", beside.first, beside.last, rule.ref),))
            for stem in self._stems.get((at_clause, rule.ref), ())[-_REACH:]:
                if mention.last <= stem.first < verb.first <= stem.last + _REACH:
                    return self._part(stem)
        return None

    def _beside(self, mention: Mention, at_clause: int, rule: ChangeRule) -> Verb | None:
        """Return the verb of a rule right beside a figure: behind it where clauses end with verbs, else before it."""
        clause = self._clauses[at_clause]
        if not self._words.medial:
            return clause.verb if clause.verb is not None and clause.verb.first == mention.last else None
        start = self._leads.start(mention.first)
        return next((verb for verb in _verbs(clause) if verb.last == start and verb.lemma in rule.verbs), None)

    def _headed(self, mention: Mention, at_clause: int) -> ChangePart | None:
        """Return the role of a percentage of growth: «رشد صادرات … ۱۲ درصد بود»."""
        verb, head = self._clauses[at_clause].verb, self._heads.get(at_clause)
        if head is None or verb is None or mention.quantity.kind is not Kind.PERCENT:
            return None
        return self._part(head) if head.first < mention.first and verb.lemma in self._words.links.was else None

    def _suits(self, rule: ChangeRule, mention: Mention, at_clause: int) -> bool:
        if rule.kinds and mention.quantity.kind not in rule.kinds:
            return False
        if rule.unless and not rule.unless.isdisjoint(self._words_of(at_clause)):
            return False
        if not rule.verbs:
            return True
        return any(
            verb.lemma in rule.verbs and (not rule.tenses or verb.tense in rule.tenses)
            for verb in _verbs(self._clauses[at_clause])
        )

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

    def _compared(self, index: int, part: ChangePart) -> ChangePart:
        """Add what a figure is compared with: a base in its clause."""
        base = self._bases.get(self._clause(index))
        if base is None:
            return part
        trace = Trace("change_base", base.start, base.end, base.traces[0].rule if base.traces else None)
        return replace(part, base=(base.start, base.end), traces=(*part.traces, trace))


def _verbs(clause: Clause) -> Iterator[Verb]:
    """Yield the verbs of a clause, its own first."""
    if clause.verb is not None:
        yield clause.verb
    yield from clause.inner


def _last(hit: Hit) -> int:
    return hit.last


def _rule(hit: Hit) -> ChangeRule:
    word = hit.entry.payload
    assert isinstance(word, ChangeWord)  # noqa: S101  only this kind of rule gives hits of its kind
    return word.rule
