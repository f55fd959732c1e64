"""Renaming a note that doesn't exist yet: every link that asks for it asks for the new name."""

from __future__ import annotations

from vaultls.features.answer import Changes, Edit
from vaultls.features.relink.writing import Written, written
from vaultls.features.rename.changes import editable
from vaultls.features.rename.checked import check_path
from vaultls.syntax.link_parts import display_of
from vaultls.vault.links import unresolved
from vaultls.vault.names import fold, without_suffix
from vaultls.vault.vault import Vault


def rename(vault: Vault, name: str, typed: str) -> Changes:
    """`name` is what links say, with folders or without; a new one without `/` replaces its last part. Raises `Refusal`."""
    new = without_suffix(typed.strip().strip("/"))
    check_path(new)
    before, slash, last = without_suffix(name).rpartition("/")
    wanted, path = fold(without_suffix(name)), new if "/" in new else before + slash + new
    shown = path.rpartition("/")[2]
    edits = []
    for note, link in ((b.note, b.link) for b in unresolved(vault, name)):
        if fold(without_suffix(link.path)) != wanted:
            continue
        ending = link.path[len(without_suffix(link.path)) :]
        display = display_of(link)
        parts = Written(path + ending, None, shown if display and display.strip() == last else None)
        edits += [Edit(note.path, span, text) for span, text in written(note, link, parts)]
    return editable(vault, dict.fromkeys(edits))
