"""What was found in a whole index, kept with the index: it ends when the last snapshot does that has it.

A cache of a function would hold on to vaults that nobody else knows any longer, tens of megabytes each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

Kept = dict[Any, dict[Any, Any]]
"""By the function that keeps, and by what it was asked. Values and keys must not hold the index itself."""


def keep(kept: Kept, of: object, asked: Hashable, most: int, make: Callable[[], T]) -> T:
    """What `of` has found when `asked` before, else what `make` finds. The `most` answers that were wanted last are kept."""
    known = kept.setdefault(of, {})
    if asked in known:
        found: T = known.pop(asked)
    else:
        found = make()
        if len(known) >= most:
            known.pop(next(iter(known)), None)
    known[asked] = found
    return found
