"""When a client that pulls is asked to pull again."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from vaultls.config import Config
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.host.worker import Workers
from vaultls.lsp import publish
from vaultls.lsp.client import Client
from vaultls.lsp.encode.encoder import Encoder
from vaultls.lsp.language_server import Server


def test_what_was_pulled_before_the_vault_was_read_is_pulled_again(tmp_path: Path) -> None:
    refreshed: list[None] = []

    async def main() -> None:
        client, session = Client(pulls=True), Session(Workers())
        server: Any = SimpleNamespace(
            client=client,
            session=session,
            encoder=lambda folder, vault: Encoder(session, client, folder, vault),
            refresh_diagnostics=lambda: refreshed.append(None),
        )
        publisher = publish.Publisher(server)
        folder = Folder(str(tmp_path), Config(), [], None)
        folder.scanning = True
        folder.open("a.md", "[[nowhere]]", 1)
        publisher.schedule(folder, "a.md")
        assert publisher.diagnostics(folder, "a.md") == []
        folder.scanning = False  # before the first look at what is due
        publisher.changed(folder, None)
        await asyncio.sleep(4 * publish.QUIET)

    asyncio.run(main())
    assert refreshed


def test_what_was_published_of_a_note_is_forgotten_once_it_is_closed(tmp_path: Path) -> None:
    published: list[Any] = []

    async def main() -> None:
        client, session = Client(), Session(Workers())
        server: Any = SimpleNamespace(
            client=client,
            session=session,
            encoder=lambda folder, vault: Encoder(session, client, folder, vault),
            protocol=SimpleNamespace(notify=lambda _method, params: published.append(params)),
        )
        publisher = publish.Publisher(server)
        folder = Folder(str(tmp_path), Config(), [], None)
        for _ in range(2):
            folder.open("a.md", "[[nowhere]]", 1)
            publisher.schedule(folder, "a.md")
            await asyncio.sleep(4 * publish.QUIET)
            folder.close("a.md")
            publisher.schedule(folder, "a.md")
            await asyncio.sleep(4 * publish.QUIET)
        assert not publisher._sent
        assert not publisher._versions

    asyncio.run(main())
    assert [len(params["diagnostics"]) for params in published] == [1, 0, 1, 0]


def test_a_refresh_that_is_due_while_one_is_under_way_comes_after_it(monkeypatch: Any) -> None:
    asked: list[Future[Any]] = []
    server = Server(Session(Workers()), begun=False)
    server.client = Client(pulls=True, diagnostic_refresh=True)

    def ask(_method: str, _params: Any) -> Future[Any]:
        asked.append(Future())
        return asked[-1]

    monkeypatch.setattr(server, "ask", ask)
    server.refresh_diagnostics()
    server.refresh_diagnostics()
    server.refresh_diagnostics()
    assert len(asked) == 1
    asked[0].set_result(None)
    assert len(asked) == 2
    asked[1].set_result(None)
    assert len(asked) == 2
