"""Writes the settings of notes into package.json, from `vaultls schema --format vscode`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    command = [sys.executable, "-m", "vaultls", "schema", "--format", "vscode"]
    made = subprocess.run(command, cwd=HERE.parents[2] / "server", check=True, capture_output=True, text=True)
    file = HERE.parent / "package.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    manifest["contributes"]["configuration"][1]["properties"] = json.loads(made.stdout)
    file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
