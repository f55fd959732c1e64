"""Watching folders for changes ourselves, where the client can't: by watchfiles, else by looking now and then."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable

from vaultls.host import obsidian

log = logging.getLogger(__name__)

SHARE = 0.01
"""Of one core, that looking now and then may cost at most."""

EVERY = 1.0
"""Seconds between two looks, at least."""

LATER = 0.5
"""Seconds until it begins: loading watchfiles takes a tenth of one, while the client waits for its first answers."""

_SETTINGS = os.path.join(os.sep, *obsidian.FILE.split("/"))
"""The one file of interest in a folder that is skipped."""

_SKIPPED = ("node_modules", ".git", ".obsidian", ".trash")


class Watcher:
    """Tells `on_change` absolute paths of files and folders that are new, changed or gone, from a thread of its own."""

    def __init__(
        self,
        roots: Iterable[str],
        on_change: Callable[[set[str]], None],
        on_start: Callable[[], None] = lambda: None,
        poll: bool = False,
    ) -> None:
        """`on_start` is called once, from that thread, when all later changes are seen. `poll`: don't use watchfiles even where it is there."""
        self._roots = [root for root in roots if os.path.isdir(root)]
        self._on_change = on_change
        self._on_start = on_start
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(poll,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()

    def _run(self, poll: bool) -> None:
        if self._stop.wait(LATER):
            return
        try:
            if not poll and self._roots:
                try:
                    return self._listen()
                except ImportError:
                    log.info("watchfiles is missing: looking now and then")
                except (OSError, RuntimeError) as error:  # no inotify watches left, a file system without them
                    log.warning("watchfiles can't watch: %s; looking now and then", error)
            self._poll()
        except Exception:
            log.exception("changes on the disk are not seen any more")

    def _listen(self) -> None:
        import watchfiles

        for changes in watchfiles.watch(
            *self._roots, watch_filter=None, debounce=400, step=50, stop_event=self._stop, rust_timeout=1000,
            yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True,
        ):  # fmt: skip
            self._started()
            paths = {path for _, path in changes if not _is_skipped(path, self._roots)}
            if paths:
                self._on_change(paths)

    def _started(self) -> None:
        tell, self._on_start = self._on_start, lambda: None
        tell()

    def _poll(self) -> None:
        known, took = self._look()
        self._started()
        while not self._stop.wait(max(EVERY, took / SHARE)):
            now, took = self._look()
            changed = {path for path, stamp in now.items() if known.get(path) != stamp}
            changed.update(path for path in known if path not in now)
            known = now
            if changed:
                self._on_change(changed)

    def _look(self) -> tuple[dict[str, tuple[int, int]], float]:
        """Size and time of every file, and the processor seconds that it took to look."""
        began = time.thread_time()
        found: dict[str, tuple[int, int]] = {}
        todo = list(self._roots)
        for root in self._roots:
            with contextlib.suppress(OSError):
                status = os.stat(root + _SETTINGS)
                found[root + _SETTINGS] = (status.st_size, status.st_mtime_ns)
        while todo:
            try:
                with os.scandir(todo.pop()) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            if entry.name[0] != "." and entry.name not in _SKIPPED:
                                todo.append(entry.path)
                        else:
                            status = entry.stat(follow_symlinks=False)
                            found[entry.path] = (status.st_size, status.st_mtime_ns)
            except OSError:  # noqa: PERF203
                continue
        return found, time.thread_time() - began


def _is_skipped(path: str, roots: list[str]) -> bool:
    """Whether a change lies in a folder that is never part of a vault and changes much."""
    if path.endswith(_SETTINGS):
        return False
    for root in roots:
        if path.startswith(root):
            return any(part in _SKIPPED for part in path[len(root) :].split(os.sep))
    return False
