"""The claims of a fixed corpus of our own, stored: what a change does to them is seen claim by claim.

    python tests/snapshots.py             # what differs from the stored claims
    python tests/snapshots.py --accept    # store the claims as they are now; commit the files, the diff is the review

Ids, titles and the names of rules are left out: a rule may be renamed without a change of what is read.

Input: the seeds, the annotated texts to develop with. Output: ``tests/snapshot/*.jsonl``, a claim a line; differences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import extractor
from extractor.columns import row
from extractor.model import Claim

HERE = Path(__file__).parent
STORED = HERE / "snapshot"
ACCEPT = "python tests/snapshots.py --accept"
SHOWN = 40
_LEFT_OUT = {
    "id",
    "title",
    "outlet",
    "url",
    "published",
    "value",
    "low",
    "high",
    "sentence_start",
    "sentence_end",
    "rules",
}
_LINKS = ("part_of", "repeat_of", "change_partners")
_PLACE = ("document", "start", "end")

Row = Mapping[str, object]


def corpora() -> dict[str, tuple[str, list[tuple[str, str, date | None]]]]:
    """Return the corpora by name: a language, and documents as id, text and day of publication.

    What is kept aside for measuring (own_b, own_d) is no part of it.
    """
    seeds = sorted((HERE.parent / "seeds").glob("**/*.txt"))
    return {
        "seeds": ("fa", [(path.stem, path.read_text(encoding="utf-8"), None) for path in seeds]),
        "own_a": ("fa", _gold("own_a")),
        "own_c": ("fa", _gold("own_c")),
        "en_own": ("en", _gold("en_own")),
    }


def read() -> dict[str, list[str]]:
    """Read every corpus; a claim is a line."""
    found = {}
    for name, (language, documents) in corpora().items():
        extract = extractor.load(language)
        found[name] = [
            line for id, text, day in documents for line in _lines(extract(text, id=id, published=day).claims)
        ]
    return found


def stored() -> dict[str, list[str]]:
    """Return what was accepted last."""
    return {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted(STORED.glob("*.jsonl"))}


def accept(found: Mapping[str, Sequence[str]]) -> None:
    """Store claims."""
    STORED.mkdir(exist_ok=True)
    for path in STORED.glob("*.jsonl"):
        if path.stem not in found:
            path.unlink()
    for name, lines in found.items():
        (STORED / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def differences(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what differs, a line a claim: ``-`` gone, ``+`` new, ``~`` read otherwise, with each column as it was."""
    told: list[str] = []
    for name in sorted({*before, *after}):
        old, new = _by_place(before.get(name, ())), _by_place(after.get(name, ()))
        differing = (place for place in sorted({*old, *new}) if old.get(place) != new.get(place))
        told += (
            f"{name}/{id}:{start}-{end} {_told(old.get((id, start, end)), new.get((id, start, end)))}"
            for id, start, end in differing
        )
    return told


def message(told: Sequence[str]) -> str:
    """Return differences with what to do about them."""
    more = f"\n… and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return (
        f"{len(told)} claims differ from those stored in tests/snapshot (- gone, + new, ~ read otherwise):\n"
        + "\n".join(told[:SHOWN])
        + f"{more}\nIf every one of these is meant, accept them and commit the files with your change:\n    {ACCEPT}"
    )


def main() -> None:
    """Show or accept what differs."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--accept", action="store_true")
    given = arguments.parse_args()
    found = read()
    told = differences(stored(), found)
    if given.accept:
        accept(found)
    sys.stdout.write("\n".join((*told, f"{len(told)} claims differ" + " and are accepted" * given.accept, "")))
    sys.exit(1 if told and not given.accept else 0)


def _gold(name: str) -> list[tuple[str, str, date | None]]:
    lines = (HERE / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return [(one["id"], one["text"], _day(one.get("published"))) for one in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _lines(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield claims as rows without what is empty or left out; another claim is told by where it stands."""
    places = {claim.id: f"{claim.span.start}-{claim.span.end}" for claim in claims}
    for claim in claims:
        told = ((name, cell) for name, cell in row(claim).items() if name not in _LEFT_OUT)
        cells = {name: cell for name, cell in told if cell is not None and cell is not False}
        for name in _LINKS:
            if name in cells:
                cells[name] = "; ".join(places[id] for id in str(cells[name]).split("; "))
        yield json.dumps(cells, ensure_ascii=False, default=str)


def _by_place(lines: Sequence[str]) -> dict[tuple[str, int, int], Row]:
    rows = map(json.loads, lines)
    return {(one["document"], one["start"], one["end"]): one for one in rows}


def _told(old: Row | None, new: Row | None) -> str:
    if old is None or new is None:
        one = old or new or {}
        told = ", ".join(f"{name} {cell}" for name, cell in one.items() if name not in (*_PLACE, "text"))
        return f"{'+' if old is None else '-'} «{one['text']}» {told}"
    changed = (name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name))
    return f"~ «{new['text']}» " + "; ".join(f"{name}: {old.get(name, '∅')} → {new.get(name, '∅')}" for name in changed)


if __name__ == "__main__":
    main()
