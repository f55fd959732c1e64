"""What changes on the disk, gathered until it is quiet and made one new snapshot."""

from __future__ import annotations

import asyncio
import logging
import os
import stat
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaultls.host import obsidian
from vaultls.host.folder import Folder
from vaultls.host.read import closed
from vaultls.host.scan import batches, parsed
from vaultls.host.settings import FILE
from vaultls.host.walk import IGNORE_FILES, File, Ignore, uses_ignore_files, walk
from vaultls.host.worker import Workers
from vaultls.syntax.note import Note
from vaultls.vault.names import is_note

if TYPE_CHECKING:
    from vaultls.host.session import Session

log = logging.getLogger(__name__)

QUIET = 0.05
"""Seconds without news after which a burst counts as over."""

LATEST = 0.5
"""Seconds after which a burst that doesn't end is looked at all the same."""

MANY = 300
"""Notes from which on worker processes are worth their start."""


class Changes:
    """Absolute paths that may have changed, and the task that looks at them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._files: set[str] = set()
        self._walks: set[Folder] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._first = 0.0
        self._task: asyncio.Task[None] | None = None

    def tell(self, files: Iterable[str]) -> None:
        """These files or folders are new, changed or gone. Returns at once."""
        self._files.update(files)
        self._schedule()

    def walk(self, folder: Folder) -> None:
        """The files of a vault may be others: compare all of it with the disk. Returns at once."""
        self._walks.add(folder)
        self._schedule()

    def reconfigure(self, folder: Folder) -> None:
        """Read the settings of a vault again; walk it again where they change what belongs to it."""
        old, new = folder.config, self._session.read_config(folder.root)
        if old == new:
            return
        folder.configure(new)
        if (old.exclude, old.use_ignore_files) != (new.exclude, new.use_ignore_files):
            self.walk(folder)
        self._session.on_change(folder, None)

    def end(self) -> None:
        """Look at nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def _schedule(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is None:
            self._first = loop.time()
        else:
            self._timer.cancel()
        self._timer = loop.call_at(min(loop.time() + QUIET, self._first + LATEST), self._start)

    def _start(self) -> None:
        self._timer = None
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        await self._session.indexed()
        while self._files or self._walks:
            files, self._files = self._files, set()
            walks, self._walks = self._walks, set()
            by_folder: dict[Folder, set[str]] = {folder: set() for folder in walks}
            for file in files:
                home = self._session.home(file)
                if home is not None:
                    by_folder.setdefault(home[0], set()).add(home[1])
            for folder, paths in by_folder.items():
                if folder not in self._session.folders:
                    continue
                try:
                    await self._look(folder, paths, folder in walks)
                except Exception:
                    log.exception("changes in %s are lost", folder.root)

    async def _look(self, folder: Folder, paths: set[str], again: bool) -> None:
        """Compare some vault paths, or with `again` the whole vault, with the disk; make it one snapshot."""
        if FILE in paths or obsidian.FILE in paths:
            self.reconfigure(folder)
        if any(path.rpartition("/")[2] in IGNORE_FILES for path in paths):
            again = True
        if folder.ignore is not None and folder.ignore.use_files != uses_ignore_files(folder.root, folder.config):
            again = True  # a `.obsidian` folder has come or gone
        known = folder.snapshot.files
        found: list[File] = []
        gone: list[str] = []
        if not again:
            again = await asyncio.to_thread(_compare, folder, paths, found, gone)
        if again or folder in self._walks:
            self._walks.discard(folder)
            inner = frozenset(f.root for f in self._session.folders if f is not folder)
            folder.ignore = Ignore(folder.root, folder.config, inner)
            found = await asyncio.to_thread(walk, folder.root, folder.ignore)
            there = {file.path for file in found}
            gone = [path for path in known if path not in there]
        changed = [f for f in found if is_note(f.path) and folder.stamps.get(f.path) != (f.size, f.mtime)]
        added = [f.path for f in found if f.path not in known and not is_note(f.path)]
        notes = await _read(folder, [f for f in changed if f.path not in folder.buffers])
        for path in gone:
            folder.stamps.pop(path, None)
        folder.stamps.update((f.path, (f.size, f.mtime)) for f in changed if f.path not in folder.buffers)
        gone = [path for path in gone if path in folder.snapshot.files and path not in folder.buffers]
        if notes or added or gone:
            folder.apply(notes, added, gone)
            self._session.on_change(folder, {*(note.path for note in notes), *added, *gone})


def _compare(folder: Folder, paths: set[str], found: list[File], gone: list[str]) -> bool:
    """Sort `paths` into files that are there and files that are not; True where a folder is among them: look at everything."""
    assert folder.ignore is not None
    known = folder.snapshot.files
    real_root = os.path.realpath(folder.root)
    folders: set[str] | None = None
    inside: dict[str, bool] = {}  # folders: whether they are in the vault, and not behind a link that leads out
    for path in paths:
        place = folder.place(path)
        try:
            status = os.lstat(place)
            above = os.path.dirname(place)
            if above not in inside:
                inside[above] = (os.path.realpath(above) + os.sep).startswith(real_root.rstrip(os.sep) + os.sep)
            if not inside[above]:
                continue
            if stat.S_ISLNK(status.st_mode):
                if not os.path.realpath(place).startswith(real_root + os.sep):
                    continue
                status = os.stat(place)
        except (OSError, ValueError):
            if path in known:
                gone.append(path)
            else:
                folders = folders if folders is not None else _parents(known)
                if path in folders:
                    return True
            continue
        if folder.ignore.ignores(path):
            if path in known:
                gone.append(path)
        elif stat.S_ISDIR(status.st_mode):
            return True
        elif stat.S_ISREG(status.st_mode):
            found.append(File(path, status.st_size, status.st_mtime_ns))
    return False


def _parents(paths: Iterable[str]) -> set[str]:
    """Every folder that holds one of `paths`."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


async def _read(folder: Folder, files: list[File]) -> list[Note]:
    """The notes as they are on the disk now, without those that are gone again."""
    workers = Workers.start(None if len(files) > MANY else 0)
    workers.submit(batches(folder.root, files))
    notes: list[Note] = []
    try:
        async for some in parsed(workers, len(files)):
            notes += [closed(item.note) for item in some if item.note is not None]
    finally:
        workers.close()
    return notes
