"""A mapping that can be copied with changes at a cost that doesn't grow with its size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from vaultls.vault.keep import Kept

K = TypeVar("K")
V = TypeVar("V")

_LIMIT = 512  # changed keys before they are laid down into a new base


class Layered(Mapping[K, V]):
    """Immutable: a large base that many versions share, and a small layer of what is different in this one."""

    __slots__ = ("_base", "_gone", "_layer", "_length", "own", "shared")

    def __init__(
        self,
        base: dict[K, V],
        layer: dict[K, V] | None = None,
        gone: frozenset[K] = frozenset(),
        shared: Kept | None = None,
    ) -> None:
        """Takes `base` as its own: the caller must not change it afterwards. `shared`: what is kept with it."""
        self.shared: Kept = {} if shared is None else shared  # what was found in the base, see `keep`
        self.own: Kept = {}  # what was found in this version
        self._base = base
        self._layer: dict[K, V] = layer or {}
        self._gone = gone
        self._length = len(base) + sum(k not in base for k in self._layer) - len(gone)

    def changed(self, put: Mapping[K, V], drop: frozenset[K] = frozenset()) -> Layered[K, V]:
        """A copy with `put` set and the keys `drop` taken out; the same object where nothing changes."""
        drop = frozenset(k for k in drop if k in self and k not in put)
        put = {k: v for k, v in put.items() if self.get(k) is not v or k not in self}
        if not put and not drop:
            return self
        layer = {k: v for k, v in self._layer.items() if k not in drop}
        layer.update(put)
        gone = (self._gone - put.keys()) | {k for k in drop if k in self._base}
        if len(layer) + len(gone) > _LIMIT:
            base = {k: v for k, v in self._base.items() if k not in gone}
            base.update(layer)
            return Layered(base)
        return Layered(self._base, layer, gone, self.shared)

    @property
    def base(self) -> dict[K, V]:
        """What many versions share; not to be changed. Equal only to itself: a cache may go by its identity."""
        return self._base

    def changed_keys(self) -> frozenset[K]:
        """The keys that differ from `base`."""
        return self._gone.union(self._layer)

    def __getitem__(self, key: K) -> V:
        if key in self._layer:
            return self._layer[key]
        if key in self._gone:
            raise KeyError(key)
        return self._base[key]

    def get(self, key: K, default: Any = None) -> Any:
        """As of any mapping; the inherited one raises and catches."""
        if key in self._layer:
            return self._layer[key]
        return default if key in self._gone else self._base.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._layer or (key in self._base and key not in self._gone)

    def __iter__(self) -> Iterator[K]:
        if not self._layer and not self._gone:
            yield from self._base
            return
        for key in self._base:
            if key not in self._gone:
                yield key
        for key in self._layer:
            if key not in self._base:
                yield key

    def __len__(self) -> int:
        return self._length
