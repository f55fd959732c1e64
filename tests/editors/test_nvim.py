"""Neovim 0.11 as a user has it after the page: keys are typed, and what they leave in the notes is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from editors.nvim import Editor, started


@pytest.fixture
def nvim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    with started(tmp_path, monkeypatch) as editor:
        yield editor


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def rows(path: Path, *lines: str) -> list[int]:
    """Where these lines stand, from 1."""
    text = path.read_text(encoding="utf-8").split("\n")
    return [text.index(line) + 1 for line in lines]


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def new_line(nvim: Editor) -> None:
    """Begin to write at the end of the note."""
    nvim.keys("Go")
    nvim.until("insert mode", lambda: nvim.session.api.get_mode()["mode"] == "i" and nvim.line == "")


def test_a_name_of_three_words_typed_key_by_key(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "index.md")
    new_line(nvim)
    nvim.type("See 🐋 [[")
    nvim.until("the list opens", nvim.popup)
    name = "How I keep these notes"
    for i, key in enumerate("How I keep", 1):
        nvim.type(key)
        nvim.until(f"{name!r} is in the list after {'How I keep'[:i]!r}", nvim.shown(name))
    nvim.until("it is first", nvim.first(name))
    nvim.keys("<C-n><C-y>")
    nvim.until("it is inserted", lambda: nvim.line == f"See 🐋 [[{name}]]")
    nvim.type(" and [[The Long")
    nvim.until("keys typed at once are answered too", nvim.first("The Long Causeway"))
    nvim.keys("<C-n><C-y>")
    nvim.until("it is inserted", lambda: nvim.line == f"See 🐋 [[{name}]] and [[The Long Causeway]]")


@pytest.mark.parametrize(
    ("typed", "label", "link"),
    [
        ("saltmere st", "The Saltmere Strike", "[[The Saltmere Strike]]"),
        ("To re", "To read", "[[📚 Reading list|To read]]"),
    ],
)
def test_a_name_from_its_middle_and_an_alias(nvim: Editor, vault: Path, typed: str, label: str, link: str) -> None:
    nvim.edit(vault / "index.md")
    new_line(nvim)
    nvim.type("[[")
    nvim.until("the list opens", nvim.popup)
    for i, key in enumerate(typed, 1):
        nvim.type(key)
        nvim.until(f"the list stays after {typed[:i]!r}", nvim.popup)
    nvim.until(f"{label!r} is first", nvim.first(label))
    nvim.keys("<C-n><C-y>")
    nvim.until("it is inserted", lambda: nvim.line == link)


def test_brackets_that_are_there_already_do_not_double(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "index.md")
    new_line(nvim)
    nvim.type("[[]]")
    nvim.keys("<Left><Left>")
    nvim.type("The Salt")
    nvim.until("it is first", nvim.first("The Saltmere Strike"))
    nvim.keys("<C-n><C-y>")
    nvim.until("it is inserted", lambda: nvim.line == "[[The Saltmere Strike]]")


def test_headings_and_tags_are_offered(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "index.md")
    new_line(nvim)
    nvim.type("[[The Saltmere Strike#2.The l")
    nvim.until("the heading", nvim.first("2.The lamps go out"))
    nvim.keys("<C-n><C-y>")
    nvim.until("it is inserted", lambda: nvim.line == "[[The Saltmere Strike#2.The lamps go out]]")
    nvim.type(" #politics/l")
    nvim.until("a nested tag", nvim.first("politics/labour"))
    nvim.keys("<C-n><C-y>")
    nvim.until("it is inserted", lambda: nvim.line.endswith(" #politics/labour"))


@pytest.mark.parametrize("key", ["gd", "<C-]>"])
def test_a_jump_to_a_heading_in_another_note(nvim: Editor, vault: Path, key: str) -> None:
    nvim.edit(vault / "Journal" / "2024-03-09.md")
    nvim.go("Frankenstein#VOLUME TWO#2.The cottage")
    nvim.keys(key)
    target = vault / "Frankenstein.md"
    nvim.until("the jump", lambda: nvim.path == target)
    nvim.until("the heading", lambda: nvim.line == "### 2.The cottage")
    nvim.keys("<C-t>")
    nvim.until("the way back", lambda: nvim.path == vault / "Journal" / "2024-03-09.md")


def test_a_jump_from_behind_an_emoji(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "index.md")
    nvim.go("[[Moby-Dick]] in the end")
    nvim.keys("gd")
    nvim.until("the jump", lambda: nvim.path == vault / "Moby-Dick.md")
    nvim.edit(vault / "📚 Reading list.md")
    nvim.go("كليلة ودمنة")
    nvim.keys("gd")
    nvim.until("the jump", lambda: nvim.path == vault / "كليلة ودمنة.md")


def test_hover_shows_the_section(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "Journal" / "2024-03-09.md")
    nvim.go("Frankenstein#VOLUME TWO#2.The cottage")
    nvim.keys("K")
    note = (vault / "Frankenstein.md").read_text(encoding="utf-8")
    section = note.split("### 2.The cottage\n")[1].split("\n")[0]
    nvim.until("the float", lambda: section in nvim.float())


def test_the_other_keys(nvim: Editor, vault: Path) -> None:
    note = vault / "The Saltmere Strike.md"
    nvim.edit(note)
    nvim.go("The Lamplighters’ Union")
    nvim.keys("grr")
    nvim.until("the links to a note", lambda: len(nvim.session.funcs.getqflist()) > 3)
    nvim.session.command("cclose")
    nvim.keys("gO")
    outline = "return vim.tbl_map(function(i) return i.text end, vim.fn.getloclist(0))"
    nvim.until("the outline", lambda: any("3.Soup" in text for text in nvim.lua(outline)))
    nvim.session.command("lclose")
    nvim.session.command("1")
    nvim.until("problems", lambda: nvim.problems("empty-section"))
    nvim.go("### 2.The lamps go out")
    nvim.keys("]d")
    nvim.until("the next problem", lambda: nvim.line == "### 3.Soup")
    nvim.keys("<C-w>d")
    nvim.until("its message", lambda: "empty-section" in nvim.float())


def test_empty_sections_are_marked_until_something_is_written(nvim: Editor, vault: Path) -> None:
    note = vault / "The Saltmere Strike.md"
    empty = rows(
        note,
        "### 3.Soup",
        "### 4.The troops",
        "### 5.The ninth week",
        "### 1.Electric light",
        "### 2.The names on the wall",
    )
    nvim.edit(note)
    nvim.until("all five are marked", lambda: nvim.problems("empty-section") == empty)
    nvim.go("### 3.Soup")
    nvim.keys("oPea.<Esc>")
    rest = [row + 1 for row in empty[1:]]
    nvim.until("the one that is written is not", lambda: nvim.problems("empty-section") == rest)
    nvim.keys("u")
    nvim.until("undone, it is again", lambda: nvim.problems("empty-section") == empty)


def test_the_next_empty_section(nvim: Editor, vault: Path) -> None:
    note = vault / "The Saltmere Strike.md"
    nvim.edit(note)
    for heading in ("### 3.Soup", "### 4.The troops"):
        nvim.keys("<Bslash>e")  # <leader>e
        nvim.until(heading, lambda heading=heading: nvim.line == heading)
    nvim.session.command("Vaultls next")
    nvim.until("the command", lambda: nvim.line == "### 5.The ninth week")
    lens = "return vim.iter(vim.lsp.codelens.get(0)):map(function(l) return l.command.title end):totable()"
    nvim.until("lenses", lambda: "2 of 5 sections written" in nvim.lua(lens))
    nvim.go("# CHAPTER 4: AFTERWARDS")
    nvim.lua("vim.lsp.codelens.run()")
    nvim.until("a lens that is run", lambda: nvim.line == "### 1.Electric light")


def test_backlinks_are_listed_from_their_lens(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "The Saltmere Strike.md")
    lens = "return vim.iter(vim.lsp.codelens.get(0)):map(function(l) return l.command.title end):totable()"
    nvim.until("lenses", lambda: "12 backlinks" in nvim.lua(lens))
    nvim.go("# The Saltmere Strike")
    nvim.lua("vim.lsp.codelens.run()")
    nvim.until("the list", lambda: len(nvim.session.funcs.getqflist()) == 12)
    nvim.session.command("cfirst")
    assert (vault in nvim.path.parents, nvim.path.name != "The Saltmere Strike.md") == (True, True)
    assert "[[" in nvim.line


def test_a_tag_is_renamed_in_all_notes_and_back_by_undo(nvim: Editor, vault: Path) -> None:
    before = files(vault)

    def renamed(path: str, data: bytes) -> bytes:
        if not path.endswith(".md"):
            return data
        text = re.sub(r"#walking\b", "#on-foot", data.decode())
        return re.sub(r"^(tags: .*)\bwalking\b", r"\1on-foot", text, flags=re.M).encode()

    after = {path: renamed(path, data) for path, data in before.items()}
    assert sum(after[path] != before[path] for path in before) > 1
    nvim.edit(vault / "The Long Causeway.md")
    nvim.go("#walking")
    nvim.keys("l")
    nvim.keys("grn")
    nvim.until("it asks for the name", lambda: nvim.session.api.get_mode()["mode"] == "c")
    nvim.keys("<C-u>on-foot<CR>")
    nvim.until("it is renamed", lambda: "#on-foot" in nvim.text)
    nvim.session.command("silent wall")
    assert files(vault) == after
    nvim.session.command("silent bufdo undo")
    nvim.session.command("silent wall")
    assert files(vault) == before


def write_all(nvim: Editor) -> None:
    nvim.session.command("silent wall")


def rename(nvim: Editor, name: str) -> None:
    nvim.keys("grn")
    nvim.until("it asks for the name", lambda: nvim.session.api.get_mode()["mode"] == "c")
    nvim.keys(f"<C-u>{name}<CR>")
    nvim.until("the question is gone", lambda: nvim.session.api.get_mode()["mode"] == "n")


def test_a_note_is_renamed_with_its_file_and_a_folder_moves(nvim: Editor, vault: Path) -> None:
    before = files(vault)
    nvim.edit(vault / "The Long Causeway.md")
    nvim.go("[[Ines Marrow")
    nvim.keys("lll")
    rename(nvim, "Ines Tide")
    nvim.until("the link follows", lambda: "[[Ines Tide" in nvim.text)
    write_all(nvim)
    after = files(vault)
    old, new = "People & Organizations/Ines Marrow.md", "People & Organizations/Ines Tide.md"
    assert old not in after
    assert after[new].startswith(before[old].split(b"# Ines")[0])
    assert not [path for path, data in after.items() if b"[[Ines Marrow" in data and path.endswith(".md")]
    assert len(after) == len(before)

    nvim.go("[[Ines Tide")
    nvim.keys("lll")
    rename(nvim, "Ines Marrow")
    nvim.until("the link is back", lambda: "[[Ines Marrow" in nvim.text)
    write_all(nvim)
    assert files(vault) == before

    nvim.lua("require('vaultls').move(...)", str(vault / "Ideas"), str(vault / "Thoughts"))
    nvim.until("links follow", lambda: (vault / "Thoughts").is_dir())
    write_all(nvim)
    moved = files(vault)
    assert not (vault / "Ideas").exists()
    assert not [path for path, data in moved.items() if path.endswith(".md") and b"[[Ideas/The Lighthouse" in data]
    edited = [path for path, data in moved.items() if path in before and data != before[path]]
    assert edited
    for command, wanted in (("undo", before), ("redo", moved)):
        for path in edited:
            nvim.edit(vault / path)
            nvim.session.command(f"silent {command}")
        write_all(nvim)
        now = files(vault)
        assert {path: now[path] for path in edited} == {path: wanted[path] for path in edited}
    nvim.lua("require('vaultls').move(...)", str(vault / "Thoughts"), str(vault / "Ideas"))
    nvim.until("links are back", lambda: (vault / "Ideas").is_dir())
    write_all(nvim)
    assert files(vault) == before
