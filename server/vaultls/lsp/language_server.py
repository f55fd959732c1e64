"""The server object: pygls's, with our protocol, the session, and what the handlers share."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import cattrs
from pygls.lsp.server import LanguageServer

import vaultls
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.host.watch import Watcher
from vaultls.lsp.client import Client
from vaultls.lsp.encode.encoder import Encoder
from vaultls.lsp.feature import FEATURES, feature
from vaultls.lsp.own_move import OwnMove
from vaultls.lsp.progress import Progress
from vaultls.lsp.protocol import Protocol
from vaultls.lsp.publish import Publisher
from vaultls.lsp.recent import Recent
from vaultls.lsp.routes import ROUTES
from vaultls.lsp.wire import Inbox
from vaultls.vault.vault import Vault

log = logging.getLogger(__name__)

PARENT_CHECK = 5.0
"""Seconds between two looks whether the client's process is still there."""


PRELOAD = 0.02
"""Seconds between two features that are loaded ahead; one takes some 10 ms."""


QUIET = 0.3
"""Seconds without a message after which work that nobody waits for may begin: it would take half the time of an answer."""

LATEST = 10.0
"""Seconds after which it begins all the same."""


class Server(LanguageServer):
    """One client's server."""

    protocol: Protocol

    def __init__(self, session: Session, begun: bool) -> None:
        """`begun`: `lifecycle.begin` has been called for the `initialize` that will come."""
        # No converter: what we send and take is plain JSON.
        super().__init__("vaultls", vaultls.__version__, protocol_cls=Protocol, converter_factory=cattrs.Converter)
        self.protocol.routes = dict(ROUTES)
        self.session = session
        self.begun = begun
        self.initial_settings: dict[str, Any] = {}
        self.client = Client()
        self.watcher: Watcher | None = None
        self.publisher = Publisher(self)
        self.index_progress = Progress(self)
        self.own_move: OwnMove | None = None
        self.recent: dict[str, Recent] = {}  # of open documents, by their key
        self._numbers: list[Folder] = []
        self._refreshing = False
        self._refresh_again = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._stopped = False
        self._heard = 0.0  # when the last message came, by the loop's clock
        session.quiet = self._quiet

    async def run(self, inbox: Inbox) -> int:
        """Answer messages until `exit` or the end of the stream; the exit code (LSP 3.17, "Exit Notification")."""
        self._loop = asyncio.get_running_loop()
        self.session.on_change = self._changed
        self.session.on_progress = self.index_progress.report
        inbox.wake = lambda: self.from_thread(self._wake.set)
        try:
            while not self._stopped:
                if not len(inbox):
                    await self._wake.wait()
                    self._wake.clear()
                    continue
                body = inbox.take()
                if body is None:
                    break
                self.protocol.receive(body, inbox.cancels)
                self._heard = self._loop.time()
                await asyncio.sleep(0)  # the index and diagnostics get on between two messages
        finally:
            if self.watcher is not None:
                self.watcher.close()
            self.session.end()
        return 0 if self.protocol.is_shut_down else 1

    async def _quiet(self) -> None:
        """Wait until the client says nothing for a while."""
        loop = asyncio.get_running_loop()
        latest = loop.time() + LATEST
        while (now := loop.time()) < latest and now < self._heard + QUIET:
            await asyncio.sleep(self._heard + QUIET - now)

    def stop(self) -> None:
        """Answer nothing more."""
        self._stopped = True
        self._wake.set()

    def from_thread(self, call: Callable[[], Any]) -> None:
        """Call on the event loop, from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop may have ended
                self._loop.call_soon_threadsafe(call)

    def follow(self, process: int) -> None:
        """End when the client's process does. One that can't be seen even now (another container's) is not followed."""
        if os.name == "nt" or not _is_there(process):  # on Windows the end of its stream must do
            return

        async def look() -> None:
            while _is_there(process):
                await asyncio.sleep(PARENT_CHECK)
            log.warning("the client has ended")
            self.stop()

        self._following = asyncio.ensure_future(look())

    def preload(self) -> None:
        """Load the features one by one beside the first requests, so that the first of each kind needn't.

        What a search of all names needs, a fifth of a second at 10,000 notes, is made in a thread once they are read. It
        doesn't wait for the features: soon after the start it is in nobody's way.
        """

        async def load() -> None:
            for module, name in FEATURES.items():
                await asyncio.sleep(PRELOAD)
                feature(module, name)

        async def make_names() -> None:
            await self.session.indexed()
            await self._quiet()
            for folder in list(self.session.folders):
                await asyncio.to_thread(feature("workspace_symbols", "workspace_symbols"), folder.snapshot, "a")

        self._preloading = asyncio.gather(load(), make_names())

    def ask(self, method: str, params: Any) -> Future[Any]:
        """A request to the client. A refusal is logged, for whom it doesn't interest."""
        asked = self.protocol.send_request(method, params)
        asked.add_done_callback(lambda done: _refused(method, done))
        return asked

    def show_message(self, message: str) -> None:
        """A warning for the user."""
        self.protocol.notify("window/showMessage", {"type": 2, "message": message})

    def encoder(self, folder: Folder, vault: Vault) -> Encoder:
        """The way out for one answer about a snapshot."""
        return Encoder(self.session, self.client, folder, vault)

    def number(self, folder: Folder) -> int:
        """A short name for a vault, good for one session."""
        if folder not in self._numbers:
            self._numbers.append(folder)
        return self._numbers.index(folder)

    def numbered(self, number: int) -> Folder | None:
        """The vault of that name."""
        return self._numbers[number] if 0 <= number < len(self._numbers) else None

    def refresh_diagnostics(self) -> None:
        """Have the client pull again; one such request at a time."""
        if self._refreshing:
            self._refresh_again = True  # what is being pulled may be older than what has changed
        elif self.client.diagnostic_refresh:
            self._refreshing = True
            asked = self.ask("workspace/diagnostic/refresh", None)
            asked.add_done_callback(self._refreshed)

    def _refreshed(self, done: Future[Any]) -> None:
        again, self._refresh_again = self._refresh_again, False
        self._refreshing = False
        if again and not done.cancelled():
            self.refresh_diagnostics()

    def _changed(self, folder: Folder, paths: set[str] | None) -> None:
        self.publisher.changed(folder, paths)
        client = self.client
        for can, what in (
            (client.lens_refresh, "codeLens"),
            (client.hint_refresh, "inlayHint"),
            (client.token_refresh, "semanticTokens"),
        ):
            if can:
                self.ask(f"workspace/{what}/refresh", None)


def _refused(method: str, done: Future[Any]) -> None:
    if not done.cancelled() and (error := done.exception()) is not None:
        log.info("the client refuses %s: %s", method, error)


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return True
