"""What is asked of a server: the same requests of ours and of the bare one, with somebody typing at the end of a long note."""

import time
from pathlib import Path
from typing import Any

from client import Client
from make_vault import HUB, Place, Truth


class Session:
    def __init__(self, command: list[str], root: Path, truth: Truth) -> None:
        self.client, self.root, self.truth = Client(command, root), root, truth
        self.version, self.typed = 1, ""
        for path in {truth.hub[0].path, truth.tag[0].path, truth.long, *(link.path for link in truth.links)}:
            uri, text = (root / path).as_uri(), (root / path).read_bytes().decode()
            document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
            self.client.notify("textDocument/didOpen", {"textDocument": document})
            if path == truth.long:
                self.uri, self.line = uri, text.count("\n")

    def indexed(self) -> tuple[float, float]:
        """Seconds from the start to the first right definition, and to the answer with every link to the hub."""
        first, hub = self.truth.links[0], self.at(self.truth.hub[0])
        while (self.root / first.names).as_uri() not in str(
            self.client.request("textDocument/definition", self.at(first))[0]
        ):
            time.sleep(0.01)
        right = time.perf_counter() - self.client.began
        while len(self.client.request("textDocument/references", hub)[0] or []) < len(self.truth.hub):
            time.sleep(0.02)
        return right, time.perf_counter() - self.client.began

    def times(self) -> dict[str, list[float]]:
        """Seconds of each request, without the first."""
        links, hub, tag = self.truth.links, self.truth.hub[0], self.truth.tag[0]
        asked = {
            "definition": (100, "textDocument/definition", lambda i: self.at(links[i % len(links)])),
            "hover": (100, "textDocument/hover", lambda i: self.at(links[i % len(links)])),
            "completion after [[abc": (
                100,
                "textDocument/completion",
                lambda i: self.type("x" * (i % 3) + "[[" + HUB[:3]),
            ),
            "completion after #po": (100, "textDocument/completion", lambda i: self.type("x" * (i % 3) + " #po")),
            "references of the hub": (20, "textDocument/references", lambda _: self.at(hub)),
            "rename of a tag": (20, "textDocument/rename", lambda _: self.at(tag)),
            "workspace symbols": (50, "workspace/symbol", lambda _: {"query": HUB[:6]}),
        }
        return {
            name: [self.client.request(method, params(i))[1] for i in range(n + 1)][1:]
            for name, (n, method, params) in asked.items()
        }

    def keystroke(self, row: str) -> float:
        """Seconds from typing to the diagnostics of what was typed."""
        self.type(row)
        sent = time.perf_counter()
        return self.client.diagnosed(self.version) - sent

    def type(self, row: str) -> dict[str, Any]:
        """The long note ends with `row` from now on; parameters for a completion there."""
        start, end = ({"line": self.line, "character": c} for c in (0, len(self.typed)))
        self.version, self.typed = self.version + 1, row
        document = {"uri": self.uri, "version": self.version}
        change = {"range": {"start": start, "end": end}, "text": row}
        self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        return {"textDocument": document, "position": {"line": self.line, "character": len(row)}}

    def at(self, place: Place) -> dict[str, Any]:
        """Parameters for any request with the cursor on a link or tag."""
        position = {"line": place.line, "character": place.character + 3}
        document = {"uri": (self.root / place.path).as_uri()}
        return {
            "textDocument": document,
            "position": position,
            "newName": "livre",
            "context": {"includeDeclaration": False},
        }
