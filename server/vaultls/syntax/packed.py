"""A note's facts as bytes and back: what a worker process sends, and what is kept until somebody asks for the facts.

All numbers of a note stand in one array and all its strings in one text, each fact a part of some columns. That takes
a third of the memory of the facts, is made and read without a step for each of them, and holds nothing but data.
"""

from __future__ import annotations

import json
import re
import struct
from array import array
from sys import intern
from typing import Any

from vaultls.syntax.note import (
    Block,
    Callout,
    Definition,
    Directive,
    Field,
    Footnote,
    Heading,
    Json,
    Links,
    Note,
    Problem,
    Property,
    Scalar,
    Tag,
    Task,
    Zone,
)
from vaultls.text.lines import Lines

VERSION = 1
"""Of this form and of what `parse` finds; a change of either makes bytes from before it useless."""

# Of each kind of fact its fields: i a number, b a truth value, s a string, n a name that many notes share, w words,
# z, t and q one of a few.
_KINDS: tuple[tuple[str, Any, str], ...] = (
    ("headings", Heading, "iiisib"),
    ("tags", Tag, "nit"),
    ("blocks", Block, "siii"),
    ("definitions", Definition, "siiis"),
    ("footnotes", Footnote, "sii"),
    ("footnote_definitions", Definition, "siiis"),
    ("callouts", Callout, "nisi"),
    ("tasks", Task, "ni"),
    ("fields", Field, "niii"),
    ("zones", Zone, "iiz"),
    ("aliases", Scalar, "siiq"),
    ("directives", Directive, "iiw"),
    ("problems", Problem, "niis"),
)
_FEW = {
    "z": ("frontmatter", "code", "html", "comment", "math", "url"),
    "t": ("text", "property"),
    "q": ("", "'", '"', "|", ">"),
}
_NUMBER = {kind: {name: i for i, name in enumerate(names)}.__getitem__ for kind, names in _FEW.items()}
_NAME = {kind: names.__getitem__ for kind, names in _FEW.items()}
_NAMES = tuple(name for name, _, _ in _KINDS)
_HEAD = struct.Struct("<10I")  # lengths of the parts; _UNKNOWN for what there isn't
_UNKNOWN = 0xFFFFFFFF
_ESCAPE = re.compile(r"\x01([\x01\x02])")
_TEXT, _TEXTS, _NOTHING, _JSON = range(4)  # how a property's value is told: by its one scalar, by all, null, as JSON


def pack(note: Note) -> bytes:
    """The facts without the note's path."""
    numbers: list[int] = []
    strings: list[str] = []
    for name, _, layout in _KINDS:
        facts = getattr(note, name)
        numbers.append(len(facts))
        if facts:
            for field, column in zip(layout, zip(*facts, strict=True), strict=True):
                if field in "sn":
                    strings += column
                elif field in "ib":
                    numbers += column
                elif field == "w":
                    strings += [" ".join(words) for words in column]
                else:
                    numbers += map(_NUMBER[field], column)
    numbers.append(len(note.properties))
    for prop in note.properties:
        _pack_property(prop, numbers, strings)
    starts, breaks, astral, runs, length = note.lines.plain()
    links = note.links.plain()
    kinds, link_starts, link_text, link_escaped = "", b"", b"", False
    if links:
        kinds, link_starts, raws, paths, subpaths = links
        link_text, link_escaped = _joined([*raws, *paths, *subpaths])
    text, escaped = _joined(strings)
    head = _HEAD.pack(
        length,
        len(starts),
        len(breaks),
        len(astral),
        _UNKNOWN if runs is None else len(runs),
        len(kinds),
        len(link_text),
        len(numbers),
        len(strings),
        escaped | link_escaped << 1,
    )
    parts = (head, starts, astral, runs or b"", link_starts, array("I", numbers).tobytes(), breaks)
    return b"".join((*parts, kinds.encode("ascii"), link_text, text))


def _joined(strings: list[str]) -> tuple[bytes, bool]:
    """The strings with NUL between them, and whether they had to be escaped since some hold one."""
    text = "\0".join(strings)
    escaped = bool(strings) and text.count("\0") != len(strings) - 1
    if escaped:
        text = "\0".join([s.replace("\x01", "\x01\x01").replace("\0", "\x01\x02") for s in strings])
    return text.encode("utf-8", "surrogatepass"), escaped


def _split(data: bytes, amount: int, escaped: bool) -> list[str]:
    strings = data.decode("utf-8", "surrogatepass").split("\0") if amount else []
    if len(strings) != amount:
        raise ValueError("a part is missing")
    if escaped:
        return [_ESCAPE.sub(lambda m: "\x01" if m[1] == "\x01" else "\0", s) for s in strings]
    return strings


