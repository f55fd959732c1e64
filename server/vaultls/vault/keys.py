"""Under which names a note stands in the indexes of its vault. Told once for each note, by the worker that parses it."""

from __future__ import annotations

from typing import NamedTuple

from vaultls.syntax.note import Heading, Note
from vaultls.vault.names import fold, key, tag_key


class Keys(NamedTuple):
    """Folded names, each once. Of a link's path, an alias or a title it is the last segment."""

    mentions: tuple[str, ...]  # what its links say
    aliases: tuple[str, ...]
    tags: tuple[str, ...]  # whole names
    title: str  # of its first level-1 heading, "" without one


def keys_of(note: Note) -> Keys:
    """The note's names; made when they are first asked for, and kept with the note."""
    known = note._keys
    if type(known) is Keys:
        return known
    if known is not None:  # a note from the cache: `packed_names.PackedNames`, and its place there
        packed, place = known
        found: Keys = packed.keys(place)
    else:
        found = _made(note)
    object.__setattr__(note, "_keys", found)
    return found


def _made(note: Note) -> Keys:
    title = title_of(note)
    return Keys(
        tuple({key(path) for path in set(note.links.paths) if path}),
        tuple({fold(alias.text.strip().rpartition("/")[2].strip()) for alias in note.aliases}),
        tuple({tag_key(name) for name in {tag.name for tag in note.tags}}),
        fold(title.rpartition("/")[2].strip()) if title else "",
    )


def title_of(note: Note) -> str | None:
    """The text of the first level-1 heading."""
    heading = title_heading(note)
    return None if heading is None else heading.text


def title_heading(note: Note) -> Heading | None:
    """The first level-1 heading."""
    return next((h for h in note.headings if h.level == 1), None)
