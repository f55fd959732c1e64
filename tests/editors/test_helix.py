"""Helix as a user has it after the page: what the script for all editors doesn't play."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editors.helix import Editor, started


@pytest.fixture
def helix(tmp_path: Path) -> Iterator[Editor]:
    with started(tmp_path) as editor:
        yield editor


def test_keys_of_the_page(helix: Editor, tmp_path: Path) -> None:
    vault, screen = tmp_path / "notes", helix.screen
    helix.edit(vault / "The Saltmere Strike.md")
    helix.until("problems", lambda: 38 in helix.problems())
    screen.type("]d")
    helix.until("the next problem", lambda: helix.line == "### 3.Soup")
    screen.type(" s")
    helix.until("the headings", lambda: screen.screen().count("5.The ninth week") > 1)
    screen.keys("Escape")
    helix.until("the list is gone", lambda: screen.screen().count("5.The ninth week") == 1)
    screen.type("gg/# The Salt")
    screen.keys("Enter")
    helix.until("the title", lambda: helix.line == "# The Saltmere Strike")
    screen.type("gr")
    helix.until("links to the note", lambda: "Moby-Dick.md" in screen.screen())
    screen.keys("Escape")
    helix.until("the list is gone", lambda: "Moby-Dick.md" not in screen.screen())

    screen.type("geo")
    screen.type("[[Utopia")  # Helix writes the other brackets
    helix.until("it is typed", lambda: helix.line == "[[Utopia]]")
    helix.normal()
    helix.until("the server knows it", lambda: 54 in helix.problems())
    screen.type(" a")
    helix.until("what can be done", lambda: "Create" in screen.screen())
    screen.keys("Enter")
    helix.until("the note is made", (vault / "Utopia.md").exists)
