"""Packs over packs: they add, extend, replace and remove, and what does not fit is named where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs import example, pack, rules

import extractor
from extractor.rulebook.book import load_book
from extractor.rulebook.kinds.units import UnitRule
from extractor.rulebook.packs import Verb
from extractor.rulebook.source import RuleError

LITER = example("۲ لیتر آب", "۲ لیتر", unit="liter")
BASE = rules("units", {"id": "unit.liter", "unit": "liter", "forms": ["لیتر"], "examples": LITER})


def _book(tmp_path: Path, base: str, *over: str | dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    folders = [pack(tmp_path / "base", {"units": base})]
    for number, files in enumerate(over):
        folders.append(pack(tmp_path / f"over{number}", {"units": files} if isinstance(files, str) else files))
    return [(rule.ref.id, rule.unit, rule.plain) for rule in load_book(folders).of(UnitRule)]


def _faults(tmp_path: Path, base: str, *over: str | dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(RuleError) as caught:
        _book(tmp_path, base, *over)
    return caught.value.faults


def test_adds(tmp_path: Path) -> None:
    over = rules("units", {"id": "unit.bar", "unit": "bar", "forms": "بار", "examples": example("۲ بار فشار", "۲ بار")})
    assert _book(tmp_path, BASE, over) == [("unit.liter", "liter", ("لیتر",)), ("unit.bar", "bar", ("بار",))]


@pytest.mark.parametrize(
    ("base", "more", "forms"),
    [
        (["لیتر"], ["لیطر"], ("لیتر", "لیطر")),
        (["لیتر"], "لیطر", ("لیتر", "لیطر")),
        ("لیتر", ["لیطر"], ("لیتر", "لیطر")),
        ("لیتر", "لیطر", ("لیتر", "لیطر")),
    ],
)
def test_extends_lists_however_they_are_written(tmp_path: Path, base: object, more: object, forms: object) -> None:
    first = rules("units", {"id": "unit.liter", "unit": "liter", "forms": base, "examples": LITER})
    over = rules("units", {"extends": "unit.liter", "forms": more, "examples": LITER})
    assert _book(tmp_path, first, over) == [("unit.liter", "liter", forms)]


def test_extends_changes_single_values(tmp_path: Path) -> None:
    over = rules("units", {"extends": "unit.liter", "unit": "gallon", "examples": LITER})
    again = rules("units", {"extends": "unit.liter", "forms": "گالن", "unit": "barrel", "examples": LITER})
    assert _book(tmp_path, BASE, over, again) == [("unit.liter", "barrel", ("لیتر", "گالن"))]


def test_extends_tables(tmp_path: Path) -> None:
    ten = example("ده لیتر", "ده لیتر")
    base = {"n": rules("numerals", {"id": "n", "values": {"10": "ده", "20": ["بیست"]}, "examples": ten})}
    over = {"n": rules("numerals", {"extends": "n", "values": {"10": "دَه‌تا", "30": "سی"}, "examples": ten})}
    book = load_book([pack(tmp_path / "base", base), pack(tmp_path / "over", over)])
    words = {(form.form, str(form.payload.value)) for rule in book.rules for form in rule.forms()}  # type: ignore[attr-defined]
    assert words == {("ده", "10"), ("ده‌تا", "10"), ("بیست", "20"), ("سی", "30")}


def test_replaces_in_place(tmp_path: Path) -> None:
    base = rules(
        "units",
        {"id": "a", "unit": "liter", "forms": ["لیتر"], "examples": LITER},
        {"id": "b", "unit": "meter", "forms": ["متر"], "examples": example("۲ متر", "۲ متر")},
    )
    over = rules("units", {"replaces": "a", "unit": "gallon", "forms": ["گالن"], "examples": LITER})
    named = rules("units", {"id": "c", "replaces": "a", "unit": "barrel", "forms": ["بشکه"], "examples": LITER})
    more = rules("units", {"extends": "c", "forms": ["بشکه نفت"], "examples": LITER})
    assert _book(tmp_path, base, over, named, more) == [("c", "barrel", ("بشکه", "بشکه نفت")), ("b", "meter", ("متر",))]


def test_removes_and_adds_again(tmp_path: Path) -> None:
    over = {"pack": "removes: [unit.liter]\n", "units": BASE}
    book = load_book([pack(tmp_path / "base", {"units": BASE}), pack(tmp_path / "over", over)])
    assert [str(rule.ref) for rule in book.rules] == ["over/units.yaml:3 unit.liter"]
    assert [(one.verb, str(one.place), one.id) for one in book.overrides] == [
        (Verb.REMOVES, "over/pack.yaml:1:11", "unit.liter")
    ]
    assert [str(one.place) for one in book.gone] == ["base/units.yaml:3:75"]


@pytest.mark.parametrize(
    ("over", "fault"),
    [
        (
            rules("units", {"id": "unit.liter", "unit": "liter", "forms": "لیطر", "examples": LITER}),
            "over0/units.yaml:3:5: unit.liter: this id is taken at base/units.yaml:3:5; use extends or replaces",
        ),
        (
            rules("units", {"extends": "unit.litre", "forms": "لیطر", "examples": LITER}),
            "over0/units.yaml:3:17: extends 'unit.litre', which no earlier pack has",
        ),
        (
            rules("counters", {"extends": "unit.liter", "forms": "لیطر", "examples": LITER}),
            "over0/units.yaml:3:17: extends 'unit.liter', which is of kind units",
        ),
        (
            rules("units", {"extends": "unit.liter", "replaces": "unit.liter", "examples": LITER}),
            "over0/units.yaml:3:17: a rule extends or replaces another, not both",
        ),
        (
            rules("units", {"extends": "unit.liter", "forms": "لیطر"}),
            "over0/units.yaml:3:5: unit.liter: what extends a rule needs an example of its own",
        ),
        (
            rules("units", {"id": "mine", "extends": "unit.liter", "forms": "لیطر", "examples": LITER}),
            "over0/units.yaml:3:5: unit.liter: what extends a rule goes by its name; take away 'id: mine'",
        ),
        (
            {"pack": "removes:\n  - unit.litre\n"},
            "over0/pack.yaml:2:5: removes 'unit.litre', which no earlier pack has",
        ),
        ({"pack": "language: farsi\n"}, "over0/pack.yaml:1:11: 'farsi' is in the script of ''"),
        ({"units.yml": BASE}, "over0/units.yml:1:1: rule files end in .yaml; rename it"),
        ({"notes.txt": "nothing"}, "over0/:1:1: the folder holds no rule files (*.yaml)"),
        (
            rules("units", {"extends": "unit.liter", "forms": ["ـ"], "examples": LITER}),
            "over0/units.yaml:3:41: unit.liter: nothing is left of 'ـ' once it is folded as texts are",
        ),
        (
            rules("units", {"extends": "unit.liter", "examples": example("۲ لیتر", "۲ لیتر", valeu="2")}),
            "over0/units.yaml:3:90: unit.liter: a claim has no column 'valeu'; an example has: text, find, todo, ",
        ),
        (
            rules("units", {"extends": "unit.liter", "examples": [{"text": "۲ لیتر", "published": "1402/01/01"}]}),
            "over0/units.yaml:3:76: unit.liter: 'published' is a date such as 2024-05-01, not '1402/01/01'",
        ),
    ],
)
def test_fault(tmp_path: Path, over: str | dict[str, str], fault: str) -> None:
    assert any(found.startswith(fault) for found in _faults(tmp_path, BASE, over)), _faults(tmp_path, BASE, over)


def test_two_folders_of_one_name(tmp_path: Path) -> None:
    one, other = pack(tmp_path / "a" / "mine", {"u": BASE}), pack(tmp_path / "b" / "mine", {"u": rules("units")})
    with pytest.raises(RuleError, match=r"^mine/pack\.yaml:1:1: another pack is in a folder called 'mine' too"):
        load_book([one, other])


def test_a_pack_is_named_by_its_folder_however_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack(tmp_path / "mine", {"u": BASE}))
    assert [str(rule.ref) for rule in load_book([Path()]).rules] == ["mine/u.yaml:3 unit.liter"]


def test_over_the_shipped_rules(tmp_path: Path) -> None:
    text = "برای این کار ۳ کیل گندم و ۱۲ لیتر آب لازم است"
    mine = pack(
        tmp_path / "mine",
        {
            "pack": "removes: [unit.liter]\n",
            "units": rules(
                "units",
                {
                    "id": "unit.keyl",
                    "unit": "kilogram",
                    "factor": "36",
                    "forms": ["کیل"],
                    "examples": example("۲ کیل گندم خریدند", "۲ کیل", value="72", unit="kilogram"),
                },
            ),
        },
    )
    shipped = extractor.load("fa")
    extract = shipped.with_rules(str(mine))
    rows = [(claim.text, claim.quantity.unit, claim.quantity.value) for claim in extract(text).claims]
    assert rows[0] == ("۳ کیل", "kilogram", 108)
    assert [claim.quantity.unit for claim in shipped(text).claims][-1] == "liter"
    assert "liter" not in [unit for _, unit, _ in rows]
    assert extract(text).claims[0].rules[0].path.startswith(("mine/", "fa/"))
    assert "mine/units.yaml:3 unit.keyl" in map(str, extract(text).claims[0].rules)
