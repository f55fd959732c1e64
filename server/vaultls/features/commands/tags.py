"""All tags of the vault: how many notes have each, alone and with the tags nested in it, and where it is first written."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.features.answer import Place
from vaultls.syntax.note import Tag
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
    written: dict[str, dict[str, Tag]] = {}  # of a note that is the first to have some tag, all its tags
    for key in sorted(vault.tagged):
        paths = vault.tagged[key]
        path = paths[0]
        if path not in written:
            written[path] = {tag_key(tag.name): tag for tag in reversed(vault.notes[path].tags)}
        tag = written[path].get(key)
        if tag is not None:
            found.append(Counted(tag.name, len(paths), len(under[key]), Place(path, place(tag))))
    return found
