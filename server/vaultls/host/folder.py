"""One vault as it is now: its last snapshot, what is open in the editor, and what has come from the disk since."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping

from vaultls.config import Config
from vaultls.host.cache import NOTHING, Cache, Kept, Stamp
from vaultls.host.read import decode, read_bytes, read_closed, read_text
from vaultls.host.walk import File, Ignore
from vaultls.host.words import learn
from vaultls.syntax.note import Note
from vaultls.syntax.packed import at_path
from vaultls.syntax.parse import parse
from vaultls.text.lines import Lines
from vaultls.vault.names import is_note
from vaultls.vault.telling import Telling, may_tell
from vaultls.vault.vault import Vault
from vaultls.vault.words import Wanted, bits_of, may_say


class Buffer:
    """The text of a note as an open editor has it."""

    __slots__ = ("_lines", "text", "version")

    def __init__(self, text: str, version: int | None) -> None:
        self.text = text
        self.version = version
        self._lines: Lines | None = None

    @property
    def lines(self) -> Lines:
        """The line table of `text`, made when it is first asked for."""
        if self._lines is None:
            self._lines = Lines.of(self.text)
        return self._lines


class Folder:
    """A vault at the absolute path `root`, or one note alone: then `single` is its path and the disk isn't looked at for others."""

    def __init__(
        self,
        root: str,
        config: Config,
        files: list[File],
        ignore: Ignore | None,
        single: str | None = None,
        stamps: dict[str, Stamp] | None = None,
        kept: Kept = NOTHING,
    ) -> None:
        """`files` are in order of their paths, `stamps` are theirs; `kept`: notes among them that needn't be read."""
        self.root = root
        real = os.path.realpath(root) if ignore is not None else root
        self.prefixes = [p.rstrip(os.sep) + os.sep for p in dict.fromkeys((root, real))]  # editors may resolve links
        self.ignore = ignore  # None for a note alone
        self.single = single
        self.buffers: dict[str, Buffer] = {}
        self.stamps = stamps or {}  # size and time of what was read
        self.cache: Cache | None = None
        self.read = 0  # when the files were looked at, ns
        self.unkept: set[str] = set()  # notes of the first scan that the cache hasn't had
        self.scanning = False  # the first scan is under way: notes arrive
        self._vault = kept.vault([file.path for file in files], config)
        self._dirty: set[str] = set()  # open notes whose text is newer than their facts
        self._arrived: dict[str, Note | None] = {}  # from the disk, not yet in the snapshot; None: gone
        self._merging = asyncio.Lock()
        self._moved: set[str] = set()  # paths whose facts changed here during a merge
        self.asked = False  # since the last merge somebody wanted a snapshot

    @property
    def config(self) -> Config:
        return self._vault.config

    @property
    def snapshot(self) -> Vault:
        """The last snapshot as it is, for answers that can't wait for a parse."""
        return self._vault

    @property
    def vault(self) -> Vault:
        """A snapshot with every open note as it is now; of the rest what has been merged so far."""
        self.asked = True
        if self._dirty:
            notes = [parse(path, self.buffers[path].text) for path in self._dirty]
            self._moved |= self._dirty
            self._dirty.clear()
            self._vault = self._vault.updated(notes)
        return self._vault

    async def merge(self) -> None:
        """Take what has arrived into the snapshot, in a thread: for ten thousand notes that takes a tenth of a second.

        It is finished also if who waits for it gives up, for what has arrived would be lost with the half of a merge.
        """
        await asyncio.shield(self._merge())

    async def _merge(self) -> None:
        async with self._merging:
            await self._take_arrived()

    async def _take_arrived(self) -> None:
        arrived, self._arrived = self._arrived, {}
        old = self._vault
        self._moved = set()
        notes = [note for path, note in arrived.items() if note is not None and path not in self.buffers]
        gone = [path for path, note in arrived.items() if note is None and path not in self.buffers]
        new = await asyncio.to_thread(old.updated, notes, (), gone)
        now = self._vault
        if now is not old:  # meanwhile something was opened, edited or closed: that is newer
            there = [note for path in self._moved if (note := now.notes.get(path)) is not None]
            new = new.updated(there, (), [path for path in self._moved if path not in now.files])
            if now.config != old.config:
                new = new.configured(now.config)
        self._vault = new
        self.asked = False

    def parsed(self) -> list[Note]:
        """The notes of the first scan that the cache hasn't had, but for open ones whose facts are not those of their files."""
        there = self.vault.notes
        found = []
        for path in self.unkept:
            buffer = self.buffers.get(path)
            note = there.get(path) if buffer is not None else self._arrived.get(path) or there.get(path)
            if note is not None and (buffer is None or self._is_on_disk(path, buffer.text)):
                found.append(note)
        return found

    def missing(self, among: Iterable[str] | None = None) -> set[str]:
        """The notes of the first scan that haven't arrived: of these, or all."""
        there = self._vault.notes
        paths = self.unkept if among is None else among
        return {path for path in paths if path not in self._arrived and path not in there}

    def note(self, path: str) -> Note | None:
        """The facts of a note as it is now."""
        return self.vault.notes.get(path)

    def known(self, path: str) -> Note | None:
        """The facts of a note in the last snapshot; one that the first scan hasn't come to is read at once and joins it.

        For answers about one other note: an empty one would be wrong, and editors don't ask again.
        """
        note = self._vault.notes.get(path)
        if note is not None or not self.scanning or path not in self.unkept or path in self.buffers:
            return note
        note = self._arrived.get(path) or read_closed(self.root, path)
        if note is not None:
            self._moved.add(path)
            self._vault = self._vault.updated([note])
        return note

    def text(self, path: str) -> str | None:
        """The text of a note: the open editor's, else the file's."""
        buffer = self.buffers.get(path)
        if buffer is not None:
            return buffer.text
        return read_text(self.place(path)) if self.root and path in self._vault.files else None

    def may_hold(self, path: str, parts: Telling) -> bool:
        """Whether the text of a note holds what `parts` tell, ASCII in any case; asked without decoding it."""
        if path in self.buffers or not parts:
            return True
        try:
            data = read_bytes(self.place(path)).lower()
        except OSError:
            return False
        return may_tell(data, parts)

    def text_saying(self, note: Note, words: Wanted, parts: Telling) -> str | None:
        """The text of a note that may say a name, None where it surely doesn't; `words` and `parts` tell of the names.

        Most closed notes aren't read for it (`vault.words`), and few that are read are decoded (`vault.telling`).
        """
        buffer = self.buffers.get(note.path)
        if buffer is not None:
            return buffer.text
        known = note._words
        if known is not None and not may_say(known, words):
            return None
        try:
            data = read_bytes(self.place(note.path))
        except OSError:
            return None
        if known is None:
            text, _ = decode(data)
            known = bits_of(text)
            learn(note, known)
            return text if may_say(known, words) else None
        return decode(data)[0] if may_tell(data.lower(), parts) else None

    def place(self, path: str) -> str:
        """The absolute path of a file of the vault."""
        return f"{self.root}/{path}" if self.root != "/" else "/" + path

    def is_dirty(self, path: str) -> bool:
        """Whether the note's facts are older than its text."""
        return path in self._dirty

    def open(self, path: str, text: str, version: int | None) -> None:
        """An editor holds the note from now on; the disk doesn't count. A second call replaces the first."""
        if path in self.buffers or not self._has_read(path, text):
            self._dirty.add(path)
        self.buffers[path] = Buffer(text, version)

    def change(self, path: str, text: str, version: int | None) -> None:
        """The text of an open note is another."""
        self.buffers[path] = Buffer(text, version)
        self._dirty.add(path)

    def _has_read(self, path: str, text: str) -> bool:
        """Whether the note's facts are those of `text` already, as they mostly are when it is opened: the parse of a long one takes 50 ms, and its answers wait for it."""
        return not self.scanning and path in self._vault.notes and self._is_on_disk(path, text)

    def _is_on_disk(self, path: str, text: str) -> bool:
        """Whether `text` is that of the file, which has not changed since it was last looked at."""
        if path not in self.stamps:
            return False
        try:
            data = read_bytes(self.place(path))
        except OSError:
            return False
        return self._stamp(path) == self.stamps[path] and decode(data) == (text, None)

    def _stamp(self, path: str) -> Stamp | None:
        """Of the file as it is now."""
        try:
            status = os.stat(self.place(path))
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def close(self, path: str) -> None:
        """The editor has let go: the note is what the file says, or gone with it."""
        self.buffers.pop(path, None)
        self._dirty.discard(path)
        note = None
        if self.ignore is not None and not self.ignore.ignores(path):
            stamp = self._stamp(path)
            note = read_closed(self.root, path)
            if note is None or stamp is None:
                self.stamps.pop(path, None)
            else:
                self.stamps[path] = stamp
        self._arrived.pop(path, None)
        self._moved.add(path)
        if note is None:
            self._vault = self._vault.updated((), (), [path])
        else:
            self._vault = self._vault.updated([note])

    def arrive(self, notes: Iterable[tuple[str, Note | None]]) -> None:
        """Notes of the first scan; they join the snapshot with the next `merge`, an open one never."""
        self._arrived.update(notes)

    def apply(self, notes: Iterable[Note] = (), added: Iterable[str] = (), removed: Iterable[str] = ()) -> None:
        """A change on the disk as one new snapshot, after the first scan. What is open stays as it is."""
        removed = [path for path in removed if path not in self.buffers]
        notes = [note for note in notes if note.path not in self.buffers]
        self._vault = self._vault.updated(notes, added, removed)

    def move(self, moves: Mapping[str, str]) -> None:
        """Files have other paths from now on; what is open keeps its old one until the editor lets go."""
        known = self._vault.notes
        paths = {old: new for old, new in moves.items() if new not in self.buffers}
        notes = [at_path(known[old], new) for old, new in paths.items() if old in known]
        self.apply(notes, [new for old, new in paths.items() if old not in known], [*moves])

    def discover(self, path: str) -> None:
        """Know a note that is there on the disk, or those of a folder, where they aren't known yet."""
        if self.ignore is None or path in self._vault.files:
            return
        paths = [path]
        for base, _, names in os.walk(self.place(path)):
            inside = os.path.relpath(base, self.root).replace(os.sep, "/")
            paths += [f"{inside}/{name}" for name in names]
        new = [p for p in paths if is_note(p) and p not in self._vault.files and not self.ignore.ignores(p)]
        self.apply([note for p in new if (note := read_closed(self.root, p)) is not None])

    def configure(self, config: Config) -> None:
        """Other settings from now on; the walk is the caller's."""
        self._vault = self._vault.configured(config)
