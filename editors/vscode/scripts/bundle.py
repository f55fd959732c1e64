"""Fills `bundled/`: the server and what it needs, pure Python, one tree for every system and Python from 3.10 on."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUNDLED = HERE.parent / "bundled"
SERVER = HERE.parents[2] / "server" / "vaultls"
NATIVE = (".so", ".pyd", ".dll", ".dylib")


def main() -> None:
    shutil.rmtree(BUNDLED, ignore_errors=True)
    libs, tool = BUNDLED / "libs", BUNDLED / "tool"
    tool.mkdir(parents=True)
    shutil.copy(HERE / "run_server.py", tool)
    pure = ["--implementation", "py", "--platform", "any", "--python-version", "3.10"]
    pip(
        "install",
        "--root-user-action=ignore",
        "--no-compile",
        "--target",
        str(libs),
        *pure,
        "-r",
        str(HERE / "requirements.txt"),
    )
    with tempfile.TemporaryDirectory() as folder:
        wheels = ["--platform", "manylinux2014_x86_64", "--implementation", "cp", "--python-version", "3.11"]
        pip("download", "-d", folder, *wheels, "-r", str(HERE / "pyyaml.txt"))
        for wheel in Path(folder).glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                wanted = [n for n in archive.namelist() if n.startswith("yaml/") and n.endswith(".py")]
                archive.extractall(libs, [*wanted, *(n for n in archive.namelist() if "/licenses/" in n)])
    shutil.copytree(SERVER, libs / "vaultls", ignore=shutil.ignore_patterns("__pycache__", ".*", "cli"))
    shutil.rmtree(libs / "bin", ignore_errors=True)
    native = [str(p) for p in libs.rglob("*") if p.suffix in NATIVE]
    if native:
        sys.exit(f"These files are not pure Python: {', '.join(native)}")


def pip(*arguments: str) -> None:
    common = ["-q", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    subprocess.run([sys.executable, "-m", "pip", arguments[0], *common, *arguments[1:]], check=True)


if __name__ == "__main__":
    main()
