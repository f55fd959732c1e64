"""How many links lead to a note and to each of its headings, at the cost of what has changed: asked again at each keystroke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vaultls.syntax.note import Heading, Note
from vaultls.vault.anchors import Anchors
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.links import decides, links_to, mentioning, names_of
from vaultls.vault.vault import Vault

FEW = 100
"""Notes that are looked at each time: more than link to most notes."""

Said = Counter[tuple[str, bool]]
"""How many links to a file say a subpath, "" for none, and whether they stand in double brackets."""


class Counts(NamedTuple):
    """`note`: links to it from elsewhere; `headings`: links to each heading, those of its own note too, by its start."""

    note: int
    headings: Counter[int]


def link_counts(vault: Vault, note: Note) -> Counts:
    """The links to `note` and its headings, as many as its backlinks are."""
    keys = frozenset(names_of(vault, note.path))
    sources = mentioning(vault, keys)
    if len(sources) > FEW:
        said = _of_many(vault, note.path, keys, sources)
    else:
        said = _said(vault, note.path, keys, [vault.notes[source] for source in sources])
    total = said.total()
    for i, path in enumerate(note.links.paths):
        if not path:
            link = note.links[i]
            said[link.subpath, link.is_wiki] += 1
    headings: Counter[int] = Counter()
    anchors = Anchors(note)
    for (subpath, wiki), count in said.items():
        found = anchors.find(subpath, slugs=not wiki) if subpath else None
        if isinstance(found, Heading):
            headings[found.start] += count
    return Counts(total, headings)


def _said(vault: Vault, path: str, keys: frozenset[str], notes: Iterable[Note]) -> Said:
    found = links_to(vault, path, keys, notes)
    return Counter((note.links.subpaths[number], note.links.is_wiki(number)) for note, number in found)


def _of_many(vault: Vault, path: str, keys: frozenset[str], sources: set[str]) -> Said:
    """The links of a hub: those that the shared base of all snapshots has, and what is different in this one."""
    notes = vault.notes
    assert isinstance(notes, Layered)  # every snapshot's are
    base, changed = notes.base, notes.changed_keys()
    # A look at all notes that link to it: 30 ms for 3,400.
    asked = decides(vault, path, keys)
    said = keep(notes.shared, _of_many, asked, 4, lambda: _in_base(vault, path, keys, base, changed)).copy()
    said.subtract(_said(vault, path, keys, (base[p] for p in changed if p in base)))
    said.update(_said(vault, path, keys, (notes[p] for p in changed & sources)))
    return said


def _in_base(vault: Vault, path: str, keys: frozenset[str], base: Mapping[str, Note], changed: frozenset[str]) -> Said:
    said_or_did = mentioning(vault, keys) | changed
    return _said(vault, path, keys, (base[p] for p in said_or_did if p in base))
