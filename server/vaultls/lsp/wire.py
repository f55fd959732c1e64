"""Bytes in and out: the protocol's framing (LSP 3.17, "Base Protocol"), read by a thread that never waits for an answer."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import BinaryIO

log = logging.getLogger(__name__)

LARGEST = 1 << 30
"""Bytes of one message; a header that announces more is not believed."""


class Inbox:
    """Bodies of messages in the order of arrival, read by a thread. None is the end of the stream.

    Reading on while requests are answered means that a client is never blocked on writing, and that a cancellation is
    seen before the request that it cancels is started.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """`read(n)` gives up to n bytes, none at the end. Reading starts at once."""
        self.wake: Callable[[], None] = lambda: None
        self._read = read
        self._bodies: deque[bytes | None] = deque()
        self._arrived = threading.Condition()
        self._rest = bytearray()
        threading.Thread(target=self._run, name="reader", daemon=True).start()

    def first(self, timeout: float) -> bytes | None:
        """The first message, left where it is; None where there is none within `timeout` seconds."""
        with self._arrived:
            self._arrived.wait_for(lambda: self._bodies, timeout)
            return self._bodies[0] if self._bodies else None

    def take(self) -> bytes | None:
        """The next message. Raises IndexError where none is there yet."""
        return self._bodies.popleft()

    def cancels(self, id_: object) -> bool:
        """Whether a cancellation of the request `id_` has arrived and waits."""
        with self._arrived:
            waiting = list(self._bodies)
        for body in waiting:
            if body is not None and len(body) < 500 and b"$/cancelRequest" in body:
                try:
                    message = json.loads(body)
                    if message["method"] == "$/cancelRequest" and message["params"]["id"] == id_:
                        return True
                except (ValueError, TypeError, KeyError):
                    continue
        return False

    def __len__(self) -> int:
        return len(self._bodies)

    def _run(self) -> None:
        try:
            while (body := self._body()) is not None:
                self._put(body)
        except Exception as error:
            log.warning("the client's messages can't be read any more: %s", error)
        self._put(None)

    def _put(self, body: bytes | None) -> None:
        with self._arrived:
            self._bodies.append(body)
            self._arrived.notify_all()
        self.wake()

    def _body(self) -> bytes | None:
        """The next body; what stands between two messages and is no header is skipped. None at the end of the stream."""
        length = -1
        while True:
            line = self._line()
            if line is None:
                return None
            if line:
                name, _, value = line.partition(b":")
                if name.strip().lower() == b"content-length":
                    value = value.strip()
                    length = int(value) if value.isdigit() and len(value) < 12 else -1
            elif 0 <= length <= LARGEST:
                return self._exactly(length)
            else:
                length = -1

    def _line(self) -> bytes | None:
        """Up to the next line end, without it."""
        searched = 0
        while (end := self._rest.find(b"\n", searched)) < 0:
            searched = len(self._rest)
            if searched > 1 << 16:  # no header is that long
                self._rest.clear()
                searched = 0
            if not self._more(1 << 16):
                return None
        line = bytes(self._rest[:end]).rstrip(b"\r")
        del self._rest[: end + 1]
        return line

    def _exactly(self, length: int) -> bytes | None:
        while len(self._rest) < length:
            if not self._more(min(1 << 20, max(1 << 16, length - len(self._rest)))):
                return None
        body = bytes(self._rest[:length])
        del self._rest[:length]
        return body

    def _more(self, most: int) -> bool:
        data = self._read(most)
        self._rest += data
        return bool(data)


class Sink:
    """Where messages go; `gone` is called when nobody takes them any more."""

    def __init__(self, stream: BinaryIO, gone: Callable[[], None]) -> None:
        self._stream = stream
        self._gone = gone

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self._gone()

    def close(self) -> None:
        """Nothing: the stream ends with the process."""


def own_stdio() -> tuple[Inbox, BinaryIO]:
    """Standard input and output for the protocol alone: whatever else prints, prints to standard error from now on."""
    source, sink = os.dup(0), os.dup(1)
    if os.name == "nt":
        import msvcrt

        msvcrt.setmode(source, os.O_BINARY)  # type: ignore[attr-defined,unused-ignore]
        msvcrt.setmode(sink, os.O_BINARY)  # type: ignore[attr-defined,unused-ignore]
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return Inbox(lambda most: os.read(source, most)), os.fdopen(sink, "wb")
