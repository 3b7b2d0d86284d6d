"""How fast texts are read: the whole pipeline and each of its stages, against a scan by `re` and against a peer.

The scan is the physical limit: every form of every rule, factored into a trie, found by one pattern and nothing done
with it. The peer is quantulum3, on English, where it is installed. All is measured in one process, in turns, in process
time, the least of some runs.

Input: texts. Output: tables in Markdown.
"""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from constructions import built
from measure import table

import extractor
from extractor import pipeline, stages
from extractor.rulebook.kinds.conjugation import ConjugationRule
from extractor.rulebook.kinds.verbs import VerbRule
from extractor.text.alternation import factored
from extractor.text.folding import fold
from extractor.text.words import LETTER

ROOT = Path(__file__).parent.parent
DENSE = [ROOT / "tests" / "gold" / f"own_{part}.jsonl" for part in "ac"]
ENGLISH = [ROOT / "tests" / "gold" / "en_own.jsonl"]
_TIMES_DILUTED = 8
_STAGES = (
    ("_scan", "words and their forms"),
    ("_numerals", "numerals"),
    ("_times", "times"),
    ("_exclusions", "exclusions"),
    ("_quantities", "quantities"),
    ("_clauses", "clauses"),
    ("_standings", "status"),
    ("_changes", "changes"),
    ("_scopes", "time scopes"),
    ("_subjects", "subjects"),
    ("_attributions", "attribution"),
    ("_places", "places"),
    ("_relations", "relations"),
)


def texts(paths: Iterable[Path]) -> list[str]:
    """Return the texts of corpora, one document a line."""
    return [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def seeds() -> list[str]:
    """Return the articles that we keep as seeds."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def synthetic() -> list[str]:
    """Return what stands in for a corpus: seeds among text without figures, as most of the news is."""
    return [f"{seed}\n{built('no figures', _TIMES_DILUTED * len(seed))}" for seed in seeds() for _ in range(2)]


def speeds(corpora: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Print how fast corpora are read and how that compares with the scan; return seconds by corpus."""
    extract = extractor.load("fa")
    scan = _scan(extract)
    rows, whole = [], {}
    for name, read in corpora.items():
        length = sum(map(len, read))
        folded = [fold(text).text for text in read]
        claims = [0]
        scanned, spent = least(runs, lambda: _scanned(scan, folded), lambda: claims.append(_claims(extract, read)))  # noqa: B023
        whole[name] = spent
        rows.append(
            (
                name,
                f"{spent / scanned:.0f}",
                f"{length / spent:,.0f}",
                f"{length / scanned:,.0f}",
                f"{len(read):,}",
                f"{length:,}",
                f"{length / max(claims[-1], 1):.0f}",
            )
        )
    table(
        ("texts", "times the scan", "characters/s", "of the scan", "documents", "characters", "characters a claim"),
        rows,
    )
    return whole


def shares(corpora: Mapping[str, Sequence[str]]) -> None:
    """Print what part of the time each stage takes."""
    extract = extractor.Extractor(extractor.load("fa").folders)
    columns: list[dict[str, float]] = []
    with _watched(extract) as spent:
        for read in corpora.values():
            _claims(extract, read)
            spent.clear()
            begun = time.process_time()
            _claims(extract, read)
            whole = time.process_time() - begun
            columns.append({name: part / whole for name, part in spent.items()})
    names = sorted(columns[0], key=lambda name: -columns[0][name])
    rows = [(name, *(f"{column.get(name, 0):.1%}" for column in columns)) for name in names]
    table(("stage", *corpora), rows)


def peers(runs: int) -> None:
    """Print how a peer does on its own language, next to ours on the same texts."""
    english = texts(ENGLISH)
    length = sum(map(len, english))
    extract = extractor.load("en")
    extract(english[0])
    jobs: dict[str, Callable[[], object]] = {"extractor, all fields of a claim": lambda: _claims(extract, english)}
    parse = _quantulum()
    if parse:
        jobs["quantulum3, quantities alone"] = lambda: [parse(text) for text in english]
    spent = dict(zip(jobs, least(runs, *jobs.values()), strict=True))
    ours = next(iter(spent.values()))
    table(
        ("on English", "times ours", "characters/s"),
        [(name, f"{took / ours:.1f}", f"{length / took:,.0f}") for name, took in spent.items()],
    )
    if not parse:
        print("\nquantulum3 is not installed: `pip install quantulum3` and run again.")


def least(runs: int, *jobs: Callable[[], object]) -> list[float]:
    """Run jobs in turns; return the least process time of each."""
    best = [float("inf")] * len(jobs)
    for _ in range(runs):
        for number, job in enumerate(jobs):
            begun = time.process_time()
            job()
            best[number] = min(best[number], time.process_time() - begun)
    return best


def _claims(extract: extractor.Extractor, read: Iterable[str]) -> int:
    return sum(len(extract(text).claims) for text in read)


def _scan(extract: extractor.Extractor) -> re.Pattern[str]:
    paradigm = extract.book.of(ConjugationRule)
    forms = {form.form for rule in extract.book.rules for form in rule.forms()}
    forms.update(form.form for verbs in extract.book.of(VerbRule) for form in verbs.conjugated(paradigm))
    return re.compile(rf"(?<!{LETTER})(?:{factored(forms)})(?!{LETTER})|[0-9]+")


def _scanned(scan: re.Pattern[str], read: Iterable[str]) -> int:
    return sum(1 for text in read for _ in scan.finditer(text))


def _quantulum() -> Callable[[str], object] | None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from quantulum3 import parser
        except ImportError:
            return None
        parser.parse("5 metres")
    return parser.parse  # type: ignore[no-any-return]


@contextmanager
def _watched(extract: extractor.Extractor) -> Iterator[dict[str, float]]:
    """Note what the stages of one extractor spend, by name."""
    spent: dict[str, float] = defaultdict(float)
    language = extract._languages[0]  # noqa: SLF001  (stages are measured where they are called)
    for attribute, name in _STAGES:
        setattr(language, attribute, _Watched(getattr(language, attribute), name, spent))
    shared = ((stages, "assemble", "assembly"), (pipeline, "document", "folding"))
    plain = [(module, attribute, getattr(module, attribute)) for module, attribute, _ in shared]
    for module, attribute, name in shared:
        setattr(module, attribute, _Watched(getattr(module, attribute), name, spent))
    extract._pages = _Watched(extract._pages, "page furniture", spent)  # noqa: SLF001
    try:
        yield spent
    finally:
        for module, attribute, function in plain:
            setattr(module, attribute, function)


class _Watched:
    """A stage that notes its time; what else it offers is passed on, the time of its functions noted too."""

    def __init__(self, stage: Any, name: str, spent: dict[str, float]) -> None:
        self._stage, self._name, self._spent = stage, name, spent

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return self._stage(*arguments, **named)
        finally:
            self._spent[self._name] += time.process_time() - begun

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._stage, name)
        noted = {"may_stand": "telling sentences with numbers", "possible": "quantities", "sentences": "sentences"}
        return _Watched(found, noted[name], self._spent) if name in noted else found
