"""The places of a tag, and of the tags nested in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from vaultls.syntax.note import Note, Tag
from vaultls.syntax.packed import may_have_tag_in_heading
from vaultls.text.span import Span
from vaultls.vault.keep import keep
from vaultls.vault.layered import Layered
from vaultls.vault.names import tag_key
from vaultls.vault.vault import Vault

MANY = 200
"""Notes from which on it is worth to remember which of them use a tag."""


class TagPlace(NamedTuple):
    """Of a tag in text with its `#`, of one in a property the name."""

    path: str
    span: Span


def nested_keys(vault: Vault, name: str) -> list[str]:
    """The keys of the tag `name` and of every tag nested in it that the vault has."""
    wanted = tag_key(name)
    return [k for k in vault.tagged if k == wanted or k.startswith(wanted + "/")]


class Used(NamedTuple):
    """The uses of a tag, and of those nested in it, in one note."""

    note: Note
    tags: list[Tag]  # in the order of the text, at least one
    name_spans: list[Span]  # of each
    may_be_in_heading: bool  # whether a heading of the note may hold one; False is sure


def uses(vault: Vault, name: str) -> Iterator[tuple[Note, Tag]]:
    """Every use of the tag `name` or of one nested in it, notes by path, tags in the order of the text."""
    return ((used.note, tag) for used in uses_by_note(vault, name) for tag in used.tags)


def uses_by_note(vault: Vault, name: str) -> list[Used]:
    """The same, those of each note together."""
    keys = frozenset(nested_keys(vault, name))
    paths = {path for k in keys for path in vault.tagged[k]}
    notes = vault.notes
    if len(paths) < MANY:
        return _using(keys, [notes[path] for path in sorted(paths)])
    assert isinstance(notes, Layered)  # every snapshot's mappings are
    base, changed = notes.base, notes.changed_keys()
    known = keep(notes.shared, uses_by_note, keys, 4, lambda: _in_base(vault, keys, base))
    if changed.isdisjoint(known) and changed.isdisjoint(paths):
        return list(known.values())
    found = {path: used for path, used in known.items() if path not in changed}
    found.update((used.note.path, used) for used in _using(keys, [notes[path] for path in changed & paths]))
    return [found[path] for path in sorted(found)]


def _in_base(vault: Vault, keys: frozenset[str], base: Mapping[str, Note]) -> dict[str, Used]:
    """Those in the notes that many snapshots share, by path: 20 ms for a tag in 3,700 notes."""
    tagged = vault.tagged
    assert isinstance(tagged, Layered)  # every snapshot's mappings are
    paths = {path for k in keys for path in (*tagged.base.get(k, ()), *tagged.get(k, ())) if path in base}
    return {used.note.path: used for used in _using(keys, [base[path] for path in sorted(paths)])}


def _using(keys: frozenset[str], notes: Iterable[Note]) -> list[Used]:
    ours: dict[str, bool] = {}  # few names stand in thousands of places
    found = []
    for note in notes:
        tags = []
        for tag in note.tags:
            wanted = ours.get(tag[0])
            if wanted is None:
                wanted = ours[tag.name] = tag_key(tag.name) in keys
            if wanted:
                tags.append(tag)
        if tags:
            found.append(Used(note, tags, [tag.name_span for tag in tags], may_have_tag_in_heading(note)))
    return found


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
