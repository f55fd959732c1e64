"""Who links to the heading at a place, or else to the note: what the lens with their number shows."""

from __future__ import annotations

from bisect import bisect_right

from vaultls.features.answer import Place
from vaultls.syntax.note import Heading, Note
from vaultls.vault.anchors import Anchors
from vaultls.vault.keys import title_heading
from vaultls.vault.links import backlinks, own_links
from vaultls.vault.vault import Vault


def show_backlinks(vault: Vault, note: Note, offset: int) -> list[Place]:
    """The links, by path and then in the order of the text. The note's title and its very start stand for the note."""
    heading = _heading(note, offset)
    if heading is None or heading is title_heading(note) or offset == 0:
        return [Place(found.note.path, found.span) for found in backlinks(vault, note.path)]
    anchors = Anchors(note)
    places = []
    for found in (*backlinks(vault, note.path), *own_links(note)):
        link = found.link
        if link.subpath and anchors.find(link.subpath, slugs=not link.is_wiki) is heading:
            places.append(Place(found.note.path, found.span))
    return sorted(places)


def _heading(note: Note, offset: int) -> Heading | None:
    i = bisect_right(note.headings, offset, key=_start)
    return note.headings[i - 1] if i and offset <= note.headings[i - 1].end else None


def _start(heading: Heading) -> int:
    return heading.start
