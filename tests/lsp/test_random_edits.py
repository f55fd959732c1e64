"""After 500 random edits in each encoding and with each line end, every answer is that of a fresh server."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.rawclient import FULL, RawClient, until

NOTES = {
    "a.md": "---\naliases: [Ay, 甲]\ntags: [t, u/v]\n---\n# A 😀\ntext 𝄞 [[b#H]] [[c|x]] #t ^one\n## Empty\n## E\n[[#A 😀]]\n",
    "b.md": "# B\n## H\n> 😀 [[a]] ![[a#^one]]\n\n- [[Ay]] #u/v\n- [ ] [[nowhere]]\n\n```\n[[a]]\n```\n",
    "c/c.md": "Setext é\n===\n[t](../a.md#empty) [[甲]] [[none]] x[^1]\n\n[^1]: [[b]]\n",
    "closed.md": "# Closed\n[[a]] [[b#H]] [[c]] #t\n",
}
BITS = [
    "x",
    " ",
    "\n",
    "\n\n",
    "# ",
    "## H",
    "[[",
    "]]",
    "[[a]]",
    "[[b#H]]",
    "[[nowhere]]",
    "😀",
    "𝄞é",
    "中文",
    "#t",
    "#u/v",
    " ^one",
    "```\n",
    "`",
    "> ",
    "- ",
    "$$",
    "%%",
    "---\n",
    "|",
    "#",
]
ENCODINGS = ["utf-8", "utf-16", "utf-32"]
POSITIONS = ["textDocument/definition", "textDocument/completion"]


def position(text: str, offset: int, encoding: str) -> dict[str, int]:
    """A naive model: lines end at LF, CRLF or CR."""
    starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]
    line = max(i for i, start in enumerate(starts) if start <= offset)
    before = text[starts[line] : offset]
    units = {"utf-8": lambda s: len(s.encode()), "utf-16": lambda s: len(s.encode("utf-16-le")) // 2, "utf-32": len}
    return {"line": line, "character": units[encoding](before)}


def splits_a_line_end(text: str, offset: int) -> bool:
    return text[offset - 1 : offset] == "\r" and text[offset : offset + 1] == "\n"


def answers(client: RawClient, texts: dict[str, str], encoding: str, seed: int) -> dict[str, Any]:
    """Definition of every link, references of 20 names, diagnostics, symbols, completion at 20 places."""
    rnd = random.Random(seed)
    got: dict[str, Any] = {}
    for uri, text in sorted(texts.items()):
        document = {"textDocument": {"uri": uri}}
        got[f"symbols {uri}"] = client.ask("textDocument/documentSymbol", document)
        got[f"lens {uri}"] = client.ask("textDocument/codeLens", document)
        got[f"diagnostics {uri}"] = client.ask("textDocument/diagnostic", document)["items"]
        for m in re.finditer(r"\[\[|\]\(|#", text):
            at = {**document, "position": position(text, m.end(), encoding)}
            got[f"definition {uri} {m.end()}"] = client.ask("textDocument/definition", at)
        for _ in range(5):
            offset = rnd.randrange(len(text) + 1)
            if splits_a_line_end(text, offset):
                continue
            at = {**document, "position": position(text, offset, encoding)}
            got[f"completion {uri} {offset}"] = client.ask("textDocument/completion", at)
            got[f"references {uri} {offset}"] = client.ask(
                "textDocument/references", {**at, "context": {"includeDeclaration": True}}
            )
            got[f"hover {uri} {offset}"] = client.ask("textDocument/hover", at)
    got["workspace"] = sorted(str(s) for s in client.ask("workspace/symbol", {"query": "a"}))
    return got


def start(root: Path, encoding: str) -> RawClient:
    client = RawClient(root)
    capabilities = {**FULL, "general": {"positionEncodings": [encoding]}}
    capabilities["textDocument"] = {**FULL["textDocument"], "diagnostic": {}}
    found = client.initialize(capabilities)
    assert found["capabilities"]["positionEncoding"] == encoding
    return client


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_equal_to_a_fresh_server(tmp_path: Path, encoding: str, newline: str) -> None:
    rnd = random.Random(f"{encoding}{newline!r}")
    texts: dict[str, str] = {}
    for name, text in NOTES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        text = text.replace("\n", newline)
        file.write_bytes(text.encode())
        if name != "closed.md":
            texts[file.as_uri()] = text
    with start(tmp_path, encoding) as client:
        for uri, text in texts.items():
            client.open(uri, text)
        for version in range(2, 252):
            uri = rnd.choice(list(texts))
            changes = []
            for _ in range(2):
                text = texts[uri]
                first = rnd.randrange(len(text) + 1)
                last = min(len(text), first + rnd.choice([0, 0, 0, 1, 2, 5, 20]))
                if splits_a_line_end(text, first) or splits_a_line_end(text, last):
                    continue
                new = rnd.choice(BITS).replace("\n", newline)
                span = {"start": position(text, first, encoding), "end": position(text, last, encoding)}
                changes.append({"range": span, "text": new})
                texts[uri] = text[:first] + new + text[last:]
            client.notify(
                "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
            )
            if version % 50 == 0:  # in between too, so that facts of old texts are there to go stale
                answers(client, {uri: texts[uri]}, encoding, version)
        got = answers(client, texts, encoding, 1)
    with start(tmp_path, encoding) as fresh:
        for uri, text in texts.items():
            fresh.open(uri, text)
        until(lambda: any(s["name"] == "Closed" for s in fresh.ask("workspace/symbol", {"query": "Closed"})))
        assert got == answers(fresh, texts, encoding, 1)
