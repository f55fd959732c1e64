"""Notes, aliases, headings and tags of the whole vault by a part of their name."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from vaultls.features.answer import Place, WorkspaceSymbol
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.layered import Layered
from vaultls.vault.names import folder, is_note, stem, tag_key
from vaultls.vault.same import Same
from vaultls.vault.search import Names
from vaultls.vault.vault import Paths, Vault

LIMIT = 200
"""Symbols in one answer: more than anyone reads, and clients ask again with every letter."""

NamesOf = Callable[[str, Any], "list[str]"]
"""The names of one entry of an index of the vault."""


class Hit(NamedTuple):
    """A name that matches, in the order of how well: `nth` of those of the entry `key` in an index."""

    quality: int
    kind: int  # 0 a note, 1 an alias or heading, 2 a tag: among names that match equally well
    length: int
    key: str
    nth: int


def workspace_symbols(vault: Vault, query: str) -> list[WorkspaceSymbol]:
    """The best matches, best first. `#` before the query asks for tags alone; an empty query gives the notes first."""
    tags_only = query.startswith("#")
    query = query.lstrip("#")
    hits = _hits(2, vault.tagged, _tag_names, query)
    if not tags_only:
        hits += _hits(0, vault.files, _file_names, query) + _hits(1, vault.notes, _note_names, query)
    hits.sort()
    return [_symbol(vault, hit) for hit in hits[:LIMIT]]


def _file_names(path: str, _: None) -> list[str]:
    return [stem(path)] if is_note(path) else []


def _note_names(_: str, note: Note) -> list[str]:
    return [alias.text for alias in note.aliases] + [heading.text for heading in note.headings]


def _tag_names(tag: str, _: Paths) -> list[str]:
    return [tag]


def _symbol(vault: Vault, hit: Hit) -> WorkspaceSymbol:
    """What was found, with its place."""
    if hit.kind == 0:
        return WorkspaceSymbol(stem(hit.key), "note", folder(hit.key), Place(hit.key, Span(0, 0)))
    if hit.kind == 2:
        paths = vault.tagged[hit.key]
        note = vault.notes[paths[0]]
        tag = next(t for t in note.tags if tag_key(t.name) == hit.key)
        count = f"{len(paths)} notes" if len(paths) > 1 else "1 note"
        return WorkspaceSymbol("#" + tag.name, "tag", count, Place(note.path, Span(tag.start, tag.name_span.end)))
    note = vault.notes[hit.key]
    if hit.nth < len(note.aliases):
        alias = note.aliases[hit.nth]
        return WorkspaceSymbol(alias.text, "alias", stem(hit.key), Place(hit.key, Span(alias.start, alias.end)))
    heading = note.headings[hit.nth - len(note.aliases)]
    name = " ".join(heading.text.split()) or "(no text)"
    return WorkspaceSymbol(name, "heading", stem(hit.key), Place(hit.key, heading.text_span))


def _hits(kind: int, index: Mapping[str, Any], names_of: NamesOf, query: str) -> list[Hit]:
    """The matches in one index: in what many snapshots share, and in the little that is different in this one."""
    assert isinstance(index, Layered)  # every snapshot's indexes are
    changed, late, replaced = _late(names_of, Same(index))
    shared = _ready(names_of, Same(index.base)).hits(kind, query, LIMIT + replaced)
    return [hit for hit in shared if hit.key not in changed] + late.hits(kind, query, LIMIT)


class _Ready:
    """The names of many entries, made ready to be searched. Immutable."""

    __slots__ = ("_first", "_keys", "_names")

    def __init__(self, entries: Iterable[tuple[str, Any]], names_of: NamesOf) -> None:
        names: list[str] = []
        self._keys: list[str] = []
        self._first = array("I")  # of each entry, the index of its first name
        for key, value in entries:
            found = names_of(key, value)
            if found:
                self._keys.append(key)
                self._first.append(len(names))
                names += found
        self._names = Names(names)

    def hits(self, kind: int, query: str, limit: int) -> list[Hit]:
        """The best matches of `query`."""
        hits = []
        for quality, length, index in self._names.matches(query, limit):
            entry = bisect_right(self._first, index) - 1
            hits.append(Hit(quality, kind, length, self._keys[entry], index - self._first[entry]))
        return hits


# Three indexes of two vaults. Without the caches a query at 10,000 notes takes 250 ms instead of 10.
@lru_cache(maxsize=6)
def _ready(names_of: NamesOf, base: Same) -> _Ready:
    return _Ready(base.value.items(), names_of)


@lru_cache(maxsize=6)
def _late(names_of: NamesOf, index: Same) -> tuple[frozenset[str], _Ready, int]:
    """The keys that differ from the shared base, their entries as they are now, and how many names they had in the base."""
    layered = index.value
    changed = layered.changed_keys()
    entries = [(key, layered[key]) for key in sorted(changed) if key in layered]
    base = layered.base
    replaced = sum(len(names_of(key, base[key])) for key in changed if key in base)
    return changed, _Ready(entries, names_of), replaced
