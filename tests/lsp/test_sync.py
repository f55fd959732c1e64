"""Texts as editors change them, what lies on the disk beside them, and diagnostics, end to end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.rawclient import FULL, RawClient, until

UNRESOLVED = "unresolved-link"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("# A\n\n[[b]]\n")
    (tmp_path / "b.md").write_text("# B\n\nb\n")
    return tmp_path


@pytest.fixture
def client(vault: Path) -> Iterator[RawClient]:
    with RawClient(vault) as client:
        client.initialize(FULL)
        yield client
        assert client.alive()


def changed(client: RawClient, *files: Path) -> None:
    changes = [{"uri": file.as_uri(), "type": 2} for file in files]
    client.notify("workspace/didChangeWatchedFiles", {"changes": changes})


def place(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_thousand_changes_leave_the_same_text(tmp_path: Path, encoding: str) -> None:
    random.seed(encoding)
    units = {"utf-8": lambda s: len(s.encode()), "utf-16": lambda s: len(s.encode("utf-16-le")) // 2, "utf-32": len}[
        encoding
    ]
    lines = ["# start"]
    uri = (tmp_path / "x.md").as_uri()
    with RawClient(tmp_path) as client:
        client.initialize({"general": {"positionEncodings": [encoding]}, "textDocument": FULL["textDocument"]})
        client.open(uri, lines[0])
        for version in range(300):
            line = random.randrange(len(lines))
            text = lines[line]
            start = random.randint(min(2, len(text)), len(text))
            end = random.randint(start, len(text))
            new = "".join(random.choices(["a", "ä", "中", "\U0001f600", "\u2028", "\n# "], k=random.randint(0, 3)))
            span = (line, units(text[:start]), line, units(text[:end]))
            client.change(uri, new, span, version)
            lines[line : line + 1] = (text[:start] + new + text[end:]).split("\n")
        expected = [text[2:].strip() or " " for text in lines]
        assert len(client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})) == len(expected)


def test_diagnostics_follow_a_change_with_its_version(client: RawClient, vault: Path) -> None:
    uri = (vault / "a.md").as_uri()
    client.open(uri, "[[b]]\n")
    client.diagnostics(uri, [])
    client.change(uri, "[[nowhere]]\n", version=9)
    client.diagnostics(uri, [UNRESOLVED])
    client.change(uri, "[[b]]\n", version=10)
    message = client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics")
    assert message["params"] == {"uri": uri, "diagnostics": [], "version": 10}


def test_the_same_diagnostics_come_again_for_a_newer_version(client: RawClient, vault: Path) -> None:
    """A client that is typed in leaves out those of a version that it is beyond."""
    uri = (vault / "a.md").as_uri()
    client.open(uri, "[[nowhere]]\n")
    first = client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["diagnostics"])
    client.change(uri, "[[nowhere]]\nx", version=2)
    again = client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics")
    assert again["params"] == {**first["params"], "version": 2}


def test_another_note_changes_the_diagnostics_of_this_one(client: RawClient, vault: Path) -> None:
    uri = (vault / "a.md").as_uri()
    client.open(uri, "[[new]]\n")
    client.diagnostics(uri, [UNRESOLVED])
    (vault / "new.md").write_text("x\n")
    changed(client, vault / "new.md")
    client.diagnostics(uri, [])
    (vault / "new.md").unlink()
    changed(client, vault / "new.md")
    client.diagnostics(uri, [UNRESOLVED])


def test_closing_takes_diagnostics_and_buffer_away(client: RawClient, vault: Path) -> None:
    a, b = (vault / "a.md").as_uri(), (vault / "b.md").as_uri()
    client.open(a, "[[nowhere]]\n")
    client.diagnostics(a, [UNRESOLVED])
    client.notify("textDocument/didClose", {"textDocument": {"uri": a}})
    client.diagnostics(a, [])
    client.open(b, "# B\n")
    assert len(client.ask("textDocument/references", {**place(b, 0, 2), "context": {"includeDeclaration": False}})) == 1


def test_an_open_note_stays_what_the_editor_holds(client: RawClient, vault: Path) -> None:
    a = vault / "a.md"
    client.open(a.as_uri(), "# Mine\n")
    a.write_text("# Theirs\n")
    changed(client, a, vault / "b.md")
    (vault / "other.md").write_text("x")
    changed(client, vault / "other.md")
    until(lambda: bool(client.ask("workspace/symbol", {"query": "other"})))
    assert client.symbols(a.as_uri()) == ["Mine"]
    a.unlink()
    changed(client, a)
    (vault / "other.md").unlink()
    changed(client, vault / "other.md")
    until(lambda: not client.ask("workspace/symbol", {"query": "other"}))
    assert client.symbols(a.as_uri()) == ["Mine"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": a.as_uri()}})
    assert client.symbols(a.as_uri()) == []


def test_a_client_without_a_watcher_gets_ours(vault: Path) -> None:
    with RawClient(vault) as client:
        client.initialize({})
        uri = (vault / "a.md").as_uri()
        client.open(uri, "[[late]]\n")
        client.diagnostics(uri, [UNRESOLVED])
        tries = iter(range(1000))

        def seen() -> bool:
            (vault / "late.md").write_text(f"# Late {next(tries)}\n")  # again, for watching begins at some time
            return bool(client.symbols((vault / "late.md").as_uri()))

        until(seen)
        client.diagnostics(uri, [])


def test_settings_from_the_vault_are_live(vault: Path) -> None:
    settings = vault / ".vaultls.toml"
    settings.write_text('[diagnostics]\nunresolved-link = "error"\nscope = "everything"\n')
    with RawClient(vault) as client:
        client.initialize(FULL)
        message = client.wait(lambda m: m.get("method") == "window/showMessage")["params"]["message"]
        assert "diagnostics.scope" in message
        assert ".vaultls.toml" in message
        uri = (vault / "a.md").as_uri()
        client.open(uri, "[[nowhere]]\n")
        assert client.diagnostics(uri, [UNRESOLVED])[0]["severity"] == 1
        settings.write_text('[diagnostics]\nunresolved-link = "hint"\n')
        changed(client, settings)
        assert client.diagnostics(uri, [UNRESOLVED])[0]["severity"] == 4
        settings.unlink()
        changed(client, settings)
        assert client.diagnostics(uri, [UNRESOLVED])[0]["severity"] == 3


@pytest.mark.parametrize("wrapped", [True, False])
def test_settings_from_the_client_are_live(client: RawClient, vault: Path, wrapped: bool) -> None:
    uri = (vault / "a.md").as_uri()
    client.open(uri, "[[nowhere]]\n")
    client.diagnostics(uri, [UNRESOLVED])
    settings = {"diagnostics": {"unresolved-link": "off"}}
    client.notify("workspace/didChangeConfiguration", {"settings": {"vaultls": settings} if wrapped else settings})
    client.diagnostics(uri, [])


def test_diagnostics_of_the_whole_vault(vault: Path) -> None:
    (vault / "b.md").write_text("[[nowhere]]\n")
    with RawClient(vault) as client:
        client.initialize(FULL, initializationOptions={"diagnostics": {"scope": "vault"}})
        uri = (vault / "b.md").as_uri()
        client.diagnostics(uri, [UNRESOLVED])
        (vault / "nowhere.md").write_text("x\n")
        changed(client, vault / "nowhere.md")
        client.diagnostics(uri, [])


def test_a_client_that_pulls_is_never_pushed_to(vault: Path) -> None:
    pulls = {
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": True}, **FULL["workspace"]},
    }
    with RawClient(vault) as client:
        announced = client.initialize(pulls)["capabilities"]["diagnosticProvider"]
        assert announced["interFileDependencies"]
        uri = (vault / "a.md").as_uri()
        client.open(uri, "[[new]]\n")
        asked = {"textDocument": {"uri": uri}}
        until(lambda: bool(client.ask("textDocument/diagnostic", asked)["items"]))
        report = client.ask("textDocument/diagnostic", asked)
        again = client.ask("textDocument/diagnostic", {**asked, "previousResultId": report["resultId"]})
        assert again == {"kind": "unchanged", "resultId": report["resultId"]}
        assert client.ask("workspace/diagnostic", {"previousResultIds": []}) == {"items": []}
        client.inbox.clear()
        (vault / "new.md").write_text("x\n")
        changed(client, vault / "new.md")
        client.wait(lambda m: m.get("method") == "workspace/diagnostic/refresh")
        asked["previousResultId"] = report[
            "resultId"
        ]  # that refresh may still be the one for the end of the first index
        until(lambda: client.ask("textDocument/diagnostic", asked).get("items") == [])
        assert not any(m.get("method") == "textDocument/publishDiagnostics" for m in client.inbox)


def test_a_client_that_can_t_be_asked_to_pull_again_is_pushed_to(vault: Path) -> None:
    with RawClient(vault) as client:  # Neovim 0.11: what another note changes would never be seen
        assert "diagnosticProvider" not in client.initialize({"textDocument": {"diagnostic": {}}})["capabilities"]
        uri = (vault / "a.md").as_uri()
        client.open(uri, "[[new]]\n")
        client.diagnostics(uri, [UNRESOLVED])
        (vault / "new.md").write_text("x\n")
        changed(client, vault / "new.md")
        client.diagnostics(uri, [])


def test_a_note_that_is_closed_or_moved_away_has_no_diagnostics_to_pull(vault: Path) -> None:
    with RawClient(vault) as client:
        client.initialize({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}})
        uri = (vault / "a.md").as_uri()
        asked = {"textDocument": {"uri": uri}}
        client.open(uri, "[[new]]\n")
        until(lambda: bool(client.ask("textDocument/diagnostic", asked)["items"]))
        (vault / "a.md").write_text("[[new]]\n")
        client.notify("textDocument/didClose", asked)
        assert client.ask("textDocument/diagnostic", asked)["items"] == []
        client.notify("workspace/didChangeConfiguration", {"settings": {"diagnostics": {"scope": "vault"}}})
        assert client.ask("textDocument/diagnostic", asked)["items"] != []


def test_folders_come_and_go_and_the_longest_root_wins(
    client: RawClient, vault: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    inner, other = vault / "inner", tmp_path_factory.mktemp("other")
    inner.mkdir()
    (inner / "b.md").write_text("# Inner\n")
    (other / "c.md").write_text("# Other\n")
    uri = (inner / "x.md").as_uri()
    client.open(uri, "[[b]] [[a]]\n")
    event = {"added": [{"uri": f.as_uri(), "name": "x"} for f in (inner, other)], "removed": []}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    until(lambda: client.symbols((other / "c.md").as_uri()) == ["Other"])
    [link] = client.ask("textDocument/definition", place(uri, 0, 3))
    assert link["targetUri"] == (inner / "b.md").as_uri()
    assert not client.ask("textDocument/definition", place(uri, 0, 8))
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": event["added"]}})
    until(lambda: not client.symbols((other / "c.md").as_uri()))


def test_the_home_folder_is_not_crawled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "a.md").write_text("# A\n")
    with RawClient(tmp_path) as client:
        client.initialize(FULL)
        assert str(tmp_path) in client.wait(lambda m: m.get("method") == "window/showMessage")["params"]["message"]
        uri = (tmp_path / "x.md").as_uri()
        client.open(uri, "# X\n[[a]]\n")
        assert client.symbols(uri) == ["X"]
        assert client.ask("workspace/symbol", {"query": "A"}) == []


def test_progress_of_the_first_index(vault: Path) -> None:
    for i in range(1500):
        (vault / f"n{i}.md").write_text(f"# N {i}\n\n[[n{i + 1}]] text\n" * 20)
    with RawClient(vault) as client:
        client.initialize(FULL)
        kinds = []
        while not kinds or kinds[-1] != "end":
            message = client.wait(lambda m: m.get("method") == "$/progress")
            kinds.append(message["params"]["value"]["kind"])
        assert kinds[0] == "begin"
        found = client.ask("workspace/symbol", {"query": "N 1499"})
        assert any(symbol["name"] == "N 1499" for symbol in found)


def test_the_command_returns_its_place(client: RawClient, vault: Path) -> None:
    uri = (vault / "a.md").as_uri()
    client.open(uri, "# A\n\n## Empty\n")
    until(lambda: bool(client.symbols(uri)))
    for arguments in ([uri, {"line": 0, "character": 0}], [place(uri, 0, 0)]):
        found = client.ask("workspace/executeCommand", {"command": "vaultls.nextEmptySection", "arguments": arguments})
        assert found["uri"] == uri
        assert found["range"]["start"]["line"] == 2
    assert not any(m.get("method") == "window/showDocument" for m in client.inbox)
    for wrong in ({"command": "vaultls.none"}, {"command": "vaultls.nextEmptySection", "arguments": [1]}):
        assert client.request("workspace/executeCommand", wrong)["error"]["code"] == -32602


def test_diagnostics_of_a_vault_that_goes_are_taken_back(vault: Path) -> None:
    a, b = (vault / "a.md").as_uri(), (vault / "b.md").as_uri()
    (vault / "b.md").write_text("[[nowhere]]\n")
    with RawClient(vault) as client:
        client.initialize(FULL, initializationOptions={"diagnostics": {"scope": "vault"}})
        client.diagnostics(b, [UNRESOLVED])
        client.open(a, "[[b]]\n")
        client.diagnostics(a, [])
        folders = {"added": [], "removed": [{"uri": vault.as_uri(), "name": "v"}]}
        client.notify("workspace/didChangeWorkspaceFolders", {"event": folders})
        client.diagnostics(b, [])
        client.diagnostics(a, [UNRESOLVED])  # it stands alone now
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": folders["removed"], "removed": []}})
        client.diagnostics(b, [UNRESOLVED])
        client.diagnostics(a, [])


def test_a_note_alone_has_the_client_s_settings(client: RawClient, tmp_path_factory: pytest.TempPathFactory) -> None:
    uri = (tmp_path_factory.mktemp("elsewhere") / "lone.md").as_uri()
    off = {"vaultls": {"diagnostics": {"unresolved-link": "off"}}}
    client.notify("workspace/didChangeConfiguration", {"settings": off})
    client.open(uri, "[[nowhere]]\n")
    client.diagnostics(uri, [])
    client.notify("workspace/didChangeConfiguration", {"settings": {"vaultls": {}}})
    client.diagnostics(uri, [UNRESOLVED])
    client.notify("workspace/didChangeConfiguration", {"settings": off})
    client.diagnostics(uri, [])


def test_settings_that_the_client_has_no_more_count_no_more(vault: Path) -> None:
    uri = (vault / "a.md").as_uri()
    with RawClient(vault) as client:
        client.settings = {"diagnostics": {"unresolved-link": "off"}}
        client.initialize({**FULL, "workspace": {**FULL["workspace"], "configuration": True}})
        client.open(uri, "[[nowhere]]\n")
        client.diagnostics(uri, [])
        client.settings = None
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.diagnostics(uri, [UNRESOLVED])
