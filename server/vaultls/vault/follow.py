"""Where many links of one note lead, each different thing that they say looked at once."""

from __future__ import annotations

from vaultls.syntax.note import Block, Heading, Link, Note
from vaultls.vault.anchors import Anchors
from vaultls.vault.finder import Finder
from vaultls.vault.resolve import UNRESOLVED, Resolution, Status
from vaultls.vault.vault import Vault


class Follow:
    """What `resolve.resolve` says, for the links of one note: all together at the cost of a pass over them and what they name."""

    __slots__ = ("_anchors", "_finder", "_note", "_vault")

    def __init__(
        self, vault: Vault, note: Note, anchors: dict[str, Anchors] | None = None, finder: Finder | None = None
    ) -> None:
        """`anchors` and `finder`: shared by those that follow the links of several notes of one snapshot."""
        self._vault = vault
        self._note = note
        self._finder = Finder(vault) if finder is None else finder
        self._anchors = {} if anchors is None else anchors

    def __call__(self, link: Link) -> Resolution:
        """Where `link` leads."""
        candidates, by_alias = (
            ((self._note.path,), False)
            if not link.path
            else self._finder.find(self._note.path, link.path, link.is_wiki)
        )
        if not candidates:
            return UNRESOLVED
        target = candidates[0]
        status: Status = "ambiguous" if len(candidates) > 1 else "resolved"
        anchor: Heading | Block | None = None
        if link.subpath and (there := self.note(target)) is not None:
            if target not in self._anchors:
                self._anchors[target] = Anchors(there)
            anchor = self._anchors[target].find(link.subpath, slugs=not link.is_wiki)
            if anchor is None:
                status = "broken-block" if link.subpath.startswith("^") else "broken-heading"
        return Resolution(status, target, anchor, candidates, by_alias)

    def note(self, path: str) -> Note | None:
        """The note at a link's target; None for an attachment."""
        return self._note if path == self._note.path else self._vault.notes.get(path)
