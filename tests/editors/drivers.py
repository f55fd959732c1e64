"""How each editor does what the script says, as its page has it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from editors import emacs, helix, nvim


class Neovim:
    def __init__(self, editor: nvim.Editor, vault: Path, as_you_type: bool) -> None:
        self.editor, self.vault, self.as_you_type = editor, vault, as_you_type
        self.until = editor.until
        self.shown = ""

    def edit(self, path: str) -> None:
        self.editor.edit(self.vault / path)

    def problems(self) -> list[int]:
        return sorted(
            set(self.editor.lua("return vim.tbl_map(function(d) return d.lnum + 1 end, vim.diagnostic.get(0))"))
        )

    def append(self, typed: str, name: str) -> None:
        self.editor.keys("Go")
        self.until("a new line", lambda: self.editor.line == "")
        for key in typed:
            self.editor.type(key)
        if self.as_you_type:
            self.until("the name is first in the list", self.editor.first(name))
            self.editor.keys("<C-n><C-y>")
        else:
            self.editor.keys("<C-x><C-o>")
        self.until("it is inserted", lambda: self.editor.line.endswith("]]"))
        self.editor.normal()

    def line(self) -> str:
        return self.editor.line

    def path(self) -> str:
        return str(self.editor.path.relative_to(self.vault))

    def hover(self, needle: str) -> str:
        if self.shown != needle:
            self.shown = needle
            self.editor.go(needle)
            self.editor.lua("vim.lsp.buf.hover()")
        return self.editor.float()

    def definition(self, needle: str) -> None:
        before = self.path()
        self.editor.go(needle)
        self.editor.keys("gd")
        self.until("another note", lambda: self.path() != before)

    def rename(self, needle: str, new: str) -> None:
        self.editor.go(needle)
        self.editor.keys("lll")
        self.editor.keys(":lua vim.lsp.buf.rename()<CR>")
        self.until("it asks for the name", lambda: self.editor.session.api.get_mode()["mode"] == "c")
        self.editor.keys(f"<C-u>{new}<CR>")
        self.until("it is renamed", lambda: new in self.editor.text)

    def rename_note(self, path: str, needle: str, new: str) -> None:
        self.rename(needle, new)
        self.until("the file is renamed", (self.vault / path).with_name(f"{new}.md").exists)

    def write_all(self) -> None:
        self.editor.session.command("silent wall")


class Emacs:
    def __init__(self, editor: emacs.Editor, vault: Path) -> None:
        self.editor, self.vault = editor, vault
        self.screen, self.until = editor.screen, editor.until
        self.shown = ""

    def edit(self, path: str) -> None:
        self.editor.edit(self.vault / path)

    def problems(self) -> list[int]:
        return sorted(set(self.editor.problems("")))

    def append(self, typed: str, name: str) -> None:  # noqa: ARG002 - it is the only one
        self.screen.keys("M->")
        self.screen.type(typed)
        self.screen.keys("C-M-i")
        self.until("it is inserted", lambda: self.editor.line.endswith("]]"))

    def line(self) -> str:
        return self.editor.line

    def path(self) -> str:
        return str(self.editor.path.relative_to(self.vault))

    def hover(self, needle: str) -> str:
        if self.shown != needle:
            self.shown = needle
            self.editor.go(needle)
            self.screen.keys("C-f")  # Emacs looks what is there after a key
        return self.screen.screen()

    def definition(self, needle: str) -> None:
        before = self.path()
        self.editor.go(needle)
        self.screen.keys("M-.")
        self.until("another note", lambda: self.path() != before)

    def rename(self, needle: str, new: str) -> None:
        self.editor.go(needle)
        self.screen.keys("C-f")
        self.editor.command("eglot-rename")
        self.editor.answer("Rename `", new)
        self.editor.yes("Proceed?")
        quoted = json.dumps(new)
        self.until("it is renamed", lambda: self.editor.lisp(f"(string-match-p {quoted} (buffer-string))"))

    def rename_note(self, path: str, needle: str, new: str) -> None:  # noqa: ARG002 - eglot can't from a link
        self.edit(path)
        self.screen.keys("C-c", "n", "m")
        self.editor.answer("Move this note to:", str((self.vault / path).with_name(new)))
        self.editor.yes("Proceed?")
        self.until("the file is renamed", (self.vault / path).with_name(f"{new}.md").exists)

    def write_all(self) -> None:
        self.screen.keys("C-x", "s")
        self.until("it asks", lambda: "Save file" in self.screen.screen())
        self.screen.type("!")
        unsaved = "(or (seq-find (lambda (b) (and (buffer-file-name b) (buffer-modified-p b) t)) (buffer-list)) t)"
        self.until("all is saved", lambda: self.editor.lisp(f"(eq t {unsaved})"))


class Helix:
    def __init__(self, editor: helix.Editor, vault: Path) -> None:
        self.editor, self.vault = editor, vault
        self.screen, self.until = editor.screen, editor.until
        self.shown = ""

    def edit(self, path: str) -> None:
        self.editor.edit(self.vault / path)

    def problems(self) -> list[int]:
        return self.editor.problems()

    def append(self, typed: str, name: str) -> None:
        self.screen.type("geo")
        self.until("insert mode", lambda: "INS" in self.screen.screen())
        named = self._below().count(name)  # by links on the screen; the list of names is one more
        for key in typed:
            self.screen.type(key)
        self.until("the name is offered", lambda: self._below().count(name) > named)
        self.screen.keys("Tab")
        self.until("it is taken from the list", lambda: name in self.line())
        self.screen.keys("Enter")
        self.until("it is inserted", lambda: self.line().endswith("]]"))
        self.editor.normal()

    def _below(self) -> str:
        """The screen apart from the line of the cursor."""
        rows = self.screen.screen().splitlines()
        del rows[self.screen.cursor()]
        return "\n".join(rows[:-2])

    def line(self) -> str:
        return self.editor.line

    def path(self) -> str:
        return self.editor.name

    def go(self, needle: str) -> None:
        """Onto the last letter of a text, by searching for it."""
        self.screen.type("gg/" + re.sub(r"([\[\].#|])", r"\\\1", needle))
        self.screen.keys("Enter")
        self.until(f"{needle} is found", lambda: needle in self.line())

    def hover(self, needle: str) -> str:
        if self.shown != needle:
            self.shown = needle
            self.go(needle)
            self.screen.type(" k")
        return self.screen.screen()

    def definition(self, needle: str) -> None:
        before = self.path()
        self.go(needle)
        self.screen.type("gd")
        self.until("another note", lambda: self.path() not in ("", before))

    def rename(self, needle: str, new: str) -> None:
        self.go(needle)
        self.screen.type(" r")
        self.until("it asks for the name", lambda: "rename-to:" in self.screen.screen())
        self.screen.keys("C-u")
        self.screen.type(new)
        self.screen.keys("Enter")
        self.until("it is renamed", lambda: new in self.line())

    def rename_note(self, path: str, needle: str, new: str) -> None:
        self.rename(needle, new)
        self.until("the file is renamed", (self.vault / path).with_name(f"{new}.md").exists)

    def write_all(self) -> None:
        self.editor.command("wa")
