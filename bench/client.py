"""A language client that measures: from the last byte of a request sent to the last byte of its answer read."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

CAPABILITIES: dict[str, Any] = {
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}},
    "textDocument": {
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
"""So few that the server asks nothing."""


class Client:
    """One server on one folder. `init`: seconds from its start to the answer of `initialize`."""

    def __init__(self, command: list[str], root: Path, env: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **env}
        )
        self._id = 0
        self.request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": CAPABILITIES})
        self.init = time.perf_counter() - self.began
        self.notify("initialized", {})

    def request(self, method: str, params: Any) -> tuple[Any, float]:
        """The result and the seconds that it took. Raises KeyError for an error."""
        self._id += 1
        self._send({"id": self._id, "method": method, "params": params})
        sent = time.perf_counter()
        while True:
            message, read = self._read()
            if message.get("id") == self._id:
                return message["result"], read - sent

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def diagnosed(self, version: int) -> float:
        """When the diagnostics of this version of a document were read; waits for them."""
        while True:
            message, read = self._read()
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"].get("version") == version
            ):
                return read

    def memory(self) -> float:
        """MB of the process and its children; what they share counts once where the system can tell."""
        process = psutil.Process(self._process.pid)
        infos = [p.memory_full_info() for p in (process, *process.children(recursive=True))]
        return sum(getattr(info, "pss", info.uss) for info in infos) / 1e6

    def close(self) -> None:
        self.request("shutdown", None)
        self.notify("exit", None)
        self._process.communicate(timeout=30)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> tuple[dict[str, Any], float]:
        """The next message and when all of it had come."""
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line[15:])
        body = self._process.stdout.read(length)
        return json.loads(body), time.perf_counter()
