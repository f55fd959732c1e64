"""Parsing many notes: by worker processes, else here in small slices; and the whole scan for the command line."""

from __future__ import annotations

import contextlib
import gc
import logging
import marshal
import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from sys import intern
from typing import Any, NamedTuple

from vaultls.config import Config
from vaultls.host.cache import Cache
from vaultls.host.obsidian import excluded
from vaultls.host.read import read_note
from vaultls.host.settings import FILE, configure
from vaultls.host.walk import File, Ignore, walk
from vaultls.host.worker import Batch, Workers
from vaultls.syntax.note import Note
from vaultls.syntax.packed import packed
from vaultls.vault.keys import Keys
from vaultls.vault.names import is_note
from vaultls.vault.vault import Vault

log = logging.getLogger(__name__)

SLICE = 0.004
"""Seconds of work after which the event loop gets its turn."""

LONGEST = 0.03
"""Seconds of work in one go where requests keep the loop busy: half their time, so that they can't starve the index."""

ALONE = 500
"""Notes up to which the command line parses in its own process: starting workers would take longer."""

_BATCH = 200_000  # bytes of notes that go to a worker at once


class Parsed(NamedTuple):
    """One note from the disk; None where it is gone or can't be read."""

    root: str
    path: str
    note: Note | None


class Pace:
    """How long the next slice may be."""

    __slots__ = ("seconds",)

    def __init__(self) -> None:
        self.seconds = SLICE


def batches(root: str, files: Iterable[File]) -> list[Batch]:
    """The notes among `files` in batches of like size, largest notes first so that no worker ends long after the others."""
    made: list[Batch] = []
    paths: list[str] = []
    size = 0
    for file in sorted((f for f in files if is_note(f.path)), key=lambda f: -f.size):
        paths.append(file.path)
        size += file.size + 500  # opening a file costs as much as parsing some
        if size >= _BATCH:
            made.append(Batch(root, tuple(paths)))
            paths, size = [], 0
    if paths:
        made.append(Batch(root, tuple(paths)))
    return made


def slices(workers: Workers, left: int, pace: Pace) -> Iterator[list[Parsed]]:
    """`left` notes as they arrive, in lists that take about as long as `pace` says; an empty one when there is nothing to do but wait."""
    ready: list[Parsed] = []
    until = time.perf_counter() + pace.seconds
    while left:
        answer = workers.take()
        if answer is not None:
            batch, data = answer
            found: Iterator[Note | None] = map(_note, batch.paths, marshal.loads(data))
        else:
            own = workers.steal() if workers.alive == 0 else None
            if own is None:
                if workers.idle:
                    break  # what is missing was dropped
                yield ready
                ready, until = [], time.perf_counter() + pace.seconds
                continue
            batch = own
            found = (read_note(own.root, path, workers.utf8) for path in own.paths)
        for path, note in zip(batch.paths, found, strict=True):
            ready.append(Parsed(batch.root, path, note))
            left -= 1
            if time.perf_counter() > until:
                yield ready
                ready, until = [], time.perf_counter() + pace.seconds
    if ready:
        yield ready


def _note(path: str, answer: tuple[bytes, tuple[Any, ...]] | None) -> Note | None:
    """What a worker says of one note."""
    if answer is None:
        return None
    mentions, aliases, tags, title = answer[1]
    keys = Keys(tuple(map(intern, mentions)), tuple(map(intern, aliases)), tuple(map(intern, tags)), title)
    return packed(path, answer[0], keys)


async def parsed(workers: Workers, left: int) -> AsyncIterator[list[Parsed]]:
    """`left` notes as they arrive, on an event loop that is never held for long."""
    import asyncio  # which takes as long to load as a command to run

    loop = asyncio.get_running_loop()
    wake = asyncio.Event()
    pace = Pace()

    def ring() -> None:
        with contextlib.suppress(RuntimeError):  # the loop may end before its workers
            loop.call_soon_threadsafe(wake.set)

    workers.wake = ring
    for some in slices(workers, left, pace):
        if some:
            yield some
            began = time.perf_counter()
            await asyncio.sleep(0)
            pace.seconds = max(SLICE, min((time.perf_counter() - began) / 2, LONGEST))
        else:
            await wake.wait()
            wake.clear()


class Scanned(NamedTuple):
    vault: Vault
    cache: Cache  # which has every note now whose file was not written just before


def scan(root: str, config: Config | None = None, progress: Callable[[int, int], None] | None = None) -> Vault:
    """The vault at `root` as it is on the disk, all of it. Without `config`, as its `.vaultls.toml` says.

    `progress` is told how many notes are done and of how many.
    """
    return scanned(root, config, progress).vault


def scanned(root: str, config: Config | None = None, progress: Callable[[int, int], None] | None = None) -> Scanned:
    """What `scan` says, with the cache that it has used."""
    root = os.path.abspath(root)
    config = config or read_config(root, None, log.warning)
    cache, now = Cache(root, utf8=False), time.time_ns()
    files = walk(root, Ignore(root, config))
    stamps = {file.path: (file.size, file.mtime) for file in files}
    kept = cache.load(stamps)
    todo = batches(root, [file for file in files if file.path not in kept.notes])
    total = sum(len(batch.paths) for batch in todo)
    workers = Workers.start(None if total > ALONE else 0)
    workers.utf8 = False  # no command tells UTF-8 columns
    woken = threading.Event()
    workers.wake = woken.set
    workers.submit(todo)
    notes: list[Note] = []
    gone: set[str] = set()
    enabled = gc.isenabled()
    gc.disable()
    try:
        for some in slices(workers, total, Pace()):
            if not some:
                woken.wait()
                woken.clear()
            for item in some:
                if item.note is None:
                    gone.add(item.path)
                else:
                    notes.append(item.note)
            if progress is not None:
                progress(len(notes) + len(gone), total)
    finally:
        workers.close()
        if enabled:
            gc.enable()
    cache.store(notes, stamps, now)
    paths = [file.path for file in files if file.path not in gone]
    vault = kept.vault(paths, config).updated(notes) if kept.notes else Vault.of(paths, notes, config)
    return Scanned(vault, cache)


def read_config(root: str, client: object, report: Callable[[str], None]) -> Config:
    """The settings of the vault at `root`; see `settings.configure`."""
    toml: str | None = None
    try:
        with open(os.path.join(root, FILE), encoding="utf-8-sig") as file:
            toml = file.read()
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        report(f"{FILE} is not read: {error}")
    return replace(configure(toml, client, report), excluded=excluded(root, report))
