"""Templates: phrases with slots, read as Persian: ``از {from} به {to} رسید``.

``{name}`` or ``{name:type}`` is a slot (the type is the name where none is given), ``[…]`` may be absent, ``(a|b)`` is
either, ``…`` skips up to six words but no comma, colon or full stop. All else is literal and matches as forms do.
The first literal is the anchor: it goes into the lexicon, so a template costs nothing where its anchor is absent. A
template has three ``…`` at most, since each multiplies the ways to match.

Input: the template's text; later words, hits of anchors and the fillers of slots. Output: TemplateMatch*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from msgspec import Struct

from extractor.rulebook.lexicon import Hit, squeeze
from extractor.rulebook.limits import MAX_TEMPLATE
from extractor.text.words import Words

MAX_VARIANTS = 256
MAX_GAPS = 3
MAX_SLOTS = 8
MAX_BRACKETS = 8
MAX_SKIPPED = 6
_PIECE = re.compile(r"\{(?P<slot>\w+)(?::(?P<type>\w+))?\}|(?P<gap>…)|(?P<mark>[\[\]()|])|(?P<literal>[^\[\](){}|…]+)")
BARRIERS = frozenset("،,:.؛;!?؟«»()")


class TemplateError(ValueError):
    """A template that cannot be read; the message says why."""


class Literal(Struct, frozen=True):
    """Words to be found as written; ``key`` without gaps."""

    form: str
    key: str


class Slot(Struct, frozen=True):
    """A place for a filler of a type."""

    name: str
    type: str


class Gap(Struct, frozen=True):
    """Up to MAX_SKIPPED words, none of them a barrier."""


Step = Literal | Slot | Gap


class Variant(Struct, frozen=True):
    """One reading of a template without options: the steps before the anchor, the anchor, the steps after it."""

    before: tuple[Step, ...]
    anchor: Literal
    after: tuple[Step, ...]


class Filler(Struct, frozen=True):
    """Something that can fill a slot: words ``first`` to ``last - 1`` and what they mean."""

    first: int
    last: int
    value: object


class TemplateMatch(Struct, frozen=True):
    """A template found at words ``first`` to ``last - 1``, with the fillers of its slots."""

    first: int
    last: int
    hit: Hit
    slots: Mapping[str, Filler]


class Fillers:
    """The fillers of a sentence, by type, found by where they begin and where they end."""

    __slots__ = ("_beginning", "_ending")

    def __init__(self, fillers: Mapping[str, Iterable[Filler]]) -> None:
        """Index fillers."""
        self._beginning: dict[tuple[str, int], list[Filler]] = {}
        self._ending: dict[tuple[str, int], list[Filler]] = {}
        for kind, listed in fillers.items():
            for filler in listed:
                self._beginning.setdefault((kind, filler.first), []).append(filler)
                self._ending.setdefault((kind, filler.last), []).append(filler)

    def beginning(self, kind: str, first: int) -> Sequence[Filler]:
        """Return the fillers of a type that begin at a word, longest first."""
        found = self._beginning.get((kind, first), ())
        return sorted(found, key=lambda filler: -filler.last) if len(found) > 1 else found

    def ending(self, kind: str, last: int) -> Sequence[Filler]:
        """Return the fillers of a type that end before a word, longest first."""
        found = self._ending.get((kind, last), ())
        return sorted(found, key=lambda filler: filler.first) if len(found) > 1 else found


def compile_template(text: str) -> tuple[Variant, ...]:
    """Compile a folded template into its variants.

    Raises:
        TemplateError: brackets do not pair, nothing literal is left in a variant, or there are too many variants.
    """
    return tuple(dict.fromkeys(_variant(sequence) for sequence in template_steps(text)))


def template_steps(text: str) -> tuple[tuple[Step, ...], ...]:
    """Read a folded template into the sequences of steps that it allows; a sequence may be of slots only.

    Raises:
        TemplateError: as compile_template, but nothing literal is asked for.
    """
    if len(text) > MAX_TEMPLATE:
        msg = f"longer than {MAX_TEMPLATE} characters: split it"
        raise TemplateError(msg)
    pieces = list(_PIECE.finditer(text))
    if sum(len(piece.group()) for piece in pieces) != len(text):
        msg = "a brace is not closed, or a slot is not {name} or {name:type}"
        raise TemplateError(msg)
    sequences, rest = _alternatives(pieces, 0)
    if rest != len(pieces):
        msg = f"'{pieces[rest].group()}' closes nothing"
        raise TemplateError(msg)
    return tuple(dict.fromkeys(_sound(_merged(sequence)) for sequence in sequences))


def ways(compiled: Variant | tuple[Step, ...]) -> int:
    """Return how many ways of matching have to be tried at worst where a template may stand."""
    steps = (*compiled.before, *compiled.after) if isinstance(compiled, Variant) else compiled
    gaps = sum(isinstance(step, Gap) for step in steps)
    return int((MAX_SKIPPED + 1) ** gaps)


def match_templates(words: Words, hits: Iterable[Hit], fillers: Fillers) -> Iterator[TemplateMatch]:
    """Yield every template match; ``hits`` are anchor hits whose payload has the ``variant``."""
    for hit in hits:
        variant: Variant = hit.entry.payload.variant  # type: ignore[attr-defined]
        if not (_may_follow(words, variant.after, hit.last, fillers) and _may_lead(variant.before, hit.first, fillers)):
            continue  # as most anchors are: «از», «که»
        for first, before in _backward(words, variant.before, hit.first, fillers):
            for last, after in _forward(words, variant.after, hit.last, fillers):
                yield TemplateMatch(first, last, hit, {**before, **after})
                break
            else:
                continue
            break


def _may_follow(words: Words, steps: tuple[Step, ...], at: int, fillers: Fillers) -> bool:
    """Whether the first of the steps behind an anchor may stand there."""
    step = steps[0] if steps else None
    if isinstance(step, Slot):
        return bool(fillers.beginning(step.type, at))
    return not isinstance(step, Literal) or (at < len(words) and step.key.startswith(words.words[at]))


def _may_lead(steps: tuple[Step, ...], at: int, fillers: Fillers) -> bool:
    """Whether the last of the steps before an anchor may stand there."""
    step = steps[-1] if steps else None
    return not isinstance(step, Slot) or bool(fillers.ending(step.type, at))


def _forward(
    words: Words, steps: tuple[Step, ...], at: int, fillers: Fillers
) -> Iterator[tuple[int, dict[str, Filler]]]:
    if not steps:
        yield at, {}
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, Literal):
        end = literal_end(words, at, step.key)
        if end is not None:
            yield from _forward(words, rest, end, fillers)
    elif isinstance(step, Slot):
        for filler in fillers.beginning(step.type, at):
            for last, slots in _forward(words, rest, filler.last, fillers):
                yield last, {step.name: filler, **slots}
    else:
        for end in range(at, min(at + MAX_SKIPPED, len(words)) + 1):
            if _may_follow(words, rest, end, fillers):
                yield from _forward(words, rest, end, fillers)
            if end < len(words) and words.words[end] in BARRIERS:
                return


def _backward(
    words: Words, steps: tuple[Step, ...], at: int, fillers: Fillers
) -> Iterator[tuple[int, dict[str, Filler]]]:
    if not steps:
        yield at, {}
        return
    step, rest = steps[-1], steps[:-1]
    if isinstance(step, Slot):
        for filler in fillers.ending(step.type, at):
            for first, slots in _backward(words, rest, filler.first, fillers):
                yield first, {step.name: filler, **slots}
    else:
        for begin in range(at, max(at - MAX_SKIPPED, 0) - 1, -1):
            yield from _backward(words, rest, begin, fillers)
            if begin and words.words[begin - 1] in BARRIERS:
                return


def literal_end(words: Words, first: int, key: str) -> int | None:
    """Return the word after the squeezed form ``key`` where it stands at word ``first``, else None."""
    begun, at = "", first
    while len(begun) < len(key) and at < len(words):
        begun += words.words[at]
        if not key.startswith(begun):
            return None
        at += 1
    return at if begun == key else None


def _sound(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps whose matching costs little."""
    names = [step.name for step in steps if isinstance(step, Slot)]
    if len(names) > MAX_SLOTS or len(set(names)) < len(names):
        msg = f"a variant has at most {MAX_SLOTS} slots, each with a name of its own"
        raise TemplateError(msg)
    if sum(isinstance(step, Gap) for step in steps) > MAX_GAPS:
        msg = f"a variant has at most {MAX_GAPS} gaps (…)"
        raise TemplateError(msg)
    return steps


