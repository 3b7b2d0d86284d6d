"""Two sets of rules side by side: what a change gains and what it loses, claim by claim.

Input: two Reports on the same gold. Output: Comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.evaluation import LEVELS, SPURIOUS, Judgement, Report

_FIRST = ("found", "value", "unit")
_Figure = tuple[str, int | None, tuple[int, int]]
_Judged = Mapping[str, Judgement]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that one set of rules reads rightly and the other does not, in some of its fields.

    ``fields`` say what became of what, ``rules`` by which rules the second set reads otherwise.
    """

    document: str
    span: tuple[int, int]
    figure: str
    fields: tuple[str, ...]
    rules: tuple[str, ...]

    def __str__(self) -> str:
        told, rules = "; ".join(self.fields), f"  [{', '.join(self.rules)}]" if self.rules else ""
        return f"{self.document} {self.span[0]}-{self.span[1]} {self.figure}: {told}{rules}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second of two sets of rules gains over the first, and what it loses."""

    first: Report
    second: Report
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]

    def summary(self, one: str, other: str) -> str:
        """Return the scores of both as a small table."""
        lines = [f"{'':<14} {one:>12} {other:>12}"]
        rows = [(f"{level} F1", self.first.scores(level)[2], self.second.scores(level)[2]) for level in LEVELS]
        names = sorted({*self.first.fields, *self.second.fields})
        rows += [(name, self.first.accuracy(name), self.second.accuracy(name)) for name in names]
        for name, before, after in rows:
            moved = f"{after - before:+.3f}" if f"{after:.3f}" != f"{before:.3f}" else ""
            lines.append(f"{name:<14} {before:>12.3f} {after:>12.3f}  {moved}".rstrip())
        lines.append(f"{len(self.gained)} claims read better, {len(self.lost)} read worse")
        return "\n".join(lines)

    def listing(self, most: int) -> str:
        """Return up to ``most`` claims that are read better and worse."""
        lines = []
        for title, changes in (("better", self.gained), ("worse", self.lost)):
            if changes:
                lines += [f"\n{title} ({len(changes)})", *(f"  {change}" for change in changes[:most])]
        return "\n".join(lines)


def compare(first: Report, second: Report) -> Comparison:
    """Compare two reports on the same documents."""
    one, other = _figures(first), _figures(second)
    gained: list[Change] = []
    lost: list[Change] = []
    for key in sorted({*one, *other}, key=lambda figure: (figure[0], figure[2], figure[1] or 0)):
        before, after = one.get(key, {}), other.get(key, {})
        gained += _changes(before, after, after)
        lost += _changes(before, after, before)
    return Comparison(first, second, tuple(gained), tuple(lost))


def _figures(report: Report) -> Mapping[_Figure, _Judged]:
    figures: dict[_Figure, dict[str, Judgement]] = {}
    for one in report.judged:
        figures.setdefault((one.document, one.number, one.span), {})[one.field] = one
    return figures


def _changes(before: _Judged, after: _Judged, better: _Judged) -> Iterator[Change]:
    """Yield what the better reading of a figure has right and the other has not."""
    worse = after if better is before else before
    if SPURIOUS in worse and not better:
        what = "claimed" if worse is after else "no longer claimed"
        yield _change(worse[SPURIOUS], (what,), before, after)
        return
    right = [name for name, one in better.items() if one.right and not (name in worse and worse[name].right)]
    if right:
        # Where it is the figure itself, the fields that can be judged with it say nothing more.
        names = next(([name] for name in _FIRST if name in right), right)
        told = tuple(_told(name, before.get(name), after.get(name)) for name in names)
        yield _change(better[names[0]], told, before, after)


def _change(one: Judgement, told: tuple[str, ...], before: _Judged, after: _Judged) -> Change:
    """Return a change with the rules by which the second reading differs, or all of its rules."""
    old, new = ({rule: None for found in judged.values() for rule in found.rules} for judged in (before, after))
    rules = tuple(rule for rule in new if rule not in old) or tuple(new) or tuple(old)
    return Change(one.document, one.span, one.figure, told, rules)


def _told(name: str, old: Judgement | None, new: Judgement | None) -> str:
    if name == "found":
        return "found" if new and new.right else "no longer found"
    return f"{name} {old.got or 'nothing' if old else '…'} → {new.got or 'nothing' if new else '…'}"
