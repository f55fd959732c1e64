"""Fuzzy search by name: exact, prefix, start of a word, inside, letters in order; of equals the shorter first.

All names stand in one string, shortest first, each on its own line. So every step is one search of that string that can
stop at the limit: 50,000 names cost about 1 ms where many match and 3 ms where none does, and next to nothing where a
letter more is typed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import NamedTuple
from unicodedata import normalize

EXACT, PREFIX, WORD, INSIDE, LETTERS = range(5)
"""How well a name matches, best first."""

ANSWERS = 8
"""Queries whose answers are remembered."""

FEW = 500
"""Lines that are looked at one by one."""

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
    """Names made ready to be searched often. They never change; what the last queries found is remembered, for a reader
    types letter by letter, and what matches more letters is among what matched fewer."""

    __slots__ = ("_answers", "_few", "_first", "_order", "_starts", "_text", "count")

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
        self._answers: dict[tuple[str, int, bool], array[int]] = {}  # numbers take a tenth of what matches take
        self._few: tuple[str, list[int]] = "", []  # letters of a query, and all lines that have them in order

    def matches(self, query: str, limit: int, letters: bool = True) -> list[Match]:
        """The `limit` best matches, best first; without `letters` none that has only the letters in order. An empty query matches every name, in the order that they were given."""
        wanted = " ".join(folded(query).split())
        if not wanted:
            return [] if query.strip() else [Match(EXACT, 0, i) for i in range(min(limit, self.count))]
        asked = wanted, limit, letters
        known = self._answers.get(asked)
        if known is not None:
            numbers = iter(known)
            return [Match(*three) for three in zip(numbers, numbers, numbers, strict=True)]
        if letters:
            found = self.matches(wanted, limit, False)
            if len(found) < limit:
                found = found + self._with_letters(wanted, limit - len(found), {m.index for m in found})
        else:
            found = self._holding(wanted, limit)
        if len(self._answers) >= ANSWERS:
            self._answers.pop(next(iter(self._answers)), None)
        self._answers[asked] = array("I", chain.from_iterable(found))
        return found

    def _holding(self, wanted: str, limit: int) -> list[Match]:
        """The best matches that hold the query as it is."""
        lines = [line for line in self._few[1] if wanted in self._row(line)] if self._among_few(wanted) else None
        if lines is None:
            lines = list(islice(self._find(wanted, 0), FEW))
            if len(lines) == FEW:  # too many to look at each: the best kinds are looked for alone
                return self._first_of(self._kinds(wanted), limit)
        return self._first_of(sorted((self._kind(wanted, self._row(line)), line) for line in lines), limit)

    def _kinds(self, wanted: str) -> Iterator[tuple[int, int]]:
        """How each line matches that holds the query, in the order of the best way."""
        searched = (EXACT, f"\n{wanted}\n", 1), (PREFIX, "\n" + wanted, 1), (WORD, " " + wanted, 0), (INSIDE, wanted, 0)
        for quality, text, skip in searched:
            for line in self._find(text, skip):
                yield quality, line

    @staticmethod
    def _kind(wanted: str, row: str) -> int:
        if row.startswith(wanted):
            return EXACT if row == wanted else PREFIX
        return WORD if " " + wanted in row else INSIDE

    def _with_letters(self, wanted: str, limit: int, but: set[int]) -> list[Match]:
        """The best matches that have only the letters of the query in order. `but`: what has been found already."""
        letters = wanted.replace(" ", "")[:64]
        if len(letters) < 2:
            return []
        # Each gap holds none of the letter behind it: nothing to try twice, so linear.
        pattern = re.compile("".join(f"[^{re.escape(c)}\n]*{re.escape(c)}" for c in letters))
        if self._among_few(wanted):
            lines: Iterable[int] = [line for line in self._few[1] if pattern.match(self._row(line))]
        else:
            lines = (self._line(m.start() + 1) for m in re.finditer("\n" + pattern.pattern, self._text))
        tried: list[int] = []

        def each() -> Iterator[tuple[int, int]]:
            for line in lines:
                tried.append(line)
                yield LETTERS, line

        found = self._first_of(each(), limit, but)
        if len(found) < limit:  # these are all
            self._few = letters, tried
        return found

    def _among_few(self, wanted: str) -> bool:
        """Whether all that can match is among the few lines that matched before, when less of the query was typed."""
        return bool(self._few[0]) and wanted.replace(" ", "").startswith(self._few[0])

    def _first_of(self, lines: Iterable[tuple[int, int]], limit: int, but: Container[int] = frozenset()) -> list[Match]:
        """The first names of these lines, each once."""
        found: list[Match] = []
        seen: set[int] = set()
        for quality, line in lines:
            if line not in seen:
                seen.add(line)
                length = self._starts[line + 1] - self._starts[line] - 1
                for index in self._order[self._first[line - 1] : self._first[line]]:
                    if len(found) >= limit:
                        return found
                    if index not in but:
                        found.append(Match(quality, length, index))
        return found

    def _find(self, wanted: str, skip: int) -> Iterator[int]:
        """The lines that hold `wanted`, which begins `skip` characters before the line; each once."""
        text, at = self._text, self._text.find(wanted)
        while at >= 0:
            line = self._line(at + skip)
            yield line
            at = text.find(wanted, self._starts[line + 1] - 1)

    def _row(self, line: int) -> str:
        return self._text[self._starts[line] : self._starts[line + 1] - 1]

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
