"""The links of other notes to headings and blocks of the asking one: they follow where these go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vaultls.features.actions._asked import Asked
from vaultls.syntax.note import Note
from vaultls.vault.anchors import Anchors
from vaultls.vault.links import links_to, mentioning, names_of
from vaultls.vault.resolve import Resolution


class Anchored(NamedTuple):
    """A link in another note to a heading or block of this one: number `number` of its links, with what it leads to now."""

    note: Note
    number: int
    found: Resolution


def anchored(asked: Asked) -> Iterator[Anchored]:
    """The links of other notes to headings and blocks of the asking one."""
    vault, path = asked.vault, asked.note.path
    keys = names_of(vault, path)
    notes = [vault.notes[source] for source in sorted(mentioning(vault, keys) - {path})]
    anchors = Anchors(asked.note)
    for note, number in links_to(vault, path, keys, notes):
        link = note.links[number]
        anchor = anchors.find(link.subpath, slugs=not link.is_wiki) if link.subpath else None
        if anchor is not None:
            yield Anchored(note, number, Resolution("resolved", path, anchor, (path,)))
