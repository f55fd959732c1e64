"""Renaming a heading: every link to it follows, by its text, as one of a chain, or by its slug."""

from __future__ import annotations

import re

from vaultls.features.answer import Changes, Edit, ReadText, Refusal
from vaultls.features.relink import Renamed
from vaultls.features.rename.changes import edited, followed
from vaultls.features.rename.checked import heading_text
from vaultls.syntax.note import Heading, Note
from vaultls.text.span import Span
from vaultls.vault.vault import Vault

_BLOCK_ID = re.compile(r"\s+\^[A-Za-z0-9-]+\s*$")


def name_span(heading: Heading) -> Span:
    """The heading's text without the block id that may end it."""
    id_ = _BLOCK_ID.search(heading.text)
    return Span(heading.text_start, heading.text_start + (id_.start() if id_ else len(heading.text)))


def rename(vault: Vault, note: Note, heading: Heading, typed: str, read: ReadText) -> Changes:
    """Give the heading another text. Raises `Refusal` where it would be no heading then, or links could not name it."""
    text = heading_text(typed)
    span = name_span(heading)
    edit = Edit(note.path, span, text)
    after = edited(vault, note, [edit], read)
    index = note.headings.index(heading)
    before = [(h.level, h.text) for h in note.headings]
    before[index] = heading.level, text + heading.text[span.end - span.start :]
    if [(h.level, h.text) for h in after.headings] != before:
        raise Refusal(f"“{text}” would be no heading, or another one")
    if text == heading.text[: span.end - span.start]:
        return Changes()
    return followed(Renamed(vault, vault.updated([after]), {}, read=read), [edit])
