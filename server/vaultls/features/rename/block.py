"""Renaming a block's id, with every link to it."""

from __future__ import annotations

from dataclasses import replace

from vaultls.features.answer import Changes, Edit, Refusal
from vaultls.features.relink import Renamed
from vaultls.features.rename.changes import followed
from vaultls.features.rename.checked import block_id
from vaultls.syntax.note import Block, Note
from vaultls.vault.vault import Vault


def rename(vault: Vault, note: Note, block: Block, typed: str) -> Changes:
    """Give the block another id. Raises `Refusal` for what is none, and for one that the note has already."""
    new = block_id(typed)
    if new == block.id:
        return Changes()
    if any(b.id.casefold() == new.casefold() and b is not block for b in note.blocks):
        raise Refusal(f"{note.path} has a block ^{new} already")
    blocks = tuple(b._replace(id=new) if b is block else b for b in note.blocks)
    after = vault.updated([replace(note, blocks=blocks)])
    return followed(Renamed(vault, after, {}), [Edit(note.path, block.id_span, new)])
