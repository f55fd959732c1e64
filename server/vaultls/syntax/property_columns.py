"""The properties of a note as bytes and back, their values among the columns' strings."""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Sequence
from sys import intern

from vaultls.syntax.columns import NAME, NUMBER, joined, split
from vaultls.syntax.note import Json, Property, Scalar

_PROPERTIES = struct.Struct("<4I")  # how many properties, numbers and strings, and whether these are escaped
_TEXT, _TEXTS, _NOTHING, _JSON = range(4)  # how a property's value is told: by its one scalar, by all, null, as JSON


def pack_properties(properties: Sequence[Property]) -> bytes:
    numbers: list[int] = []
    strings: list[str] = []
    for prop in properties:
        _pack_property(prop, numbers, strings)
    text, escaped = joined(strings)
    head = _PROPERTIES.pack(len(properties), len(numbers), len(strings), escaped)
    return b"".join((head, array("I", numbers).tobytes(), text))


def unpack_properties(section: bytes) -> tuple[Property, ...]:
    n, size, amount, escaped = _PROPERTIES.unpack_from(section)
    behind = _PROPERTIES.size + 4 * size
    numbers = array("I", section[_PROPERTIES.size : behind]).tolist()
    strings = split(section[behind:], amount, bool(escaped))
    properties = []
    i = s = 0
    for _ in range(n):
        prop, i, s = _unpack_property(numbers, i, strings, s)
        properties.append(prop)
    return tuple(properties)


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
        numbers += (start, end, NUMBER["q"](quote))
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
    quotes = map(NAME["q"], numbers[i + 2 : i + 3 * n : 3])
    spans = zip(texts, numbers[i : i + 3 * n : 3], numbers[i + 1 : i + 3 * n : 3], quotes, strict=True)
    scalars = tuple([tuple.__new__(Scalar, row) for row in spans])
    i += 3 * n
    if form == _TEXT:
        value = texts[0]
    elif form == _TEXTS:
        value = list(texts)
    return Property(key, key_start, key_end, value, value_start, value_end, scalars), i, s
