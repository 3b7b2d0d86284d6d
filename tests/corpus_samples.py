"""Small corpora of our own making, and runs over them, for the tests of extractor.corpus and of the store."""

from __future__ import annotations

import json
from pathlib import Path

PLACES = ("یزد", "کرمان", "سمنان", "قم", "زنجان")


def article(number: int) -> str:
    place = PLACES[number % len(PLACES)]
    return (
        f"استاندار {place} گفت: برای احداث {100 + number} مگاوات نیروگاه خورشیدی پروانه صادر شده است.\n"
        f"وی افزود: تولید برق در سال ۱۴۰۲ از {number + 3} درصد به {number + 9} درصد رسید "
        f"و {number + 2} هزار نفر بیمه شدند.\n"
        "این خبر تکمیل می‌شود."
    )


def articles(count: int) -> list[dict[str, str]]:
    return [
        {"id": f"doc-{number:04}", "text": article(number), "title": f"خبر {number}", "published": "1402/05/01"}
        for number in range(count)
    ]


def write_jsonl(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
