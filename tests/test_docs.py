"""Every command, snippet and rule in README and docs runs, and prints what the page says that it prints.

A block in ``sh`` is run where its commands are ours, with the exit code that a comment tells (``# exit code 1``); what
shows how a command is called (PATH..., [--option]) is held against the options that the command has. ``python`` runs.
``yaml`` of a kind of rule is loaded over the shipped rules, as the pack ``mine``, and its examples hold; one that
names a file in its first line (``# my_rules/units.yaml``) is that file. ``text`` right behind one of these is what
comes out. A block that cannot run here says so in its first line: ``# not run here: needs a cluster``.
"""

from __future__ import annotations

import io
import json
import pydoc
import re
import shlex
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from doc_blocks import Block, blocks, is_synopsis, options, same

import extractor
from extractor.checking import check_example
from extractor.cli import main
from extractor.model import Modality, Resolution, Stage
from extractor.rulebook.kinds import KINDS
from extractor.rulebook.source import Faults, Node, Place
from extractor.rulebook.table import Table
from extractor.tables.exports import Format
from extractor.tables.gold import gold_document
from extractor.tracking.checks.finding import Check
from extractor.tracking.differences import DifferenceKind
from extractor.tracking.kept import kept_sources
from extractor.tracking.store import Store

ROOT = Path(__file__).parent.parent
_LANGUAGE = re.compile(r"# in a pack with language: (\w+)\n")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _page(page: str) -> list[Block]:
    return blocks(ROOT / page, ROOT)


def _prepare(page: str, folder: Path) -> None:
    """Put what a page takes for granted into its folder: articles, and what earlier commands made of them."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "seeds", folder / "news", ignore=shutil.ignore_patterns("*.json", "*.yaml", "series"))
    (folder / "tests").symlink_to(ROOT / "tests")
    for command in _BEFORE.get(page, ()):
        _run(command)
    if page == "docs/tables.md":
        _correct()
    if page == "docs/rules/index.md":
        gold = {"id": "d", "text": "۲۰ کله قند خریده شد.", "claims": [{"start": 0, "end": 10, "value": 60}]}
        Path("gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")


def _correct() -> None:
    """Give back what an annotation tool and the report's desk would, with nothing changed."""
    _run("extractor table news --format labelstudio -o given.json")
    tasks = json.loads(Path("given.json").read_text(encoding="utf-8"))
    returned = [{**task, "annotations": task["predictions"]} for task in tasks]
    Path("export.json").write_text(json.dumps(returned), encoding="utf-8")
    source = next(iter(kept_sources(Store(Path("claims.duckdb")))))
    said = {"claim": source.claims[0].id, "mark": "right", "verdict": "درست", "given": "2025-01-01"}
    reviews = {"form": "extractor-reviews-1", "by": "نگار", "reviews": [said], "complete": False}
    Path("reviews.jsonl").write_text(json.dumps(gold_document(source) | reviews) + "\n", encoding="utf-8")


_STORE = ("extractor batch news -o out --keep-text", "extractor store add out --store claims.duckdb")
_BEFORE: dict[str, tuple[str, ...]] = dict.fromkeys(("docs/scale.md", "docs/tables.md", "docs/tracking.md"), _STORE)


def _run(command: str, code: int = 0) -> str:
    """Run one of our commands here and now; return what it writes: all of it where it fails, as it should."""
    words, out = shlex.split(command), None
    if ">" in words:
        out = words[words.index(">") + 1]
        words = words[: words.index(">")]
    done = CliRunner().invoke(main, words[1:], catch_exceptions=False)
    assert done.exit_code == code, f"{command}\n{done.output}"
    if out:
        Path(out).write_text(done.stdout, encoding="utf-8")
        return ""
    return str(done.output if code else done.stdout)


def _sh(block: Block, _: dict[str, Any]) -> str:
    out = ""
    for command, code in block.commands():
        if is_synopsis(command):
            _is_called_so(command)
        else:
            out += _run(command, code)
    return out


def _is_called_so(command: str) -> None:
    """Hold what a page says of a command against the options that it has."""
    found: click.Command = main
    for word in command.split()[1:]:
        if not isinstance(found, click.Group) or word not in found.commands:
            break
        found = found.commands[word]
    assert found is not main, f"there is no command: {command}"
    known = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
    assert options(command) <= known, command


def _python(block: Block, names: dict[str, Any]) -> str:
    out = io.StringIO()
    # The lines stand where they stand in the page, so that an error names them.
    source = "\n" * block.line + block.text
    with redirect_stdout(out):
        exec(compile(source, str(ROOT / block.page), "exec"), names)  # noqa: S102  our own pages
    _as_commented(block, out.getvalue())
    return out.getvalue()


def _as_commented(block: Block, printed: str) -> None:
    """Compare what was printed with the comments behind calls of print, in their order."""
    lines = iter(printed.splitlines())
    for comment in re.findall(r"^print\(.*\)\s+# (.*)$", block.text, flags=re.MULTILINE):
        assert any(line.strip() == comment.strip() for line in lines), (
            f"{block.page}:{block.line}: not printed: {comment}"
        )


