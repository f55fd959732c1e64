"""Nothing that a client sends makes the server exit, hang, or answer another request wrongly."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.rawclient import FULL, RawClient, until

HEADING = "# One\n\n## Two \U0001f600 x\n\ntext [[b]]\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[RawClient]:
    """A server on a vault of two notes, `a.md` open."""
    (tmp_path / "a.md").write_text(HEADING)
    (tmp_path / "b.md").write_text("# B\n")
    with RawClient(tmp_path) as client:
        client.initialize(FULL)
        client.open(uri(client), HEADING)
        yield client
        assert client.process.poll() is None, client.stderr.decode()
        assert client.alive()


def uri(client: RawClient, name: str = "a.md") -> str:
    assert client.root is not None
    return (client.root / name).as_uri()


def at(uri_: str, line: int = 0, character: int = 0) -> dict[str, Any]:
    return {"textDocument": {"uri": uri_}, "position": {"line": line, "character": character}}


def test_requests_before_initialize_and_after_shutdown(tmp_path: Path) -> None:
    with RawClient(tmp_path) as client:
        assert client.request("textDocument/hover", at("file:///a.md"))["error"]["code"] == -32002
        client.notify("textDocument/didOpen", {})
        client.initialize()
        assert client.request("initialize", {"capabilities": {}})["error"]["code"] == -32600
        assert client.ask("shutdown") is None
        assert client.request("textDocument/hover", at("file:///a.md"))["error"]["code"] == -32600
        client.notify("exit")
        assert client.ends() == 0


def test_exit_without_shutdown_is_an_error_and_the_end_of_input_an_end(tmp_path: Path) -> None:
    with RawClient(tmp_path) as client:
        client.initialize()
        client.notify("exit")
        assert client.ends() == 1
    with RawClient(tmp_path) as client:
        client.initialize()
        client.process.stdin.close()  # type: ignore[union-attr]
        client.ends()


@pytest.mark.skipif(os.name == "nt", reason="there the end of the stream must do")
def test_the_server_ends_with_the_process_of_its_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    serve = "import vaultls.lsp.language_server as s; s.PARENT_CHECK = 0.05\n"
    monkeypatch.setattr(
        "tests.lsp.rawclient.SERVE",
        serve + "import sys; from vaultls.lsp.server import serve; sys.exit(serve(None, None))",
    )
    with RawClient(tmp_path) as client:
        client.initialize(processId=editor.pid)
        editor.communicate(b"\n")
        client.ends()


def test_unknown_documents_have_no_answers(client: RawClient) -> None:
    names = ["no.md", "%00", "..%2f..%2fetc/passwd.md", "a.png", "%ff.md", "sub/"]
    unknown = [uri(client)[:-4] + name for name in names]
    for where in (*unknown, "untitled:x", "", "nonsense", "file:", "file://", "http://[bad/x.md"):
        for method in (
            "definition",
            "declaration",
            "hover",
            "references",
            "completion",
            "prepareRename",
            "documentSymbol",
            "codeLens",
            "documentLink",
            "documentHighlight",
            "foldingRange",
            "semanticTokens/full",
            "prepareCallHierarchy",
        ):
            assert not client.ask("textDocument/" + method, at(where))
        client.change(where, "x", (0, 0, 0, 0))
        client.notify("textDocument/didClose", {"textDocument": {"uri": where}})


def test_any_position_is_answered(client: RawClient) -> None:
    places = [(0, 999), (999, 0), (2, 8), (2**31, 2**31), (-1, -5), (10**30, 10**30)]
    for place, method in itertools.product(
        places,
        (
            "definition",
            "hover",
            "references",
            "completion",
            "prepareRename",
            "documentHighlight",
            "prepareCallHierarchy",
        ),
    ):
        answer = client.request("textDocument/" + method, at(uri(client), *place))
        assert "result" in answer or answer["error"]["code"] == -32803


def test_a_change_inside_a_surrogate_pair_counts_from_its_start(client: RawClient) -> None:
    client.change(uri(client), "y", (2, 8, 2, 9))
    until(
        lambda: (
            client.symbols(uri(client)) == ["One"] or bool(client.ask("textDocument/documentSymbol", at(uri(client))))
        )
    )
    [one] = client.ask("textDocument/documentSymbol", at(uri(client))) or [None]
    if one is not None:
        assert one["children"][0]["name"] == "Two y x"


MALFORMED: list[Any] = [
        None, [], "x", 3, {}, {"textDocument": None}, {"textDocument": {"uri": 3}}, {"textDocument": {}},
        {"textDocument": {"uri": "file:///a.md"}}, {"textDocument": {"uri": "file:///a.md"}, "position": {"line": "0"}},
        {"textDocument": {"uri": "file:///a.md"}, "position": {"line": 1.5, "character": 0}},
        {"textDocument": {"uri": "file:///a.md"}, "position": [0, 0]},
    ]  # fmt: skip


def test_malformed_parameters_are_refused_with_the_id(client: RawClient) -> None:
    for params in MALFORMED:
        for method in ("definition", "hover", "completion", "rename", "documentHighlight", "selectionRange"):
            assert client.request("textDocument/" + method, params)["error"]["code"] == -32602
        for method in ("didOpen", "didChange", "didClose", "didSave"):
            client.notify("textDocument/" + method, params)
        for method in ("didChangeWatchedFiles", "didChangeConfiguration", "didChangeWorkspaceFolders"):
            client.notify("workspace/" + method, params)
        client.notify("window/workDoneProgress/cancel", params)
        client.notify("$/cancelRequest", params)
        for method in (
            "workspace/symbol",
            "workspace/executeCommand",
            "completionItem/resolve",
            "codeLens/resolve",
            "workspace/diagnostic",
        ):
            answer = client.request(method, params)
            assert "result" in answer or answer["error"]["code"] == -32602


def test_messages_that_are_none(client: RawClient) -> None:
    for body in (
        b"{",
        b"[]",
        b"3",
        b'"x"',
        b"null",
        b"{}",
        b'{"jsonrpc":"2.0"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id":1}',
    ):
        client.raw(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    client.raw(b"\r\n\r\nnonsense\r\n\r\ncontent-length:x\r\n\r\nContent-Length: -4\r\n\r\n")
    client.raw(b'content-length:   40\r\nX-Other: 1\r\n\r\n{"jsonrpc":"2.0","method":"$/x","id":77}')
    assert client.wait(lambda m: m.get("id") == 77)["error"]["code"] == -32601
    client.send({"jsonrpc": "2.0", "id": "nobody-asked", "result": 5})
    client.send({"jsonrpc": "2.0", "id": [1], "method": "textDocument/hover"})
    assert client.wait(lambda m: "method" not in m and m["error"]["code"] == -32700)["id"] is None


def test_unknown_methods(client: RawClient) -> None:
    assert client.request("textDocument/makeCoffee")["error"]["code"] == -32601
    client.notify("$/whatever", {"x": 1})
    client.notify("textDocument/makeCoffee")


def test_cancelling(client: RawClient) -> None:
    client.notify("$/cancelRequest", {"id": 4711})
    client.notify("$/cancelRequest", {"id": [1]})
    id_ = client.start("textDocument/hover", at(uri(client)))
    client.notify("$/cancelRequest", {"id": id_})
    answer = client.answer(id_)
    assert "result" in answer or answer["error"]["code"] == -32800


def test_opening_and_closing_twice_and_odd_versions(client: RawClient) -> None:
    a = uri(client)
    client.open(a, "# New\n", version=1)
    assert client.symbols(a) == ["New"]
    client.change(a, "# Newer\n", version=-3)
    assert client.symbols(a) == ["Newer"]
    client.change(a, "x", (0, 2, 0, 5), version="three")
    assert client.symbols(a) == ["xer"]
    client.change(uri(client, "never.md"), "# x\n")
    for _ in range(2):
        client.notify("textDocument/didClose", {"textDocument": {"uri": a}})
    assert client.symbols(a) == ["One"]


def test_spellings_of_one_uri_are_one_document(client: RawClient) -> None:
    a = uri(client)
    spelled = a.replace("a.md", "%61.md").replace("file:///", "FILE://localhost/")
    client.change(spelled, "# Same\n")
    assert client.symbols(a) == ["Same"]
    client.open(spelled, "# Again\n")
    assert client.symbols(a) == ["Again"]


def test_large_and_deep_texts_are_answered(client: RawClient) -> None:
    texts = {
        "line": "word [[b]] " * 180_000,
        "binary": bytes(range(256)).decode("latin-1") * 500,
        "quotes": ">" * 10_000 + " deep\n",
        "lists": "".join("  " * (i % 200) + "- x\n" for i in range(10_000)),
        "bomb": "---\n" + "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(f"{c}: &{c} [{', '.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)) + "---\n",
        "brackets": "[" * 50_000 + "](" * 50_000,
        "surrogate": "# lone \ud800 \udc00\n[[\ud800]]\n",
    }  # fmt: skip
    for name, text in texts.items():
        where = uri(client, name + ".md")
        client.open(where, text)
        for method in ("definition", "hover", "completion", "documentSymbol", "codeLens"):
            assert "result" in client.request("textDocument/" + method, at(where, 0, 7)), name
        client.notify("textDocument/didClose", {"textDocument": {"uri": where}})


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n![[b]]\n")
    (tmp_path / "b.md").write_text("# B\n![[a]]\n![[b]]\n")
    with RawClient(tmp_path) as client:
        client.initialize(FULL)
        client.open(uri(client), "# A\n![[b]]\n")
        for method in ("definition", "hover", "references"):
            assert "result" in client.request("textDocument/" + method, at(uri(client), 1, 4))


@pytest.mark.parametrize(
    "params",
    [
        {"workspaceFolders": [None, {"uri": 3}, {}]},
        {"rootUri": "file:///does/not/exist"},
        {"rootPath": "x"},
        {"initializationOptions": [1]},
        {"capabilities": 3},
        {"processId": "x"},
    ],
)
def test_odd_initialize_parameters(params: dict[str, Any]) -> None:
    with RawClient() as client:
        assert client.initialize(**params)["capabilities"]["positionEncoding"] == "utf-16"
        client.open("untitled:Untitled-1", "# U\n")
        assert client.symbols("untitled:Untitled-1") == ["U"]


def test_initialize_without_parameters_can_be_repeated(tmp_path: Path) -> None:
    with RawClient(tmp_path) as client:
        assert client.request("initialize", None)["error"]["code"] == -32602
        client.initialize()
        assert client.alive()


@pytest.mark.parametrize(
    ("offered", "taken"),
    [(["utf-8", "utf-16"], "utf-8"), (["x", "utf-32"], "utf-32"), (None, "utf-16"), ([], "utf-16")],
)
def test_the_first_known_encoding_is_taken(offered: Any, taken: str) -> None:
    with RawClient() as client:
        assert (
            client.initialize({"general": {"positionEncodings": offered}})["capabilities"]["positionEncoding"] == taken
        )


def test_output_of_others_does_not_reach_the_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve = "import sys, os, vaultls.lsp.sync as s, vaultls.lsp.routes as r\n"
    serve += "s.did_save = lambda *a: (print('noise'), os.write(1, b'more'), os.system('echo even more'))\n"
    serve += "r.ROUTES['textDocument/didSave'] = r.Route(s.did_save)\n"
    serve += "from vaultls.lsp.server import serve; sys.exit(serve(None, None))"
    monkeypatch.setattr("tests.lsp.rawclient.SERVE", serve)
    with RawClient(tmp_path) as client:
        client.initialize()
        client.notify("textDocument/didSave", {})
        assert client.alive()
        until(lambda: b"even more" in client.stderr and b"noise" in client.stderr)


def test_a_handler_that_raises_is_an_error_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve = "import sys, vaultls.lsp.routes as r\n"
    serve += "def fail(*a): raise KeyError('oh')\n"
    serve += "r.ROUTES['textDocument/hover'] = r.Route(fail); r.ROUTES['textDocument/didSave'] = r.Route(fail)\n"
    serve += "from vaultls.lsp.server import serve; sys.exit(serve(None, None))"
    monkeypatch.setattr("tests.lsp.rawclient.SERVE", serve)
    with RawClient(tmp_path) as client:
        client.initialize()
        assert client.request("textDocument/hover", {})["error"]["code"] == -32603
        client.notify("textDocument/didSave", {})
        assert client.alive()
        until(lambda: b"KeyError" in client.stderr)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_ends_the_server_quietly(tmp_path: Path) -> None:
    # A shell starts jobs in the background with interrupts ignored, and what is ignored here would be ignored there.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with RawClient(tmp_path) as client:
            client.initialize()
            assert client.alive()
            client.process.send_signal(signal.SIGINT)
            client.ends()
            assert b"Traceback" not in client.stderr
    finally:
        signal.signal(signal.SIGINT, before)
