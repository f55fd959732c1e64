"""The graph of links, through the protocol."""

from pathlib import Path
from typing import Any

import pytest

from lsp.rawclient import RawClient
from lsp.test_lists import run


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "a b.md").write_text("#Book [[c]] [[c]] [[ü no]]\n")
    (tmp_path / "c.md").write_text("![[p.png]] [[d]]\n")
    (tmp_path / "d.md").write_text("text\n")
    (tmp_path / "p.png").write_bytes(b"")
    return tmp_path


def test_graph(vault: Path) -> None:
    a, c, d = ((vault / name).as_uri() for name in ("a b.md", "c.md", "d.md"))
    with RawClient(vault) as client:
        client.initialize()

        def ask(*arguments: Any) -> Any:
            return run(client, "graph", *arguments)["result"]

        whole = {
            "root": vault.as_uri() + "/",
            "tags": ["Book"],
            "nodes": [
                {"note": "a b.md", "in": 0, "out": 3, "tags": [0]},
                {"note": "c.md", "in": 2, "out": 2},
                {"note": "d.md", "in": 1, "out": 0},
                {"name": "ü no", "in": 1},
                {"attachment": "p.png", "in": 1},
            ],
            "edges": [0, 1, 2, 0, 3, 1, 1, 4, 1, 1, 2, 1],
        }
        assert ask() == ask(a) == ask(d, {}) == whole
        assert [node["note"] for node in ask(d, {"depth": 1})["nodes"]] == ["d.md", "c.md"]
        assert len(ask(c, {"depth": 1})["nodes"]) == 4
        assert [next(iter(node.values())) for node in ask(c, {"tag": "book"})["nodes"]] == ["a b.md", "ü no"]
        assert ask("file:///elsewhere/a.md", {"depth": 1}) is None
        assert ask((vault / "none.md").as_uri(), {"depth": 1}) is None


@pytest.mark.parametrize("options", [1, {"depth": 0}, {"depth": True}, {"depth": "1"}, {"tag": 1}])
def test_wrong_arguments(vault: Path, options: Any) -> None:
    with RawClient(vault) as client:
        client.initialize()
        assert run(client, "graph", (vault / "c.md").as_uri(), options)["error"]["code"] == -32602
