"""What a vault holds, in numbers: its links, names still to be written, tags, orphans, and how far each book is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from vaultls.syntax.note import Note
from vaultls.syntax.outline import is_leaf
from vaultls.vault.names import is_note, tag_key
from vaultls.vault.resolve import resolve
from vaultls.vault.vault import Vault

BOOK_TAG = "book"


@dataclass(slots=True)
class Written:
    """Of one note: leaf headings, and how many of them are no empty sections."""

    path: str
    leaves: int
    written: int


@dataclass(slots=True)
class Stats:
    """Counts of one vault. Counters go by the name as first written."""

    notes: int = 0
    attachments: int = 0
    headings: int = 0
    empty_sections: int = 0
    links: Counter[str] = field(default_factory=Counter)  # by status
    unresolved: Counter[str] = field(default_factory=Counter)  # by name
    tags: Counter[str] = field(default_factory=Counter)
    orphans: list[str] = field(default_factory=list)  # notes that no other note links to, by path
    books: list[Written] = field(default_factory=list)  # those with most to write first


def stats(vault: Vault) -> Stats:
    """The numbers of the whole vault: one pass over its notes."""
    result = Stats(notes=len(vault.notes), attachments=sum(not is_note(path) for path in vault.files))
    linked: set[str] = set()
    spelled: dict[str, str] = {}
    books: list[Written] = []
    others: list[Written] = []
    for path in sorted(vault.notes):
        note = vault.notes[path]
        for link in note.links:
            found = resolve(vault, note, link)
            result.links[found.status] += 1
            if found.target is None:
                result.unresolved[spelled.setdefault("[[" + link.path.casefold(), link.path)] += 1
            elif found.target != path:
                linked.add(found.target)
        for tag in note.tags:
            result.tags[spelled.setdefault("#" + tag_key(tag.name), tag.name)] += 1
        outline = written(note)
        result.headings += len(note.headings)
        result.empty_sections += outline.leaves - outline.written
        if outline.leaves >= 2:
            is_book = any(tag_key(tag.name).split("/")[0] == BOOK_TAG for tag in note.tags)
            (books if is_book else others).append(outline)
    result.orphans = [path for path in sorted(vault.notes) if path not in linked]
    result.books = sorted(books or others, key=lambda b: (b.written - b.leaves, b.path))
    return result


def written(note: Note) -> Written:
    """How far one note is written."""
    leaves = [h for i, h in enumerate(note.headings) if is_leaf(note.headings, i)]
    return Written(note.path, len(leaves), sum(not h.empty for h in leaves))
