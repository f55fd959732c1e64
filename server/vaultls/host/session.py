"""All vaults and open documents of one server: the only state that changes."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import time
from collections.abc import Awaitable, Callable, Iterable

from vaultls.config import Config
from vaultls.host.afterwards import Afterwards
from vaultls.host.cache import NOTHING, Cache
from vaultls.host.changes import Changes
from vaultls.host.folder import Folder
from vaultls.host.scan import batches, parsed, read_config
from vaultls.host.settings import configure
from vaultls.host.walk import File, Ignore, is_too_wide, walk
from vaultls.host.worker import Workers
from vaultls.vault.telling import Telling

log = logging.getLogger(__name__)


MERGE_EVERY = 2.5
"""Seconds between two snapshots during the first index, at least."""


LOOK = 0.02
"""Seconds between two looks whether the notes that somebody waits for are there; more while many aren't."""


SEARCH = 0.015
"""Seconds in which notes are searched for a name in one go. Requests keep the loop busy then, and they wait for it."""


def _ignore(*_news: object) -> None:
    """Nobody listens yet."""


async def _at_once() -> None:
    """Nobody is to be waited for."""


class Document:
    """A note that an editor holds open. `key` names it whatever its spelling; `label` is the client's own name for it."""

    __slots__ = ("file", "folder", "key", "label", "path")

    def __init__(self, key: str, label: str, file: str | None, folder: Folder, path: str) -> None:
        self.key = key
        self.label = label
        self.file = file  # absolute path; None for what is no file (yet)
        self.folder = folder
        self.path = path


