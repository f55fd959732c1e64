"""All tags of the vault: how many notes have each, alone and with the tags nested in it, and where it is first written."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.features.answer import Place
from vaultls.vault.tags import first_uses, place
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
    first_use = first_uses(vault)
    for key in sorted(vault.tagged):
        use = first_use(key)
        if use is not None:
            note, tag = use
            found.append(Counted(tag.name, len(vault.tagged[key]), len(under[key]), Place(note.path, place(tag))))
    return found
