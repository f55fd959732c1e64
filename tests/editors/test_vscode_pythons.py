"""The server that the VS Code package brings, on every Python that it is for, as far as they are on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editors.code_server import cached, package
from lsp.rawclient import RawClient

PYTHONS = ("3.10", "3.11", "3.12", "3.13")
CACHE = cached()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in the package."""
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(package(CACHE)) as archive:
        archive.extractall(folder)
    return folder / "extension"


def test_all_that_it_brings_is_pure_python(bundled: Path) -> None:
    native = [file for file in (bundled / "bundled").rglob("*") if file.suffix in (".so", ".pyd", ".dll", ".dylib")]
    assert native == []
    for wanted in ("dist/extension.js", "dist/graph.js", "dist/graph.css", "snippets/markdown.json", "bundled/tool"):
        assert (bundled / wanted).exists(), wanted


@pytest.mark.parametrize("version", PYTHONS)
def test_it_answers_isolated_on(version: str, bundled: Path, tmp_path: Path) -> None:
    python = next(_found(version), None)
    if python is None:
        pytest.skip(f"Python {version} is not on this machine")
    (tmp_path / "a.md").write_text("---\ntags: [x, y]\n---\nsee [[b]]\n")
    (tmp_path / "b.md").write_text("# B\n")
    command = [python, "-I", "-X", "utf8", str(bundled / "bundled" / "tool" / "run_server.py")]
    with RawClient(tmp_path, command=command) as client:
        client.initialize()
        uri = (tmp_path / "a.md").as_uri()
        client.open(uri, (tmp_path / "a.md").read_text())  # before its first index the server knows no note that isn't
        where = {"textDocument": {"uri": uri}, "position": {"line": 3, "character": 7}}
        found: Any = client.request("textDocument/definition", where)["result"]
        assert [one.get("uri", one.get("targetUri")) for one in found] == [(tmp_path / "b.md").as_uri()]
        tags = client.request("workspace/executeCommand", {"command": "vaultls.tags", "arguments": []})["result"]
        assert [tag["name"] for tag in tags] == ["x", "y"]


def _found(version: str) -> Iterator[str]:
    """Interpreters of this version: on PATH, of pyenv, or the one that runs the tests."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    places = [shutil.which(f"python{version}"), *sorted(pyenv.glob(f"{version}.*/bin/python")), sys.executable]
    for place in places:
        if place is None:
            continue
        said = subprocess.run(
            [place, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
        if said.stdout.strip() == version:
            yield str(place)
