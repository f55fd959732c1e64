"""Questions that come before the first index has read a note: in this process, for no vault is read slowly enough to be caught at it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from vaultls.host import folder as folders
from vaultls.host.session import Session
from vaultls.host.worker import Workers
from vaultls.lsp.client import Client
from vaultls.lsp.encode.encoder import Encoder
from vaultls.lsp.requests.commands import execute_command
from vaultls.lsp.requests.completion import completion, completion_resolve
from vaultls.lsp.requests.hierarchy import incoming_calls, prepare
from vaultls.lsp.requests.navigation import definition, hover

NOTES = {
    "b.md": "# B\n\n## The lamps\n\nGo out.\n\nA sentence. ^one\n",
    "c.md": "# C\n",
    "dir/b c.md": "## Deep\n\nDown.\n",
    "e.md": "The lamplighters are [[a]].\n\n## Empty\n",
}


class Reading:
    """A server that has walked its vault, and read nothing yet but what is open: one note with a line of text."""

    def __init__(self, root: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for path, text in {**NOTES, "a.md": line}.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="")
        self.read: list[str] = []
        real = folders.read_closed
        monkeypatch.setattr(folders, "read_closed", lambda root, path: (self.read.append(path), real(root, path))[1])
        session, client = Session(Workers()), Client()
        session.add([str(root)])
        [self.folder] = session.folders
        assert self.folder.scanning
        uri = (root / "a.md").as_uri()
        session.open(uri, uri, str(root / "a.md"), "a.md", line, 1)
        self.server: Any = SimpleNamespace(
            session=session,
            client=client,
            encoder=lambda folder, vault: Encoder(session, client, folder, vault),
            number=[self.folder].index,
            numbered=[self.folder].__getitem__,
        )
        self.params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": len(line)}}

    def at(self, column: int) -> dict[str, Any]:
        return {**self.params, "position": {"line": 0, "character": column}}


@pytest.mark.parametrize(
    ("line", "label", "preview"),
    [
        ("[[b#", "  The lamps", "Go out."),
        ("[[b#The l", "  The lamps", "Go out."),
        ("[[dir/b c#", "  Deep", "Down."),
        ("[[b#^", "one", "A sentence."),
        ("[x](b.md#the", "  The lamps", "Go out."),
    ],
)
def test_anchors_of_a_note_that_is_not_read_yet_are_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, label: str, preview: str
) -> None:
    reading = Reading(tmp_path, line, monkeypatch)
    items = completion(reading.server, reading.params)["items"]
    [item] = [item for item in items if item["label"] == label]
    assert preview in completion_resolve(reading.server, item)["documentation"]
    assert len(reading.read) == 1, "it alone, and once"
    assert reading.folder.missing() == {*NOTES} - {*reading.read}


def test_a_link_to_a_heading_leads_there_before_its_note_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Reading(tmp_path, "[[b#The lamps]] [[c]]", monkeypatch)
    [note] = definition(reading.server, reading.at(18))
    assert note["uri"].endswith("/c.md")
    assert reading.read == [], "a note's name needs no reading"
    [found] = definition(reading.server, reading.at(5))
    assert found["uri"].endswith("/b.md")
    assert found["range"]["start"] == {"line": 2, "character": 0}
    assert reading.read == ["b.md"]


@pytest.mark.parametrize(
    ("link", "text"), [("[[b]]", "The lamps"), ("[[b#The lamps]]", "Go out."), ("![[b]]", "lamps")]
)
def test_a_note_is_shown_before_the_first_index_has_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str, text: str
) -> None:
    reading = Reading(tmp_path, link, monkeypatch)
    assert text in hover(reading.server, reading.at(3))["contents"]["value"]
    assert reading.read == ["b.md"]


def test_what_cannot_be_read_is_asked_for_in_vain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(tmp_path, "[[c#A]]", monkeypatch)
    (tmp_path / "c.md").unlink()
    assert completion(reading.server, reading.at(4))["items"] == []
    [found] = definition(reading.server, reading.at(3))
    assert found["uri"].endswith("/c.md")


@pytest.mark.parametrize(
    ("command", "path", "line", "column"),
    [("showBacklinks", "e.md", 0, 21), ("unlinkedMentions", "e.md", 0, 4), ("nextEmptySection", "c.md", 0, 2)],
)
def test_a_command_waits_for_the_notes_that_it_is_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, path: str, line: int, column: int
) -> None:
    reading = Reading(tmp_path, "---\naliases: [lamplighters]\n---\n", monkeypatch)

    async def ask() -> Any:
        reading.server.session.start()
        arguments = [reading.params["textDocument"]["uri"], {"line": 0, "character": 0}]
        return await execute_command(reading.server, {"command": f"vaultls.{command}", "arguments": arguments})

    found = asyncio.run(ask())
    [place] = json.loads(found) if isinstance(found, str) else [found]
    assert place["uri"].endswith(path)
    assert place["range"]["start"] == {"line": line, "character": column}


def test_incoming_calls_wait_for_the_notes_that_link_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(tmp_path, "# A", monkeypatch)
    [item] = prepare(reading.server, reading.params)

    async def ask() -> Any:
        reading.server.session.start()
        return await incoming_calls(reading.server, {"item": item})

    [call] = asyncio.run(ask())
    assert call["from"]["uri"].endswith("/e.md")


def test_an_empty_section_of_the_same_note_is_found_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(tmp_path, "## Here", monkeypatch)
    arguments = [reading.params["textDocument"]["uri"], {"line": 0, "character": 7}]
    place = execute_command(reading.server, {"command": "vaultls.nextEmptySection", "arguments": arguments})
    assert place["uri"].endswith("/a.md")
    assert reading.folder.scanning
