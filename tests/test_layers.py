"""The architecture, read from the source: who may import whom, who touches the disk, and what stays absent."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "server" / "vaultls"

LEFT = {
    "config": (),
    "schema": ("config",),
    "text": ("config",),
    "syntax": ("config", "text"),
    "vault": ("config", "text", "syntax"),
    "features": ("config", "text", "syntax", "vault"),
    "host": ("config", "schema", "text", "syntax", "vault"),
    "lsp": ("config", "schema", "text", "syntax", "vault", "features", "host"),
    "cli": ("config", "schema", "text", "syntax", "vault", "features", "host", "lsp"),
}
"""Each layer and what lies to its left. `features` and `host` are neighbours."""

PROTOCOL = ("pygls", "lsprotocol")
OUTSIDE = ("io", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time")
"""Modules that reach the disk, the clock or other processes."""

LINES_AND_COLUMNS = ("features/export.py",)
"""Files left of `lsp` that may know a column: what the export prints are positions."""


class Import(NamedTuple):
    file: str  # as `vault/names.py`
    line: int
    module: str  # as `vaultls.text.span`

    @property
    def layer(self) -> str:
        return self.file.split("/")[0].removesuffix(".py")

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


FILES = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}


def imports() -> Iterator[Import]:
    """Every import of every file, also those in functions and for type checkers. `from a import b` may mean `a.b`."""
    for file, source in FILES.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(file, node.lineno, alias.name)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{file}:{node.lineno}: imports are absolute"
                assert node.module is not None
                for alias in node.names:
                    yield Import(file, node.lineno, f"{node.module}.{alias.name}")


def test_every_folder_is_a_layer() -> None:
    folders = {file.split("/")[0].removesuffix(".py") for file in FILES}
    assert folders - {"__init__", "__main__"} == LEFT.keys()


def test_a_file_imports_only_from_its_own_layer_and_those_left_of_it() -> None:
    wrong = [
        str(found)
        for found in imports()
        if found.layer in LEFT and found.module.startswith("vaultls.")
        for layer in [found.module.split(".")[1]]
        if layer in LEFT and layer != found.layer and layer not in LEFT[found.layer]
    ]
    assert wrong == []


def test_config_lies_at_the_bottom() -> None:
    assert [str(found) for found in imports() if found.file == "config.py" and found.module.startswith("vaultls")] == []


def test_only_lsp_imports_the_protocol() -> None:
    wrong = [str(found) for found in imports() if found.module.split(".")[0] in PROTOCOL and found.layer != "lsp"]
    assert wrong == []


def test_only_host_lsp_and_cli_touch_disk_and_clock() -> None:
    inner = ("config", "schema", "text", "syntax", "vault", "features")
    wrong = [str(found) for found in imports() if found.module.split(".")[0] in OUTSIDE and found.layer in inner]
    for file, source in FILES.items():
        if file.split("/")[0].removesuffix(".py") in inner:
            calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
            wrong += [
                f"{file}:{c.lineno} opens a file" for c in calls if isinstance(c.func, ast.Name) and c.func.id == "open"
            ]
    assert wrong == []


def test_left_of_lsp_nothing_knows_a_column() -> None:
    inner = ("syntax", "vault", "features", "host")
    wrong = [
        f"{file}:{node.lineno}"
        for file, source in FILES.items()
        if file.split("/")[0] in inner and file not in LINES_AND_COLUMNS
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == "position"
    ]
    assert wrong == []


@pytest.mark.parametrize("command", ["check", "stats", "export"])
def test_the_command_line_never_loads_the_protocol(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n[[a]] #tag\n")
    code = f"""
import sys
from vaultls.cli.main import main
main([{command!r}, {str(tmp_path)!r}], standalone_mode=False)
print(*sorted(m for m in sys.modules if m.split(".")[0] in {PROTOCOL!r} or m.startswith("vaultls.lsp")), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True, timeout=120
    )
    assert "a.md" in done.stdout or "1 note" in done.stdout or "Notes" in done.stdout
    assert done.stderr.strip() == ""


def test_what_is_made_is_never_changed() -> None:
    """Facts, snapshots, settings and answers are NamedTuples or frozen dataclasses."""
    loose = []
    for file in ("config.py", "schema.py", "text/span.py", "syntax/note.py", "vault/vault.py", "features/answer.py"):
        for node in ast.parse(FILES[file]).body:
            if isinstance(node, ast.ClassDef):
                said = " ".join(map(ast.unparse, [*node.bases, *node.decorator_list]))
                if not any(word in said for word in ("NamedTuple", "frozen=True", "Exception")):
                    loose.append(f"{file}: {node.name}")
    assert loose == []
