"""How the cost of attribution grows with a document: linear, or not.

    python benchmarks/attribution.py [--lengths 1000 10000 100000 1000000]

Reads documents of growing length in four manners: articles one after another, speakers without an end, one sentence
that never ends, quotations that never close. Prints the seconds that attribution takes, alone, and the microseconds a
character: where these stay the same from left to right, the cost is linear.

Input: nothing. Output: a table in Markdown.
"""

from __future__ import annotations

import argparse
import time

import extractor
from extractor.reading.attribution import Attributions
from extractor.reading.mentions import Scan
from extractor.reading.numerals import Numerals
from extractor.reading.pages import Pages
from extractor.text.folding import fold
from extractor.text.words import words

ARTICLE = (
    "افتتاح {n} طرح در شهر نطنز\n"
    "به گزارش ایسنا، شهردار نطنز از خرید {n} دستگاه اتوبوس خبر داد و گفت: {n} دستگاه دیگر در راه است.\n"
    "حسین بهنام‌فر افزود: ۱۴ کیلومتر معبر آسفالت شد. وی یادآور شد: ۹ پروژه در دست ساخت است.\n"
    "رئیس شورای نطنز نیز گفت: «بودجه شهر {n} میلیارد تومان است و ۷۰ درصد آن محقق شد.»\n"
    "گفتنی است نطنز ۱۴ هزار نفر جمعیت دارد.\n"
)
SPEAKERS = "حسین بهنام{n}، رئیس اداره شماره {n}، گفت: ۱۴ روستا آب ندارد. بهنام{n} افزود: ۹ روستا در نوبت است.\n"
ENDLESS = "شهردار نطنز گفت ۱۴ اتوبوس آمد و به گفته وی ۹ مدرسه ساخته شد و آمار گمرک نشان می‌دهد {n} تن پسته رسید و "
QUOTES = "شهردار نطنز گفت: «۱۴ اتوبوس آمد. «وزیر کشور گفت {n} مدرسه ساخته شد.\n"
PARTS = (("articles", ARTICLE), ("speakers", SPEAKERS), ("one sentence", ENDLESS), ("quotations", QUOTES))
REPEATED = 3


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lengths", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    lengths = arguments.parse_args().lengths
    read = extractor.load("fa")
    stage = Attributions(read.book)
    print("| document | " + " | ".join(f"{length:,} characters" for length in lengths) + " |")
    print("|---|" + "---|" * len(lengths))
    for name, part in PARTS:
        cells = []
        for length in lengths:
            scans = _scans(read, _document(part, length))
            seconds = min(_timed(stage, scans) for _ in range(REPEATED))
            cells.append(f"{seconds:.4f} s, {seconds / length * 1e6:.2f} µs")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _document(part: str, length: int) -> str:
    """Repeat a part, each time with another number."""
    pieces, size, number = [], 0, 0
    while size < length:
        number += 1
        pieces.append(part.format(n=number))
        size += len(pieces[-1])
    return "".join(pieces)[:length]


def _scans(read: extractor.Extractor, text: str) -> tuple[Scan, ...]:
    """Cut a text as the pipeline does."""
    folded, pages, split = fold(text).text, Pages(read.books), Numerals(read.book).split
    scans = []
    for sentence in pages.sentences(folded, pages(folded).furniture):
        cut = words(folded, sentence.start, sentence.end, split, read.book.script)
        scans.append(Scan(sentence, cut, read.book.lexicon.scan(cut)))
    return tuple(scans)


def _timed(stage: Attributions, scans: tuple[Scan, ...]) -> float:
    began = time.perf_counter()
    stage(scans)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
