"""Every request about a note of twice the size costs about twice the steps, whatever the note holds."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.steps import SLACK, steps
from syntax.hostile import HOSTILE
from vaultls.host.session import Session
from vaultls.host.worker import Workers
from vaultls.lsp.client import Client
from vaultls.lsp.language_server import Server
from vaultls.lsp.routes import ROUTES

FACTOR = 2.6
MANY = {
    "sections with links": lambda n: "".join(
        f"## Part {i}\n\nSee [[b]] and [[a#Part {i}]] #tag ^id{i}\n\n" for i in range(n)
    ),
    "items": lambda n: "".join(f"- [ ] item {i} [[b#B]] #tag/{i % 7}\n" for i in range(n)),
    "one line": lambda n: "[[b]] #tag word [t](b.md) `code` " * n,
    "a table": lambda n: "| a | b |\n|---|---|\n" + "| [[b\\|x]] | #tag |\n" * n,
    "tags of the frontmatter": lambda n: "---\ntags:\n" + "".join(f"  - t{i}\n" for i in range(n)) + "---\n[[b]]\n",
    "nested callouts": lambda n: "".join(f"{'> ' * (i % 9 + 1)}[!note] Title [[b]]\n" for i in range(n)),
    "embeds": lambda n: "![[b]]\n\n" * n,
    "footnotes and references": lambda n: "".join(
        f"a[^{i}] [t][r{i}]\n\n[^{i}]: text\n\n[r{i}]: b.md\n\n" for i in range(n)
    ),
}
BIG: dict[str, Callable[[int], str]] = MANY | HOSTILE
NOT_OF_A_NOTE = {
    "initialize", "initialized", "shutdown", "exit", "$/setTrace", "window/workDoneProgress/cancel",
    "workspace/didChangeConfiguration", "workspace/didChangeWorkspaceFolders", "workspace/didChangeWatchedFiles",
    "workspace/didCreateFiles", "workspace/didDeleteFiles", "workspace/didRenameFiles",
    "textDocument/didOpen", "textDocument/didClose", "textDocument/didSave", "textDocument/didChange",
    "completionItem/resolve", "codeAction/resolve", "codeLens/resolve",
    "callHierarchy/incomingCalls", "callHierarchy/outgoingCalls", "workspace/diagnostic",
}  # fmt: skip
AT_A_PLACE = ("nextEmptySection", "showBacklinks", "unlinkedMentions")
OF_THE_VAULT = ("tags", "progress", "graph")


class Asked:
    """A server in this process with the note `a.md`, which is open, and one that links to it as often."""

    def __init__(self, root: Path, text: str, links: int) -> None:
        root.mkdir()
        (root / "a.md").write_text(text, newline="")
        (root / "b.md").write_text("# B\n\n" + "[[a]] " * links)
        self.loop = asyncio.new_event_loop()
        self.session = Session(Workers())
        self.server = Server(self.session, begun=True)
        self.server.client = Client(
            document_changes=True, symbol_tree=True, resource_operations=frozenset(["rename", "create"])
        )
        self.server.protocol.initialized = True
        self.server.publisher._wait = lambda: None  # type: ignore[method-assign]  # nothing but what is asked
        self.session.add([str(root)])
        self.uri = (root / "a.md").as_uri()
        self.loop.run_until_complete(self._index())
        self.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}},
        )
        [document] = self.session.documents.values()
        self.folder = document.folder
        note = self.folder.vault.notes["a.md"]
        offset = note.links[len(note.links) // 2].start + 3 if note.links else len(text) // 2
        line, character = note.lines.position(offset, "utf-16")
        self.at = {"line": line, "character": character}
        end = note.lines.position(len(text), "utf-16")
        self.all = {"start": {"line": 0, "character": 0}, "end": {"line": end[0], "character": end[1]}}

    async def _index(self) -> None:
        self.session.start()
        await self.session.indexed()
        assert self.session.afterwards.task is not None
        await self.session.afterwards.task

    def tell(self, method: str, params: Any) -> Any:
        async def ask() -> Any:
            try:
                result = ROUTES[method].handler(self.server, params)
                return await result if inspect.isawaitable(result) else result
            except Exception as error:
                if type(error).__name__ != "Refusal":
                    raise
                return None

        return self.loop.run_until_complete(ask())

    def requests(self) -> dict[str, Callable[[], Any]]:
        """Each request about the note by its name."""
        document = {"uri": self.uri}
        params = {
            "textDocument": document, "position": self.at, "range": self.all, "positions": [self.at], "query": "B",
            "context": {"includeDeclaration": True, "diagnostics": [], "triggerKind": 1}, "newName": "new name",
            "files": [{"oldUri": self.uri, "newUri": self.uri.replace("a.md", "c.md")}],
        }  # fmt: skip
        found: dict[str, Callable[[], Any]] = {}
        for method in ROUTES.keys() - NOT_OF_A_NOTE - {"workspace/executeCommand"}:
            found[method] = lambda method=method: self.tell(method, params)
        for name in AT_A_PLACE + OF_THE_VAULT:
            command = {"command": f"vaultls.{name}", "arguments": [self.uri, self.at][: 2 if name in AT_A_PLACE else 1]}
            found[name] = lambda command=command: self.tell("workspace/executeCommand", command)
        return found

    def type(self) -> None:
        """A keystroke, and the diagnostics after it."""
        change = {"range": {"start": self.all["end"], "end": self.all["end"]}, "text": "x"}
        self.tell(
            "textDocument/didChange", {"textDocument": {"uri": self.uri, "version": 2}, "contentChanges": [change]}
        )
        self.server.publisher.diagnostics(self.folder, "a.md")

    def close(self) -> None:
        self.session.end()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()


@pytest.mark.parametrize("name", BIG)
def test_each_request_is_linear_in_the_note(name: str, tmp_path: Path) -> None:
    sizes = (8, 120, 240)
    texts = [BIG[name](size) for size in sizes]
    factor = FACTOR * max(1, len(texts[2]) / len(texts[1]) / 2)  # lines that are indented deeper and deeper
    servers = [Asked(tmp_path / str(size), text, size) for size, text in zip(sizes, texts, strict=True)]
    try:
        asked = [server.requests() | {"typing": server.type} for server in servers]
        slow = []
        for request in sorted(asked[0]):
            asked[0][request]()  # loads what it needs
            once, twice = (steps(some[request]) for some in asked[1:])
            if twice > factor * once + SLACK:
                slow.append(f"{request}: {once} steps, {twice} for twice the note")
        assert not slow, "\n".join(slow)
    finally:
        for server in servers:
            server.close()


def test_every_request_is_asked() -> None:
    assert ROUTES.keys() >= NOT_OF_A_NOTE
