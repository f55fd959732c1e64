"""What a command has found in notes, between two runs: beside their facts in the cache, and as little trusted.

An answer about a note counts only with its seal. That is made of the answer, the facts of the note and of all notes that
it came from, what all answers depend on, and the source files that make them: where one of these differs, so does it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from vaultls.host.cache import Cache, is_ours, opened, state_of

_MAKERS = ("config.py", "text/*.py", "syntax/*.py", "vault/*.py", "features/answer.py", "features/diagnostics/*.py")


class Found:
    """The answers of one vault as its cache has them. Nothing here raises: what can't be read or written is made again."""

    def __init__(self, cache: Cache, basis: str) -> None:
        """`basis`: what all answers depend on beside the facts that they came from."""
        self._cache = cache
        self._key = blake2b(f"{state_of(*_MAKERS)}\0{basis}".encode("utf-8", "surrogatepass")).digest()

    def load(self) -> dict[str, str]:
        """The answers that are still true, by the note's path."""
        if not self._cache.exists:
            return {}
        try:
            with opened(self._cache.file, "rw") as connection:
                if not is_ours(connection):
                    return {}
                rows = connection.execute("SELECT path, found, sources, seal FROM found").fetchall()
            sums = self._cache.sums
            sealed = (
                (path, found, seal, self._seal(sums, path, found, sources)) for path, found, sources, seal in rows
            )
            return {path: found for path, found, seal, right in sealed if right is not None and right == seal}
        except sqlite3.Error as error:
            self._cache.tell(f"does not tell what was found: {error}")
            return {}

    def store(self, answers: Mapping[str, tuple[str, Iterable[str]]]) -> None:
        """Keep answers by the note's path, each with the paths of the other notes that it came from."""
        sums = self._cache.sums
        rows = []
        for path, (found, paths) in answers.items():
            if path in sums:  # so its path is text
                sources = "\0".join(sorted(paths)).encode("utf-8", "surrogatepass")
                seal = self._seal(sums, path, found, sources)
                if seal is not None:
                    rows.append((path, found, sources, seal))
        if not rows:
            return
        try:
            with opened(self._cache.file, "rw") as connection:
                connection.execute("BEGIN IMMEDIATE")
                if is_ours(connection):
                    connection.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)
                    connection.execute("DELETE FROM found WHERE path NOT IN (SELECT path FROM note)")
                    connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeError) as error:
            self._cache.tell(f"can't be written: {error}")

    def _seal(self, sums: Mapping[str, int], path: object, found: object, sources: object) -> bytes | None:
        """None where the cache doesn't have the facts of one of the notes, or the file is damaged."""
        if not (isinstance(path, str) and isinstance(found, str) and isinstance(sources, bytes)):
            return None
        paths = sources.decode("utf-8", "replace").split("\0") if sources else []
        known = [sums.get(each) for each in (path, *paths)]
        if None in known:
            return None
        made = blake2b(self._key, digest_size=16)
        made.update(f"{path}\0{known}\0".encode())
        made.update(sources)
        made.update(b"\0")
        made.update(found.encode("utf-8", "surrogatepass"))
        return made.digest()
