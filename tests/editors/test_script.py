"""One script of a user's actions, played in each editor: the notes are then the same to the byte."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from editors import emacs, helix, nvim
from editors.drivers import Emacs, Helix, Neovim
from editors.script import Driver, expected, notes, play

EDITORS = ("Neovim 0.11.4", "Neovim 0.7.2", "Emacs", "Helix")


@contextlib.contextmanager
def driver(name: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    vault = home / "notes"
    if name == "Emacs":
        with emacs.started(home) as editor:
            yield Emacs(editor, vault)
    elif name == "Helix":
        with helix.started(home) as editor:
            yield Helix(editor, vault)
    else:
        version = name.split()[1]
        with nvim.started(home, monkeypatch, version) as editor:
            yield Neovim(editor, vault, as_you_type=version == nvim.NEWEST)


@pytest.mark.parametrize("name", EDITORS)
def test_all_editors_leave_the_same_notes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = tmp_path / "notes"
    with driver(name, tmp_path, monkeypatch) as editor:
        wanted = expected(notes(vault))
        assert len(wanted) > 30
        play(editor, editor.until)
        with contextlib.suppress(AssertionError):  # the comparison below says more
            editor.until("all is written", lambda: _is_written(vault, wanted))
        written = notes(vault)
    assert written.keys() == wanted.keys()
    assert {path: data for path, data in written.items() if data != wanted[path]} == {}


def _is_written(vault: Path, wanted: dict[str, bytes]) -> bool:
    try:
        return notes(vault) == wanted
    except FileNotFoundError:  # an editor that puts the old file aside while it writes the new one
        return False
