"""Where the lines of a text begin: offset <-> line and column, without keeping the text.

Offsets count code points. Columns count units of a position encoding of the Language Server Protocol 3.17
(`PositionEncodingKind`): utf-8 bytes, utf-16 code units or utf-32 code points. Lines end at LF, CRLF or CR and at
nothing else, as the protocol says (section "Text Documents").
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_BREAK = re.compile(r"\r\n?|\n")
_NONE = array("I")
_CONTINUATION = bytes(range(0x80, 0xC0))  # UTF-8 bytes that begin no character
_WIDE = re.compile(r"[^\x00-\x7f]+")  # one set: many times as fast to find as one for each length
_SAME = re.compile("[\u0080-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")


def _first_bytes(text: str) -> bytes:
    """The first UTF-8 byte of each character: offsets stay, and a byte is found many times faster than a pattern in text."""
    return text.encode("utf-8", "surrogatepass").translate(None, _CONTINUATION)


def _astral(text: str) -> array[int]:
    """The offsets of the characters that take two UTF-16 units."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return _NONE
    first, found = _first_bytes(text), array("I")
    for byte in range(0xF0, 0xF5):
        at = first.find(byte)
        while at >= 0:
            found.append(at)
            at = first.find(byte, at + 1)
    return array("I", sorted(found))


def _runs(text: str) -> array[int]:
    """For each run of non-ASCII characters of one UTF-8 length n: its start, as start << 2 | n - 1, and its end."""
    found = array("I")
    for match in _WIDE.finditer(text):
        start, end = match.span()
        parts = ((start, end),) if end - start == 1 else [part.span() for part in _SAME.finditer(text, start, end)]
        for first, last in parts:
            char = text[first]
            found.append(first << 2 | (1 if char < "\u0800" else 2 if char < "\U00010000" else 3))
            found.append(last)
    return found


