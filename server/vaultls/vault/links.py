"""Backlinks: the links that lead to a note, found from the names it answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.text.span import Span
from vaultls.vault.names import key
from vaultls.vault.resolve import find, is_relative, resolve
from vaultls.vault.vault import Vault, alias_keys


class Backlink(NamedTuple):
    """A link seen from its target: the link `note.links[number]` of `note`."""

    note: Note
    number: int

    @property
    def link(self) -> Link:
        return self.note.links[self.number]

    @property
    def span(self) -> Span:
        return self.note.links.span(self.number)


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
    notes = [vault.notes[source] for source in sources[:most]]
    # Thousands of links say few different things: what is said is looked at once, not each link.
    ours = {said for said in set[str]().union(*(note.links.paths for note in notes)) if said and key(said) in keys}
    here: set[str] = set()  # leads to `path` wherever it is said in double brackets
    for note in notes:
        links = note.links
        for i, said in [(i, said) for i, said in enumerate(links.paths) if said in ours]:
            wiki = links.is_wiki(i)
            if not (wiki and said in here):
                found, _ = find(vault, note.path, said, relative_first=not wiki)
                if found[:1] != (path,):
                    continue
                if wiki and len(found) == 1 and not is_relative(said):
                    here.add(said)
            yield Backlink(note, i)


def anchored(vault: Vault, found: Iterable[Backlink], anchor: Heading | Block) -> Iterator[Backlink]:
    """Those that lead to this heading or block."""
    for backlink in found:
        link = backlink.link
        if link.subpath and resolve(vault, backlink.note, link).anchor == anchor:
            yield backlink


def own_links(note: Note) -> Iterator[Backlink]:
    """The links of a note to its own headings and blocks, `[[#Heading]]`."""
    return (Backlink(note, i) for i, said in enumerate(note.links.paths) if not said)


def unresolved(vault: Vault, name: str) -> Iterator[Backlink]:
    """Every link that asks for a name that no file or alias has; `name` is a link's path."""
    wanted = key(name)
    for source in vault.mentions.get(wanted, ()):
        note = vault.notes[source]
        for i in [i for i, said in enumerate(note.links.paths) if said and key(said) == wanted]:
            if resolve(vault, note, note.links[i]).target is None:
                yield Backlink(note, i)
