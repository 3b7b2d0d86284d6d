"""Read back integers that others have spelled out: num2words, and ICU where its library is installed.

    python benchmarks/spelled.py [--count 100000]

Numbers from 0 to 10**15: all small ones, those around powers of ten, and random ones of every length; each written with
spaces, with non-joiners, and as one word.

Input: nothing. Output: a table in Markdown, and the first numbers that were read wrongly.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from measure import table
from num2words import num2words

import extractor
from extractor.reading.mentions import Scan
from extractor.reading.numerals.numerals import Numerals
from extractor.text.folding import fold
from extractor.text.sentences import Sentence
from extractor.text.words import words

MOST = 10**15
GAPS = {"spaces": " ", "non-joiners": "\u200c", "nothing": ""}
SHOWN = 10
_SPELLOUT = 5  # UNUM_SPELLOUT
_LONGEST = 512

Speller = Callable[[int], str]


def main() -> None:
    """Spell, read and count."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=100_000)
    given = arguments.parse_args()
    spellers: dict[str, Speller] = {"num2words": lambda value: str(num2words(value, lang="fa"))}
    icu = icu_speller()
    if icu is not None:
        spellers["ICU"] = icu
    numbers = list(dict.fromkeys(sample(given.count)))
    rows, wrong = [], []
    for name, spell in spellers.items():
        spelled = [(value, spell(value)) for value in numbers]
        for gap, joint in GAPS.items():
            failed = [(value, text) for value, text in spelled if read(text.replace(" ", joint)) != value]
            wrong += failed[:SHOWN]
            rows.append((name, gap, len(numbers), len(failed), f"{100 * (1 - len(failed) / len(numbers)):.4f}"))
    table(("speller", "between words", "numbers", "wrong", "right %"), rows)
    for value, text in wrong:
        print(value, text)


def sample(count: int) -> Iterator[int]:
    """Yield small numbers, those around powers of ten, round ones, and random ones of every length."""
    draw = random.Random(1404)
    yield from range(10_000)
    yield from (number for power in range(1, 16) for near in (-1, 0, 1) if (number := 10**power + near) <= MOST)
    yield from (digits * 10**power for power in range(13) for digits in range(1, 1000))
    yield from (draw.randrange(10 ** draw.randrange(4, 16)) for _ in range(count))


EXTRACTOR = extractor.load("fa")
NUMERALS = Numerals(EXTRACTOR.book)


def read(text: str) -> object:
    """Return the number that a text is, if it is nothing but one numeral."""
    folded = fold(text).text
    cut = words(folded, 0, len(folded), NUMERALS.split)
    found = NUMERALS(Scan(Sentence(0, len(folded), 0), cut, EXTRACTOR.book.lexicon.scan(cut)))
    return found[0].low if len(found) == 1 and (found[0].first, found[0].last) == (0, len(cut)) else None


def icu_speller() -> Speller | None:
    """Return ICU's speller for Persian, or None where its library is not installed."""
    found = _libraries()
    for path, version in found:
        library = ctypes.CDLL(path)
        status = ctypes.c_int(0)
        opened = getattr(library, f"unum_open_{version}", None)
        spelled = getattr(library, f"unum_formatInt64_{version}", None)
        if opened is None or spelled is None:
            continue
        number, pointer = ctypes.c_int32, ctypes.c_void_p
        opened.restype = pointer
        opened.argtypes = [number, pointer, number, ctypes.c_char_p, pointer, pointer]
        spelled.argtypes = [pointer, ctypes.c_int64, pointer, number, pointer, pointer]
        speller = opened(_SPELLOUT, None, 0, b"fa", None, ctypes.byref(status))
        if speller and status.value <= 0:
            return lambda value, spelled=spelled, speller=speller: _spelled(spelled, speller, value)
    return None


def _spelled(spelled: Callable[..., int], speller: int, value: int) -> str:
    buffer, status = (ctypes.c_uint16 * _LONGEST)(), ctypes.c_int(0)
    length = spelled(speller, value, buffer, _LONGEST, None, ctypes.byref(status))
    return bytes(buffer)[: 2 * length].decode("utf-16-le")


def _libraries() -> Iterable[tuple[str, str]]:
    """Yield the libraries of ICU that the linker knows, with their versions: symbols carry them."""
    folders = ("/usr/lib", "/usr/lib64", "/usr/local/lib")
    for folder in filter(Path.is_dir, map(Path, folders)):
        for path in sorted(folder.glob("**/libicui18n.so.*"), reverse=True):
            version = re.fullmatch(r"libicui18n\.so\.(\d+)", path.name)
            if version:
                yield str(path), version[1]


if __name__ == "__main__":
    main()
