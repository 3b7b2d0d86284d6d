"""The code of a Markdown page: fenced blocks, and indented ones that hold commands of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<language>\w*)\s*$")
_NOT_RUN = "# not run here: "
_FILE = re.compile(r"# (\w+/[\w.]+)\n")
_CODE = re.compile(r"# exit code (\d)$")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
_COMMAND = re.compile(r"^(?:\.venv/bin/)?extractor\b")
_SYNOPSIS = re.compile(r"\[-|\.\.\.|[A-Z]\|[A-Z]|\w\|\w|\b[A-Z]{2,}\b(?!\.)")


@dataclass(frozen=True)
class Block:
    """Lines of one language, beginning at a line of a page; ``follows`` is the block right before it, if any."""

    page: str
    line: int
    language: str
    text: str
    follows: int | None = None

    @property
    def left_out(self) -> bool:
        """Whether the page itself says that the block is not run."""
        return self.text.startswith(_NOT_RUN)

    @property
    def file(self) -> str | None:
        """The path that the first line names, where the block is a whole file: ``# my_rules/units.yaml``."""
        named = _FILE.match(self.text)
        return named[1] if named else None

    def commands(self) -> Iterator[tuple[str, int]]:
        """Yield the commands of ours, the parts of lines that begin with ``extractor``, with their exit codes."""
        for line in self.text.replace("\\\n", " ").splitlines():
            code = _CODE.search(line)
            for part in _without_comment(line).split("&&"):
                if _COMMAND.match(part.strip()):
                    yield part.strip().removeprefix(".venv/bin/"), int(code[1]) if code else 0


def is_synopsis(command: str) -> bool:
    """Whether a line shows how a command is called, and is none itself: PATH..., [--option], a|b."""
    return bool(_SYNOPSIS.search(re.sub(r"'[^']*'|\"[^\"]*\"", "", command)))


def options(command: str) -> set[str]:
    """Return the options that a line names."""
    return set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", re.sub(r"'[^']*'|\"[^\"]*\"", "", command)))


def _without_comment(line: str) -> str:
    found = re.search(r"(?:^|\s)#", re.sub(r"'[^']*'|\"[^\"]*\"", lambda quoted: "x" * len(quoted[0]), line))
    return line[: found.start()] if found else line


def blocks(path: Path, root: Path) -> list[Block]:
    """Return the blocks of a page."""
    page = path.relative_to(root).as_posix()
    found: list[Block] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    at, last = 0, None
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if fence:
            end = at + 1
            while lines[end].strip() != fence["marks"]:
                end += 1
            inner = (line.removeprefix(fence["indent"]) for line in lines[at + 1 : end])
            found.append(Block(page, at + 1, fence["language"], "\n".join(inner), last))
            at, last = end + 1, len(found) - 1
        elif lines[at].startswith("    ") and _COMMAND.match(lines[at].strip()):
            end = at
            while end < len(lines) and lines[end].startswith("    "):
                end += 1
            found.append(Block(page, at + 1, "sh", "\n".join(line[4:] for line in lines[at:end]), None))
            at, last = end, None
        else:
            last = last if not lines[at].strip() else None
            at += 1
    return found


def same(wanted: str, got: str) -> bool:
    """Whether a page shows what is printed, but for widths and marks of direction; ``…`` stands for anything."""
    pattern = "".join(".*" if part == "…" else re.escape(part) for part in re.split("(…)", _plain(wanted)))
    return re.fullmatch(pattern, _plain(got), flags=re.DOTALL) is not None


def _plain(text: str) -> str:
    lines = (re.sub(r"[ ─]+", " ", line.translate(_MARKS)).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
