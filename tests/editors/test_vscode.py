"""VS Code with the packaged extension: a suite in its extension host, then keys typed and pictures taken in a browser.

The JavaScript is in `vscode/`: `cases/` runs inside VS Code, `walk.mjs` outside. One test here a function there.
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

import pytest

from editors.code_server import REPOSITORY, cached, package, tools

HERE = Path(__file__).with_name("vscode")
CASES = [
    f"{file.stem}: {name}"
    for file in sorted((HERE / "cases").glob("*.js"))
    for name in re.findall(r"^exports\['(.*)'\] = ", file.read_text(encoding="utf-8"), re.M)
]
STEPS = [f"walk: {name}" for name in re.findall(r"^    '(.*)': async", (HERE / "walk.mjs").read_text("utf-8"), re.M)]
LIMIT = 240  # seconds for all of it
CACHE = cached()  # before the suite's fixture gives the server another


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str | None]:
    """What went wrong in each case and step, None where nothing did."""
    there = tools(CACHE)
    work = tmp_path_factory.mktemp("vscode")
    for name in ("vault", "walked/notes"):
        shutil.copytree(REPOSITORY / "seeds", work / name)
    config = {
        "entry": str(there.entry),
        "driver": str(there.driver),
        "chromium": there.browser,
        "vsix": str(package(CACHE)),
        "work": str(work),
        "vault": str(work / "vault"),
        "walked": str(work / "walked" / "notes"),
        "here": str(HERE),
    }
    (work / "config.json").write_text(json.dumps(config))
    command = [str(there.node), str(HERE / "drive.mjs"), str(work / "config.json")]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    files = [work / name for name in ("suite.json", "walk.json")]
    print(f"pictures and logs: {work}\n{done.stdout}{done.stderr}")
    return {one["name"]: one["error"] for file in files if file.exists() for one in json.loads(file.read_text())}


@pytest.mark.parametrize("name", [*CASES, *STEPS])
def test_vscode(name: str, results: Mapping[str, str | None]) -> None:
    assert name in results, "it was not run"
    assert results[name] is None
