"""Examples of earlier packs run over what later packs make of them, and both places are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from packs import example, pack, rules

from extractor.checking import check, check_gone
from extractor.cli import main
from extractor.pipeline import Extractor

LITER = example("۲ لیتر آب", "۲ لیتر", unit="liter")
BASE = rules("units", {"id": "liter", "unit": "liter", "forms": ["لیتر"], "examples": LITER})
BROKEN = "base/units.yaml:3:70: liter: "


def _extract(tmp_path: Path, over: dict[str, str]) -> Extractor:
    return Extractor((pack(tmp_path / "base", {"units": BASE}), pack(tmp_path / "over", over)))


def _failures(extract: Extractor) -> list[str]:
    return [str(failure) for failure in check(extract)]


@pytest.mark.parametrize(
    ("over", "failure"),
    [
        (
            rules("units", {"extends": "liter", "unit": "gallon", "examples": example("۳ لیتر آب", "۳ لیتر")}),
            "unit: expected liter, got gallon; it held before over/f.yaml:3:5 extends liter",
        ),
        (
            rules("units", {"replaces": "liter", "id": "new", "unit": "gallon", "forms": "آب",
                            "examples": example("۳ آب", "۳ آب")}),
            "",
        ),
        (
            rules("units", {"id": "new", "unit": "gallon", "forms": "لیتر آب",
                            "examples": example("۳ لیتر آب", "۳ لیتر آب")}),
            "expected a claim on ۲ لیتر; got ۲ لیتر آب [2 gallon]; it held before over/f.yaml:3 new",
        ),
        (
            rules("exclusions", {"id": "no", "followers": ["لیتر"], "examples": example("۳ آب، ۲ لیتر", "۳ آب")}),
            "expected a claim on ۲ لیتر; got no claim; it held before over/f.yaml:3 no",
        ),
        (
            rules("exclusions", {"id": "no", "numbers": [r"\d+"], "examples": example("۲ لیتر", "۲ لیتر", todo="no")}),
            "expected a claim on ۲ لیتر; got no claim; it held before over",
        ),
    ],
)  # fmt: skip
def test_later_rules_break_earlier_examples(tmp_path: Path, over: str, failure: str) -> None:
    assert _failures(_extract(tmp_path, {"f": over})) == ([BROKEN + failure] if failure else [])


@pytest.mark.parametrize(
    ("over", "cause"),
    [
        ({"pack": "removes: [liter]\n"}, "over/pack.yaml:1:11 removes liter"),
        (
            {"f": rules("units", {"replaces": "liter", "unit": "gallon", "forms": "آب", "examples": example("۳ آب")})},
            "over/f.yaml:3:5 replaces liter",
        ),
    ],
)
def test_what_is_given_up_with_a_rule_is_told_apart(tmp_path: Path, over: dict[str, str], cause: str) -> None:
    extract = _extract(tmp_path, over)
    assert _failures(extract) == []
    (gone,) = check_gone(extract)
    assert str(gone).startswith(BROKEN)
    assert str(gone).endswith(f"; it held before {cause}")


def test_todo_that_holds(tmp_path: Path) -> None:
    shown = [{"text": "۳ خروار گندم", "find": "۳ خروار", "unit": "kilogram", "todo": "not yet"}]
    text = rules("units", {"id": "new", "unit": "kilogram", "forms": ["خروار"], "examples": shown})
    failures = _failures(_extract(tmp_path, {"f": text}))
    assert failures == ["over/f.yaml:3:72: new: is marked todo but holds; take the mark away"]


def _run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def test_the_template_holds(tmp_path: Path) -> None:
    code, output = _run("rules", "new", tmp_path / "my_rules")
    assert code == 0
    assert [Path(line).name for line in output.split()] == [
        "counters.yaml", "exclusions.yaml", "pack.yaml", "status.yaml", "units.yaml"
    ]  # fmt: skip
    code, output = _run("rules", "check", "--strict", tmp_path / "my_rules")
    assert (code, output.splitlines()[-1]) == (
        0, "lints: 0 errors, 0 warnings, 0 forms are needless, 0 stand in no example of their rule"
    )  # fmt: skip


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    pack(tmp_path / "mine", {"units": "# mine\n"})
    code, output = _run("rules", "new", tmp_path / "mine")
    assert (code, "is not empty; give a new folder" in output) == (2, True)
    assert (tmp_path / "mine" / "units.yaml").read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("kind: unit\nrules: []\n", 1, "mine/f.yaml:1:1: no kind of rule is called 'unit'; there are: numerals, "),
        (
            rules("units", {"id": "m", "unit": "liter", "forms": ["خروار"],
                            "examples": example("۳ خروار گندم", "۳ خروار", unit="gallon")}),
            1,
            "mine/f.yaml:3:67: m: unit: expected gallon, got liter",
        ),
    ],
)  # fmt: skip
def test_the_command_names_what_is_wrong(tmp_path: Path, text: str, code: int, line: str) -> None:
    got, output = _run("rules", "check", pack(tmp_path / "mine", {"f": text}))
    assert got == code
    assert any(one.startswith(line) for one in output.splitlines()), output
