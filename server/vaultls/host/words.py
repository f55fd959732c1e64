"""Which words the notes of a vault hold: learned when all else is done, kept in the cache, and never waited for."""

from __future__ import annotations

import logging
import marshal
import threading
from collections.abc import Iterable

from vaultls.host.worker import Batch, Workers
from vaultls.syntax.note import Note

log = logging.getLogger(__name__)

FEW = 300
"""Notes whose words are learned when somebody asks, so that no process is started for them."""


class Words:
    """`vault.words.bits_of` of closed notes. They belong to a note as it was parsed: one that changes is another."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, tuple[Note, bytes]] = {}

    def of(self, note: Note) -> bytes | None:
        """The words of a note as it is; None where they aren't known."""
        known = self._known.get(note.path)
        return known[1] if known is not None and known[0] is note else None

    def learn(self, note: Note, bits: bytes) -> None:
        """These are the words of the text that `note` was parsed from."""
        self._known[note.path] = note, bits


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
