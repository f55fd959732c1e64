"""Immutable values as keys of a cache, compared by what they are and not by what they hold."""

from __future__ import annotations

from typing import Any


class Same:
    """Equal to another one of the same object. For a mapping or index, which is never changed and costly to compare."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value
