"""The next empty section: below the cursor, else from the top of the note, else in the notes that follow by path."""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import Place
from vaultls.syntax.note import Heading, Note
from vaultls.syntax.outline import is_empty_section
from vaultls.vault.vault import Vault


def next_empty_section(vault: Vault, note: Note, offset: int) -> Place | None:
    """The heading's text of the next empty section after `offset`; None where the vault has none.

    With the cursor on an empty section it is the next one, so that the command can be repeated.
    """
    first: Heading | None = None
    for heading in _empty(note):
        if heading.start > offset:
            return Place(note.path, heading.text_span)
        first = first or heading
    if first is not None:
        return Place(note.path, first.text_span)
    paths = sorted(vault.notes)
    for path in [p for p in paths if p > note.path] + [p for p in paths if p < note.path]:
        for heading in _empty(vault.notes[path]):
            return Place(path, heading.text_span)
    return None


def _empty(note: Note) -> Iterator[Heading]:
    """The empty sections, found one by one."""
    headings = note.headings
    return (h for i, h in enumerate(headings) if h.empty and is_empty_section(headings, i))
