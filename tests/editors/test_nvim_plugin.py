"""The plugin's commands, health check, help and options, in the Neovim of today and in Debian's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from editors.nvim import DEBIAN, NEWEST, Editor, started

VERSIONS = (NEWEST, DEBIAN)


@pytest.fixture(params=VERSIONS)
def nvim(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    with started(tmp_path, monkeypatch, request.param) as editor:
        yield editor


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "notes"


def listed(nvim: Editor) -> list[str]:
    """The lines of the quickfix list, by the place they name."""
    text = "return vim.tbl_map(function(i) return vim.fn.bufname(i.bufnr) .. '|' .. i.text end, vim.fn.getqflist())"
    found: list[str] = nvim.lua(text)
    return found


def messages(nvim: Editor) -> str:
    return str(nvim.session.funcs.execute("messages"))


def checked(nvim: Editor) -> str:
    """What the health check says."""
    nvim.session.command("checkhealth vaultls")
    return nvim.until("the report is complete", lambda: "Completion as you type" in nvim.text and nvim.text)


def test_every_subcommand_is_completed_and_helped(nvim: Editor) -> None:
    offered = nvim.session.funcs.getcompletion("Vaultls ", "cmdline")
    assert offered == sorted(offered)
    assert {"backlinks", "daily", "next", "rename", "restart"} <= set(offered)
    assert nvim.session.funcs.getcompletion("Vaultls ba", "cmdline") == ["backlinks"]
    assert nvim.session.funcs.getcompletion("Vaultls daily t", "cmdline") == ["today", "tomorrow"]
    nvim.session.command("help :Vaultls")
    for name in offered:
        assert f"\n:Vaultls {name} " in nvim.text
    for tag in ("vaultls", "vaultls-old", "vaultls-install", "g:vaultls"):
        nvim.session.command(f"help {tag}")
        assert nvim.path.name == "vaultls.txt"
    nvim.keys(":Vaultls nonsense<CR>")
    nvim.until("it is refused", lambda: "`:Vaultls nonsense` is unknown" in messages(nvim))


def test_commands_in_a_note_and_its_health(nvim: Editor, vault: Path) -> None:
    note = vault / "The Saltmere Strike.md"
    nvim.edit(note)
    for heading in ("### 3.Soup", "### 4.The troops"):
        nvim.session.command("Vaultls next")
        nvim.until(heading, lambda heading=heading: nvim.line == heading)
    nvim.go("# The Saltmere Strike")
    nvim.session.command("Vaultls backlinks")
    nvim.until("backlinks", lambda: len(listed(nvim)) == 12)
    assert all("The Saltmere Strike" in line for line in listed(nvim))
    nvim.session.command("cclose")
    nvim.session.command("Vaultls tags")
    nvim.until("tags", lambda: any("#politics/labour" in line for line in listed(nvim)))
    assert any("with nested tags)" in line and "#politics " in line for line in listed(nvim))
    nvim.session.command("cclose")
    nvim.session.command("Vaultls progress")
    nvim.until("books", lambda: any("Saltmere" in line and "sections written" in line for line in listed(nvim)))
    nvim.session.command("cclose")
    nvim.edit(vault / "Meditations.md")
    nvim.session.command("Vaultls mentions")
    nvim.until(
        "the mentions", lambda: any("Meditations" in line for line in listed(nvim)) or "No other" in messages(nvim)
    )
    nvim.edit(note)
    said = checked(nvim)
    assert "vaultls, version" in said
    assert re.search(r"The vault ~/notes: \d open", said)
    assert "seen by the server" in said
    assert "ERROR" not in said
    assert "WARN" not in said


def test_notes_are_made_and_renamed_with_their_links(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "index.md")
    nvim.session.command("Vaultls new A Walk in the Fens")
    nvim.until("the new note", lambda: nvim.path == vault / "A Walk in the Fens.md")
    nvim.session.command("silent wall")
    nvim.edit(vault / "index.md")
    nvim.session.command("Vaultls daily")
    nvim.until("the note of the day", lambda: nvim.path.name == f"{date.today().isoformat()}.md")
    nvim.session.command("silent wall")

    nvim.edit(vault / "The sublime.md")
    nvim.session.command("Vaultls rename Sublime things")
    nvim.until("the note", lambda: nvim.path == vault / "Sublime things.md")
    nvim.session.command("silent wall")
    asking = [p.name for p in vault.rglob("*.md") if "[[The sublime" in p.read_text(encoding="utf-8")]
    assert (asking, (vault / "The sublime.md").exists()) == ([], False)

    nvim.edit(vault / "Sublime things.md")
    nvim.session.command("Vaultls move Read/Sublime.md")
    nvim.until("the note", lambda: nvim.path == vault / "Read" / "Sublime.md")
    nvim.session.command("silent wall")
    asking = [p.name for p in vault.rglob("*.md") if "[[Sublime things" in p.read_text(encoding="utf-8")]
    assert (asking, (vault / "Sublime things.md").exists()) == ([], False)


def test_the_health_of_what_is_missing(nvim: Editor, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    nvim.edit(tmp_path / "alone" / "note.md")
    rival = """
        local config = {name = 'marksman', cmd = {'vaultls', 'serve'}}
        if vim.lsp.start then vim.lsp.start(config) else vim.lsp.buf_attach_client(0, vim.lsp.start_client(config)) end"""
    nvim.lua(rival)
    count = "return #(vim.lsp.get_clients or vim.lsp.get_active_clients)()"
    nvim.until("both answer", lambda: nvim.lua(count) == 2)
    nvim.lua("vim.g.vaultls = {cmd = {'no-such-command', 'serve'}}")
    said = checked(nvim)
    assert "belong to no vault" in said
    assert "`no-such-command` is not on the PATH" in said
    assert "marksman answers in 1 of them too" in said


def test_a_restart_and_a_server_that_died(nvim: Editor, vault: Path) -> None:
    nvim.edit(vault / "The Saltmere Strike.md")
    client = "local c = require('vaultls.client').of(vim.api.nvim_get_current_buf()) return c and c.id or 0"
    first = nvim.lua(client)
    nvim.session.command("Vaultls restart")
    nvim.until("another server", lambda: nvim.lua(client) not in (0, first))
    nvim.session.command("Vaultls next")
    nvim.until("it answers", lambda: nvim.line == "### 3.Soup")
    nvim.lua("for _, c in ipairs(require('vaultls.client').all()) do vim.lsp.stop_client(c.id, true) end")
    nvim.until("it is gone", lambda: nvim.lua(client) == 0)
    nvim.session.command("Vaultls restart")
    nvim.until("it is back", lambda: nvim.lua(client) != 0)


def test_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "vim.g.vaultls = { lenses = false, settings = { diagnostics = { ['empty-section'] = 'off' } } }\n"
    for version in VERSIONS:
        with monkeypatch.context() as patch, started(tmp_path / version, patch, version, settings) as nvim:
            vault = tmp_path / version / "notes"
            note = vault / "The Saltmere Strike.md"
            note.write_text(note.read_text(encoding="utf-8") + "\n[[#Nowhere]]\n", encoding="utf-8")
            nvim.edit(note)
            nvim.until("other problems", lambda nvim=nvim: nvim.problems("unresolved-heading"))
            nvim.until("no empty section", lambda nvim=nvim: not nvim.problems("empty-section"))
