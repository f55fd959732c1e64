"""The facts of one kind as bytes and back: their numbers in one array, their strings in one text, column by column."""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Callable, Sequence
from functools import partial
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
    Links,
    Problem,
    Scalar,
    Tag,
    Task,
    Zone,
)
from vaultls.text.lines import Lines

# Of each kind of fact its fields: i a number, b a truth value, s a string, n a name that many notes share, w words,
# z, t and q one of a few.
KINDS: tuple[tuple[str, Any, str], ...] = (
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
NUMBER = {kind: {name: i for i, name in enumerate(names)}.__getitem__ for kind, names in _FEW.items()}
NAME = {kind: names.__getitem__ for kind, names in _FEW.items()}
_LINES = struct.Struct(
    "<5I"
)  # the text's length, then the lengths of the parts in bytes; _UNKNOWN for what there isn't
LINKS = struct.Struct("<4I")  # how many, the length of their names in bytes, and whether names and texts are escaped
COUNT = struct.Struct("<I")  # how many facts, doubled; one more where the strings are escaped
_UNKNOWN = 0xFFFFFFFF
_ESCAPE = re.compile(r"\x01([\x01\x02])")
_CONVERT: dict[str, Callable[[Any], Any]] = {
    "b": bool,
    "n": intern,
    "w": lambda words: tuple(words.split()),
    **NAME,
}
# Of each kind how a fact is made of its fields, of each field whether it is a string and what is made of it, and how many
# fields are numbers.
MAKE: dict[str, tuple[Any, list[tuple[bool, Any]], int]] = {
    name: (
        partial(tuple.__new__, make),
        [(field in "snw", _CONVERT.get(field)) for field in layout],
        sum(field not in "snw" for field in layout),
    )
    for name, make, layout in KINDS
}


def pack_facts(facts: Sequence[Any], layout: str) -> bytes:
    numbers: list[int] = []
    strings: list[str] = []
    for field, column in zip(layout, zip(*facts, strict=True), strict=True):
        if field in "sn":
            strings += column
        elif field in "ib":
            numbers += column
        elif field == "w":
            strings += [" ".join(words) for words in column]
        else:
            numbers += map(NUMBER[field], column)
    text, escaped = joined(strings) if strings else (b"", False)
    return b"".join((COUNT.pack(len(facts) << 1 | escaped), array("I", numbers).tobytes(), text))


def unpack_facts(section: bytes, make: Any, fields: list[tuple[bool, Any]], width: int) -> tuple[Any, ...]:
    (count,) = COUNT.unpack_from(section)
    n = count >> 1
    behind = 4 + 4 * width * n
    numbers = array("I", section[4:behind])
    strings = split(section[behind:], (len(fields) - width) * n, bool(count & 1))
    i = s = 0
    columns: list[Any] = []
    for is_text, convert in fields:
        column: Any
        if is_text:
            column = strings[s : s + n]
            s += n
        else:
            column = numbers[i : i + n]
            i += n
        columns.append(column if convert is None else map(convert, column))
    return tuple(map(make, zip(*columns, strict=True)))


def pack_lines(lines: Lines) -> bytes:
    starts, breaks, astral, runs, length = lines.plain()
    sizes = len(starts), len(breaks), len(astral), _UNKNOWN if runs is None else len(runs)
    return b"".join((_LINES.pack(length, *sizes), starts, breaks, astral, runs or b""))


def unpack_lines(section: bytes) -> Lines:
    length, starts, breaks, astral, runs = _LINES.unpack_from(section)
    at = _LINES.size + starts
    wide = at + breaks
    end = wide + astral
    known = None if runs == _UNKNOWN else section[end : end + runs]
    return Lines.from_plain((section[_LINES.size : at], section[at:wide], section[wide:end], known, length))


def pack_links(links: Links) -> bytes:
    """What is asked of links in thousands of notes stands first, their whole text behind it."""
    if not links:
        return b""
    kinds, spans, paths, subpaths, raws = links.plain()
    names, escaped = joined([*paths, *subpaths])
    text, raw_escaped = joined(list(raws))
    head = LINKS.pack(len(kinds), len(names), escaped, raw_escaped)
    return b"".join((head, spans.tobytes(), kinds.encode("ascii"), names, text))


def unpack_links(data: bytes, start: int, end: int) -> Links:
    """The links in a stretch of `data`. Their texts are taken out of it later, if they are asked for."""
    n, size, escaped, raw_escaped = LINKS.unpack_from(data, start)
    at = start + LINKS.size
    spans = array("I")
    spans.frombytes(data[at : at + 8 * n])
    at += 8 * n
    kinds = data[at : at + n].decode("ascii")
    at += n
    names = tuple(map(intern, split(data[at : at + size], 2 * n, bool(escaped))))
    return Links(kinds, spans, names[:n], names[n:], None, partial(_raws, data, at + size, end, n, bool(raw_escaped)))


def _raws(data: bytes, start: int, end: int, amount: int, escaped: bool) -> tuple[str, ...]:
    return tuple(split(data[start:end], amount, escaped))


def joined(strings: list[str]) -> tuple[bytes, bool]:
    """The strings with NUL between them, and whether they had to be escaped since some hold one."""
    text = "\0".join(strings)
    escaped = bool(strings) and text.count("\0") != len(strings) - 1
    if escaped:
        text = "\0".join([s.replace("\x01", "\x01\x01").replace("\0", "\x01\x02") for s in strings])
    return text.encode("utf-8", "surrogatepass"), escaped


def split(data: bytes, amount: int, escaped: bool) -> list[str]:
    strings = data.decode("utf-8", "surrogatepass").split("\0") if amount else []
    if len(strings) != amount:
        raise ValueError("a part is missing")
    if escaped:
        return [_ESCAPE.sub(lambda m: "\x01" if m[1] == "\x01" else "\0", s) for s in strings]
    return strings
