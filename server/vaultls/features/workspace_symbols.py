"""Notes, aliases, headings, tags and missing notes of the whole vault by a part of their name; blocks and properties where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from vaultls.features.answer import Place, WorkspaceSymbol
from vaultls.features.in_words import counted
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.name_search import (
    Hit,
    NamesOf,
    block_names,
    note_names,
    search,
    search_unresolved,
    tag_names,
    values_of,
)
from vaultls.vault.names import fold, folder, is_note, key, stem, tag_key
from vaultls.vault.properties import plain, property_keys, scalars_of
from vaultls.vault.tags import place
from vaultls.vault.tally import tally
from vaultls.vault.vault import Vault

LIMIT = 128
"""Symbols in one answer, as many as rust-analyzer gives: more than anyone reads, and clients ask again with every letter."""

ENOUGH = 50
"""Names that hold the query as it is; where there are fewer, its letters in order are looked for, the costly step."""


def workspace_symbols(vault: Vault, query: str) -> list[WorkspaceSymbol]:
    """The best matches, best first, of equals notes before headings before tags; an empty query gives the notes first.

    `#` before the query asks for tags alone, `^` for blocks, `author:` for the values of that property.
    """
    if query.startswith("#"):
        found = _hits(2, vault.tagged, tag_names, query.lstrip("#"), True)
    elif query.startswith("^"):
        return [_block(vault, hit) for hit in sorted(search(vault.notes, block_names, query[1:], LIMIT))[:LIMIT]]
    elif ":" in query and (values := _values(vault, query)):
        return values
    else:
        found = _anywhere(vault, query, False)
        if len(found) < ENOUGH:
            found = _anywhere(vault, query, True)
    return [_symbol(vault, hit) for hit in sorted(found)[:LIMIT]]


class _Found(NamedTuple):
    """In the order of how well it matches. `kind`: 0 a note, 1 an alias or heading, 2 a tag, 3 a missing note."""

    quality: int
    kind: int
    length: int
    key: str
    nth: int


def _anywhere(vault: Vault, query: str, letters: bool) -> list[_Found]:
    found = _hits(0, vault.files, _file_names, query, letters) + _hits(1, vault.notes, note_names, query, letters)
    found += _hits(2, vault.tagged, tag_names, query, letters)
    missing = search_unresolved(vault, query, LIMIT, letters) if query.strip() else []
    return found + [_Found(hit.quality, 3, hit.length, hit.key, hit.nth) for hit in missing]


def _hits(kind: int, index: Mapping[str, Any], names_of: NamesOf, query: str, letters: bool) -> list[_Found]:
    """What matches in one index."""
    hits = search(index, names_of, query, LIMIT, letters)
    return [_Found(hit.quality, kind, hit.length, hit.key, hit.nth) for hit in hits]


def _file_names(path: str, _: None) -> list[str]:
    return [stem(path)] if is_note(path) else []


def _symbol(vault: Vault, found: _Found) -> WorkspaceSymbol:
    """What was found, with its place."""
    if found.kind == 0:
        return WorkspaceSymbol(stem(found.key), "note", folder(found.key), Place(found.key, Span(0, 0)))
    if found.kind == 2:
        paths = vault.tagged[found.key]
        note = vault.notes[paths[0]]
        tag = next(t for t in note.tags if tag_key(t.name) == found.key)
        return WorkspaceSymbol("#" + tag.name, "tag", counted(len(paths), "note"), Place(note.path, place(tag)))
    if found.kind == 3:
        return _missing(vault, found.key)
    note = vault.notes[found.key]
    if found.nth < len(note.aliases):
        alias = note.aliases[found.nth]
        return WorkspaceSymbol(alias.text, "alias", stem(note.path), Place(note.path, Span(alias.start, alias.end)))
    heading = note.headings[found.nth - len(note.aliases)]
    name = " ".join(heading.text.split()) or "(no text)"
    return WorkspaceSymbol(name, "heading", stem(note.path), Place(note.path, heading.text_span))


def _missing(vault: Vault, name: str) -> WorkspaceSymbol:
    """A name that no note has: where the first note asks for it."""
    paths = vault.mentions[name]
    links = vault.notes[paths[0]].links
    i = next(i for i, said in enumerate(links.paths) if said and key(said) == name)
    container = f"not written yet, {counted(len(paths), 'note')}"
    return WorkspaceSymbol(links.paths[i], "unresolved", container, Place(paths[0], links.span(i)))


def _block(vault: Vault, hit: Hit) -> WorkspaceSymbol:
    block = vault.notes[hit.key].blocks[hit.nth]
    return WorkspaceSymbol(f"^{block.id}", "block", stem(hit.key), Place(hit.key, Span(block.start, block.end)))


def _values(vault: Vault, query: str) -> list[WorkspaceSymbol]:
    """On `author:Le` the values of the property `author` that match `Le`, each in every note that has it."""
    name, _, query = query.partition(":")
    wanted = fold(name.strip())
    if not any(word.key == wanted for word in tally(vault, property_keys, "")):
        return []
    hits = search(vault.notes, values_of(wanted), query.strip(), LIMIT)
    return [_value(vault.notes[hit.key], wanted, hit.nth) for hit in sorted(hits)[:LIMIT]]


def _value(note: Note, wanted: str, nth: int) -> WorkspaceSymbol:
    scalar = next(islice(scalars_of(note, wanted), nth, None))
    written = next(found.key for found in note.properties if fold(found.key) == wanted)
    name = f"{written}: {' '.join(plain(scalar.text).split())}"
    return WorkspaceSymbol(name, "property", stem(note.path), Place(note.path, Span(scalar.start, scalar.end)))
