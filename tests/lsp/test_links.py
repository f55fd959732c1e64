"""The command that writes a link, through the protocol."""

from pathlib import Path

from lsp.rawclient import RawClient
from lsp.test_lists import run


def test_link_to(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text\n")
    (tmp_path / "b c.md").write_text("text\n")
    a, b = (tmp_path / "a.md").as_uri(), (tmp_path / "b c.md").as_uri()
    with RawClient(tmp_path) as client:
        client.initialize()
        assert run(client, "linkTo", a, b)["result"] == "[[b c]]"
        assert run(client, "linkTo", a, (tmp_path / "none.md").as_uri())["result"] is None
        assert run(client, "linkTo", a, "file:///elsewhere/b.md")["result"] is None
        assert run(client, "linkTo", a)["error"]["code"] == -32602
