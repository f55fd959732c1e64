"""Notes that the writer has told Obsidian to exclude: known and linked as any other, but not offered first and not judged."""

from __future__ import annotations

import re
from functools import lru_cache

from vaultls.vault.names import fold


def is_excluded(filters: tuple[str, ...], path: str) -> bool:
    """Whether a vault path falls under one of Obsidian's filters: the beginning of a path, or a pattern between slashes."""
    return bool(filters) and _matcher(filters)(path)


@lru_cache(maxsize=8)
def _matcher(filters: tuple[str, ...]):  # type: ignore[no-untyped-def]
    beginnings: list[str] = []
    patterns: list[re.Pattern[str]] = []
    for text in filters:
        if len(text) > 2 and text.startswith("/") and text.endswith("/"):
            try:
                patterns.append(re.compile(text[1:-1], re.IGNORECASE))
            except re.error:
                continue  # Obsidian's patterns are JavaScript's: what Python can't read excludes nothing
        else:
            beginnings.append(fold(text))

    def matches(path: str) -> bool:
        return fold(path).startswith(tuple(beginnings)) or any(pattern.search(path) for pattern in patterns)

    return matches
