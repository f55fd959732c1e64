"""The places of a tag, and of the tags nested in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    return ((note, tag) for note, tags in uses_by_note(vault, name) for tag in tags)


def uses_by_note(vault: Vault, name: str) -> Iterator[tuple[Note, list[Tag]]]:
    """The same, the tags of each note together; each has some."""
    keys = set(nested_keys(vault, name))
    ours: dict[str, bool] = {}  # few names stand in thousands of places
    for path in sorted({path for k in keys for path in vault.tagged[k]}):
        note = vault.notes[path]
        found = []
        for tag in note.tags:
            wanted = ours.get(tag[0])
            if wanted is None:
                wanted = ours[tag.name] = tag_key(tag.name) in keys
            if wanted:
                found.append(tag)
        yield note, found


def same_tag(vault: Vault, name: str) -> Iterator[TagPlace]:
    """The places of exactly this tag in any letter case."""
    wanted = tag_key(name)
    for path in vault.tagged.get(wanted, ()):
        for tag in vault.notes[path].tags:
            if tag_key(tag.name) == wanted:
                yield TagPlace(path, place(tag))


def first_uses(vault: Vault) -> Callable[[str], tuple[Note, Tag] | None]:
    """Tells of a tag's key where it is first written, None where nobody writes it alone; looks at each note's tags once."""
    known: dict[str, dict[str, Tag]] = {}

    def first_use(wanted: str) -> tuple[Note, Tag] | None:
        for path in vault.tagged.get(wanted, ())[:1]:
            note = vault.notes[path]
            if path not in known:
                known[path] = {tag_key(tag.name): tag for tag in reversed(note.tags)}
            if wanted in known[path]:
                return note, known[path][wanted]
        return None

    return first_use


def place(tag: Tag) -> Span:
    """The tag as the reader sees it."""
    return Span(tag.start, tag.name_span.end)
