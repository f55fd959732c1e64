"""Helix in a terminal: its configuration is the page's, its keys are typed, its screen is read."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from editors import debian
from editors.page import blocks
from editors.terminal import Terminal, terminal
from support.spec import cache as cache_folder

PAGE = debian.REPOSITORY / "editors" / "helix" / "README.md"
CACHE = cache_folder() / "helix"  # before the suite's fixture gives the server another
RELEASE = "trixie"
"""The oldest Debian with a Helix."""

PACKAGES = ("hx", "libc6", "libgcc-s1", "libstdc++6")


@cache
def command() -> list[str]:
    """Helix. Skips the test where it can't be had."""
    found = shutil.which("hx") or shutil.which("helix")
    if found is not None:
        return [found]
    root = CACHE / RELEASE
    if not (root / "complete").exists():
        if not debian.may_install() or sys.platform != "linux" or os.uname().machine != "x86_64":
            pytest.skip(f"Helix is not installed; on Debian {RELEASE} or newer: apt-get install hx")
        _unpack(root)
    # With its own C library, so that it runs on an older Debian.
    libraries = root / "usr" / "lib" / "x86_64-linux-gnu"
    return [str(libraries / "ld-linux-x86-64.so.2"), "--library-path", str(libraries), str(root / "usr" / "bin" / "hx")]


def _unpack(root: Path) -> None:
    """Helix and what it needs of a newer Debian, unpacked beside the system: nothing of that is installed."""
    apt = root.with_name("apt")
    for folder in ("sources", "lists/partial", "cache/archives/partial"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    ask = [
        "apt-get",
        "indextargets",
        "--format",
        "$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)",
        "Created-By: Packages",
    ]
    known = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
    mirror = next(
        (line.split()[0] for line in known.splitlines() if re.fullmatch(r"\S+ [a-z]+ main Debian", line)), None
    )
    if mirror is None:
        pytest.skip("Helix is not installed, and apt knows no mirror of Debian")
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    (apt / "sources" / "newer.list").write_text(f"deb [signed-by={keys}] {mirror} {RELEASE} main\n")
    own = {
        "Dir::Etc::SourceList": "/nonexistent",
        "Dir::Etc::SourceParts": apt / "sources",
        "Dir::State::Lists": apt / "lists",
        "Dir::Cache": apt / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
        "Acquire::Languages": "none",
    }
    options = [word for name, value in own.items() for word in ("-o", f"{name}={value}")]
    said = ""
    for step in (["update", "-qq"], ["download", "-qq", *PACKAGES]):
        done = subprocess.run(["apt-get", *options, *step], cwd=apt, capture_output=True, text=True, check=False)
        said += done.stdout + done.stderr
    packages = sorted(apt.glob("*.deb"))
    if len(packages) < len(PACKAGES):
        pytest.skip(f"Helix can't be downloaded: {said[-500:]}")
    for package in packages:
        subprocess.run(["dpkg-deb", "--extract", package, root], check=True)
    shutil.rmtree(apt)
    (root / "complete").touch()


@contextlib.contextmanager
def started(home: Path) -> Iterator[Editor]:
    """Helix as the page has it started."""
    hx = command()
    environment = debian.home(home)
    config = home / ".config" / "helix"
    config.mkdir(parents=True)
    (config / "languages.toml").write_text("".join(blocks(PAGE, "toml")), encoding="utf-8")
    programs = home / "bin"
    programs.mkdir()
    script = f'#!/bin/sh\nexec {" ".join(hx)} "$@"\n'
    (programs / "hx").write_text(script)
    (programs / "hx").chmod(0o755)
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
    [start] = blocks(PAGE, "sh")
    with terminal(["sh", "-ec", start], home, environment) as screen:
        editor = Editor(screen)
        screen.until("Helix is there", lambda: editor.name == "index.md")
        yield editor


class Editor:
    """One Helix."""

    def __init__(self, screen: Terminal) -> None:
        self.screen = screen
        self.until = screen.until

    @property
    def name(self) -> str:
        """The path in the status line, "" without any."""
        lines = self.screen.screen().splitlines()
        found = re.search(r"^ (?:NOR|INS|SEL)\s+(?:\S )?\s*(.+?\.md)\b", lines[-2] if len(lines) > 1 else "")
        return found[1] if found else ""

    @property
    def line(self) -> str:
        """The line of the cursor, without its number."""
        return self.rows()[self.screen.cursor()][1]

    def rows(self) -> list[tuple[int, str]]:
        """The rows of the screen, as the number of the line and its text. A line that is wrapped or cut is so here."""
        found = []
        for row in self.screen.screen().splitlines():
            parts = re.match(r"^\s*[●]?\s*(\d+) (?:[▍ ])?\s?(.*)$", row)
            found.append((int(parts[1]), parts[2].rstrip()) if parts else (0, row.strip()))
        return found

    def problems(self) -> list[int]:
        """The numbers of the lines that are marked on the screen."""
        found = [re.match(r"^\s*●\s*(\d+)", row) for row in self.screen.screen().splitlines()]
        return [int(mark[1]) for mark in found if mark]

    def normal(self) -> None:
        """Back to normal mode. An Escape that is followed at once by a key would be Alt."""
        self.screen.keys("Escape")
        self.until("normal mode", lambda: " NOR " in self.screen.screen().splitlines()[-2])

    def command(self, text: str) -> None:
        self.screen.type(f":{text}")
        self.screen.keys("Enter")

    def edit(self, path: Path) -> None:
        self.command(f"open '{path}'")
        self.until(f"{path.name} is shown", lambda: path.name in self.name)
