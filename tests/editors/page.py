"""An editor's page, followed to the letter: its code blocks are what the user types or writes into a file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of one language, in their order."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    assert found, f"{page} has no block of {language}"
    return found


def follow(page: Path, home: Path, environment: dict[str, str]) -> None:
    """Run every shell block in the user's home folder."""
    for block in blocks(page, "sh"):
        done = subprocess.run(
            ["sh", "-euc", block], cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
