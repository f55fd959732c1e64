"""Proposals made ready for search, once for all snapshots that share an index's base."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

from vaultls.vault.same import Same
from vaultls.vault.search import Names


class Named(Protocol):
    """Anything with a name to search."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)
Make = Callable[[str, "tuple[str, ...]"], "list[T]"]
"""From a key of an index and its paths to proposals."""


class Listed(Generic[T]):
    """Proposals and their names, ready to be searched."""

    __slots__ = ("_names", "_proposals")

    def __init__(self, proposals: list[T]) -> None:
        self._proposals = proposals
        self._names = Names([p.name for p in proposals]) if proposals else None

    def search(self, query: str, limit: int, letters: bool = True) -> list[tuple[tuple[int, int], T]]:
        """At most `limit` of ((quality, length), proposal), best first; see `Names.matches`."""
        if self._names is None:
            return []
        return [((m.quality, m.length), self._proposals[m[2]]) for m in self._names.matches(query, limit, letters)]


@lru_cache(maxsize=8)  # four kinds, of this base and the one before
def _listed(make: Any, base: Same) -> Listed[Any]:
    return Listed([p for k, paths in base.value.items() for p in make(k, paths)])


def listed(make: Make[T], base: dict[str, tuple[str, ...]]) -> Listed[T]:
    """All proposals of an index's base; kept as long as it is in use."""
    return _listed(make, Same(base))