def packed(path: str, data: bytes, keys: object = None) -> Note:
    """The note at `path` whose facts `pack` has made `data` of; they are taken apart when the first is asked for.

    `keys`: its `vault.keys.Keys`, where they are known.
    """
    note = object.__new__(Note)
    object.__setattr__(note, "path", path)
    object.__setattr__(note, "_packed", data)
    object.__setattr__(note, "_keys", keys)
    return note


def unpack_links(note: Note, data: bytes) -> None:
    """Give the note its lines and links, which the search for backlinks needs of thousands of notes.

    Raises ValueError, IndexError or struct.error where `data` is not what `pack` makes.
    """
    length, starts, breaks, astral, runs, count, text, size, _, escaped = _HEAD.unpack_from(data)
    at = _HEAD.size
    table = data[at : at + starts]
    at += starts
    wide = data[at : at + astral]
    at += astral
    known = None if runs == _UNKNOWN else data[at : at + runs]
    at += 0 if known is None else runs
    link_starts = data[at : at + 4 * count]
    at += 4 * (count + size)
    line_breaks = data[at : at + breaks]
    at += breaks
    links = Links.EMPTY
    if count:
        kinds = data[at : at + count].decode("ascii")
        at += count
        strings = _split(data[at : at + text], 3 * count, bool(escaped & 2))
        paths = tuple(map(intern, strings[count : 2 * count]))
        subpaths = tuple(map(intern, strings[2 * count :]))
        links = Links.from_plain((kinds, link_starts, tuple(strings[:count]), paths, subpaths))
    object.__setattr__(note, "links", links)
    object.__setattr__(note, "lines", Lines.from_plain((table, line_breaks, wide, known, length)))


def unpack(note: Note, data: bytes) -> None:
    """Give the note all other facts. Raises as `unpack_links`."""
    _, starts, breaks, astral, runs, count, text, size, amount, escaped = _HEAD.unpack_from(data)
    at = _HEAD.size + starts + astral + (0 if runs == _UNKNOWN else runs) + 4 * count
    numbers = array("I", data[at : at + 4 * size]).tolist()
    strings = _split(data[at + 4 * size + breaks + count + text :], amount, bool(escaped & 1))
    i = s = 0
    facts: dict[str, Any] = {}
    for name, make, layout in _KINDS:
        n = numbers[i]
        i += 1
        if not n:
            facts[name] = ()
            continue
        columns: list[Any] = []
        for field in layout:
            if field in "snw":
                column: Any = strings[s : s + n]
                s += n
                if field == "n":
                    column = map(intern, column)
                elif field == "w":
                    column = [tuple(words.split()) for words in column]
            else:
                column = numbers[i : i + n]
                i += n
                if field == "b":
                    column = map(bool, column)
                elif field != "i":
                    column = map(_NAME[field], column)
            columns.append(column)
        facts[name] = tuple([tuple.__new__(make, row) for row in zip(*columns, strict=True)])
    properties = []
    for _ in range(numbers[i]):
        prop, i, s = _unpack_property(numbers, i + 1, strings, s)
        properties.append(prop)
        i -= 1
    put = object.__setattr__
    for name, value in facts.items():
        put(note, name, value)
    put(note, "properties", tuple(properties))


def _pack_property(prop: Property, numbers: list[int], strings: list[str]) -> None:
    scalars, value = prop.scalars, prop.value
    if value is None:
        form = _NOTHING
    elif isinstance(value, str) and len(scalars) == 1 and scalars[0].text == value:
        form = _TEXT
    elif isinstance(value, list) and value == [scalar.text for scalar in scalars]:
        form = _TEXTS
    else:
        form = _JSON
    numbers += (prop.key_start, prop.key_end, prop.value_start, prop.value_end, form, len(scalars))
    strings.append(prop.key)
    if form == _JSON:
        strings.append(json.dumps(value))
    for text, start, end, quote in scalars:
        numbers += (start, end, _NUMBER["q"](quote))
        strings.append(text)


def _unpack_property(numbers: list[int], i: int, strings: list[str], s: int) -> tuple[Property, int, int]:
    """The property at those places, and the places behind it."""
    key_start, key_end, value_start, value_end, form, n = numbers[i : i + 6]
    i += 6
    key = intern(strings[s])
    s += 1
    value: Json = None
    if form == _JSON:
        value = json.loads(strings[s])
        s += 1
    texts = strings[s : s + n]
    s += n
    quotes = map(_NAME["q"], numbers[i + 2 : i + 3 * n : 3])
    spans = zip(texts, numbers[i : i + 3 * n : 3], numbers[i + 1 : i + 3 * n : 3], quotes, strict=True)
    scalars = tuple([tuple.__new__(Scalar, row) for row in spans])
    i += 3 * n
    if form == _TEXT:
        value = texts[0]
    elif form == _TEXTS:
        value = list(texts)
    return Property(key, key_start, key_end, value, value_start, value_end, scalars), i, s
