"""Counts, lists and names in words, for text that the writer reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from vaultls.vault.names import stem

LISTED = 10  # names in a list

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’-][^\W\u3040-\u30ff\u3400-\u9fff]+)*"
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")


def note_list(counts: Counter[str]) -> list[str]:
    """Notes with how often, as a list, most first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"- {shown(stem(path))}" + (f" ({count})" if count > 1 else "") for path, count in ranked[:LISTED]]
    return [*lines, f"- … and {len(ranked) - LISTED} more"] if len(ranked) > LISTED else lines


def listed(names: Iterable[str]) -> str:
    """The first names of a list in one line."""
    first = list(islice(names, LISTED + 1))
    return ", ".join(first[:LISTED]) + (", …" if len(first) > LISTED else "")


def counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}" if count else f"no {word}s"


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """The words of a stretch of a text; each character of Chinese or Japanese is one."""
    return sum(1 for _ in _WORD.finditer(text, start, len(text) if end is None else end))


def shown(name: str) -> str:
    """A name as text of one line: what Markdown would read is escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(name.split()))
