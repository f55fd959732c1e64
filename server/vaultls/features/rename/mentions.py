"""Where notes that link to a renamed note also say its name in plain text: edits that somebody must confirm."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from vaultls.features.answer import Edit, ReadText
from vaultls.features.commands.unlinked_mentions import mentions_in, names_of
from vaultls.syntax.note import Note
from vaultls.text.span import Span
from vaultls.vault.links import backlinks
from vaultls.vault.names import stem
from vaultls.vault.vault import Vault

MOST_NOTES = 200
"""Notes whose texts are read for one rename."""


def mentions(vault: Vault, note: Note, new: str, read: ReadText) -> Iterator[Edit]:
    """Edits of the places that say the file's name letter by letter; in headings none, since links may name those."""
    old = stem(note.path)
    names = names_of(vault, note)
    if names is None or old == new:
        return
    doubt = f"“{old}” stands here without a link"
    for path in islice(dict.fromkeys([b.note.path for b in backlinks(vault, note.path)]), MOST_NOTES):
        there, text = vault.notes[path], read(path)
        if text is None or path == note.path:
            continue
        for _, span in mentions_in(names, there, text):
            if text[span.start : span.end] == old and not _in_heading(there, span):
                yield Edit(path, span, new, doubt)


def _in_heading(note: Note, span: Span) -> bool:
    return any(h.start <= span.start < h.end for h in note.headings)
