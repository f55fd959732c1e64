"""One server on one made vault, with somebody typing at the end of a long note."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from bench.asked import ASKED, Asked
from bench.client import Client
from bench.make_vault import Place, Truth

LONG = 10.0
"""Seconds after which a request isn't asked again."""


class Session:
    def __init__(self, command: list[str], root: Path, truth: Truth, env: dict[str, str]) -> None:
        self.client, self.root, self.truth = Client(command, root, env), root, truth
        self.version, self.typed = 1, ""
        self.answer: Any = None  # of the last request that a further one needs
        notes = {truth.hub[0].path, truth.hub[0].names, truth.tag[0].path, *(link.path for link in truth.links)}
        for path in [*sorted(notes - {truth.long}), truth.long]:
            text = (root / path).read_bytes().decode()
            document = {"uri": self.place(path), "languageId": "markdown", "version": 1, "text": text}
            self.client.notify("textDocument/didOpen", {"textDocument": document})
        self.uri, self.line = self.place(truth.long), text.count("\n")
        self.middle = {"line": self.line // 2, "character": 0}

    def indexed(self) -> tuple[float, float]:
        """Seconds from the start to the first right definition, and to the answer with every link to the hub."""
        first, hub = self.truth.links[0], self.at(self.truth.hub[0])
        while self.place(first.names) not in str(self.client.request("textDocument/definition", self.at(first))[0]):
            time.sleep(0.01)
        right = time.perf_counter() - self.client.began
        while len(self.client.request("textDocument/references", hub)[0] or []) < len(self.truth.hub):
            time.sleep(0.02)
        return right, time.perf_counter() - self.client.began

    def read(self) -> float:
        """Seconds from the start until every note has been read and the cache is written: this command waits for it."""
        self.client.request("workspace/executeCommand", {"command": "vaultls.tags", "arguments": []})
        return time.perf_counter() - self.client.began

    def times(self, asked: Asked) -> list[float] | None:
        """Seconds of each time but the first; None where the server can't answer it."""
        try:
            if asked.before is not None:
                method, params = asked.before
                self.answer, _ = self.client.request(method, params(self, 0))
            began, seconds = time.perf_counter(), []
            for i in range(asked.times + 1):
                seconds.append(self.client.request(asked.method, asked.params(self, i))[1])
                if len(seconds) > 3 and time.perf_counter() - began > LONG:
                    break
        except (KeyError, IndexError, TypeError):  # an error, or nothing to go on with
            return None
        return seconds[1:]

    def all_times(self) -> dict[str, list[float]]:
        """Of every request by its name, as far as the server answers it."""
        found = {name: self.times(asked) for name, asked in ASKED.items()}
        return {name: seconds for name, seconds in found.items() if seconds}

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
        """Parameters for any request with the cursor on a link, tag or heading."""
        position = {"line": place.line, "character": place.character + 3}
        return {
            "textDocument": {"uri": self.place(place.path)},
            "position": position,
            "range": {"start": position, "end": position},
            "newName": "livre",
            "context": {"includeDeclaration": False, "diagnostics": []},
        }

    def place(self, path: str) -> str:
        return (self.root / path).as_uri()
