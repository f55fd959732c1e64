"""The places of a tag, and of the tags nested in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vaultls.syntax.note import Note, Tag
from vaultls.text.span import Span
from vaultls.vault.names import tag_key
from vaultls.vault.vault import Vault


class TagPlace(NamedTuple):
    """Of a tag in text with its `#`, of one in a property the name."""

    path: str
    span: Span


def nested_keys(vault: Vault, name: str) -> list[str]:
    """The keys of the tag `name` and of every tag nested in it that the vault has."""
    wanted = tag_key(name)
    return [k for k in vault.tagged if k == wanted or k.startswith(wanted + "/")]


def uses(vault: Vault, name: str) -> Iterator[tuple[Note, Tag]]:
    """Every use of the tag `name` or of one nested in it, notes by path, tags in the order of the text."""
    keys = set(nested_keys(vault, name))
    ours: dict[str, bool] = {}  # few names stand in thousands of places
    for path in sorted({path for k in keys for path in vault.tagged[k]}):
        note = vault.notes[path]
        for tag in note.tags:
            wanted = ours.get(tag.name)
            if wanted is None:
                wanted = ours[tag.name] = tag_key(tag.name) in keys
            if wanted:
                yield note, tag


def same_tag(vault: Vault, name: str) -> Iterator[TagPlace]:
    """The places of exactly this tag in any letter case."""
    wanted = tag_key(name)
    for path in vault.tagged.get(wanted, ()):
        for tag in vault.notes[path].tags:
            if tag_key(tag.name) == wanted:
                yield TagPlace(path, place(tag))


def first_use(vault: Vault, wanted: str) -> tuple[Note, Tag] | None:
    """Where a key of `tagged` is written first; None where its note has lost it."""
    note = vault.notes[vault.tagged[wanted][0]]
    return next(((note, tag) for tag in note.tags if tag_key(tag.name) == wanted), None)


def place(tag: Tag) -> Span:
    """The tag as the reader sees it."""
    return Span(tag.start, tag.name_span.end)
