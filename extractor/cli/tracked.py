"""What ``check`` and ``threads`` share: which claims they look at, and how they show what they find.

Input: arguments of the command line. Output: the arguments of a command; what it found, written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from extractor.cli.shared import PATH, opened, printable, rules_option
from extractor.tables.jsontext import dumps

F = TypeVar("F")


def tracked(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments ``inputs``, ``where``, ``rules``, ``style`` and ``output``."""
    for option in (
        rules_option,
        click.option(
            "--where", metavar="SQL", help="Of a store, only claims that this holds for: \"unit = 'megawatt'\"."
        ),
        click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file."),
        click.option(
            "--format",
            "style",
            type=click.Choice(["table", "jsonl"]),
            help="Default: a table on a terminal, else jsonl.",
        ),
        click.argument("inputs", nargs=-1, required=True, type=PATH),
    ):
        command = option(command)
    return command


def show(
    found: Sequence[F],
    name: str,
    style: str | None,
    output: Path | None,
    *,
    row: Callable[[F], Any],
    lines: Callable[[F], Iterable[str]],
) -> None:
    """Write what was found: one JSON object a line, or its lines for people and how many there are."""
    style = style or ("table" if output is None and sys.stdout.isatty() else "jsonl")
    with opened(output, style) as out:
        if style == "jsonl":
            out.writelines(dumps(row(one)) + "\n" for one in found)
        else:
            out.writelines(printable("\n".join(lines(one))) + "\n\n" for one in found)
            out.write(f"{len(found)} {name}\n")
