"""The first index as work-done progress (LSP 3.17, "Work Done Progress")."""

from __future__ import annotations

import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

EVERY = 0.1
"""Seconds between two reports."""


class Progress:
    """One progress bar at a time, where the client has any."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._count = 0
        self._token: str | None = None  # while the client shows it
        self._next = 0.0

    def start(self) -> None:
        """Ask for a bar; it is shown when the client has agreed and the index is still being made."""
        if not self._server.client.progress or not self._server.session.indexing:
            return
        self._count += 1
        token = f"vaultls-index-{self._count}"
        asked = self._server.ask("window/workDoneProgress/create", {"token": token})
        asked.add_done_callback(lambda done: self._agreed(token, done))

    def _agreed(self, token: str, done: Future[Any]) -> None:
        if done.cancelled() or done.exception() is not None or not self._server.session.indexing:
            return
        self._token = token
        self._tell({"kind": "begin", "title": "Reading notes", "cancellable": True, "percentage": 0})

    def report(self, done: int, total: int) -> None:
        """So many notes of so many have been read; the end when they are all."""
        if self._token is None:
            return
        now = time.monotonic()
        if done >= total:
            self._tell({"kind": "end"})
            self._token = None
        elif now >= self._next:
            self._next = now + EVERY
            self._tell({"kind": "report", "percentage": 100 * done // total, "message": f"{done} of {total}"})

    def is_token(self, token: object) -> bool:
        """Whether the bar that the client shows has this token."""
        return token is not None and token == self._token

    def _tell(self, value: Any) -> None:
        self._server.protocol.notify("$/progress", {"token": self._token, "value": value})
