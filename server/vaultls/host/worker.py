"""Worker processes that read and parse notes, so that the first index uses all cores and the server keeps answering.

A worker is a bare interpreter with the parent's `sys.path`; it imports `syntax` and how names compare. Parent to worker:
4 bytes of length, then a marshalled (root, paths, utf8, words). Worker to parent: the same frame around a list with one
item a path: the note's facts packed and its keys, or with `words` its `vault.words.bits_of`; None where the file can't be
read. A worker ends when its standard input closes, which also happens when the parent dies.
"""

from __future__ import annotations

import logging
import marshal
import os
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Collection
from typing import IO, NamedTuple

log = logging.getLogger(__name__)

_AHEAD = 2  # batches that a worker has at once, so that it needn't wait for the parent between two
_NICE = 5  # of nice(1): the editor and the server come first
_NICER = 10  # and more, for what nobody waits for
_LENGTH = struct.Struct("<I")


class Batch(NamedTuple):
    """Notes of one vault to parse together."""

    root: str  # absolute path of the vault
    paths: tuple[str, ...]
    tries: int = 0  # workers that ended while they had it in hand
    words: bool = False  # whether their words are wanted, not their facts


def useful() -> int:
    """How many workers are worth their memory: one for each core that this process may run on, at most 4."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        cores = os.cpu_count() or 1
    return min(cores, 4)


class Workers:
    """Some worker processes and what they have still to do. Safe from any thread; `wake` is called from a worker's thread."""

    def __init__(self) -> None:
        self.wake: Callable[[], None] = lambda: None  # called when an answer is there or a worker has ended
        self.utf8 = True  # whether the notes' line tables must tell UTF-8 columns
        self._lock = threading.Condition()
        self._todo: deque[Batch] = deque()
        self._done: deque[tuple[Batch, bytes]] = deque()
        self._processes: dict[subprocess.Popen[bytes], threading.Thread] = {}
        self._alive = 0
        self._busy = 0  # batches that are with a worker
        self._closed = False

    @classmethod
    def start(cls, count: int | None = None) -> Workers:
        """That many workers, or as many as are useful. Where none can be started the caller finds `alive` at 0."""
        workers = cls()
        workers.add(useful() if count is None else count)
        return workers

    def add(self, count: int) -> None:
        """That many more, as far as they can be started."""
        for _ in range(count):
            try:
                process = _spawn()
            except OSError as error:
                log.warning("no worker process: %s", error)
                break
            self._alive += 1
            thread = self._processes[process] = threading.Thread(target=self._serve, args=(process,), daemon=True)
            thread.start()

    @property
    def alive(self) -> int:
        """How many workers there are."""
        return self._alive

    @property
    def idle(self) -> bool:
        """Whether there is nothing to wait for: no answer, and no worker that has or gets something to do."""
        with self._lock:
            return not self._done and (not self._alive or (not self._todo and not self._busy))

    def submit(self, batches: list[Batch], first: bool = False) -> None:
        """Hand out batches in this order, behind those that wait or, with `first`, before them."""
        with self._lock:
            if first:
                self._todo.extendleft(reversed(batches))
            else:
                self._todo.extend(batches)
            self._lock.notify_all()

    def take(self) -> tuple[Batch, bytes] | None:
        """An answer that has arrived: its batch and the marshalled list."""
        with self._lock:
            return self._done.popleft() if self._done else None

    def steal(self) -> Batch | None:
        """A batch that no worker has yet; it is the caller's now."""
        with self._lock:
            return self._todo.popleft() if self._todo else None

    def prefer(self, root: str, paths: Collection[str]) -> None:
        """Have these notes of a vault read before all others that no worker has yet."""
        with self._lock:
            first: list[Batch] = []
            rest: list[Batch] = []
            for batch in self._todo:
                mine = tuple([path for path in batch.paths if path in paths]) if batch.root == root else ()
                if not mine:
                    rest.append(batch)
                    continue
                first.append(batch._replace(paths=mine))
                if len(mine) < len(batch.paths):
                    rest.append(batch._replace(paths=tuple([path for path in batch.paths if path not in paths])))
            self._todo = deque([*first, *rest])

    def drop(self, root: str | None = None) -> None:
        """Forget what no worker has yet: of one vault, or all."""
        with self._lock:
            self._todo = deque(batch for batch in self._todo if root is not None and batch.root != root)
        self.wake()

    def close(self) -> None:
        """End the workers; what they have not finished is dropped."""
        with self._lock:
            self._closed = True
            self._todo.clear()
            self._done.clear()
            self._lock.notify_all()
        for process, thread in self._processes.items():
            process.kill()
            thread.join()
            process.communicate()
        self._processes.clear()

    def _serve(self, process: subprocess.Popen[bytes]) -> None:
        """One worker's thread: keep it busy, gather its answers; give its batches to the others when it dies."""
        assert process.stdin is not None
        assert process.stdout is not None
        given: deque[Batch] = deque()
        try:
            while True:
                with self._lock:
                    while not self._closed and not given and not self._todo:
                        self._lock.wait()
                    if self._closed:
                        return
                    new = [self._todo.popleft() for _ in range(min(_AHEAD - len(given), len(self._todo)))]
                    given.extend(new)
                    self._busy += len(new)
                for batch in new:
                    _send(process.stdin, marshal.dumps((batch.root, batch.paths, self.utf8, batch.words)))
                answer = _receive(process.stdout)
                if answer is None:
                    raise EOFError("it closed its pipe")
                with self._lock:
                    self._done.append((given.popleft(), answer))
                    self._busy -= 1
                self.wake()
        except (OSError, EOFError, ValueError) as error:
            if not self._closed:
                log.warning("a worker process has ended: %s", error)
        finally:
            with self._lock:
                self._alive -= 1
                self._busy -= len(given)
                if given and not self._closed:
                    self._return(given)
                self._lock.notify_all()
            self.wake()

    def _return(self, given: deque[Batch]) -> None:
        """Give back what a worker that ended had. The first was in its hands: one of its notes may have ended it."""
        suspect = given.popleft()
        self._todo.extendleft(reversed(given))
        if suspect.tries and len(suspect.paths) == 1:
            log.warning("%s is left out: it ended two workers", suspect.paths[0])
            self._done.append((suspect, marshal.dumps([None])))
        else:
            self._todo.extend(suspect._replace(paths=(path,), tries=suspect.tries + 1) for path in suspect.paths)


