"""Find verbs with the auxiliaries before them: «have already been issued» is one verb, a perfect in the passive.

A form that is finite by itself («rose», «rises») or only with auxiliaries («issued», «issue») is told by what stands
before it: a chain of auxiliaries, with adverbs and negations between, makes tense, voice and polarity.

Input: Scan. Output: Group*: verbs in order, not overlapping, and whether each can be the verb of a clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from extractor.model import Polarity
from extractor.reading.mentions import Scan, Verb
from extractor.rulebook.book import RuleBook
from extractor.rulebook.kinds.auxiliaries import AuxiliaryRule, AuxiliaryWord, Part
from extractor.rulebook.kinds.conjugation import Tense
from extractor.rulebook.kinds.verbs import VerbForm
from extractor.rulebook.lexicon import Hit

_MOST = 8
_FINITE = frozenset((Tense.PAST, Tense.PRESENT))


class Sureness(NamedTuple):
    """Whether a verb can be the one of its clause: surely, perhaps (a form that may be another), or not at all."""

    finite: bool
    sure: bool


FINITE, PERHAPS, NEVER = Sureness(finite=True, sure=True), Sureness(finite=True, sure=False), Sureness(False, sure=True)


class Group(Struct, frozen=True):
    """A verb, and whether it can be the verb of a clause."""

    verb: Verb
    sureness: Sureness


class VerbGroups:
    """Finds verbs; compiled from a rule book."""

    def __init__(self, book: RuleBook) -> None:
        """Compile the chains."""
        self._chains: dict[tuple[tuple[str, ...], Tense], AuxiliaryRule] = {
            (chain, rule.form): rule for rule in book.of(AuxiliaryRule) for chain in rule.chains
        }
        self._longest = max((len(chain) for chain, _ in self._chains), default=0)

    def __call__(self, scan: Scan) -> list[Group]:
        """Return the verbs of a sentence, those with the most words first where they overlap."""
        forms: dict[int, list[Hit]] = {}
        for hit in scan.of("verbs"):
            forms.setdefault(hit.first, []).append(hit)
        found: list[Group] = []
        taken = len(scan.words)
        for first in sorted(forms, reverse=True):
            listed = forms[first]
            last = max(hit.last for hit in listed)
            if last > taken:
                continue
            group = self._group(scan, [hit for hit in listed if hit.last == last])
            found.append(group)
            taken = group.verb.first
        return found[::-1]

    def _group(self, scan: Scan, hits: Sequence[Hit]) -> Group:
        forms = {form.tense: form for hit in hits if isinstance(form := hit.entry.payload, VerbForm)}
        first, last = hits[0].first, hits[0].last
        chain, begins, negative = self._before(scan, first)
        for size in range(min(len(chain), self._longest), 0, -1):
            for tense, form in forms.items():
                rule = self._chains.get((tuple(chain[-size:]), tense))
                if rule is not None:
                    begin = begins[-size]
                    polarity = Polarity.NEGATIVE if negative[-size] else Polarity.POSITIVE
                    verb = Verb(
                        begin, last, form.lemma, rule.tense, polarity, form.person, rule.passive, form.rule, first
                    )
                    return Group(verb, NEVER if rule.tense in (Tense.INFINITIVE, Tense.GERUND) else FINITE)
        return _bare(first, last, forms)

    def _before(self, scan: Scan, first: int) -> tuple[list[str], list[int], list[bool]]:
        """Return the auxiliaries before a verb, where each begins, and whether it and those behind it are denied."""
        chain: list[str] = []
        begins: list[int] = []
        negative: list[bool] = []
        denied, at = False, first
        for _ in range(_MOST):
            hit = next(iter(scan.hits.before("auxiliaries", at)), None)
            word = hit.entry.payload if hit is not None else None
            if hit is None or not isinstance(word, AuxiliaryWord):
                break
            at = hit.first
            if word.part is Part.NEGATION:
                denied = True
            elif word.part is Part.AUXILIARY:
                denied = denied or word.negative
                chain.insert(0, word.name)
                begins.insert(0, at)
                negative.insert(0, denied)
        return chain, begins, negative


def _bare(first: int, last: int, forms: Mapping[Tense, VerbForm]) -> Group:
    """Return a verb without auxiliaries: a form that is both past and participle, or a noun too, is doubtful."""
    for tense in (Tense.PAST, Tense.PRESENT, Tense.PARTICIPLE, Tense.GERUND, Tense.INFINITIVE):
        form = forms.get(tense)
        if form is None:
            continue
        verb = Verb(first, last, form.lemma, tense, form.polarity, form.person, form.passive, form.rule)
        if tense not in _FINITE:
            return Group(verb, NEVER)
        doubtful = form.doubtful or (tense is Tense.PAST and Tense.PARTICIPLE in forms)
        return Group(verb, PERHAPS if doubtful else FINITE)
    msg = "a hit of a verb has a form"
    raise AssertionError(msg)
