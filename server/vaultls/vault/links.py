"""Backlinks: the links that lead to a note, found from the names it answers to."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.text.span import Span
from vaultls.vault.keep import keep
from vaultls.vault.keys import title_of
from vaultls.vault.layered import Layered
from vaultls.vault.names import fold, folder, key, without_suffix
from vaultls.vault.resolve import find, is_relative, resolve
from vaultls.vault.same import Same
from vaultls.vault.saying import Said, Saying
from vaultls.vault.vault import Vault, alias_keys

MANY = 200
"""Notes from which on it is worth to remember which of them lead to a file."""


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
    return (Backlink(note, i) for note, numbers, _ in sources(vault, path, most) for i in numbers)


class Source(NamedTuple):
    """A note with links to the file that was asked for."""

    note: Note
    numbers: Sequence[int]  # of these links
    spans: Sequence[Span]  # of each as a whole


def sources(vault: Vault, path: str, most: int | None = None) -> list[Source]:
    """The notes with links to the file `path`, by path; see `backlinks`."""
    keys = frozenset(names_of(vault, path))
    paths = mentioning(vault, keys)
    notes = vault.notes
    if most is not None or len(paths) < MANY:
        return list(_leading(vault, path, keys, [notes[source] for source in sorted(paths)[:most]]))
    assert isinstance(notes, Layered)  # every snapshot's mappings are
    base, changed = notes.base, notes.changed_keys()
    known = keep(notes.shared, sources, decides(vault, path, keys), 4, lambda: _in_base(vault, path, keys, base))
    if changed.isdisjoint(known) and changed.isdisjoint(paths):
        return list(known.values())
    found = {path: source for path, source in known.items() if path not in changed}
    late = [notes[path] for path in changed & paths]
    found.update((source.note.path, source) for source in _leading(vault, path, keys, late))
    return [found[path] for path in sorted(found)]


def decides(vault: Vault, path: str, keys: frozenset[str]) -> Hashable:
    """All that decides which links of notes that don't change lead to the file `path`, whose names are `keys`."""
    notes = vault.notes
    answering = {p for k in keys for p in vault.aliased.get(k, ())}
    names = tuple((p, title_of(notes[p]), *(alias.text for alias in notes[p].aliases)) for p in sorted(answering))
    return path, keys, Same(vault.named), Same(vault.aliased), names


def _in_base(vault: Vault, path: str, keys: frozenset[str], base: Mapping[str, Note]) -> dict[str, Source]:
    """Of the notes that many snapshots share, by path: 30 ms for a note that 3,400 notes link to."""
    mentions = vault.mentions
    assert isinstance(mentions, Layered)  # every snapshot's mappings are
    paths = {source for k in keys for source in (*mentions.base.get(k, ()), *mentions.get(k, ())) if source in base}
    found = _leading(vault, path, keys, [base[source] for source in sorted(paths)])
    return {source.note.path: source for source in found}


def mentioning(vault: Vault, keys: Iterable[str]) -> set[str]:
    """The notes that say one of the names `keys` in a link."""
    return set[str]().union(*(vault.mentions.get(k, ()) for k in keys))


def links_to(vault: Vault, path: str, keys: Collection[str], notes: Iterable[Note]) -> Iterator[Backlink]:
    """The links in `notes` that lead to the file `path`, whose names are `keys`."""
    return (Backlink(note, i) for note, numbers, _ in _leading(vault, path, keys, notes) for i in numbers)


def _leading(vault: Vault, path: str, keys: Collection[str], notes: Iterable[Note]) -> Iterator[Source]:
    """Those of `notes` that have such links."""
    saying = Saying(keys)
    said_by = [(note, found) for note in notes if (found := saying(note))]
    # Thousands of links say few different things: what is said is looked at once, not each link.
    ours = {said.path for _, found in said_by for said in found}
    ours -= _others(vault, path, ours)
    here: set[str] = set()  # leads to `path` wherever it is said in double brackets
    near: dict[tuple[str, str, bool], bool] = {}  # whether it does where it is said in a folder, and how

    def leads(note: Note, link: Said) -> bool:
        said, wiki = link.path, link.is_wiki
        if said not in ours:
            return False
        if wiki and said in here:
            return True
        asked = said, folder(note.path), wiki
        if asked not in near:
            found, _ = find(vault, note.path, said, relative_first=not wiki)
            near[asked] = found[:1] == (path,)
            if near[asked] and wiki and len(found) == 1 and not is_relative(said):
                here.add(said)
        return near[asked]

    for note, found in said_by:
        links = [link for link in found if leads(note, link)]
        if links:
            yield Source(note, [link.number for link in links], [link.span for link in links])


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
