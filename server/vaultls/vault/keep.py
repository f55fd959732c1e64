"""What was found in a whole index, kept with the index: it ends when the last snapshot does that has it.

A cache of a function would hold on to vaults that nobody else knows any longer, tens of megabytes each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_UNKNOWN = object()

Kept = dict[Any, dict[Any, Any]]
"""By the function that keeps, and by what it was asked. Values and keys must not hold the index itself."""


def keep(kept: Kept, of: object, asked: Hashable, most: int, make: Callable[[], T]) -> T:
    """What `of` has found when `asked` before, else what `make` finds. The `most` answers that were wanted last are kept."""
    known = kept.setdefault(of, {})
    found: Any = known.pop(asked, _UNKNOWN)  # in one step: another thread may look ahead
    if found is _UNKNOWN:
        found = make()
        if len(known) >= most:
            known.pop(next(iter(known), None), None)
    known[asked] = found
    kept_or_made: T = found
    return kept_or_made
