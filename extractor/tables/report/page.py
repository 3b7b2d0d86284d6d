"""The report as one HTML file that needs nothing else and asks nothing of any network.

The page is put together from files beside this module: template.html, report.css and the scripts of js/, which are
one script in the order of their names. The policy of the page lets exactly this style and this script in; the words
of documents come as JSON, which no browser runs.

Input: Source*, Verdicts, Thread*, Finding*. Output: HTML.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TextIO

from extractor.tables.headings import Language, words
from extractor.tables.report.data import page_data, script_safe
from extractor.tables.report.parts import Finding, Thread
from extractor.tables.safety import writable
from extractor.tables.sources import Source, Verdicts

_HERE = Path(__file__).parent
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def write_report(
    sources: Iterable[Source],
    out: TextIO,
    *,
    language: Language = Language.FA,
    verdicts: Verdicts | None = None,
    title: str | None = None,
    threads: Sequence[Thread] = (),
    findings: Sequence[Finding] = (),
) -> None:
    """Write the page; plots of threads stand in it where matplotlib is installed."""
    sources = tuple(sources)
    said = words(language)["report"]
    style, script = _style(), _script()
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    data = page_data(sources, language, verdicts or {}, threads, findings)
    parts = {
        "language": language.value,
        "direction": "rtl" if language is Language.FA else "ltr",
        "policy": policy,
        "title": escape(writable(title or said["title"])),
        "no_script": escape(said["no_script"]),
        "style": style,
        "script": script,
        "data": script_safe(data),
        "plots": _plots(sources, threads, language),
    }
    pieces = _PLACE.split((_HERE / "template.html").read_text(encoding="utf-8"))
    out.writelines(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def _plots(sources: Sequence[Source], threads: Sequence[Thread], language: Language) -> str:
    if not threads:
        return ""
    from extractor.tables.report.plots import plot

    known = {claim.id: claim for source in sources for claim in source.claims}
    figures = []
    for place, thread in enumerate(threads):
        svg = plot([known[id] for id in thread.claims if id in known], f"t{place}", language)
        if svg:
            figures.append(f'<figure data-thread="{place}">{svg}</figure>')
    return "".join(figures)


@cache
def _style() -> str:
    return (_HERE / "report.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    files = sorted((_HERE / "js").glob("*.js"))
    return '"use strict";\n(() => {\n' + "\n".join(file.read_text(encoding="utf-8") for file in files) + "})();\n"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
