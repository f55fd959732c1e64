"""Where the lines of a text begin: offset <-> line and column, without keeping the text.

Offsets count code points. Columns count units of a position encoding of the Language Server Protocol 3.17
(`PositionEncodingKind`): utf-8 bytes, utf-16 code units or utf-32 code points. Lines end at LF, CRLF or CR and at
nothing else, as the protocol says (section "Text Documents").
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_BREAK = re.compile(r"\r\n?|\n")
_WIDE = re.compile(r"[^\x00-\x7f]+")  # one set: twice as fast to find as one for each length
_SAME = re.compile("[\u0080-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")
_NONE = array("I")


def _runs(text: str) -> tuple[array[int], array[int]]:
    """For each run of non-ASCII characters of one UTF-8 length n its start, as start << 2 | n - 1, and its end."""
    runs: list[int] = []
    ends: list[int] = []
    for match in _WIDE.finditer(text):
        start, end = match.span()
        if end - start == 1:
            runs.append(start << 2 | _more(text[start]))
            ends.append(end)
        else:
            for part in _SAME.finditer(text, start, end):
                runs.append(part.start() << 2 | _more(text[part.start()]))
                ends.append(part.end())
    return array("I", runs), array("I", ends)


def _more(char: str) -> int:
    """Bytes beyond one that a non-ASCII character takes in UTF-8."""
    return 1 if char < "\u0800" else 2 if char < "\U00010000" else 3


class Lines:
    """The line table of one text: immutable, a few bytes a line, so that a closed note needs no text."""

    __slots__ = ("_breaks", "_ends", "_length", "_runs", "_starts")

    def __init__(self, starts: array[int], breaks: bytes, runs: array[int], ends: array[int], length: int) -> None:
        """`starts`: the offset of each line. `breaks`: the length of each line's end where some are CRLF, else empty.

        `runs`, `ends`: of non-ASCII characters, see `_runs`. `length`: of the whole text.
        """
        self._starts = starts
        self._breaks = breaks
        self._runs = runs
        self._ends = ends
        self._length = length

    @classmethod
    def of(cls, text: str) -> Lines:
        """The table of `text`."""
        breaks = b""
        if "\r" in text:
            found = [m.span() for m in _BREAK.finditer(text)]
            starts = array("I", [0, *(end for _, end in found)])
            if "\r\n" in text:
                breaks = bytes([*(end - start for start, end in found), 0])
        else:
            starts = array("I", accumulate([len(row) + 1 for row in text.split("\n")], initial=0))
            starts.pop()
        runs, ends = (_NONE, _NONE) if text.isascii() else _runs(text)
        return cls(starts, breaks, runs, ends, len(text))

    def plain(self) -> tuple[bytes, bytes, bytes, bytes, int]:
        """What `from_plain` builds the same table from; plain values only."""
        return self._starts.tobytes(), self._breaks, self._runs.tobytes(), self._ends.tobytes(), self._length

    @classmethod
    def from_plain(cls, plain: tuple[bytes, bytes, bytes, bytes, int]) -> Lines:
        """The inverse of `plain`."""
        starts, breaks, runs, ends, length = plain
        return cls(
            array("I", starts), breaks, array("I", runs) if runs else _NONE, array("I", ends) if runs else _NONE, length
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lines) and self.plain() == other.plain()

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
        return line, offset - start + self._extra(start, offset, encoding)

    def offset(self, line: int, column: int, encoding: Encoding) -> int:
        """The offset of a position. Past the end of the line is its end, past the last line the end of the text, inside a character (surrogate pair, UTF-8 sequence) its start."""
        if line < 0:
            return 0
        if line >= len(self._starts):
            return self._length
        start, end = self._starts[line], self.end(line)
        column = max(0, column)
        if not self._runs or encoding == "utf-32":
            return min(start + column, end)
        # Walk from the line's start over its wide runs: between them a unit is a character.
        runs, ends, at = self._runs, self._ends, start
        for i in range(bisect_right(ends, start), len(runs)):
            first, last, extra = max(runs[i] >> 2, start), min(ends[i], end), self._width(runs[i], encoding)
            if first >= end or column <= first - at:
                break
            column -= first - at
            units = (last - first) * (1 + extra)
            if column < units:
                return first + column // (1 + extra)
            column -= units
            at = last
        return min(at + column, end)

    @staticmethod
    def _width(run: int, encoding: Encoding) -> int:
        """Units beyond one that each character of `run` takes."""
        bytes_more = run & 3
        return bytes_more if encoding == "utf-8" else int(bytes_more == 3)

    def _extra(self, start: int, end: int, encoding: Encoding) -> int:
        """Units beyond one a character between two offsets."""
        runs, ends = self._runs, self._ends
        if not runs or encoding == "utf-32":
            return 0
        extra = 0
        for i in range(bisect_right(ends, start), len(runs)):
            first = runs[i] >> 2
            if first >= end:
                break
            extra += (min(ends[i], end) - max(first, start)) * self._width(runs[i], encoding)
        return extra
