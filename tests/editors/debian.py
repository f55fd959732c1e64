"""The editors that are Debian's: installed where this runs as root in CI, else the test says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
"""Where the command `vaultls` is."""

PACKAGES = ("neovim", "emacs-nox", "elpa-eglot", "elpa-markdown-mode", "tmux")


def command(name: str, *packages: str) -> str:
    """The path of a command. Skips the test where it can't be had, or where `vaultls` is not installed."""
    found = shutil.which(name, path="/usr/bin:/usr/local/bin") or shutil.which(name)
    if found is None and may_install():
        install_all()
        found = shutil.which(name, path="/usr/bin:/usr/local/bin")
    if found is None:
        pytest.skip(f"{name} is not installed; on Debian: apt-get install {' '.join(packages)}")
    if not (PROGRAMS / "vaultls").exists():
        pytest.skip("the command vaultls is not installed beside this Python: pip install -e .")
    return found


def may_install() -> bool:
    return os.environ.get("CI") == "true" and os.getuid() == 0 and shutil.which("apt-get") is not None


@cache
def install_all() -> None:
    """All at once, for reading the lists takes longest. What fails is seen by the command that is still missing."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = f"apt-get update -qq; apt-get install -y -qq --no-install-recommends {' '.join(PACKAGES)}"
    subprocess.run(["sh", "-c", install], capture_output=True, env=environment, check=False)


def home(folder: Path) -> dict[str, str]:
    """The environment of a user whose home is `folder`, with the notes and this repository where the pages have them."""
    for editor in ("nvim", "emacs", "helix"):
        shutil.copytree(REPOSITORY / "editors" / editor, folder / "vaultls" / "editors" / editor, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "seeds", folder / "notes", dirs_exist_ok=True)
    hidden = ("XDG_", "NVIM", "VIM", "MYVIMRC", "EMACS", "HELIX", "TMUX", "ALTERNATE_EDITOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    path = f"{PROGRAMS}{os.pathsep}/usr/local/bin{os.pathsep}/usr/bin{os.pathsep}/bin"
    return {**kept, "HOME": str(folder), "PATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
