"""Backlinks: the links that lead to a note, found from the names it answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.vault.names import key
from vaultls.vault.resolve import find, is_relative, resolve
from vaultls.vault.vault import Vault, alias_keys


class Backlink(NamedTuple):
    """A link seen from its target: `link` stands in `note`."""

    note: Note
    link: Link


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
    # What most links say leads to the same file wherever it is said: asked once, not for each of thousands.
    everywhere: dict[str, bool] = {}
    for source in sources[:most]:
        note = vault.notes[source]
        for link in note.links:
            said = link.path
            if not said:
                continue
            leads = everywhere.get(said)
            if leads is None:
                if key(said) not in keys:
                    everywhere[said] = False
                    continue
                wiki = link.raw.endswith("]]")
                found, _ = find(vault, source, said, relative_first=not wiki)
                leads = found[:1] == (path,)
                if wiki and len(found) == 1 and not is_relative(said):
                    everywhere[said] = leads
            elif leads and not link.raw.endswith("]]"):
                leads = find(vault, source, said, relative_first=True)[0][:1] == (path,)
            if leads:
                yield Backlink(note, link)


def anchored(vault: Vault, found: Iterable[Backlink], anchor: Heading | Block) -> Iterator[Backlink]:
    """Those that lead to this heading or block."""
    for backlink in found:
        if backlink.link.subpath and resolve(vault, backlink.note, backlink.link).anchor == anchor:
            yield backlink


def own_links(note: Note) -> Iterator[Backlink]:
    """The links of a note to its own headings and blocks, `[[#Heading]]`."""
    return (Backlink(note, link) for link in note.links if not link.path)


def unresolved(vault: Vault, name: str) -> Iterator[Backlink]:
    """Every link that asks for a name that no file or alias has; `name` is a link's path."""
    wanted = key(name)
    for source in vault.mentions.get(wanted, ()):
        note = vault.notes[source]
        for link in note.links:
            if link.path and key(link.path) == wanted and resolve(vault, note, link).target is None:
                yield Backlink(note, link)