def _alternatives(pieces: list[re.Match[str]], at: int, depth: int = 0) -> tuple[list[tuple[Step, ...]], int]:
    """Read alternatives up to a closing mark; return their sequences and the position of the mark."""
    if depth > MAX_BRACKETS:
        msg = f"brackets are nested deeper than {MAX_BRACKETS}"
        raise TemplateError(msg)
    done: list[tuple[Step, ...]] = []
    current: list[list[tuple[Step, ...]]] = []
    while at < len(pieces):
        mark = pieces[at].group("mark")
        if mark in ("]", ")"):
            return _few(done + _joined(current)), at
        if mark == "|":
            done += _joined(current)
            current = []
        elif mark in ("[", "("):
            closing = "]" if mark == "[" else ")"
            inner, at = _alternatives(pieces, at + 1, depth + 1)
            if at >= len(pieces) or pieces[at].group("mark") != closing:
                msg = f"'{mark}' is not closed"
                raise TemplateError(msg)
            current.append([*inner, ()] if mark == "[" else inner)
        else:
            step = _step(pieces[at])
            if step is not None:
                current.append([(step,)])
        at += 1
    return _few(done + _joined(current)), at


def _joined(parts: list[list[tuple[Step, ...]]]) -> list[tuple[Step, ...]]:
    _bounded(prod(map(len, parts)))
    return [tuple(step for part in combination for step in part) for combination in product(*parts)]


def _few(sequences: list[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
    _bounded(len(sequences))
    return sequences


def _bounded(count: int) -> None:
    if count > MAX_VARIANTS:
        msg = f"more than {MAX_VARIANTS} variants: split the template"
        raise TemplateError(msg)


def _step(piece: re.Match[str]) -> Step | None:
    if piece.group("slot"):
        return Slot(piece.group("slot"), piece.group("type") or piece.group("slot"))
    if piece.group("gap"):
        return Gap()
    form = piece.group("literal").strip()
    return Literal(form, squeeze(form)) if form else None


def _variant(merged: tuple[Step, ...]) -> Variant:
    for index, step in enumerate(merged):
        if isinstance(step, Literal):
            return Variant(merged[:index], step, merged[index + 1 :])
    msg = "a template needs at least one literal word"
    raise TemplateError(msg)


def _merged(sequence: tuple[Step, ...]) -> tuple[Step, ...]:
    merged: list[Step] = []
    for step in sequence:
        if isinstance(step, Literal) and merged and isinstance(merged[-1], Literal):
            form = f"{merged[-1].form} {step.form}"
            merged[-1] = Literal(form, squeeze(form))
        else:
            merged.append(step)
    return tuple(merged)
