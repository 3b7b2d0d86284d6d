"""Lints find what loads and cannot be meant, each at its place, and leave alone what can."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs import example, pack, rules

import extractor
from extractor.lints.lint import Severity
from extractor.lints.linting import lint
from extractor.pipeline import Extractor

LITER = example("۲ لیتر آب", "۲ لیتر")


def _lints(folder: Path, *severities: Severity) -> list[str]:
    return [str(one) for one in lint(Extractor((folder,))) if not severities or one.severity in severities]


def _unit(id: str, *forms: str, **keys: object) -> dict[str, object]:
    return {"id": id, "unit": "liter", "forms": list(forms), "examples": LITER, **keys}


def _units(*entries: dict[str, object]) -> str:
    return rules("units", *entries)


def _exclusion(**keys: object) -> str:
    return rules("exclusions", {"id": "e", **keys, "examples": LITER})


_NUMERAL = {"id": "n", "values": {"2": "دو", "3": "دو"}, "examples": example("دو لیتر")}
_COUNTER = [{"text": "۲  ليتر آب", "find": "۲  ليتر"}]
_GALLON, _LITER = [{**LITER[0], "unit": "gallon"}], [{**LITER[0], "unit": "liter"}]
_APART = " as well, and nothing tells when it is which"
_ODDS = "error: this counterexample is at odds with the example of a at mine/f.yaml:3:66"
_POWER = (
    r"error: pattern '\d+\d+x': its cost is not linear: one repetition can hand over to the next at any place of the "
    "same text; let something else stand between them"
)
_UNSHOWN = "stands in no example of the rule"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (_units(_unit("a", "لیتر")), "", ""),
        (_units(_unit("a", "لیتر", "لیتر")), "3:52: a", "needless: 'لیتر' is written twice; first at mine/f.yaml:3:44"),
        (
            _units(_unit("a", "لی تر", "لیتر")),
            "3:53: a",
            "needless: 'لیتر' is found by 'لی تر' already: gaps may be left out (with mine/f.yaml:3:44)",
        ),
        (
            _units(_unit("a", "لیتر"), _unit("b", "لیتر")),
            "4:44: b",
            "needless: 'لیتر' is a form of a (mine/f.yaml:3:44) as well",
        ),
        (
            _units(_unit("a", "لیتر"), _unit("b", "لیتر", unit="gallon")),
            "4:45: b",
            f"warning: 'لیتر' is a form of a (mine/f.yaml:3:44){_APART}",
        ),
        (
            _units(_unit("a", "لیتر", factor="2.5"), _unit("b", "لیتر", factor="2")),
            "4:44: b",
            f"warning: 'لیتر' is a form of a (mine/f.yaml:3:44){_APART}",
        ),
        (_units(_unit("a", "لیتر"), _unit("b", "لیتر", unit="gallon", never_before=["آب"])), "", ""),
        (_units(_unit("a", "لیتر", "لیطر")), "3:52: a", f"unshown: 'لیطر' {_UNSHOWN}"),
        (_units(_unit("a", "لیتر", never_before=["خون"])), "3:125: a", f"unshown: 'خون' {_UNSHOWN}"),
        (rules("numerals", _NUMERAL), "3:44: n", f"error: 'دو' is a form of mine/f.yaml:3:33{_APART}"),
        (_units(_unit("a", "لیتر", counterexamples=_COUNTER)), "3:128: a", _ODDS),
        (_units(_unit("a", "لیتر", counterexamples=_GALLON)), "", ""),
        (_units(_unit("a", "لیتر", examples=_LITER, counterexamples=_LITER)), "3:145: a", _ODDS),
        (
            _units(_unit("a", "لیتر", examples=LITER * 2)),
            "3:107: a",
            "warning: the same example stands at mine/f.yaml:3:66",
        ),
        (_exclusion(numbers=[r"\d+\d+x", r"\d+x"]), "3:29: e", _POWER),
        (_exclusion(templates=["{a:number} [خم|لیتر]"]), "", ""),
        (
            _exclusion(templates=["{a:number} (خم|بشکه)"]),
            "3:31: e",
            "unshown: template '{a:number} (خم|بشکه)' fits no example of the rule",
        ),
        (
            _units(_unit("a\u2066", "لیتر")),
            "3:12: a\\u2066",
            "warning: holds U+2066, which shows its letters in another order; take it out",
        ),
    ],
    ids=lambda value: str(value)[-60:],
)
def test_lint(tmp_path: Path, text: str, place: str, message: str) -> None:
    expected = [f"mine/f.yaml:{place}: {message}"] if message else []
    assert _lints(pack(tmp_path / "mine", {"f": text})) == expected


def test_verbs_that_nobody_knows(tmp_path: Path) -> None:
    verbs = rules("verbs", {"id": "v", "verbs": ["شد#شو"], "examples": LITER})
    waits = {"id": "s", "stage": "completed", "stems": ["ساخته"], "verbs": ["شد#شو", "شد#شود"], "examples": LITER}
    lints = _lints(pack(tmp_path / "mine", {"v": verbs, "s": rules("status", waits)}), Severity.WARNING)
    assert lints == ["mine/s.yaml:3:78: s: warning: no rule of verbs has 'شد#شود', so it is never found"]


def test_words_of_different_roles_are_no_conflict(tmp_path: Path) -> None:
    one = {"id": "a", "role": "uncounted", "forms": ["این"], "examples": LITER}
    other = {"id": "b", "role": "pointing", "forms": ["این"], "examples": LITER}
    folder = pack(tmp_path / "mine", {"f": rules("counters", one, other)})
    assert _lints(folder, Severity.ERROR, Severity.WARNING, Severity.NEEDLESS) == []


def test_over_the_shipped_rules(tmp_path: Path) -> None:
    more = rules("units", {"extends": "unit.liter", "forms": ["لیتر", "لیطر"], "examples": LITER})
    extract = extractor.load("fa").with_rules(pack(tmp_path / "mine", {"f": more}))
    found = [str(one) for one in lint(extract) if one.place.path.startswith("mine/")]
    assert [text.partition("; first")[0] for text in found] == [
        "mine/f.yaml:3:41: unit.liter: needless: 'لیتر' is written twice",
        "mine/f.yaml:3:49: unit.liter: unshown: 'لیطر' stands in no example of the rule",
    ]


def test_the_shipped_rules_have_no_errors() -> None:
    assert [str(one) for one in lint(extractor.load("fa")) if one.severity is Severity.ERROR] == []
