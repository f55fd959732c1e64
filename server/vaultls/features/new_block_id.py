"""Ids for blocks that have none."""

from __future__ import annotations

from hashlib import blake2b

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def new_block_id(text: str, taken: set[str]) -> str:
    """Six letters and digits as Obsidian makes them, from the block's words, so that the same question has the same answer.

    `taken`: the folded ids of the note; the new one joins them.
    """
    number = int.from_bytes(
        blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
    while True:
        id_ = "".join(_DIGITS[number // 36**i % 36] for i in range(6))
        if id_ not in taken:
            taken.add(id_)
            return id_
        number += 1
