"""A client that speaks plain JSON-RPC to a server process and may send whatever it likes."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SERVE = "import sys; from vaultls.lsp.server import serve; sys.exit(serve(None, None))"

FULL: dict[str, Any] = {
    "workspace": {
        "workspaceFolders": True,
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
    },
    "textDocument": {
        "definition": {"linkSupport": True},
        "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1]}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "window": {"workDoneProgress": True},
}
"""Capabilities of a client that can what we care for."""


class RawClient:
    """One server process. Answers come by id, notifications and the server's requests in `inbox`."""

    def __init__(
        self, root: Path | None = None, env: dict[str, str] | None = None, command: Sequence[str] = ()
    ) -> None:
        self.root = root
        self.process = subprocess.Popen(
            command or [sys.executable, "-c", SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
        )
        self.inbox: list[dict[str, Any]] = []
        self.answers: dict[Any, queue.Queue[dict[str, Any]]] = {}
        self.stderr = b""
        self.settings: Any = None  # the answer to `workspace/configuration`
        self.results: dict[str, Any] = {}  # the answers to other requests of the server, by method
        self._changed = threading.Condition()
        self._id = 0
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._drain)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> RawClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]

    # Out

    def raw(self, data: bytes) -> None:
        """Bytes as they are."""
        self.process.stdin.write(data)  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]

    def send(self, message: Any) -> None:
        body = json.dumps(message).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def start(self, method: str, params: Any = None) -> int:
        """Send a request; its id for `answer`."""
        self._id += 1
        self.answers[self._id] = queue.Queue()
        self.send({"jsonrpc": "2.0", "id": self._id, "method": method, "params": params})
        return self._id

    def answer(self, id_: int, timeout: float = 60) -> dict[str, Any]:
        answer = self.answers[id_].get(timeout=timeout)
        del self.answers[id_]
        return answer

    def request(self, method: str, params: Any = None, timeout: float = 60) -> dict[str, Any]:
        """The whole answer, with `result` or `error`."""
        return self.answer(self.start(method, params), timeout)

    def ask(self, method: str, params: Any = None) -> Any:
        """The result; an error fails."""
        answer = self.request(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def initialize(self, capabilities: Any = None, **params: Any) -> Any:
        folders = [{"uri": self.root.as_uri(), "name": "v"}] if self.root else None
        basic = {"processId": None, "rootUri": None, "workspaceFolders": folders, "capabilities": capabilities or {}}
        result = self.ask("initialize", {**basic, **params})
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, version: int = 1) -> None:
        document = {"uri": uri, "languageId": "markdown", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, span: tuple[int, int, int, int] | None = None, version: Any = 2) -> None:
        change: dict[str, Any] = {"text": text}
        if span:
            start, end = {"line": span[0], "character": span[1]}, {"line": span[2], "character": span[3]}
            change["range"] = {"start": start, "end": end}
        self.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}
        )

    def symbols(self, uri: str) -> list[str]:
        """The headings that the server sees in a note: what is left of all changes to its text."""
        return [s["name"] for s in self.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) or []]

    def alive(self) -> bool:
        """Whether requests are still answered."""
        return "result" in self.request("workspace/symbol", {"query": "zzz"})

    # In

    def wait(self, matches: Callable[[dict[str, Any]], bool], timeout: float = 60) -> dict[str, Any]:
        """The first message that matches, taken out of `inbox`, now or when it comes."""
        until = time.monotonic() + timeout
        with self._changed:
            while True:
                for message in self.inbox:
                    if matches(message):
                        self.inbox.remove(message)
                        return message
                if not self._changed.wait(max(0.0, until - time.monotonic())):
                    raise TimeoutError(f"no such message among {self.inbox}; stderr: {self.stderr.decode()}")

    def diagnostics(self, uri: str, codes: list[str] | None = None) -> list[dict[str, Any]]:
        """The next diagnostics of a document, with exactly these codes if given."""

        def matches(message: dict[str, Any]) -> bool:
            params = message.get("params")
            if message.get("method") != "textDocument/publishDiagnostics" or params["uri"] != uri:
                return False
            return codes is None or sorted(d["code"] for d in params["diagnostics"]) == sorted(codes)

        return self.wait(matches)["params"]["diagnostics"]

    def ends(self) -> int:
        """The exit code, when the process has ended by itself."""
        return self.process.wait(60)

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = None
            while line := stream.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if length is None:
                return
            message = json.loads(stream.read(length))
            with self._changed:
                if "method" not in message and message.get("id") in self.answers:
                    self.answers[message["id"]].put(message)
                else:
                    self.inbox.append(message)
                if "method" in message and "id" in message:
                    result: Any = (
                        [self.settings]
                        if message["method"] == "workspace/configuration"
                        else self.results.get(message["method"])
                    )
                    try:
                        self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
                    except OSError:
                        return
                self._changed.notify_all()

    def _drain(self) -> None:
        for line in self.process.stderr or ():
            self.stderr += line


def until(condition: Callable[[], bool], timeout: float = 60) -> None:
    """Wait for a condition, looking again and again."""
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)
