"""Renaming what stands under the cursor, across the vault: exactly that thing, and nothing for want of something better."""

from __future__ import annotations

from vaultls.features.answer import Changes, Refusal
from vaultls.features.cursor import Thing, under
from vaultls.features.rename import tag
from vaultls.syntax.note import Note, Tag
from vaultls.text.span import Span
from vaultls.vault.vault import Vault


def prepare(vault: Vault, note: Note, offset: int) -> tuple[Span, str]:
    """The span that a rename at `offset` would change, and the name to start from. Raises `Refusal` where nothing can be renamed."""
    del vault
    thing = _thing(note, offset)
    match thing.fact:
        case Tag():
            return thing.fact.name_span, thing.fact.name
    raise Refusal("This can't be renamed")


def rename(vault: Vault, note: Note, offset: int, new_name: str) -> Changes:
    """What gives the thing at `offset` its new name, everywhere. Raises `Refusal` for what can't be renamed and for what is no name."""
    thing = _thing(note, offset)
    match thing.fact:
        case Tag():
            return Changes(tuple(tag.rename(vault, thing.fact.name, new_name)))
    raise Refusal("This can't be renamed")


def _thing(note: Note, offset: int) -> Thing:
    thing = under(note, offset)
    if thing is None:
        raise Refusal("There is nothing to rename here")
    return thing
