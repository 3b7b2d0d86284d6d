"""Templates: phrases with slots, read as Persian: ``از {from} به {to} رسید``.

``{name}`` or ``{name:type}`` is a slot (the type is the name where none is given), ``[…]`` may be absent, ``(a|b)`` is
either, ``…`` skips up to six words but no comma, colon or full stop. All else is literal and matches as forms do.
The first literal is the anchor: it goes into the lexicon, so a template costs nothing where its anchor is absent. A
template has three ``…`` at most, since each multiplies the ways to match.

Input: the text of a template. Output: Variant*, or sequences of steps; ``matching`` finds them.
"""

from __future__ import annotations

import re
from itertools import product
from math import prod

from msgspec import Struct

from extractor.rulebook.lexicon import squeeze
from extractor.rulebook.limits import MAX_TEMPLATE

MAX_VARIANTS = 256
MAX_GAPS = 3
MAX_SLOTS = 8
MAX_BRACKETS = 8
MAX_SKIPPED = 6
_PIECE = re.compile(r"\{(?P<slot>\w+)(?::(?P<type>\w+))?\}|(?P<gap>…)|(?P<mark>[\[\]()|])|(?P<literal>[^\[\](){}|…]+)")


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
