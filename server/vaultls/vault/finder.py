"""Where names lead, remembered: thousands of links say few different things."""

from __future__ import annotations

from vaultls.vault.names import folder
from vaultls.vault.resolve import find, is_relative
from vaultls.vault.vault import Vault

Found = tuple[tuple[str, ...], bool]


class Finder:
    """`resolve.find` of one snapshot with a memory."""

    __slots__ = ("_anywhere", "_near", "_vault")

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._anywhere: dict[str, Found] = {}  # what is said in double brackets and means the same in every note
        self._near: dict[tuple[str, str, bool], Found] = {}  # by folder, what is said, and whether in double brackets

    def find(self, source: str, path: str, wiki: bool) -> Found:
        """All files that `path` in the note `source` may mean, best first; and whether an alias decided."""
        if wiki and (known := self._anywhere.get(path)) is not None:
            return known
        asked = folder(source), path, wiki
        found = self._near.get(asked)
        if found is None:
            found = find(self._vault, source, path, relative_first=not wiki)
            if wiki and len(found[0]) < 2 and not is_relative(path):
                self._anywhere[path] = found
            else:
                self._near[asked] = found
        return found
