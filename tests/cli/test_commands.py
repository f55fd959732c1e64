"""The commands as a shell runs them: what they print and how they end."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaultls.cli.main import main
from vaultls.host.scan import scanned


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("# A\n[[#nowhere]]\n")
    (tmp_path / "b.md").write_text("# B\n[[#nowhere]]\n")
    return tmp_path


def test_a_note_that_two_paths_name_is_checked_once(vault: Path) -> None:
    paths = [str(vault / "a.md"), str(vault), str(vault / "b.md"), str(vault / "a.md")]
    result = CliRunner().invoke(main, ["check", "--format", "json", *paths])
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert sorted(d["file"] for d in found["diagnostics"]) == [str(vault / "a.md"), str(vault / "b.md")]
    assert found["summary"]["notes"] == 2


def test_notes_of_one_vault_are_read_once(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vaultls.cli import check

    read: list[str] = []
    monkeypatch.setattr(check, "scanned", lambda path, *_: read.append(path) or scanned(path))
    (vault / ".vaultls.toml").write_text("")
    result = CliRunner().invoke(main, ["check", str(vault / "a.md"), str(vault / "b.md")])
    assert result.exit_code == 1
    assert read == [str(vault)]


def test_a_note_that_the_vault_leaves_out_is_no_misuse(vault: Path) -> None:
    (vault / ".vaultls.toml").write_text('exclude = ["b.md"]')
    result = CliRunner().invoke(main, ["check", str(vault / "b.md")])
    assert result.exit_code == 0
    assert "b.md is left out" in result.stderr
    assert "Nothing to report in 0 notes" in result.stdout
    (vault / "x.txt").write_text("")
    assert CliRunner().invoke(main, ["check", str(vault / "x.txt")]).exit_code == 2


def serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vaultls", "serve", *arguments]
    return subprocess.run(command, input="", capture_output=True, text=True, timeout=60, check=False)


def test_a_log_that_cannot_be_written_is_misuse(vault: Path) -> None:
    result = serve("--log", str(vault / "none" / "x.log"))
    assert result.returncode == 2
    assert "x.log" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_misuse() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = serve("--tcp", f"127.0.0.1:{port}")
    assert result.returncode == 2
    assert str(port) in result.stderr
    assert "Traceback" not in result.stderr


def test_the_demo_of_one_note_with_one_tag(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("#only\n")
    result = CliRunner().invoke(main, ["demo", str(tmp_path)])
    assert result.exit_code == 0
    assert "A vault of 1 note in" in result.stdout
    assert "in a.md\n  none\n" in result.stdout
    assert "  1 edit in 1 note:\n" in result.stdout
