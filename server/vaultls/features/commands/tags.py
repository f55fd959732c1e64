"""All tags of the vault: how many notes have each, alone and with the tags nested in it, and where it is first written."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.features.answer import Place
from vaultls.vault.names import tag_key
from vaultls.vault.tags import place
from vaultls.vault.vault import Vault


class Counted(NamedTuple):
    """One tag. `nested`: the notes that have it or a tag nested in it."""

    name: str
    notes: int
    nested: int
    place: Place


def tags(vault: Vault) -> list[Counted]:
    """Every tag that is written, by name. The tag `a` of `#a/b` alone isn't."""
    under: dict[str, set[str]] = {}
    for key, paths in vault.tagged.items():
        parts = key.split("/")
        for end in range(1, len(parts) + 1):
            under.setdefault("/".join(parts[:end]), set()).update(paths)
    found = []
    for key in sorted(vault.tagged):
        paths = vault.tagged[key]
        note = vault.notes[paths[0]]
        tag = next((tag for tag in note.tags if tag_key(tag.name) == key), None)
        if tag is not None:
            found.append(Counted(tag.name, len(paths), len(under[key]), Place(note.path, place(tag))))
    return found
