"""Which notes have a part in an answer: what to read first while the vault is being read."""

from __future__ import annotations

from vaultls.features.cursor import under
from vaultls.syntax.note import Block, Heading, Link, Note, Tag
from vaultls.vault.links import names_of
from vaultls.vault.names import fold, key
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault


def asked_names(vault: Vault, note: Note, offset: int) -> set[str]:
    """The folded names that who refers to the thing at `offset` says; empty where that are no names."""
    thing = under(note, offset)
    fact = thing.fact if thing is not None else None
    if isinstance(fact, Link):
        target = resolve(vault, note, fact).target
        return names_of(vault, target) if target is not None else {key(fact.path)}
    if isinstance(fact, Tag):
        return {fold(fact.name)}
    if thing is None or isinstance(fact, (Heading, Block)):
        return names_of(vault, note.path)
    return set()


def asked_note(vault: Vault, note: Note, offset: int, whole: bool) -> str | None:
    """The path of the note that the link at `offset` leads to. `whole`: also of a link to the note as such, which needs its name only."""
    thing = under(note, offset)
    link = thing.fact if thing is not None else None
    return resolve(vault, note, link).target if isinstance(link, Link) and (whole or link.subpath) else None
