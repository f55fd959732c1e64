"""Reading a vault for a command: the folder asked for, its settings, and every note's facts."""

from __future__ import annotations

import sys

import click

from vaultls.host.scan import scan
from vaultls.vault.vault import Vault

VAULT = click.Path(exists=True, file_okay=False, readable=True, path_type=str)
"""The type of an argument that names a vault's folder; anything else is misuse (exit code 2)."""


def read_vault(path: str) -> Vault:
    """The vault in the folder `path`, with the settings of its `.vaultls.toml`. Complaints about settings go to standard error."""
    return scan(path)


def use_utf8() -> None:
    """Write UTF-8 with LF whatever the terminal's locale says: the output is data."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
