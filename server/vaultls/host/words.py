"""Which words the notes of a vault hold: learned when all else is done, kept in the cache, and never waited for."""

from __future__ import annotations

import marshal
import threading
from collections.abc import Iterable

from vaultls.host.worker import Batch, Workers
from vaultls.syntax.note import Note

FEW = 300
"""Notes whose words are learned when somebody asks, so that no process is started for them."""


def learn(note: Note, bits: bytes) -> None:
    """These are the words of the text that `note` was parsed from; kept with it, for a note that changes is another."""
    object.__setattr__(note, "_words", bits)


def read(workers: Workers, batches: Iterable[Batch]) -> dict[str, bytes]:
    """The words of the notes in `batches`, by path; as many as the workers tell before they are closed. Blocks."""
    woken = threading.Event()
    workers.wake = woken.set
    workers.submit([batch._replace(words=True) for batch in batches])
    found: dict[str, bytes] = {}
    while not workers.idle:
        answer = workers.take()
        if answer is None:
            woken.wait()
            woken.clear()
            continue
        batch, data = answer
        found.update(
            (path, bits) for path, bits in zip(batch.paths, marshal.loads(data), strict=True) if bits is not None
        )
    return found
