"""Emacs with eglot, which renames with versions but can't rename files, and asks for nothing it doesn't show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.editors.nvim import REPOSITORY

LIBRARIES = '(unless (and (locate-library "eglot") (locate-library "markdown-mode")) (kill-emacs 3))'
FOLDERS = '(dolist (f (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*")) (add-to-list \'load-path f))'


@pytest.fixture
def emacs() -> str:
    """The command, or the test is skipped."""
    found = shutil.which("emacs")
    if found is None or subprocess.run([found, "-Q", "--batch", "--eval", FOLDERS, "--eval", LIBRARIES]).returncode:
        pytest.skip("Emacs, eglot or markdown-mode is missing: apt-get install emacs-nox elpa-eglot elpa-markdown-mode")
    if not (Path(sys.executable).parent / "vaultls").exists():
        pytest.skip("the command vaultls is not installed beside this Python: pip install -e .")
    return found


def test_eglot(emacs: str, tmp_path: Path) -> None:
    vault = tmp_path / "notes"
    shutil.copytree(REPOSITORY / "seeds", vault)
    before = {p: p.read_bytes() for p in vault.rglob("*.md")}
    path = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "PATH": path,
        "LANG": "C.UTF-8",
    }
    script = Path(__file__).with_name("eglot.el")
    ran = subprocess.run(
        [emacs, "-Q", "--batch", "-l", str(script)], cwd=vault, env=environment, capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    said = dict(line.split(": ", 1) for line in ran.stdout.splitlines() if ": " in line)
    lines = before[vault / "The Saltmere Strike.md"].decode().split("\n")
    names = {"3.Soup", "4.The troops", "5.The ninth week", "1.Electric light", "2.The names on the wall"}
    empty = [i for i, line in enumerate(lines, 1) if line.removeprefix("### ") in names]
    assert said["empty"] == f"({' '.join(map(str, empty))})"
    assert said["completed"] == "🐋 [[How I keep these notes]]"
    assert said["definition"] == "Frankenstein.md: ### 2.The cottage"
    assert "vaultls move" in said["refused"]
    assert said["moved"] == "0"
    assert (said["undone"], said["redone"]) == ("changed", "as it was")
    for file, data in before.items():
        text = re.sub(r"#walking\b", "#on-foot", data.decode())
        text = re.sub(r"^(tags: .*)\bwalking\b", r"\1on-foot", text, flags=re.M)
        assert file.read_bytes().decode() == text