class Lines:
    """The line table of one text: immutable, a few bytes a line, so that a closed note needs no text."""

    __slots__ = ("_astral", "_breaks", "_length", "_runs", "_starts")

    def __init__(
        self, starts: array[int], breaks: bytes, astral: array[int], runs: array[int] | None, length: int
    ) -> None:
        """`starts`: the offset of each line. `breaks`: the length of each line's end where some are CRLF, else empty.

        `astral`: see `_astral`. `runs`: see `_runs`, None where UTF-8 columns will not be asked for. `length`: of the text.
        """
        self._starts = starts
        self._breaks = breaks
        self._astral = astral
        self._runs = runs
        self._length = length

    @classmethod
    def of(cls, text: str, utf8: bool = True, rows: list[str] | None = None) -> Lines:
        """The table of `text`; `rows` are its lines where the caller has split it at LF. Without `utf8` it can't tell UTF-8 columns, and costs a third: most clients count UTF-16 units."""
        breaks = b""
        if "\r" in text:
            found = [m.span() for m in _BREAK.finditer(text)]
            starts = array("I", [0, *(end for _, end in found)])
            if "\r\n" in text:
                breaks = bytes([*(end - start for start, end in found), 0])
        else:
            starts = array("I", accumulate([len(row) + 1 for row in rows or text.split("\n")], initial=0))
            starts.pop()
        if text.isascii():
            return cls(starts, breaks, _NONE, _NONE, len(text))
        return cls(starts, breaks, _astral(text), _runs(text) if utf8 else None, len(text))

    def plain(self) -> tuple[bytes, bytes, bytes, bytes | None, int]:
        """What `from_plain` builds the same table from; plain values only."""
        runs = None if self._runs is None else self._runs.tobytes()
        return self._starts.tobytes(), self._breaks, self._astral.tobytes(), runs, self._length

    @classmethod
    def from_plain(cls, plain: tuple[bytes, bytes, bytes, bytes | None, int]) -> Lines:
        """The inverse of `plain`."""
        starts, breaks, astral, runs, length = plain
        return cls(
            array("I", starts),
            breaks,
            array("I", astral) if astral else _NONE,
            None if runs is None else array("I", runs) if runs else _NONE,
            length,
        )

    def __eq__(self, other: object) -> bool:
        """Of the same text; that one of them can't tell UTF-8 columns doesn't count."""
        if not isinstance(other, Lines):
            return False
        mine, theirs = self.plain(), other.plain()
        return (*mine[:3], mine[4]) == (*theirs[:3], theirs[4]) and (
            None in (mine[3], theirs[3]) or mine[3] == theirs[3]
        )

    def __hash__(self) -> int:
        return hash(self._length)

    def __len__(self) -> int:
        """How many lines there are; an empty text has one."""
        return len(self._starts)

    @property
    def starts(self) -> array[int]:
        """The offset of each line's start; not to be changed."""
        return self._starts

    @property
    def length(self) -> int:
        """Code points in the whole text."""
        return self._length

    def line(self, offset: int) -> int:
        """The line that holds `offset` (0-based); a line end belongs to the line that it ends."""
        return bisect_right(self._starts, offset) - 1

    def start(self, line: int) -> int:
        """The offset where `line` begins."""
        return self._starts[line]

    def end(self, line: int) -> int:
        """The offset where `line` ends, before its line end."""
        if line + 1 == len(self._starts):
            return self._length
        return self._starts[line + 1] - (self._breaks[line] if self._breaks else 1)

    def position(self, offset: int, encoding: Encoding) -> tuple[int, int]:
        """(line, column) of `offset`, the column in units of `encoding`. An offset outside the text is clamped to it."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        if self.is_plain(encoding):
            return line, offset - start
        return line, offset - start + self._extra(start, offset, encoding)

    def range(self, start: int, end: int, encoding: Encoding) -> tuple[int, int, int, int]:
        """Line and column of both ends of a stretch: what two calls of `position` tell, for little more than one."""
        line, column = self.position(start, encoding)
        if end >= start and (line + 1 == len(self._starts) or end < self._starts[line + 1]) and end <= self._length:
            return (
                line,
                column,
                line,
                column + end - start + (0 if self.is_plain(encoding) else self._extra(start, end, encoding)),
            )
        return line, column, *self.position(end, encoding)

    def offset(self, line: int, column: int, encoding: Encoding) -> int:
        """The offset of a position. Past the end of the line is its end, past the last line the end of the text, inside a character (surrogate pair, UTF-8 sequence) its start."""
        if line < 0:
            return 0
        if line >= len(self._starts):
            return self._length
        start, end = self._starts[line], self.end(line)
        column = max(0, column)
        if self.is_plain(encoding):
            return min(start + column, end)
        # Walk from the line's start over its wide runs: between them a unit is a character.
        at = start
        for first, last, more in self._wide(start, end, encoding):
            if column <= first - at:
                break
            column -= first - at
            units = (last - first) * (1 + more)
            if column < units:
                return first + column // (1 + more)
            column -= units
            at = last
        return min(at + column, end)

    def _wide(self, start: int, end: int, encoding: Encoding) -> Iterator[tuple[int, int, int]]:
        """Start, end and units beyond one of the characters between two offsets that take more than one unit."""
        if encoding == "utf-16":
            astral = self._astral
            for i in range(bisect_left(astral, start), bisect_left(astral, end)):
                yield astral[i], astral[i] + 1, 1
            return
        runs = self._runs
        if runs is None:
            raise ValueError("this table was made without UTF-8 columns")
        low, high = 0, len(runs) // 2
        while low < high:  # the first run that ends behind `start`
            middle = (low + high) // 2
            if runs[2 * middle + 1] <= start:
                low = middle + 1
            else:
                high = middle
        for i in range(2 * low, len(runs), 2):
            first = runs[i] >> 2
            if first >= end:
                return
            yield max(first, start), min(runs[i + 1], end), runs[i] & 3

    def table(self, encoding: Encoding) -> tuple[array[int], array[int], int]:
        """What is needed to turn many offsets into columns at once: line starts, and where wide characters stand.

        The third is by how many bits their offsets are shifted left. A stretch of a line is as many units as characters
        where none stands between the line's start and its end. Neither array may be changed.
        """
        if encoding == "utf-8":
            return self._starts, _NONE if self._runs is None else self._runs[::2], 2
        return self._starts, _NONE if encoding == "utf-32" else self._astral, 0

    def is_plain(self, encoding: Encoding) -> bool:
        """Whether every character of the text is one unit."""
        if encoding == "utf-16":
            return not self._astral
        return encoding == "utf-32" or (self._runs is not None and not self._runs)

    def _extra(self, start: int, end: int, encoding: Encoding) -> int:
        """Units beyond one a character between two offsets."""
        if encoding == "utf-16":
            return bisect_left(self._astral, end) - bisect_left(self._astral, start)
        return sum((last - first) * more for first, last, more in self._wide(start, end, encoding))
