"""Code actions through the protocol: as literals or commands, whole or resolved, with what the client asks about."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types
from lsprotocol.converters import get_converter

from lsp.rawclient import RawClient
from vaultls.config import Config
from vaultls.host.folder import Folder
from vaultls.host.session import Session
from vaultls.host.worker import Workers
from vaultls.lsp.client import Client as ClientCan
from vaultls.lsp.encode.encoder import Encoder
from vaultls.lsp.requests.actions import code_action, code_action_resolve
from vaultls.syntax.parse import parse

converter = get_converter()
NOTES = {"a.md": "# A\n😀 [[b#On]] [[New]]\n##\u00a0No heading\n", "b.md": "# b\n## One\n"}
LITERALS = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}, "isPreferredSupport": True}
RESOLVE = {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}
EDITS = {"documentChanges": True, "resourceOperations": ["create"]}
CREATE, HEADING = "Create the note “New”", "Add the heading “On” to “b”"


class Client(RawClient):
    problems: list[Any]


def capabilities(edits: Any = EDITS, **action: Any) -> dict[str, Any]:
    return {"workspace": {"workspaceEdit": edits, "applyEdit": True}, "textDocument": {"codeAction": action}}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for path, text in NOTES.items():
        (tmp_path / path).write_text(text, encoding="utf-8", newline="")
    return tmp_path


def begin(client: Client, announced: dict[str, Any]) -> str:
    """Opens the first note, and waits for its problems."""
    client.initialize(announced)
    assert client.root is not None
    uri = (client.root / "a.md").as_uri()
    client.open(uri, NOTES["a.md"], 7)
    client.problems = client.diagnostics(uri, ["nbsp-heading", "unresolved-heading", "unresolved-link"])
    return uri


def ask(client: RawClient, uri: str, line: int, column: int, **context: Any) -> list[Any]:
    place = {"line": line, "character": column}
    params = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}}
    return client.ask("textDocument/codeAction", {**params, "context": {"diagnostics": [], **context}})


def titled(actions: list[Any], title: str) -> Any:
    [found] = [action for action in actions if action["title"] == title]
    return found


def test_whole_actions(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities(**LITERALS))
        action = titled(ask(client, uri, 1, 14), CREATE)
        assert action["kind"] == "quickfix"
        assert action["diagnostics"][0]["code"] == "unresolved-link"
        assert action["edit"] == {"documentChanges": [{"kind": "create", "uri": (vault / "New.md").as_uri()}]}
        assert "data" not in action
        converter.structure(action, types.CodeAction)
        fix = titled(ask(client, uri, 2, 0), "Make it a heading, with a plain blank")
        assert fix["isPreferred"] is True
        [change] = fix["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 7}
        [source] = ask(client, uri, 0, 0, only=["source.fixAll"])
        assert source["kind"] == "source.fixAll.vaultls"
        assert source["edit"] == fix["edit"]


def test_edits_come_when_they_are_wanted(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities(**LITERALS, **RESOLVE))
        action = titled(ask(client, uri, 1, 5), HEADING)
        assert "edit" not in action
        resolved = client.ask("codeAction/resolve", action)
        [change] = resolved["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": (vault / "b.md").as_uri(), "version": None}
        assert change["edits"][0]["newText"] == "\n## On\n"
        converter.structure(resolved, types.CodeAction)
        client.change(uri, "# A\n")
        answer = client.request("codeAction/resolve", action)
        assert answer["error"]["message"] == "The note has changed; ask again"


def test_the_problems_that_the_client_asks_about(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities(**LITERALS, **RESOLVE))
        [one] = [d for d in client.problems if d["code"] == "unresolved-heading"]
        theirs = {**one, "data": "something of theirs"}
        everything = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
        params = {
            "textDocument": {"uri": uri},
            "range": everything,
            "context": {"diagnostics": [theirs], "only": ["quickfix"]},
        }
        actions = client.ask("textDocument/codeAction", params)
        assert titled(actions, HEADING)["diagnostics"] == [theirs]
        assert all(action["diagnostics"] == [theirs] for action in actions)
        assert CREATE in [
            a["title"] for a in client.ask("textDocument/codeAction", {**params, "context": {"diagnostics": []}})
        ]
        on_the_line = ask(client, uri, 1, 0, diagnostics=[theirs])
        assert titled(on_the_line, HEADING)["diagnostics"] == [theirs]


def test_a_client_that_makes_no_files(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities({"documentChanges": True}, **LITERALS))
        assert CREATE not in [action["title"] for action in ask(client, uri, 1, 14)]
    with Client(vault) as client:
        uri = begin(client, capabilities({}, **LITERALS, disabledSupport=True))
        action = titled(ask(client, uri, 1, 14), CREATE)
        assert action["disabled"] == {"reason": "This editor can't create files for a language server"}
        assert "edit" not in action
        assert "data" not in action
        converter.structure(action, types.CodeAction)


def test_commands_for_a_client_that_knows_no_actions(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities())
        command = titled(ask(client, uri, 1, 5), HEADING)
        converter.structure(command, types.Command)
        assert command["command"] == "vaultls.applyAction"
        edit = client.ask(
            "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
        )
        applied = client.wait(lambda m: m.get("method") == "workspace/applyEdit")["params"]
        assert applied == {"label": HEADING, "edit": edit}
        assert edit["documentChanges"][0]["edits"][0]["newText"] == "\n## On\n"
        for arguments in ([], ["x"], [{"range": 1}], [{**command["arguments"][0], "textDocument": 3}]):
            answer = client.request("workspace/executeCommand", {"command": command["command"], "arguments": arguments})
            assert answer["error"]["code"] == -32602


def test_texts_that_are_not_saved(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities(**LITERALS, **RESOLVE))
        other = (vault / "b.md").as_uri()
        client.open(other, "# b\r\n## 😀 More\r\n### One\r\n", 3)
        client.change(uri, "😀😀 [[b#On]]\n", version=8)
        edit = client.ask("codeAction/resolve", titled(ask(client, uri, 0, 8), HEADING))["edit"]
        [change] = edit["documentChanges"]
        end = {"line": 3, "character": 0}
        assert change["textDocument"] == {"uri": other, "version": 3}
        assert change["edits"] == [{"range": {"start": end, "end": end}, "newText": "\r\n## On\r\n"}]


def test_what_makes_no_sense(vault: Path) -> None:
    with Client(vault) as client:
        uri = begin(client, capabilities(**LITERALS, **RESOLVE))
        assert client.ask("codeAction/resolve", {"title": "theirs", "data": 3}) == {"title": "theirs", "data": 3}
        place = {"line": 1, "character": 14}
        params = {"textDocument": {"uri": uri}, "range": {"start": place, "end": {"line": 0, "character": 0}}}
        for context in (None, 3, {"diagnostics": 3, "only": "x"}, {"diagnostics": [1, {"code": []}], "only": [1]}):
            answer = client.request("textDocument/codeAction", {**params, "context": context})
            assert CREATE in [action["title"] for action in answer["result"]], context
        assert client.request("textDocument/codeAction", {"textDocument": {"uri": uri}})["error"]["code"] == -32602
        assert client.ask("textDocument/codeAction", {**params, "textDocument": {"uri": "untitled:x"}}) is None
        assert ask(client, uri, 1, 14, only=["refactor.none"]) == []


def test_no_edit_before_every_note_is_read(vault: Path) -> None:
    """In this process, for no vault is read slowly enough to be caught at it."""

    async def main(resolve: bool) -> tuple[Any, Any]:
        session, client = Session(Workers()), ClientCan(action_literals=True, action_resolve=resolve)
        folder = Folder(str(vault), Config(), [], None)
        folder.open("a.md", "# A\n[[b]]\n", 1)
        session.folders = [folder]
        read = asyncio.Event()
        session.indexed = read.wait  # type: ignore[assignment,method-assign]
        server: Any = SimpleNamespace(
            client=client, session=session, encoder=lambda folder, vault: Encoder(session, client, folder, vault)
        )
        folder.scanning = True
        place = {"line": 1, "character": 2}
        document = {"uri": (vault / "a.md").as_uri()}
        params = {"textDocument": document, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
        first = code_action(server, params)
        if resolve:
            again = code_action_resolve(server, titled(first, "Convert to a Markdown link"))
        else:
            again = first
        folder.apply([parse("d/b.md", "")])
        folder.scanning = False
        read.set()
        return first, await again

    first, resolved = asyncio.run(main(True))
    assert not any("edit" in action for action in first)
    assert [e["newText"] for e in next(iter(resolved["edit"]["changes"].values()))] == ["[b](d/b.md)"]
    _, waited = asyncio.run(main(False))
    edit = titled(waited, "Convert to a Markdown link")["edit"]
    assert [e["newText"] for e in next(iter(edit["changes"].values()))] == ["[b](d/b.md)"]
