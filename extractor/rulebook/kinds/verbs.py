"""Verbs: which there are, written as past#present («شد#شو»); their forms come from the rules of conjugation.

Where they differ from these, a participle and a gerund may follow: «wrote#write#written», «planned#plan##planning».

Input: a rule's table. Output: VerbRule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from extractor.model import Polarity, RuleRef
from extractor.rulebook.kinds.conjugation import STEM, ConjugationRule, StemOf, Tense
from extractor.rulebook.rule import Form
from extractor.rulebook.table import Table

_NOT = "not "


class VerbForm(Struct, frozen=True):
    """A form of a verb. ``lemma`` is past#present; ``person`` is 1 to 6 (1-3 singular), 0 where a form has none.

    A ``doubtful`` form is a noun as well («ساخت», «پرداخت»): it is a verb only at the end of a clause.
    """

    rule: RuleRef
    lemma: str
    tense: Tense
    polarity: Polarity
    person: int
    passive: bool = False
    doubtful: bool = False

    @property
    def finite(self) -> bool:
        """Whether a form is a finite verb wherever it stands."""
        return not self.doubtful and self.tense not in (Tense.INFINITIVE, Tense.PARTICIPLE)


class VerbRule(Struct, frozen=True):
    """Verbs. ``irregular`` forms are given whole, by tense («present», «not present»), for the one verb of the rule.

    ``prefix`` stands before every form (برمی‌گردد), ``joins`` say how what is put before a stem meets its first
    letter (نآ is written نیا), and how its end meets what follows (carry and s: carries), ``passive`` that the verbs
    have one. Forms in ``nouns`` are doubtful, and with ``noun_tenses`` all forms of these; those in ``never`` are words
    of another meaning throughout.
    """

    ref: RuleRef
    verbs: tuple[str, ...]
    prefix: str
    passive: bool
    irregular: tuple[tuple[Tense, Polarity, tuple[str, ...]], ...]
    joins: Mapping[str, str]
    nouns: frozenset[str]
    noun_tenses: frozenset[Tense]
    never: frozenset[str]

    def forms(self) -> Iterable[Form]:
        """Yield the irregular forms; the others need the rules of conjugation."""
        for tense, polarity, forms in self.irregular:
            for form in forms:
                found = VerbForm(self.ref, self._lemma(self.verbs[0]), tense, polarity, 0, doubtful=form in self.nouns)
                yield Form("verbs", form, found)

    def conjugated(self, paradigm: Iterable[ConjugationRule]) -> Iterable[Form]:
        """Yield the forms of every verb of this rule."""
        for tense in paradigm:
            if tense.passive and not self.passive:
                continue
            for verb in self.verbs:
                stem = _stem(verb, tense.stem)
                for person, templates in tense.persons if stem else ():
                    for template in templates:
                        form = self.prefix + self._written(template, stem)
                        if form in self.never:
                            continue
                        doubtful = form in self.nouns or tense.tense in self.noun_tenses
                        yield Form(
                            "verbs",
                            form,
                            VerbForm(
                                self.ref,
                                self._lemma(verb),
                                tense.tense,
                                tense.polarity,
                                person,
                                tense.passive,
                                doubtful,
                            ),
                        )

    @property
    def lemmas(self) -> frozenset[str]:
        """The verbs as rules name them."""
        return frozenset((*map(self._lemma, self.verbs), *(self.verbs if self.irregular else ())))

    def _lemma(self, verb: str) -> str:
        past, present = verb.split("#")[:2]
        return f"{self.prefix}{past}#{self.prefix}{present}"

    def _written(self, template: str, stem: str) -> str:
        before, _, after = template.partition(STEM)
        for pair, written in self.joins.items():
            if before[-1:] + stem[:1] == pair:
                return f"{before[:-1]}{written}{stem[1:]}{after}"
            if after and pair[-1] == after[0] and stem.endswith(pair[:-1]):
                return f"{before}{stem[: 1 - len(pair)]}{written}{after[1:]}"
        return f"{before}{stem}{after}"


def _stem(verb: str, which: StemOf) -> str:
    past, present, participle, gerund = (*verb.split("#"), "", "")[:4]
    stems = {StemOf.PAST: past, StemOf.PRESENT: present, StemOf.PARTICIPLE: participle, StemOf.GERUND: gerund}
    return stems[which] or (past if which is StemOf.PARTICIPLE else "")


def read(table: Table) -> VerbRule:
    """Read a rule of kind verbs."""
    verbs = tuple(table.fold(verb) for verb in table.texts("verbs"))
    for verb in verbs:
        if "#" not in verb or verb.startswith("#"):
            table.fault(f"a verb is written past#present, as شد#شو, not '{verb}'")
    irregular = []
    for name, forms in table.mapping("irregular"):
        try:
            tense = Tense(name.removeprefix(_NOT))
        except ValueError:
            table.fault(f"'irregular' has no tense '{name}'; it has: {', '.join(Tense)}, each with or without 'not '")
            continue
        irregular.append((tense, Polarity.NEGATIVE if name.startswith(_NOT) else Polarity.POSITIVE, forms))
    if irregular and len(verbs) != 1:
        table.fault("irregular forms belong to one verb; give it a rule of its own")
    joins = {pair: forms[0] for pair, forms in table.mapping("joins") if forms}
    return VerbRule(
        table.ref(),
        verbs,
        table.fold(table.text("prefix", "") or ""),
        table.flag("passive"),
        tuple(irregular),
        {table.fold(pair): written for pair, written in joins.items()},
        frozenset(table.forms("nouns")),
        frozenset(table.choices("noun_tenses", Tense)),
        frozenset(table.forms("never")),
    )
