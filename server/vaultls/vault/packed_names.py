"""The names of many notes as bytes and back, with the indexes over them: what a vault's cache holds, so that no start has to make them."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence

from vaultls.syntax.columns import joined, split
from vaultls.vault.keys import Keys

Paths = tuple[str, ...]

_HEAD = struct.Struct("<3I?")  # notes, names, bytes of the names' text, and whether it is escaped
_COUNT = struct.Struct("<I")


def pack_names(notes: Sequence[Keys]) -> bytes:
    """The names of each note, in this order, and for each kind of name which notes have it."""
    numbers: dict[str, int] = {}
    columns: list[array[int]] = []
    for kind in range(3):  # mentions, aliases, tags
        ends, said = array("I"), array("I")
        having: dict[int, list[int]] = {}
        for i, keys in enumerate(notes):
            for name in keys[kind]:
                number = numbers.setdefault(name, len(numbers))
                said.append(number)
                having.setdefault(number, []).append(i)
            ends.append(len(said))
        columns += [ends, said, *_flat(having)]
    columns.append(array("I", [numbers.setdefault(keys.title, len(numbers)) for keys in notes]))
    text, escaped = joined(list(numbers))
    parts = [_HEAD.pack(len(notes), len(numbers), len(text), escaped), text]
    for column in columns:
        parts += (_COUNT.pack(len(column)), column.tobytes())
    return b"".join(parts)


def _flat(having: dict[int, list[int]]) -> tuple[array[int], array[int], array[int]]:
    """Names, where the notes of each end, and the notes."""
    ends, notes = array("I"), array("I")
    for some in having.values():
        notes.extend(some)
        ends.append(len(notes))
    return array("I", having), ends, notes


class PackedNames:
    """What `pack_names` has packed; a note's names are taken out when they are asked for."""

    __slots__ = ("_having", "_names", "_said", "_titles")

    def __init__(self, data: bytes) -> None:
        """Raises struct.error, ValueError or IndexError where `data` is not what `pack_names` makes."""
        count, amount, size, escaped = _HEAD.unpack_from(data)
        at = _HEAD.size
        self._names = split(data[at : at + size], amount, escaped)
        columns = list(_columns(data, at + size))
        if len(columns) != 16 or len(columns[15]) != count:
            raise ValueError("a part is missing")
        self._said = [(columns[i], columns[i + 1]) for i in (0, 5, 10)]
        self._having = [tuple(columns[i + 2 : i + 5]) for i in (0, 5, 10)]
        self._titles = columns[15]

    def __len__(self) -> int:
        """How many notes there are."""
        return len(self._titles)

    def keys(self, i: int) -> Keys:
        """The names of the note at place `i`."""
        names = self._names
        mentions, aliases, tags = (
            tuple([names[number] for number in said[ends[i - 1] if i else 0 : ends[i]]]) for ends, said in self._said
        )
        return Keys(mentions, aliases, tags, names[self._titles[i]])

    def indexes(self, paths: Sequence[str], good: Sequence[int]) -> tuple[dict[str, Paths], ...]:
        """Which notes mention a name, have an alias, and have a tag: those of `paths`, the path of each note, whose place in `good` is not 0."""
        names = self._names
        all_good = all(good)
        path_of = paths.__getitem__
        found: list[dict[str, Paths]] = []
        for having, ends, notes in self._having:
            index: dict[str, Paths] = {}
            start = 0
            for number, end in zip(having, ends, strict=True):
                some = notes[start:end]
                start = end
                if all_good:
                    index[names[number]] = tuple(map(path_of, some))
                elif there := tuple([paths[i] for i in some if good[i]]):
                    index[names[number]] = there
            found.append(index)
        return tuple(found)


def _columns(data: bytes, at: int) -> Iterator[array[int]]:
    while at < len(data):
        (count,) = _COUNT.unpack_from(data, at)
        at += _COUNT.size
        column = array("I")
        column.frombytes(data[at : at + column.itemsize * count])
        if len(column) != count:
            raise ValueError("a part is missing")
        yield column
        at += column.itemsize * count
