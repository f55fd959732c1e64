"""Backlinks: the links that lead to a note, found from the names it answers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vaultls.syntax.note import Link, Note
from vaultls.vault.names import key
from vaultls.vault.resolve import Resolution, resolve
from vaultls.vault.vault import Vault, alias_keys


class Backlink(NamedTuple):
    """A link seen from its target: `link` stands in `note`."""

    note: Note
    link: Link
    resolution: Resolution


def names_of(vault: Vault, path: str) -> set[str]:
    """The keys that links to this file can have."""
    keys = {key(path)}
    note = vault.notes.get(path)
    if note is not None:
        keys |= alias_keys(note, vault.config)
    return {k for name in keys for k in (name, key(name))}


def backlinks(vault: Vault, path: str, most: int | None = None) -> Iterator[Backlink]:
    """Every link to the file `path`, notes by path and links in the order of the text; a note's links to itself without a path are none.

    `most`: look at no more than so many of the notes that say one of its names.
    """
    keys = names_of(vault, path)
    sources = sorted({source for k in keys for source in vault.mentions.get(k, ())})
    for source in sources[:most]:
        note = vault.notes[source]
        known: dict[tuple[str, str, bool], Resolution] = {}  # a note often says the same thing twice
        for link in note.links:
            if link.path and key(link.path) in keys:
                said = (link.path, link.subpath, link.raw.endswith("]]"))
                found = known.get(said)
                if found is None:
                    found = known[said] = resolve(vault, note, link)
                if found.target == path:
                    yield Backlink(note, link, found)


def own_links(vault: Vault, note: Note) -> Iterator[Backlink]:
    """The links of a note to its own headings and blocks, `[[#Heading]]`."""
    for link in note.links:
        if not link.path:
            yield Backlink(note, link, resolve(vault, note, link))


def unresolved(vault: Vault, name: str) -> Iterator[Backlink]:
    """Every link that asks for a name that no file or alias has; `name` is a link's path."""
    wanted = key(name)
    for source in vault.mentions.get(wanted, ()):
        note = vault.notes[source]
        for link in note.links:
            if link.path and key(link.path) == wanted and (found := resolve(vault, note, link)).target is None:
                yield Backlink(note, link, found)
