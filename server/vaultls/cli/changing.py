"""Showing changes to a vault as a diff, or making them: what `rename` and `move` have in common."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator

import click

from vaultls.cli.vaults import read_vault, use_utf8
from vaultls.cli.writing import NotWritten, Text, edited_texts, write
from vaultls.features.answer import Changes, Refusal
from vaultls.host.read import read_text
from vaultls.vault.names import is_note
from vaultls.vault.resolve import find
from vaultls.vault.vault import Vault

VAULT = click.option(
    "--vault",
    "root",
    type=click.Path(exists=True, file_okay=False, readable=True, path_type=str),
    default=".",
    help="The vault's folder; the one you are in unless you name another.",
)
WRITE = click.option("--write", "-w", is_flag=True, help="Make the changes. Without it they are only shown, as a diff.")


class Opened:
    """A vault for a command that changes it."""

    def __init__(self, root: str) -> None:
        use_utf8()
        self.root = os.path.abspath(root)
        self.vault: Vault = read_vault(root)

    def read(self, path: str) -> str | None:
        return read_text(f"{self.root}/{path}")

    def file(self, name: str) -> str:
        """The vault path of a file that the user names by its path or as a link would. Raises click.UsageError."""
        if name in self.vault.files:
            return name
        inside = os.path.relpath(os.path.abspath(name), self.root).replace(os.sep, "/")
        if inside in self.vault.files:
            return inside
        found, _ = find(self.vault, "", name)
        if not found:
            raise click.UsageError(f"there is no file “{name}” in this vault")
        if len(found) > 1:
            raise click.UsageError(f"“{name}” may be any of {', '.join(found)}")
        return found[0]

    def make(self, changes: Changes, really: bool) -> None:
        """Show or make the changes. Exits with 1 where they can't be made."""
        for notice in changes.notices:
            click.echo(f"Note: {notice}", err=True)
        try:
            texts = edited_texts(self.root, changes)
            for path, text in texts.items():
                note = self.vault.notes.get(path)
                if note is not None and note.lines.length != len(text.before):
                    raise NotWritten(f"{path} has changed meanwhile")
            if not really:
                for line in diff(changes, texts):
                    click.echo(line, nl=False)
                return
            write(self.root, changes, texts)
        except NotWritten as error:
            raise click.ClickException(f"{error}; nothing was changed") from error
        moved = len(changes.moves)
        done = (
            f"{len(changes.edits)} edit{'s' * (len(changes.edits) != 1)} in {len(texts)} note{'s' * (len(texts) != 1)}"
        )
        click.echo(done + (f", {moved} file{'s' * (moved != 1)} moved" if moved else ""))


def refused(error: Refusal) -> click.ClickException:
    """What can't be done, as the command line says it."""
    return click.ClickException(str(error))


def diff(changes: Changes, texts: dict[str, Text]) -> Iterator[str]:
    """A unified diff with git's lines for renames."""
    moves = {move.old: move.new for move in changes.moves}
    for path in dict.fromkeys([*texts, *moves]):
        new = moves.get(path, path)
        if new != path:
            yield f"diff --git a/{path} b/{new}\nrename from {path}\nrename to {new}\n"
        text = texts.get(path)
        if text is None or not is_note(path):
            continue
        lines = difflib.unified_diff(_lines(text.before), _lines(text.after), f"a/{path}", f"b/{new}")
        for line in lines:
            yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines of Markdown with their ends: Python's own would break at form feeds too."""
    return [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) if line]
