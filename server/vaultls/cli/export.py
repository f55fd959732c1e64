"""`vaultls export`: every note as one line of JSON."""

from __future__ import annotations

import json
import sys

import click

from vaultls.cli.vaults import VAULT, read_vault, use_utf8


@click.command()
@click.argument("path", type=VAULT, default=".")
def export(path: str) -> None:
    """Print what the notes of a vault hold, one JSON object a line, sorted by path.

    The fields are described in docs/export.md.
    """
    from vaultls.features.export import export_note

    use_utf8()
    vault = read_vault(path)
    for name in sorted(vault.notes):
        json.dump(export_note(vault, vault.notes[name]), sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
