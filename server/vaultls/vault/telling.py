"""What a text that says a name surely holds, so that most texts needn't be read for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vaultls.vault.names import fold

_LETTERS = re.compile(r"[0-9a-z]{2,}")
_LETTER = re.compile(r"[0-9a-z]")
FOLD_TO_ASCII = "\xdf\u0130\u0149\u017f\u1e9a\u1e9e\u212a\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"  # all other characters whose folded form has ASCII letters


Telling = tuple[tuple[bytes, ...], ...]
"""Several alternatives, each some parts of a text that it holds all: UTF-8 with ASCII in lower case."""


def telling(names: Iterable[str], whole: bool = False) -> Telling:
    """What a text with one of the folded `names` holds at least one of.

    Letters and digits stand so also in a percent-encoded destination; with `whole`, names in ASCII as they are, which
    tells more of running text. Nothing where it can't be told.
    """
    found = [(name,) if whole and name.isascii() and name else tuple(_words(name)) for name in names]
    if not all(found):
        return ()
    odd = [
        c for c in FOLD_TO_ASCII if any("".join(_LETTER.findall(fold(c))) in part for some in found for part in some)
    ]
    words = [tuple(part.encode() for part in some) for some in found]
    return (*words, *((c.encode()[:1], c.encode()) for c in odd))  # a single byte is found ten times as fast as two


def may_tell(data: bytes, parts: Telling) -> bool:
    """Whether `data`, of which ASCII is in lower case, holds one of the alternatives; True where there are none."""
    return not parts or any(all(part in data for part in some) for some in parts)


def _words(name: str) -> list[str]:
    """The words of a name, the longest first, for few texts hold that."""
    return sorted(dict.fromkeys(_LETTERS.findall(name)), key=len, reverse=True)
