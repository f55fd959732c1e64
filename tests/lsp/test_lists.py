"""The commands that list a whole vault, through the protocol."""

from pathlib import Path
from typing import Any

import pytest

from lsp.rawclient import RawClient


def run(client: RawClient, command: str, *arguments: Any) -> Any:
    return client.request("workspace/executeCommand", {"command": f"vaultls.{command}", "arguments": arguments})


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "a b.md").write_text("#book #x/y\n# One\n# Two\ntext\n")
    return tmp_path


def test_tags_and_progress(vault: Path) -> None:
    uri = (vault / "a b.md").as_uri()
    with RawClient(vault) as client:
        client.initialize()
        for arguments in ((), (uri,)):
            book, nested = run(client, "tags", *arguments)["result"]
            assert (book["name"], book["notes"], book["nested"]) == ("book", 1, 1)
            span = {"start": {"line": 0, "character": 6}, "end": {"line": 0, "character": 10}}
            assert nested == {"name": "x/y", "notes": 1, "nested": 1, "location": {"uri": uri, "range": span}}
            progress = run(client, "progress", *arguments)["result"]
            assert progress == {"notes": 1, "books": [{"uri": uri, "leaves": 2, "written": 1}]}
        for command in ("tags", "progress"):
            assert run(client, command, "file:///elsewhere/a.md")["result"] is None
            assert run(client, command, 1)["error"]["code"] == -32602
