"""A second process for half of the work: a copy of this one, which has read the vault already."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from vaultls.host.worker import useful

T = TypeVar("T")


def can_fork() -> bool:
    """Whether a copy of this process is safe to make and has a core of its own."""
    return sys.platform == "linux" and useful() > 1 and threading.active_count() == 1


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin `work` in a copy of this process; what is returned waits for its result. If the copy fails, the work is done here."""
    read, write = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no memory, too many processes
        os.close(read)
        os.close(write)
        return work
    if child == 0:
        status = 1
        try:
            os.close(read)
            with open(write, "wb") as pipe:
                pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
            status = 0
        finally:
            os._exit(status)  # nothing of the parent's is flushed or cleaned up twice
    os.close(write)

    def wait() -> T:
        with open(read, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(child, 0)
        found: T = pickle.loads(data) if status == 0 else work()
        return found

    return wait
