"""Fuzzy search by name: exact, prefix, start of a word, inside, letters in order; of equals the shorter first.

All names stand in one string, shortest first, each on its own line. So every step is one search of that string that can
stop at the limit: 50,000 names cost about 1 ms where many match and 5 ms where none does.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

EXACT, PREFIX, WORD, INSIDE, LETTERS = range(5)
"""How well a name matches, best first."""

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
_SEPARATORS = str.maketrans(dict.fromkeys("-_/\\.,:;!?()[]{}'\"|&+*=~`^<>\t\r‘’“”„«»‐‑–—…·•、。", " "))
_BLANKS = re.compile(" {2,}")


class Match(NamedTuple):
    """`quality`: EXACT to LETTERS. `index`: in the sequence of names that was prepared."""

    quality: int
    length: int  # of the name, as far as it is compared
    index: int  # type: ignore[assignment]  # hides tuple.index


class Names:
    """Names made ready to be searched often. Immutable."""

    __slots__ = ("_first", "_order", "_starts", "_text", "count")

    def __init__(self, names: Sequence[str]) -> None:
        self.count = len(names)
        same: dict[str, list[int]] = {}  # many notes have the same headings: each is searched once
        for i, name in enumerate(names):
            same.setdefault(name, []).append(i)
        different = sorted(same, key=len)
        self._order = array("I", [i for name in different for i in same[name]])
        self._first = array("I", accumulate((len(same[name]) for name in different), initial=0))  # in it, of each line
        text = "\n".join(different)
        if text.count("\n") != len(different) - 1:  # a heading of several lines
            text = "\n".join([name.replace("\n", " ") for name in different])
        text = _BLANKS.sub(" ", folded(text)).replace("\n ", "\n").replace(" \n", "\n")
        self._text = f"\n{text.strip(' ')}\n"
        self._starts = array("I", accumulate((len(row) + 1 for row in self._text.split("\n")), initial=0))

    def matches(self, query: str, limit: int, letters: bool = True) -> list[Match]:
        """The `limit` best matches, best first; without `letters` none that has only the letters in order. An empty query matches every name, in the order that they were given."""
        wanted = " ".join(folded(query).split())
        if not wanted:
            return [] if query.strip() else [Match(EXACT, 0, i) for i in range(min(limit, self.count))]
        found: list[Match] = []
        seen: set[int] = set()
        for quality, lines in self._steps(wanted):
            if quality == LETTERS and not letters:
                break
            for line in lines:
                if line not in seen:
                    seen.add(line)
                    length = self._starts[line + 1] - self._starts[line] - 1
                    for index in self._order[self._first[line - 1] : self._first[line]]:
                        if len(found) >= limit:
                            return found
                        found.append(Match(quality, length, index))
        return found

    def _steps(self, wanted: str) -> Iterator[tuple[int, Iterator[int]]]:
        """The lines of the text that match, from the best way to match to the worst."""
        if wanted in self._text:
            yield EXACT, self._find(f"\n{wanted}\n", 1)
            yield PREFIX, self._find("\n" + wanted, 1)
            yield WORD, self._find(" " + wanted, 0)
            yield INSIDE, self._find(wanted, 0)
        letters = wanted.replace(" ", "")
        if len(letters) > 1:
            # Each gap holds none of the letter behind it: nothing to try twice, so linear.
            pattern = re.compile("\n" + "".join(f"[^{re.escape(c)}\n]*{re.escape(c)}" for c in letters[:64]))
            yield LETTERS, (self._line(m.start() + 1) for m in pattern.finditer(self._text))

    def _find(self, wanted: str, skip: int) -> Iterator[int]:
        """The lines that hold `wanted`, which begins `skip` characters before the line; each once."""
        text, at = self._text, self._text.find(wanted)
        while at >= 0:
            line = self._line(at + skip)
            yield line
            at = text.find(wanted, self._starts[line + 1] - 1)

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def rank(query: str, names: Sequence[str] | Names, limit: int) -> list[int]:
    """The indexes of the `limit` names that match best, best first. Names searched more than once are worth preparing."""
    ready = names if isinstance(names, Names) else Names(names)
    return [match.index for match in ready.matches(query, limit)]


def folded(text: str) -> str:
    """The form in which names are searched: case, diacritics and the kind of separators don't count."""
    if not text.isascii():
        text = _MARKS.sub("", normalize("NFKD", text.casefold()))
    return text.lower().translate(_SEPARATORS)
