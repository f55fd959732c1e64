"""A note's facts as bytes and back: what a worker process sends, and what is kept until somebody asks for the facts.

Each kind of fact has a section of its own (`syntax/columns.py`), found by its place in the head. That takes a third of the
memory of the facts and holds nothing but data. Who asks for one kind pays for that alone; most kinds are empty in most
notes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from vaultls.syntax.columns import (
    COUNT,
    KINDS,
    MAKE,
    pack_facts,
    pack_lines,
    pack_links,
    split,
    unpack_facts,
    unpack_lines,
    unpack_links,
)
from vaultls.syntax.note import Links, Note
from vaultls.syntax.property_columns import pack_properties, unpack_properties

VERSION = 5
"""Of this form and of what `parse` finds; a change of either makes bytes from before it useless."""

_SECTIONS = ("lines", "links", *(name for name, _, _ in KINDS), "properties")
_INDEX = {name: i for i, name in enumerate(_SECTIONS)}
_HEAD = struct.Struct(f"<{len(_SECTIONS) + 1}I")  # where each section begins, and where the last one ends
PAIR = struct.Struct("<2I")  # where a section begins and ends
LINKS_PAIR = 4 * _INDEX["links"]
"""Where in the head those of the links are."""

_HEADINGS = 4 * _INDEX["headings"]
_HEADING = 4 * MAKE["headings"][2]  # bytes of one heading's numbers
_UNPACK: dict[str, Callable[[bytes], Any]] = {
    "lines": unpack_lines,
    "properties": unpack_properties,
}
_SET: dict[str, Callable[[Note, Any], None]] = {name: getattr(Note, name).__set__ for name in _SECTIONS}
_NEW = object.__new__
_PUT_PATH, _PUT_PACKED, _PUT_KEYS, _PUT_WORDS = (
    getattr(Note, name).__set__ for name in ("path", "_packed", "_keys", "_words")
)
_NOTHINGS = [(_SET[name], Links.EMPTY if name == "links" else ()) for name in _SECTIONS]


def pack(note: Note) -> bytes:
    """The facts without the note's path."""
    sections = [pack_lines(note.lines), pack_links(note.links)]
    for name, _, layout in KINDS:
        facts = getattr(note, name)
        sections.append(pack_facts(facts, layout) if facts else b"")
    sections.append(pack_properties(note.properties) if note.properties else b"")
    starts = [_HEAD.size]
    for section in sections:
        starts.append(starts[-1] + len(section))
    return b"".join((_HEAD.pack(*starts), *sections))


def packed(path: str, data: bytes, keys: object = None) -> Note:
    """The note at `path` whose facts `pack` has made `data` of; each kind is taken out when it is first asked for.

    `keys`: its `vault.keys.Keys`, where they are known.
    """
    note = _NEW(Note)
    _PUT_PATH(note, path)
    _PUT_PACKED(note, data)
    _PUT_KEYS(note, keys)
    _PUT_WORDS(note, None)
    return note


def at_path(note: Note, path: str) -> Note:
    """The same note at another path; its facts stay packed where they are."""
    return replace(note, path=path) if note._packed is None else packed(path, note._packed, note._keys)


def unpack(note: Note, name: str) -> None:
    """Give a packed note its facts of one kind, and where it has none of that kind, all that it has none of.

    Raises ValueError, IndexError, TypeError or struct.error where its bytes are not what `pack` makes.
    """
    data = note._packed
    assert data is not None
    index = _INDEX[name]
    starts = _HEAD.unpack_from(data)
    if starts[index] == starts[index + 1]:
        at = starts[0]
        for (put, nothing), end in zip(_NOTHINGS, starts[1:], strict=True):
            if at == end:
                put(note, nothing)
            at = end
        return
    if name == "links":
        _SET[name](note, unpack_links(data, starts[index], starts[index + 1]))
        return
    section = data[starts[index] : starts[index + 1]]
    made = _UNPACK[name](section) if name in _UNPACK else unpack_facts(section, *MAKE[name])
    _SET[name](note, made)


def texts(note: Note, name: str) -> Sequence[str]:
    """The text of each heading, alias or block id (`headings`, `aliases`, `blocks`) of a note, without making the facts.

    A search by name wants those of the whole vault.
    """
    data = note._packed
    if data is None:
        field = 3 if name == "headings" else 0
        return [fact[field] for fact in getattr(note, name)]
    index = _INDEX[name]
    start, end = PAIR.unpack_from(data, 4 * index)
    if start == end:
        return ()
    (count,) = COUNT.unpack_from(data, start)
    return split(data[start + 4 + 4 * MAKE[name][2] * (count >> 1) : end], count >> 1, bool(count & 1))


def may_have_tag_in_heading(note: Note) -> bool:
    """Whether the text of some heading holds a `#`, without making the facts."""
    data = note._packed
    if data is None:
        return any("#" in heading.text for heading in note.headings)
    start, end = PAIR.unpack_from(data, _HEADINGS)
    return start < end and data.find(b"#", start + 4 + _HEADING * (COUNT.unpack_from(data, start)[0] >> 1), end) >= 0
