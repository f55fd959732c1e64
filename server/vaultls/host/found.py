"""What a command has found in notes, between two runs: beside their facts in the cache, and as little trusted.

An answer about a note counts only with its seal. That is made of the answer, the facts of the note and of all notes that
it came from, and what all answers depend on: where one of these differs, so does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from vaultls.host.cache import Cache


class Found:
    """The answers of one vault as its cache has them. Nothing here raises: what can't be read or written is made again."""

    def __init__(self, cache: Cache, basis: str) -> None:
        """`basis`: what all answers depend on beside the facts that they came from, also who makes them."""
        self._cache = cache
        self._sums = cache.sums
        self._key = blake2b(basis.encode("utf-8", "surrogatepass")).digest()

    def load(self) -> dict[str, str]:
        """The answers that are still true, by the note's path."""
        found = {}
        for path, answer, sources, seal in self._cache.rows("found"):
            right = self._seal(path, answer, sources)
            if right is not None and right == seal:
                found[path] = answer
        return found

    def store(self, answers: Mapping[str, tuple[str, Iterable[str]]]) -> None:
        """Keep answers by the note's path, each with the paths of the other notes that it came from."""
        rows = []
        for path, (answer, paths) in answers.items():
            sources = "\0".join(sorted(paths))
            seal = self._seal(path, answer, sources)
            if seal is not None:
                rows.append((path, answer, sources, seal))
        if rows:
            self._cache.put("found", rows)

    def _seal(self, path: object, answer: object, sources: object) -> bytes | None:
        """None where the cache doesn't have the facts of one of the notes, or the file is damaged."""
        if not (isinstance(path, str) and isinstance(answer, str) and isinstance(sources, str)):
            return None
        known = [self._sums.get(each) for each in (path, *(sources.split("\0") if sources else ()))]
        if None in known:  # so all paths are text
            return None
        return blake2b(f"{path}\0{known}\0{sources}\0{answer}".encode(), key=self._key, digest_size=16).digest()
