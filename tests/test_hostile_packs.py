"""A faulty or hostile pack is refused with its place: it runs no code, does not hang, and takes little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from packs import example, pack, rules

import extractor
from extractor.model import Flag
from extractor.rulebook.book import load_book
from extractor.rulebook.limits import LIMITS, MAX_BYTES, MAX_FAULTS
from extractor.rulebook.patterns import Cost, cost
from extractor.rulebook.source import RuleError
from extractor.rulebook.syntax import PatternError

ONE = example("۲ لیتر", "۲ لیتر")


def _faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(RuleError) as caught:
        load_book([folder])
    return caught.value.faults


def _laughs(depth: int) -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (_laughs(9), "mine/f.yaml:1:5: anchors (&) and aliases (*) are not allowed"),
        ("[" * 100_000, "mine/f.yaml:1:"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(900)), "mine/f.yaml:12:12: nested deeper than 12"),
        ("- " * 50_000 + "x", "mine/f.yaml:1:25: nested deeper than 12"),
        ("!!python/object/apply:os.system [exit]", "mine/f.yaml:1:1: tags (!) are not allowed"),
        ("kind: !!python/name:os.system x", "mine/f.yaml:1:7: tags (!) are not allowed"),
        ("kind: units\nrules: !note x", "mine/f.yaml:2:8: tags (!) are not allowed"),
        (
            "kind: units\nrules: !توجه",
            "mine/f.yaml:2:9: did not find expected whitespace or line break; put a text that begins with ! in quotes",
        ),
        (f"kind: '{'x' * 6_000}'", "mine/f.yaml:1:7: a text of more than 5000 characters"),
        (f"kind: [{'1,' * 400_000}]", "mine/f.yaml:1:"),
        ("kind: units\n---\nkind: units", "mine/f.yaml:2:1: a second document begins here"),
        ("kind: \x1b[2J", "mine/f.yaml:1:7: the character \\x1b has no place in a rule file"),
        ('"\\e[2J": 1', "mine/f.yaml:1:1: rule files have no key '\\x1b[2J'"),
        ('kind: "\\u202Eunits"', "mine/f.yaml:1:1: no kind of rule is called '\\u202eunits'"),
        ('"a\\nb/x.yaml:9:9": 1', "mine/f.yaml:1:1: rule files have no key 'a\\nb/x.yaml:9:9'"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_source(tmp_path: Path, text: str, fault: str) -> None:
    faults = _faults(pack(tmp_path / "mine", {"f": text}))
    assert any(found.startswith(fault) for found in faults), faults[:3]
    assert all("\n" not in found and "\x1b" not in found for found in faults)


def test_large_file(tmp_path: Path) -> None:
    faults = _faults(pack(tmp_path / "mine", {"f": b"#" * (MAX_BYTES + 1)}))
    assert faults == (f"mine/f.yaml:1:1: the file is larger than {MAX_BYTES} bytes; split it",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    mine = pack(tmp_path / "mine", {})
    os.mkfifo(mine / "pipe.yaml")
    (mine / "zero.yaml").symlink_to("/dev/zero")
    (mine / "loop.yaml").symlink_to(mine / "loop.yaml")
    (mine / "folder.yaml").mkdir()
    assert [fault.partition(": ")[0] for fault in _faults(mine)] == [
        "mine/folder.yaml:1:1", "mine/loop.yaml:1:1", "mine/pipe.yaml:1:1", "mine/zero.yaml:1:1"
    ]  # fmt: skip


def test_faults_are_few(tmp_path: Path) -> None:
    text = rules("units", *({"id": f"u{n}"} for n in range(5_000)))
    faults = _faults(pack(tmp_path / "mine", {"f": text}))
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1] == "mine/f.yaml:1:1: and more; mend these 200 first"


def _unit(**keys: object) -> str:
    return rules("units", {"id": "u", "unit": "liter", "forms": ["لیتر"], "examples": ONE, **keys})


def _exclusion(**keys: object) -> str:
    return rules("exclusions", {"id": "e", "examples": ONE, **keys})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (_unit(factor="1e999999999"), "u: 'factor' is no number: '1e999999999'"),
        (_unit(factor="9" * 4_000), "u: 'factor' is no number: '999"),
        (_unit(factor="1/" + "9" * 4_900), "u: 'factor' is no number: '1/999"),
        (_unit(factor="1/0"), "u: 'factor' is no number: '1/0'"),
        (_unit(within="999999999"), "u: 'within' must be a whole number up to 1000, not '999999999'"),
        (_unit(unit="9**9**9"), "u: '9**9**9' is no unit"),
        (_unit(unit="__import__('os')"), "u: '__import__('os')' is no unit"),
        (_unit(unit="megawat"), "u: 'unit' names 'megawat', which rules/units.txt does not define"),
        (_unit(never_before=[f"ا{n}" for n in range(600)]), "u: 'never_before' holds 600 forms; at most 500"),
        (_unit(forms=["آ " * 2_000]), "u: the form 'آ آ آ"),
        (_unit(forms=["آ" * 200]), "u: the form 'آآآ"),
        (_exclusion(patterns=["(a+)+b"]), "e: pattern '(a+)+b': a repetition inside a repetition reads"),
        (_exclusion(patterns=["a" * 500]), "e: pattern 'aaa"),
        (_exclusion(patterns=["(?i)a"]), "e: pattern '(?i)a': flags and named groups are not allowed"),
        (_exclusion(numbers=["(a)\\1"]), "e: pattern '(a)\\1': references and conditions are not allowed"),
        (_exclusion(numbers=["a{e<=3}"]), "e: pattern 'a{e<=3}': a brace that counts nothing is written \\{"),
        (_exclusion(numbers=["(?R)"]), "e: pattern '(?R)': unknown extension ?R"),
        (_exclusion(numbers=["a{1,100000000}"]), "e: pattern 'a{1,100000000}': a count is larger than 1000"),
        (_exclusion(numbers=["(" * 390]), "e: pattern '((((("),
        (_exclusion(patterns=["a"], having="a](x+x+)+y[b"), "e: 'having' is no class of characters: a bracket"),
        (_exclusion(patterns=["a"], having="z-a"), "e: 'having' is no class of characters: bad character range"),
        (_exclusion(templates=["[ا]" * 30]), "e: template '[ا][ا]"),
        (_exclusion(templates=["|".join(["[ا]" * 8] * 12)]), "e: template '[ا][ا]"),
        (_exclusion(templates=["(" * 200 + "ا" + ")" * 199]), "e: template '((((((("),
        (_exclusion(templates=["ا … … … … … ب"]), "e: template 'ا … … … … … ب': a variant has at most 3 gaps"),
        (_exclusion(templates=["{a} ب {a}"]), "e: template '{a} ب {a}': a variant has at most 8 slots, each with"),
        (_exclusion(templates=["ا" * 4_000]), "e: template 'ااا"),
        (
            _exclusion(templates=[f"ا{n} … {{a}} … ب … ج" for n in range(200)]),
            "e: the packs have more than 50000 ways to match templates",
        ),
        (
            rules("attribution", {"id": "e", "part": "saying", "stems": [f"ا{n}" for n in range(999)],
                                  "verbs": [f"ا{n}#ب" for n in range(999)], "examples": ONE}),
            "e: the packs have more than 300000 forms",
        ),
    ],
    ids=lambda value: str(value)[-40:],
)  # fmt: skip
def test_rule(tmp_path: Path, text: str, fault: str) -> None:
    faults = _faults(pack(tmp_path / "mine", {"f": text}))
    assert any(found.partition(": ")[2].startswith(fault) for found in faults), faults[:3]
    assert all(len(found) < 1_000 for found in faults)


def test_verbs_times_tenses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.rulebook.source.LIMITS", {**LIMITS, "forms": 10_000})
    tense = {"id": "c", "tense": "past", "polarity": "positive", "stem": "past", "examples": ONE}
    tense["persons"] = {"1": [f"×{'ا' * (n % 9)}{n}" for n in range(999)]}
    verbs = {"id": "v", "verbs": [f"ا{n}#ب" for n in range(999)], "examples": ONE}
    faults = _faults(pack(tmp_path / "mine", {"c": rules("conjugation", tense), "v": rules("verbs", verbs)}))
    assert faults == ("mine/v.yaml:3:5: v: the packs have more than 10000 forms; take fewer",)


def test_extended_without_end(tmp_path: Path) -> None:
    base = pack(tmp_path / "base", {"f": _unit()})
    more = rules("units", *({"extends": "u", "forms": [f"ل{n}"], "examples": ONE} for n in range(3_000)))
    with pytest.raises(RuleError, match="the packs have more than 2000 overrides; take fewer"):
        load_book([base, pack(tmp_path / "over", {"f": more})])


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\d{1,2} ?: ?\d{2}(?: ?: ?\d{2})?(?!\d)", Cost.LINEAR),
        (r"[A-Za-z]+[\-_]?\d+(?:[.\-]\d+)*", Cost.LINEAR),
        (r"(?:a|b)*c", Cost.LINEAR),
        (r"(\w+\s)*x", Cost.LINEAR),
        (r"(?:(?:ab)|(?:cd))+", Cost.LINEAR),
        (r"\d+x\d+", Cost.LINEAR),
        (r"\d+\d+", Cost.POLYNOMIAL),
        (r"\s*[^x]*\s*y", Cost.POLYNOMIAL),
        (r"[a-m]*[k-z]*[A-z]", Cost.POLYNOMIAL),
        (r"a{1,100}a{1,100}", Cost.POLYNOMIAL),
        (r"(a+)+", Cost.EXPONENTIAL),
        (r"(a*)*", Cost.EXPONENTIAL),
        (r"(?:a|b|ab)*", Cost.EXPONENTIAL),
        (r"(\w+\s*)*x", Cost.EXPONENTIAL),
        (r"(a+b?)*c", Cost.EXPONENTIAL),
        (r"(?:\d|[0-9])*(?:\w|\d)+(?:(?:x|xx)+)y", Cost.EXPONENTIAL),
        (r"(?=(x+x+)+y)z", Cost.EXPONENTIAL),
        (r"(a{1,100}){1,100}", Cost.EXPONENTIAL),
    ],
)
def test_cost_of_patterns(pattern: str, expected: Cost) -> None:
    assert cost(pattern) is expected
    assert (cost(pattern, thorough=False) is Cost.EXPONENTIAL) is (expected is Cost.EXPONENTIAL)


def test_patterns_that_take_too_long_to_judge_are_refused() -> None:
    with pytest.raises(PatternError, match="too intricate"):
        cost("(?:" * 20 + "a?" + "){1,4}" * 20)


def test_a_pattern_that_would_take_years_is_given_up(tmp_path: Path) -> None:
    """It is not exponential, and so is loaded; without a limit it would read this sentence for years.

    What it might have set aside is told.
    """
    slow = r"[^x]*[^x]*[^x]*[^x]*[^x]*[xy]"
    mine = pack(tmp_path / "mine", {"f": rules("exclusions", {"id": "e", "patterns": [slow], "examples": ONE})})
    text = f"{'آب ' * 1_300}۲ لیتر"
    claims = extractor.load("fa").with_rules(mine)(text).claims
    assert [(claim.text, claim.flags) for claim in claims] == [("۲ لیتر", (Flag.UNSCREENED,))]


_LOAD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from pathlib import Path
from extractor.rulebook.book import load_book
from extractor.rulebook.source import RuleError
try:
    load_book([Path(sys.argv[1])])
except RuleError as error:
    print(error.faults[0])
else:
    print("mine/ is loaded")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory to set")
@pytest.mark.parametrize("name", ["values", "forms", "templates", "files"])
def test_as_much_as_is_allowed_and_more_stays_in_bounds(tmp_path: Path, name: str) -> None:
    line = "ا ب پ ت ث ج چ ح"
    full = {
        "values": {"f": f"kind: units\nrules: [{'1,' * 2_000_000}]"},
        "forms": {f"f{n}": _unit(id=f"u{n}", forms=[f"{n} {line} {m}" for m in range(140_000)]) for n in range(2)},
        "templates": {"f": _exclusion(templates=[f"[ا] [ب] [پ] [ت] [ث] [ج] [چ] ا{n}" for n in range(30_000)])},
        "files": {f"f{n}": "[" for n in range(600)},
    }[name]
    mine = pack(tmp_path / "mine", full)
    done = subprocess.run(  # noqa: S603  our own interpreter and our own text
        [sys.executable, "-c", _LOAD, str(mine)], capture_output=True, text=True, timeout=300, check=True
    )
    assert done.stdout.startswith("mine/"), done
