"""What an editor asks to draw a note: one session through the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.rawclient import FULL, RawClient, until

NOTES = {
    "a.md": "# A\n\n[[b#Two]] \U0001f600 [[b]]\n",
    "b.md": "# B\n\n## Two\ntext\n",
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[RawClient]:
    for path, text in NOTES.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    with RawClient(tmp_path) as client:
        yield client


def document(client: RawClient, path: str) -> dict[str, Any]:
    assert client.root is not None
    return {"textDocument": {"uri": (client.root / path).as_uri()}}


def start(client: RawClient, capabilities: dict[str, Any]) -> None:
    client.initialize(capabilities)
    for path, text in NOTES.items():
        client.open(document(client, path)["textDocument"]["uri"], text)


def test_a_client_that_lists_references_itself_resolves_backlink_lenses(client: RawClient) -> None:
    start(client, {**FULL, "experimental": {"commands": {"commands": ["vaultls.showReferences"]}}})
    b = document(client, "b.md")
    note, two = client.ask("textDocument/codeLens", b)
    assert [("command" in lens, lens["range"]["start"]["line"]) for lens in (note, two)] == [(False, 0), (False, 2)]
    a = document(client, "a.md")["textDocument"]["uri"]
    for lens, links in ((note, [(0, 9), (13, 18)]), (two, [(0, 9)])):
        command = client.ask("codeLens/resolve", lens)["command"]
        uri, position, locations = command["arguments"]
        assert command["command"] == "vaultls.showReferences"
        assert command["title"] == f"{len(links)} backlink{'s' * (len(links) > 1)}"
        assert (uri, position["line"]) == (b["textDocument"]["uri"], lens["range"]["start"]["line"])
        assert {found["uri"] for found in locations} == {a}
        ranges = [found["range"] for found in locations]
        assert [(r["start"]["character"], r["end"]["character"]) for r in ranges] == links
    gone = client.ask("codeLens/resolve", {**note, "data": ["file:///gone.md", {"line": 0, "character": 0}]})
    assert gone["command"] == {"title": "no backlinks", "command": ""}


def test_document_links(client: RawClient) -> None:
    start(client, {**FULL, "textDocument": {"documentLink": {"tooltipSupport": True}}})
    b = document(client, "b.md")["textDocument"]["uri"]
    links = client.ask("textDocument/documentLink", document(client, "a.md"))
    assert [(link["target"], link["tooltip"]) for link in links] == [(b + "#L3", "b.md › Two"), (b, "b.md")]
    ranges = [(link["range"]["start"]["character"], link["range"]["end"]["character"]) for link in links]
    assert ranges == [(2, 7), (15, 16)]
    assert client.ask("textDocument/documentLink", document(client, "no.md")) is None


def test_document_highlight(client: RawClient) -> None:
    start(client, FULL)
    at = {**document(client, "a.md"), "position": {"line": 2, "character": 15}}
    found = client.ask("textDocument/documentHighlight", at)
    assert [(h["kind"], h["range"]["start"]["character"]) for h in found] == [(2, 2), (2, 15)]
    assert client.ask("textDocument/documentHighlight", {**at, "position": {"line": 1, "character": 0}}) is None


def test_folding(client: RawClient) -> None:
    start(client, {**FULL, "textDocument": {"foldingRange": {"rangeLimit": 1, "lineFoldingOnly": True}}})
    b = document(client, "b.md")
    assert client.ask("textDocument/foldingRange", b) == [{"startLine": 0, "endLine": 3}]
    client.change(b["textDocument"]["uri"], "%%\n%%\n")
    assert client.ask("textDocument/foldingRange", b) == [{"startLine": 0, "endLine": 1, "kind": "comment"}]


def test_semantic_tokens(client: RawClient) -> None:
    start(client, FULL)
    a = document(client, "a.md")
    everything = client.ask("textDocument/semanticTokens/full", a)["data"]
    assert [everything[i : i + 3] for i in range(0, len(everything), 5)] == [[2, 2, 1], [0, 2, 3], [0, 11, 1]]
    place = {"start": {"line": 2, "character": 4}, "end": {"line": 2, "character": 7}}
    part = client.ask("textDocument/semanticTokens/range", {**a, "range": place})["data"]
    assert part == [2, 4, *everything[7:10]]
    assert client.request("textDocument/semanticTokens/range", {**a, "range": 3})["error"]["code"] == -32602


def test_call_hierarchy(client: RawClient) -> None:
    start(client, FULL)
    b = document(client, "b.md")
    [item] = client.ask("textDocument/prepareCallHierarchy", {**b, "position": {"line": 2, "character": 4}})
    assert (item["name"], item["detail"], item["range"]["end"]["line"]) == ("Two", "b", 4)
    [call] = client.ask("callHierarchy/incomingCalls", {"item": item})
    assert (call["from"]["name"], [r["start"]["character"] for r in call["fromRanges"]]) == ("a", [0])
    client.change(b["textDocument"]["uri"], "# B\n\ntyped\n\n## Two\n[[a]]\n")
    [call] = client.ask("callHierarchy/outgoingCalls", {"item": item})
    assert (call["to"]["name"], call["fromRanges"][0]["start"]) == ("a", {"line": 5, "character": 0})
    for changed in ({"data": None}, {"data": {"heading": "Gone", "nth": 0}}, {"uri": "file:///no.md"}):
        for method in ("callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"):
            assert client.ask(method, {"item": {**item, **changed}}) is None


def test_inlay_hint(client: RawClient) -> None:
    start(client, {**FULL, "workspace": {**FULL["workspace"], "inlayHint": {"refreshSupport": True}}})
    a = document(client, "a.md")
    client.change(a["textDocument"]["uri"], "![[b#Two]]\n![[b]]\n")
    place = {"start": {"line": 1, "character": 0}, "end": {"line": 9, "character": 0}}
    [hint] = client.ask("textDocument/inlayHint", {**a, "range": place})
    assert (hint["label"], hint["position"]) == ("3 words", {"line": 1, "character": 6})
    assert client.request("textDocument/inlayHint", a)["error"]["code"] == -32602
    client.notify("workspace/didChangeConfiguration", {"settings": {"vaultls": {"inlayHints": False}}})
    client.wait(lambda message: message.get("method") == "workspace/inlayHint/refresh")
    assert client.ask("textDocument/inlayHint", {**a, "range": place}) == []


def test_selection_range(client: RawClient) -> None:
    start(client, FULL)
    places = [{"line": 2, "character": 3}, {"line": 0, "character": 0}]
    first, second = client.ask("textDocument/selectionRange", {**document(client, "a.md"), "positions": places})
    assert (first["range"]["start"], first["range"]["end"]["character"]) == ({"line": 2, "character": 2}, 3)
    assert first["parent"]["range"]["end"] == {"line": 2, "character": 9}
    while "parent" in second:
        second = second["parent"]
    assert second["range"] == {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}


def test_unlinked_mentions_let_other_requests_through(client: RawClient, tmp_path: Path) -> None:
    (tmp_path / "Long Name.md").write_text("# Long Name\n")
    for i in range(600):
        (tmp_path / f"n{i}.md").write_text("word " * 2000 + "long name\n" * (i == 3))
    start(client, FULL)
    target = document(client, "Long Name.md")["textDocument"]["uri"]
    until(lambda: bool(client.ask("textDocument/documentSymbol", document(client, "n599.md")) is not None))
    until(lambda: bool(client.symbols(target)))
    command = {"command": "vaultls.unlinkedMentions", "arguments": [target, {"line": 0, "character": 0}]}
    asked = client.start("workspace/executeCommand", command)
    assert client.symbols(document(client, "b.md")["textDocument"]["uri"]) == ["B"]
    assert client.answers[asked].empty()
    client.notify("$/cancelRequest", {"id": asked})  # the first question, for the words of texts are learned with it
    assert client.answer(asked)["error"]["code"] == -32800
    [found] = client.ask("workspace/executeCommand", command)
    assert (found["uri"], found["range"]["start"]["character"]) == ((tmp_path / "n3.md").as_uri(), 10_000)


def test_unlinked_mentions_are_those_of_the_texts_as_they_are(client: RawClient, tmp_path: Path) -> None:
    """What was learned of the words of a note is forgotten with the text that it was learned from."""
    (tmp_path / "Long Name.md").write_text("# Long Name\n")
    for i in range(400):  # more than are learned only when they are asked for
        (tmp_path / f"n{i}.md").write_text("nothing\n")
    start(client, FULL)
    target = document(client, "Long Name.md")["textDocument"]["uri"]

    def found() -> set[str]:
        arguments = [target, {"line": 0, "character": 0}]
        places = client.ask("workspace/executeCommand", {"command": "vaultls.unlinkedMentions", "arguments": arguments})
        return {place["uri"].rpartition("/")[2] for place in places}

    until(lambda: bool(client.symbols(target)))
    assert found() == set()
    uri = (tmp_path / "n7.md").as_uri()
    client.open(uri, "a long name\n")
    assert found() == {"n7.md"}
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert found() == set()
    (tmp_path / "n8.md").write_text("a LONG NAME\n")
    changed = {"changes": [{"uri": (tmp_path / "n8.md").as_uri(), "type": 2}]}
    client.notify("workspace/didChangeWatchedFiles", changed)
    until(lambda: found() == {"n8.md"})
