"""Time and size of 50,000 claims in every format of ``extractor table``.

    python benchmarks/tables.py [CLAIMS] [FORMAT...]

The claims stand on made-up texts of our own, ten to a document, with all the parts that a claim can have. Every format
is written by a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from extractor.model import (
    Attribution,
    Claim,
    DocumentRef,
    Evidence,
    Kind,
    Phrase,
    Quantity,
    Resolution,
    RuleRef,
    Span,
    Stage,
    TimeKind,
    TimeScope,
)
from extractor.tables.exports import Format, write
from extractor.tables.sources import Kept

CLAIMS = 50_000
PER_DOCUMENT = 10
PLACES = ("یزد", "کرمان", "قم", "سمنان", "بوشهر")
SPEAKERS = ("مهدی آذرنیا", "سارا بهنیا", "کاوه رستگار", "نگار فرهمند")
STAGES = (Stage.LICENSED, Stage.IN_EXECUTION, Stage.OPERATIONAL, Stage.PLANNED, Stage.OBSERVED)
SUFFIXES = {Format.LABELSTUDIO: "json", Format.WEBANNOTATION: "json", Format.DOCCANO: "jsonl", Format.BRAT: "folder"}


def sources(count: int) -> list[Kept]:
    """Return documents with so many claims in all."""
    return [_document(number) for number in range(count // PER_DOCUMENT)]


def _document(number: int) -> Kept:
    speaker, place = SPEAKERS[number % len(SPEAKERS)], PLACES[number % len(PLACES)]
    published = date(2024, 1, 1) + timedelta(days=number % 700)
    ref = DocumentRef(f"news-{number}", f"خبر شماره {number}", "پیک نمونه", f"https://example.org/{number}", published)
    text, claims = "", []
    for part in range(PER_DOCUMENT):
        start = len(text)
        value = 100 + 7 * number + part
        sentence = f"{speaker} گفت پروانه {value} مگاوات نیروگاه خورشیدی در {place} تا پایان سال صادر شده است.\n"
        text += sentence
        claims.append(_claim(ref, number * PER_DOCUMENT + part, text, start, value, speaker, place))
    return Kept(ref, text, tuple(claims))


def _claim(ref: DocumentRef, number: int, text: str, start: int, value: int, speaker: str, place: str) -> Claim:
    def phrase(words: str) -> Phrase:
        at = text.index(words, start)
        return Phrase(Span(at, at + len(words)), words)

    figure, cue = phrase(f"{value} مگاوات"), phrase("صادر شده است")
    time_words = phrase("تا پایان سال")
    day = date(2026, 3, 20)
    rules = [RuleRef(name, "fa/rules.yaml", line) for line, name in enumerate(("unit.megawatt", "status.licensed"), 10)]
    return Claim(
        id=f"{number:016x}",
        document=ref,
        span=figure.span,
        text=figure.text,
        sentence=Span(start, len(text) - 1),
        quantity=Quantity(Decimal(value), Decimal(value), "megawatt", Kind.MEASURE),
        subject=phrase("نیروگاه خورشیدی"),
        stage=STAGES[number % len(STAGES)],
        place=phrase(place),
        time=TimeScope(time_words.span, time_words.text, TimeKind.BY, day, day),
        attribution=Attribution(speaker=phrase(speaker), cue=phrase("گفت"), resolution=Resolution.NAMED),
        evidence=(Evidence("value", figure.span, rules[0]), Evidence("stage", cue.span, rules[1])),
    )


def measure(count: int, format: Format) -> str:
    """Write one format and return its line of the table."""
    documents = sources(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"claims.{SUFFIXES.get(format, format.value)}"
        start, busy = time.perf_counter(), time.process_time()
        write(documents, path, format)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        files = [path] if path.is_file() else list(path.iterdir())
        size = sum(file.stat().st_size for file in files) / 1e6
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return f"{format:<14} {seconds:8.1f} {busy:8.1f} {count / busy:12,.0f} {size:9.1f} {grown:10,.0f}"


def main() -> None:
    """Measure every format, each in a process of its own."""
    arguments = sys.argv[1:]
    count = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else CLAIMS
    if arguments[:1] == ["--one"]:
        print(measure(count, Format(arguments[1])))
        return
    print(
        f"{count:,} claims\n{'format':<14} {'seconds':>8} {'CPU s':>8} {'claims/CPU s':>12} {'MB':>9} {'MB memory':>10}"
    )
    for format in arguments or [format.value for format in Format]:
        command = [sys.executable, __file__, str(count), "--one", format]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


if __name__ == "__main__":
    main()
