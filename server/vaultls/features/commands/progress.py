"""How far each book is written: the notes with the tag `book`, or all with several sections where no note has it."""

from __future__ import annotations

from collections.abc import Iterable

from vaultls.features.stats import BOOK_TAG, Written, written
from vaultls.syntax.note import Note
from vaultls.vault.tags import uses
from vaultls.vault.vault import Vault

LIMIT = 500
"""Books that are listed at most."""

SECTIONS = 2
"""A note with fewer has no outline to be filled."""


def books(vault: Vault) -> Iterable[Note]:
    """The notes that may be books, by path."""
    tagged = {note.path: note for note, _ in uses(vault, BOOK_TAG)}
    if tagged:
        return tagged.values()
    return (vault.notes[path] for path in sorted(vault.notes))


def outline(note: Note) -> Written | None:
    """How far a note is written; None where it has no outline to be filled."""
    found = written(note)
    return found if found.leaves >= SECTIONS else None


def in_order(found: list[Written]) -> list[Written]:
    """Those with most to write first."""
    return sorted(found, key=lambda book: (book.written - book.leaves, book.path))[:LIMIT]
