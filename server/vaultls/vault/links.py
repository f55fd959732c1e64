"""Backlinks: the links that lead to a note, found from the names it answers to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.text.span import Span
from vaultls.vault.keep import keep
from vaultls.vault.keys import title_of
from vaultls.vault.layered import Layered
from vaultls.vault.names import fold, folder, key, without_suffix
from vaultls.vault.resolve import find, is_relative, resolve
from vaultls.vault.same import Same
from vaultls.vault.vault import Paths, Vault, alias_keys

MANY = 200
"""Notes from which on it is worth to remember where a name is said."""


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
        keys |= {*alias_keys(note, vault.config)}
    return {k for name in keys for k in (name, key(name))}


def backlinks(vault: Vault, path: str, most: int | None = None) -> Iterator[Backlink]:
    """Every link to the file `path`, notes by path and links in the order of the text; a note's links to itself without a path are none.

    `most`: look at no more than so many of the notes that say one of its names.
    """
    keys = names_of(vault, path)
    sources = sorted(mentioning(vault, keys))
    return links_to(vault, path, keys, [vault.notes[source] for source in sources[:most]])


def mentioning(vault: Vault, keys: Iterable[str]) -> set[str]:
    """The notes that say one of the names `keys` in a link."""
    return set[str]().union(*(vault.mentions.get(k, ()) for k in keys))


def links_to(vault: Vault, path: str, keys: Collection[str], notes: Sequence[Note]) -> Iterator[Backlink]:
    """The links in `notes` that lead to the file `path`, whose names are `keys`."""
    places = _places(vault, keys, len(notes) >= MANY)
    # Thousands of links say few different things: what is said is looked at once, not each link.
    ours = {note.links.paths[i] for note in notes for i in places(note)}
    ours -= _others(vault, path, ours)
    here: set[str] = set()  # leads to `path` wherever it is said in double brackets
    near: dict[tuple[str, str, bool], bool] = {}  # whether it does where it is said in a folder, and how
    for note in notes:
        links = note.links
        paths = links.paths
        for i in places(note):
            said = paths[i]
            if said not in ours:
                continue
            wiki = links.is_wiki(i)
            if not (wiki and said in here):
                asked = said, folder(note.path), wiki
                if asked not in near:
                    found, _ = find(vault, note.path, said, relative_first=not wiki)
                    near[asked] = found[:1] == (path,)
                    if near[asked] and wiki and len(found) == 1 and not is_relative(said):
                        here.add(said)
                if not near[asked]:
                    continue
            yield Backlink(note, i)


def _places(vault: Vault, keys: Iterable[str], many: bool) -> Callable[[Note], tuple[int, ...]]:
    """Which links of a note say one of `keys`: for `many` notes told at once, of those that many snapshots share."""
    notes, mentions = vault.notes, vault.mentions
    assert isinstance(notes, Layered)  # every snapshot's mappings are
    assert isinstance(mentions, Layered)
    wanted, changed = frozenset(keys), notes.changed_keys()
    asked = Same(mentions.base), wanted
    known: dict[str, tuple[int, ...]] = {}
    if many:
        known = keep(notes.shared, _known_places, asked, 8, lambda: _known_places(notes.base, mentions.base, wanted))

    def places(note: Note) -> tuple[int, ...]:
        found = None if note.path in changed else known.get(note.path)
        return _said(note, wanted) if found is None else found

    return places


def _known_places(
    notes: Mapping[str, Note], mentions: Mapping[str, Paths], keys: frozenset[str]
) -> dict[str, tuple[int, ...]]:
    """By path; 15 ms for a note that 3,000 notes link to."""
    paths = {path for k in keys for path in mentions.get(k, ())}
    return {path: _said(notes[path], keys) for path in paths if path in notes}


def _said(note: Note, keys: Collection[str]) -> tuple[int, ...]:
    return tuple([i for i, said in enumerate(note.links.paths) if said and key(said) in keys])


def _others(vault: Vault, path: str, ours: Iterable[str]) -> set[str]:
    """What is said with folders and surely names another file: neither the path's end nor one of the file's aliases."""
    note = vault.notes.get(path)
    names = {fold(alias.text.strip()) for alias in note.aliases} if note is not None else set()
    if note is not None and (title := title_of(note)) is not None:
        names.add(fold(title))
    whole = "/" + fold(without_suffix(path))
    return {
        said
        for said in ours
        if "/" in said
        and "//" not in said
        and not is_relative(said)
        and not whole.endswith("/" + fold(without_suffix(said)))
        and fold(said) not in names
    }


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
