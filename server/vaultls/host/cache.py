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
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cache as once
from pathlib import Path
from typing import Any, NamedTuple

import vaultls
from vaultls.config import Config
from vaultls.syntax.columns import joined, split
from vaultls.syntax.note import Note
from vaultls.syntax.packed import VERSION, pack, packed
from vaultls.vault.keys import keys_of
from vaultls.vault.packed_names import PackedNames, Paths, pack_names
from vaultls.vault.vault import Vault

log = logging.getLogger(__name__)

GRAIN = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was read may be changed again without another time (FAT counts in 2 s)."""

BUSY = 1.0
"""Seconds to wait for another server that is writing."""

PAGE = 16_384
"""Bytes; most entries fit into one, and all are read in two thirds of the time that pages of SQLite's usual size take."""

_TABLES = {
    "note": "path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, facts BLOB, sum INTEGER",
    "names": "data BLOB, sum INTEGER",
    "words": "path TEXT PRIMARY KEY, sum INTEGER, bits BLOB, bits_sum INTEGER",  # sum: of the note's
    "found": "path TEXT PRIMARY KEY, found TEXT, sources TEXT, seal BLOB",  # see `host/found.py`
    "made": "by TEXT",
}
_HEAD = struct.Struct(
    "<3I?"
)  # of the names: notes, bytes of their paths and of the sums, and whether paths are escaped


Stamp = tuple[int, int]
"""By which a file is known to be the same: its size in bytes, and the time of its last change in ns."""


class Kept(NamedTuple):
    """What a cache knows of the files as they are."""

    notes: dict[str, Note]  # by path, in order
    indexes: tuple[dict[str, Paths], ...]  # of these notes: `mentions`, `aliased` and `tagged` of a vault

    def vault(self, files: Iterable[str], config: Config) -> Vault:
        """The vault of `files`, sorted, with the facts of these notes."""
        return Vault.kept(files, self.notes, self.indexes, config)


