"""Renames of notes and moves of files through the protocol, for clients that can and that can't move files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lsp.rawclient import FULL, RawClient

ABLE = {
    **FULL,
    "workspace": {
        **FULL["workspace"],
        "applyEdit": True,
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "changeAnnotationSupport": {},
        },
    },
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "d").mkdir()
    (tmp_path / "a.md").write_text("[[Old]] [x](d/Old.md)\n")
    (tmp_path / "d/Old.md").write_text("# Old\n![](pic.png)\n")
    (tmp_path / "d/pic.png").write_bytes(b"x")
    return tmp_path


def started(vault: Path, capabilities: Any) -> RawClient:
    client = RawClient(vault)
    client.initialize(capabilities)
    client.notify("initialized", {})
    client.symbols(f"{vault.as_uri()}/a.md")
    return client


def place(vault: Path, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": f"{vault.as_uri()}/a.md"}, "position": {"line": line, "character": character}}


def test_a_note_is_renamed_with_its_file(vault: Path) -> None:
    with started(vault, ABLE) as client:
        client.open(f"{vault.as_uri()}/a.md", "\U0001f600 [[Old]] not saved\n", 7)
        edit = client.ask("textDocument/rename", {**place(vault, 0, 6), "newName": "New"})
    [*changes, move] = edit["documentChanges"]
    first, second = sorted(changes, key=lambda change: change["textDocument"]["uri"])
    assert first["textDocument"] == {"uri": f"{vault.as_uri()}/a.md", "version": 7}
    assert first["edits"] == [
        {"range": {"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 8}}, "newText": "New"}
    ]
    assert second["textDocument"]["uri"].endswith("/d/Old.md")
    root = vault.as_uri()
    assert move == {"kind": "rename", "oldUri": f"{root}/d/Old.md", "newUri": f"{root}/d/New.md"}


def test_a_client_that_moves_no_files_is_told_what_to_do(vault: Path) -> None:
    with started(vault, FULL) as client:
        answer = client.request("textDocument/rename", {**place(vault, 0, 3), "newName": "New"})
        assert "vaultls move" in answer["error"]["message"]
        arguments = [f"{vault.as_uri()}/d/Old.md", f"{vault.as_uri()}/New.md"]
        edit = client.ask("workspace/executeCommand", {"command": "vaultls.updateLinks", "arguments": arguments})
    assert [change.get("kind") for change in edit["documentChanges"]] == [None, None]


@pytest.mark.parametrize("capabilities", [FULL, ABLE])
def test_links_follow_before_the_client_moves_a_folder(vault: Path, capabilities: Any) -> None:
    with started(vault, capabilities) as client:
        params = {"files": [{"oldUri": f"{vault.as_uri()}/d", "newUri": f"{vault.as_uri()}/e"}]}
        edit = client.ask("workspace/willRenameFiles", params)
        [change] = edit["documentChanges"]
        assert [e["newText"] for e in change["edits"]] == ["e/Old.md"]
        (vault / "d").rename(vault / "e")
        (vault / "a.md").write_text("[[Old]] [x](e/Old.md)\n")
        client.notify("workspace/didRenameFiles", params)
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": f"{vault.as_uri()}/a.md", "type": 2}]})
        client.open(f"{vault.as_uri()}/b.md", "[[e/Old]]\n")
        client.diagnostics(f"{vault.as_uri()}/b.md", [])


def test_a_move_that_we_asked_for_changes_nothing_once_more(vault: Path) -> None:
    with started(vault, ABLE) as client:
        edit = client.ask("textDocument/rename", {**place(vault, 0, 6), "newName": "New"})
        move = edit["documentChanges"][-1]
        announced = {"files": [{"oldUri": move["oldUri"], "newUri": move["newUri"]}]}
        other = {"files": [{"oldUri": move["oldUri"], "newUri": f"{vault.as_uri()}/d/Other.md"}]}
        assert client.ask("workspace/willRenameFiles", announced) is None  # Helix: its changes are still on their way
        assert client.ask("workspace/willRenameFiles", announced) is not None
        client.ask("textDocument/rename", {**place(vault, 0, 6), "newName": "New"})
        assert client.ask("workspace/willRenameFiles", other) is not None


def test_files_that_come_and_go(vault: Path) -> None:
    uri = f"{vault.as_uri()}/b.md"
    with started(vault, FULL) as client:
        client.open(uri, "[[Late]]\n")
        client.diagnostics(uri, ["unresolved-link"])
        (vault / "Late.md").write_text("")
        client.notify("workspace/didCreateFiles", {"files": [{"uri": f"{vault.as_uri()}/Late.md"}]})
        client.diagnostics(uri, [])
        (vault / "Late.md").unlink()
        client.notify("workspace/didDeleteFiles", {"files": [{"uri": f"{vault.as_uri()}/Late.md"}]})
        client.diagnostics(uri, ["unresolved-link"])


def test_nothing_to_do_and_nonsense(vault: Path) -> None:
    with started(vault, ABLE) as client:
        outside = {"files": [{"oldUri": "file:///nowhere/x.md", "newUri": "untitled:y"}]}
        assert client.ask("workspace/willRenameFiles", outside) is None
        unlinked = {"files": [{"oldUri": f"{vault.as_uri()}/a.md", "newUri": f"{vault.as_uri()}/b.md"}]}
        assert client.ask("workspace/willRenameFiles", unlinked) is None
        assert "error" in client.request("workspace/willRenameFiles", {"files": [{"oldUri": 3}]})
        assert "error" in client.request("workspace/willRenameFiles", {})
        client.notify("workspace/didRenameFiles", {"files": 3})
        assert client.alive()


def test_the_command_has_the_client_apply_the_edit(vault: Path) -> None:
    with started(vault, ABLE) as client:
        arguments = [f"{vault.as_uri()}/d/Old.md", "e/New"]
        edit = client.ask("workspace/executeCommand", {"command": "vaultls.renameNote", "arguments": arguments})
        asked = client.wait(lambda message: message.get("method") == "workspace/applyEdit")
    assert asked["params"]["edit"] == edit
    assert edit["documentChanges"][-1]["newUri"] == f"{vault.as_uri()}/e/New.md"


@pytest.mark.parametrize("folder", [False, True])
def test_a_note_closed_and_moved_at_once_is_known_at_its_new_place(vault: Path, folder: bool) -> None:
    root = vault.as_uri()
    old, new = ("d", "e") if folder else ("d/Old.md", "New.md")
    with started(vault, FULL) as client:
        client.open(f"{root}/d/Old.md", "# Old\n")
        client.notify("textDocument/didClose", {"textDocument": {"uri": f"{root}/d/Old.md"}})
        (vault / old).rename(vault / new)
        files = {"files": [{"oldUri": f"{root}/{old}", "newUri": f"{root}/{new}"}]}
        client.notify("workspace/didRenameFiles", files)
        client.open(f"{root}/a.md", "[[e/Old]]\n" if folder else "[[New]]\n")
        found = client.ask("textDocument/definition", place(vault, 0, 3))
    assert found[0]["targetUri"] == f"{root}/{'e/Old' if folder else 'New'}.md"
