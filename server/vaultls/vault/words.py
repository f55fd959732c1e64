"""Which words a text may hold, in few bits, so that a search of all notes for a name reads few of them.

A Bloom filter of a text's runs, outside wikilinks, of ASCII letters and digits in lower case, of each two that follow
each other, and of its other characters, folded: it says surely that a word is not there, and with a chance of some 3 %
wrongly that it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import normalize
from zlib import crc32

from vaultls.vault.names import fold
from vaultls.vault.telling import FOLD_TO_ASCII

_LOWER = bytes(ord(chr(c).lower()) if c < 128 and chr(c).isalnum() else 32 for c in range(256))
_ODD = frozenset(FOLD_TO_ASCII)
_LINK = re.compile(r"(?<!\\)\[\[[^\[\]\n|#^\\\s`%$<][^\[\]\n`%$<]*\]\]")  # surely a wikilink, or in a dead zone
_LEAST, _MOST = 64, 8192  # bytes; a hash has two places of 16 bits
_ANY_RUN = re.compile(r"[0-9a-z]")
_RUN = re.compile(r"[0-9a-z]+(?![0-9a-z]|[^\x00-\x7f])")  # a mark behind a letter may be one with it

Wanted = tuple[tuple[int, ...], ...]
"""The words of each of several names, hashed."""


def bits_of(text: str) -> bytes:
    """The words of a text outside its wikilinks; none where nothing can be told of it."""
    if "[[" in text:
        text = _LINK.sub(" ", text)
    runs = text.encode("utf-8", "surrogatepass").translate(_LOWER).split()
    words = {*runs, *map(b" ".join, pairwise(runs))}
    wide = {c for c in set(text) if c > "\x7f"}
    if wide:
        if not _ODD.isdisjoint(wide):
            return b""
        words.update([c.encode("utf-8", "surrogatepass") for c in set(fold("\n".join(wide)))])
    size = _LEAST
    while size < len(words) and size < _MOST:
        size *= 2
    bits, mask = bytearray(size), 8 * size - 1
    for word in words:
        hashed = crc32(word)
        first, second = hashed & mask, hashed >> 16 & mask
        bits[first >> 3] |= 1 << (first & 7)
        bits[second >> 3] |= 1 << (second & 7)
    return bytes(bits)


def wanted(names: Iterable[str]) -> Wanted:
    """What a text with one of the folded `names` as words must hold; nothing where that can't be told of one of them."""
    found = []
    for name in names:
        runs = list(_RUN.finditer(name))
        words = [run[0].encode() for run in runs]
        words += [
            f"{one[0]} {next_[0]}".encode()
            for one, next_ in pairwise(runs)
            if not _ANY_RUN.search(name, one.end(), next_.start()) and name[one.end() : next_.start()].isascii()
        ]
        words += [c.encode("utf-8", "surrogatepass") for c in name if c > "\x7f" and normalize("NFD", c) == c]
        if not words:
            return ()
        found.append(tuple(crc32(word) for word in dict.fromkeys(words)))
    return tuple(found)


def may_say(bits: Sequence[int], names: Wanted) -> bool:
    """Whether the text with these `bits` may say one of the names."""
    mask = 8 * len(bits) - 1
    if mask < 0:
        return True
    for words in names:
        for hashed in words:
            first, second = hashed & mask, hashed >> 16 & mask
            if not (bits[first >> 3] >> (first & 7) & 1 and bits[second >> 3] >> (second & 7) & 1):
                break
        else:
            return True
    return not names
