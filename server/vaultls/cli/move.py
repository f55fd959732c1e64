"""`vaultls move`: another place for a note, attachment or folder; links follow."""

from __future__ import annotations

import os

import click

from vaultls.cli.changing import VAULT, WRITE, Opened, refused
from vaultls.features.answer import Refusal
from vaultls.features.rename.checked import check_path, file_path
from vaultls.features.rename.note import moved


@click.command()
@click.argument("old")
@click.argument("new")
@VAULT
@WRITE
def move(old: str, new: str, root: str, write: bool) -> None:
    """Move a note, an attachment or a whole folder to another place in the vault.

    OLD and NEW are paths from the vault's folder; a NEW that ends with `/`, or is a folder, is where OLD goes with its
    name. Shows a diff; with --write it makes the changes, all or none. Exits with 0 when that is done, with 1 when it
    can't be done, with 2 on misuse.
    """
    opened = Opened(root)
    files = opened.vault.files
    old, into = old.strip("/"), new.endswith("/")
    new = new.strip("/")
    inside = [path for path in files if path.startswith(old + "/")]
    source = old if inside and old not in files else opened.file(old)
    if into or any(path.startswith(new + "/") for path in files):
        new = f"{new}/{os.path.basename(source)}".lstrip("/")
    try:
        if source in files:
            target = file_path(source, new if "/" in new else "/" + new)[0]
            moves = {source: target}
        else:
            check_path(new)
            moves = {path: new + path[len(source) :] for path in inside}
        taken = [target for target in moves.values() if target in files and target not in moves]
        if taken:
            raise Refusal(f"{taken[0]} exists already")
        changes = moved(opened.vault, moves, opened.read)
    except Refusal as error:
        raise refused(error) from error
    opened.make(changes, write)
