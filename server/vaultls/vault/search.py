"""Finding names by a part of them, best first: exact, prefix, start of a word, substring, then letters in order.

All names stand in one string with line ends between, so that the search is one of C's and not a loop over names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

EXACT, PREFIX, WORD, SUBSTRING, LETTERS = range(5)
_HITS = 2000  # looked at for one query at most: a shorter query is asked again with its next letter


class Names(Generic[T]):
    """Names with what they stand for. Immutable; made once for a snapshot and kept."""

    __slots__ = ("_joined", "_names", "_starts", "_values")

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        """Names are already folded (`names.fold`)."""
        listed = list(pairs)
        self._names = [name.replace("\n", " ") for name, _ in listed]
        self._values = [value for _, value in listed]
        self._joined = "\n" + "\n".join(self._names) + "\n"
        self._starts = list(accumulate((len(name) + 1 for name in self._names), initial=1))

    def search(self, query: str, limit: int) -> list[tuple[tuple[int, ...], T]]:
        """At most `limit` of (rank, value), best first: the kind of match, then the length of the name, then the order given."""
        if not query or not self._names:
            return [((PREFIX, 0, i), value) for i, value in enumerate(self._values[:limit])]
        query = query.replace("\n", " ")
        found: dict[int, int] = {}
        self._literal("\n" + query, 1, found)
        if len(found) < limit:
            self._literal(query, 0, found)
        if len(found) < limit and len(query) > 1:
            self._letters(query, found)
        names = self._names
        ranked = sorted((kind, len(names[i]), i) for i, kind in found.items())
        return [(rank, self._values[rank[2]]) for rank in ranked[:limit]]

    def _literal(self, needle: str, skip: int, found: dict[int, int]) -> None:
        joined, starts = self._joined, self._starts
        hits, at = 0, joined.find(needle)
        while at >= 0 and hits < _HITS:
            hits += 1
            start = at + skip
            i = bisect_right(starts, start) - 1
            end = at + len(needle)
            before = joined[start - 1]
            if before == "\n":
                kind = EXACT if joined[end] == "\n" else PREFIX
            else:
                kind = SUBSTRING if before.isalnum() else WORD
            if kind < found.get(i, LETTERS):
                found[i] = kind
            at = joined.find(needle, end)

    def _letters(self, query: str, found: dict[int, int]) -> None:
        """Names that hold the query's letters in order, the first at the start of a word."""
        letters = "[^\n]*?".join(map(re.escape, query.replace(" ", "")))
        for before in "\n -/_(":
            for hits, match in enumerate(re.finditer(re.escape(before) + letters, self._joined)):
                if hits > _HITS:
                    break
                found.setdefault(bisect_right(self._starts, match.start() + 1) - 1, LETTERS)
