"""The commands that make notes, through the protocol."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lsp.rawclient import RawClient

EDITS = {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}, "applyEdit": True}
WINDOW = {"showDocument": {"support": True}}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "T").mkdir()
    (tmp_path / "T" / "Day.md").write_text("# {{title}}\n{{date:dddd}}\n")
    (tmp_path / ".vaultls.toml").write_text(
        '[dailyNotes]\nfolder = "Log"\ntemplate = "T/Day"\n[newNotes]\nfolder = "."\n'
    )
    (tmp_path / "T" / "There.md").write_text("text\n")
    return tmp_path


def run(client: RawClient, command: str, *arguments: Any) -> Any:
    return client.request("workspace/executeCommand", {"command": f"vaultls.{command}", "arguments": arguments})


def location(vault: Path, path: str) -> Any:
    zero = {"line": 0, "character": 0}
    return {"uri": (vault / path).as_uri(), "range": {"start": zero, "end": zero}}


def test_a_note_is_returned_applied_and_shown(vault: Path) -> None:
    with RawClient(vault) as client:
        client.results["workspace/applyEdit"] = {"applied": True}
        client.initialize({"workspace": EDITS, "window": WINDOW})
        answer = run(client, "newNote", "My note", (vault / "T" / "There.md").as_uri())["result"]
        uri = (vault / "T" / "My note.md").as_uri()
        assert answer["location"] == location(vault, "T/My note.md")
        assert answer["edit"] == {"documentChanges": [{"kind": "create", "uri": uri}]}
        applied = client.wait(lambda m: m.get("method") == "workspace/applyEdit")["params"]
        assert applied == {"label": "Create T/My note.md", "edit": answer["edit"]}
        shown = client.wait(lambda m: m.get("method") == "window/showDocument")["params"]
        assert shown == {"uri": uri, "takeFocus": True}


def test_a_refused_edit_shows_nothing(vault: Path) -> None:
    with RawClient(vault) as client:
        client.results["workspace/applyEdit"] = {"applied": False}
        client.initialize({"workspace": EDITS, "window": WINDOW})
        assert run(client, "newNote", "x/New")["result"]["location"] == location(vault, "x/New.md")
        client.wait(lambda m: m.get("method") == "workspace/applyEdit")
        assert client.alive()
        assert not [m for m in client.inbox if m.get("method") == "window/showDocument"]


def test_what_is_there_is_only_shown(vault: Path) -> None:
    (vault / "New.md").write_text("not seen yet")
    with RawClient(vault) as client:
        client.initialize({"workspace": EDITS, "window": WINDOW})
        for title in ("T/There", "/New"):
            answer = run(client, "newNote", title)["result"]
            assert answer == {"edit": None, "location": location(vault, f"{title.strip('/')}.md")}
            client.wait(lambda m: m.get("method") == "window/showDocument")
        assert not [m for m in client.inbox if m.get("method") == "workspace/applyEdit"]


def test_days(vault: Path) -> None:
    with RawClient(vault) as client:
        client.initialize({"workspace": {"workspaceEdit": EDITS["workspaceEdit"]}})
        today = date.today()
        for when, day in {
            "today": today,
            "yesterday": today - timedelta(1),
            "tomorrow": today + timedelta(1),
            -3: today - timedelta(3),
            "2026-10-03": date(2026, 10, 3),
        }.items():
            answer = run(client, "dailyNote", when)["result"]
            assert answer["location"] == location(vault, f"Log/{day.isoformat()}.md"), when
            _, text = answer["edit"]["documentChanges"]
            assert text["edits"][0]["newText"] == f"# {day.isoformat()}\n{day:%A}\n"
        assert run(client, "dailyNote")["result"]["location"] == location(vault, f"Log/{today.isoformat()}.md")
        assert not [m for m in client.inbox if m.get("method") in ("workspace/applyEdit", "window/showDocument")]


def test_what_makes_no_sense(vault: Path) -> None:
    with RawClient(vault) as client:
        client.initialize({"workspace": EDITS})
        for command, arguments in (
            ("newNote", []),
            ("newNote", [3]),
            ("newNote", ["a", "nonsense"]),
            ("newNote", ["a", "b", "c"]),
            ("dailyNote", ["someday"]),
            ("dailyNote", [1.5]),
            ("dailyNote", [True]),
            ("dailyNote", [10**12]),
            ("dailyNote", [[]]),
            ("dailyNote", [0, 3]),
        ):
            assert run(client, command, *arguments)["error"]["code"] == -32602, (command, arguments)
        assert run(client, "newNote", "a: b")["error"]["code"] == -32803
    with RawClient(vault) as client:
        client.initialize({})
        assert "can't create files" in run(client, "newNote", "new")["error"]["message"]
    with RawClient() as client:
        client.initialize({"workspace": EDITS})
        assert "No folder is open" in run(client, "dailyNote")["error"]["message"]
        client.open("untitled:x", "text")
        assert "isn't saved" in run(client, "newNote", "a", "untitled:x")["error"]["message"]
