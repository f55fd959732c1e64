"""What a text that says a name surely holds, so that most texts needn't be read for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vaultls.vault.names import fold

_LETTERS = re.compile(r"[0-9a-z]{2,}")
_LETTER = re.compile(r"[0-9a-z]")
FOLD_TO_ASCII = "\xdf\u0130\u0149\u017f\u1e9a\u1e9e\u212a\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"  # all other characters whose folded form has ASCII letters


def telling(names: Iterable[str], whole: bool = False) -> tuple[bytes, ...]:
    """What a text with one of the folded `names` holds at least one of, as UTF-8 with ASCII in lower case.

    Letters and digits stand so also in a percent-encoded destination; with `whole`, names in ASCII as they are, which
    tells more of running text. Nothing where it can't be told.
    """
    parts = [name if whole and name.isascii() else max(_LETTERS.findall(name), key=len, default="") for name in names]
    if not all(parts):
        return ()
    odd = [c for c in FOLD_TO_ASCII if any("".join(_LETTER.findall(fold(c))) in part for part in parts)]
    return tuple(part.encode() for part in (*parts, *odd))
