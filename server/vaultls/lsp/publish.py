"""Diagnostics to the client: pushed a moment after a change and only where they changed, or pulled and then only refreshed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from typing import TYPE_CHECKING, Any

from vaultls.host.folder import Folder
from vaultls.host.session import Document
from vaultls.lsp.encode import shown
from vaultls.lsp.feature import feature
from vaultls.vault.vault import Vault

if TYPE_CHECKING:
    from vaultls.lsp.language_server import Server

log = logging.getLogger(__name__)

QUIET = 0.025
"""Seconds without a change before diagnostics are made."""

DROPPED = 2.0
"""Seconds in which the same diagnostics are sent again for a new version: Helix leaves out those of a version that it is beyond."""

SLICE = 0.005
"""Seconds of work before requests get their turn."""

ACROSS = frozenset(
    {"unresolved-link", "unresolved-heading", "unresolved-block", "ambiguous-link", "alias-link", "duplicate-alias"}
)
"""What can't be told before every note has been read."""


class Publisher:
    """Which notes may have new diagnostics, and what the client has of each."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._due: dict[Folder, set[str] | None] = {}  # None: every note that is shown
        self._seen: dict[Folder, Vault] = {}  # the snapshot that was last diagnosed
        self._early: set[Folder] = set()  # somebody has asked before the first scan had ended
        self._sent: dict[tuple[Folder, str], tuple[str, list[Any]]] = {}
        self._versions: dict[tuple[Folder, str], tuple[int | None, float]] = {}  # that were sent last, and when
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def schedule(self, folder: Folder, path: str | None) -> None:
        """A note has changed; None: anything may have."""
        known = self._due.get(folder, set())
        self._due[folder] = None if path is None or known is None else known | {path}
        self._wait()

    def changed(self, folder: Folder, paths: set[str] | None) -> None:
        """The disk has changed."""
        known = self._due.get(folder, set())
        self._due[folder] = None if paths is None or known is None else known | paths
        self._wait()

    def rehomed(self) -> None:
        """Vaults have come or gone: what was said of those that are gone is taken back, and open notes are told anew."""
        documents = self._server.session.documents.values()
        folders = {*self._server.session.folders, *(document.folder for document in documents)}
        homes = {document.label: (document.folder, document.path) for document in documents}
        for key, (uri, sent) in list(self._sent.items()):
            if homes.get(uri, key) != key:
                self._versions.pop(key, None)
                del self._sent[key]  # open, and its new vault will tell
            elif key[0] not in folders:
                self._versions.pop(key, None)
                del self._sent[key]
                if sent:
                    self._publish(uri, [], None)
        for folder in [folder for folder in {*self._due, *self._seen} if folder not in folders]:
            self._due.pop(folder, None)
            self._seen.pop(folder, None)
        for folder in folders:
            self.schedule(folder, None)
        if self._server.client.pulls:
            self._server.refresh_diagnostics()

    def closed(self, document: Document) -> None:
        """A note is no longer open."""
        if document.folder.single is not None:
            self._due.pop(document.folder, None)
            self._seen.pop(document.folder, None)
            self._send(document.folder, document.path, document.label, [], None)
        else:
            self.schedule(document.folder, document.path)

    def diagnostics(self, folder: Folder, path: str) -> list[Any]:
        """The diagnostics of a note as it is now, ready to send."""
        vault = folder.vault
        note = vault.notes.get(path)
        if note is None:
            return []
        encoder = self._server.encoder(folder, vault)
        found = feature("diagnostics", "diagnose")(vault, note) or ()
        if folder.scanning:
            self._early.add(folder)
        return [shown.diagnostic(encoder, d, note.lines) for d in found if not (folder.scanning and d.code in ACROSS)]

    @staticmethod
    def report(diagnostics: list[Any], previous: object) -> dict[str, Any]:
        """A DocumentDiagnosticReport; only its name where the client has it already."""
        id_ = hashlib.blake2b(json.dumps(diagnostics).encode(), digest_size=8).hexdigest()
        if id_ == previous:
            return {"kind": "unchanged", "resultId": id_}
        return {"kind": "full", "resultId": id_, "items": diagnostics}

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(QUIET, self._start)

    def _start(self) -> None:
        self._timer = None
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while self._due:
            folder, paths = self._due.popitem()
            try:
                await self._look(folder, paths)
            except Exception:
                log.exception("diagnostics have failed")

    async def _look(self, folder: Folder, paths: set[str] | None) -> None:
        old, new = self._seen.get(folder), folder.vault
        self._seen[folder] = new
        if old is None or paths is None or Vault.names_changed(old, new):
            paths = None
        if self._server.client.pulls:
            early = folder in self._early
            if not folder.scanning:
                self._early.discard(folder)
            if paths is None and (early or old is not None):
                self._server.refresh_diagnostics()
            return
        everything = folder.config.scope == "vault" and folder.single is None
        shown = new.notes if everything else folder.buffers
        todo = (
            [*folder.buffers, *(path for path in shown if path not in folder.buffers)]
            if paths is None
            else sorted(paths)
        )
        if paths is None:
            todo += [path for owner, path in list(self._sent) if owner is folder and path not in shown]
        until = time.perf_counter() + SLICE
        for path in todo:
            buffer = folder.buffers.get(path)
            show = buffer is not None or (everything and path in folder.snapshot.notes)
            uri = self._uri(folder, path)
            self._send(
                folder,
                path,
                uri,
                self.diagnostics(folder, path) if show else [],
                None if buffer is None else buffer.version,
            )
            if time.perf_counter() > until:
                await asyncio.sleep(0)
                until = time.perf_counter() + SLICE

    def _uri(self, folder: Folder, path: str) -> str:
        return self._server.encoder(folder, folder.snapshot).uri(path)

    def _send(self, folder: Folder, path: str, uri: str, diagnostics: list[Any], version: int | None) -> None:
        """Publish where it is news to the client."""
        key = (folder, path)
        sent_uri, sent = self._sent.get(key, (uri, None))
        if sent_uri != uri and sent:
            self._publish(sent_uri, [], None)
            sent = None
        if path not in folder.buffers and not diagnostics:
            self._sent.pop(key, None)
            self._versions.pop(key, None)
            if sent:
                self._publish(uri, [], None)
            return
        self._sent[key] = uri, diagnostics
        now, (last, when) = time.monotonic(), self._versions.get(key, (None, 0.0))
        if sent != diagnostics or (diagnostics and version != last and now - when < DROPPED):
            self._versions[key] = version, now
            self._publish(uri, diagnostics, version)

    def _publish(self, uri: str, diagnostics: list[Any], version: int | None) -> None:
        params: dict[str, Any] = {"uri": uri, "diagnostics": diagnostics}
        if version is not None:
            params["version"] = version
        self._server.protocol.notify("textDocument/publishDiagnostics", params)
