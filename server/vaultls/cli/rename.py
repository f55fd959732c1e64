"""`vaultls rename`: a new name for a note, heading, tag or property, in the whole vault."""

from __future__ import annotations

import click

from vaultls.cli.changing import VAULT, WRITE, Opened, refused
from vaultls.features.answer import Changes, Refusal
from vaultls.features.rename import heading, note, property, tag
from vaultls.syntax.note import Heading
from vaultls.vault.anchors import Anchors


@click.command()
@click.argument("kind", type=click.Choice(["note", "heading", "tag", "property"]))
@click.argument("old")
@click.argument("new")
@VAULT
@WRITE
def rename(kind: str, old: str, new: str, root: str, write: bool) -> None:
    """Rename a note, heading, tag or property, with everything that refers to it.

    OLD is a note's path or name; NOTE#HEADING; a tag; a property's name, or NAME=VALUE for one of its values. Shows a
    diff; with --write it makes the changes, all or none. Exits with 0 when that is done, with 1 when it can't be done,
    with 2 on misuse.
    """
    opened = Opened(root)
    try:
        changes = _changes(opened, kind, old, new)
    except Refusal as error:
        raise refused(error) from error
    opened.make(changes, write)


def _changes(opened: Opened, kind: str, old: str, new: str) -> Changes:
    vault = opened.vault
    if kind == "note":
        return note.rename(vault, opened.file(old), new, opened.read)
    if kind == "heading":
        name, mark, subpath = old.partition("#")
        if not mark:
            raise click.UsageError("a heading is named as NOTE#HEADING")
        path = opened.file(name)
        there = vault.notes.get(path)
        found = Anchors(there).find(subpath) if there is not None else None
        if there is None or not isinstance(found, Heading):
            raise click.UsageError(f"{path} has no heading “{subpath}”")
        return heading.rename(vault, there, found, new, opened.read)
    if kind == "tag":
        changes = tag.rename(vault, old.strip().removeprefix("#").rstrip("/"), new)
    else:
        key, mark, value = old.partition("=")
        changes = (
            property.rename_value(vault, key, value, new, opened.read) if mark else property.rename_key(vault, key, new)
        )
    if not changes.edits:
        raise click.UsageError(f"no note has the {kind} “{old}”")
    return changes
