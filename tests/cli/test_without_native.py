"""Without native libraries, as the VS Code extension runs the server, and without worker processes everything is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.vaults import ROOT, demo, generated

BLOCKED = {
    "native": "sys.modules.update({'yaml.cyaml': None, 'watchfiles': None})",
    "workers": "import vaultls.host.worker as w; w._spawn = lambda: (_ for _ in ()).throw(OSError('none'))",
}


def export(vault: Path, *without: str) -> str:
    blocked = "".join(f"{BLOCKED[name]}; " for name in without)
    code = f"import sys; {blocked}sys.argv = ['vaultls', 'export', {str(vault)!r}]; from vaultls.cli import run; run()"
    environment = {**os.environ, "XDG_CACHE_HOME": str(vault.parent / "-".join(["cache", *without]))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("without", [("native",), ("workers",), ("native", "workers")], ids="-".join)
def test_the_facts_are_the_same(without: tuple[str, ...], tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    for name, files in {"seeds": demo(), "made": generated(1, 600)}.items():
        for path, text in files.items():
            file = vault / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, newline="")
    whole = export(vault)
    assert whole.count("\n") >= 630
    assert export(vault, *without) == whole


def test_what_is_blocked_is_there_otherwise() -> None:
    """Else the test above compares nothing."""
    code = "import yaml, watchfiles; assert yaml.__with_libyaml__"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert ROOT.is_dir()
