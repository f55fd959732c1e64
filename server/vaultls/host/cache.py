"""The facts of a vault's notes between two sessions: one SQLite file for each vault in the user's cache folder.

It may be deleted at any time and is never trusted over the files: an entry counts only for a file of the same size and
time of change, and only if its checksum is right. What goes wrong with it costs one line in the log and a new parse.
Nothing in it is code (no pickle, no marshal).
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache as once
from pathlib import Path
from sys import intern

import vaultls
from vaultls.syntax.note import Note
from vaultls.syntax.packed import VERSION, pack, packed
from vaultls.vault.keys import Keys, keys_of

log = logging.getLogger(__name__)

GRAIN = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was read may be changed again without another time (FAT counts in 2 s)."""

BUSY = 1.0
"""Seconds to wait for another server that is writing."""

_NAME, _PART = "\x1f", "\x1e"  # between names, and between kinds of names; no name that holds one is kept
_SEPARATORS = frozenset((_NAME, _PART, "\0"))
_MAKE = "CREATE TABLE note (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, keys TEXT, facts BLOB, sum INTEGER)"


Stamp = tuple[int, int]
"""By which a file is known to be the same: its size in bytes, and the time of its last change in ns."""


def folder() -> Path:
    """Where all caches are (`platformdirs`, the user's cache folder)."""
    from platformdirs import user_cache_path

    return user_cache_path("vaultls", appauthor=False) / "index"


class Cache:
    """The cache of one vault. Nothing here raises: without a usable file it is empty and keeps nothing."""

    def __init__(self, root: str, utf8: bool) -> None:
        """`root`: the vault's absolute path. `utf8`: whether the notes' line tables can tell UTF-8 columns."""
        self._root = root
        name = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=12).hexdigest()
        self.file = folder() / f"{name}{'-utf8' if utf8 else ''}.sqlite"
        self._told = False
        self._gone: set[str] = set()  # entries whose files are there no longer

    @property
    def exists(self) -> bool:
        """Whether there may be something to load."""
        return self.file.exists()

    def load(self, stamps: Mapping[str, Stamp]) -> dict[str, Note]:
        """The notes whose files are the same as when they were kept, by path."""
        if not self.exists:
            return {}
        try:
            with _opened(self.file, "rw") as connection:
                if not _is_ours(connection):
                    return {}
                rows = connection.execute("SELECT path, size, mtime, keys, facts, sum FROM note").fetchall()
            return dict(self._notes(rows, stamps))
        except (sqlite3.Error, OSError, UnicodeError) as error:
            self._tell(f"is not used: {error}")
            return {}

    def _notes(
        self, rows: Iterable[tuple[str, int, int, str, bytes, int]], stamps: Mapping[str, Stamp]
    ) -> Iterator[tuple[str, Note]]:
        wrong = 0
        for path, size, mtime, keys, facts, checksum in rows:
            if stamps.get(path) != (size, mtime):
                if path not in stamps:
                    self._gone.add(path)
                continue
            try:
                if _sum(path, keys, facts) != checksum:
                    raise ValueError(path)
                mentions, aliases, tags, title = keys.split(_PART)
            except (AttributeError, TypeError, ValueError):
                wrong += 1
                continue
            known = Keys(_names(mentions), _names(aliases), _names(tags), title)
            yield path, packed(path, facts, known)
        if wrong:
            self._tell(f"has {wrong} damaged entries, which are made anew")

    def store(self, notes: Iterable[Note], stamps: Mapping[str, Stamp], read: int) -> None:
        """Keep the facts of these notes, as the files with `stamps` said when they were read, at the time `read` in ns.

        Entries that `load` has found without a file go.
        May be called from any thread. What another server has kept meanwhile is overwritten: both say the same.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            rows = list(_rows(notes, stamps, read))
            if not rows and not self._gone:
                return
            try:
                self._write(rows)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise  # locked, full, read-only
                self._tell(f"is damaged and made anew: {error}")
                self.file.unlink()
                self._write(rows)
        except (sqlite3.Error, OSError) as error:
            self._tell(f"can't be written: {error}")

    def _write(self, rows: list[tuple[object, ...]]) -> None:
        with _opened(self.file, "rwc") as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not _is_ours(connection):
                for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    connection.execute(f'DROP TABLE "{table}"')
                connection.execute(_MAKE)
                connection.execute("CREATE TABLE made (by TEXT)")
                connection.execute("INSERT INTO made VALUES (?)", (version(),))
            connection.executemany("DELETE FROM note WHERE path = ?", [(path,) for path in self._gone])
            self._gone.clear()
            connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

    def _tell(self, message: str) -> None:
        if not self._told:
            self._told = True
            log.warning("the cache %s of %s %s", self.file, self._root, message)


class _opened:  # reads as the verb that it is
    """A connection, closed at the end of the block; what was begun and not committed is undone."""

    def __init__(self, file: Path, mode: str) -> None:
        self._connection = sqlite3.connect(f"{file.as_uri()}?mode={mode}", uri=True, timeout=BUSY, isolation_level=None)

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether this version of the parser has made it."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {"note", "made"} <= tables and connection.execute("SELECT by FROM made").fetchone() == (version(),)


@once
def version() -> str:
    """Of the facts: another one whenever a file changes that makes them."""
    root = Path(vaultls.__file__).parent
    files = [*sorted((root / "syntax").glob("*.py")), root / "text" / "lines.py", root / "vault" / "names.py"]
    made = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in [*files, root / "vault" / "keys.py"]]
    return f"{vaultls.__version__} {VERSION} {hashlib.blake2b(repr(made).encode(), digest_size=8).hexdigest()}"


def _rows(notes: Iterable[Note], stamps: Mapping[str, Stamp], read: int) -> Iterator[tuple[object, ...]]:
    for note in notes:
        stamp = stamps.get(note.path)
        if stamp is None or stamp[1] > read - GRAIN:
            continue  # it may be changed again without our seeing it, also where the clock went back
        keys = keys_of(note)
        names = (*keys.mentions, *keys.aliases, *keys.tags)
        if "" in names or not _SEPARATORS.isdisjoint("".join((*names, keys.title))):
            continue
        text = _PART.join((_NAME.join(keys.mentions), _NAME.join(keys.aliases), _NAME.join(keys.tags), keys.title))
        try:
            facts = note._packed or pack(note)
            yield note.path, *stamp, text, facts, _sum(note.path, text, facts)
        except UnicodeEncodeError:  # a file's name that is no text
            continue


def _sum(path: str, keys: str, facts: bytes) -> int:
    return zlib.crc32(facts, zlib.crc32(f"{path}\0{keys}".encode()))


def _names(text: str) -> tuple[str, ...]:
    return tuple(map(intern, text.split(_NAME))) if text else ()


def files() -> list[tuple[Path, int]]:
    """The files of all caches, with their sizes in bytes."""
    return [(file, file.stat().st_size) for file in sorted(folder().glob("*.sqlite*"))]
