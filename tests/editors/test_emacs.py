"""Emacs as a user has it after the page: eglot, which can't rename files, and the commands of vaultls.el."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from editors import debian
from editors.emacs import Editor, executable, started


@pytest.fixture
def emacs(tmp_path: Path) -> Iterator[Editor]:
    with started(tmp_path) as editor:
        yield editor


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def notes(vault: Path) -> dict[str, bytes]:
    return {str(p.relative_to(vault)): p.read_bytes() for p in sorted(vault.rglob("*.md"))}


def save(emacs: Editor) -> None:
    assert emacs.lisp("(progn (save-some-buffers t) t)")


def test_it_compiles_without_a_warning_and_its_words_are_in_order(tmp_path: Path) -> None:
    source = tmp_path / "vaultls.el"
    source.write_bytes((debian.REPOSITORY / "editors" / "emacs" / "vaultls.el").read_bytes())
    strict = "(progn (package-initialize) (setq byte-compile-error-on-warn t))"
    batch = [executable(), "--batch", "--eval", strict]
    check = [*batch, "-l", "checkdoc", "--eval", '(checkdoc-file "vaultls.el")']
    for command in ([*batch, "-f", "batch-byte-compile", "vaultls.el"], check):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("Loading ")]
        assert (done.returncode, said) == (0, [])
    assert source.with_suffix(".elc").exists()


def test_names_of_several_words(emacs: Editor, vault: Path) -> None:
    emacs.edit(vault / "index.md")
    emacs.screen.keys("M->")
    for typed, line in (
        ("See 🐋 [[How I keep", "See 🐋 [[How I keep these notes]]"),
        (" and [[The L", "See 🐋 [[How I keep these notes]] and [[The L"),  # several begin so
        ("ong", "See 🐋 [[How I keep these notes]] and [[The Long Causeway]]"),
    ):
        emacs.screen.type(typed)
        emacs.screen.keys("C-M-i")
        emacs.until(line, lambda line=line: emacs.line == line)
    emacs.screen.keys("Enter")
    emacs.screen.type("[[]]")
    emacs.screen.keys("C-b", "C-b")
    emacs.screen.type("saltmere")  # how none begins, but one goes on
    emacs.screen.keys("C-M-i")
    emacs.until("no brackets too many", lambda: emacs.line == "[[The Saltmere Strike]]")
    emacs.screen.keys("C-e", "Enter")
    emacs.screen.type("#politics/l")
    emacs.screen.keys("C-M-i")
    emacs.until("a nested tag", lambda: emacs.line == "#politics/labour")


def test_commands(emacs: Editor, vault: Path) -> None:
    emacs.edit(vault / "The Saltmere Strike.md")
    for heading in ("### 3.Soup", "### 4.The troops"):
        emacs.screen.keys("C-c", "n", "e")
        emacs.until(heading, lambda heading=heading: emacs.line == heading)
    emacs.go("# The Saltmere Strike")
    emacs.screen.keys("C-c", "n", "b")
    emacs.until("backlinks", lambda: "*xref*" in emacs.screen.screen() and "Moby-Dick.md" in emacs.screen.screen())
    emacs.edit(vault / "index.md")
    emacs.screen.keys("C-c", "n", "n")
    emacs.answer("New note:", "A Walk in the Fens")
    emacs.until("the note", lambda: emacs.path == vault / "A Walk in the Fens.md")
    emacs.screen.keys("C-c", "n", "d")
    emacs.until("the day", lambda: emacs.path.name == f"{date.today().isoformat()}.md")
    assert {emacs.path, vault / "A Walk in the Fens.md"} < set(vault.rglob("*.md"))


def test_a_note_and_a_folder_move_and_back(emacs: Editor, vault: Path) -> None:
    before = notes(vault)
    emacs.edit(vault / "index.md")
    emacs.go("Ines Mar")
    emacs.command("eglot-rename")
    emacs.answer("Rename `Ines'", "Ines Tide")
    emacs.until("it is refused", lambda: "can't move files" in emacs.screen.screen())

    emacs.edit(vault / "People & Organizations" / "Ines Marrow.md")
    emacs.screen.keys("C-c", "n", "m")
    emacs.answer("Move this note to:", str(vault / "People & Organizations" / "Ines Tide"))
    emacs.yes("Proceed?")
    emacs.until("the note", lambda: emacs.path == vault / "People & Organizations" / "Ines Tide.md")
    save(emacs)
    moved = notes(vault)
    assert not [path for path, data in moved.items() if b"[[Ines Marrow" in data]
    emacs.edit(vault / "index.md")
    now = emacs.lisp("(buffer-string)")
    assert emacs.lisp("(progn (setq last-command nil) (undo-boundary) (undo) (buffer-string))") != now
    assert emacs.lisp("(progn (setq last-command nil) (undo-boundary) (undo) (buffer-string))") == now
    save(emacs)
    assert notes(vault) == moved

    emacs.command("vaultls-move")
    emacs.answer("Move:", str(vault / "Ideas"))
    emacs.answer("Move Ideas to:", str(vault / "Thoughts"))
    emacs.yes("Proceed?")
    emacs.until("the folder", lambda: (vault / "Thoughts").is_dir())
    emacs.until("it is said", lambda: "Moved;" in emacs.screen.screen())
    save(emacs)
    assert not [path for path, data in notes(vault).items() if b"[[Ideas/The Lighthouse" in data]
    for old, new in (("Thoughts", "Ideas"), *[(f"People & Organizations/Ines {n}.md" for n in ("Tide", "Marrow"))]):
        emacs.edit(vault / "index.md")
        emacs.command("vaultls-move")
        emacs.answer("Move:", str(vault / old))
        emacs.answer(" to:", str(vault / new))
        emacs.until("it is back", lambda new=new: (vault / new).exists() or "Proceed?" in emacs.screen.screen())
        if not (vault / new).exists():
            emacs.yes("Proceed?")
            emacs.until("it is back", lambda new=new: (vault / new).exists())
        save(emacs)
    assert notes(vault) == before
