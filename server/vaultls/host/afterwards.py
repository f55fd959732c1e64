"""What makes later questions quicker, when the notes are read and nobody waits for it."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Awaitable, Callable, Iterable

from vaultls.host.folder import Folder
from vaultls.host.scan import SLICE, batches
from vaultls.host.walk import File
from vaultls.host.words import FEW, learn, read
from vaultls.host.worker import Workers

log = logging.getLogger(__name__)


class Afterwards:
    """Links of closed notes are unpacked, and their words are learned."""

    def __init__(self, quiet: Callable[[], Awaitable[None]]) -> None:
        """`quiet` ends when nobody waits for an answer that this would delay."""
        self._quiet = quiet
        self.task: asyncio.Task[None] | None = None  # the last one
        self._workers: Workers | None = None
        self._ended = False

    def start(self, folders: Iterable[Folder]) -> None:
        """Begin with these vaults. The event loop must run."""
        self.task = asyncio.get_running_loop().create_task(self._run(list(folders)))

    def end(self) -> None:
        """Leave it."""
        self._ended = True
        if self.task is not None:
            self.task.cancel()
        if self._workers is not None:
            self._workers.close()

    async def _run(self, folders: list[Folder]) -> None:
        try:
            await self._unpack(folders)
            for folder in folders:
                await self._quiet()
                await self._learn_words(folder)
        except Exception:
            log.exception("some answers will take longer than they should")

    async def _unpack(self, folders: Iterable[Folder]) -> None:
        """Unpack all links, in slices while it is quiet, so that no search for backlinks has to; other facts stay packed until they are asked for."""
        await self._quiet()
        until = time.perf_counter() + SLICE
        for folder in folders:
            for note in list(folder.snapshot.notes.values()):
                note.links, note.lines  # noqa: B018
                if time.perf_counter() > until:
                    await asyncio.sleep(SLICE)
                    await self._quiet()
                    until = time.perf_counter() + SLICE
        gc.freeze()

    async def _learn_words(self, folder: Folder) -> None:
        """Have the words of closed notes told by the cache or, where many are missing, by a worker, and keep them."""
        cache = folder.cache
        if cache is None:
            return
        for note, bits in await asyncio.to_thread(cache.words):
            learn(note, bits)
        notes = folder.snapshot.notes
        missing = [path for path in folder.stamps if path in notes and notes[path]._words is None]
        if len(missing) > FEW and not self._ended:
            workers = self._workers = Workers.start(1)
            todo = batches(folder.root, [File(path, *folder.stamps[path]) for path in missing])
            found = await asyncio.to_thread(read, workers, todo)
            workers.close()
            for note, bits in await asyncio.to_thread(cache.store_words, found):
                learn(note, bits)
        cache.let_go()
