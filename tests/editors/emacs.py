"""Emacs in a terminal: its configuration is the page's, its keys are typed, its state is read by emacsclient."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editors import debian
from editors.page import blocks, follow
from editors.terminal import Terminal, terminal

PAGE = debian.REPOSITORY / "editors" / "emacs" / "README.md"
SEEN = """
(setq inhibit-startup-screen t make-backup-files nil create-lockfiles nil auto-save-default nil
      native-comp-async-report-warnings-errors nil server-name "SOCKET")
(server-start)
"""
"""What the tests need beside the page: no file but the notes, and a way in."""

LIBRARIES = """(progn (package-initialize) (unless (and (locate-library "eglot") (locate-library "markdown-mode"))
                                             (kill-emacs 3)))"""


def executable() -> str:
    found = debian.command("emacs", "emacs-nox", "elpa-eglot", "elpa-markdown-mode")
    if not _has_libraries(found) and debian.may_install():
        debian.install_all()
    if not _has_libraries(found):
        pytest.skip("eglot or markdown-mode is missing; on Debian: apt-get install elpa-eglot elpa-markdown-mode")
    return found


def _has_libraries(emacs: str) -> bool:
    return subprocess.run([emacs, "--batch", "--eval", LIBRARIES], capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def started(home: Path) -> Iterator[Editor]:
    """Emacs with `home` as the user's folder, in which everything was done that the page says."""
    emacs = executable()
    environment = debian.home(home)
    follow(PAGE, home, environment)
    socket = home / ".emacs.socket"
    config = home / ".emacs.d"
    config.mkdir()
    settings = SEEN.replace("SOCKET", str(socket)) + "".join(blocks(PAGE, "elisp"))
    (config / "init.el").write_text(settings, encoding="utf-8")
    with terminal([emacs, "-nw"], home, environment) as screen:
        editor = Editor(screen, [str(Path(emacs).with_name("emacsclient")), "-s", str(socket)], environment)
        screen.until("Emacs is there", socket.exists)
        yield editor


class Editor:
    """One Emacs."""

    def __init__(self, screen: Terminal, client: list[str], environment: dict[str, str]) -> None:
        self.screen, self.client, self.environment = screen, client, environment
        self.until = screen.until

    def lisp(self, code: str) -> Any:
        """The value of an expression in the window that is selected, by way of JSON."""
        wrapped = f"(with-current-buffer (window-buffer (selected-window)) (json-encode {code}))"
        done = subprocess.run(
            [*self.client, "--eval", wrapped], env=self.environment, capture_output=True, encoding="utf-8", timeout=60
        )
        assert done.returncode == 0, f"{code}: {done.stdout}{done.stderr}\n{self.screen.screen()}"
        return json.loads(json.loads(done.stdout))

    # What is seen

    @property
    def path(self) -> Path:
        return Path(self.lisp('(or buffer-file-name "")'))

    @property
    def line(self) -> str:
        return str(self.lisp("(buffer-substring-no-properties (line-beginning-position) (line-end-position))"))

    def problems(self, code: str) -> list[int]:
        """Rows from 1 of this note's diagnostics of one code."""
        found = self.lisp(
            f'(vconcat (delq nil (mapcar (lambda (d) (when (string-match-p "{code}" (flymake-diagnostic-text d))'
            " (line-number-at-pos (flymake-diagnostic-beg d)))) (flymake-diagnostics))))"
        )
        return sorted(found)

    # What is done

    def edit(self, path: Path) -> None:
        """Visit a note, and wait for the server."""
        self.screen.keys("C-x", "C-f", "C-a", "C-k")
        self.screen.type(str(path))
        self.screen.keys("Enter")
        self.until("the note", lambda: self.path == path)
        self.until("the server", lambda: self.lisp("(and (eglot-current-server) (eglot-managed-p) t)"))

    def go(self, needle: str) -> None:
        """Put point on the first place of a text in the note."""
        quoted = json.dumps(needle, ensure_ascii=False)
        assert self.lisp(f"(progn (goto-char (point-min)) (search-forward {quoted}) (goto-char (match-beginning 0)) t)")

    def command(self, name: str) -> None:
        self.screen.keys("M-x")
        self.until("M-x asks", lambda: "M-x" in self.screen.screen().splitlines()[-1])
        self.screen.type(name)
        self.screen.keys("Enter")

    def answer(self, question: str, text: str) -> None:
        """Type over what is suggested."""
        self.until(question, lambda: question in self.screen.screen())
        self.screen.keys("C-a", "C-k")
        self.screen.type(text)
        self.screen.keys("Enter")

    def yes(self, question: str) -> None:
        self.until(question, lambda: question in self.screen.screen())
        self.screen.type("y")
