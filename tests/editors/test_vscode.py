"""VS Code with the packaged extension: a suite in its extension host, then keys typed and pictures taken in a browser.

The JavaScript is in `vscode/`: `cases/` and `restricted/` run inside VS Code, `walk.mjs` outside. One test here a function there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from editors.code_server import EXTENSION, NEWEST, OLDEST, REPOSITORY, cached, package, tools

HERE = Path(__file__).with_name("vscode")
LIMIT = 300  # seconds for all of one VS Code
CACHE = cached()  # before the suite's fixture gives the server another
Results = Mapping[str, "str | None"]
"""What went wrong in each case and step, None where nothing did."""


def names(folder: str) -> list[str]:
    """The cases of a folder, read from their source."""
    return [
        f"{file.stem}: {name}"
        for file in sorted((HERE / folder).glob("*.js"))
        for name in re.findall(r"^exports\['(.*)'\] = ", file.read_text(encoding="utf-8"), re.M)
    ]


CASES, RESTRICTED = names("cases"), names("restricted")
STEPS = [f"walk: {name}" for name in re.findall(r"^    '(.*)': async", (HERE / "walk.mjs").read_text("utf-8"), re.M)]


def drive(version: str, work: Path, **more: Any) -> Results:
    """Run what `more` says in one VS Code."""
    there = tools(CACHE, version)
    shutil.copytree(REPOSITORY / "seeds", work / "vault", dirs_exist_ok=True)
    config = {
        "entry": str(there.entry),
        "driver": str(there.driver),
        "chromium": there.browser,
        "vsix": str(package(CACHE)),
        "work": str(work),
        "vault": str(work / "vault"),
        "here": str(HERE),
        "smoke": version != OLDEST,
        "trust": False,
        **more,
    }
    (work / "config.json").write_text(json.dumps(config))
    command = [str(there.node), str(HERE / "drive.mjs"), str(work / "config.json")]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    files = [work / name for name in ("suite.json", "walk.json")]
    print(f"pictures and logs: {work}\n{done.stdout}{done.stderr}")
    return {one["name"]: one["error"] for file in files if file.exists() for one in json.loads(file.read_text())}


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Results:
    work = tmp_path_factory.mktemp("vscode")
    shutil.copytree(REPOSITORY / "seeds", work / "walked" / "notes")
    return drive(NEWEST, work, cases="cases", walked=str(work / "walked" / "notes"))


@pytest.fixture(scope="module")
def oldest(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return drive(OLDEST, tmp_path_factory.mktemp("vscode-oldest"), cases="cases")


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """In a folder that nobody has trusted, whose settings name programs."""
    work = tmp_path_factory.mktemp("vscode-restricted")
    settings = work / "vault" / ".vscode" / "settings.json"
    settings.parent.mkdir(parents=True)
    program = work / "vault" / "python-of-the-workspace"
    program.write_text(f"#!/bin/sh\ntouch '{work}/vault/was-run'\nexec '{sys.executable}' \"$@\"\n")
    program.chmod(0o755)
    said = {"vaultls.python": str(program), "vaultls.serverCommand": ["sh", "-c", f"touch '{work}/vault/was-run'"]}
    settings.write_text(json.dumps(said))
    return drive(NEWEST, work, cases="restricted", trust=True)


def test_the_oldest_is_what_the_package_asks_for() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    major, minor, _ = OLDEST.split(".")  # code-server 4.100.3 is Code 1.100.3
    assert manifest["engines"]["vscode"] == f"^1.{minor}.0"
    assert (major, manifest["devDependencies"]["@types/vscode"]) == ("4", f"~1.{minor}.0")


@pytest.mark.parametrize("name", [*CASES, *STEPS])
def test_vscode(name: str, newest: Results) -> None:
    assert name in newest, "it was not run"
    assert newest[name] is None


@pytest.mark.parametrize("name", CASES)
def test_oldest_vscode(name: str, oldest: Results) -> None:
    assert name in oldest, "it was not run"
    assert oldest[name] is None


@pytest.mark.parametrize("name", RESTRICTED)
def test_restricted_mode(name: str, restricted: Results) -> None:
    assert name in restricted, "it was not run"
    assert restricted[name] is None
