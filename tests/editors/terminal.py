"""A program in a terminal of its own (tmux on a private socket): keys go in, the screen is read."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from editors import debian

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds to wait for what must come."""


class Terminal:
    def __init__(self, tmux: list[str]) -> None:
        self.tmux = tmux

    def _do(self, *words: str) -> str:
        return subprocess.run([*self.tmux, *words], check=True, capture_output=True, encoding="utf-8").stdout

    def keys(self, *keys: str) -> None:
        """Keys by tmux's names, such as C-u, Enter or Escape."""
        self._do("send-keys", "-t", "main", *keys)

    def type(self, text: str) -> None:
        self._do("send-keys", "-t", "main", "-l", "--", text)

    def screen(self) -> str:
        return self._do("capture-pane", "-p", "-t", "main")

    def cursor(self) -> int:
        """The row of the screen that the cursor is in, from 0."""
        return int(self._do("display-message", "-p", "-t", "main", "#{cursor_y}"))

    def until(self, what: str, condition: Callable[[], T]) -> T:
        """The first true value of `condition`, which is asked for again and again."""
        end = time.monotonic() + PATIENCE
        while not (value := condition()):
            if time.monotonic() > end:
                raise AssertionError(f"never: {what}\n{self.screen()}")
            time.sleep(0.02)
        return value


@contextlib.contextmanager
def terminal(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """`command` in a terminal of 160 columns and 64 rows; it is ended in the end."""
    tmux = [debian.command("tmux", "tmux"), "-u", "-S", str(folder / ".tmux"), "-f", "/dev/null"]
    size = ["-x", "160", "-y", "64"]
    given = {**environment, "TERM": "xterm-256color"}
    subprocess.run(
        [*tmux, "new-session", "-d", "-s", "main", *size, "-c", str(folder), *command],
        env=given,
        check=True,
        capture_output=True,
    )
    try:
        subprocess.run([*tmux, "set-option", "-g", "escape-time", "0"], check=True, capture_output=True)
        yield Terminal(tmux)
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)
