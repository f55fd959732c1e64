"""What can be clicked in a note: every link that leads to one file of the vault.

A URL is none: editors find those themselves. A link that several files answer to is none either, for a click also asks
for the definition, and then the editor lets the writer choose.
"""

from __future__ import annotations

from collections.abc import Iterator

from vaultls.features.answer import DocumentLink
from vaultls.syntax.inline import destination_parts
from vaultls.syntax.link_parts import destination_of, label_span
from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.text.span import Span
from vaultls.vault.follow import Follow
from vaultls.vault.names import plain_heading
from vaultls.vault.vault import Vault


def document_links(vault: Vault, note: Note) -> list[DocumentLink]:
    """The links in the order of the text. None stands inside another: of a Markdown link it is the destination."""
    follow = Follow(vault, note)
    found = []
    for link, span in _spans(note):
        there = follow(link)
        if there.target is None or len(there.candidates) > 1:
            continue
        if there.anchor is None:
            found.append(DocumentLink(span, there.target, None, there.target))
        else:
            tooltip = f"{there.target} › {_shown(there.anchor)}"
            found.append(DocumentLink(span, there.target, there.anchor.start, tooltip))
    return sorted(found, key=lambda link: link.span)


def _spans(note: Note) -> Iterator[tuple[Link, Span]]:
    """The links with what is clicked of each, and the destinations of link reference definitions."""
    for link in note.links:
        if link.is_wiki:
            yield link, Span(link.start + link.raw.index("[[") + 2, link.end - 2)
        elif (destination := destination_of(link)) is not None:
            yield link, destination[0]
        else:
            yield link, label_span(link)
    for definition in note.definitions:
        bare = definition.dest.removeprefix("<").removesuffix(">")
        if (parts := destination_parts(bare)) is not None and any(parts):
            span = Span(definition.dest_start, definition.dest_start + len(definition.dest))
            yield Link("markdown", span.start, definition.dest, *parts), span


def _shown(anchor: Heading | Block) -> str:
    return "^" + anchor.id if isinstance(anchor, Block) else " ".join(plain_heading(anchor.text).split())
