"""Files as bytes and as lines, compressed or not, with bounds on what they may decode to.

A line longer than the bound is passed over without being held; a file that decodes to far more than any text would is
given up (a decompression bomb).

Input: Source. Output: bytes; lines.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, NamedTuple, cast

from extractor.corpus.inputs import Source

# Persian news shrinks to a fifth or a tenth, the same article over and over to a hundredth.
MOST_INFLATED = 200
NO_BOMB_BELOW = 64_000_000
_STEP = 1 << 20
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)


class InflatedError(Exception):
    """A file decodes to more than any text would."""


class TooLong(NamedTuple):
    """Stands for a line that is longer than the bound."""

    size: int


class Stream:
    """A file being read. ``at`` tells how many of its bytes, compressed or not, were used up."""

    def __init__(self, raw: BinaryIO, decoded: BinaryIO, *, compressed: bool) -> None:
        self._raw, self._decoded, self._compressed = raw, decoded, compressed
        self._given = 0

    @property
    def at(self) -> int:
        """How many bytes of the file were used up."""
        return self._raw.tell() if self._compressed else self._given

    def read(self, size: int) -> bytes:
        """Return all bytes, or ``size`` of them if there are more."""
        parts, left = [], size
        while left and (part := self._checked(self._decoded.read(min(left, _STEP)))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def lines(self, longest: int) -> Iterator[bytes | TooLong]:
        """Yield line after line, each with its end."""
        while line := self._checked(self._decoded.readline(longest + 1)):
            if len(line) <= longest or line.endswith(b"\n"):
                yield line
                continue
            size, ended = len(line), False
            while not ended and (more := self._checked(self._decoded.readline(_STEP))):
                size += len(more)
                ended = more.endswith(b"\n")
            yield TooLong(size)

    def _checked(self, data: bytes) -> bytes:
        self._given += len(data)
        if self._compressed and self._given > NO_BOMB_BELOW + MOST_INFLATED * self._raw.tell():
            msg = f"decodes to more than {MOST_INFLATED} times its size: no text does; the rest was not read"
            raise InflatedError(msg)
        return data


@contextmanager
def opened(source: Source) -> Iterator[Stream]:
    """Open a file for reading.

    Raises:
        BROKEN: here or while it is read: the file cannot be read or its compression is broken.
        InflatedError: while it is read: it decodes to more than any text would.
    """
    with ExitStack() as stack:
        raw: BinaryIO = stack.enter_context(source.path.open("rb"))
        decoded = raw
        if source.compression:
            decoded = _decoder(raw, source.compression)
            stack.callback(decoded.close)
        yield Stream(raw, decoded, compressed=bool(source.compression))


def told(error: Exception) -> str:
    """Return what is wrong with a file that broke off, and what became of it."""
    if isinstance(error, InflatedError):
        return str(error)
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read on from here: {said or type(error).__name__}"


def _decoder(raw: BinaryIO, compression: str) -> BinaryIO:
    if compression == "gzip":
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if compression == "bz2":
        return cast("BinaryIO", bz2.BZ2File(raw))
    if compression == "xz":
        return cast("BinaryIO", lzma.LZMAFile(raw))
    import pyarrow as pa

    return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(raw, "r"), compression))