class Session:
    """`on_change(folder, paths)`: a vault has a new snapshot, `paths` changed on the disk, None for anything. `on_message`:
    a sentence for the user. `on_progress(done, total)`: of the first index; done == total when it has ended."""

    def __init__(self, workers: Workers, keeps: bool = False) -> None:
        """`keeps`: whether facts are kept on the disk from one session to the next."""
        self._keeps = keeps
        self.folders: list[Folder] = []  # of whole vaults, longest root first
        self.documents: dict[str, Document] = {}
        self.on_change: Callable[[Folder, set[str] | None], None] = _ignore
        self.on_message: Callable[[str], None] = self._keep
        self.on_progress: Callable[[int, int], None] = _ignore
        self.quiet: Callable[[], Awaitable[None]] = _at_once  # ends when nobody asks anything
        self.kept: list[str] = []  # messages from before anybody listened
        self.client_settings: object = None
        self.utf8 = True  # whether positions are counted in UTF-8 bytes; to be set before the first vault is added
        self._told: set[str] = set()
        self._workers = workers
        self._left = 0  # notes that were handed to the workers
        self._ended = False
        self._indexing: asyncio.Task[None] | None = None
        self.afterwards = Afterwards(lambda: self.quiet())
        self.changes = Changes(self)

    # Vaults

    def add(self, roots: Iterable[str]) -> None:
        """Make a vault of each folder and hand its notes to the workers; `index` takes them back. Needs no event loop.

        A folder inside another is a vault of its own. The home folder and what holds it are none: the user is told.
        """
        roots = [os.path.abspath(root) for root in roots]
        known = {folder.root for folder in self.folders}
        new = [root for root in dict.fromkeys(roots) if root not in known]
        for root in new:
            if is_too_wide(root):
                self.tell(
                    f"{root} is too wide to be one vault, so its notes are not indexed: each open note stands alone. Open the folder of your notes instead."
                )
                continue
            if not os.path.isdir(root):
                log.warning("workspace folder %s is no folder", root)
            inner = frozenset(r for r in (*known, *new) if r.startswith(root.rstrip(os.sep) + os.sep))
            config = self.read_config(root)
            ignore = Ignore(root, config, inner)
            cache = Cache(root, self.utf8) if self._keeps else None
            now = time.time_ns()
            files = walk(root, ignore)
            stamps = {file.path: (file.size, file.mtime) for file in files}
            kept = NOTHING if cache is None else cache.load(stamps)
            folder = Folder(root, config, files, ignore, stamps=stamps, kept=kept)
            folder.cache, folder.read = cache, now
            self._insert(folder, [file for file in files if file.path not in kept.notes])
        self._walk_around(set(new))
        self._rehome()

    def _walk_around(self, roots: Iterable[str]) -> None:
        """Walk the vaults again that hold one of `roots`, which are vaults of their own now, or no longer."""
        for folder in self.folders:
            above = folder.root.rstrip(os.sep) + os.sep
            if folder.root not in roots and any(root.startswith(above) for root in roots):
                self.changes.walk(folder)

    def _insert(self, folder: Folder, files: list[File]) -> None:
        """A vault whose `files` are still to be read."""
        self.folders.append(folder)
        self.folders.sort(key=lambda f: -len(f.root))
        todo = batches(folder.root, files)
        folder.unkept = {path for batch in todo for path in batch.paths}
        self._workers.utf8 = self.utf8
        folder.scanning = bool(todo)
        self._left += sum(len(batch.paths) for batch in todo)
        self._workers.submit(todo)

    def remove(self, roots: Iterable[str]) -> None:
        """Forget vaults; notes of theirs that are open stand alone from now on, or belong to the vault around."""
        gone = {os.path.abspath(root) for root in roots}
        for root in gone:
            self._workers.drop(root)
        self.folders = [folder for folder in self.folders if folder.root not in gone]
        self._walk_around(gone)
        self._rehome()

    def _rehome(self) -> None:
        """Open documents move to the vault that they belong to now."""
        for document in list(self.documents.values()):
            if document.file is None:
                continue
            home = self.home(document.file)
            if home is None and document.folder.single is None:
                home = self._alone(document.file)
            if home is not None and home[0] is not document.folder:
                old, path = document.folder, document.path
                buffer = old.buffers[path]
                if old in self.folders:
                    old.close(path)
                document.folder, document.path = home
                document.folder.open(document.path, buffer.text, buffer.version)

    def home(self, file: str) -> tuple[Folder, str] | None:
        """The vault of an absolute path and the vault path in it, whether or not there is such a file."""
        for folder in self.folders:
            for prefix in folder.prefixes:
                if file.startswith(prefix):
                    path = file[len(prefix) :]
                    return folder, path.replace(os.sep, "/") if os.sep != "/" else path
        return None

    def _alone(self, file: str | None, name: str = "") -> tuple[Folder, str]:
        """A vault of one note, with the client's settings."""
        root, name = os.path.split(file) if file else ("", name)
        return Folder(root, self._config_alone(), [], None, single=name), name

    def _config_alone(self) -> Config:
        return configure(None, self.client_settings, self.tell)

    # The first index

    def start(self) -> None:
        """Take the notes back that `add` handed out. The event loop must run."""
        if not self._left and self.afterwards.task is None and self.folders:
            self._workers.close()  # nothing has changed since the last session
            self._workers = Workers()
            self.afterwards.start(self.folders)
        if self._left and (self._indexing is None or self._indexing.done()):
            self._indexing = asyncio.get_running_loop().create_task(self._index())

    async def _index(self) -> None:
        done, began = 0, time.monotonic()
        collecting = gc.isenabled()
        gc.disable()  # tens of thousands of facts are made, none of them garbage
        merge_at = began + MERGE_EVERY
        try:
            while done < self._left:
                before = done
                async for some in parsed(self._workers, self._left - done):
                    for folder in self.folders:
                        folder.arrive((path, note) for root, path, note in some if root == folder.root)
                    done += len(some)
                    self.on_progress(min(done, self._left - 1), self._left)
                    if time.monotonic() > merge_at:
                        merge_at = await self._merge()
                if done == before:
                    break  # the rest was dropped with its vault
        except Exception:
            log.exception("the first index has failed")
        if self._ended:
            return
        self._workers.close()
        fresh = [folder for folder in self.folders if folder.scanning]
        for folder in fresh:
            await folder.merge()
            folder.scanning = False
        gc.freeze()  # what stays for good needn't be looked at by every collection
        if collecting:
            gc.enable()
        total, self._left = self._left, 0
        self._workers = Workers()
        log.info("%d notes in %.2f s", done, time.monotonic() - began)
        self.on_progress(total, total)
        for folder in fresh:
            self.on_change(folder, None)
            await self._keep_facts(folder)
        self.afterwards.start(fresh)

    async def _keep_facts(self, folder: Folder) -> None:
        """Write to the cache what has been parsed, but for open notes, whose facts are not those of their files."""
        if folder.cache is None:
            return
        new = folder.parsed()
        folder.unkept = set()
        await asyncio.to_thread(folder.cache.store, new, dict(folder.stamps), folder.read)

    async def _merge(self) -> float:
        """Let those who ask meanwhile see what has been read; when to do it again, so that it takes a fifth of the time."""
        began = time.monotonic()
        for folder in self.folders:
            if folder.scanning and folder.asked:
                await folder.merge()
        now = time.monotonic()
        return now + max(MERGE_EVERY, 4 * (now - began))

    async def hurry(self, folder: Folder, parts: Telling) -> None:
        """Wait until the notes are read that hold what `parts` tell, and have them read first; all notes where there are none.

        `parts` as `vault.telling` has them. The notes that have nothing to do with a question are most of the vault.
        """
        if parts:
            wanted = await self._holding(folder, parts)
            self._workers.prefer(folder.root, wanted)
            while folder.scanning and (wanted := folder.missing(wanted)):
                await asyncio.sleep(LOOK * (1 + len(wanted) / 1000))  # a look takes a fifth of that at most
            if folder.scanning:
                await folder.merge()
        else:
            await self.indexed()

    async def _holding(self, folder: Folder, parts: Telling) -> set[str]:
        """The notes not yet read that hold what `parts` tell: a fifth of a second's work at 10,000 notes, done in slices.

        In a thread it takes up to ten times as long, for with each file it gives up the interpreter's lock and has to
        wait until the event loop, which is busy now, gives it back.
        """
        found = set()
        until = time.perf_counter() + SEARCH
        for path in folder.missing():
            if folder.may_hold(path, parts):
                found.add(path)
            if time.perf_counter() > until:
                await asyncio.sleep(0)
                until = time.perf_counter() + SEARCH
        return found

    def cancel_index(self) -> None:
        """Leave unread what hasn't been read yet."""
        self._workers.drop()

    @property
    def indexing(self) -> bool:
        """Whether notes of the first index are still to come."""
        return self._left > 0

    async def indexed(self) -> None:
        """Wait for the end of the first index."""
        while self._indexing is not None and not self._indexing.done():
            await asyncio.wait([self._indexing])

    def spawn_workers(self) -> None:
        """Workers for a vault that comes later; no index may be under way."""
        if self._workers.alive == 0:
            self._workers = Workers.start()

    # Open documents

    def open(self, key: str, label: str, file: str | None, name: str, text: str, version: int | None) -> Document:
        """An editor has opened a note. `name`: of a note that is no file. A second call replaces the first."""
        document = self.documents.get(key)
        if document is None:
            folder, path = (self.home(file) if file else None) or self._alone(file, name)
            document = self.documents[key] = Document(key, label, file, folder, path)
        document.label = label
        document.folder.open(document.path, text, version)
        return document

    def close(self, key: str) -> Document | None:
        """The editor has closed a note; None where it had none."""
        document = self.documents.pop(key, None)
        if document is not None and document.folder.single is None:
            document.folder.close(document.path)
        return document

    # Settings and messages

    def read_config(self, root: str) -> Config:
        """The settings of the vault at `root`; what is wrong with them is told."""
        return read_config(root, self.client_settings, self.tell)

    def configure(self, client_settings: object) -> None:
        """The client's settings are these from now on."""
        if client_settings != self.client_settings:
            self.client_settings = client_settings
            for folder in self.folders:
                self.changes.reconfigure(folder)
            config = self._config_alone()
            for document in self.documents.values():
                if document.folder.single is not None and document.folder.config != config:
                    document.folder.configure(config)
                    self.on_change(document.folder, None)

    def tell(self, message: str) -> None:
        """A message for the user, once."""
        if message not in self._told:
            self._told.add(message)
            log.warning("%s", message)
            self.on_message(message)

    def _keep(self, message: str) -> None:
        self.kept.append(message)

    def end(self) -> None:
        """Stop everything that still runs; what a first index has read so far is kept."""
        self._ended = True
        for folder in self.folders:
            if folder.cache is not None and folder.unkept:
                folder.cache.store(folder.parsed(), folder.stamps, folder.read)
                folder.unkept = set()
        if self._indexing is not None:
            self._indexing.cancel()
        self.afterwards.end()
        self.changes.end()
        self._workers.close()
