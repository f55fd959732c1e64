"""A small editor's side of the Language Server Protocol, for the demo: JSON-RPC over a server's standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any, cast

Message = dict[str, Any]


class ServerGone(Exception):
    """The server ended or doesn't answer; the message says what it wrote last."""


class Client:
    """Starts the real server on one folder. Positions are in UTF-32 units, which is code points."""

    def __init__(self, root: Path, timeout: float = 60) -> None:
        """`timeout` is in seconds, for each answer."""
        self.root = root
        self.timeout = timeout
        self._process = subprocess.Popen(
            [sys.executable, "-m", "vaultls", "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._messages: Queue[Message | None] = Queue()
        self._count = 0
        self._diagnostics: dict[str, list[Any]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "capabilities": {
                    "general": {"positionEncodings": ["utf-32"]},
                    "textDocument": {
                        "publishDiagnostics": {"relatedInformation": True},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                    "workspace": {"workspaceEdit": {"documentChanges": True}},
                    "window": {"workDoneProgress": True},
                },
            },
        )
        self.notify("initialized", {})

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # it was asked for
        while True:
            length = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                self._messages.put(None)
                return
            self._messages.put(json.loads(stream.read(length)))

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None  # it was asked for
        try:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._process.stdin.flush()
        except OSError:
            raise self._gone() from None

    def _gone(self) -> ServerGone:
        self._process.kill()
        said = self._process.communicate()[1].decode("utf-8", "replace").strip().splitlines()
        return ServerGone(said[-1] if said else "it does not answer")

    def notify(self, method: str, params: Message) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Message | None) -> Any:
        """The result of a request. Raises `ServerGone`, also for an error answer."""
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._count and "method" not in message:
                if "error" in message:
                    raise ServerGone(f"{method}: {message['error']['message']}")
                return message["result"]

    def _next(self) -> Message:
        """The next message; the server's own requests are answered, its diagnostics kept."""
        try:
            message = self._messages.get(timeout=self.timeout)
        except Empty:
            raise self._gone() from None
        if message is None:
            raise self._gone()
        if "method" in message and "id" in message:
            items = (
                message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else None
            )
            self._send({"id": message["id"], "result": None if items is None else [None] * len(items)})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def diagnostics(self, uri: str) -> list[Message]:
        """What is published for a document, waiting for it."""
        while uri not in self._diagnostics:
            self._next()
        return cast("list[Message]", self._diagnostics[uri])

    def close(self) -> None:
        """End the server in order."""
        self.request("shutdown", None)
        self._send({"method": "exit"})
        self._process.communicate(timeout=self.timeout)
