"""What is fuzzed: reading a text, loading rules, reading files, exporting. Each target takes bytes and may not fail.

A target raises where a promise is broken: an exception other than those that its subject documents, a span that is not
the text of its claim, another result the second time, more time than its length allows.

Input: bytes. Output: nothing, or an exception.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from constructions import PARTS

import extractor
from extractor.columns import row
from extractor.corpus.inputs import sources
from extractor.corpus.limits import Limits
from extractor.corpus.mapping import Columns
from extractor.corpus.readers import read
from extractor.pipeline import RULES
from extractor.rulebook.book import load_book
from extractor.rulebook.source import RuleError
from extractor.tables.exports import Format, write_text
from extractor.tables.sources import ExportError

# A text may take so long: what any takes, and what a character takes in the costliest of constructions, with room.
SECONDS, SECONDS_A_CHARACTER = 0.5, 0.0005
_SPACES = "\t\n\v\f\r\x1c\x85\xa0\u1680\u2002\u2003\u2007\u2009\u200a\u2028\u202f\u205f\u3000"
_ODD = (
    *("\u200c", "\u200d", "\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\ufeff"),
    *("\0", "\ud800", "\udfff", "\U0010ffff", "\ufdfa", "\ufefb", "ﺍﻟﻌﺪﺩ", "e\u0301" * 9, "\u0640", "\u064b", "²"),
    *("٪", "%", "/", "\u2044", "٫", "٬", ".", ",", "،", "-", "\u2212", "(", ")", "«", "»", ":", ";", "؛", "؟", "½"),
    *("۱", "2", "٣", "１", "𝟜", "Ⅳ", "६", "9" * 40, "۰" * 30, "1e9", "0.", ".5", "1/3", "۱۴۰۲/۰۲/۱۱", "12:30", "۱۲-۱۴"),
    *("👨‍👩‍👧‍👦", "<b>", "&zwnj;", "=1+1", "\\u202e", "{n}", "و", "یک", "هزار", "میلیارد", "نیم", "از", "به", "تا"),
)  # fmt: skip
_JSON = Format.JSONL, Format.JSONLD, Format.WEBANNOTATION, Format.LABELSTUDIO
_SUFFIXES = ("txt", "html", "jsonl", "json", "csv", "tsv", "jsonl.gz", "csv.zst", "parquet", "md")
_READ_LIMITS = Limits(20_000)


def text_of(data: bytes) -> str:
    """Return a text of forms of the rules and of what is odd; two bytes choose, the first says how often."""
    bits = _bits()
    pieces = []
    for at in range(0, len(data) - 1, 2):
        times = 1 + (data[at] & 3 if data[at] & 0xF0 == 0xF0 else 0)
        pieces.append(bits[(data[at] << 8 | data[at + 1]) % len(bits)] * times)
        pieces.append(" " if data[at] & 4 else "")
    return "".join(pieces)


def reading(data: bytes) -> None:
    """Read a text: every claim is where it says, and the same the second time; what is long takes its share of time."""
    text = text_of(data)
    begun = time.process_time()
    found = _extract()(text)
    spent = time.process_time() - begun
    for claim in found.claims:
        expect(text[claim.span.start : claim.span.end] == claim.text, f"the span of {claim.id} is not its text")
        expect(0 <= claim.sentence.start <= claim.span.start <= claim.span.end <= claim.sentence.end, "span, sentence")
        row(claim)
    found.explain()
    expect(_extract()(text).claims == found.claims, "another result the second time")
    expect(spent <= SECONDS + SECONDS_A_CHARACTER * len(text), f"{len(text)} characters took {spent:.2f} s")


def growth(data: bytes) -> None:
    """Read a short text many times over: cost grows with length and no faster."""
    text = text_of(data[:12]) or "۵"
    reading_of = _extract()
    long = text * (4000 // len(text) + 1)
    begun = time.process_time()
    reading_of(long)
    spent = time.process_time() - begun
    expect(spent <= SECONDS + SECONDS_A_CHARACTER * len(long), f"{text!r} x {len(long) // len(text)}: {spent:.2f} s")


def rules(data: bytes) -> None:
    """Load a pack whose file is one of ours with stretches of it moved, doubled, cut out or put in: rules or faults."""
    files = _rule_files()
    source = files[data[0] % len(files)] if data else ""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pack.yaml").write_text("name: own\nversion: 1\nlanguage: fa\nscript: arabic\ncalendar: jalali\n")
        Path(folder, "one.yaml").write_bytes(_mutated(source, data[1:]))
        try:
            load_book([Path(folder)])
        except RuleError as error:
            expect(bool(error.faults), "a RuleError without a fault")
            expect(all(fault.count(":") >= 3 for fault in error.faults), f"a fault without a place: {error.faults[0]}")


def readers(data: bytes) -> None:
    """Read a file of any kind: documents, or faults with their reason."""
    suffix = _SUFFIXES[data[0] % len(_SUFFIXES)] if data else "txt"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"one.{suffix}")
        path.write_bytes(_mutated(_sample(suffix), data[1:]))
        for source in sources([path]):
            for found in read(source, Columns(), _READ_LIMITS, 0):
                expect(found.record is not None or bool(found.faults), "a row without a trace")


def exports(data: bytes) -> None:
    """Write the claims of a text in every format of text: what is JSON can be read again."""
    found = _extract()("۵ مگاوات برق در " + text_of(data) + " گفت: ۳ نفر")
    for format in (*_JSON, Format.CSV, Format.HTML, Format.DOCCANO):
        with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
            try:
                write_text([found], out, format)
            except ExportError:
                continue
            out.seek(0)
            written = out.read()
        if format in _JSON[1:]:
            json.loads(written)
        elif format is Format.JSONL:
            expect(all(json.loads(line) for line in written.split("\n") if line), "a line that is no JSON")


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (reading, growth, rules, readers, exports)
}


def expect(holds: bool, what: str) -> None:
    """Raise AssertionError where a promise does not hold."""
    if not holds:
        raise AssertionError(what)


def _mutated(text: str, data: bytes) -> bytes:
    """Move, double, cut or put in stretches of a file; each takes four bytes."""
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for at in range(0, len(data) - 3, 4):
        what, place, length = data[at], int.from_bytes(data[at + 1 : at + 3]) % (len(raw) + 1), data[at + 3]
        stretch = bytes(raw[place : place + length])
        if what % 5 == 0:
            del raw[place : place + length]
        elif what % 5 == 1:
            raw[place:place] = stretch
        elif what % 5 == 2:
            raw[place:place] = text_of(data[at : at + 2]).encode("utf-8", "surrogatepass")
        elif what % 5 == 3:
            raw[place : place + 1] = bytes([length])
        else:
            del raw[place : place + length]
            raw[place // 2 : place // 2] = stretch
    return bytes(raw)


@cache
def _extract() -> extractor.Extractor:
    return extractor.load("fa")


@cache
def _bits() -> tuple[str, ...]:
    forms = sorted({form.form for rule in _extract().book.rules for form in rule.forms()})
    odd = (*_ODD, *_SPACES) * 24
    return (*forms, *odd, *(part for _, part, _ in PARTS.values()))


@cache
def _rule_files() -> tuple[str, ...]:
    """Return the beginnings of the rule files that we ship."""
    return tuple(
        path.read_text(encoding="utf-8")[:3000] for path in sorted((RULES / "fa").glob("*.yaml")) if path.stem != "pack"
    )


@cache
def _sample(suffix: str) -> str:
    rows = [{"id": str(number), "text": f"خرید {number} تن گندم", "published": "2024-05-01"} for number in range(9)]
    if suffix.startswith("jsonl"):
        return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    if suffix.startswith("json"):
        return json.dumps(rows, ensure_ascii=False)
    if suffix.startswith(("csv", "tsv")):
        mark = "\t" if suffix == "tsv" else ","
        return "\n".join([mark.join(rows[0]), *(mark.join(one.values()) for one in rows)])
    if suffix == "html":
        return (
            "<html><head><title>خبر</title></head><body><p>خرید ۵ تن گندم</p><table><tr><td>۷</td></tr></table></html>"
        )
    return "خرید ۵ تن گندم\n\nمدیر گفت: ۷ روستا آب ندارد.\n"
