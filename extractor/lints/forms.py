"""Forms and templates: written twice, told apart by nothing, shown by no example.

Input: WrittenBook. Output: Lint*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractor.lints.lint import Lint, Severity
from extractor.lints.written import NO_TEXTS, Written, WrittenBook, WrittenRule
from extractor.rulebook.limits import MAX_FORM_WORDS
from extractor.rulebook.source import Place
from extractor.rulebook.templates import Literal, TemplateError, template_steps
from extractor.text.folding import fold, fold_form

Cut = Callable[[str], Sequence[str]]
_OPEN = "…#"
_SEVERAL = ("verbs",)  # kinds in which a form may well stand under two names: «had»
_Seen = dict[tuple[str, str, str], list[tuple[WrittenRule, Written]]]


def repeated(book: WrittenBook) -> Iterator[Lint]:
    """Yield forms that stand in a kind and key before, where nothing tells the two apart."""
    seen: _Seen = {}
    for rule in book.rules:
        if rule.raw.kind in NO_TEXTS:
            continue
        for form in rule.forms:
            known = seen.setdefault((rule.raw.kind, form.key, form.squeezed), [])
            yield from _same(rule, form, known)
            known.append((rule, form))


def _same(rule: WrittenRule, form: Written, known: list[tuple[WrittenRule, Written]]) -> Iterator[Lint]:
    for other, first in known:
        where = f"{other.rule.ref.id} ({first.place})" if other is not rule else str(first.place)
        if other is rule and form.under == first.under:
            yield _lint(rule, form.place, Severity.NEEDLESS, _twice(form, first))
            return
        if other is rule and rule.raw.kind in _SEVERAL:
            continue
        if form.trigger and first.trigger and other.conditions == rule.conditions:
            if (other.meaning, first.under) == (rule.meaning, form.under):
                yield _lint(rule, form.place, Severity.NEEDLESS, f"'{form.text}' is a form of {where} as well")
            else:
                message = f"'{form.text}' is a form of {where} as well, and nothing tells when it is which"
                yield _lint(rule, form.place, Severity.ERROR if other is rule else Severity.WARNING, message)
            return


def _twice(form: Written, first: Written) -> str:
    if form.form == first.form:
        return f"'{form.text}' is written twice; first at {first.place}"
    longer, shorter = (form, first) if len(form.form) > len(first.form) else (first, form)
    return f"'{shorter.text}' is found by '{longer.text}' already: gaps may be left out (with {first.place})"


def unshown(book: WrittenBook, cut: Cut) -> Iterator[Lint]:
    """Yield forms and templates that stand in no example of their rule; ``cut`` gives the words of a text."""
    for rule in book.rules:
        if rule.raw.kind in NO_TEXTS:
            continue
        texts = [_Text(cut(fold(example.text).text)) for example in rule.examples]
        for form in rule.forms:
            if not any(text.shows(form) for text in texts):
                yield _lint(rule, form.place, Severity.UNSHOWN, f"'{form.text}' stands in no example of the rule")
        for template in rule.templates:
            if not any(text.fits(template.text or "") for text in texts):
                message = f"template '{template.text}' fits no example of the rule"
                yield _lint(rule, template.place, Severity.UNSHOWN, message)


class _Text:
    """The words of an example, alone and joined."""

    def __init__(self, cut: Sequence[str]) -> None:
        self._all = "".join(cut).lower()
        self._joined = {
            "".join(cut[first:last]).lower()
            for first in range(len(cut))
            for last in range(first + 1, min(first + MAX_FORM_WORDS, len(cut)) + 1)
        }

    def shows(self, form: Written) -> bool:
        """Whether a form stands here: as words where it triggers its rule, else also as a part of one."""
        key = form.squeezed.strip(_OPEN).lower()
        return key in self._joined if form.trigger else key in self._all

    def fits(self, template: str) -> bool:
        """Whether the words of one way to read a template stand here."""
        try:
            sequences = template_steps(fold_form(template))
        except TemplateError:
            return True
        literals = ([step.key.lower() for step in sequence if isinstance(step, Literal)] for sequence in sequences)
        return any(all(key in self._joined for key in listed) for listed in literals)


def _lint(rule: WrittenRule, place: Place, severity: Severity, message: str) -> Lint:
    return Lint(place, rule.rule.ref.id, severity, message, rule.raw.kind)
