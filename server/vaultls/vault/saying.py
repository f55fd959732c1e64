"""Which links of thousands of notes say a name, told from a note's bytes where it is packed.

To make the columns of 3,400 notes for their links to one of them takes several times as long as to look for its names in
their bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection
from typing import NamedTuple

from vaultls.syntax.columns import LINKS
from vaultls.syntax.note import Note
from vaultls.syntax.packed import LINKS_PAIR, PAIR
from vaultls.text.span import Span
from vaultls.vault.names import FOLD_TO_ASCII, key

_NUMBER = struct.Struct("=I").unpack_from  # as `array("I")` has them
_WIKI = b"wpEM"  # see `syntax.link`
_MANY = 16
"""Finds from which on a note's paths are looked at one by one: each find counts those before it."""

_ASCII = re.compile(r"[\x01-\x7f]+")


class Said(NamedTuple):
    """A link with the name that was looked for."""

    number: int  # in its note
    path: str  # what it says
    is_wiki: bool  # in double brackets
    span: Span  # of it as a whole


class Saying:
    """The search for links whose paths have one of the `keys` (`vault.names.key`)."""

    def __init__(self, keys: Collection[str]) -> None:
        self._ours = _Ours(keys)
        # A key's longest stretch of ASCII stands in lower case in each path that has it, unless the path holds a
        # character that only folding makes one of ASCII. Without such a stretch each path is looked at.
        self._parts = list({max(_ASCII.findall(k), key=len, default="").encode() for k in keys})
        # With the first byte of each: one byte is found many times as fast as two, and most texts have none of these.
        unlike = [char.encode() for char, ascii_ in FOLD_TO_ASCII.items() if any(ascii_ in k for k in keys)]
        self._unlike = [(char[0], char) for char in unlike]

    def __call__(self, note: Note) -> list[Said]:
        """Such links of a note, in their order."""
        data, ours = note._packed, self._ours
        if data is not None:
            start, end = PAIR.unpack_from(data, LINKS_PAIR)
            if start == end:
                return []
            n, size, escaped, _ = LINKS.unpack_from(data, start)
            if not escaped:
                starts = start + LINKS.size
                ends = starts + 4 * n
                kinds = ends + 4 * n
                at = kinds + n
                found = self._in_text(data[at : at + size], n)
                if not found:
                    return []
                spans = [Span(_NUMBER(data, starts + 4 * i)[0], _NUMBER(data, ends + 4 * i)[0]) for i, _ in found]
                return [
                    Said(i, said, data[kinds + i] in _WIKI, span) for (i, said), span in zip(found, spans, strict=True)
                ]
        links = note.links
        return [Said(i, said, links.is_wiki(i), links.span(i)) for i, said in enumerate(links.paths) if ours[said]]

    def _in_text(self, text: bytes, n: int) -> list[tuple[int, str]]:
        """The same, of `n` paths and then their subpaths, NUL between them; of each its number and itself."""
        ours, lower = self._ours, text.lower()
        for lead, char in self._unlike:
            if lead in text and char in text:
                return self._in_each(text, n)
        found: list[tuple[int, str]] = []
        for part in self._parts:
            if lower.count(part) > _MANY:
                return self._in_each(text, n)
            at = lower.find(part)
            while at >= 0 and (number := lower.count(0, 0, at)) < n:  # what follows are subpaths
                end = text.find(0, at)
                said = text[text.rfind(0, 0, at) + 1 : end if end >= 0 else len(text)].decode("utf-8", "surrogatepass")
                if ours[said]:
                    found.append((number, said))
                at = lower.find(part, end + 1) if end >= 0 else -1
        return found if len(self._parts) == 1 else sorted(set(found))

    def _in_each(self, text: bytes, n: int) -> list[tuple[int, str]]:
        """The same; each path is looked at."""
        paths = text.decode("utf-8", "surrogatepass").split("\0", n)
        return [(i, said) for i, said in enumerate(paths[:n]) if self._ours[said]]


class _Ours(dict[str, bool]):
    """Whether what a link says has one of the keys; told once for each text."""

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = keys
        self._last = {k[-1:] for k in keys} | {"d", "n"}  # a note's suffix may stand behind a name

    def __missing__(self, said: str) -> bool:
        # Most texts are seen to be others by their last character, which no folding makes another one in ASCII.
        last = said[-1:]
        ours = bool(said) and (not last.isascii() or last.lower() in self._last) and key(said) in self._keys
        self[said] = ours
        return ours
