"""Completion: what is being typed decides which source answers; outside of all of them the answer is empty at once."""

from __future__ import annotations

from datetime import date

from vaultls.features.answer import Completions, ReadNote, ReadText
from vaultls.features.completion import (
    anchors,
    callouts,
    everywhere,
    footnotes,
    labels,
    markdown_links,
    notes,
    properties,
    tags,
)
from vaultls.features.completion.as_markdown import as_markdown
from vaultls.features.completion.context import Typing, line_at
from vaultls.syntax.note import Block, Heading, Json, Note
from vaultls.vault.vault import Vault

_LINKS = (everywhere.complete, anchors.complete, notes.complete)
_OTHERS = (
    tags.complete,
    properties.complete,
    callouts.complete,
    markdown_links.complete,
    footnotes.complete,
    labels.complete,
)


def complete(
    vault: Vault, note: Note, text: str, offset: int, today: date, read: ReadText, known: ReadNote | None = None
) -> Completions | None:
    """What fits at `offset` of the buffer `text`; `note` may be the facts of a slightly older text. None where nothing is to be completed.

    `known`: the facts of other notes, where the vault doesn't have all of them yet.
    """
    line = line_at(note, text, offset)
    if line is None:
        return None
    typing = Typing(vault, note, text, line, offset, today, read, known or vault.notes.get)
    for source in _LINKS:
        found = source(typing)
        if found is not None:
            plain = vault.config.link_format == "wikilink" or line.frontmatter
            return found if plain else as_markdown(typing, found)
    for source in _OTHERS:
        found = source(typing)
        if found is not None:
            return found
    return None


def preview(vault: Vault, data: Json, read: ReadText) -> str:
    """Markdown for `completionItem/resolve`: what the item leads to; "" when there is nothing to show."""
    from vaultls.features import quote

    if not isinstance(data, dict):
        return ""
    path, start, tag = data.get("path"), data.get("start"), data.get("tag")
    if isinstance(tag, str):
        paths = vault.tagged.get(tag, ())
        return "\n".join(f"- {p}" for p in paths[:20]) + ("\n- …" if len(paths) > 20 else "")
    if not isinstance(path, str):
        return ""
    target = vault.notes.get(path)
    if target is None:
        return f"`{path}`"
    anchors: list[Heading | Block] = [*target.headings, *target.blocks]
    anchor = next((a for a in anchors if a.start == start), None)
    return quote.bounded(quote.quote(vault, target, anchor, read))