NOTHING = Kept({}, ({}, {}, {}))


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
        self._known: dict[str, tuple[Note, int]] = {}  # what it has, with the sum of each entry
        self._gone: set[str] = set()  # entries whose files are there no longer

    @property
    def exists(self) -> bool:
        """Whether there may be something to load."""
        return self.file.exists()

    def load(self, stamps: Mapping[str, Stamp]) -> Kept:
        """The notes whose files are the same as when they were kept."""
        if not self.exists:
            return NOTHING
        try:
            with _opened(self.file, "rw") as connection:
                if not _is_ours(connection):
                    return NOTHING
                connection.execute("BEGIN")  # another server may write between the two
                rows = connection.execute("SELECT path, size, mtime, facts, sum FROM note").fetchall()
                names = connection.execute("SELECT data, sum FROM names").fetchone()
            return self._read(rows, names, stamps)
        except (sqlite3.Error, OSError, UnicodeError) as error:
            self._tell(f"is not used: {error}")
            return NOTHING

    def _read(
        self,
        rows: list[tuple[str, int, int, bytes, int]],
        names: tuple[bytes, int] | None,
        stamps: Mapping[str, Stamp],
    ) -> Kept:
        try:
            if names is None or zlib.crc32(names[0]) != names[1]:
                raise ValueError
            paths, sums, keys = _unpack(names[0])
            number = {path: i for i, path in enumerate(paths)}
        except (TypeError, ValueError, IndexError, struct.error):
            self._tell("has damaged names, and is made anew")
            return NOTHING
        found: list[Note | None] = [None] * len(paths)
        wrong = 0
        for path, size, mtime, facts, checksum in rows:
            stamp = stamps.get(path)
            if stamp is None:
                self._gone.add(path)
                continue
            i = number.get(path)
            if stamp != (size, mtime) or i is None or sums[i] != checksum:
                continue
            try:
                if _sum(stamp, facts) != checksum:
                    raise ValueError(path)
            except (TypeError, ValueError):
                wrong += 1
                continue
            found[i] = packed(path, facts, (keys, i))
        if wrong:
            self._tell(f"has {wrong} damaged entries, which are made anew")
        notes = {note.path: note for note in found if note is not None}
        self._known = {path: (note, sums[number[path]]) for path, note in notes.items()}
        return Kept(notes, keys.indexes(paths, [note is not None for note in found]))

    def store(self, notes: Iterable[Note], stamps: Mapping[str, Stamp], read: int) -> None:
        """Keep the facts of these notes, as the files with `stamps` said when they were read, at the time `read` in ns.

        What `load` has found stays, but for entries without a file. May be called from any thread. What another
        server has kept meanwhile is overwritten where both know a note, else it is parsed again at the next start.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = list(_rows(notes, stamps, read))
            if not fresh and not self._gone:
                return
            known = self._known | {note.path: (note, row[-1]) for note, row in fresh}
            ordered = sorted(known.items())
            names = _pack(
                [path for path, _ in ordered],
                array("I", [checksum for _, (_, checksum) in ordered]),
                pack_names([keys_of(note) for _, (note, _) in ordered]),
            )
            rows = [row for _, row in fresh]
            try:
                self._write(rows, names)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise  # locked, full, read-only
                self._tell(f"is damaged and made anew: {error}")
                self.file.unlink()
                self._write(rows, names)
        except (sqlite3.Error, OSError) as error:
            self._tell(f"can't be written: {error}")
        else:
            self._known = known

    @property
    def sums(self) -> dict[str, int]:
        """By path, what stands for a note's facts as the cache has them."""
        return {path: checksum for path, (_, checksum) in self._known.items()}

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """All rows of a table that `put` fills. Their types are not certain: the file may be damaged."""
        if not self._known:
            return []
        try:
            with _opened(self.file, "rw") as connection:
                return connection.execute(f"SELECT * FROM {table}").fetchall()
        except sqlite3.Error as error:
            self._tell(f"does not tell its {table}: {error}")
            return []

    def put(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Keep rows of four columns, a note's path first, in place of older ones; those of notes that are gone go."""
        try:
            with _opened(self.file, "rw") as connection:
                connection.execute("BEGIN IMMEDIATE")
                if _is_ours(connection):
                    connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", rows)
                    connection.execute(f"DELETE FROM {table} WHERE path NOT IN (SELECT path FROM note)")
                    connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._tell(f"can't be written: {error}")

    def words(self) -> list[tuple[Note, bytes]]:
        """The words (`vault.words.bits_of`) of the notes that `load` has found, as far as they are kept."""
        found = []
        for path, checksum, bits, bits_sum in self.rows("words"):
            known = self._known.get(path)
            if known is None or known[1] != checksum or not isinstance(bits, bytes):
                continue
            if zlib.crc32(bits) == bits_sum:
                found.append((known[0], bits))
        return found

    def let_go(self) -> None:
        """Nothing more will be asked or stored: notes that are replaced needn't be held."""
        self._known = {}

    def store_words(self, words: Mapping[str, bytes]) -> list[tuple[Note, bytes]]:
        """Keep the words of these notes, by path, where it has the note; all that it has now."""
        rows = [
            (path, self._known[path][1], bits, zlib.crc32(bits)) for path, bits in words.items() if path in self._known
        ]
        self.put("words", rows)
        return [(self._known[path][0], bits) for path, _, bits, _ in rows]

    def _write(self, rows: list[Row], names: bytes) -> None:
        with _opened(self.file, "rwc") as connection:
            connection.execute(f"PRAGMA page_size = {PAGE}")  # of a new file
            connection.execute("BEGIN IMMEDIATE")
            if not _is_ours(connection):
                for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    connection.execute(f'DROP TABLE "{table}"')
                for table, columns in _TABLES.items():
                    connection.execute(f"CREATE TABLE {table} ({columns})")
                connection.execute("INSERT INTO made VALUES (?)", (version(),))
            connection.executemany("DELETE FROM note WHERE path = ?", [(path,) for path in self._gone])
            connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("DELETE FROM names")
            connection.execute("INSERT INTO names VALUES (?, ?)", (names, zlib.crc32(names)))
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
    return _TABLES.keys() <= tables and connection.execute("SELECT by FROM made").fetchone() == (version(),)


@once
def version() -> str:
    """Of the facts and names: another one whenever a file changes that makes them."""
    names = [f"vault/{name}.py" for name in ("names", "keys", "packed_names", "words")]
    return f"{VERSION} {state_of('syntax/*.py', 'text/lines.py', *names)}"


def state_of(*patterns: str) -> str:
    """Of vaultls's source files of these patterns: another text whenever one of them changes."""
    root = Path(vaultls.__file__).parent
    files = [file for pattern in patterns for file in sorted(root.glob(pattern))]
    made = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return f"{vaultls.__version__} {hashlib.blake2b(repr(made).encode(), digest_size=8).hexdigest()}"


Row = tuple[str, int, int, bytes, int]
"""Path, size, time, facts, and a sum over all but the path."""


def _rows(notes: Iterable[Note], stamps: Mapping[str, Stamp], read: int) -> Iterator[tuple[Note, Row]]:
    for note in notes:
        stamp = stamps.get(note.path)
        if stamp is None or stamp[1] > read - GRAIN:
            continue  # it may be changed again without our seeing it, also where the clock went back
        if not _is_text(note.path):
            continue
        facts = note._packed or pack(note)
        yield note, (note.path, *stamp, facts, _sum(stamp, facts))


def _is_text(path: str) -> bool:
    """Whether the name of a file is text, as it mostly is; else SQLite can't keep it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _sum(stamp: Stamp, facts: bytes) -> int:
    """Of an entry but for its path, with which the names keep the sum, and these have one of their own."""
    size, mtime = stamp
    return zlib.crc32(facts, (mtime ^ mtime >> 32 ^ size) & 0xFFFFFFFF)


def _pack(paths: list[str], sums: array[int], names: bytes) -> bytes:
    """The paths of all notes in order, the sum of each one's entry, and their names."""
    text, escaped = joined(paths)
    plain = sums.tobytes()
    return b"".join((_HEAD.pack(len(paths), len(text), len(plain), escaped), text, plain, names))


def _unpack(data: bytes) -> tuple[list[str], array[int], PackedNames]:
    """Raises ValueError, IndexError or struct.error where `data` is not what `_pack` makes."""
    amount, size, plain, escaped = _HEAD.unpack_from(data)
    at = _HEAD.size + size
    sums = array("I")
    sums.frombytes(data[at : at + plain])
    names = PackedNames(data[at + plain :])
    if not len(names) == len(sums) == amount:
        raise ValueError("a part is missing")
    return split(data[_HEAD.size : at], amount, escaped), sums, names


def files() -> list[tuple[Path, int]]:
    """The files of all caches, with their sizes in bytes."""
    return [(file, file.stat().st_size) for file in sorted(folder().glob("*.sqlite*"))]
