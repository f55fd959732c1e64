"""An index of the vault searched by name: what many snapshots share is made ready once, the little that is different each time."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from vaultls.syntax.note import Note
from vaultls.syntax.packed import texts
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.properties import plain, scalars_of
from vaultls.vault.same import Same
from vaultls.vault.search import Names
from vaultls.vault.vault import Paths, Vault

NamesOf = Callable[[str, Any], "list[str]"]
"""The names of one entry of an index. A function of a module, for results are kept by it."""


class Hit(NamedTuple):
    """A name that matches, in the order of how well: `nth` of those of the entry `key`."""

    quality: int
    length: int
    key: str
    nth: int


def search(index: Mapping[str, Any], names_of: NamesOf, query: str, limit: int, letters: bool = True) -> list[Hit]:
    """The matches of `query` in an index: at least the best `limit`, in no order. See `Names.matches`."""
    assert isinstance(index, Layered)  # every snapshot's indexes are
    changed, late, replaced = keep(index.own, _late, names_of, 9, lambda: _late(names_of, index))
    # Without what is kept a query at 10,000 notes takes 250 ms instead of 10.
    ready = keep(index.shared, _ready, names_of, 24, lambda: _ready(names_of, index.base))
    shared = ready.hits(query, limit + replaced, letters)
    return [hit for hit in shared if hit.key not in changed] + late.hits(query, limit, letters)


def search_unresolved(vault: Vault, query: str, limit: int, letters: bool = True) -> list[Hit]:
    """The same in the names that links say and nothing has; a hit's key is one of `vault.mentions`."""
    mentions, named, aliased = vault.mentions, vault.named, vault.aliased
    assert isinstance(mentions, Layered)  # every snapshot's indexes are
    assert isinstance(named, Layered)
    assert isinstance(aliased, Layered)
    changed = mentions.changed_keys() | named.changed_keys() | aliased.changed_keys()
    shared = keep(
        mentions.shared,
        _unresolved,
        (Same(named.base), Same(aliased.base)),
        1,
        lambda: _unresolved(mentions.base, named.base, aliased.base),
    )
    late = [(k, ()) for k in sorted(changed) if k in mentions and k not in named and k not in aliased]
    hits = [hit for hit in shared.hits(query, limit + len(changed), letters) if hit.key not in changed]
    return hits + Ready(late, tag_names).hits(query, limit, letters)


def note_names(_: str, note: Note) -> list[str]:
    """Of a note: its aliases, then its headings."""
    return [*texts(note, "aliases"), *texts(note, "headings")]


def tag_names(tag: str, _: Paths) -> list[str]:
    """Of a tag, or of a name that links say, which is its own key."""
    return [tag]


def block_names(_: str, note: Note) -> list[str]:
    """Of a note's blocks: their ids."""
    return [*texts(note, "blocks")]


@lru_cache(maxsize=64)  # the same function each time, for results are kept by it
def values_of(key: str) -> NamesOf:
    """Of a note's property `key`, which is folded: its values, as many as it has scalars."""

    def names(_: str, note: Note) -> list[str]:
        return [plain(scalar.text) for scalar in scalars_of(note, key)]

    return names


class Ready:
    """The names of many entries, made ready to be searched. Immutable."""

    __slots__ = ("__weakref__", "_first", "_keys", "_names")

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

    def hits(self, query: str, limit: int, letters: bool = True) -> list[Hit]:
        """The best matches of `query`, best first."""
        hits = []
        for quality, length, index in self._names.matches(query, limit, letters) if self._keys else ():
            entry = bisect_right(self._first, index) - 1
            hits.append(Hit(quality, length, self._keys[entry], index - self._first[entry]))
        return hits


def _ready(names_of: NamesOf, base: Mapping[str, Any]) -> Ready:
    return Ready(base.items(), names_of)


def _late(names_of: NamesOf, index: Layered[str, Any]) -> tuple[frozenset[str], Ready, int]:
    """The keys that differ from the shared base, their entries as they are now, and how many names they had in the base."""
    changed = index.changed_keys()
    entries = [(key, index[key]) for key in sorted(changed) if key in index]
    base = index.base
    replaced = sum(len(names_of(key, base[key])) for key in changed if key in base)
    return changed, Ready(entries, names_of), replaced


def _unresolved(mentions: Mapping[str, Any], named: Mapping[str, Any], aliased: Mapping[str, Any]) -> Ready:
    names = mentions.keys() - named.keys() - aliased.keys()
    return Ready([(k, ()) for k in sorted(names)], tag_names)