def _yaml(block: Block, names: dict[str, Any]) -> str:
    """Load a rule file with those before it on the page, the pack ``mine``, over the shipped rules; examples hold."""
    if block.file:
        Path(block.file).parent.mkdir(exist_ok=True)
        Path(block.file).write_text(block.text + "\n", encoding="utf-8")
        return ""
    if not re.search(r"^kind:", block.text, flags=re.MULTILINE):
        return ""
    language = _LANGUAGE.match(block.text)
    folder = Path("mine")
    folder.mkdir(exist_ok=True)
    if language:
        (folder / "pack.yaml").write_text(f"language: {language[1]}\n", encoding="utf-8")
    (folder / f"line_{block.line}.yaml").write_text(block.text + "\n", encoding="utf-8")
    shipped = extractor.load(language[1] if language else "fa")
    names["mine"] = (shipped, shipped.with_rules(folder))
    return ""


def _examples_hold(page: str, names: dict[str, Any]) -> None:
    """Examples of the rules of a page hold; on the page of a kind each rule makes a difference to one of its own."""
    if "mine" not in names:
        return
    shipped, extract = names["mine"]
    shown = [one for one in extract.examples if one.place.path.startswith("mine/")]
    wrong = {str(one.place): check_example(extract, one) for one in shown if not one.todo}
    assert not any(wrong.values()), wrong
    if page.startswith("docs/rules/") and not page.endswith("tracking.md"):
        idle = {one.rule for one in shown} - {one.rule for one in shown if check_example(shipped, one) is not None}
        assert not idle, f"the examples hold without the rules: {idle}"


_RUN: dict[str, Callable[[Block, dict[str, Any]], str]] = {"sh": _sh, "python": _python, "yaml": _yaml}
_FOLDERS = ("extractor", "rules", "tests", "benchmarks", "examples", "seeds", "docs", "cli", "reading", "tables")
_BY_ITSELF = "docs/newcomer.md"  # followed step by step in a copy of the rules: test_newcomer.py
_NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
_WITH_CODE = [page for page in _NAMES if page != _BY_ITSELF and any(one.language in _RUN for one in _page(page))]


@pytest.mark.parametrize("page", _WITH_CODE)
def test_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    _prepare(page, tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    printed: dict[int, str] = {}
    found = _page(page)
    for number, block in enumerate(found):
        if block.language in _RUN and not block.left_out:
            printed[number] = _RUN[block.language](block, names)
        elif block.language == "text" and block.follows in printed:
            got = printed[block.follows]
            assert same(block.text, got), f"{block.page}:{block.line}: it prints\n{got}"
    _examples_hold(page, names)


@pytest.mark.parametrize("page", _NAMES)
def test_languages_are_told(page: str) -> None:
    """A block without a language, or of one that nobody knows, would pass for a tested one."""
    known = {*_RUN, "text", "jsonl"}
    assert [block.line for block in _page(page) if block.language not in known] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(page: str) -> None:
    """Those between pages of docs/ are the business of `mkdocs build --strict`."""
    links = re.findall(r"\]\((?!http)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", _NAMES)
def test_what_pages_name_is_there(page: str) -> None:
    """Paths in the repository and modules of the package."""
    text = (ROOT / page).read_text(encoding="utf-8")
    paths = re.findall(rf"`((?:{'|'.join(_FOLDERS)})/[\w./-]*\w)`", text)
    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / "extractor" / path).exists()] == []
    modules = re.findall(r"^(?:from|import) (extractor[\w.]*)|`(extractor(?:\.[a-z_]+)+)[`(]", text, flags=re.MULTILINE)
    for name in filter(None, (one for pair in modules for one in pair)):
        assert pydoc.locate(name), f"there is no {name}"
    for script, words in re.findall(r"^ *python ((?:benchmarks|examples)/[\w.]+)(.*)", text, flags=re.MULTILINE):
        assert options(words) <= options((ROOT / script).read_text(encoding="utf-8").replace('"', " ")), script


@pytest.mark.parametrize(
    ("page", "vocabulary"),
    [
        ("status", Stage),
        ("status", Modality),
        ("attribution", Resolution),
        ("tracking", Check),
        ("tracking", DifferenceKind),
        ("tables", Format),
    ],
)
def test_vocabularies_are_told(page: str, vocabulary: type[StrEnum]) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert [member.value for member in vocabulary if f"`{member.value}`" not in text] == []


def test_architecture_names_every_part() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    parts = (
        path.name for path in (ROOT / "extractor").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    )
    assert [part for part in parts if part != "__init__.py" and part.removesuffix("/") not in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_is_told(kind: str) -> None:
    """The page of a kind names every key that its reader asks for."""
    asked = Table(Node(Place("mine/f.yaml", 1, 1), fields=()), Faults(), "r")
    KINDS[kind](asked)
    page = (ROOT / "docs" / "rules" / f"{kind}.md").read_text(encoding="utf-8")
    assert [key for key in asked._asked if f"`{key}`" not in page] == []
