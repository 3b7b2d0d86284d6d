"""Every export by its name: the one function that writes claims to a file, and what its formats are.

Input: Source*, a path. Output: a file, or a folder for brat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from extractor.tables.headings import Language, columns
from extractor.tables.report.parts import Finding, Thread
from extractor.tables.rows import rows
from extractor.tables.sources import ExportError, Source, Verdicts


class Format(StrEnum):
    """The formats of ``extractor table``."""

    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    JSONL = "jsonl"
    PARQUET = "parquet"
    JSONLD = "jsonld"
    WEBANNOTATION = "webannotation"
    DOCCANO = "doccano"
    LABELSTUDIO = "labelstudio"
    BRAT = "brat"


# The formats that are bytes or folders; the others are text and may go to standard output.
FILES_ONLY = frozenset({Format.XLSX, Format.PARQUET, Format.BRAT})
_BY_SUFFIX = {f".{name}": Format(name) for name in ("xlsx", "csv", "html", "jsonl", "parquet", "jsonld")}


def format_of(path: Path) -> Format:
    """Return the format that the name of a file asks for.

    Raises:
        ExportError: it asks for none.
    """
    found = _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        msg = f"{path.name}: say which format; the name ends in none of {', '.join(_BY_SUFFIX)}"
        raise ExportError(msg)
    return found


def write(
    sources: Iterable[Source],
    path: str | Path,
    format: Format | str | None = None,
    *,
    language: Language | str = Language.FA,
    verdicts: Verdicts | None = None,
    title: str | None = None,
    threads: Sequence[Thread] = (),
    findings: Sequence[Finding] = (),
) -> Path:
    """Write claims to a file; without a format, to the one that its name asks for.

    The report alone has a title, and shows threads and findings.

    Raises:
        ExportError: the claims cannot be exported so; the message says what to do.
    """
    path, language = Path(path), Language(language)
    format = Format(format) if format else format_of(path)
    if format is Format.BRAT:
        from extractor.tables.brat import write_brat

        write_brat(sources, path)
        return path
    # What cannot be finished leaves nothing behind, and what stood there before stays.
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        if format in FILES_ONLY:
            _write_bytes(sources, unfinished, format, language, verdicts)
        else:
            with unfinished.open("w", encoding="utf-8-sig" if format is Format.CSV else "utf-8", newline="") as out:
                write_text(
                    sources, out, format,
                    language=language, verdicts=verdicts, title=title, threads=threads, findings=findings,
                )  # fmt: skip
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _write_bytes(
    sources: Iterable[Source], path: Path, format: Format, language: Language, verdicts: Verdicts | None
) -> None:
    if format is Format.XLSX:
        from extractor.tables.workbook import write_workbook

        write_workbook(sources, path, language=language, verdicts=verdicts)
    else:
        from extractor.tables.parquet import write_parquet

        write_parquet(sources, path, verdicts=verdicts)


def write_text(
    sources: Iterable[Source],
    out: TextIO,
    format: Format,
    *,
    language: Language = Language.FA,
    verdicts: Verdicts | None = None,
    title: str | None = None,
    threads: Sequence[Thread] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """Write claims in one of the formats that are text."""
    if format is Format.CSV:
        from extractor.tables.frame import write_rows_csv

        write_rows_csv(rows(sources, verdicts), [column.headings[language] for column in columns()], out)
    elif format is Format.JSONL:
        from extractor.tables.frame import write_rows_jsonl

        write_rows_jsonl(rows(sources, verdicts), out)
    elif format is Format.JSONLD:
        from extractor.tables.jsonld import write_jsonld

        write_jsonld(sources, out, verdicts=verdicts)
    elif format is Format.HTML:
        from extractor.tables.report.page import write_report

        write_report(
            sources, out, language=language, verdicts=verdicts, title=title, threads=threads, findings=findings
        )
    else:
        _plain_writer(format)(sources, out)


def _plain_writer(format: Format) -> Callable[[Iterable[Source], TextIO], None]:
    from extractor.tables.doccano import write_doccano
    from extractor.tables.labelstudio import write_labelstudio
    from extractor.tables.webannotation import write_webannotation

    return {
        Format.DOCCANO: write_doccano,
        Format.LABELSTUDIO: write_labelstudio,
        Format.WEBANNOTATION: write_webannotation,
    }[format]
