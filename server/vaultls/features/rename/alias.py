"""Renaming an alias: the links that go by it follow, and display texts that repeat it."""

from __future__ import annotations

import re
from dataclasses import replace

from vaultls.features.answer import Changes, Edit, ReadText, Refusal
from vaultls.features.relink import Renamed
from vaultls.features.rename.changes import followed
from vaultls.features.rename.checked import one_line
from vaultls.features.rename.property import written_scalar
from vaultls.syntax.note import Note, Property, Scalar
from vaultls.text.span import Span
from vaultls.vault.names import fold
from vaultls.vault.resolve import find
from vaultls.vault.vault import Vault

_UNLINKABLE = re.compile(r"[\[\]|#^\\]")


def rename(vault: Vault, note: Note, alias: Scalar, prop: Property, typed: str, read: ReadText) -> Changes:
    """Give the note another alias in place of one. Raises `Refusal` for a name that is taken or that no link can hold."""
    new, old = one_line(typed, "An alias"), alias.text.strip()
    if new == old:
        return Changes()
    if _UNLINKABLE.search(new):
        raise Refusal("An alias with `[`, `]`, `|`, `#`, `^` or `\\` can't be linked to")
    if fold(new) != fold(old):
        taken, _ = find(vault, note.path, new)
        if taken:
            raise Refusal(f"“{new}” is a name of {taken[0]} already")
    edit = Edit(note.path, Span(alias.start, alias.end), written_scalar(new, alias, prop, note, read))
    aliases = tuple(a._replace(text=new) if a is alias else a for a in note.aliases)
    after = vault.updated([replace(note, aliases=aliases)])
    change = Renamed(vault, after, {}, {(note.path, old): new}, {(note.path, fold(old)): new}, read)
    return followed(change, [edit])