def _spawn() -> subprocess.Popen[bytes]:
    """A worker: this interpreter with the same flags and the same `sys.path`, which may have been changed since the start."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from vaultls.host.worker import main; main()"
    command = [sys.executable, *subprocess._args_from_interpreter_flags(), "-c", code]  # type: ignore[attr-defined]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=hidden)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """One frame; None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def _be_nice(by: int) -> None:
    """Let other processes come before this one, where the system knows how."""
    if hasattr(os, "nice"):
        os.nice(by)


def main() -> None:
    """A worker's life. Its standard output belongs to the frames alone."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C in a terminal is for the parent, whose end ends the worker too
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from vaultls.host.read import empty_note, read_note, read_text
    from vaultls.syntax.packed import pack
    from vaultls.vault.keys import keys_of
    from vaultls.vault.words import bits_of

    gc.disable()  # a batch makes no cycles worth a collection
    _be_nice(_NICE)
    is_nicer = False
    try:
        while (request := _receive(requests)) is not None:
            root, paths, utf8, words = marshal.loads(request)
            plain: list[object] = []
            if words and not is_nicer:
                _be_nice(_NICER)
                is_nicer = True
            for path in paths:
                if words:
                    text = read_text(f"{root}/{path}")
                    plain.append(None if text is None else bits_of(text))
                    continue
                try:
                    note = read_note(root, path, utf8)
                except Exception:  # a bug in the parser costs one note, not the vault
                    log.exception("%s can't be parsed", path)
                    note = empty_note(path)
                plain.append(None if note is None else (pack(note), tuple(keys_of(note))))
            _send(answers, marshal.dumps(plain))
            del plain
            gc.collect(0)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    os._exit(0)  # flushing a broken pipe at the end would only print an error
