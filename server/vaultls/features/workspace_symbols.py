"""Notes, aliases, headings and tags of the whole vault by a part of their name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaultls.features.answer import Place, WorkspaceSymbol
from vaultls.text.span import Span
from vaultls.vault.name_search import NamesOf, note_names, search, tag_names
from vaultls.vault.names import folder, is_note, stem, tag_key
from vaultls.vault.vault import Vault

LIMIT = 200
"""Symbols in one answer: more than anyone reads, and clients ask again with every letter."""


def workspace_symbols(vault: Vault, query: str) -> list[WorkspaceSymbol]:
    """The best matches, best first, of equals notes before headings before tags. `#` before the query asks for tags alone; an empty query gives the notes first."""
    tags_only = query.startswith("#")
    query = query.lstrip("#")
    hits = _hits(2, vault.tagged, tag_names, query)
    if not tags_only:
        hits += _hits(0, vault.files, _file_names, query) + _hits(1, vault.notes, note_names, query)
    hits.sort()
    return [_symbol(vault, kind, key, nth) for _, kind, _, key, nth in hits[:LIMIT]]


def _file_names(path: str, _: None) -> list[str]:
    return [stem(path)] if is_note(path) else []


def _symbol(vault: Vault, kind: int, key: str, nth: int) -> WorkspaceSymbol:
    """What was found, with its place."""
    if kind == 0:
        return WorkspaceSymbol(stem(key), "note", folder(key), Place(key, Span(0, 0)))
    if kind == 2:
        paths = vault.tagged[key]
        note = vault.notes[paths[0]]
        tag = next(t for t in note.tags if tag_key(t.name) == key)
        count = f"{len(paths)} notes" if len(paths) > 1 else "1 note"
        return WorkspaceSymbol("#" + tag.name, "tag", count, Place(note.path, Span(tag.start, tag.name_span.end)))
    note = vault.notes[key]
    if nth < len(note.aliases):
        alias = note.aliases[nth]
        return WorkspaceSymbol(alias.text, "alias", stem(key), Place(key, Span(alias.start, alias.end)))
    heading = note.headings[nth - len(note.aliases)]
    name = " ".join(heading.text.split()) or "(no text)"
    return WorkspaceSymbol(name, "heading", stem(key), Place(key, heading.text_span))


def _hits(kind: int, index: Mapping[str, Any], names_of: NamesOf, query: str) -> list[tuple[int, int, int, str, int]]:
    """What matches in one index, in the order of (quality, kind, length)."""
    return [(hit.quality, kind, hit.length, hit.key, hit.nth) for hit in search(index, names_of, query, LIMIT)]
